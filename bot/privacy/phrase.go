package privacy

import (
	"strings"
	"unicode/utf8"

	"portevoix/bot/privacy/lexicon"
)

// A phrase is a pattern over folded words, written as people would say it:
//
//	pronostic vital ... engage    "..." is up to eight tokens
//	(etat|mauvaise condition) stable   one of several words or phrases
//	deced*                        any word that begins so
//	admis+                        a French participle: admis, admise, admis, admises
//	ingresad@                     a Spanish one: ingresado, ingresada, ingresados, ingresadas
//	(hospitalise|opere)+          the same for each of several words
//	a (enfin|deja)? ete           the words may be left out
//	# (patients|enfants)          "#" is a number in figures
//	_ ans                         "_" is any word or number
//
// Signs between words must be left out: a phrase skips hyphens, apostrophes, quotes and full stops of abbreviations, but never
// the end of a sentence. Arabic words match with their particles (و، ب، ل، ال).
type phrase struct {
	parts []part
	tag   int32 // what the owner of the phrase says it is
}

type part struct {
	words []word
	marks uint64 // a bit for each mark of the words, the marks cut to 64; all bits when other words fit too
	gap   bool   // "..."
	any   bool   // "_"
	num   bool   // "#"
}

type word struct {
	s      string
	prefix bool
}

// A phrasebook finds many phrases in one pass: a word leads to the phrases that can begin with it, which for most words are none.
type phrasebook struct {
	phrases  []phrase
	words    wordMap[[]start] // the phrases that begin with a word, by the word
	prefixes wordMap[[]start] // the phrases that begin with any word that begins so, by three bytes of it
	numbers  []start          // phrases that begin with a number
	parts    map[string]part  // the parts of patterns by how they are written: many patterns share long lists of words
}

// A start is a phrase that may begin here. The marks of its second part lie beside it, so that "une" is not followed into each of
// the hundreds of phrases that begin with it.
type start struct {
	phrase int32
	second uint64 // all bits when there is no second part
}

func newPhrasebook() *phrasebook { return &phrasebook{parts: map[string]part{}} }

// add puts phrases into the book under a tag. A pattern is folded, so it may be written with case and accents.
func (b *phrasebook) add(tag int32, patterns ...string) {
	for _, pattern := range expand(patterns) {
		ph := phrase{parts: b.parse(pattern), tag: tag}
		if len(ph.parts) == 0 {
			continue
		}
		s := start{int32(len(b.phrases)), anyMark}
		if len(ph.parts) > 1 {
			s.second = ph.parts[1].marks
		}
		b.phrases = append(b.phrases, ph)
		if ph.parts[0].num {
			b.numbers = append(b.numbers, s)
			continue
		}
		for _, w := range ph.parts[0].words {
			if w.prefix && len(w.s) >= prefixKey {
				b.prefixes.put(w.s[:prefixKey], appendNew(b.prefixes.values[w.s[:prefixKey]], s))
			} else {
				b.words.put(w.s, appendNew(b.words.values[w.s], s))
			}
		}
	}
}

// prefixKey is how many bytes of a prefix are looked up; a shorter one is a word.
const prefixKey = 3

// anyMark are the marks of a part that does not name its words.
const anyMark = ^uint64(0)

func appendNew(starts []start, s start) []start {
	if n := len(starts); n > 0 && starts[n-1].phrase == s.phrase {
		return starts
	}
	return append(starts, s)
}

// expand writes an alternative of several words, "(au bloc|ici)", as patterns of their own.
func expand(patterns []string) []string {
	var out []string
	for _, p := range optional(patterns) {
		open, shut := strings.IndexByte(p, '('), strings.IndexByte(p, ')')
		before := ""
		for open >= 0 && shut > open && !severalWords(p[open:shut]) {
			before, p = before+p[:shut+1], p[shut+1:]
			open, shut = strings.IndexByte(p, '('), strings.IndexByte(p, ')')
		}
		if open < 0 || shut < open {
			out = append(out, before+p)
			continue
		}
		var single []string
		for _, alt := range strings.Split(p[open+1:shut], "|") {
			if severalWords(alt) {
				out = append(out, expand([]string{before + p[:open] + alt + p[shut+1:]})...)
			} else {
				single = append(single, alt)
			}
		}
		if len(single) > 0 {
			out = append(out, expand([]string{before + p[:open] + "(" + strings.Join(single, "|") + ")" + p[shut+1:]})...)
		}
	}
	return out
}

// optional writes a pattern with "(…)?" as two: with the group and without it.
func optional(patterns []string) []string {
	var out []string
	for _, p := range patterns {
		mark := strings.Index(p, ")?")
		if mark < 0 {
			out = append(out, p)
			continue
		}
		open := strings.LastIndexByte(p[:mark], '(')
		out = append(out, optional([]string{p[:open] + p[mark+2:], p[:mark+1] + " " + p[mark+2:]})...)
	}
	return out
}

// addPlain puts a phrase into the book as it is, without the meaning of "*" and "#".
func (b *phrasebook) addPlain(tag int32, phrase string) {
	b.add(tag, foldString(phrase))
}

func (b *phrasebook) parse(pattern string) []part {
	fields := strings.FieldsFunc(pattern, partsWords)
	parts := make([]part, len(fields))
	for i, field := range fields {
		p, known := b.parts[field]
		if !known {
			p = parsePart(field)
			b.parts[field] = p
		}
		parts[i] = p
	}
	return parts
}

func parsePart(field string) (p part) {
	switch field {
	case "...":
		return part{gap: true, marks: anyMark}
	case "_":
		return part{any: true, marks: anyMark}
	case "#":
		return part{num: true, marks: anyMark}
	}
	ending := ""
	if strings.HasSuffix(field, ")+") || strings.HasSuffix(field, ")@") {
		field, ending = field[:len(field)-1], field[len(field)-1:]
	}
	for _, alt := range strings.Split(strings.Trim(field, "()"), "|") {
		bare, prefix := strings.CutSuffix(alt+ending, "*")
		for _, form := range forms(bare) {
			w := word{foldWord(form), prefix}
			p.words = append(p.words, w)
			if p.marks |= 1 << (markOf(w.s) & 63); prefix {
				p.marks = anyMark
			}
		}
	}
	return p
}

// forms writes out a word with "+" or "@" at its end.
func forms(w string) []string {
	if stem, ok := strings.CutSuffix(w, "+"); ok {
		if strings.HasSuffix(stem, "s") {
			return []string{stem, stem + "e", stem + "es"}
		}
		return []string{stem, stem + "e", stem + "s", stem + "es"}
	}
	if stem, ok := strings.CutSuffix(w, "@"); ok {
		return []string{stem + "o", stem + "a", stem + "os", stem + "as"}
	}
	return []string{w}
}

func severalWords(s string) bool { return strings.IndexFunc(s, partsWords) >= 0 }

// partsWords tells what parts the words of a pattern.
func partsWords(r rune) bool { return r == ' ' || r == '-' || r == '\'' || r == '’' }

// foldWord is a word of a pattern without case and accents.
func foldWord(s string) string {
	var out []byte
	for _, r := range s {
		a, b := lexicon.FoldRune(r)
		if a != 0 {
			out = utf8.AppendRune(out, a)
		}
		if b != 0 {
			out = utf8.AppendRune(out, b)
		}
	}
	return string(out)
}

// find calls each for every phrase met, with the tokens [from, to) that it covers.
func (b *phrasebook) find(p *page, each func(tag int32, from, to int)) {
	for i := range p.tokens {
		switch t := &p.tokens[i]; t.kind {
		case sign:
		case number:
			b.try(p, b.numbers, i, each)
		case uncased:
			var room [mostParticles]int
			f := p.folded[t.fstart:t.fend]
			b.tryWord(p, i, f, t.mark, each)
			for _, skip := range particles(f, room[:]) {
				b.tryWord(p, i, f[skip:], markOf(f[skip:]), each)
			}
		default:
			b.tryWord(p, i, p.folded[t.fstart:t.fend], t.mark, each)
		}
	}
}

// tryWord tries the phrases that begin with a word, in the order in which they were added.
func (b *phrasebook) tryWord(p *page, i int, word []byte, m mark, each func(tag int32, from, to int)) {
	var whole, begun []start
	if b.words.may(m) {
		whole = b.words.values[string(word)]
	}
	if len(word) >= prefixKey && b.prefixes.may(markOf(word[:prefixKey])) {
		begun = b.prefixes.values[string(word[:prefixKey])]
	}
	for k, s := range begun {
		if !b.phrases[s.phrase].parts[0].matches(word) {
			continue
		}
		n := 0
		for n < len(whole) && whole[n].phrase <= s.phrase {
			n++
		}
		b.try(p, whole[:n], i, each)
		if n == 0 || whole[n-1].phrase != s.phrase {
			b.try(p, begun[k:k+1], i, each)
		}
		whole = whole[n:]
	}
	b.try(p, whole, i, each)
}

// try calls each for those of the phrases whose other parts follow token i.
func (b *phrasebook) try(p *page, starts []start, i int, each func(tag int32, from, to int)) {
	if len(starts) == 0 {
		return
	}
	second := anyMark
	if j := p.skipSmallSigns(i + 1); j < len(p.tokens) && p.tokens[j].kind != uncased { // Arabic words fit without their particles too
		second = 1 << (p.tokens[j].mark & 63)
	}
	for k := range starts {
		if starts[k].second&second == 0 {
			continue
		}
		ph := &b.phrases[starts[k].phrase]
		if end, ok := follow(p, ph.parts[1:], i, i+1); ok {
			each(ph.tag, i, end)
		}
	}
}

// begins reports whether a phrase of the book begins at token i.
func (b *phrasebook) begins(p *page, i int) bool {
	found := false
	if t := p.tokens[i]; t.fend > t.fstart {
		b.tryWord(p, i, p.folded[t.fstart:t.fend], t.mark, func(int32, int, int) { found = true })
	}
	return found
}

// match tells where the parts end when they begin at token i.
func match(p *page, parts []part, i int) (end int, ok bool) {
	if len(parts) == 0 {
		return i, true
	}
	if i >= len(p.tokens) || !parts[0].fits(p, i) {
		return 0, false
	}
	return follow(p, parts[1:], i, i+1)
}

// follow tells where the parts end when they stand at token i or after small signs, in the sentence of the phrase's first token.
func follow(p *page, parts []part, first, i int) (end int, ok bool) {
	for k := range parts {
		pt := &parts[k]
		if pt.gap {
			for j, n := i, 0; n <= 8 && j < len(p.tokens) && p.sameSentence(first, j); j, n = j+1, n+1 {
				if end, ok := match(p, parts[k+1:], j); ok {
					return end, true
				}
			}
			return 0, false
		}
		i = p.skipSmallSigns(i)
		if i >= len(p.tokens) || !p.sameSentence(first, i) || !pt.fits(p, i) {
			return 0, false
		}
		i++
	}
	return i, true
}

// skipSmallSigns passes what may stand inside a phrase.
func (p *page) skipSmallSigns(i int) int {
	for i < len(p.tokens) && p.tokens[i].kind == sign {
		switch p.s[p.tokens[i].start] {
		case '-', '\'', '"', '.', '/', '(', ')', '*', '_', 0xC2, 0xC3: // 0xC2: « » ·
			i++
		default:
			return i
		}
	}
	return i
}

func (pt *part) fits(p *page, i int) bool {
	t := &p.tokens[i]
	switch {
	case pt.any:
		return t.kind != sign
	case pt.num:
		return t.kind == number
	case t.kind == sign || t.fend == t.fstart:
		return false
	}
	f := p.folded[t.fstart:t.fend]
	if pt.marks>>(t.mark&63)&1 != 0 && pt.matches(f) {
		return true
	}
	if t.kind == uncased {
		var room [mostParticles]int
		for _, s := range particles(f, room[:]) {
			if pt.matches(f[s:]) {
				return true
			}
		}
	}
	return false
}

func (pt *part) matches(f []byte) bool {
	for _, w := range pt.words {
		if w.prefix {
			if len(f) >= len(w.s) && string(f[:len(w.s)]) == w.s {
				return true
			}
		} else if string(f) == w.s {
			return true
		}
	}
	return false
}

// particles gives how many bytes of an Arabic word may be particles written together with it: و ف ب ل ك ال لل. What is left
// has at least two letters.
// The list is made in the memory of out.
func particles(f []byte, out []int) []int {
	out = out[:0]
	at := 0
	if hasAny(f[at:], "و", "ف") {
		at += 2
		out = append(out, at)
	}
	if hasAny(f[at:], "ب", "ل", "ك") {
		out = append(out, at+2)
		if hasAny(f[at+2:], "ل") { // لل
			out = append(out, at+4)
		}
		if hasAny(f[at+2:], "ال") {
			out = append(out, at+6)
		}
	}
	if hasAny(f[at:], "ال") {
		out = append(out, at+4)
	}
	for len(out) > 0 && len(f)-out[len(out)-1] < 4 {
		out = out[:len(out)-1]
	}
	return out
}

const mostParticles = 5

func hasAny(f []byte, starts ...string) bool {
	for _, s := range starts {
		if len(f) >= len(s) && string(f[:len(s)]) == s {
			return true
		}
	}
	return false
}
