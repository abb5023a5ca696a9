package social

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// The cases of X follow the public conformance suite of twitter-text (weighted lengths of configuration v3).
func TestEachNetworkCountsInItsOwnWay(t *testing.T) {
	family := "👨‍👩‍👧‍👦"
	for _, c := range []struct {
		name  string
		count func(string) int
		text  string
		want  int
	}{
		{"nothing", CountX, "", 0},
		{"Latin with accents", CountX, "Merci à toutes et à tous", 24},
		{"a letter and its accent apart are one", CountX, "e\u0301te\u0301", 3},
		{"Arabic weighs one", CountX, "شكرا لكم", 8},
		{"Chinese weighs two", CountX, "医院", 4},
		{"an emoji weighs two", CountX, "😷", 2},
		{"a family is one emoji", CountX, family, 2},
		{"a flag is one emoji", CountX, "🇲🇦", 2},
		{"a keycap is one emoji", CountX, "1️⃣", 2},
		{"a figure is no emoji", CountX, "15", 2},
		{"curly quotes and dashes weigh one", CountX, "“a” – b", 7},
		{"the narrow no-break space of French figures is outside the light ranges", CountX, "9\u202f000", 6},
		{"the no-break space of French hours is inside", CountX, "9\u00a0h", 3},
		{"a long link", CountX, "https://www.ch-valombre.fr/agenda/collecte-de-sang?jour=samedi", 23},
		{"a short link", CountX, "http://t.co", 23},
		{"a link without a scheme", CountX, "dondesang.efs.sante.fr", 23},
		{"a link ends before the full stop", CountX, "Voir https://chu.fr/don.", 5 + 23 + 1},
		{"a link in brackets", CountX, "(https://chu.fr/don)", 25},
		{"a bracket of the link itself", CountX, "https://fr.wikipedia.org/wiki/Don_(sang)", 23},
		{"a mail address is no link", CountX, "rh@chu.fr", 9},
		{"a file name is no link", CountX, "plan.pdfx", 9},
		{"an hour is no link", CountX, "9.30", 4},
		{"two links", CountX, "https://a.fr https://b.fr", 47},
		{"a hashtag", CountX, "#DonDuSang", 10},

		{"Mastodon, link", CountMastodon, "Voir https://www.ch-valombre.fr/agenda/collecte-de-sang?jour=samedi", 28},
		{"Mastodon, a link of an example", CountMastodon, "https://ch-valombre.example/dons", 23},
		{"Mastodon counts bare names as written", CountMastodon, "dondesang.efs.sante.fr", 22},
		{"Mastodon, mention without its server", CountMastodon, "Merci @efs@social.example.", 11},
		{"Mastodon, a mail address counts whole", CountMastodon, "rh@chu.fr", 9},
		{"Mastodon, a family is one", CountMastodon, family, 1},

		{"Bluesky, graphemes", CountBluesky, strings.Repeat("é", 300), 300},
		{"Bluesky, a hundred families fit", CountBluesky, strings.Repeat(family, 100), 250},
		{"Bluesky, bytes decide when they must", CountBluesky, strings.Repeat(family, 130), 325},

		{"Threads, emoji as bytes", CountThreads, "ok 😷", 7},
		{"Threads, accents", CountThreads, "été", 3},
		{"UTF-16", CountUTF16, "ok 😷", 5},
		{"bytes", CountBytes, "été", 5},
	} {
		if got := c.count(c.text); got != c.want {
			t.Errorf("%s: %q counts %d, want %d", c.name, c.text, got, c.want)
		}
	}
}

func TestEveryKnownNetworkIsDescribedWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Networks() {
		r := k.Rules
		if seen[k.Name] {
			t.Errorf("%s is listed twice", k.Name)
		}
		seen[k.Name] = true
		if r.Title == "" || r.Max == 0 || r.Aim == 0 || r.Aim > r.Max || r.Count == nil || r.CheckedOn == "" || r.Source == "" || r.Deletable == "" {
			t.Errorf("%s lacks something: %+v", k.Name, r)
		}
		if (r.Deletable == DeletableFor) != (r.Window > 0) {
			t.Errorf("%s: a window belongs to “for a while” alone", k.Name)
		}
		if _, ok := RulesOf(k.Name); !ok {
			t.Errorf("%s is not found by its name", k.Name)
		}
	}
	if _, ok := RulesOf("myspace"); ok {
		t.Error("an unknown network was found")
	}
}

func FuzzCount(f *testing.F) {
	for _, s := range []string{"", "https://a.fr/(b", "@a@b.c d", "1️⃣😷", "a\u0301.fr", "http://", "#\u2066x", "\xff.fr"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 {
			return
		}
		for _, k := range Networks() {
			n := k.Rules.Length(s)
			if n < 0 || (s == "") != (n == 0) && utf8.ValidString(s) {
				t.Errorf("%s counts %d for %q", k.Name, n, s)
			}
		}
		start, end := findLink(s, true)
		if start > end || end > len(s) {
			t.Errorf("link [%d,%d) in %q", start, end, s)
		}
	})
}
