package chat

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// Inert removes the controls that make words read differently from what they say (bidirectional overrides and embeddings, U+202A to
// U+202E; the isolates that bot/text puts in stay), and characters that are no text at all.
func Inert(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202a' && r <= '\u202e', r < ' ' && r != '\n' && r != '\t', r == 0x7f:
			return -1
		}
		return r
	}, Valid(words))
}

// Valid replaces bytes that are no text, for words that are otherwise shown as they are.
func Valid(words string) string {
	if utf8.ValidString(words) {
		return words
	}
	return strings.ToValidUTF8(words, "\ufffd")
}

// SafeAddress lets http and https through, and nothing else.
func SafeAddress(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return "", false
	}
	return u.String(), true
}
