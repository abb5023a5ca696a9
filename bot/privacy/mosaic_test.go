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

// TestMosaicStories: the second post about somebody is linked with the first, told in other words; other people are not.
func TestMosaicStories(t *testing.T) {
	c := testChecker()
	for _, m := range []struct {
		country, a, b string
		same          bool
	}{
		{"FR", "Notre équipe a greffé les poumons d'une lycéenne de 17 ans. Elle va bien.", "Souvenez-vous : la jeune fille de 17 ans greffée des poumons reprend ses cours au lycée de Foix.", true},
		{"FR", "Un agriculteur blessé par son tracteur est arrivé chez nous lundi.", "Bonne nouvelle : l'agriculteur blessé par un tracteur a quitté la réanimation.", true},
		{"FR", "Une patiente brûlée dans un incendie à Tarbes est soignée chez nous.", "Notre patiente brûlée lors de l'incendie de Tarbes a reçu une greffe de peau.", true},
		{"GB", "A 9-year-old boy with progeria visited our infusion suite.", "The 9-year-old with progeria who comes to our infusion suite met his hero.", true},
		{"ES", "Un pescador de 52 años fue operado del corazón en nuestro hospital.", "El pescador de 52 años operado del corazón ya camina por la planta.", true},
		{"MA", "طفلة عمرها 8 سنوات من تافراوت أجريت لها عملية على القلب.", "الطفلة التي عمرها 8 سنوات القادمة من تافراوت غادرت المستشفى.", true},
		{"FR", "Une patiente de 34 ans a été opérée du genou.", "Un patient de 72 ans a été opéré du cœur.", false},
		{"FR", "Don du sang à Tarbes samedi.", "Une patiente de Tarbes nous a écrit.", false},
		{"GB", "A teenager was treated after a road accident.", "A toddler swallowed a battery and was treated here.", false},
	} {
		r := c.Check(Input{Text: m.b, Country: m.country, Earlier: c.Cases(Input{Text: m.a, Country: m.country}, "1")})
		if says(r, "QI-06") != m.same {
			t.Errorf("the same case (%v): %q / %q: %s", m.same, m.a, m.b, list(r))
		}
	}
}
