package privacy

import (
	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/privacy/names"
)

// findNames adds the names of the page, with whose they are.
func (p *page) findNames(f *names.Finder) {
	for _, n := range f.Find(p.text) {
		kind := FactName
		if n.Why == names.ByInitials {
			kind = FactInitials
		}
		role := roleOf(n)
		if !n.Full && n.Why != names.ByTitle && eponyms.lists(foldString(string(p.s[n.Start:n.End]))) {
			role = RoleEponym
		}
		p.addFact(Fact{Kind: kind, Start: n.Start, End: n.End, Role: role, Sure: n.Sure, Full: n.Full || n.Why == names.ByTitle, Alone: n.Alone, Hailed: n.Hailed, Plain: n.Plain, Told: n.Told})
	}
}

// eponyms are names that, alone and without a title, are a disease's in hospital texts.
var eponyms = words("Parkinson", "Alzheimer", "Crohn", "Down", "Hodgkin", "Huntington", "Charcot", "Kaposi", "Ewing", "Wilson", "Basedow", "Cushing", "Addison", "Raynaud", "Sjögren", "Turner", "Klinefelter", "Tourette", "Asperger", "Rett",
	"Guillain", "Barré", "Behçet", "Fabry", "Gaucher", "Pompe", "Marfan", "Ehlers", "Danlos", "Duchenne", "Steinert", "Friedreich", "Lyme", "Paget", "Dupuytren", "Verneuil", "Horton", "Kawasaki", "Hirschsprung", "Ménière", "Bell", "Burkitt", "Waldenström", "Biermer",
	"Papanicolaou", "Doppler", "Holter", "Pap", "Apgar", "Glasgow", "Braille", "Röntgen", "Barthel", "Rorschach")

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

// isSurname tells a word that is far more often a name than a word.
func isSurname(s string) bool {
	w := lexicon.LookUp(s)
	return len(s) > 3 && (w.Last >= lexicon.Common || w.First >= lexicon.Frequent) && w.Written <= lexicon.Sometimes
}
