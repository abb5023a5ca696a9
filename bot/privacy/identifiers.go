package privacy

// This file reads the numbers of a page in one pass: each group of digits is offered to the recognisers in turn, from the
// strictest (a checksum, a calendar) to the loosest, and the first that takes it wins. What needs a word beside it ("IPP",
// "RPPS") is in identifiers_cued.go; addresses of the network are in identifiers_net.go; places and beds in identifiers_place.go.

// findIdentifiers adds every structured identifier of the page to its facts.
func (p *page) findIdentifiers() {
	p.findNet()
	p.findCued()
	p.findCodes()
	p.readFigures()
	recognisers := [...]func(*page, int) int{(*page).dateAt, (*page).nirAt, (*page).cardAt, (*page).phoneAt, (*page).nhsAt, (*page).ssnAt, (*page).ipAt}
	for i := 0; i < len(p.figs); {
		i += p.recognise(i, recognisers[:])
	}
	p.findWrittenDates()
	p.findPlaces()
}

func (p *page) recognise(i int, recognisers []func(*page, int) int) int {
	f := &p.figs[i]
	if p.taken(f.start, f.end) {
		return 1
	}
	for _, r := range recognisers {
		if n := r(p, i); n > 0 {
			return n
		}
	}
	return 1
}

// run gathers the digits of the figures from i on, as long as they are joined, up to most digits; ends[k] is how many digits
// the first k+1 figures have. Only the signs in seps may part them ("" allows every sign).
func (p *page) run(i, most int) (digits []byte, ends []int) {
	digits = p.scratch[:0]
	ends = p.ends[:0]
	for j := i; j < len(p.figs) && len(digits) < most; j++ {
		if j > i {
			if _, ok := p.joined(&p.figs[j-1], &p.figs[j]); !ok {
				break
			}
		}
		f := &p.figs[j]
		digits = append(digits, f.digits[:f.n]...)
		ends = append(ends, len(digits))
	}
	p.scratch, p.ends = digits, ends
	return digits, ends
}

// upTo tells how many figures make exactly n digits.
func upTo(ends []int, n int) (figures int, ok bool) {
	for k, e := range ends {
		if e == n {
			return k + 1, true
		}
		if e > n {
			break
		}
	}
	return 0, false
}

// before gives the byte before a place in the text, past one space; 0 at the beginning.
func (p *page) before(at int) byte {
	at--
	if at >= 0 && p.s[at] == ' ' {
		at--
	}
	if at < 0 {
		return 0
	}
	return p.s[at]
}

// glueBefore gives the byte right before a place.
func (p *page) glueBefore(at int) byte {
	if at == 0 {
		return 0
	}
	return p.s[at-1]
}

func (p *page) glueAfter(at int) byte {
	if at >= len(p.s) {
		return 0
	}
	return p.s[at]
}

func isLetterByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0xC3 }

// nirAt recognises a French social security number: sex, year, month, département, commune, order, key. With a right key it is
// sure; without a key, or with a wrong one, it needs the shape 1 85 05 78 006 084 or a word beside it.
// (Key: 97 minus the thirteen digits modulo 97, 2A counting as 19 and 2B as 18; INSEE, "Numéro d'inscription au répertoire".)
func (p *page) nirAt(i int) int {
	first := &p.figs[i]
	if d := first.digits[0]; d < '1' || d > '8' || d > '4' && d < '7' {
		return 0
	}
	digits, spans, letters := p.nirRun(i)
	for _, n := range [...]int{15, 13} {
		k, ok := upTo(spans, n)
		if !ok || len(digits) > n && k < len(spans) && p.figs[i+k-1].end == p.figs[i+k].start {
			continue
		}
		if !nirShape(digits[:n]) {
			continue
		}
		keyed := n == 15 && nirKey(digits[:13], letters) == int(digits[13]-'0')*10+int(digits[14]-'0')
		last := &p.figs[i+k-1]
		shaped := k >= 5 && spans[0] == 1
		if first.spelled && !keyed {
			continue
		}
		if keyed || shaped || p.cueBefore(first.from, 6, "nir", "secu", "securite", "ss", "nss", "insee", "immatriculation", "assure", "vitale") {
			p.addFact(Fact{Kind: FactNIR, Start: first.start, End: last.end, Value: string(digits[:n]), Sure: keyed})
			return k
		}
	}
	return 0
}

// nirRun is run, with the A or B of Corsica (2A, 2B) read as part of the number.
func (p *page) nirRun(i int) (digits []byte, ends []int, corsica byte) {
	digits, ends = p.scratch[:0], p.ends[:0]
	for j := i; j < len(p.figs) && len(digits) < 15; j++ {
		f := &p.figs[j]
		if j > i {
			prev := &p.figs[j-1]
			c, isLetter := p.corsicaBetween(prev, f, len(digits))
			if _, ok := p.joined(prev, f); !ok && !isLetter {
				break
			}
			if isLetter {
				corsica = c
				digits = append(digits, '0')
				if len(ends) > 0 {
					ends[len(ends)-1]++
				}
			}
		}
		digits = append(digits, f.digits[:f.n]...)
		ends = append(ends, len(digits))
	}
	p.scratch, p.ends = digits, ends
	return digits, ends, corsica
}

func (p *page) corsicaBetween(a, b *figure, have int) (letter byte, ok bool) {
	if have != 6 || a.digits[a.n-1] != '2' || b.start-a.end > 3 {
		return 0, false
	}
	c := p.s[a.end] &^ 0x20
	return c, c == 'A' || c == 'B'
}

func nirShape(d []byte) bool {
	month := int(d[3]-'0')*10 + int(d[4]-'0')
	return month >= 1 && month <= 12 || month >= 20 && month <= 42 || month >= 50
}

func nirKey(d []byte, corsica byte) int {
	v := int64(0)
	for i, c := range d {
		digit := int64(c - '0')
		if corsica != 0 && i == 5 {
			digit = 1
		}
		if corsica == 'A' && i == 6 {
			digit = 9
		}
		if corsica == 'B' && i == 6 {
			digit = 8
		}
		v = v*10 + digit
	}
	return int(97 - v%97)
}

// cardAt recognises a payment card: four groups of four digits and a right Luhn sum.
func (p *page) cardAt(i int) int {
	digits, ends := p.run(i, 16)
	k, ok := upTo(ends, 16)
	if n, ok := upTo(ends, 15); ok && n == 3 && ends[0] == 4 && ends[1] == 10 && digits[0] == '3' && (digits[1] == '4' || digits[1] == '7') && luhn(digits[:15]) { // 4-6-5
		p.addFact(Fact{Kind: FactCard, Start: p.figs[i].start, End: p.figs[i+n-1].end, Value: string(digits[:15]), Sure: true})
		return n
	}
	if n, ok := upTo(ends, 15); ok && n == 2 && ends[0] == 12 && digits[0] == '3' && (digits[1] == '4' || digits[1] == '7') && luhn(digits[:15]) && p.cueBefore(p.figs[i].from, 4, "card", "carte", "cb", "amex", "tarjeta", "credit") {
		p.addFact(Fact{Kind: FactCard, Start: p.figs[i].start, End: p.figs[i+n-1].end, Value: string(digits[:15]), Sure: true})
		return n
	}
	if !ok || digits[0] < '3' || digits[0] > '6' || k != 4 && k != 1 && k != 2 || k == 4 && ends[0] != 4 || !luhn(digits[:16]) {
		return 0
	}
	p.addFact(Fact{Kind: FactCard, Start: p.figs[i].start, End: p.figs[i+k-1].end, Value: string(digits[:16]), Sure: true})
	return k
}

func luhn(d []byte) bool {
	sum := 0
	for i, c := range d {
		v := int(c - '0')
		if (len(d)-i)%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// nhsAt recognises a British NHS number: 3-3-4 with its check digit (modulus 11; NHS Data Dictionary), or beside the word NHS.
func (p *page) nhsAt(i int) int {
	digits, ends := p.run(i, 10)
	k, ok := upTo(ends, 10)
	if !ok || digits[0] == '0' {
		return 0
	}
	cued := p.cueBefore(p.figs[i].from, 5, "nhs")
	shaped := k == 3 && ends[0] == 3 && ends[1] == 6 && p.country.Code != "US"
	if !nhsKey(digits[:10]) || !cued && !shaped {
		if !cued || k > 3 {
			return 0
		}
	}
	p.addFact(Fact{Kind: FactNHS, Start: p.figs[i].start, End: p.figs[i+k-1].end, Value: string(digits[:10]), Sure: nhsKey(digits[:10])})
	return k
}

func nhsKey(d []byte) bool {
	sum := 0
	for i, c := range d[:9] {
		sum += int(c-'0') * (10 - i)
	}
	key := 11 - sum%11
	return key%11 == int(d[9]-'0') && key != 10
}

// ssnAt recognises an American social security number: 3-2-4 with hyphens, or nine digits beside "SSN". Area 000, 666 and 9xx,
// group 00 and serial 0000 are never given out (Social Security Administration).
func (p *page) ssnAt(i int) int {
	digits, ends := p.run(i, 9)
	k, ok := upTo(ends, 9)
	if !ok {
		return 0
	}
	shaped := k == 3 && ends[0] == 3 && ends[1] == 5 && p.s[p.figs[i].end] == '-'
	cued := p.cueBefore(p.figs[i].from, 6, "ssn", "social")
	d := string(digits[:9])
	if !shaped && !cued || d[:3] == "000" || d[:3] == "666" || d[0] == '9' || d[3:5] == "00" || d[5:] == "0000" {
		return 0
	}
	p.addFact(Fact{Kind: FactSSN, Start: p.figs[i].start, End: p.figs[i+k-1].end, Value: d, Sure: cued})
	return k
}

// ipAt recognises an IPv4 address.
func (p *page) ipAt(i int) int {
	if i+3 >= len(p.figs) {
		return 0
	}
	for k := range 4 {
		f := &p.figs[i+k]
		if f.n > 3 || f.value() > 255 || f.spelled {
			return 0
		}
		if k > 0 && (p.figs[i+k-1].end+1 != f.start || p.s[f.start-1] != '.') {
			return 0
		}
	}
	if p.glueAfter(p.figs[i+3].end) == '.' && i+4 < len(p.figs) && p.figs[i+4].start == p.figs[i+3].end+1 || p.cueBefore(p.figs[i].from, 3, "version", "v", "versions", "firmware", "logiciel", "software", "release", "build", "maj", "jour", "upgrade", "modele", "الاصدار", "نسخه") {
		return 0
	}
	p.addFact(Fact{Kind: FactIP, Start: p.figs[i].start, End: p.figs[i+3].end})
	return 4
}

// cueBefore reports whether one of the words stands among the few tokens before token i, in its sentence or its line.
func (p *page) cueBefore(i, within int, words ...string) bool {
	for j := i - 1; j >= 0 && j >= i-within; j-- {
		if p.tokens[j].word() && p.is(j, words...) {
			return true
		}
		if p.tokens[j+1].gap == line {
			break
		}
	}
	return false
}
