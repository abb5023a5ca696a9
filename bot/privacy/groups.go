package privacy

import "unicode/utf8"

// A figure is one group of digits as a reader would hear it: "06", a keycap, "O6" with a letter for the zero, or "six".
type figure struct {
	digits     [12]byte
	n          int8 // digits; more than twelve are kept in long
	from, to   int  // tokens
	start, end int  // bytes
	spelled    bool
}

func (f *figure) text() string { return string(f.digits[:f.n]) }

func (f *figure) value() int {
	v := 0
	for _, d := range f.digits[:f.n] {
		v = v*10 + int(d-'0')
	}
	return v
}

// readFigures collects the groups of digits of the page. Letters stand for digits (O, o, l, I) only when glued to one or
// between two; number words are read in French, English, Spanish and Arabic.
func (p *page) readFigures() {
	for i := 0; i < len(p.tokens); i++ {
		t := &p.tokens[i]
		switch {
		case t.kind == number, t.word() && p.likeDigits(i) && p.besideNumber(i):
			i = p.figureAt(i) - 1
		case t.kind != sign:
			if f, next, ok := p.spelledAt(i); ok {
				p.figs = append(p.figs, f)
				i = next - 1
			}
		}
	}
}

// figureAt collects the digits and look-alike letters glued together at token i, in chunks of at most twelve, and gives the token
// after them.
func (p *page) figureAt(i int) int {
	f := figure{from: i, start: int(p.tokens[i].start)}
	j := i
	for ; j < len(p.tokens) && (j == i || p.tokens[j].gap == glued) && (p.tokens[j].kind == number || p.tokens[j].word() && p.likeDigits(j) && p.besideNumber(j)); j++ {
		for k := p.tokens[j].start; k < p.tokens[j].end; k++ {
			if int(f.n) == len(f.digits) {
				f.to, f.end = j+1, int(k)
				p.figs = append(p.figs, f)
				f = figure{from: j, start: int(k)}
			}
			f.digits[f.n] = digitFor(p.s[k])
			f.n++
		}
	}
	f.to, f.end = j, int(p.tokens[j-1].end)
	p.figs = append(p.figs, f)
	return j
}

func digitFor(c byte) byte {
	switch c {
	case 'O', 'o':
		return '0'
	case 'l', 'I':
		return '1'
	case 'g', 'q':
		return '9'
	case 'S', 's':
		return '5'
	case 'B':
		return '8'
	case 'b':
		return '6'
	case 'Z', 'z':
		return '2'
	case 'E':
		return '3'
	case 'A':
		return '4'
	case 'T':
		return '7'
	}
	return c
}

func (p *page) likeDigits(i int) bool {
	t := &p.tokens[i]
	if t.end-t.start > 3 {
		return false
	}
	for _, c := range p.s[t.start:t.end] {
		if c != 'O' && c != 'o' && c != 'l' && c != 'I' {
			return t.end-t.start == 1 && p.leet(i, c)
		}
	}
	return true
}

// leet tells "06 3g 98": a letter drawn like a digit makes a pair with one digit, between pairs of digits.
func (p *page) leet(i int, c byte) bool {
	if digitFor(c) == c {
		return false
	}
	pair := func(j int) bool {
		return j >= 0 && j < len(p.tokens) && p.tokens[j].kind == number && p.tokens[j].end-p.tokens[j].start == 2 && p.sameLine(min(i, j), max(i, j))
	}
	one := func(j int) bool {
		return j >= 0 && j < len(p.tokens) && p.tokens[j].kind == number && p.tokens[j].end-p.tokens[j].start == 1
	}
	switch {
	case one(i-1) && p.tokens[i].gap == glued:
		return pair(p.pastSign(i-1, -1)) && pair(p.pastSign(i, +1))
	case one(i+1) && p.tokens[i+1].gap == glued:
		return pair(p.pastSign(i, -1)) && pair(p.pastSign(i+1, +1))
	}
	return false
}

// besideNumber tells a letter that stands for a digit: glued to a number, or alone between two short numbers.
func (p *page) besideNumber(i int) bool {
	isNumber := func(j int) bool { return j >= 0 && j < len(p.tokens) && p.tokens[j].kind == number }
	if isNumber(i-1) && p.tokens[i].gap == glued || isNumber(i+1) && p.tokens[i+1].gap == glued {
		return p.tokens[i].end-p.tokens[i].start <= 2
	}
	after := p.pastSign(i, +1)
	return p.tokens[i].end-p.tokens[i].start == 2 && isNumber(p.pastSign(i, -1)) && (isNumber(after) || after < len(p.tokens) && p.tokens[after].word() && p.likeDigits(after)) && p.tokens[i].gap != line
}

// pastSign gives the token before (-1) or after (+1) token i, past one sign glued to it.
func (p *page) pastSign(i, step int) int {
	j := i + step
	if j >= 0 && j < len(p.tokens) && p.tokens[j].kind == sign {
		j += step
	}
	return j
}

// joined reports whether two figures that follow one another may be parts of one number, and by what: the sign between them,
// ' ' for a space or nothing, 'e' for an emoji. Two spaces, words or a line's end part them.
func (p *page) joined(a, b *figure) (sep byte, ok bool) {
	if a.end == b.start {
		return ' ', true
	}
	between := p.s[a.end:b.start]
	if a.n == 1 && a.digits[0] == '1' && len(between) > 2 && between[0] == 'e' && between[1] == 'r' { // le 1er/03/1985
		between = between[2:]
	}
	if len(between) > 12 {
		return 0, false
	}
	sep = ' '
	signs := 0
	for len(between) > 0 {
		r, n := utf8.DecodeRune(between)
		between = between[n:]
		switch {
		case r == ' ':
		case r == '،' && a.spelled:
			sep, signs = ',', signs+1
		case r == '…':
			sep, signs = '.', signs+1
		case r == '.' || r == '-' || r == '/' || r == '_' || r == '(' || r == ')' || r == '[' || r == ']' || r == '{' || r == '}' || r == '·' || r == '*' || r == '|' || r == '~':
			sep, signs = byte(min(r, 0x7F)), signs+1
		case r == ',' || r == ':' || r == ';':
			if !a.spelled && !(a.n <= 2 && b.n <= 2) {
				return 0, false
			}
			sep, signs = byte(r), signs+1
		case r >= 0x2190 && r < 0x2E00 || r >= 0x1F000: // arrows, symbols, emoji
			sep, signs = 'e', signs+1
		default:
			return 0, false
		}
	}
	return sep, signs <= 3
}

// spelledAt reads a number in words below a hundred: "trente-neuf", "zéro", "double seven".
func (p *page) spelledAt(i int) (figure, int, bool) {
	f := figure{from: i, start: int(p.tokens[i].start), spelled: true}
	repeat := 1
	j := i
	switch {
	case p.is(i, "double"):
		repeat, j = 2, i+1
	case p.is(i, "triple"):
		repeat, j = 3, i+1
	}
	v, next, ok := p.smallNumber(j)
	if !ok || repeat > 1 && v > 9 {
		return f, i, false
	}
	if v >= 1 && v <= 9 && p.is(next, "hundred") && !p.is(next+1, "and", "thousand") {
		f.digits[0], f.digits[1], f.digits[2], f.n = byte('0'+v), '0', '0', 3
		f.to, f.end = next+1, int(p.tokens[next].end)
		return f, next + 1, true
	}
	if v >= 10 {
		f.digits[0], f.n = byte('0'+v/10), 1
	}
	for range repeat {
		f.digits[f.n] = byte('0' + v%10)
		f.n++
	}
	f.to, f.end = next, int(p.tokens[next-1].end)
	return f, next, true
}

func (p *page) smallNumber(i int) (v, next int, ok bool) {
	if i >= len(p.tokens) || !p.tokens[i].word() {
		return 0, i, false
	}
	v, ok = p.wordNumber(i)
	if !ok {
		return 0, i, false
	}
	next = i + 1
	if v == 4 && p.follows(next, "vingt", "vingts") {
		v, next = 80, p.past(next)
	}
	if v >= 1 && v <= 9 && next < len(p.tokens) && p.tokens[next].kind == uncased {
		if tens, ok := p.arabicTens(next); ok { // واحد وستون
			return v + tens, next + 1, true
		}
	}
	if v < 20 {
		return v, next, true
	}
	if p.sign(next, '-') && p.is(next+1, "et") && p.sign(next+2, '-') { // soixante-et-un
		if w, after, ok := p.unit(next + 3); ok && w <= 11 {
			return v + w, after, true
		}
	}
	if p.is(next, "et") || p.lang == spanish && p.is(next, "y") {
		next++
	}
	w, after, more := p.unit(next)
	switch {
	case more && (w < 10 || v == 60 || v == 80):
		return v + w, after, true
	case p.is(next-1, "et", "y"):
		next--
	}
	return v, next, true
}

// follows reports whether token i, past a hyphen, is one of the words.
func (p *page) follows(i int, words ...string) bool { return p.is(p.hyphenPast(i), words...) }

func (p *page) hyphenPast(i int) int {
	if p.sign(i, '-') {
		return i + 1
	}
	return i
}

func (p *page) past(i int) int { return p.hyphenPast(i) + 1 }

func (p *page) unit(i int) (v, next int, ok bool) {
	j := p.hyphenPast(i)
	if j >= len(p.tokens) || !p.tokens[j].word() {
		return 0, i, false
	}
	v, ok = p.wordNumber(j)
	if !ok || v == 0 || v > 19 || j == i && p.tokens[j].gap == line {
		return 0, i, false
	}
	next = j + 1
	if v == 10 && p.follows(next, "sept", "huit", "neuf") { // soixante-dix-sept
		w, after, _ := p.unit(next)
		v, next = 10+w, after
	}
	return v, next, true
}

// arabicTens reads "وستون": sixty, after its unit.
func (p *page) arabicTens(i int) (v int, ok bool) {
	f := p.folded[p.tokens[i].fstart:p.tokens[i].fend]
	if len(f) < 4 || string(f[:2]) != "و" {
		return 0, false
	}
	v, ok = numberWords.values[string(f[2:])]
	return v, ok && v >= 20
}

// wordNumber gives what a word counts in the text's language.
func (p *page) wordNumber(i int) (v int, ok bool) {
	if p.lang == spanish {
		return spanishNumbers.of(p, i)
	}
	if p.lang == "en" && p.is(i, "o") {
		return 0, true
	}
	return numberWords.of(p, i)
}

var spanishNumbers = wordMapOf(map[string]int{
	"cero": 0, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
	"diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "veinte": 20, "veintiuno": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25,
	"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
})

var numberWords = wordMapOf(map[string]int{
	"zero": 0, "oh": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
	"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
	"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
	"صفر": 0, "واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "ثلاثه": 3, "اربعه": 4, "خمسه": 5, "سته": 6, "سبعه": 7, "ثمانيه": 8, "تسعه": 9, "عشره": 10,
	"عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "اربعون": 40, "اربعين": 40, "خمسون": 50, "خمسين": 50, "ستون": 60, "ستين": 60, "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80, "تسعون": 90, "تسعين": 90,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
})
