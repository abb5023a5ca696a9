package privacy

import (
	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/privacy/names"
)

// findNames adds the names of the page, with whose they are.
func (p *page) findNames(f *names.Finder) {
	for _, n := range f.Find(string(p.s)) {
		kind := FactName
		if n.Why == names.ByInitials {
			kind = FactInitials
		}
		p.addFact(Fact{Kind: kind, Start: n.Start, End: n.End, Role: roleOf(n), Sure: n.Sure})
	}
}

func roleOf(n names.Name) Role {
	switch n.Who {
	case names.Patient:
		return RolePatient
	case names.Relative:
		return RoleRelative
	case names.Staff:
		if n.Seen { // "Dr X explains": in public already
			return RolePublic
		}
		return RoleStaff
	case names.Public:
		return RolePublic
	case names.Institution, names.Street, names.Ours:
		return RoleInstitution
	case names.Eponym:
		return RoleEponym
	}
	return RoleUnknown
}

func isPlaceName(s string) bool { return lexicon.IsPlace(s) }

func isFirstName(s string) bool { return lexicon.FirstName(s) >= lexicon.Known }
