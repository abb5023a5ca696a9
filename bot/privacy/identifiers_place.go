package privacy

import "unicode/utf8"

// Postal addresses, post codes, rooms and beds.

func (p *page) findPlaces() {
	for i := range p.tokens {
		t := p.tokens[i]
		word, _ := streetWords.of(p, i)
		if word == notPlace && t.kind == uncased {
			word = p.arabicPlaceWord(i)
		}
		switch word {
		case streetBefore:
			p.streetAt(i)
		case streetAfter:
			p.englishStreet(i)
		case streetEither:
			if !p.englishStreet(i) {
				p.streetAt(i)
			}
		case roomWord:
			p.roomAt(i)
		case postWord:
			p.zipAfter(i)
		case homeLabel:
			p.homeLine(i)
		}
		if t.kind == title && t.end-t.start == 1 && p.is(i, "c") && p.sign(i+1, '/') && p.tokens[i+1].gap == glued {
			p.streetAt(i)
		}
	}
	p.findPostcodes()
}

type placeWord uint8

const (
	notPlace     placeWord = iota
	streetBefore           // rue Pasteur
	streetAfter            // Church Street
	streetEither           // avenue
	roomWord
	postWord
	homeLabel // "Domicilio:", "Adresse :"
)

var streetWords = func() *wordMap[placeWord] {
	m := &wordMap[placeWord]{}
	m.add(streetBefore, "rue", "bd", "bld", "blvd", "boulevard", "impasse", "allée", "allées", "chemin", "quai", "cours", "square", "passage", "résidence", "lotissement", "lot", "hameau", "faubourg", "fbg", "villa", "sentier", "esplanade", "montée", "ruelle", "venelle", "traverse", "douar", "derb", "hay", "rés", "imp", "chem", "all", "mail", "voie", "route", "rte",
		"calle", "avda", "avd", "avenida", "paseo", "plaza", "pza", "ctra", "carretera", "camino", "ronda", "travesía", "urbanización", "urb", "carrer", "glorieta", "rambla", "pasaje", "barrio", "partida", "rua", "avinguda", "plaça", "cl", "pje", "pz", "pl", "crta", "cra", "apartado", "cuesta", "costanilla",
		"شارع", "زنقة", "حي", "دوار", "درب", "زنقه")
	m.add(streetAfter, "street", "st", "road", "rd", "lane", "drive", "close", "crescent", "gardens", "terrace", "grove", "mews", "parade", "hill", "walk", "rise", "row", "green", "ave", "ln", "dr", "cres", "way", "blvd")
	m.add(streetEither, "avenue", "av", "place", "pl", "court", "boulevard")
	m.add(roomWord, "chambre", "chambres", "ch", "lit", "box", "bed", "room", "bay", "habitación", "cama", "الغرفة", "غرفة", "السرير", "سرير", "boxe")
	m.add(postWord, "cp", "postcode", "zip", "postal")
	m.add(homeLabel, "domicilio", "domicile", "adresse", "address", "dirección", "العنوان")
	return m
}()

// arabicPlaceWord tells a word for a room or a bed written together with its particle: "بالسرير", "بالغرفة".
func (p *page) arabicPlaceWord(i int) placeWord {
	f := p.folded[p.tokens[i].fstart:p.tokens[i].fend]
	var room [mostParticles]int
	for _, skip := range particles(f, room[:]) {
		if word := streetWords.values[string(f[skip:])]; word == roomWord {
			return word
		}
	}
	return notPlace
}

// streetAt reads "12 bis, rue de la Paix, 75002 Paris", "Calle Mayor, 3, 2º B, 28013 Madrid" around the street word at token i.
// Without a number and without a post code it is a place, not an address.
func (p *page) streetAt(i int) {
	from := i
	if j := p.numberBefore(i); j >= 0 {
		from = j
	}
	if p.is(i+1, "au", "aux", "en", "par", "chez", "sans", "vers") { // passage au bloc, cours en ligne
		return
	}
	numbered := from < i
	to := p.streetName(i+1, numbered || p.homeBefore(i))
	if !numbered { // "chemin robert blanchet, 44000 Nantes": the post code tells that small letters are a name's
		if lax := p.streetName(i+1, true); p.cityAfter(lax) > lax {
			to = lax
		}
	}
	if to == i+1 {
		return
	}
	if !numbered {
		if j := p.numberAfter(to); j > to {
			to, numbered = j, true
		}
	} else if p.lang == spanish {
		from = i
	}
	to = p.partsOfHome(to)
	coded := false
	if j := p.cityAfter(to); j > to {
		to, coded = j, true
	}
	if !numbered && !coded && !p.homeBefore(i) {
		return
	}
	p.addAddress(from, to)
}

// homeLine reads what a label announces, to the end of the line, of the sentence or of twelve words: "Domicilio: Teatinos 180".
func (p *page) homeLine(i int) {
	j := i + 1
	if !p.sign(j, ':') {
		return
	}
	from, digits := j+1, false
	to := from
	for ; to < len(p.tokens) && to < from+16 && p.tokens[to].gap != line; to++ {
		t := p.tokens[to]
		if p.sign(to, '@') {
			return
		}
		digits = digits || t.kind == number
		if p.sign(to, '.') && !p.abbreviation(to-1) && (to+1 >= len(p.tokens) || p.tokens[to+1].gap != glued) || p.is(to, "tel", "telephone", "telefono", "phone", "email", "mail", "fax") {
			break
		}
	}
	if digits && to > from {
		p.addAddress(from, to)
	}
}

// partsOfHome passes what tells where in the house or the town: ", bâtiment C", ", appartement 12", ", quartier Palmier", ", Apt 4B".
func (p *page) partsOfHome(i int) int {
	for k := 0; k < 4; k++ {
		j := i
		for p.sign(j, ',') || p.sign(j, '-') || p.sign(j, '.') && p.tokens[j].gap == glued && p.tokens[j-1].end-p.tokens[j-1].start <= 5 {
			j++
		}
		if j >= len(p.tokens) || p.tokens[j].gap == line || !p.is(j, "bat", "batiment", "apt", "appt", "appartement", "apartment", "flat", "unit", "etage", "escalier", "esc", "quartier", "hay", "porte", "piso", "puerta", "portal", "immeuble", "imm", "lot", "حي", "عماره", "شقه", "اقامه") {
			return i
		}
		j++
		for p.sign(j, '.') && p.tokens[j].gap == glued || p.is(j, "n", "no", "numero", "رقم") || p.isByte(j, 0xC2) {
			j++
		}
		if j >= len(p.tokens) || p.tokens[j].gap == line || p.tokens[j].kind == sign || p.tokens[j].kind == lower {
			return i
		}
		for i = j + 1; i < len(p.tokens) && p.tokens[i].gap == glued && p.tokens[i].kind != sign; i++ {
		}
	}
	return i
}

func (p *page) addAddress(from, to int) {
	start, end := int(p.tokens[from].start), int(p.tokens[to-1].end)
	p.addFact(Fact{Kind: FactAddress, Start: start, End: end})
}

// homeBefore looks for "domicilié", "habite", "demeurant", "adresse" just before.
func (p *page) homeBefore(i int) bool {
	return p.cueBefore(i, 5, "habite", "habitent", "demeure", "loge", "يقطن", "تقطن", "habitant", "resident", "residente", "domicilie", "domiciliee", "demeurant", "reside", "residant", "adresse", "domicile", "domicilio", "direccion", "lives", "living", "address", "vive", "reside", "يسكن", "تسكن", "الساكن", "العنوان")
}

func (p *page) numberBefore(i int) int {
	j := i - 1
	if p.sign(j, ',') {
		j--
	}
	if p.is(j, "bis", "ter", "quater", "b", "t", "a", "c", "d") && j > 0 {
		j--
	}
	if j < 0 || p.tokens[j].kind != number || p.tokens[j].end-p.tokens[j].start > 5 || !p.sameLine(j, i) {
		return -1
	}
	for j >= 2 && p.sign(j-1, '-') && p.tokens[j-2].kind == number && p.tokens[j-2].end-p.tokens[j-2].start <= 3 {
		j -= 2
	}
	return j
}

func (p *page) sameLine(from, to int) bool {
	for k := from + 1; k <= to && k < len(p.tokens); k++ {
		if p.tokens[k].gap == line {
			return false
		}
	}
	return true
}

// streetName passes the words of a street's name: capitalised words and the small words between them, at most seven.
func (p *page) streetName(i int, lax bool) int {
	to, words := i, 0
	if p.sign(i, '.') && p.tokens[i].gap == glued || p.sign(i, '/') {
		i++
		to = i
	}
	for j := i; j < len(p.tokens) && words < 7; j++ {
		t := p.tokens[j]
		if t.gap == line {
			break
		}
		switch {
		case t.capitalised() || t.kind == uncased || t.kind == lower && j == i && lax && !p.smallWord(j):
			words++
			to = j + 1
		case p.smallWord(j) || p.sign(j, '\'') || p.sign(j, '-') || p.sign(j, '.') && t.gap == glued && p.tokens[j-1].capitalised() && p.tokens[j-1].end-p.tokens[j-1].start <= 3:
			words++
		case t.kind == lower && lax && p.tokens[j-1].kind != number:
			words++
			to = j + 1
		case j > i && p.tokens[j-1].kind == number && months.has(p, j) || t.kind == number && t.end-t.start == 4 && j > i && months.has(p, j-1):
			words++
			to = j + 1
		case t.kind == number && j+1 < len(p.tokens) && (months.has(p, j+1) || months.has(p, j+2)): // rue du 8 mai 1945
			words++
			to = j + 1
		default:
			return to
		}
	}
	return to
}

// cityName passes a city's name after its post code; one written in small letters ("sainte-foy") up to its last hyphen.
func (p *page) cityName(i int) int {
	if i >= len(p.tokens) || p.tokens[i].kind != lower || p.tokens[i].gap == line {
		return p.streetName(i, false)
	}
	to := i + 1
	if p.is(i, "saint", "sainte", "st", "ste", "la", "le", "les") && to < len(p.tokens) && p.tokens[to].word() {
		to++
	}
	for p.sign(to, '-') && to+1 < len(p.tokens) && p.tokens[to].gap == glued && p.tokens[to+1].word() {
		to += 2
	}
	return to
}

func (p *page) smallWord(i int) bool {
	return p.is(i, "de", "du", "des", "la", "le", "les", "l", "d", "et", "del", "los", "las", "el", "y", "the", "of", "a", "au", "aux", "sur", "sous", "en")
}

// numberAfter reads a house number after the street, with floor and door: ", 3, 2º B", ", nº 14".
func (p *page) numberAfter(i int) int {
	j := i
	for p.sign(j, ',') || p.is(j, "n", "no", "num", "numero", "o", "km", "bloque", "bl", "رقم") || p.isByte(j, 0xC2) || p.sign(j, '.') && p.is(j-1, "no", "n") {
		j++
	}
	if p.is(j, "sn") {
		return j + 1
	}
	if p.is(j, "s") && p.sign(j+1, '/') && p.is(j+2, "n") {
		return j + 3
	}
	if j >= len(p.tokens) || p.tokens[j].kind != number || p.tokens[j].end-p.tokens[j].start > 4 || p.tokens[j].gap == line {
		return i
	}
	to := j + 1
	for k := to; k < len(p.tokens) && k < to+4 && p.tokens[k].gap != line; k++ {
		t := p.tokens[k]
		switch {
		case t.kind == number && t.end-t.start <= 2:
			to = k + 1
		case t.word() && t.end-t.start <= 3 && (t.kind == upper || t.kind == title || t.gap == glued):
			to = k + 1
		case p.is(k, "izq", "izda", "izqda", "izquierda", "derecha", "dcha", "dpto", "portal", "bajo", "piso", "puerta", "esc", "escalera", "bis"):
			to = k + 1
		case p.sign(k, ',') || p.sign(k, '-') || p.isByte(k, 0xC2):
		default:
			return to
		}
	}
	return to
}

func (p *page) isByte(i int, c byte) bool {
	return i >= 0 && i < len(p.tokens) && p.tokens[i].kind == sign && p.s[p.tokens[i].start] == c
}

// cityAfter reads a post code and a city: ", 75002 Paris", "- 31059 Toulouse Cedex", ", BN1 1AA Brighton".
func (p *page) cityAfter(i int) int {
	j := i
	for p.sign(j, ',') || p.sign(j, '-') || p.is(j, "cp") || p.sign(j, ':') {
		j++
	}
	if j >= len(p.tokens) || p.tokens[j].gap == line && j == i && !p.postCodeAt(j) {
		return i
	}
	if !p.postCodeAt(j) {
		return i
	}
	j += p.codeTokens(j)
	for p.sign(j, ',') || p.sign(j, '-') {
		j++
	}
	return max(p.cityName(j), j)
}

// postCodeAt tells five digits, or 2 and 3 ("08 333", "2B 065").
func (p *page) postCodeAt(i int) bool {
	if i >= len(p.tokens) {
		return false
	}
	t := p.tokens[i]
	switch {
	case t.kind != number:
		return false
	case p.corsicanCode(i):
		return true
	case t.end-t.start == 5:
		return !(i+1 < len(p.tokens) && p.tokens[i+1].kind == number && p.tokens[i+1].gap != line && p.tokens[i+1].gap == glued)
	case t.end-t.start == 2 && i+1 < len(p.tokens):
		n := p.tokens[i+1]
		return n.kind == number && n.end-n.start == 3 && n.gap == space && !p.is(i+1, "000")
	}
	return false
}

// corsicanCode tells "2B 065": the département's letter in a post code.
func (p *page) corsicanCode(i int) bool {
	return p.is(i, "2") && p.is(i+1, "a", "b") && p.tokens[i+1].gap == glued && i+2 < len(p.tokens) && p.tokens[i+2].kind == number && p.tokens[i+2].end-p.tokens[i+2].start == 3
}

// codeTokens is how many tokens a post code takes.
func (p *page) codeTokens(i int) int {
	switch {
	case p.corsicanCode(i):
		return 3
	case p.tokens[i].end-p.tokens[i].start == 2:
		return 2
	}
	return 1
}

// englishStreet reads "24 Church Street, Brighton BN1 1AA".
func (p *page) englishStreet(i int) bool {
	j, words := i-1, 0
	for j >= 0 && words < 4 && p.tokens[j].word() && p.tokens[j].capitalised() && p.sameLine(j, i) {
		j, words = j-1, words+1
	}
	if words == 0 || j < 0 || p.tokens[j].kind != number || p.tokens[j].end-p.tokens[j].start > 5 || !p.sameLine(j, i) || !p.tokens[i].capitalised() || p.is(i, "st", "dr") && p.lang != "en" {
		return false
	}
	to := p.partsOfHome(i + 1)
	if p.sign(to, ',') && to+1 < len(p.tokens) && p.tokens[to+1].capitalised() {
		to = p.streetName(to+1, false)
		if to < len(p.tokens) && p.tokens[to].kind == number && p.tokens[to].gap == glued { // BN of "BN1 1AA"
			to--
		}
	}
	if k := p.britishPostcode(to); k > to {
		to = k
	} else if k := p.cityAfter(to); k > to {
		to = k
	} else if k := p.stateAfter(to); k > to {
		to = k
	}
	if k := p.flatBefore(j); k >= 0 {
		j = k
	}
	p.addAddress(j, to)
	return true
}

// stateAfter reads an American state and ZIP code after the city: ", VT 05401", ", VT 05401-1234"; i when there is none.
func (p *page) stateAfter(i int) int {
	j := i
	if p.sign(j, ',') {
		j++
	}
	if j+1 >= len(p.tokens) || p.tokens[j].kind != upper || p.tokens[j].end-p.tokens[j].start != 2 || p.tokens[j+1].kind != number || p.tokens[j+1].end-p.tokens[j+1].start != 5 {
		return i
	}
	if p.sign(j+2, '-') && j+3 < len(p.tokens) && p.tokens[j+3].gap == glued && p.tokens[j+3].kind == number {
		return j + 4
	}
	return j + 2
}

// flatBefore gives the token of "Flat 3," right before a house number; -1 when there is none.
func (p *page) flatBefore(i int) int {
	j := i - 1
	if p.sign(j, ',') {
		j--
	}
	if j >= 1 && p.is(j-1, "flat", "apartment", "unit", "apt") && p.sameLine(j-1, i) {
		return j - 1
	}
	return -1
}

// britishPostcode reads "BN1 1AA", "SW1A 2AA" at token i; i when there is none.
func (p *page) britishPostcode(i int) int {
	if p.sign(i, ',') {
		i++
	}
	if i >= len(p.tokens) {
		return i
	}
	s := p.s[p.tokens[i].start:min(int(p.tokens[i].start)+9, len(p.s))]
	n := postcodeLength(s)
	if n == 0 {
		return i
	}
	return p.tokenAt(int(p.tokens[i].start)+n-1) + 1
}

// postcodeLength tells how many bytes of s are a British postcode: area (1-2 letters), district (1-2 digits or digit and letter),
// a space, sector (digit) and unit (2 letters). (Royal Mail, PAF.)
func postcodeLength(s []byte) int {
	i, letters := 0, 0
	for i < len(s) && s[i] >= 'A' && s[i] <= 'Z' {
		i, letters = i+1, letters+1
	}
	if letters < 1 || letters > 2 {
		return 0
	}
	digits := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i, digits = i+1, digits+1
	}
	if digits < 1 || digits > 2 {
		return 0
	}
	if i < len(s) && s[i] >= 'A' && s[i] <= 'Z' {
		i++
	}
	if i+4 > len(s) || s[i] != ' ' || s[i+1] < '0' || s[i+1] > '9' || s[i+2] < 'A' || s[i+2] > 'Z' || s[i+3] < 'A' || s[i+3] > 'Z' {
		return 0
	}
	if i+4 < len(s) && isLetterByte(s[i+4]) {
		return 0
	}
	return i + 4
}

// findPostcodes adds British postcodes and French "75002 Paris" that stand outside an address.
func (p *page) findPostcodes() {
	for i := range p.tokens {
		t := p.tokens[i]
		switch {
		case (t.kind == upper || t.kind == title) && t.end-t.start <= 2 && i+2 < len(p.tokens) && p.tokens[i+1].kind == number && p.tokens[i+1].gap == glued:
			if j := p.britishPostcode(i); j > i {
				p.addPostcode(i, j)
			}
		case p.postCodeAt(i) && t.gap != glued && i+1 < len(p.tokens):
			n := i + p.codeTokens(i)
			if n < len(p.tokens) && p.tokens[n].capitalised() && p.tokens[n].gap == space && p.codeMatchesFrance(i) && (isPlaceName(p.written(n)) || p.sign(i-1, ',') && p.tokens[n].kind == upper && p.fold(n-1) != "000") {
				p.addPostcode(i, n)
			}
		}
	}
}

func (p *page) codeMatchesFrance(i int) bool {
	if p.corsicanCode(i) {
		return true
	}
	d := atoi(p.s[p.tokens[i].start : p.tokens[i].start+2])
	return d >= 1 && d <= 98
}

func (p *page) addPostcode(from, to int) {
	start, end := int(p.tokens[from].start), int(p.tokens[to-1].end)
	if !p.taken(start, end) {
		p.addFact(Fact{Kind: FactZIP, Start: start, End: end})
	}
}

// zipAfter reads the number after "CP:", "postcode".
func (p *page) zipAfter(i int) {
	j := i + 1
	for p.sign(j, ':') || p.sign(j, '.') || p.is(j, "code", "no") {
		j++
	}
	if j < len(p.tokens) && p.postCodeAt(j) && j <= i+3 {
		p.addPostcode(j, j+p.codeTokens(j))
	}
}

// roomInWords reads "deux cent quatorze", "douze", "two hundred and four": a number of ten or more, or one with its hundreds.
func (p *page) roomInWords(i int) (next int, ok bool) {
	v, next, ok := p.smallNumber(i)
	if !ok {
		if !p.is(i, "cent") {
			return i, false
		}
		v, next = 100, i
	}
	if p.is(next, "cent", "cents", "hundred") {
		next++
		if p.is(next, "et", "and") {
			next++
		}
		if _, after, more := p.smallNumber(next); more {
			return after, true
		}
		return next, true
	}
	return next, v >= 10
}

// roomAt reads "chambre 214", "lit n° 3", "bed 12B", "الغرفة 12". "Chambre double" and "220 lits" have no number after them.
func (p *page) roomAt(i int) {
	j := i + 1
	for p.is(j, "n", "no", "numero", "number", "o", "رقم") || p.sign(j, '.') && p.tokens[j].gap == glued || p.sign(j, ':') || p.sign(j, '#') || p.isByte(j, 0xC2) {
		j++
	}
	if j >= len(p.tokens) || j > i+4 || p.tokens[j].gap == line {
		return
	}
	t := p.tokens[j]
	to := j + 1
	if next, ok := p.roomInWords(j); ok && p.is(i, "chambre", "lit", "room", "bed", "habitacion", "cama") {
		p.addFact(Fact{Kind: FactRoom, Start: int(p.tokens[i].start), End: int(p.tokens[next-1].end)})
		return
	}
	switch {
	case t.kind == number && t.end-t.start <= 4:
		if to < len(p.tokens) && p.tokens[to].gap == glued && p.tokens[to].word() && p.tokens[to].end-p.tokens[to].start == 1 {
			to++
		}
		if to < len(p.tokens) && (p.is(to, "h", "heures", "euros", "m", "m2", "lits", "places", "personnes", "years", "ans", "jours", "days", "am", "pm") || p.isByte(to, 0xE2) || p.sign(to, '%')) {
			return
		}
	case t.kind == title && t.end-t.start == 1 && to < len(p.tokens) && p.tokens[to].kind == number && p.tokens[to].gap != line && p.tokens[to].end-p.tokens[to].start <= 4:
		to++
	default:
		return
	}
	if p.is(i, "ch", "box", "bay") && !p.tokens[i].capitalised() && p.is(i, "ch") && !p.sign(i+1, '.') && t.end-t.start < 2 || utf8.RuneLen(rune(p.s[t.start])) == 0 {
		return
	}
	p.addFact(Fact{Kind: FactRoom, Start: int(p.tokens[i].start), End: int(p.tokens[to-1].end)})
}
