package lexicon

import (
	"unicode"
	"unicode/utf8"
)

// Folding makes spellings meet: case, accents, Arabic vowel marks and the several forms of alif go; hyphens, apostrophes and
// spaces are all one separator; "St" and "Ste" are "saint" and "sainte". It happens inside the hash, so a lookup allocates nothing.

// latin folds U+00C0 to U+017F to their base letter; '?' marks what is not one letter.
const latin = "aaaaaa?ceeeeiiiidnooooo?ouuuuyt?aaaaaa?ceeeeiiiidnooooo?ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllll??llnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// fold gives the one or two letters that stand for a letter or digit; (0, 0) when the rune is to be skipped.
func fold(r rune) (first, second rune) {
	switch {
	case r < 0x80:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r, 0
	case r >= 0xC0 && r < 0x180:
		if l := latin[r-0xC0]; l != '?' {
			return rune(l), 0
		}
		return foldDouble(r)
	case r >= 0x300 && r < 0x370, r >= 0x64B && r <= 0x65F, r == 0x670, r == 0x640: // combining marks, vowel marks, tatweel
		return 0, 0
	case r >= 0x622 && r <= 0x6CC:
		return foldArabic(r), 0
	}
	return unicode.ToLower(r), 0
}

func foldDouble(r rune) (first, second rune) {
	switch r {
	case 'Æ', 'æ':
		return 'a', 'e'
	case 'Œ', 'œ':
		return 'o', 'e'
	case 'ß':
		return 's', 's'
	case 'Ĳ', 'ĳ':
		return 'i', 'j'
	case 'Ŀ', 'ŀ':
		return 'l', 0
	}
	return r, 0
}

func foldArabic(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ':
		return 'ا'
	case 'ى', 'ی':
		return 'ي'
	case 'ة':
		return 'ه'
	case 'ک':
		return 'ك'
	case 'ڭ', 'گ':
		return 'ك'
	}
	return r
}

// inWord tells the runes that make up a word: letters, digits and the marks that folding drops.
func inWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == 0x640
}

// joins tells the runes that may stand between two words of one name.
func joins(r rune) bool {
	switch r {
	case ' ', '-', '\'', '’', '‘', '´', '\u2010', '\u2011', '\u00a0', '\u202f', '\n', '\r', '\t':
		return true
	}
	return false
}

const (
	seed  = 0xcbf29ce484222325
	prime = 0x100000001b3
)

// nextWord hashes the word that begins at text[from], past the separators before it. It gives the end of the word, or ok
// false when something else than a separator or a word comes first.
func nextWord(text string, from int) (hash uint64, end int, ok bool) {
	i := from
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if inWord(r) {
			break
		}
		if !joins(r) {
			return 0, from, false
		}
		i += n
	}
	start := i
	hash = seed
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			break
		}
		a, b := fold(r)
		if a != 0 {
			hash = (hash ^ uint64(a)) * prime
		}
		if b != 0 {
			hash = (hash ^ uint64(b)) * prime
		}
		i += n
	}
	if i == start {
		return 0, from, false
	}
	switch hash {
	case stHash, steHash:
		hash = saintOf(hash)
		if i < len(text) && text[i] == '.' {
			i++
		}
	}
	return hash, i, true
}

// wordHash is what nextWord gives for a plain word.
func wordHash(word string) uint64 {
	hash := uint64(seed)
	for i := 0; i < len(word); i++ {
		hash = (hash ^ uint64(word[i])) * prime
	}
	return hash
}

const (
	stHash  = ((((seed ^ 's') * prime & mask64) ^ 't') * prime) & mask64
	steHash = ((stHash ^ 'e') * prime) & mask64
	mask64  = 1<<64 - 1
)

func saintOf(h uint64) uint64 {
	if h == steHash {
		return wordHash("sainte")
	}
	return wordHash("saint")
}

// join makes the hash of a phrase out of the hash of its beginning and of its next word.
func join(phrase, word uint64) uint64 {
	h := (phrase*31 + word) * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// mix spreads a hash over all its bits, since a table looks at the highest only.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// hashAll hashes a whole phrase; ok is false when it holds something that cannot be part of a name.
func hashAll(phrase string) (hash uint64, words int, ok bool) {
	at := 0
	for {
		w, end, more := nextWord(phrase, at)
		if !more {
			break
		}
		hash, at, words = join(hash, w), end, words+1
	}
	for _, r := range phrase[at:] {
		if !joins(r) {
			return 0, 0, false
		}
	}
	return hash, words, words > 0
}

// A Sum hashes a word letter by letter, for a caller that reads the word anyway; LookUpSum looks it up.
type Sum uint64

// NewSum is the Sum of no letters yet.
const NewSum Sum = seed

// Add adds a letter of the word.
func (s Sum) Add(r rune) Sum {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return (s ^ Sum(r)) * prime
	}
	first, second := fold(r)
	if first != 0 {
		s = (s ^ Sum(first)) * prime
	}
	if second != 0 {
		s = (s ^ Sum(second)) * prime
	}
	return s
}

// LookUpSum is LookUp for a single word whose letters have been added to a Sum.
func LookUpSum(s Sum) Word {
	h := uint64(s)
	if h == stHash || h == steHash {
		h = saintOf(h)
	}
	return lookUp(join(0, h))
}

// FoldRune gives the one or two letters that stand for a letter once case and accents are gone; (0, 0) when it is to be skipped.
func FoldRune(r rune) (first, second rune) { return fold(r) }
