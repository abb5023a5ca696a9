package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"portevoix/bot/hospital"
	"portevoix/bot/text"
)

// This file says facts in a language: the event, the place, the hospital's name with its preposition.

func eventOf(id string) (event, bool) {
	all := events()
	i := slices.IndexFunc(all, func(e event) bool { return e.id == id })
	if i < 0 {
		return event{}, false
	}
	return all[i], true
}

func detailOf(id string) (detail, bool) {
	all := details()
	i := slices.IndexFunc(all, func(d detail) bool { return d.id == id })
	if i < 0 {
		return detail{}, false
	}
	return all[i], true
}

// EventName is what is announced, in a language: "portes ouvertes de la maternité". It is empty when no event is known.
func (b Brief) EventName(l text.Lang) string {
	e, ok := eventOf(b.Event)
	if !ok {
		return ""
	}
	return e.name.In(l) + b.ofService(l)
}

// ofService follows the name of an event.
func (b Brief) ofService(l text.Lang) string {
	all := services()
	i := slices.IndexFunc(all, func(s service) bool { return s.id == b.Service })
	if i < 0 {
		return ""
	}
	said := all[i].of.In(l)
	switch l {
	case text.EN:
		return " at the " + said
	case text.AR:
		return " ب" + said
	}
	return " " + said
}

// where says every place: "hall B, place de la Mairie".
func (b Brief) where(l text.Lang) string { return b.spotsIn(l, Spot.In) }

// Where says every place, in a language: "hall B".
func (b Brief) Where(l text.Lang) string { return b.where(l) }

// at says every place with its preposition: "dans le hall B".
func (b Brief) at(l text.Lang) string { return b.spotsIn(l, Spot.at) }

func (b Brief) spotsIn(l text.Lang, say func(Spot, text.Lang) string) string {
	said := make([]string, len(b.Places))
	for i, s := range b.Places {
		said[i] = say(s, l)
	}
	return strings.Join(said, commaOf(l))
}

// In says a place.
func (s Spot) In(l text.Lang) string {
	return s.say(l, func(p place) text.Text { return p.name })
}

func (s Spot) at(l text.Lang) string {
	return s.say(l, func(p place) text.Text { return p.at })
}

func (s Spot) say(l text.Lang, of func(place) text.Text) string {
	for _, p := range places() {
		if p.name.FR == s.Kind {
			return strings.TrimSpace(of(p).In(l) + " " + isolated(l, s.Mark))
		}
	}
	return isolated(l, s.Name)
}

// isolated keeps a Latin word or a number from reordering the Arabic sentence around it.
func isolated(l text.Lang, s string) string {
	if l != text.AR || s == "" {
		return s
	}
	for _, r := range s {
		if r >= 0x0600 && r <= 0x06ff {
			return s
		}
	}
	return text.LTR(s)
}

// contact isolates a link, a phone number or an address in Arabic.
func contact(l text.Lang, s string) string { return isolated(l, s) }

// theHospital begins a sentence: "Le CH de Valombre", "Our hospital".
func theHospital(p hospital.Profile, l text.Lang) string {
	name := p.Called("")
	switch {
	case l == text.AR && p.NameAR != "":
		return p.NameAR
	case name == "":
		return text.Text{FR: "notre hôpital", EN: "our hospital", AR: "مستشفانا"}.In(l)
	case l == text.FR:
		return frenchArticle(name).the + lowerFirstWord(name)
	}
	return isolated(l, name)
}

// atHospital follows an event: "au CH de Valombre", "at our hospital".
func atHospital(p hospital.Profile, l text.Lang) string {
	name := p.Called("")
	switch {
	case l == text.AR && p.NameAR != "":
		return "في " + p.NameAR
	case name == "":
		return text.Text{FR: "dans notre hôpital", EN: "at our hospital", AR: "في مستشفانا"}.In(l)
	case l == text.FR:
		return frenchArticle(name).at + lowerFirstWord(name)
	case l == text.AR:
		return "في " + isolated(l, name)
	}
	return "at " + name
}

type article struct{ the, at string }

// frenchArticle finds the article of a hospital's name from its first word; a name that begins otherwise takes none.
func frenchArticle(name string) article {
	word, _, _ := strings.Cut(foldWord(name), " ")
	switch word {
	case "ch", "chu", "chr", "chi", "chru", "cht", "ght", "centre", "groupe", "groupement", "pole", "smur":
		return article{"le ", "au "}
	case "hopital", "institut", "etablissement", "ehpad", "ap-hp", "epsm", "hotel-dieu":
		return article{"l'", "à l'"}
	case "clinique", "polyclinique", "maternite", "maison", "fondation":
		return article{"la ", "à la "}
	case "hopitaux", "hospices", "cliniques":
		return article{"les ", "aux "}
	}
	return article{"", "à "}
}

// lowerFirstWord writes "Hôpital Saint-Jean" as "hôpital Saint-Jean" after an article; "CH" stays.
func lowerFirstWord(name string) string {
	word, rest, _ := strings.Cut(name, " ")
	if frenchArticle(name).the == "" || utf8.RuneCountInString(word) < 6 || word == strings.ToUpper(word) {
		return name
	}
	return strings.ToLower(word) + " " + rest
}

// prose says the author's sentences in a language, with today's facts in their slots. It is empty when the author has not
// written in that language.
func (b Brief) prose(l text.Lang) []string {
	said := make([]string, len(b.Prose[l]))
	for i, s := range b.Prose[l] {
		for _, slot := range []string{slotDay, slotHours, slotPlace, slotLink, slotPhone, slotMail} {
			if strings.Contains(s, slot) {
				s = strings.ReplaceAll(s, slot, b.slot(slot, l))
			}
		}
		said[i] = s
	}
	return said
}

// slot says a fact in the words in which it was written, as long as it is the same fact and those words will still be true
// tomorrow.
func (b Brief) slot(slot string, l text.Lang) string {
	now := b
	now.Lang = l
	meaning := now.meaning(slot)
	if said := b.Said[slot]; l == b.Lang && said.Meant == meaning && !relative(said.Words) {
		return said.Words
	}
	if slot == slotLink || slot == slotPhone || slot == slotMail {
		return contact(l, meaning)
	}
	return meaning
}

func relative(words string) bool {
	f := foldWord(words)
	at := patterns.relative.FindStringIndex(f)
	return at != nil || patterns.weekday.FindString(f) == f
}

// says reports whether the author's sentences in a language already say the fact.
func (b Brief) says(l text.Lang, slot string) bool {
	return slices.ContainsFunc(b.Prose[l], func(s string) bool { return strings.Contains(s, slot) })
}
