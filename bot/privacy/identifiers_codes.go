package privacy

import (
	"bytes"
	"unicode/utf8"
)

// Codes of letters and figures that their own shape or checksum gives away: IBAN, Spanish DNI and NIE, number plates.

func (p *page) findCodes() {
	for i := range p.tokens {
		t := p.tokens[i]
		switch {
		case t.kind == number && t.gap != glued && t.end-t.start >= 7:
			p.dniAt(i)
		case t.kind == upper && t.end-t.start == 2:
			p.ibanAt(i)
			p.plateAt(i)
			p.britishPlateAt(i)
		case t.kind == lower && t.end-t.start == 2:
			p.ibanAt(i)
			p.plateAt(i)
		case t.kind == title && t.end-t.start == 1:
			p.nieAt(i)
		case t.kind == number && t.end-t.start <= 5:
			p.moroccanPlateAt(i)
			p.numberedPlateAt(i)
			p.dottedDNI(i)
		}
	}
}

// ibanAt recognises an IBAN by its check (ISO 13616: moved to the end and read as a number, it is 1 modulo 97).
func (p *page) ibanAt(i int) {
	if i+1 >= len(p.tokens) || p.tokens[i+1].kind != number || p.tokens[i+1].gap != glued || p.tokens[i+1].end-p.tokens[i+1].start < 2 {
		return
	}
	rest := 1
	var code [34]byte
	n := copy(code[:], bytes.ToUpper(p.s[p.tokens[i].start:p.tokens[i].end]))
	small := p.tokens[i].kind == lower
	j := i + 1
	for ; j < len(p.tokens) && n < len(code); j++ {
		t := p.tokens[j]
		if t.kind == sign && (p.s[t.start] == '-' || p.s[t.start] == '.') && t.gap == glued {
			continue
		}
		if t.gap == line || t.kind != number && t.kind != upper && t.kind != title && !(small && t.kind == lower) || int(t.end-t.start) > len(code)-n {
			break
		}
		n += copy(code[n:], bytes.ToUpper(p.s[t.start:t.end]))
		if n >= 15 && (ibanChecks(code[:n]) || ibanChecks(bytes.ReplaceAll(code[:n], []byte("O"), []byte("0")))) && rest > 0 {
			rest = j
			p.addFact(Fact{Kind: FactIBAN, Start: int(p.tokens[i].start), End: int(t.end), Value: string(code[:n]), Sure: true})
		}
	}
}

func ibanChecks(code []byte) bool {
	v := 0
	for k := range code {
		c := code[(k+4)%len(code)]
		switch {
		case c >= '0' && c <= '9':
			v = (v*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			v = (v*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return v == 1
}

// plateAt recognises a French plate since 2009: AA-123-AA, without I, O and U.
func (p *page) plateAt(i int) {
	small := p.tokens[i].kind == lower
	if i+2 >= len(p.tokens) || !plateLetters(p.s[p.tokens[i].start:p.tokens[i].end]) || small && !p.plateCue(i) {
		return
	}
	j, hyphens := i+1, 0
	if p.sign(j, '-') {
		j, hyphens = j+1, hyphens+1
	} else if p.sign(j, '.') || p.sign(j, '/') {
		j++
	}
	k := j + 1
	if p.sign(k, '-') {
		k, hyphens = k+1, hyphens+1
	} else if p.sign(k, '.') || p.sign(k, '/') {
		k++
	}
	if k >= len(p.tokens) || p.tokens[j].kind != number || p.tokens[j].end-p.tokens[j].start != 3 || !plateLetters(p.s[p.tokens[k].start:p.tokens[k].end]) || p.tokens[k].gap == line || p.tokens[k].kind == lower && !small {
		return
	}
	if k+1 < len(p.tokens) && p.tokens[k+1].gap == glued && (p.tokens[k+1].kind == number || p.sign(k+1, '-')) {
		return
	}
	if hyphens == 2 || p.plateCue(i) {
		p.addFact(Fact{Kind: FactPlate, Start: int(p.tokens[i].start), End: int(p.tokens[k].end)})
	}
}

// britishPlateAt recognises AB12 CDE behind a cue.
func (p *page) britishPlateAt(i int) {
	if i+2 >= len(p.tokens) || p.tokens[i+1].kind != number || p.tokens[i+1].gap != glued || p.tokens[i+1].end-p.tokens[i+1].start != 2 || p.tokens[i+2].kind != upper || p.tokens[i+2].end-p.tokens[i+2].start != 3 {
		return
	}
	if p.plateCue(i) {
		p.addFact(Fact{Kind: FactPlate, Start: int(p.tokens[i].start), End: int(p.tokens[i+2].end)})
	}
}

// plateCue reports whether a word for a car or its plate stands shortly before.
func (p *page) plateCue(i int) bool {
	return p.cueBefore(i, 6, "plaque", "immatriculation", "immatriculee", "immatricule", "voiture", "vehicule", "moto", "scooter", "reg", "registration", "plate", "car", "vehicle", "van", "matricula", "coche", "vehiculo", "matricule", "السياره", "لوحه", "سياره")
}

// numberedPlateAt recognises, behind a cue, plates that begin with a number: French before 2009 (482 BKT 64), Spanish (1234 BCD) and
// Moroccan with a Latin letter (45678-A-6).
func (p *page) numberedPlateAt(i int) {
	t := p.tokens[i]
	j := i + 1
	if p.plateBar(j) {
		j++
	}
	if j >= len(p.tokens) || p.tokens[j].kind != upper && p.tokens[j].kind != title || p.tokens[j].gap == line || !p.plateCue(i) {
		return
	}
	k := j + 1
	if p.plateBar(k) {
		k++
	}
	letters, ends := p.tokens[j].end-p.tokens[j].start, k < len(p.tokens) && p.tokens[k].kind == number && p.tokens[k].gap != line && p.tokens[k].end-p.tokens[k].start <= 3
	switch {
	case ends && letters <= 3 && t.end-t.start >= 2:
	case letters == 3 && t.end-t.start == 4 && p.lang == spanish:
		k = j
	default:
		return
	}
	p.addFact(Fact{Kind: FactPlate, Start: int(t.start), End: int(p.tokens[k].end)})
}

// dottedDNI recognises 45.678.912-S.
func (p *page) dottedDNI(i int) {
	if i+6 >= len(p.tokens) || !p.sign(i+1, '.') || !p.sign(i+3, '.') || p.tokens[i].end-p.tokens[i].start > 2 {
		return
	}
	digits := make([]byte, 0, 8)
	for j := i; j <= i+4; j += 2 {
		t := p.tokens[j]
		if t.kind != number || j > i && (t.gap != glued || t.end-t.start != 3) {
			return
		}
		digits = append(digits, p.s[t.start:t.end]...)
	}
	j := i + 5
	if p.sign(j, '-') {
		j++
	}
	if j < len(p.tokens) && p.oneCapital(j) && dniLetters[atoi(digits)%23] == p.s[p.tokens[j].start]&^0x20 {
		p.addFact(Fact{Kind: FactDNI, Start: int(p.tokens[i].start), End: int(p.tokens[j].end), Sure: true})
	}
}

func plateLetters(s []byte) bool {
	if len(s) != 2 {
		return false
	}
	for _, c := range s {
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c < 'A' || c > 'Z' || c == 'I' || c == 'O' || c == 'U' {
			return false
		}
	}
	return true
}

// moroccanPlateAt recognises 12345-أ-6 (also with | or /).
func (p *page) moroccanPlateAt(i int) {
	if i+4 >= len(p.tokens) || !p.plateBar(i+1) || !p.plateBar(i+3) || p.tokens[i+4].kind != number || p.tokens[i+4].end-p.tokens[i+4].start > 2 {
		return
	}
	letter := p.tokens[i+2]
	if letter.kind != uncased || utf8.RuneCount(p.s[letter.start:letter.end]) != 1 {
		return
	}
	p.addFact(Fact{Kind: FactPlate, Start: int(p.tokens[i].start), End: int(p.tokens[i+4].end)})
}

func (p *page) plateBar(i int) bool { return p.sign(i, '-') || p.sign(i, '|') || p.sign(i, '/') }

const dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE"

// dniAt recognises a Spanish identity number: eight digits and the letter that they give modulo 23.
func (p *page) dniAt(i int) {
	t := p.tokens[i]
	j := i + 1
	if p.sign(j, '-') {
		j++
	}
	if t.end-t.start != 8 || j >= len(p.tokens) || !p.oneCapital(j) || p.tokens[j].gap == line {
		return
	}
	if dniLetters[atoi(p.s[t.start:t.end])%23] == p.s[p.tokens[j].start]&^0x20 {
		p.addFact(Fact{Kind: FactDNI, Start: int(t.start), End: int(p.tokens[j].end), Sure: true})
	}
}

// nieAt recognises the number of a foreigner in Spain: X, Y or Z, seven digits and the letter.
func (p *page) nieAt(i int) {
	first := p.s[p.tokens[i].start]
	j := i + 1
	if p.sign(j, '-') {
		j++
	}
	k := j + 1
	if p.sign(k, '-') {
		k++
	}
	if first < 'X' || first > 'Z' || k >= len(p.tokens) || p.tokens[j].kind != number || p.tokens[j].end-p.tokens[j].start != 7 || !p.oneCapital(k) {
		return
	}
	n := int(first-'X')*10_000_000 + atoi(p.s[p.tokens[j].start:p.tokens[j].end])
	if dniLetters[n%23] == p.s[p.tokens[k].start] {
		p.addFact(Fact{Kind: FactDNI, Start: int(p.tokens[i].start), End: int(p.tokens[k].end), Sure: true})
	}
}

func (p *page) oneCapital(i int) bool {
	t := p.tokens[i]
	return t.end-t.start == 1 && t.word() && isLetterByte(p.s[t.start])
}
