package privacy

import (
	"strings"
	"testing"

	"portevoix/bot/text"
)

// TestExpected: how many people fit is a ceiling from known figures, shown with its reasoning, and never names the place outright.
func TestExpected(t *testing.T) {
	c := testChecker()
	for _, e := range []struct {
		text      string
		low, high float64 // 0, 0: nothing to count from
	}{
		{"Une patiente de 34 ans de Mende, greffée du foie en mars.", 0.1, 1}, // about 12,000 × 1.4 % × 52 % × 100 in a million
		{"Une patiente de 34 ans de Mende, opérée du genou en mars.", 40, 150},
		{"Une patiente de 34 ans, boulangère à Mende, opérée du genou.", 1, 6},                       // × 2 %
		{"Un homme de 43 ans de Lannemezan, atteint d'un syndrome de Gorlin, a été opéré.", 0.01, 1}, // 6,000 × 1.3 % × 90 in a million
		{"Une patiente de 34 ans a été opérée hier.", 0, 0},
	} {
		r := c.Check(Input{Text: e.text, Country: "FR"})
		if len(r.People) != 1 {
			t.Errorf("%q: %d persons", e.text, len(r.People))
			continue
		}
		p := r.People[0]
		if p.Expected < e.low || p.Expected > e.high {
			t.Errorf("%q: %v people fit, want %v to %v: %s", e.text, p.Expected, e.low, e.high, p.Reasoning.FR)
		}
		for _, l := range text.Langs {
			if said := p.Reasoning.In(l); (said == "") != (e.high == 0) || strings.Contains(said, "Mende") || strings.Contains(said, "%!") {
				t.Errorf("%q: reasoning in %s: %q", e.text, l, said)
			}
		}
		t.Log(p.Reasoning.FR)
	}
	ours := New(Config{Countries: testCountries, Ours: Ours{Catchment: 100_000}})
	if p := ours.Check(Input{Text: "Une patiente de 34 ans, boulangère, a été opérée hier.", Country: "FR"}).People[0]; p.Expected < 10 || p.Expected > 50 {
		t.Errorf("from the catchment: %v, %s", p.Expected, p.Reasoning.FR)
	}
}
