package triage

import (
	"os"
	"strings"
	"testing"

	"portevoix/bot/text"
)

// The sentences of testdata/said.tsv are invented: category, language, words. They were written after the first rules and are
// not the rules' own examples. What is NEUTRAL there only sounds dangerous, or is taught or remembered: it may be anything but a page.
func TestDangerIsHeardAndFiguresOfSpeechAreNot(t *testing.T) {
	tr := New()
	data, err := os.ReadFile("testdata/said.tsv")
	if err != nil {
		t.Fatal(err)
	}
	right, total := map[Category]int{}, map[Category]int{}
	read, ofLang := 0, 0
	for line := range strings.Lines(string(data)) {
		fields := strings.SplitN(strings.TrimSpace(line), "\t", 3)
		want, lang, words := Category(fields[0]), text.Lang(fields[1]), fields[2]
		v := tr.Read(words, false)
		if grave := want.Priority() == P0; grave != (v.Priority == P0) {
			t.Errorf("%s: %q is %s by %q", want, words, v.Category, v.Rule)
		}
		if total[want]++; v.Category == want {
			right[want]++
		}
		if got, ok := Lang(words); ok {
			if ofLang++; got == lang {
				read++
			}
		}
	}
	sum := 0
	for c, n := range total {
		t.Logf("%s: %d of %d", c, right[c], n)
		sum += right[c]
	}
	t.Logf("right category: %d; language right %d of %d told", sum, read, ofLang)
	if sum < 140 || read*100 < ofLang*97 {
		t.Error("sorting or the language has become worse")
	}
}

// What a person says who cannot go on may be figurative; somebody looks within the hour.
func TestDoubtIsLookedAt(t *testing.T) {
	tr := New()
	for _, words := range []string{"j'en ai marre de vivre ça chaque semaine avec votre standard", "je n'en peux plus de vos retards", "can't do this anymore, my surgery is cancelled again"} {
		if v := tr.Read(words, false); v.Priority != P1 && v.Priority != P0 {
			t.Errorf("%q has priority P%d by %q", words, v.Priority, v.Rule)
		}
	}
}

func TestThePressReportsAndDoesNotPage(t *testing.T) {
	tr := New()
	for _, title := range []string{"Un homme armé d'un couteau interpellé devant l'hôpital", "Suicide d'une interne : la famille témoigne", "Bomb found near clinic was a hoax, police say"} {
		if v := tr.Read(title, true); v.Category != Press {
			t.Errorf("%q is %s by %q", title, v.Category, v.Rule)
		}
	}
	if v := tr.Read("Aidez-moi, mon mari ne respire plus", true); v.Priority != P0 {
		t.Error("a cry for help in a feed was taken for an article")
	}
}

func TestTone(t *testing.T) {
	tr := New()
	for words, want := range map[string]Tone{
		"Merci, équipe formidable": Positive, "Honteux, accueil catastrophique": Negative, "Le bus 7 passe devant": Even,
		"Pas très gentil, vraiment": Negative, "Not happy at all": Negative, "The nurses were wonderful": Positive, "شكرا للفريق الرائع": Positive, "خدمة سيئة وحشومة": Negative,
	} {
		if got := tr.Tone(words); got != want {
			t.Errorf("%q has tone %d", words, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	tr := New()
	for _, s := range []string{"", "\xff\x00", "???!!!…", "O- @a@b http://x", strings.Repeat("plus ", 300), "ما\u200f مات"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, press bool) {
		if v := tr.Read(s, press); v.Category == "" || v.Category.Title().IsZero() {
			t.Errorf("%q became %+v", s, v)
		}
		tr.Tone(s)
		Lang(s)
	})
}

func BenchmarkRead(b *testing.B) {
	tr := New()
	for b.Loop() {
		tr.Read("Bonjour, ma mère attend depuis 14 heures sur un brancard aux urgences et personne ne nous explique la suite, c'est honteux !", false)
	}
}
