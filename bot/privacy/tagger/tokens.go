package tagger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"portevoix/bot/privacy/lexicon"
)

// A Token is a word, a number, a sign, or something that is not language (a link, an address, a handle).
type Token struct {
	Start, End int // bytes
	Case       Case
	After      Gap          // what parts it from the token before
	Word       lexicon.Word // what the lexicon knows of it; zero for what is no word
	hash       uint32       // of the word without case and accents
	prefix     uint32       // of its first three letters
	suffix     uint32       // of its last three letters
}

// A Case is how a token is written.
type Case uint8

const (
	Sign    Case = iota // punctuation, symbol, emoji
	Lower               // patient
	Title               // Patient, and one capital alone
	Upper               // PATIENT
	Mixed               // iPhone, McKeon, DupontMartin
	Uncased             // مريض
	Number              // 12, 3e
	Code                // www.example.org, a.b@example.org, @handle, #tag
)

// A Gap is what lies between two tokens.
type Gap uint8

const (
	Glued Gap = iota // nothing
	Space
	Line // a line break, or the beginning of the text
)

// Text gives the token as written.
func (t Token) Text(text string) string { return text[t.Start:t.End] }

// Capitalised reports whether the token begins with a capital letter.
func (t Token) Capitalised() bool { return t.Case == Title || t.Case == Upper || t.Case == Mixed }

// IsWord reports whether the token is made of letters.
func (t Token) IsWord() bool { return t.Case != Sign && t.Case != Number && t.Case != Code }

// Tokens parts a text and appends its tokens to into. Every token is a non-empty part of the text, in order, without overlap;
// what lies between two of them is white space or invisible.
func Tokens(text string, into []Token) []Token {
	into = slices.Grow(into, len(text)/4)
	gap := Line
	mail := strings.IndexByte(text, '@') // the next sign that a mail address may stand around; -1 when none is left
	for at := 0; at < len(text); {
		if mail >= 0 && mail < at {
			if mail = strings.IndexByte(text[at:], '@'); mail >= 0 {
				mail += at
			}
		}
		r, n := utf8.DecodeRuneInString(text[at:])
		switch {
		case r == ' ':
			gap, at = max(gap, Space), at+1
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			gap, at = Line, at+n
		case unicode.IsSpace(r) || invisible(r):
			gap, at = max(gap, Space), at+n
		default:
			t := next(text, at, r, n, mail >= 0 && mail <= at+longestMailbox)
			t.After = gap
			into = append(into, t)
			gap, at = Glued, t.End
		}
	}
	return into
}

func invisible(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 || r == 0xFEFF
}

func next(text string, at int, r rune, n int, mail bool) Token {
	if end := code(text, at, r, mail); end > at {
		return Token{Start: at, End: end, Case: Code, hash: codeHash}
	}
	switch {
	case isDigit(r):
		return Token{Start: at, End: numberEnd(text, at), Case: Number, hash: numberHash}
	case isLetter(r):
		return word(text, at)
	}
	return Token{Start: at, End: at + n, Case: Sign, hash: uint32(r)*2654435761 ^ signSalt}
}

const (
	codeHash   = 0x5bd1e995
	numberHash = 0x1b873593
	signSalt   = 0x85ebca6b
)

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= 0x80 && unicode.IsDigit(r) }

func isLetter(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == 0x640
}

func numberEnd(text string, at int) int {
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if !isDigit(r) && !isLetter(r) {
			break
		}
		at += n
	}
	return at
}

// code finds the end of a handle, a tag, a link or a mail address that begins at at; at itself when there is none.
func code(text string, at int, r rune, mail bool) int {
	switch r {
	case '@', '#':
		if end := handleEnd(text, at+1); end > at+1 {
			return end
		}
	case 'h', 'w', 'H', 'W':
		if hasPrefixFold(text[at:], "http://") || hasPrefixFold(text[at:], "https://") || hasPrefixFold(text[at:], "www.") {
			return visibleEnd(text, at)
		}
	}
	if mail && r < 0x80 && (isLetter(r) || isDigit(r)) {
		return mailEnd(text, at)
	}
	return at
}

const longestMailbox = 64 // bytes before the @: RFC 5321, section 4.5.3.1.1

// mailEnd finds the end of a mail address that begins at at; at itself when there is none.
func mailEnd(text string, at int) int {
	i := at
	for i < len(text) && i < at+longestMailbox && mailLetter(text[i]) {
		i++
	}
	if i+1 < len(text) && text[i] == '@' && mailLetter(text[i+1]) {
		for i++; i < len(text) && mailLetter(text[i]); i++ {
		}
		for text[i-1] == '.' || text[i-1] == '-' {
			i--
		}
		return i
	}
	return at
}

func mailLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-' || c == '+' || c == '%'
}

func hasPrefixFold(text, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if text[i]|0x20 != prefix[i]|0x20 {
			return false
		}
	}
	return true
}

func handleEnd(text string, at int) int {
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if !isLetter(r) && !isDigit(r) && r != '_' {
			break
		}
		at += n
	}
	return at
}

func visibleEnd(text string, at int) int {
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) || r == '»' || r == '"' || r == ')' {
			break
		}
		at += n
	}
	return at
}

// word reads a word with its inner hyphens ("Jean-Luc", "vice-président"); an apostrophe ends it.
func word(text string, at int) Token {
	t := Token{Start: at}
	var seen caseCounter
	var tail [3]rune
	sum, count, compound := lexicon.NewSum, 0, false
	i := at
	for i < len(text) {
		if c := text[i] | 0x20; 'a' <= c && c <= 'z' { // nine letters in ten: what the rest of the loop does, in short
			if c == text[i] {
				seen.addLower()
			} else {
				seen.addUpper()
			}
			sum = sum.Add(rune(c))
			tail[0], tail[1], tail[2] = tail[1], tail[2], rune(c)
			if count++; count == 3 {
				t.prefix = key(sum)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case isLetter(r):
			seen.add(r)
		case hyphen(r) && count > 0 && letterAt(text, i+n):
			seen.newPart()
			r, compound = '-', true
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		i += n
		sum = sum.Add(r)
		if r = letter(r); r == 0 {
			continue
		}
		tail[0], tail[1], tail[2] = tail[1], tail[2], r
		if count++; count == 3 {
			t.prefix = key(sum)
		}
	}
	t.End, t.hash, t.Case = i, key(sum), seen.result()
	if count < 3 {
		t.prefix = t.hash
	}
	t.suffix = (uint32(tail[0])*31+uint32(tail[1]))*31 + uint32(tail[2])
	if compound {
		t.Word = lexicon.LookUp(text[at:i])
	} else {
		t.Word = lexicon.LookUpSum(sum)
	}
	return t
}

func key(sum lexicon.Sum) uint32 { return uint32(sum>>32) ^ uint32(sum) }

func letterAt(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return isLetter(r)
}

func hyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func letter(r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	first, _ := lexicon.FoldRune(r)
	return first
}

// A caseCounter tells how a word is written from its letters.
type caseCounter struct {
	upper, lower, uncased, parts int
	inner                        bool // a capital after a small letter of the same part
	firstUpper, afterLower       bool
}

func (c *caseCounter) newPart() { c.parts, c.afterLower = c.parts+1, false }

func (c *caseCounter) add(r rune) {
	switch {
	case unicode.IsUpper(r):
		c.addUpper()
	case unicode.IsLower(r):
		c.addLower()
	case !unicode.IsMark(r):
		c.uncased++
	}
}

func (c *caseCounter) addLower() {
	c.lower++
	c.afterLower = true
}

func (c *caseCounter) addUpper() {
	c.firstUpper = c.firstUpper || c.upper+c.lower+c.uncased == 0
	c.upper++
	c.inner = c.inner || c.afterLower
	c.afterLower = false
}

func (c *caseCounter) result() Case {
	switch {
	case c.uncased > 0:
		return Uncased
	case c.upper == 0:
		return Lower
	case c.lower == 0 && c.upper > 1:
		return Upper
	case !c.inner && c.firstUpper:
		return Title
	}
	return Mixed
}

// Key is the same number for every spelling of a word, whatever its case and accents: KeyOf("Hôpital") is KeyOf("hopital").
func (t Token) Key() uint32 { return t.hash }

// KeyOf is the key of a single word.
func KeyOf(word string) uint32 { return Tokens(word, nil)[0].hash }
