package privacy

import "bytes"

// Dates, in figures and in words. A date alone is a fact; whether it is a birth, or tied to a person, is told from the words
// around it, here for births and in the rules for the rest.

// dateAt recognises 12/03/1985, 12.3.85, 1985-03-12, 12 03 1985 and 1 2 0 3 1 9 8 5.
func (p *page) dateAt(i int) int {
	n, ok := p.numericDate(i)
	if !ok {
		return 0
	}
	f, last := &p.figs[i], &p.figs[i+n-1]
	p.addDate(f.from, f.start, last.end)
	return n
}

func (p *page) numericDate(i int) (figures int, ok bool) {
	f := &p.figs[i]
	if f.spelled || f.n > 4 || isLetterByte(p.glueBefore(f.start)) {
		return 0, false
	}
	if i+2 < len(p.figs) {
		g, h := &p.figs[i+1], &p.figs[i+2]
		a, ok1 := p.joined(f, g)
		b, ok2 := p.joined(g, h)
		if ok1 && ok2 && a == b && (a == '/' || a == '-' || a == '.' || a != 'e' && h.n == 4 && p.dateCue(f.from)) && g.n <= 2 && !h.spelled && !g.spelled {
			if p.moreOfTheSame(i+2, a) || isLetterByte(p.glueAfter(h.end)) {
				return 0, false
			}
			if dayMonthYear(f, g, h) || f.n == 4 && plausibleYear(f.value(), 4) && monthDay(g.value(), h.value()) && h.n <= 2 {
				return 3, true
			}
		}
	}
	return p.spacedDate(i)
}

// moreOfTheSame tells that a series goes on, so that its beginning is no date (an IP address, a phone number).
func (p *page) moreOfTheSame(i int, sep byte) bool {
	if i+1 >= len(p.figs) {
		return false
	}
	c, ok := p.joined(&p.figs[i], &p.figs[i+1])
	return ok && c == sep && sep != ' ' && p.figs[i+1].start-p.figs[i].end == 1
}

// spacedDate recognises eight single digits that make a date.
func (p *page) spacedDate(i int) (figures int, ok bool) {
	digits, ends := p.run(i, 8)
	if len(ends) != 8 || len(digits) != 8 {
		return 0, false
	}
	v := func(a, b int) (n int) {
		for _, d := range digits[a:b] {
			n = n*10 + int(d-'0')
		}
		return n
	}
	return 8, monthDay(v(2, 4), v(0, 2)) && plausibleYear(v(4, 8), 4)
}

func dayMonthYear(d, m, y *figure) bool {
	if d.n > 2 || y.n != 2 && y.n != 4 || !plausibleYear(y.value(), int(y.n)) {
		return false
	}
	return monthDay(m.value(), d.value()) || monthDay(d.value(), m.value())
}

func monthDay(month, day int) bool { return month >= 1 && month <= 12 && day >= 1 && day <= 31 }

func plausibleYear(y, digits int) bool { return digits == 2 || y >= 1880 && y <= 2120 }

func (p *page) dateCue(i int) bool {
	return p.cueBefore(i, 4, "le", "ne", "nee", "naissance", "date", "born", "dob", "nacimiento", "du", "on", "ddn")
}

// addDate adds a date, as a birth when the words before it say so.
func (p *page) addDate(token, start, end int) {
	kind := FactDate
	if (p.birthBefore(token) || p.birthAfter(end)) && !p.longAgo(end) {
		kind = FactBirth
	}
	p.addFact(Fact{Kind: kind, Start: start, End: end})
}

// birthAfter tells "12/03/1985 (date de naissance)", "12/03/1985 (DOB)".
func (p *page) birthAfter(end int) bool {
	i := p.tokenAt(end-1) + 1
	if !p.sign(i, '(') {
		return false
	}
	return p.is(i+1, "date", "fecha") && p.is(i+2, "de", "of") && p.is(i+3, "naissance", "nacimiento", "birth") || p.is(i+1, "dob", "ddn", "naissance", "birth")
}

// longAgo tells a date that ends in a year in which nobody alive was born.
func (p *page) longAgo(end int) bool {
	i := p.tokenAt(end - 1)
	if i+1 < len(p.tokens) && p.tokens[i].kind != number {
		i++ // the year was none that a date may have
	}
	t := p.tokens[i]
	return t.kind == number && t.end-t.start == 4 && atoi(p.s[t.start:t.end]) < 1905
}

// birthBefore looks for "né(e) le", "date de naissance", "born", "DOB", "nacido", "تاريخ الازدياد" shortly before a token.
func (p *page) birthBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-8; j-- {
		t := p.tokens[j]
		if t.kind == number && p.tokens[j].end-t.start >= 4 {
			return false
		}
		if !t.word() {
			continue
		}
		switch {
		case p.is(j, "ne", "nee", "nes", "nees"):
			return !p.thingBorn(j) && (p.is(j+1, "le", "en", "a", "e", "un") || p.sign(j+1, '(') || p.sign(j+1, ':') || p.tokens[j+1].kind == number || p.tokens[j+1].gap == glued)
		case p.is(j, "b") && p.is(j-2, "o") && p.is(j-4, "d"), p.is(j, "naissance", "born", "dob", "nacimiento", "nacido", "nacida", "ddn", "birth", "birthdate", "dn", "naiss", "naissances", "الازدياد", "الميلاد", "مواليد", "المزداد", "المزداده", "المولود", "المولوده", "ازداد", "ازدادت", "ولد", "ولدت", "nac", "nacio"), p.is(j, "fn", "ddn") && t.kind == upper:
			return !p.thingBorn(j)
		}
	}
	return false
}

// thingBorn tells that what was born is no person: the words before, in the sentence, name an institution or an idea and nobody.
func (p *page) thingBorn(i int) bool {
	thing := false
	for j := i - 1; j >= 0 && j >= i-12 && p.sameSentence(j, i); j-- {
		if p.personWord(j) || p.is(j, "il", "elle", "he", "she", "mme", "mr", "dr") {
			return false
		}
		thing = thing || bornThings.has(p, j)
	}
	return thing
}

var bornThings = words("hôpital", "hôpitaux", "clinique", "maternité", "école", "écoles", "ifsi", "association", "projet", "idée", "service", "unité", "fondation", "institut", "centre", "chu", "ch", "samu", "réseau", "fédération", "programme", "équipe", "journal", "musée", "chapelle", "ehpad", "amicale", "partenariat", "dispositif", "initiative", "bâtiment", "festival", "campagne",
	"hospital", "nhs", "trust", "school", "charity", "foundation", "project", "idea", "unit", "ward", "network", "programme", "partnership", "chapel", "league",
	"proyecto", "fundación", "asociación", "escuela", "idea", "unidad", "servicio", "programa",
	"المستشفى", "المشروع", "الجمعيه", "المؤسسه", "الفكره", "المركز", "المدرسه")

// findWrittenDates finds dates with the month in words: "le 3 mars 2024", "March 3rd, 2024", "3 de marzo de 2024", "3 مارس".
func (p *page) findWrittenDates() {
	for i := range p.tokens {
		if !months.has(p, i) {
			if relativeDays.has(p, i) || weekdays.has(p, i) {
				p.relativeDate(i)
			}
			p.arabicBirthYear(i)
			continue
		}
		if from, to, ok := p.dateAround(i); ok {
			start, end := int(p.tokens[from].start), int(p.tokens[to-1].end)
			if !p.taken(start, end) {
				p.addDate(from, start, end)
			}
		}
	}
}

// arabicBirthYear adds the year of "المزدادة سنة 1962", as papers write it.
func (p *page) arabicBirthYear(i int) {
	if p.tokens[i].kind != uncased || !p.is(i, "المزداد", "المزداده", "المولود", "المولوده", "مواليد") {
		return
	}
	j := i + 1
	for j < i+3 && p.is(j, "سنه", "عام", "في") {
		j++
	}
	if k := p.yearAfter(j); k == j+1 && p.tokens[j].kind == number {
		p.addFact(Fact{Kind: FactBirth, Start: int(p.tokens[j].start), End: int(p.tokens[j].end)})
	}
}

// relativeDays are the words that relativeDate knows, besides the days of the week.
var relativeDays = words("hier", "yesterday", "ayer", "avant", "امس", "البارحه", "tonight", "aujourd", "today", "hoy", "اليوم", "matin", "nuit", "soir", "midi", "morning", "night")

// relativeDate adds "mardi dernier", "hier", "cette nuit", "on Sunday", "el pasado jueves": dates for whoever knows the day of
// the post. Value is "relative".
func (p *page) relativeDate(i int) {
	from, to := i, i+1
	switch {
	case p.is(i, "hier", "yesterday", "ayer", "avant", "امس", "البارحه", "tonight", "aujourd", "today", "hoy", "اليوم"):
		if p.is(i, "avant") && !p.follows(i+1, "hier") {
			return
		}
		if p.is(i, "avant", "aujourd") {
			to = min(i+3, len(p.tokens))
		}
	case p.is(i, "matin", "nuit", "soir", "midi", "morning", "night") && p.is(i-1, "ce", "cette", "this", "last", "derniere"):
		from = i - 1
	case p.weekday(i) && p.tokens[i].end-p.tokens[i].start > 3 && !p.dayFollows(i):
		switch {
		case p.is(i-1, "pasado", "last", "on", "يوم"):
			from = i - 1
		case p.is(i+1, "dernier", "passe", "soir", "matin", "night", "morning", "الماضي"):
			to = i + 2
		}
	default:
		return
	}
	p.addFact(Fact{Kind: FactDate, Start: int(p.tokens[from].start), End: int(p.tokens[to-1].end), Value: "relative"})
}

// dayFollows tells a weekday that belongs to a full date.
func (p *page) dayFollows(i int) bool {
	return i+1 < len(p.tokens) && (p.isDay(i+1) || i+2 < len(p.tokens) && p.tokens[i+1].kind == sign && p.isDay(i+2))
}

func (p *page) dateAround(i int) (from, to int, ok bool) {
	from, to = i, i+1
	if j := p.dayBefore(i); j >= 0 {
		from, ok = j, true
	} else if j := p.dayAfter(i); j > 0 {
		to, ok = j, true
	}
	if j := p.yearAfter(to); j > 0 {
		to, ok = j, true
	}
	if !ok || p.tokens[i].kind == lower && p.is(i, "may", "mars", "mar", "dec", "sept", "jan", "juil", "avr") && from == i {
		return 0, 0, false
	}
	if from > 0 && from < i && p.weekday(from-1) {
		from--
	} else if from > 1 && from < i && p.weekday(from-2) && p.tokens[from-1].kind == sign {
		from -= 2
	}
	return from, to, true
}

func (p *page) dayBefore(i int) int {
	j := i - 1
	for j >= 0 && j > i-4 && (p.is(j, "de", "of", "er", "st", "nd", "rd", "th", "ذي", "من", "شهر") || p.sign(j, '-') || p.sign(j, '.') || p.sign(j, ',')) {
		j--
	}
	if j >= 0 && p.isDay(j) && p.tokens[i].gap != line {
		return j
	}
	return p.spelledDay(i)
}

// spelledDay finds a day in words before a month: "douze mars", "vingt-deux mars"; -1 when there is none.
func (p *page) spelledDay(i int) int {
	for j := max(0, i-4); j < i; j++ {
		if v, next, ok := p.smallNumber(j); ok && next == i && v >= 1 && v <= 31 && p.sameLine(j, i) {
			return j
		}
	}
	return -1
}

func (p *page) isDay(j int) bool {
	t := p.tokens[j]
	if t.kind != number || t.end-t.start > 2 {
		return false
	}
	v := atoi(p.s[t.start:t.end])
	return v >= 1 && v <= 31
}

func (p *page) dayAfter(i int) int {
	j := i + 1
	if p.sign(j, '.') || p.is(j, "the") {
		j++
	}
	if j >= len(p.tokens) || !p.isDay(j) || p.tokens[j].gap == line {
		return 0
	}
	if p.is(j+1, "st", "nd", "rd", "th") && p.tokens[j+1].gap == glued {
		return j + 2
	}
	return j + 1
}

func (p *page) yearAfter(j int) int {
	for k := 0; k < 2 && (p.sign(j, ',') || p.sign(j, '.') || p.sign(j, '-') || p.is(j, "de", "del", "سنة", "عام")); k++ {
		j++
	}
	if j < len(p.tokens) && p.tokens[j].kind == number && p.tokens[j].gap != line {
		t := p.tokens[j]
		n := int(t.end - t.start)
		if n == 4 && plausibleYear(atoi(p.s[t.start:t.end]), 4) {
			return j + 1
		}
	}
	return 0
}

func (p *page) weekday(i int) bool {
	return weekdays.has(p, i)
}

func atoi(s []byte) int {
	v := 0
	for _, c := range s {
		v = v*10 + int(c-'0')
	}
	return v
}

var months = words("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
	"janv", "jan", "fevr", "fev", "mar", "avr", "juil", "sept", "sep", "oct", "nov", "dec",
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "feb", "apr", "jun", "jul", "aug",
	"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
	"يناير", "فبراير", "مارس", "ابريل", "ماي", "مايو", "يونيو", "يوليوز", "يوليو", "غشت", "اغسطس", "شتنبر", "سبتمبر", "اكتوبر", "نونبر", "نوفمبر", "دجنبر", "ديسمبر")

var weekdays = words("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lun", "mer", "jeu", "ven", "sam", "dim",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
	"lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo",
	"الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")

// birthsAfterNames makes a birth of a full date that a name and a comma announce, as in "Morvan, Lucette, 8/07/76".
func (p *page) birthsAfterNames() {
	var last Fact
	for i := range p.facts {
		f := &p.facts[i]
		if f.Kind == FactName && f.Role != RolePublic && f.Role != RoleStaff && f.Role != RoleInstitution {
			last = *f
		}
		if f.Kind != FactDate || f.Value != "" || last.End == 0 || !p.hasYear(*f) {
			continue
		}
		between := bytes.TrimSpace(p.s[last.End:max(f.Start, last.End)])
		if !p.numericAt(*f) && !p.lineEnds(f.End) && last.Role != RolePatient {
			continue // "SAN DIEGO, June 28, 2018 / …": where and when a story was filed
		}
		if string(between) == "," || len(between) > 1 && len(between) < 24 && between[0] == ',' && between[len(between)-1] == ',' && bytes.IndexByte(between, ' ') == 1 && bytes.Count(between, []byte(" ")) == 1 {
			f.Kind = FactBirth
		}
	}
}

// numericAt tells a date in figures only.
func (p *page) numericAt(f Fact) bool {
	for _, c := range p.s[f.Start:f.End] {
		if isLetterByte(c) || c >= 0x80 {
			return false
		}
	}
	return true
}

// lineEnds reports whether nothing but signs and spaces follows on the line.
func (p *page) lineEnds(at int) bool {
	for _, c := range p.s[at:] {
		if c == '\n' {
			break
		}
		if isLetterByte(c) || c >= '0' && c <= '9' || c >= 0xC3 {
			return false
		}
	}
	return true
}

// hasYear reports whether a date ends in a year.
func (p *page) hasYear(f Fact) bool {
	i := p.tokenAt(f.End - 1)
	return p.tokens[i].kind == number && (p.tokens[i].end-p.tokens[i].start == 4 || p.sign(i-1, '/') || p.sign(i-1, '.') || p.sign(i-1, '-') || p.tokens[i].end-p.tokens[i].start == 1)
}
