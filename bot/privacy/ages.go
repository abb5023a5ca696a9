package privacy

// findAges adds the ages of people: "une femme de 34 ans", "31-year-old", "aged 8", "niña de 4 años", "البالغة من العمر 45 سنة",
// "octogénaire". A length of time ("ouvert depuis 30 ans") or a condition ("de 18 à 70 ans") is not an age.
func (p *page) findAges() {
	for i := range p.figs {
		f := &p.figs[i]
		if f.n > 3 || f.value() > 125 {
			continue
		}
		if unit, to := p.ageUnit(f.to); unit != noUnit {
			p.ageOf(f, unit, to)
		} else if !f.spelled && f.n <= 3 && f.value() >= 1 && f.value() < 110 && p.sign(f.from-1, ',') && p.sign(f.to, ',') && p.nounPhraseBefore(f.from-1) && p.lang == "en" {
			p.addAge(f, f.to, f.value())
		} else if f.value() >= 16 && f.value() < 110 && p.is(f.from-1, "is", "was", "turned") && p.is(f.from-2, "he", "she", "who") && (f.to >= len(p.tokens) || p.sign(f.to, ',') || p.sign(f.to, '.') || p.is(f.to, "and")) {
			p.addAge(f, f.to, f.value())
		} else if p.lang == "en" && p.is(f.from-1, "of") && f.value() >= 16 && f.value() < 110 && !f.spelled && p.personWord(f.from-2) && (f.to >= len(p.tokens) || p.tokens[f.to].kind == sign && !p.sign(f.to, '%') || p.is(f.to, "with", "who", "from", "and", "is", "was", "has")) {
			p.addAge(f, f.to, f.value())
		} else if p.agedBefore(f.from) && !p.is(f.to, "h", "heures", "euros") && !p.sign(f.to, '%') && !p.sign(f.to, '/') {
			p.addAge(f, f.to, f.value())
		}
	}
	if p.lang == "ar" {
		p.findArabicDecades()
	}
	for i := range p.tokens {
		if years, ok := decades.of(p, i); ok {
			p.addFact(Fact{Kind: FactAge, Start: int(p.tokens[i].start), End: int(p.tokens[i].end), Number: years})
		}
	}
}

// findArabicDecades adds "في الخمسين من عمره", "سبعينية".
func (p *page) findArabicDecades() {
	for i := range p.tokens {
		t := p.tokens[i]
		if t.kind != uncased {
			continue
		}
		if years, ok := arabicDecades.of(p, i); ok && (p.is(i+1, "من") && p.is(i+2, "عمره", "عمرها", "العمر") || p.is(i-1, "في") && p.is(i+1, "من")) {
			p.addFact(Fact{Kind: FactAge, Start: int(t.start), End: int(t.end), Number: years})
		} else if years, ok := arabicAged.of(p, i); ok {
			p.addFact(Fact{Kind: FactAge, Start: int(t.start), End: int(t.end), Number: years})
		}
	}
}

var arabicDecades = wordMapOf(map[string]int{"العشرين": 25, "العشرينات": 25, "الثلاثين": 35, "الثلاثينات": 35, "الاربعين": 45, "الاربعينات": 45, "الخمسين": 55, "الخمسينات": 55, "الستين": 65, "الستينات": 65, "السبعين": 75, "السبعينات": 75, "الثمانين": 85, "الثمانينات": 85, "التسعين": 95, "التسعينات": 95, "المائه": 100})

var arabicAged = wordMapOf(map[string]int{"عشريني": 25, "عشرينيه": 25, "ثلاثيني": 35, "ثلاثينيه": 35, "اربعيني": 45, "اربعينيه": 45, "خمسيني": 55, "خمسينيه": 55, "ستيني": 65, "ستينيه": 65, "سبعيني": 75, "سبعينيه": 75, "ثمانيني": 85, "ثمانينيه": 85, "تسعيني": 95, "تسعينيه": 95})

// somebodyFollows tells "à 42 ans, mère de jumelles", "à 70 ans, elle".
func (p *page) somebodyFollows(i int) bool {
	for j := i + 1; j < len(p.tokens) && j < i+6 && p.sameSentence(i, j); j++ {
		if p.is(j, "il", "elle", "mere", "pere", "cette", "ce") {
			return true
		}
	}
	return false
}

var decades = wordMapOf(map[string]int{"trentenaire": 35, "quadragenaire": 45, "quinquagenaire": 55, "sexagenaire": 65, "septuagenaire": 75, "octogenaire": 85,
	"nonagenaire": 95, "centenaire": 100, "octogenarian": 85, "nonagenarian": 95, "centenarian": 100, "septuagenarian": 75})

type ageUnit uint8

const (
	noUnit ageUnit = iota
	years
	youngMonths // months, weeks and days: a baby
	yearOld
)

func (p *page) ageUnit(i int) (ageUnit, int) {
	j := p.hyphenPast(i)
	if j >= len(p.tokens) || p.tokens[j].gap == line {
		return noUnit, i
	}
	switch {
	case p.is(j, "ans", "an", "anos", "ano", "سنه", "سنوات", "عاما", "عام"):
		return years, j + 1
	case p.is(j, "year", "years", "yr", "yrs", "month", "months", "week", "weeks", "day", "days"):
		k := p.hyphenPast(j + 1)
		if p.is(k, "old", "olds") {
			if p.is(j, "year", "years", "yr", "yrs") {
				return yearOld, k + 1
			}
			return youngMonths, k + 1
		}
		if p.is(j, "years", "yrs") {
			return years, j + 1
		}
	case p.is(j, "yo", "yold"), p.is(j, "y") && p.sign(j+1, '/') && p.is(j+2, "o"):
		if p.is(j, "y") {
			return yearOld, j + 3
		}
		return yearOld, j + 1
	case p.is(j, "mois", "semaines", "jours", "meses", "semanas", "dias", "شهر", "اشهر", "شهور", "يوما", "اسابيع"):
		return youngMonths, j + 1
	}
	return noUnit, i
}

// agedBefore tells "âgé de", "aged", "âge :", "edad", "عمره" right before a number.
func (p *page) agedBefore(i int) bool {
	j := i - 1
	for j >= 0 && (p.sign(j, ':') || p.is(j, "de", "d", "e", "of", "about", "environ", "a") || p.sign(j, '(') || p.sign(j, ')') || p.sign(j, '.')) && j > i-6 {
		j--
	}
	return p.is(j, "cumple", "cumplio", "cumplira") && p.is(i+1, "anos") && !p.thingBorn(j) || p.is(j, "age", "agee", "ages", "agees", "aged", "edad", "عمره", "عمرها", "العمر", "عمر") || p.is(j, "s", "es") && p.is(j-2, "age", "agee")
}

func (p *page) ageOf(f *figure, unit ageUnit, to int) {
	n := f.value()
	aged := p.agedBefore(f.from)
	switch {
	case unit == yearOld && p.is(f.from-1, "is", "was", "are", "turns", "turned", "nearly", "now") && p.thingBorn(f.from):
		return
	case unit == yearOld, aged:
	case unit == years && p.is(f.from-1, "a") && (n >= 90 || p.sign(to, ',') && p.somebodyFollows(to)):
	case unit == years && p.is(f.from-1, "de") && p.someoneOf(f.from-1):
	case p.notAnAge(f.from, to):
		return
	case unit == youngMonths && !p.personNear(f.from, to, 5):
		return
	case !p.personNear(f.from, to, 6) && !p.afterName(f.from) && !p.is(f.from-1, "a", "avait", "has", "fete") && !p.recordLine(f.from, to):
		return
	case p.is(f.from-1, "a", "avait") && !p.afterName(f.from-1) && !p.personNear(f.from, to, 6) && !p.is(f.from-2, "il", "elle", "qui"):
		return
	}
	if unit == youngMonths {
		n = 0
	}
	if p.is(to, "et") && p.is(to+1, "demi") {
		to += 2
	}
	p.addAge(f, to, n)
}

func (p *page) addAge(f *figure, to, years int) {
	start := f.start
	for j := max(0, f.from-5); j < f.from; j++ {
		if p.is(j, "under", "over", "above", "below", "moins", "plus", "minimum", "maximum", "menores", "mayores", "partir") && p.sameSentence(j, f.from) {
			return
		}
	}
	if p.is(to, "and", "et", "ou", "or", "y", "o") && p.is(to+1, "over", "above", "under", "older", "younger", "plus", "moins", "mas", "menos") || p.sign(to, '+') || p.is(to, "فما") {
		return // whoever is that old or older
	}
	if p.is(to, "to", "a", "through") && to+1 < len(p.tokens) && p.tokens[to+1].kind == number {
		return // from that age to another
	}
	p.addFact(Fact{Kind: FactAge, Start: start, End: int(p.tokens[to-1].end), Number: years, Value: "age"})
}

// someoneOf tells "un bûcheron de 52 ans", "la championne de 19 ans" from "un bail de 9 ans": one of something, a few words before,
// that is no length of time.
func (p *page) someoneOf(de int) bool {
	if de < 2 || !p.tokens[de-1].word() {
		return false
	}
	for j := de - 1; j >= 0 && j >= de-5 && p.sameSentence(j, de); j-- {
		if durations.has(p, j) || p.tokens[j].kind == number || p.tokens[j].kind == sign && !p.sign(j, '-') && !p.sign(j, '\'') {
			return false
		}
		if p.is(j, "un", "une", "le", "la", "l", "notre", "ce", "cette", "cet", "jeune", "d", "el", "una", "nuestro", "nuestra") && j < de-1 {
			return true
		}
	}
	return false
}

var durations = words("période", "durée", "bail", "contrat", "délai", "plan", "projet", "garantie", "carrière", "expérience", "suivi", "recul", "peine", "mandat", "cycle", "programme", "partenariat", "formation", "convention", "recherche",
	"histoire", "anniversaire", "enquête", "étude", "travaux", "attente", "cdd", "engagement", "concession", "traitement", "survie", "espérance", "âge", "moyenne", "plus", "moins", "partir", "feuille", "stratégie", "accord", "cursus", "service", "vie", "bloc", "ancienneté",
	"activité", "existence", "anniversaires", "médiane", "hôpital", "bâtiment", "limite", "seuil", "plancher", "minimum", "maximum", "intervalle", "rythme", "horizon", "présence", "vaccin", "rappel")

// notAnAge tells lengths of time and conditions.
func (p *page) notAnAge(from, to int) bool {
	if p.is(from-1, "depuis", "pendant", "durant", "en", "apres", "tous", "toutes", "les", "ses", "nos", "leurs", "des", "dans", "a", "for", "over", "every", "in", "after", "last", "past", "next", "hace", "durante", "cada", "desde", "ultimos", "منذ", "خلال", "premiers", "prochains", "dernieres", "derniers", "sur", "than", "least", "within", "its", "our", "plus", "moins", "jusqu", "until", "under", "to", "and", "y", "o", "ou", "or", "et", "par", "y a") && !p.is(from-2, "il", "elle", "qui", "age", "agee") {
		return !p.is(from-1, "a") || !p.afterName(from-1)
	}
	if p.is(from-2, "a", "y") && p.is(from-1, "a") || p.is(from-2, "plus", "moins", "more", "less", "over", "mas", "menos", "under", "partir") && p.is(from-1, "de", "than", "of") {
		return true
	}
	return p.is(to, "d", "de") && (p.is(to+1, "experience", "existence", "carriere", "service", "recherche", "histoire", "travail", "travaux", "prison", "evolution", "suivi", "traitement", "anciennete")) ||
		p.is(to, "ago", "later", "after", "before", "apres", "plus", "avant", "despues", "antes", "experience", "et", "auparavant", "in", "at") && !p.is(to+1, "demi") && !p.is(to+1, "vit", "habite", "est", "a")
}

// personNear looks for a word for a person, a few tokens before or right after.
func (p *page) personNear(from, to, within int) bool {
	for j := from - 1; j >= 0 && j >= from-within; j-- {
		if !p.sameSentence(j, from) {
			break
		}
		if p.personWord(j) {
			return true
		}
	}
	for j := to; j < len(p.tokens) && j < to+3 && p.sameSentence(j, from); j++ {
		if p.personWord(j) {
			return true
		}
	}
	return false
}

func (p *page) personWord(i int) bool {
	t := p.tokens[i]
	if !t.word() || t.fend-t.fstart > 22 {
		return false
	}
	if n, known := nouns.of(p, i); known && (n.kind == personNoun || n.kind == jobNoun && t.kind == lower) {
		return true
	}
	_, found := personWords.ofStem(p, i)
	return found
}

// afterName tells an age in apposition: "Lina, 5 ans".
func (p *page) afterName(i int) bool {
	j := i - 1
	if p.sign(j, ',') || p.sign(j, '(') {
		j--
	}
	if j == i-2 && p.nounPhraseBefore(j+1) {
		return true
	}
	return j >= 0 && p.tokens[j].capitalised() && p.sameLine(j, i) && j < i-1 && !p.is(j, "hopital", "chu", "ch", "clinique", "hospital", "service")
}

// nounPhraseBefore tells "notre doyenne,", "the lighthouse keeper,": an article and one to three words right before the comma.
func (p *page) nounPhraseBefore(comma int) bool {
	for j := comma - 1; j >= 0 && j >= comma-4 && p.tokens[j].word(); j-- {
		if j < comma-1 && p.is(j, "notre", "un", "une", "le", "la", "l", "cette", "ce", "our", "the", "a", "an", "this", "un", "una", "el") {
			return !durations.has(p, comma-1) && !p.is(comma-1, "hopital", "service", "hospital", "centre", "unit", "ward", "clinique", "maternite", "equipe", "team")
		}
	}
	return false
}

// recordLine tells a line that is hardly more than the age: "M, 43 ans", "53 años." in a record.
func (p *page) recordLine(from, to int) bool {
	s := p.sentences[p.tokens[from].sentence]
	return s.to-s.from <= 6 && to >= s.to-2 && p.is(from-2, "m", "f", "h", "v")
}

var personWords = words("homme", "femme", "enfant", "garçon", "garçonnet", "fille", "fillette", "bébé", "nourrisson", "nouveau-né", "patient", "patiente", "malade", "blessé",
	"blessée", "retraité", "retraitée", "adolescent", "adolescente", "ado", "dame", "monsieur", "mère", "père", "maman", "papa", "fils", "jumeaux", "jumelles", "frère", "sœur",
	"grand-mère", "victime", "jeune", "étudiant", "étudiante", "motard", "cycliste", "randonneur", "randonneuse", "skieur", "conducteur", "conductrice", "ouvrier", "ouvrière", "agriculteur",
	"agricultrice", "collégien", "lycéen", "lycéenne", "collégienne", "résident", "résidente", "habitant", "habitante", "nonagénaire", "octogénaire", "centenaire", "touriste", "sportif", "sportive",
	"boulanger", "boulangère", "instituteur", "institutrice", "enseignant", "enseignante", "berger", "pêcheur", "maçon", "prématuré", "prématurée", "survivant", "survivante", "rescapé", "rescapée", "naufragé",
	"man", "woman", "boy", "girl", "baby", "child", "infant", "newborn", "lady", "gentleman", "mother", "father", "mum", "mom", "dad", "son", "daughter", "teenager", "toddler", "victim", "resident", "pensioner", "student",
	"farmer", "driver", "rider", "hiker", "survivor", "twin", "twins", "grandmother", "grandfather", "male", "female", "gentlemen", "veteran",
	"hombre", "mujer", "varón", "niño", "niña", "paciente", "bebé", "joven", "señora", "señor", "anciano", "anciana", "lactante", "neonato", "chico", "chica", "hijo", "hija", "madre", "padre", "hermano", "hermana", "enferma", "enfermo", "abuelo", "abuela", "gestante", "recién",
	"رجل", "امرأة", "سيدة", "طفل", "طفلة", "مريض", "مريضة", "رضيع", "رضيعة", "شاب", "شابة", "شخص", "أم", "أب", "ابن", "ابنة", "بنت", "ولد", "تلميذ", "تلميذة", "مسن", "مسنة", "ضحية", "فتاة", "فتى", "السيد", "السيدة")
