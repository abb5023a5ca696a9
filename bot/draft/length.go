package draft

import "portevoix/bot/social"

func over(network, words string) int {
	rules, ok := social.RulesOf(network)
	if !ok {
		return 0
	}
	return max(0, rules.Length(words)-rules.Max)
}
