package privacy

import (
	"math"
	"strings"

	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/text"
)

// How many people fit what is said of a person: those who live in the place (communes of INSEE, towns of GeoNames: see lexicon), times
// the share of each thing said. Shares come from public counts, or are marked as orders of magnitude; each is taken high, so that the number is a ceiling: "at most about 12 people". What has no known share (a
// circumstance, a date) makes the true number smaller still.

// The shares.
const (
	shareOfAYear    = 0.014 // people of one year of age, from 0 to 79: at most 1.4 % (INSEE, population by age, 1 January 2024)
	shareOfAYear80  = 0.008 // from 80 to 89
	shareOfAYear90  = 0.003 // from 90 on
	shareOfTenYears = 0.14  // of ten years of age (INSEE, same table)
	shareOfASex     = 0.52  // women; men are 48 % (INSEE, same table)
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
	person.Expected = max(math.Ceil(people*10)/10, 0.1)
	said := text.Join(" × ", steps...)
	if people <= 1 {
		person.Reasoning = text.Text{FR: "%s : environ une personne, tout au plus", EN: "%s: about one person, at most", AR: "%s: شخص واحد تقريبا على الأكثر"}.With(said)
		return
	}
	person.Reasoning = text.Text{FR: "%s : environ %s personnes, tout au plus", EN: "%s: about %s people, at most", AR: "%s: حوالي %s من الأشخاص على الأكثر"}.With(said, text.Number(int(math.Ceil(people))))
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
	case a.Name == string(FactSex):
		return shareOfASex, text.Text{FR: "sexe (52 % au plus)", EN: "sex (52% at most)", AR: "الجنس (52٪ على الأكثر)"}
	case !ok:
	case f.Kind == FactAge && f.Value == "" && f.Number%10 == 5:
		return shareOfTenYears, text.Text{FR: "dizaine d'âge (14 % au plus)", EN: "decade of age (14% at most)", AR: "عقد من العمر (14٪ على الأكثر)"}
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
	if rate := p.yearly(a); rate.perMillion > 0 {
		said := text.Text{FR: "%s (%s par million et par an)", EN: "%s (%s in a million a year)", AR: "%s (%s في المليون سنويا)"}
		if rate.source == "" {
			said = text.Text{FR: "%s (%s par million et par an, ordre de grandeur)", EN: "%s (%s in a million a year, an order of magnitude)", AR: "%s (%s في المليون سنويا تقريبا)"}
		}
		return rate.perMillion * perMillionShare, said.With(rate.what, text.Number(rate.perMillion))
	}
	return 1, text.Text{}
}

// A yearlyRate is how many people in a million something happens to in a year.
type yearlyRate struct {
	stems      []string // beginnings of folded words
	perMillion float64
	what       text.Text
	source     string // the count it was rounded up from, for France; "" marks an order of magnitude without a source at hand
}

// yearlyRates are for France (68.4 million inhabitants, INSEE 2024), each rounded up so that the count stays a ceiling: the first rate whose
// word is said counts. Other countries have other rates, of the same order. Where no source is named the reasoning says "order of
// magnitude"; a hospital's statistician may correct it.
var yearlyRates = [...]yearlyRate{
	{[]string{"greff", "transplant", "trasplant", "زراع", "لزراع", "زرع"}, 100, text.Text{FR: "greffe d'organe", EN: "organ transplant", AR: "زرع عضو"}, "6,034 grafts in 2024: Agence de la biomédecine, bilan d'activité 2024, 13 February 2025"},
	{[]string{"tripl", "trillizos", "quadrupl"}, 8, text.Text{FR: "naissance de triplés", EN: "birth of triplets", AR: "ولادة ثلاثة توائم"}, "167 births of triplets in 2017, three children each: INSEE, état civil"},
	{[]string{"jume", "twin", "gemel", "توام", "توائم"}, 400, text.Text{FR: "naissance de jumeaux", EN: "birth of twins", AR: "ولادة توأم"}, "12,458 births of twins in 2017, two children each: INSEE, état civil"},
	{[]string{"avc", "stroke", "ictus", "سكته"}, 2500, text.Text{FR: "AVC", EN: "stroke", AR: "جلطة دماغية"}, "122,422 adults in hospital for a stroke in 2022: Santé publique France, BEH 2025 HS 3"},
	{[]string{"infarctus", "infarto"}, 1500, text.Text{FR: "infarctus", EN: "heart attack", AR: "احتشاء القلب"}, ""},
	{[]string{"leucemi", "leukaemi", "leukemi", "lymphom", "linfom"}, 800, text.Text{FR: "cancer du sang", EN: "blood cancer", AR: "سرطان الدم"}, "35,000 new cases in 2012, one to two per cent more each year: InVS, INCa, Francim"},
	{[]string{"cancer", "tumeur", "tumour", "tumor", "سرطان"}, 7000, text.Text{FR: "cancer", EN: "cancer", AR: "سرطان"}, "355,000 new cases in 2012, more since: InVS, INCa, Francim"},
	{[]string{"noy", "drown", "غرق", "ahogad"}, 50, text.Text{FR: "noyade", EN: "drowning", AR: "غرق"}, "1,649 accidental drownings from June to September 2018: Santé publique France, BEH 2019-16"},
	{[]string{"brul", "burn", "quemad", "حروق", "احترق"}, 150, text.Text{FR: "brûlure grave", EN: "severe burn", AR: "حروق خطيرة"}, ""},
	{[]string{"dialys", "dialis"}, 1000, text.Text{FR: "dialyse", EN: "dialysis", AR: "تصفية الدم"}, ""},
	{[]string{"tetanos", "tetanus", "botulis", "lepre", "leprosy", "lepra"}, 1, text.Text{FR: "infection devenue rare", EN: "an infection that has become rare", AR: "عدوى أصبحت نادرة"}, ""},
}

// yearly gives the rate of a thing said, when it is known; the zero rate otherwise.
func (p *page) yearly(a Attribute) yearlyRate {
	if a.Span == Whole || a.Name != string(FactDisease) && a.Name != string(FactCircumstance) && a.Name != string(FactFamily) && a.Name != string(FactUnique) {
		return yearlyRate{}
	}
	for i := p.tokenAt(p.byteOf(a.Span.Start)); i < len(p.tokens) && int(p.tokens[i].start) < p.byteOf(a.Span.End); i++ {
		for _, r := range yearlyRates {
			for _, stem := range r.stems {
				if strings.HasPrefix(p.fold(i), stem) && !p.tissueGraft(i) {
					return r
				}
			}
		}
	}
	return yearlyRate{}
}

// tissueGraft tells a graft of cornea, skin, bone or marrow, which is no organ's.
func (p *page) tissueGraft(i int) bool {
	for j := i + 1; j < i+4; j++ {
		if p.is(j, "cornee", "cornees", "peau", "os", "moelle", "cheveux", "skin", "bone", "cornea", "corneal", "marrow", "piel", "medula", "القرنيه", "قرنيه", "قرنيتين", "النخاع") {
			return true
		}
	}
	return p.is(i-1, "skin", "bone", "corneal", "cornea", "marrow", "stem", "hair")
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
