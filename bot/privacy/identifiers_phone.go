package privacy

import "portevoix/bot/text"

// Phone numbers. Each numbering plan says how many digits a number has and how it begins; how the digits are grouped is only
// looked at where a plan's numbers could be something else. Plans: ARCEP (FR), ANRT (MA), Ofcom (GB), NANPA (US), CNMC (ES).

// phoneAt recognises a phone number that begins with figure i.
func (p *page) phoneAt(i int) int {
	f := &p.figs[i]
	if isLetterByte(p.glueBefore(f.start)) && !p.phoneWordGlued(f.from) {
		return 0
	}
	digits, ends := p.run(i, 16)
	n := p.internationalAt(i, digits, ends)
	if n == 0 {
		n = p.nationalAt(i, digits, ends)
	}
	if n == 0 {
		return 0
	}
	last := &p.figs[i+n-1]
	if isLetterByte(p.glueAfter(last.end)) && !f.spelled {
		return 0
	}
	start := f.start
	for start > 0 && (p.s[start-1] == '+' || p.s[start-1] == '(') {
		start--
	}
	kind := FactPhone
	if p.cueBefore(f.from, 4, "fax", "telecopie", "telecopieur", "الفاكس", "فاكس") {
		kind = FactFax
	}
	p.addFact(Fact{Kind: kind, Start: start, End: last.end, Value: dialled(string(digits[:ends[n-1]]), p.hasPlus(f.start))})
	return n
}

// phoneWordGlued tells "tel0639980012": the word before a number, written together with it, is one for a phone.
func (p *page) phoneWordGlued(i int) bool {
	return p.is(i-1, "tel", "tél", "t", "gsm", "mob", "mobile", "portable", "port", "whatsapp", "phone", "p", "m") && p.tokens[i].gap == glued && (i < 2 || p.tokens[i-1].gap != glued || p.tokens[i-2].kind == sign)
}

func (p *page) hasPlus(at int) bool {
	c := p.before(at)
	return c == '+' || c == '(' && p.before(at-1) == '+'
}

// dialled writes a number the way it is compared: French, Moroccan and British numbers in their national form.
func dialled(digits string, plus bool) string {
	if !plus {
		if len(digits) < 4 || digits[:2] != "00" {
			return digits
		}
		digits = digits[2:]
	}
	for _, cc := range [...]string{"33", "212", "44"} {
		if len(digits) > len(cc)+8 && digits[:len(cc)] == cc {
			rest := digits[len(cc):]
			if rest[0] != '0' {
				rest = "0" + rest
			}
			return rest
		}
	}
	for _, cc := range [...]string{"34", "1"} {
		if len(digits) == len(cc)+9+len("34")-len(cc) && digits[:len(cc)] == cc {
			return digits[len(cc):]
		}
	}
	return digits
}

// A plan is how a country numbers its phones when they are dialled from abroad.
type plan struct {
	code     string
	min, max int // digits after the code
}

var plans = [...]plan{
	{"33", 9, 9}, {"212", 9, 9}, {"44", 9, 10}, {"34", 9, 9}, {"1", 10, 10}, {"32", 8, 9}, {"41", 9, 9}, {"352", 6, 9}, {"49", 7, 11},
	{"39", 8, 11}, {"351", 9, 9}, {"213", 8, 9}, {"216", 8, 8}, {"221", 9, 9}, {"225", 8, 10}, {"237", 8, 9}, {"262", 9, 9}, {"590", 9, 9},
	{"594", 9, 9}, {"596", 9, 9}, {"687", 6, 6}, {"689", 6, 8}, {"353", 7, 9}, {"31", 9, 9},
}

// internationalAt reads +33 6 39 98 00 12, 0033 6…, +33 (0)6….
func (p *page) internationalAt(i int, digits []byte, ends []int) int {
	d := digits
	skipped := 0
	switch {
	case p.hasPlus(p.figs[i].start):
	case len(d) > 10 && d[0] == '0' && d[1] == '0' && d[2] != '0':
		d, skipped = d[2:], 2
	case len(d) > 10 && p.national(i, d) == 0 && p.knownCode(d) && len(ends) > 2 && ends[0] <= 3:
	default:
		return 0
	}
	for _, pl := range plans {
		if len(d) < len(pl.code) || string(d[:len(pl.code)]) != pl.code {
			continue
		}
		trunk := 0
		if len(d) > len(pl.code) && d[len(pl.code)] == '0' {
			trunk = 1
		}
		for n := pl.max; n >= pl.min; n-- {
			if k, ok := upTo(ends, skipped+len(pl.code)+trunk+n); ok {
				return k
			}
		}
		return 0
	}
	if p.hasPlus(p.figs[i].start) && len(d) >= 9 && d[0] != '0' {
		for n := min(15, len(d)); n >= 9; n-- {
			if k, ok := upTo(ends, n); ok {
				return k
			}
		}
	}
	return 0
}

// knownCode tells a number written with its country code but no plus: 33 6 39 98 00 12, 34 945 00 73 59.
func (p *page) knownCode(d []byte) bool {
	switch {
	case len(d) >= 11 && string(d[:2]) == "33" && d[2] != '0', len(d) >= 11 && string(d[:2]) == "34" && d[2] >= '6', len(d) >= 12 && string(d[:3]) == "212" && d[3] >= '5':
		return true
	}
	return false
}

func (p *page) nationalAt(i int, digits []byte, ends []int) int {
	n := p.national(i, digits)
	if n == 0 {
		return 0
	}
	k, ok := upTo(ends, n)
	if !ok || !p.phoneShaped(i, k, n, ends) {
		return 0
	}
	return k
}

// national tells how many digits the number has in the plan that its beginning belongs to; 0 when in none.
func (p *page) national(i int, d []byte) int {
	cued := p.phoneCue(i)
	switch {
	case len(d) < 7:
		return 0
	case d[0] == '0' && d[1] != '0':
		if len(d) >= 11 && p.british(d) {
			return 11
		}
		if len(d) >= 10 {
			return 10
		}
	case len(d) >= 9 && d[0] >= '6' && (p.lang == spanish || p.country.Code == "ES" || cued):
		if len(d) >= 10 && (p.country.Code == "US" || p.country.Code == "GB") {
			return 10
		}
		return 9
	case len(d) >= 10 && d[0] >= '2' && d[3] >= '2' && (p.country.Code == "US" || cued || p.glueBefore(p.figs[i].start) == '(' || p.lang == text.EN && p.dashed(i)):
		return 10
	case len(d) >= 11 && d[0] == '1' && d[1] >= '2' && d[4] >= '2' && (p.country.Code == "US" || cued):
		return 11
	case string(d[:3]) == "555" && (p.country.Code == "US" || cued):
		return 7
	case len(d) <= 11 && p.cueBefore(p.figs[i].from, 2, "tel", "telefono", "telephone", "phone", "tlf", "fax", "هاتف", "الهاتف"):
		return len(d)
	}
	return 0
}

// british tells a number of eleven digits that only the British plan has.
func (p *page) british(d []byte) bool {
	if p.country.Code == "GB" || p.lang == text.EN {
		return d[1] == '1' || d[1] == '2' || d[1] == '3' || d[1] == '7' || d[1] == '8'
	}
	return false
}

func (p *page) dashed(i int) bool {
	c := p.glueAfter(p.figs[i].end)
	return c == '-' || c == '.' || c == ')'
}

func (p *page) phoneCue(i int) bool {
	return p.cueBefore(p.figs[i].from, 5, "tel", "telephone", "tlf", "tfno", "telefono", "phone", "mobile", "movil", "portable", "fax", "call", "appelez", "appeler", "joindre", "contact", "numero", "gsm", "whatsapp", "الهاتف", "هاتف", "بالرقم", "t", "llamar", "ring", "text", "cell", "contacto", "tf", "tfn")
}

// commaPairs tells 06,39,98,00,12: five pairs with the same sign and nothing else between them, the first a mobile's.
func (p *page) commaPairs(i, k int) bool {
	if k != 5 || p.figs[i].digits[0] != '0' || p.figs[i].digits[1] != '6' && p.figs[i].digits[1] != '7' {
		return false
	}
	sign, series := p.glueAfter(p.figs[i].end), true
	for j := 1; j < 5; j++ {
		series = series && p.figs[i+j].value() == p.figs[i+j-1].value()+1
	}
	if series { // 06,07,08,09,10
		return false
	}
	for j := 0; j < 5; j++ {
		if p.figs[i+j].n != 2 || j > 0 && (p.figs[i+j].start != p.figs[i+j-1].end+1 || p.s[p.figs[i+j-1].end] != sign) {
			return false
		}
	}
	return true
}

// phoneShaped refuses what is grouped like a sum or a list rather than a number to dial: one lone digit among long groups, and
// groups joined by commas or slashes unless all have two digits.
func (p *page) phoneShaped(i, k, n int, ends []int) bool {
	if k == 1 || p.commaPairs(i, k) {
		return true
	}
	for j := 1; j < k; j++ {
		sep, _ := p.joined(&p.figs[i+j-1], &p.figs[i+j])
		if (sep == ',' || sep == ':' || sep == ';') && !p.figs[i+j].spelled && !p.figs[i+j-1].spelled {
			return false
		}
	}
	if p.figs[i].spelled {
		return k >= 4
	}
	return true
}
