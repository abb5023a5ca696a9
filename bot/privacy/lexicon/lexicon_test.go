package lexicon

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLookUp(t *testing.T) {
	for _, c := range []struct {
		word        string
		first, last Frequency // at least
	}{
		{"Marie", VeryCommon, Known},
		{"MARIE", VeryCommon, Known},
		{"Éloïse", Frequent, Unknown},
		{"eloise", Frequent, Unknown},
		{"Jean-Luc", Frequent, Unknown},
		{"JEAN LUC", Frequent, Unknown},
		{"Oumaima", Known, Unknown},
		{"Le Gall", Unknown, Frequent},
		{"BENJELLOUN", Unknown, Known},
		{"محمد", Common, Unknown},
		{"فاطِمة", Common, Unknown},
		{"أحمد", Common, Unknown},
		{"احمد", Common, Unknown},
		{"García", Unknown, Frequent},
	} {
		w := LookUp(c.word)
		if w.First < c.first || w.Last < c.last {
			t.Errorf("LookUp(%q) = %+v, want at least %d and %d", c.word, w, c.first, c.last)
		}
	}
}

func TestOrdinary(t *testing.T) {
	for _, word := range []string{"hôpital", "enfermedad", "the", "patient", "équipe", "después", "Rose", "Claire"} {
		if Ordinary(word) < Sometimes {
			t.Errorf("Ordinary(%q) = %d, want an ordinary word", word, Ordinary(word))
		}
	}
	for _, word := range []string{"Benjelloun", "Kervadec", "Oumaima", "", "!", "12"} {
		if Ordinary(word) >= Often {
			t.Errorf("Ordinary(%q) = %d, want none", word, Ordinary(word))
		}
	}
}

// Words that no list holds are taken for names about once in eight thousand; here for at most five in ten thousand.
func TestUnlistedWordsAreUnknown(t *testing.T) {
	taken := 0
	const tries = 10_000
	for i := range tries {
		if LookUp("qx"+strings.Repeat("z", i%7)+string(rune('a'+i%26))+string(rune('a'+i/26%26))+string(rune('a'+i/676%26))+"wq") != (Word{}) {
			taken++
		}
	}
	if taken > 5 {
		t.Errorf("%d of %d invented words are taken for names", taken, tries)
	}
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name, country, region string
		atLeast, atMost       int
	}{
		{"Saint-Aubin-sur-Mer", "FR", "14", 1000, 4000},
		{"st aubin sur mer", "FR", "14", 1000, 4000},
		{"Mans", "FR", "72", 130_000, 160_000},
		{"Lannemezan", "FR", "65", 4000, 8000},
		{"Casablanca", "MA", "06", 3_000_000, 4_000_000},
		{"مراكش", "MA", "07", 500_000, 1_500_000},
		{"Lerwick", "GB", "SCT", 5000, 9000},
		{"Vermont", "US", "", 600_000, 700_000},
		{"Lozère", "FR", "48", 60_000, 90_000},
		{"Occitanie", "FR", "", 5_000_000, 7_000_000},
	} {
		p, ok := FindPlace(c.name)
		if !ok || p.Country != c.country || p.Region != c.region || p.Population < c.atLeast || p.Population > c.atMost {
			t.Errorf("FindPlace(%q) = %+v, %v", c.name, p, ok)
		}
	}
	if all := Places("Saint-Aubin"); len(all) < 3 {
		t.Errorf("Places(Saint-Aubin) = %+v, want every commune of that name", all)
	}
	if all := Places("Nulle-Part-les-Bains"); all != nil {
		t.Errorf("Places of an invented town = %+v", all)
	}
}

func TestPlaceAt(t *testing.T) {
	for text, want := range map[string]string{
		"Saint-Aubin-sur-Mer, atteint d'un": "Saint-Aubin-sur-Mer",
		"Aix en Provence est une":           "Aix en Provence",
		"New York today":                    "New York",
		"Xyzzyville":                        "",
		"":                                  "",
	} {
		n, found := PlaceAt(text)
		if text[:n] != want || (len(found) > 0) != (n > 0) {
			t.Errorf("PlaceAt(%q) = %q, %v; want %q", text, text[:n], found, want)
		}
	}
}

func TestDiseaseAt(t *testing.T) {
	for _, c := range []struct {
		text, want string
		orpha      int
		prevalence Prevalence
	}{
		{"syndrome de Gorlin. Il va bien", "syndrome de Gorlin", 377, OneToNinePer100000},
		{"Maladie de Gorlin", "Maladie de Gorlin", 377, OneToNinePer100000},
		{"progéria dans notre service", "progéria", 740, UnderOnePerMillion},
		{"Hutchinson-Gilford progeria, the only", "Hutchinson-Gilford progeria", 740, UnderOnePerMillion},
		{"insomnie fatale familiale, trois", "insomnie fatale familiale", 466, UnderOnePerMillion},
		{"anomalie d’Ebstein ;", "anomalie d’Ebstein", 1880, OneToNinePer100000},
		{"enfermedad de Fabry", "enfermedad de Fabry", 324, OneToFivePer10000},
		{"cystic fibrosis.", "cystic fibrosis", 586, OneToFivePer10000},
		{"maladie rare", "", 0, PrevalenceUnknown},
		{"équipe de nuit", "", 0, PrevalenceUnknown},
	} {
		n, d := DiseaseAt(c.text)
		if c.text[:n] != c.want || d.Orpha != c.orpha || d.Prevalence != c.prevalence {
			t.Errorf("DiseaseAt(%q) = %q %+v; want %q %d", c.text, c.text[:n], d, c.want, c.orpha)
		}
	}
}

func FuzzLexicon(f *testing.F) {
	for _, seed := range []string{"Jean-Luc", "syndrome de Gorlin", "St. Aubin", "\xff\xfe", "مُحمّد", "  ", "ß œuvre", "a-'’b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		LookUp(text)
		Places(text)
		n, found := PlaceAt(text)
		if n > len(text) || (n > 0) != (len(found) > 0) || n > 0 && !boundary(text, n) {
			t.Fatalf("PlaceAt(%q) = %d, %v", text, n, found)
		}
		if n, _ := DiseaseAt(text); n > len(text) || n > 0 && !boundary(text, n) {
			t.Fatalf("DiseaseAt(%q) = %d", text, n)
		}
		if Fold(Fold(text)) != Fold(text) {
			t.Fatalf("Fold(%q) = %q is not folded", text, Fold(text))
		}
	})
}

func boundary(text string, n int) bool {
	return n == len(text) || utf8.RuneStart(text[n]) || !utf8.ValidString(text)
}

func BenchmarkLookUp(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		LookUp("Benjelloun")
	}
}

func BenchmarkDiseaseAt(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		DiseaseAt("syndrome de Gorlin dans notre service de cardiologie depuis hier")
	}
}

func BenchmarkPlaceAt(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		PlaceAt("Lannemezan, suivie dans notre service depuis hier matin")
	}
}
