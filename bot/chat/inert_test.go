package chat_test

import (
	"testing"

	"portevoix/bot/chat"
)

func TestWordsDoNotReadDifferentlyFromWhatTheySay(t *testing.T) {
	for in, want := range map[string]string{
		"a\u202eb\u202cc": "abc", "\u2068isolated\u2069": "\u2068isolated\u2069", "line\nbreak\ttab": "line\nbreak\ttab", "nul\x00bell\x07": "nulbell", "\xff": "\ufffd",
	} {
		if got := chat.Inert(in); got != want {
			t.Errorf("Inert(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOnlyWebAddressesAreLinks(t *testing.T) {
	for address, ok := range map[string]bool{"https://ch.example/a?b=1": true, "http://ch.example": true, "javascript:alert(1)": false, "data:text/html,x": false, "//ch.example": false, "https://": false, "": false} {
		if _, got := chat.SafeAddress(address); got != ok {
			t.Errorf("%q passes: %v", address, got)
		}
	}
}
