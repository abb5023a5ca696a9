package privacy

import (
	"math"
	"strconv"

	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/text"
)

// How many people fit what is said of a person: those who live in the place, times the share of each thing said. Only shares
// with a source count, each taken high, so that the number is a ceiling: "at most about 12 people". What has no known share (a
// circumstance, a date) makes the true number smaller still.

// The shares.
const (
	shareOfAYear    = 0.014 // people of one year of age, from 0 to 79: at most 1.4 % (INSEE, population by age, 1 January 2024)
	shareOfAYear80  = 0.008 // from 80 to 89
	shareOfAYear90  = 0.003 // from 90 on
	shareOfAJob     = 0.02  // people with one given occupation: the commonest have about 2 % of the population (INSEE, employment survey)
	riskyCrowd      = 20    // fewer is risky
	criticalCrowd   = 5     // fewer is too few
	perMillionShare = 1e-6
)

// expect fills how many people fit, with the reasoning, when a place or the hospital's catchment gives something to count from.
func (p *page) expect(person *Person) {
	people, from, ok := p.crowd(*person)
	if !ok {
		return
	}
	steps := []text.Text{from}
	for _, a := range person.Attributes {
		share, why := p.share(a)
		if share < 1 {
			people *= share
			steps = append(steps, why)
		}
	}
	if len(steps) < 2 {
		return
	}
	person.Expected = math.Ceil(people*10) / 10
	most := strconv.Itoa(int(math.Ceil(people)))
	person.Reasoning = text.Text{FR: "%s : au plus %s personne(s) environ", EN: "%s: at most about %s person(s)", AR: "%s: حوالي %s شخص على الأكثر"}.With(text.Join(" × ", steps...), most)
}

// crowd gives the people to count from: those of the smallest place named, else of the catchment.
func (p *page) crowd(person Person) (people float64, said text.Text, ok bool) {
	for _, a := range person.Attributes {
		if a.Name != string(FactPlace) {
			continue
		}
		name := p.wordsAt(a.Span)
		n := p.inhabitants(name)
		if n > 0 && (people == 0 || float64(n) < people) {
			people = float64(n)
			said = text.Text{FR: "%s (%s habitants)", EN: "%s (%s inhabitants)", AR: "%s (%s نسمة)"}.With(maskWords(name), text.Number(n))
		}
	}
	if people == 0 && p.ours.catchment > 0 {
		people = float64(p.ours.catchment)
		said = text.Text{FR: "bassin de %s habitants", EN: "catchment of %s people", AR: "حوض من %s نسمة"}.With(text.Number(p.ours.catchment))
	}
	return people, said, people > 0
}

// inhabitants is the population of the largest place of that name in the text's country: a smaller namesake would make fewer.
func (p *page) inhabitants(name string) (most int) {
	for _, place := range lexicon.Places(name) {
		if p.in.Country == "" || place.Country == p.in.Country {
			most = max(most, place.Population)
		}
	}
	return most
}

// wordsAt gives the normalised words of a span of the original.
func (p *page) wordsAt(s Span) string { return string(p.s[p.byteOf(s.Start):p.byteOf(s.End)]) }

// share is the part of people for whom a thing said is true, and how to say it; 1 when it is not known.
func (p *page) share(a Attribute) (float64, text.Text) {
	f, ok := p.factAt(a)
	switch {
	case !ok:
	case f.Kind == FactAge && f.Number >= 90:
		return shareOfAYear90, text.Text{FR: "âge (0,3 %)", EN: "age (0.3%)", AR: "السن (0.3٪)"}
	case f.Kind == FactAge && f.Number >= 80:
		return shareOfAYear80, text.Text{FR: "âge (0,8 %)", EN: "age (0.8%)", AR: "السن (0.8٪)"}
	case f.Kind == FactAge:
		return shareOfAYear, text.Text{FR: "âge (1,4 %)", EN: "age (1.4%)", AR: "السن (1.4٪)"}
	case f.Kind == FactJob:
		return shareOfAJob, text.Text{FR: "métier (2 % au plus)", EN: "job (2% at most)", AR: "المهنة (2٪ على الأكثر)"}
	case f.Kind == FactDisease && f.Value == "rare":
		_, d := lexicon.DiseaseAt(string(p.s[f.Start:f.End]))
		_, high := d.Prevalence.PerMillion()
		return high * perMillionShare, text.Text{FR: "maladie rare (%s par million au plus)", EN: "rare disease (%s in a million at most)", AR: "مرض نادر (%s في المليون على الأكثر)"}.With(text.Number(int(high)))
	}
	return 1, text.Text{}
}

func (p *page) factAt(a Attribute) (Fact, bool) {
	start := p.byteOf(a.Span.Start)
	for _, f := range p.facts {
		if f.Start == start && string(f.Kind) == a.Name {
			return f, true
		}
	}
	return Fact{}, false
}
