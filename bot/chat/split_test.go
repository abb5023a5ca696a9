package chat_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"portevoix/bot/chat"
)

func one(rune) int     { return 1 }
func units(r rune) int { return max(1, utf16.RuneLen(r)) }

func TestSplitLosesNothingButTheSpaceAtACut(t *testing.T) {
	for _, words := range []string{"", "court", strings.Repeat("mot ", 500), strings.Repeat("x", 100), "une ligne\n" + strings.Repeat("é", 30) + "\nfin", strings.Repeat("🩸", 40)} {
		for _, cost := range []func(rune) int{one, units} {
			pieces := chat.Split(words, 20, cost)
			for _, p := range pieces {
				if chat.Fit(p, 20, cost) != len(p) {
					t.Errorf("a piece that costs too much: %q", p)
				}
			}
			bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
			if bare(strings.Join(pieces, "")) != bare(words) {
				t.Errorf("%q became %q", words, pieces)
			}
		}
	}
}

func TestALabelIsShortenedToWhatFits(t *testing.T) {
	for label, want := range map[string]string{"Valider": "Valider", "Demander la confirmation": "Demander …", "🩸🩸🩸🩸🩸🩸": "🩸🩸🩸🩸…"} {
		if got := chat.Brief(label, 10, units); got != want {
			t.Errorf("%q became %q", label, got)
		}
	}
}

func TestAKeyIsRecentOnce(t *testing.T) {
	var r chat.Recent
	now := time.Now()
	if r.Has("a", now) || !r.Has("a", now) || r.Has("b", now) {
		t.Error("the replay memory is wrong")
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("un deux trois", 3)
	f.Fuzz(func(t *testing.T, words string, limit int) {
		if limit = limit % 4000; limit < 1 {
			limit = 1
		}
		for _, p := range chat.Split(words, limit, one) {
			if len([]rune(p)) > limit {
				t.Errorf("%d characters in a piece of %d", len([]rune(p)), limit)
			}
		}
	})
}
