package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A folded text is what patterns look at: lower case, without Latin accents and Arabic vowel signs, Arabic letters in their
// plain form, figures 0-9, every space a plain one and every dash a hyphen. It remembers where each of its bytes comes from.
type folded struct {
	text string
	from []int // byte of the original for each byte of text, and one more for the end
}

func fold(s string) folded {
	var b strings.Builder
	from := make([]int, 0, len(s)+1)
	for i, r := range s {
		for _, f := range foldRune(r) {
			n := b.Len()
			b.WriteRune(f)
			for range b.Len() - n {
				from = append(from, i)
			}
		}
	}
	return folded{b.String(), append(from, len(s))}
}

// span turns a place in the folded text into a place in the original.
func (f folded) span(start, end int) (int, int) { return f.from[start], f.from[end] }

func foldRune(r rune) string {
	r = unicode.ToLower(r)
	switch {
	case r == utf8.RuneError, unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Mn, r), r == 'ـ', r == '\ufeff', r == '\u200d':
		return ""
	case r >= '٠' && r <= '٩':
		return string('0' + r - '٠')
	case r == '\n':
		return "\n"
	case unicode.IsSpace(r), unicode.IsControl(r):
		return " "
	}
	if s, ok := plain[r]; ok {
		return s
	}
	return string(r)
}

var plain = map[rune]string{
	'à': "a", 'â': "a", 'ä': "a", 'á': "a", 'ç': "c", 'é': "e", 'è': "e", 'ê': "e", 'ë': "e", 'î': "i", 'ï': "i", 'í': "i",
	'ô': "o", 'ö': "o", 'ó': "o", 'û': "u", 'ü': "u", 'ù': "u", 'ú': "u", 'ñ': "n", 'œ': "oe", 'æ': "ae",
	'’': "'", '‘': "'", '–': "-", '—': "-", '−': "-", '‑': "-", '‐': "-",
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ى': "ي", 'ة': "ه", 'ؤ': "و", 'ئ': "ي", '،': ",", '؛': ";", '؟': "?",
}

// foldWord folds a word of a pattern or a list.
func foldWord(s string) string { return fold(s).text }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// bounded reports whether [start,end) stands on word boundaries.
func bounded(s string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	first, _ := utf8.DecodeRuneInString(s[start:])
	after, _ := utf8.DecodeRuneInString(s[end:])
	last, _ := utf8.DecodeLastRuneInString(s[:end])
	return (start == 0 || !isWordRune(before) || !isWordRune(first)) && (end == len(s) || !isWordRune(after) || !isWordRune(last))
}
