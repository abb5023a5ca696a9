package privacy

import (
	"math"
	"regexp"
	"strconv"
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

// TestReasoningIsTheComputation: the people of the place times the shares that the reasoning shows are what it says in the end.
func TestReasoningIsTheComputation(t *testing.T) {
	c := testChecker()
	inhabitants := regexp.MustCompile(`\(([\d\s\x{a0}\x{202f}]+) habitants\)`)
	share := regexp.MustCompile(`\(([\d,]+)[\s\x{a0}\x{202f}]%|\(([\d\s\x{a0}\x{202f}]+) par million`)
	number := func(s string) float64 {
		s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".").Replace(s)
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	seen := 0
	for _, s := range append(stories(t), storiesOf(t, "testdata/pairs_1.txt")...) {
		for _, p := range c.Check(Input{Text: s.text, Country: "FR"}).People {
			fr := p.Reasoning.FR
			of := inhabitants.FindStringSubmatch(fr)
			if of == nil {
				continue
			}
			people := number(of[1])
			for _, m := range share.FindAllStringSubmatch(fr, -1) {
				if m[1] != "" {
					people *= number(m[1]) / 100
				} else {
					people *= number(m[2]) / 1e6
				}
			}
			if want := max(math.Ceil(people*10)/10, 0.1); math.Abs(want-p.Expected) > 0.11+people*0.01 {
				t.Errorf("%s: the steps make %.2f, the count is %.1f", fr, people, p.Expected)
			}
			seen++
		}
	}
	if seen < 20 {
		t.Errorf("only %d reasonings were looked at", seen)
	}
}

// TestRates: every rate is a share of people, and one that a story may name is found by its words.
func TestRates(t *testing.T) {
	for _, r := range yearlyRates {
		if r.perMillion <= 0 || r.perMillion > 20_000 || len(r.stems) == 0 {
			t.Errorf("%s: %v in a million", r.what.EN, r.perMillion)
		}
	}
	p := testChecker().Check(Input{Text: "Une patiente de 34 ans de Mende, gravement brûlée, a été opérée.", Country: "FR"}).People[0]
	if !strings.Contains(p.Reasoning.FR, "ordre de grandeur") {
		t.Errorf("a rate without a source is not marked: %s", p.Reasoning.FR)
	}
}
