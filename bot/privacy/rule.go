package privacy

import (
	"strings"

	"portevoix/bot/text"
)

// RulesVersion names the set of rules; approvals record it. It changes when a rule does.
const RulesVersion = "2026.11.24"

// A Rule is one thing to watch for, with what it must and must not catch. TestRules runs every example.
type Rule struct {
	ID       string // "ID-01", as in the rules that a data protection officer signs
	Title    text.Text
	Why, Fix text.Text
	Source   string // the law or guidance it rests on; "practice" where none does
	Severity Severity
	In       map[string]Severity // where a country differs; Clear switches it off there
	Kinds    []Kind              // what it applies to; nil: everything
	Catches  []Example
	Spares   []Example

	says   []string                         // phrases that are a finding wherever they stand (see phrase)
	when   func(p *page, from, to int) bool // looks around a phrase before it counts; nil: always
	facts  []FactKind                       // facts that are a finding
	counts func(p *page, f Fact) (Severity, bool)
	look   func(p *page, hit func(Hit)) // anything else
}

// An Example is a text and what is needed to check it.
type Example struct {
	Text    string
	Kind    Kind   // "" is a post
	Country string // "" is France
	Lang    text.Lang
	Earlier []string // posts that came before it

	Original string // what it was before it was transposed
	Over     int    // by how much it is too long
}

// A Hit is where a rule applies; Start -1 is the whole text. The zero Severity is the rule's own.
type Hit struct {
	Start, End int
	Severity   Severity
	Kind       string
}

// SeverityIn is how bad the rule is in a country.
func (r Rule) SeverityIn(country string) Severity {
	if s, ok := r.In[strings.ToUpper(country)]; ok {
		return s
	}
	return r.Severity
}

// Rules lists every rule, in the order in which they are read.
func Rules() []Rule {
	var all []Rule
	for _, topic := range [][]Rule{identityRules(), recognitionRules(), secrecyRules(), situationRules(), staffRules(), claimRules(), noticeRules(), formRules(), callerRules()} {
		all = append(all, topic...)
	}
	return all
}

func (r Rule) applies(k Kind) bool {
	if len(r.Kinds) == 0 {
		return true
	}
	for _, want := range r.Kinds {
		if want == k {
			return true
		}
	}
	return false
}
