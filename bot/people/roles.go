package people

import (
	"slices"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// The roles. The zero role is nobody's and opens nothing.
const (
	Anyone        chat.Role = "anyone"         // whoever a platform vouches for, even a stranger: only to become a member
	Member        chat.Role = "member"         // anybody active in the team
	Officer       chat.Role = "officer"        // drafts, checks, submits
	Reviewer      chat.Role = "reviewer"       // reads what others wrote and says yes or no
	Medical       chat.Role = "medical"        // validates health facts and advice
	DPO           chat.Role = "dpo"            // holds, demands deletion, lifts a block jointly
	CommsDirector chat.Role = "comms-director" // everything that communication does, and the team
	DutyDirector  chat.Role = "duty-director"  // confirms urgent notices
	Press         chat.Role = "press"          // takes what journalists ask
	Admin         chat.Role = "admin"          // keeps the installation and the team
	Observer      chat.Role = "observer"       // reads the register
)

// Roles lists the roles that a member can be given, in the order in which they are shown.
var Roles = []chat.Role{Officer, Reviewer, Medical, DPO, CommsDirector, DutyDirector, Press, Admin, Observer}

// implied says which doors a role opens beside its own. Everybody active is a Member.
var implied = map[chat.Role][]chat.Role{
	Reviewer:      {Officer},
	CommsDirector: {Officer, Reviewer, Press},
	DutyDirector:  {Officer, Reviewer},
}

// Holds lists every role that the given ones amount to, for an active member.
func Holds(given []chat.Role) []chat.Role {
	all := []chat.Role{Member}
	for _, r := range given {
		for _, add := range append([]chat.Role{r}, implied[r]...) {
			if !slices.Contains(all, add) {
				all = append(all, add)
			}
		}
	}
	return all
}

// Title is what a role is called.
func Title(r chat.Role) text.Text {
	switch r {
	case Member:
		return text.Text{FR: "membre", EN: "member", AR: "عضو"}
	case Officer:
		return text.Text{FR: "chargé·e de communication", EN: "communications officer", AR: "مكلف بالتواصل"}
	case Reviewer:
		return text.Text{FR: "relecteur ou relectrice", EN: "reviewer", AR: "مراجع"}
	case Medical:
		return text.Text{FR: "validation médicale", EN: "medical validator", AR: "مصادق طبي"}
	case DPO:
		return text.Text{FR: "délégué·e à la protection des données", EN: "data protection officer", AR: "مسؤول حماية المعطيات"}
	case CommsDirector:
		return text.Text{FR: "direction de la communication", EN: "communications director", AR: "مديرية التواصل"}
	case DutyDirector:
		return text.Text{FR: "direction de garde", EN: "director on duty", AR: "المدير المداوم"}
	case Press:
		return text.Text{FR: "relations presse", EN: "press officer", AR: "ملحق صحفي"}
	case Admin:
		return text.Text{FR: "administration du bot", EN: "administrator", AR: "مسؤول النظام"}
	case Observer:
		return text.Text{FR: "lecture du registre", EN: "auditor", AR: "مدقق"}
	}
	return text.Text{FR: "aucun rôle", EN: "no role", AR: "بدون دور"}
}

// ParseRole reads a role as typed: its name, or its title in any language.
func ParseRole(typed string) (chat.Role, bool) {
	want := chat.Fold(typed)
	for _, r := range Roles {
		t := Title(r)
		if slices.Contains([]string{string(r), chat.Fold(t.FR), chat.Fold(t.EN), t.AR}, want) {
			return r, true
		}
	}
	return "", false
}
