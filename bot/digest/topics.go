package digest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"portevoix/bot/mentions"
	"portevoix/bot/mentions/triage"
	"portevoix/bot/privacy"
)

// A topic is found by first-story detection: each mention joins the topic that it resembles most (cosine of TF-IDF weights), or
// opens one. What several people share becomes the topic's words.
const (
	resembles = 0.3
	// fewest is how many distinct authors must share a word before it names a topic: a word of fewer could point at one of them.
	fewest = 3
)

type topic struct {
	weights map[string]float64
	members []mentions.Mention
	tokens  [][]string
}

func (e *Editor) topics(found []mentions.Mention) []Topic {
	tokens := make([][]string, len(found))
	ours := mentions.Tokens(strings.Join(e.Ours, " "))
	spread := map[string]int{}
	for i, m := range found {
		if m.Category.Sensitive() || m.Category == triage.Spam {
			continue // their words are told to nobody
		}
		tokens[i] = slices.DeleteFunc(meaningful(m.Title+" "+m.Words), func(w string) bool { return slices.Contains(ours, w) })
		for _, w := range unique(tokens[i]) {
			spread[w]++
		}
	}
	var topics []*topic
	index := map[string][]*topic{} // by word: only topics that share one are compared
	for i, m := range found {
		if len(tokens[i]) == 0 {
			continue
		}
		v := weigh(tokens[i], spread, len(found))
		t := nearest(v, spread, len(found), index)
		if t == nil {
			t = &topic{weights: map[string]float64{}}
			topics = append(topics, t)
		}
		t.members = append(t.members, m)
		t.tokens = append(t.tokens, tokens[i])
		for w, x := range v {
			if _, known := t.weights[w]; !known {
				index[w] = append(index[w], t)
			}
			t.weights[w] += x
		}
	}
	slices.SortStableFunc(topics, func(a, b *topic) int { return cmp.Compare(len(b.members), len(a.members)) })
	var told []Topic
	for _, t := range topics {
		if len(told) == shownTopics || len(t.members) < 2 {
			break
		}
		if said := e.tell(t); len(said.Words) > 0 {
			told = append(told, said)
		}
	}
	return told
}

// tell says what a topic is about, in words that identify nobody.
func (e *Editor) tell(t *topic) Topic {
	said := Topic{N: len(t.members), Authors: authors(t.members), Category: t.members[0].Category}
	sharedBy := map[string]map[string]bool{}
	for i, m := range t.members {
		if len(said.IDs) < shownIDs {
			said.IDs = append(said.IDs, m.ID())
		}
		who := m.Author
		if who == "" {
			who = m.ID()
		}
		for _, w := range unique(t.tokens[i]) {
			if sharedBy[w] == nil {
				sharedBy[w] = map[string]bool{}
			}
			sharedBy[w][who] = true
		}
	}
	var words []string
	for w, who := range sharedBy {
		if len(who) >= min(fewest, max(2, said.Authors)) {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(sharedBy[b])*utf8.RuneCountInString(b), len(sharedBy[a])*utf8.RuneCountInString(a)), cmp.Compare(a, b))
	})
	for _, w := range words {
		if len(said.Words) == 4 {
			break
		}
		if e.Check(privacy.Input{Text: strings.Join(append(slices.Clone(said.Words), w), " "), Kind: privacy.Post}).Verdict < privacy.High {
			said.Words = append(said.Words, w)
		}
	}
	return said
}

func nearest(v map[string]float64, spread map[string]int, total int, index map[string][]*topic) *topic {
	candidates := map[*topic]bool{}
	for w := range v {
		if spread[w] > max(50, total/5) {
			continue // a word that everybody uses tells nothing apart
		}
		for _, t := range index[w] {
			candidates[t] = true
		}
	}
	var best *topic
	most := resembles
	for t := range candidates {
		if c := cosine(v, t.weights); c > most || (c == most && best != nil && t.members[0].Serial < best.members[0].Serial) {
			best, most = t, c
		}
	}
	return best
}

func weigh(words []string, spread map[string]int, total int) map[string]float64 {
	v := map[string]float64{}
	for _, w := range words {
		v[w] += math.Log(float64(total+1) / float64(spread[w]))
	}
	return v
}

func cosine(a, b map[string]float64) float64 {
	dot, x, y := 0.0, 0.0, 0.0
	for w, v := range a {
		dot += v * b[w]
		x += v * v
	}
	for _, v := range b {
		y += v * v
	}
	if x == 0 || y == 0 {
		return 0
	}
	return dot / math.Sqrt(x*y)
}

// meaningful are the words that can name a topic: long enough, and none that every sentence has.
func meaningful(s string) []string {
	return slices.DeleteFunc(mentions.Tokens(s), func(w string) bool {
		return utf8.RuneCountInString(w) < 4 || common[w] || strings.ContainsFunc(w, func(r rune) bool { return r >= '0' && r <= '9' })
	})
}

func unique(words []string) []string {
	seen := map[string]bool{}
	var all []string
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			all = append(all, w)
		}
	}
	return all
}

var common = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`dans avec pour plus tout tous toute toutes cette votre notre leur leurs sans sont vous nous elle elles être etre avoir fait faire
		mais comme depuis encore aussi bien très tres même meme chez après apres avant entre donc alors quand rien chaque autre autres merci bonjour hopital hôpital
		this that with from have your their been were they what when where will would there about after before into over just more some than then very much hospital
		هذا هذه الذي التي على إلى عند كان كانت لكم معكم المستشفى`) {
		m[w] = true
	}
	return m
}()
