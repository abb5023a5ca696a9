package text

import (
	"strings"
	"unicode"
)

// The invisible marks that keep a piece of text of one direction from reordering the text around it
// (Unicode Bidirectional Algorithm, UAX #9, section 2.4).
const (
	firstStrongIsolate = '\u2068'
	leftToRightIsolate = '\u2066'
	popIsolate         = '\u2069'
)

// Isolate wraps s so that its direction is its own: use it for a person's words, a name or a title inside a sentence.
// Text that is already isolated is left as it is.
func Isolate(s string) string { return isolate(s, firstStrongIsolate) }

// LTR wraps s as left-to-right: use it for phone numbers, dates in figures, blood groups and links inside Arabic, which
// otherwise come out group by group in the wrong order.
func LTR(s string) string { return isolate(s, leftToRightIsolate) }

func isolate(s string, open rune) string {
	if s == "" || strings.HasPrefix(s, string(leftToRightIsolate)) || strings.HasPrefix(s, string(firstStrongIsolate)) {
		return s
	}
	return string(open) + s + string(popIsolate)
}

// StripMarks removes every bidirectional control character: what a person may have pasted, and what Isolate put in.
func StripMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
}
