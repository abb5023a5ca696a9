package privacy

import (
	"strings"

	"portevoix/bot/privacy/lexicon"
)

// Gathering: what is said of each person, counted together. A person begins where a patient, an age or a patient's name stands,
// takes in their sentence and those that go on about them, and ends where another person begins.

// attributeOf tells as what a fact counts: a month alone is a date.
func attributeOf(k FactKind) FactKind {
	switch k {
	case factMonth:
		return FactDate
	case FactRoom:
		return FactService
	}
	return k
}

// gather fills p.people.
func (p *page) gather() {
	groups := p.groupsOfSentences()
	if len(groups) == 0 {
		return
	}
	people := make([]Person, len(groups))
	seen := make([]map[FactKind]bool, len(groups))
	of := map[int32]int{}
	for g, sentences := range groups {
		seen[g] = map[FactKind]bool{}
		for _, s := range sentences {
			of[s] = g
		}
	}
	for i := range p.facts {
		f := &p.facts[i]
		g, inside := of[p.sentenceOf(*f)]
		kind := attributeOf(f.Kind)
		label, counted := attributeLabels[kind]
		if !inside || !counted || f.Kind == FactName && f.Role != RolePatient && f.Role != RoleRelative {
			continue
		}
		f.Person = g
		if seen[g][kind] {
			continue
		}
		seen[g][kind] = true
		people[g].Score += p.weight(*f)
		people[g].Attributes = append(people[g].Attributes, Attribute{Name: string(kind), Label: label, Span: p.span(f.Start, f.End)})
	}
	for g, sentences := range groups {
		people[g].sentences = sentences
		p.addSex(&people[g], sentences)
		p.addUnlistedPlace(&people[g], sentences, seen[g][FactPlace])
	}
	for _, person := range people {
		if len(person.Attributes) > 0 {
			p.people = append(p.people, person)
		}
	}
}

// weight is how much a thing said counts: one, more for what few share, nothing for what says next to nothing ("an accident", "a
// student").
func (p *page) weight(f Fact) int {
	if (f.Kind == FactCircumstance || f.Kind == FactJob) && p.commonplace(f) {
		return 0
	}
	return 1 + p.rarity(f)
}

// commonplace tells a circumstance or an occupation that very many people share, as the French medical council's own wording has it:
// "victime d'un accident de la voie publique", "un accident du travail", "une sportive".
func (p *page) commonplace(f Fact) bool {
	to := p.tokenAt(f.End-1) + 1
	if f.Kind == FactCircumstance {
		to = min(to+4, len(p.tokens))
	}
	seen := false
	for i := p.tokenAt(f.Start); i < to && p.sameSentence(i, p.tokenAt(f.Start)); i++ {
		t := p.tokens[i]
		switch {
		case t.kind == sign:
			if !p.sign(i, '\'') && !p.sign(i, '-') {
				return seen
			}
		case p.is(i, "accident") && p.is(i-2, "l"): // the one that is known of
			return false
		case commonplaces.has(p, i):
			seen = true
		case int(t.start) >= f.End && !smallWords.has(p, i):
			return seen && !p.is(i-1, "de", "d", "du", "en", "a", "au", "dans", "sur", "in", "at", "on", "from", "with", "contre", "por", "con", "en")
		case !smallWords.has(p, i):
			return false
		}
	}
	return seen
}

var commonplaces = words("accident", "accidents", "accidente", "chute", "fall", "caída", "route", "voie", "publique", "circulation", "travail", "domestique", "road", "traffic", "work", "workplace", "tráfico", "trabajo", "laboral", "حادثة", "حادث", "سير", "شغل", "malaise",
	"sportif", "sportive", "retraité", "retraitée", "étudiant", "étudiante", "salarié", "salariée", "employé", "employée", "worker", "employee", "student", "pensioner", "athlete", "jubilado", "jubilada", "estudiante", "طالب", "طالبة", "متقاعد", "تلميذ", "تلميذة")

var smallWords = words("un", "une", "le", "la", "les", "l", "d", "de", "du", "des", "après", "suite", "à", "victime", "victimes", "par", "lors", "dans", "grave", "récent", "a", "an", "the", "after", "in", "of", "by", "serious", "tras", "una", "el", "los", "sufrir", "víctima", "en", "تعرض", "ضحية", "بعد", "اثر")

// rarity is what a thing adds because few share it (domain rule QI-01: rare disease, record, multiple birth, ninety and over).
func (p *page) rarity(f Fact) int {
	if f.Value == "rare" || f.Kind == FactAge && f.Number >= 90 || f.Kind == FactService && p.psychiatric(f) {
		return 1
	}
	return 0
}

// psychiatric tells a service whose very name is a secret of whoever is there.
func (p *page) psychiatric(f Fact) bool {
	for i := p.tokenAt(f.Start); i < len(p.tokens) && int(p.tokens[i].start) < f.End; i++ {
		for _, stem := range [...]string{"psychiatr", "psiquiatr", "addict", "adiccion", "الادمان", "النفسي"} {
			if strings.HasPrefix(p.fold(i), stem) {
				return true
			}
		}
	}
	return false
}

// groupsOfSentences lists, for each person, the sentences about them.
func (p *page) groupsOfSentences() [][]int32 {
	begins := make([]bool, len(p.sentences)+1)
	aged := make([]bool, len(p.sentences)+1)
	tells := make([]bool, len(p.sentences)+1) // something that only a person can have: an illness, a family, an outcome
	for _, f := range p.facts {
		switch f.Kind {
		case FactDisease, FactCircumstance, FactOutcome, FactFamily, FactJob, FactStay, FactUnique, FactOrigin, factCare:
			tells[p.sentenceOf(f)] = true
		}
		if f.Kind == FactPatient || f.Kind == FactAge || f.Kind == FactName && (f.Role == RolePatient || f.Role == RoleRelative) {
			s := p.sentenceOf(f)
			begins[s] = true
			aged[s] = aged[s] || f.Kind == FactAge
		}
	}
	var groups [][]int32
	hasAge, last := false, -2
	for s := range p.sentences {
		goesOn := last == s-1
		switch {
		case begins[s] && (!goesOn || hasAge && aged[s]):
			groups = append(groups, []int32{int32(s)})
			hasAge, last = aged[s], s
		case begins[s]:
			groups[len(groups)-1] = append(groups[len(groups)-1], int32(s))
			hasAge, last = hasAge || aged[s], s
		case goesOn && (begins[s-1] && tells[s] || p.pronounAt(p.sentences[s])):
			groups[len(groups)-1] = append(groups[len(groups)-1], int32(s))
			last = s
		case s+1 < len(begins) && begins[s+1] && p.pronounAt(p.sentences[s]) && !p.general(p.sentences[s]):
			groups = append(groups, []int32{int32(s)})
			hasAge, last = false, s
		}
	}
	return groups
}

// addSex counts the sex when the words tell it and something else is said.
func (p *page) addSex(person *Person, sentences []int32) {
	if len(person.Attributes) == 0 {
		return
	}
	for _, s := range sentences {
		if which, span := p.sexAt(s); which != unsaid && span != Whole {
			value := "f"
			if which == male {
				value = "m"
			}
			person.Score++
			person.Attributes = append(person.Attributes, Attribute{Name: string(FactSex), Label: attributeLabels[FactSex], Span: span, value: value})
			return
		}
	}
}

// addUnlistedPlace counts a place that no list knows: a capitalised word after "à", "près de", "from", "near", "at" in a sentence
// about somebody.
func (p *page) addUnlistedPlace(person *Person, sentences []int32, known bool) {
	if known || len(person.Attributes) == 0 {
		return
	}
	for _, s := range sentences {
		e := p.sentences[s]
		for i := e.from; i+1 < e.to; i++ {
			if t := p.tokens[i+1]; p.is(i, "de", "d", "of", "in", "en") && t.capitalised() && !p.is(i-1, "chu", "ch", "hopital", "hospital", "clinique", "universite", "university", "centre", "institut") && !p.institutionWord(i+1) && !p.named(i+1) {
				if n, found := lexicon.PlaceAt(p.text[t.start:min(int(t.start)+80, len(p.text))]); n > 3 && p.near(found) {
					person.Score++
					person.Attributes = append(person.Attributes, Attribute{Name: string(FactPlace), Label: attributeLabels[FactPlace], Span: p.span(int(t.start), int(t.start)+n)})
					return
				}
			}
			if !p.is(i, "a", "pres", "from", "near", "at", "dans", "sur", "vers") || p.is(i-1, "il", "elle", "y", "qui", "en") {
				continue
			}
			j := i + 1
			for j < e.to && (p.is(j, "de", "d", "le", "la", "l", "the", "les", "rue", "rd") || p.sign(j, '\'')) {
				j++
			}
			if j < e.to && p.tokens[j].capitalised() && p.tokens[j].end-p.tokens[j].start > 2 && p.tokens[j].kind != upper && !p.monthOrDay(j) && !p.institutionWord(j) && !p.named(j) {
				person.Score++
				person.Attributes = append(person.Attributes, Attribute{Name: string(FactPlace), Label: attributeLabels[FactPlace], Span: p.span(int(p.tokens[j].start), int(p.tokens[j].end))})
				return
			}
		}
	}
}

func (p *page) institutionWord(i int) bool {
	return p.is(i, "chu", "ch", "hopital", "hospital", "clinique", "centre", "paques", "noel", "christmas", "easter", "ramadan", "urgences", "samu", "smur", "facebook", "instagram", "youtube", "internet", "france", "maroc", "etats", "europe", "royaume", "grace", "bonjour", "merci", "monsieur", "madame", "new")
}

// named reports whether a name that is nobody's to hide (a public figure, staff, an institution) begins at or shortly before a
// token and covers it.
func (p *page) named(i int) bool {
	if i >= len(p.tokens) {
		return false
	}
	t := p.tokens[i]
	for k := p.factAfter(int(t.start)) - 1; k >= 0 && k > p.factAfter(int(t.start))-6; k-- {
		if f := p.facts[k]; f.Kind == FactName && f.Role != RoleUnknown && int(t.end) <= f.End {
			return true
		}
	}
	return false
}
