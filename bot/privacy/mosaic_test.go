package privacy

import (
	"testing"
	"time"
)

// TestMosaic: the same case is told from its signatures however it is worded, within ninety days; another case is not.
func TestMosaic(t *testing.T) {
	c := testChecker()
	now := time.Date(2026, 3, 30, 9, 0, 0, 0, time.UTC)
	first := "Notre patiente, âgée de 34 ans, va être greffée du foie."
	for _, e := range []struct {
		days        int
		first, text string
		same        bool
	}{
		{10, first, "Un mois après sa greffe du foie, cette femme de 34 ans se remet doucement.", true},
		{89, first, "Un mois après sa greffe du foie, cette femme de 34 ans se remet doucement.", true},
		{120, first, "Un mois après sa greffe du foie, cette femme de 34 ans se remet doucement.", false},
		{10, first, "Un homme de 71 ans a été opéré d'une fracture de la hanche.", false},
		{10, first, "Don du sang samedi : de 18 à 70 ans, tous les donneurs sont attendus.", false},
		{10, "A 58-year-old woman with leukaemia started treatment in our unit.", "The 58-year-old woman whose leukaemia we treated rang the bell.", true},
	} {
		country := "FR"
		if e.first != first {
			country = "GB"
		}
		earlier := c.Cases(Input{Text: e.first, Country: country, Now: now.AddDate(0, 0, -e.days)}, "post-1")
		if len(earlier) == 0 {
			t.Errorf("no signature of %q", e.first)
		}
		r := c.Check(Input{Text: e.text, Country: country, Now: now, Earlier: earlier})
		if has(r, "QI-06", High) != e.same {
			t.Errorf("%d days later, %q: same case %v, want %v (%s)", e.days, e.text, !e.same, e.same, saidOf(r, e.text))
		}
	}
}

// TestSeveralPeople: what is said of one person is not counted for another.
func TestSeveralPeople(t *testing.T) {
	const s = "Une femme de 34 ans a été opérée du genou. Un garçon de 9 ans est soigné pour une fracture du bras. La cafétéria rouvre lundi."
	r := testChecker().Check(Input{Text: s, Country: "FR"})
	if len(r.People) != 2 {
		t.Fatalf("%d people: %s", len(r.People), saidOf(r, s))
	}
	for _, p := range r.People {
		for _, a := range p.Attributes {
			if a.Name == string(FactDate) {
				t.Errorf("the cafeteria's day is counted for somebody: %s", saidOf(r, s))
			}
		}
	}
}
