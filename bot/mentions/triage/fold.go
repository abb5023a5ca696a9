package triage

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// word is one folded word, or the end of a sentence.
type word struct {
	forms  []string // the word, and in Arabic also without "and", "in", "the" in front
	number bool
	stop   bool // ends a sentence
}

// maxWords is how much of a text is read: what is urgent is said before.
const maxWords = 600

var (
	link    = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)
	handle  = regexp.MustCompile(`@[\pL\pN_.\-]+(?:@[\pL\pN_.\-]+)?`)
	english = regexp.MustCompile(`(\pL)'(t|s|m|re|ve|ll|d)\b`)
	blood   = regexp.MustCompile(`\b(ab|a|b|o)([+\-])`)
)

// fold makes words comparable: no capitals, no accents, one spelling of Arabic letters, contractions in one piece.
func fold(s string) []word {
	if len(s) > 20_000 {
		s = strings.ToValidUTF8(s[:20_000], "")
	}
	s = plain(s)
	s = link.ReplaceAllString(s, " http ")
	s = handle.ReplaceAllString(s, " @ ")
	s = english.ReplaceAllString(s, "$1$2")
	s = blood.ReplaceAllStringFunc(s, func(group string) string {
		return strings.NewReplacer("+", "positif", "-", "negatif").Replace(group)
	})
	return split(s)
}

// plain lowers, decomposes and drops marks, and writes letters that readers do not tell apart in one way.
func plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), r == 'ـ':
			continue
		case r == '’', r == '‘', r == 'ʼ', r == '`', r == '´':
			r = '\''
		case r == '−', r == '–', r == '—':
			r = '-'
		case r == 'œ':
			b.WriteString("oe")
			continue
		case r == 'æ':
			b.WriteString("ae")
			continue
		case r == 'ى', r == 'ئ':
			r = 'ي'
		case r == 'ة':
			r = 'ه'
		case r == 'ؤ':
			r = 'و'
		case r == 'ٱ', r == 'أ', r == 'إ', r == 'آ':
			r = 'ا'
		case r == 'ڭ', r == 'گ', r == 'ݣ':
			r = 'ك'
		case r == 'ڤ':
			r = 'ف'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func split(s string) []word {
	var words []word
	var current strings.Builder
	flush := func() {
		if current.Len() > 0 {
			words = append(words, newWord(current.String()))
			current.Reset()
		}
	}
	runes := []rune(s)
	for i, r := range runes {
		if len(words) >= maxWords {
			break
		}
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '@':
			current.WriteRune(r)
		case (r == ',' || r == '.' || r == ':') && between(runes, i, unicode.IsDigit):
			current.WriteByte('.')
		case r == '.' && between(runes, i, unicode.IsLetter):
			flush()
		case r == '.', r == '…', r == '\n', r == ';':
			flush()
			words = append(words, word{forms: []string{"."}, stop: true})
		case r == '?', r == '؟', r == '!':
			flush()
			if r == '؟' {
				r = '?'
			}
			words = append(words, word{forms: []string{string(r)}, stop: true})
		case unicode.Is(unicode.So, r), r == '%', r == '°', r == '€', r == '$', r == '£':
			flush()
			words = append(words, word{forms: []string{string(r)}})
		default:
			flush()
		}
	}
	flush()
	return words
}

func between(runes []rune, i int, is func(rune) bool) bool {
	return i > 0 && i+1 < len(runes) && is(runes[i-1]) && is(runes[i+1])
}

func newWord(w string) word {
	one := word{forms: []string{w}}
	if first := w[0]; first >= '0' && first <= '9' {
		one.number = true
		// "14h", "12e", "20min": the unit is a form of its own.
		if unit := strings.TrimLeft(w, "0123456789."); unit != "" {
			one.forms = append(one.forms, unit)
		}
		return one
	}
	if isArabic(w) {
		one.forms = append(one.forms, withoutProclitics(w)...)
	}
	return one
}

func isArabic(w string) bool {
	for _, r := range w {
		return unicode.Is(unicode.Arabic, r)
	}
	return false
}

// withoutProclitics takes off what Arabic writes in one piece with the next word: and, so, in, to, like, the. What remains has
// at least three letters.
func withoutProclitics(w string) []string {
	var forms []string
	for _, p := range []string{"وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك"} {
		if rest, ok := strings.CutPrefix(w, p); ok && (len([]rune(rest)) >= 3 || p == "و" && rest == "ما") {
			forms = append(forms, rest)
		}
	}
	return forms
}
