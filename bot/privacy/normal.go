package privacy

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normalise writes a text the way the scanners read it and remembers where every byte came from: one kind of space, quote,
// dash and digit, composed letters, no invisible marks, Latin letters for their look-alikes. at has one entry per byte of s and
// one more; it gives the code point of the original, so s[a:b] is the original's code points at[a] to at[b]. The memory of
// the slices given is used again.
func normalise(original string, s []byte, at []int32) ([]byte, []int32) {
	s = slices.Grow(s[:0], len(original)+len(original)/8)
	at = slices.Grow(at[:0], len(original)+len(original)/8+1)
	point := int32(0)
	for i := 0; i < len(original); {
		if c := original[i]; c < utf8.RuneSelf {
			s, at = append(s, plainASCII(c)), append(at, point)
			i, point = i+1, point+1
			if i < len(original) && original[i] >= 0xCC { // perhaps a combining mark
				n, marks := composed(original, i-1)
				if marks > 0 {
					s = s[:len(s)-1]
					at = at[:len(at)-1]
					s, at = appendMarked(s, at, original[i-1:n], point-1)
					point += int32(marks)
					i = n
				}
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(original[i:])
		s, at = appendRune(s, at, r, point)
		i, point = i+n, point+1
	}
	return s, append(at, point)
}

func plainASCII(c byte) byte {
	switch {
	case c == '\t' || c == '\v' || c == '\f' || c == 0:
		return ' '
	case c == '`':
		return '\''
	}
	return c
}

// composed tells where the combining marks after the letter at i end, and how many there are.
func composed(original string, i int) (end, marks int) {
	end = i + 1
	for end < len(original) {
		r, n := utf8.DecodeRuneInString(original[end:])
		if !isMark(r) {
			break
		}
		end, marks = end+n, marks+1
	}
	return end, marks
}

func isMark(r rune) bool { return r >= 0x300 && r < 0x370 }

func appendMarked(s []byte, at []int32, cluster string, point int32) ([]byte, []int32) {
	c := cluster
	if len(c) > 16 { // stacked marks are decoration
		c = c[:1]
	}
	for _, r := range norm.NFC.String(c) {
		if !isMark(r) {
			s, at = appendRune(s, at, r, point)
		}
	}
	return s, at
}

func appendRune(s []byte, at []int32, r rune, point int32) ([]byte, []int32) {
	r = plain(r)
	switch {
	case r == 0:
		return s, at
	case r < utf8.RuneSelf:
		return append(s, byte(r)), append(at, point)
	}
	before := len(s)
	s = utf8.AppendRune(s, r)
	for range len(s) - before {
		at = append(at, point)
	}
	return s, at
}

// plain gives the rune that stands for r; 0 drops it.
func plain(r rune) rune {
	switch {
	case r >= 0xC0 && r < 0x250:
		return r
	case r >= 0x250 && r < 0x300, r >= 0x1D00 && r < 0x1D80, r == 0xA730, r == 0xA731:
		return smallCapital(r)
	case r >= 0x24EB && r <= 0x24FF || r >= 0x2776 && r <= 0x2793:
		return circledDigit(r)
	case r >= 0xFE50 && r <= 0xFE6F && r != '﹣': // small forms: ﹫
		return compatible(r)
	case r >= 0x600 && r < 0x700:
		return plainArabic(r)
	case r >= 0x370 && r < 0x530:
		return lookAlike(r)
	case r == 0xA0 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == 0x3000 || r == 0x1680 || r == 0x85:
		return ' '
	case r == 0x2028 || r == 0x2029:
		return '\n'
	case invisible(r) || isMark(r):
		return 0
	case r == 'º' || r == 'ª':
		return '°'
	case r == '’' || r == '‘' || r == '‛' || r == '´' || r == 'ʼ' || r == '′':
		return '\''
	case r == '“' || r == '”' || r == '„' || r == '‟' || r == '″':
		return '"'
	case r >= 0x2010 && r <= 0x2015 || r == '−' || r == '﹣' || r == '－':
		return '-'
	case r == '․' || r == '‧' || r == '∙' || r == '⋅' || r == '・':
		return '·'
	case r == '⁄' || r == '∕':
		return '/'
	case r >= 0x2070 && r < 0x20A0, r >= 0x2460 && r < 0x2500, r >= 0xFB00 && r < 0xFE00, r >= 0xFE70 && r < 0xFFF0,
		r >= 0x1D400 && r < 0x1D800, r >= 0x1F100 && r < 0x1F1E6, r >= 0x2100 && r < 0x2150, r == '²', r == '³', r == '¹':
		return compatible(r)
	case r >= 0x900 && unicode.IsDigit(r):
		return digitOf(r)
	}
	return r
}

func invisible(r rune) bool {
	switch {
	case r == 0xAD, r == 0x34F, r == 0x61C, r == 0x180E, r == 0xFEFF, r == 0x20E3:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE01EF:
		return true
	}
	return false
}

func plainArabic(r rune) rune {
	switch {
	case r >= 0x660 && r <= 0x669:
		return '0' + r - 0x660
	case r >= 0x6F0 && r <= 0x6F9:
		return '0' + r - 0x6F0
	case r >= 0x64B && r <= 0x65F, r == 0x670, r == 0x640, r == 0x61C: // vowel marks and tatweel
		return 0
	case r == '٫':
		return '.'
	case r == '٬':
		return ','
	}
	return r
}

// compatible gives the one character that a decorated one stands for (𝗕, ①, ﬁ's first letter, presentation forms).
func compatible(r rune) rune {
	d := norm.NFKC.PropertiesString(string(r)).Decomposition()
	if len(d) == 0 {
		return r
	}
	for _, c := range string(d) {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || c < 0x80 {
			return plain(c)
		}
	}
	return r
}

// smallCapital gives the capital that a phonetic small capital stands for; others stay.
func smallCapital(r rune) rune {
	const (
		from = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"
		to   = "ABCDEFGHIJKLMNOPRSTUVWYZ"
	)
	i := 0
	for _, f := range from {
		if f == r {
			return rune(to[i])
		}
		i++
	}
	return r
}

// circledDigit gives the digit of ⓿, ⓵ to ⓽, ❶ to ❾, ➀ to ➈, ➊ to ➒; ten and more stay.
func circledDigit(r rune) rune {
	switch {
	case r == 0x24FF:
		return '0'
	case r >= 0x24F5 && r <= 0x24FD:
		return '1' + r - 0x24F5
	case r >= 0x2776 && r <= 0x2793 && (r-0x2776)%10 < 9:
		return '1' + (r-0x2776)%10
	}
	return r
}

func digitOf(r rune) rune {
	zero := r
	for zero > r-9 && unicode.IsDigit(zero-1) {
		zero--
	}
	return '0' + (r-zero)%10
}

// lookAlike gives the Latin letter that a Cyrillic or Greek letter is mistaken for.
func lookAlike(r rune) rune {
	const (
		from = "АВЕЅІЈКМНОРСТХУаеѕіјкорсухһԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινρυ"
		to   = "ABESIJKMHOPCTXYaesijkopcyxhdqw" + "ABEZHIKMNOPTYXoaivpu"
	)
	i := 0
	for _, f := range from {
		if f == r {
			return rune(to[i])
		}
		i++
	}
	return r
}
