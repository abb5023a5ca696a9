package privacy

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzCheck: nothing that is typed makes the check panic, every span lies inside the text, and masking what is masked changes
// nothing more.
func FuzzCheck(f *testing.F) {
	for _, r := range Rules() {
		for _, e := range append(r.Catches, r.Spares...) {
			f.Add(e.Text)
		}
	}
	for _, s := range []string{"", "\u202e06\u200b 39 98\u202f00 12", "é e\u0301\u0301\u0301", "\xff\xfe0\xc3", "𝟎𝟔 𝟑𝟗 𝟗𝟖 𝟎𝟎 𝟏𝟐", "☎️0️⃣6️⃣", "[1][2] 06 39 98 00 12", strings.Repeat("(", 300), "2A 2B 2A065 1 85 05 2A 123 456 78"} {
		f.Add(s)
	}
	c := testChecker()
	f.Fuzz(func(t *testing.T, s string) {
		for _, k := range []Kind{Post, Reply, Notice, Alt} {
			in := Input{Text: s, Kind: k, Country: "FR"}
			r := c.Check(in)
			n := utf8.RuneCountInString(s)
			for _, found := range r.Findings {
				if sp := found.Span; sp != Whole && (sp.Start < 0 || sp.End > n || sp.Start >= sp.End) {
					t.Fatalf("span %v of %s outside %d code points", sp, found.Rule, n)
				}
			}
			for _, person := range r.People {
				for _, a := range person.Attributes {
					if a.Span.Start < 0 || a.Span.End > n || a.Span.Start >= a.Span.End {
						t.Fatalf("attribute %v outside %d code points", a, n)
					}
				}
			}
			r.Echo(s)
		}
		m := c.Mask(Input{Text: s, Country: "FR"})
		if !utf8.ValidString(s) {
			return
		}
		if got := m.Restore(m.Text); got != s {
			t.Fatalf("masked and restored %q became %q", s, got)
		}
		if m.Safe {
			if again := c.Mask(Input{Text: m.Text, Country: "FR"}); again.Text != m.Text {
				t.Fatalf("masking twice: %q then %q", m.Text, again.Text)
			}
		}
	})
}

// TestLinear: the time for a text grows with its length, not its square, whatever the text is made of.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	c := testChecker()
	for name, unit := range hostile {
		small, large := strings.Repeat(unit, 1+25_000/len(unit)), strings.Repeat(unit, 1+200_000/len(unit))
		// Eight times the text must take eight times the time, with room for a machine that does other things: one quiet moment in
		// ten is enough, and what is quadratic (64 times) has none.
		var a, b time.Duration
		linear := false
		for try := 0; try < 10 && !linear; try++ {
			a = elapsed(func() { c.Check(Input{Text: small, Country: "FR"}) })
			b = elapsed(func() { c.Check(Input{Text: large, Country: "FR"}) })
			linear = b < 40*a+500*time.Millisecond
		}
		t.Logf("%-12s 25 kB %v, 200 kB %v", name, a, b)
		if !linear {
			t.Errorf("%s: 25 kB took %v, 200 kB %v", name, a, b)
		}
	}
}

func elapsed(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}

var hostile = map[string]string{
	"prose":     "Nos équipes vous accueillent du lundi au vendredi. ",
	"digits":    "0123456789",
	"spaced":    "0 6 ",
	"phones":    "06 39 98 00 12 ",
	"names":     "Mme Lucette Morvan, 34 ans, boulangère. ",
	"at":        "a@",
	"dots":      "a.b.",
	"brackets":  "((",
	"hash":      "#a",
	"oneline":   "patient ",
	"numbers":   "six vingt quatre ",
	"dates":     "12/03/1985, ",
	"arabic":    "السيدة فاطمة ",
	"address":   "12 rue de la Paix, ",
	"combining": "e\u0301",
	"emoji":     "👩‍⚕️6",
}
