package privacy

import (
	"bytes"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"portevoix/bot/privacy/lexicon"
	"portevoix/bot/text"
)

// A page is one text being read: normalised, in tokens and sentences, with the facts found in it. All offsets are bytes of s;
// span turns them into code points of the original at the end.
type page struct {
	in      Input
	country Country
	ours    *ours
	books   *books
	lang    text.Lang // "fr", "en", "ar" or "es"

	s         []byte
	text      string  // s once more, for whoever asks for a string
	at        []int32 // code point of the original, per byte of s
	tokens    []token
	folded    []byte   // the words of tokens without case and accents, one after another
	sentences []extent // in tokens
	index     index    // where each word stands

	figs    []figure
	scratch []byte
	ends    []int

	facts     []Fact
	covered   []byte // 1 where a fact lies, once isCovered
	people    []Person
	said      []said // per sentence
	isRecord  bool
	isCovered bool
	original  *page // of Input.Original; nil when there is none
}

// An extent is a range of tokens.
type extent struct{ from, to int }

// A token is a word, a number or a sign.
type token struct {
	start, end   int32 // in s
	fstart, fend int32 // in folded; empty for a sign
	sentence     int32
	next         int32       // the token before it in its chain of the index
	sum          lexicon.Sum // of the folded word; of letters only
	mark         mark        // of the folded word
	kind         tokenKind
	gap          gap // before it
}

type tokenKind uint8

const (
	sign    tokenKind = iota
	lower             // patient
	title             // Patient, d'Arc's Arc
	upper             // PATIENT; one capital alone is title
	mixed             // iPhone, McKeon
	uncased           // مريض
	number            // 12; letters glued to digits part the token
)

type gap uint8

const (
	glued gap = iota
	space
	line
)

func (t token) word() bool        { return t.kind >= lower && t.kind <= uncased }
func (t token) capitalised() bool { return t.kind >= title && t.kind <= mixed }

// newPage reads a text into tokens and sentences.
func newPage(in Input) *page {
	p := &page{}
	p.open(in)
	return p
}

// open is newPage in the memory that a page had for the text before it.
func (p *page) open(in Input) {
	p.in = in
	p.s, p.at = normalise(in.Text, p.s, p.at)
	p.text = string(p.s)
	p.tokenise()
	p.cutSentences()
	p.makeIndex()
	p.lang = in.Lang
	if p.lang == "" {
		p.lang = p.detect()
	}
}

// close forgets the text and keeps the memory.
func (p *page) close() {
	clear(p.s)
	clear(p.folded)
	clear(p.facts)
	*p = page{
		s: p.s[:0], at: p.at[:0], tokens: p.tokens[:0], folded: p.folded[:0], sentences: p.sentences[:0], index: p.index,
		figs: p.figs[:0], scratch: p.scratch[:0], ends: p.ends[:0], facts: p.facts[:0], covered: p.covered, said: p.said,
	}
}

// span gives the code points of the original that s[start:end] stands for.
func (p *page) span(start, end int) Span {
	if start < 0 {
		return Whole
	}
	return Span{int(p.at[start]), int(p.at[end])}
}

// byteOf gives the first byte of s that stands for a code point of the original.
func (p *page) byteOf(point int) int {
	return sort.Search(len(p.at)-1, func(i int) bool { return int(p.at[i]) >= point })
}

// fold gives a token without case and accents.
func (p *page) fold(i int) string {
	if i < 0 || i >= len(p.tokens) {
		return ""
	}
	t := p.tokens[i]
	return string(p.folded[t.fstart:t.fend])
}

// is reports whether a token, folded, is one of the words.
func (p *page) is(i int, words ...string) bool {
	if i < 0 || i >= len(p.tokens) {
		return false
	}
	t := p.tokens[i]
	f := p.folded[t.fstart:t.fend]
	for _, w := range words {
		if string(f) == w {
			return true
		}
	}
	return false
}

// sign reports whether a token is the sign c.
func (p *page) sign(i int, c byte) bool {
	return i >= 0 && i < len(p.tokens) && p.tokens[i].kind == sign && p.s[p.tokens[i].start] == c
}

// written gives a token as it stands in the normalised text.
func (p *page) written(i int) string { return p.text[p.tokens[i].start:p.tokens[i].end] }

// tokenAt gives the first token that ends after byte at.
func (p *page) tokenAt(at int) int {
	return sort.Search(len(p.tokens), func(i int) bool { return int(p.tokens[i].end) > at })
}

// sameSentence reports whether two tokens stand in one sentence.
func (p *page) sameSentence(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(p.tokens) && j < len(p.tokens) && p.tokens[i].sentence == p.tokens[j].sentence
}

func (p *page) tokenise() {
	p.tokens = slices.Grow(p.tokens[:0], len(p.s)/4+16)
	p.folded = slices.Grow(p.folded[:0], len(p.s)+8)
	g := line
	for i := 0; i < len(p.s); {
		c := p.s[i]
		switch {
		case c == '\n' || c == '\r':
			g, i = line, i+1
		case c == ' ':
			g, i = max(g, space), i+1
		case c >= '0' && c <= '9':
			i = p.addNumber(i, g)
			g = glued
		default:
			i = p.addWordOrSign(i, g)
			g = glued
		}
	}
}

func (p *page) addNumber(i int, g gap) int {
	end := i + 1
	for end < len(p.s) && p.s[end] >= '0' && p.s[end] <= '9' {
		end++
	}
	p.add(i, end, number, g, p.s[i:end])
	return end
}

func (p *page) add(start, end int, kind tokenKind, g gap, folded []byte) {
	f := int32(len(p.folded))
	p.folded = append(p.folded, folded...)
	p.tokens = append(p.tokens, token{start: int32(start), end: int32(end), fstart: f, fend: int32(len(p.folded)), mark: markOf(folded), kind: kind, gap: g})
}

func (p *page) addWordOrSign(i int, g gap) int {
	f := int32(len(p.folded))
	end, upperCount, lowerCount, firstUpper, other := i, 0, 0, false, 0
	sum := lexicon.NewSum
	for end < len(p.s) {
		if c := p.s[end] | 0x20; 'a' <= c && c <= 'z' { // nine letters in ten
			if c == p.s[end] {
				lowerCount++
			} else {
				firstUpper = firstUpper || end == i
				upperCount++
			}
			p.folded = append(p.folded, c)
			sum = sum.Add(rune(c))
			end++
			continue
		}
		r, n := utf8.DecodeRune(p.s[end:])
		isUp, isLow, letter := letterCase(r)
		if !letter {
			break
		}
		switch {
		case isUp:
			firstUpper = firstUpper || end == i
			upperCount++
		case isLow:
			lowerCount++
		default:
			other++
		}
		a, b := lexicon.FoldRune(r)
		if a != 0 {
			p.folded = utf8.AppendRune(p.folded, a)
		}
		if b != 0 {
			p.folded = utf8.AppendRune(p.folded, b)
		}
		sum = sum.Add(r)
		end += n
	}
	if end == i {
		_, n := utf8.DecodeRune(p.s[i:])
		p.add(i, i+n, sign, g, nil)
		return i + n
	}
	kind := caseOf(upperCount, lowerCount, other, firstUpper)
	p.tokens = append(p.tokens, token{start: int32(i), end: int32(end), fstart: f, fend: int32(len(p.folded)), sum: sum, mark: markOf(p.folded[f:]), kind: kind, gap: g})
	return end
}

func letterCase(r rune) (up, low, letter bool) {
	if r < utf8.RuneSelf || !unicode.IsLetter(r) { // letters of ASCII have been read by then
		return false, false, false
	}
	return unicode.IsUpper(r), unicode.IsLower(r), true
}

func caseOf(up, low, other int, first bool) tokenKind {
	switch {
	case up == 0 && low == 0:
		return uncased
	case up == 0:
		return lower
	case first && up == 1:
		return title
	case low == 0:
		return upper
	}
	return mixed
}

// cutSentences parts the tokens at full stops, question and exclamation marks and line breaks; a stop after an abbreviation,
// a single initial or between figures does not end a sentence.
func (p *page) cutSentences() {
	from := 0
	for i := range p.tokens {
		if i > from && (p.tokens[i].gap == line || p.endsSentence(i-1) || i-from >= longestSentence) {
			p.sentences = append(p.sentences, extent{from, i})
			from = i
		}
		p.tokens[i].sentence = int32(len(p.sentences))
	}
	if from < len(p.tokens) {
		p.sentences = append(p.sentences, extent{from, len(p.tokens)})
	}
}

// longestSentence parts a text without full stops, so that looking around in a sentence stays cheap.
const longestSentence = 240

func (p *page) endsSentence(i int) bool {
	t := p.tokens[i]
	if t.kind != sign || i+1 >= len(p.tokens) {
		return false
	}
	switch r, _ := utf8.DecodeRune(p.s[t.start:t.end]); r {
	case '!', '?', '؟', '…':
		return !(p.tokens[i+1].kind == sign && p.tokens[i+1].gap == glued)
	case '.':
		next := p.tokens[i+1]
		return next.gap != glued && next.kind != lower && !p.abbreviation(i-1)
	}
	return false
}

func (p *page) abbreviation(i int) bool {
	if i < 0 || !p.tokens[i].word() || p.tokens[i+1].gap != glued {
		return false
	}
	if p.tokens[i].kind == title && p.tokens[i].end-p.tokens[i].start == 1 { // M., J.
		return true
	}
	return p.is(i, "dr", "pr", "mr", "mme", "mlle", "mrs", "ms", "st", "ste", "prof", "sr", "sra", "dra", "tel", "no", "av", "bd", "ch", "cf", "env", "ex", "art", "mgr", "me")
}

// foldString writes a phrase the way fold writes tokens, words parted by one space; for lists made at start.
func foldString(s string) string {
	if isPlainWord(s) {
		return foldWord(s)
	}
	q := &page{}
	q.s, q.at = normalise(s, nil, nil)
	q.tokenise()
	var out [][]byte
	for _, t := range q.tokens {
		if t.fend > t.fstart {
			out = append(out, q.folded[t.fstart:t.fend])
		}
	}
	return string(bytes.Join(out, []byte(" ")))
}

func isPlainWord(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}
