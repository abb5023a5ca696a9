package approval

import (
	"slices"

	"portevoix/bot/chat"
	"portevoix/bot/people"
)

// A Need is one yes that must be given: by somebody who holds any of the roles, and who gives no other.
type Need struct{ AnyOf []chat.Role }

// How bad a finding is, as in bot/privacy.
const (
	high  = 3
	block = 4
)

var (
	reviewer = Need{[]chat.Role{people.Reviewer, people.CommsDirector, people.DutyDirector}}
	medical  = Need{[]chat.Role{people.Medical}}
	dpo      = Need{[]chat.Role{people.DPO}}
	director = Need{[]chat.Role{people.CommsDirector, people.DutyDirector}}
	onCall   = Need{[]chat.Role{people.DutyDirector, people.CommsDirector, people.Medical, people.DPO, people.Press}}
)

// Needs is the approval matrix: which yeses a subject needs beside its author's wish. The strictest come first, so that a person
// who could fill two needs fills the rarer one.
//
// A routine post needs one reader, health advice a medical validator too, an open HIGH finding a second reader, a BLOCK the data
// protection officer and a director together, an urgent notice the director on duty or of communication. What fills in a cleared
// template needs any one of those who can be on call, and no medical validator: who cleared the template has answered for it.
func (s Subject) Needs() []Need {
	worst := 0
	for _, a := range s.Accepted {
		worst = max(worst, a.Severity)
	}
	var needs []Need
	if worst >= block {
		needs = append(needs, dpo, director)
	}
	if s.HealthAdvice && s.Template == "" {
		needs = append(needs, medical)
	}
	switch {
	case worst >= block:
	case s.Template != "":
		needs = append(needs, onCall)
	case s.Urgent, s.Kind == "template":
		needs = append(needs, director)
	case worst == high:
		needs = append(needs, reviewer, reviewer)
	default:
		needs = append(needs, reviewer)
	}
	return needs
}

// Open lists the needs that the given people (who said yes) leave unfilled. Each person fills one need at most.
func Open(needs []Need, yes []people.Person) []Need {
	left := slices.Clone(needs)
	for _, p := range yes {
		if i := slices.IndexFunc(left, func(n Need) bool { return n.filledBy(p) }); i >= 0 {
			left = slices.Delete(left, i, i+1)
		}
	}
	return left
}

func (n Need) filledBy(p people.Person) bool { return slices.ContainsFunc(n.AnyOf, p.Is) }
