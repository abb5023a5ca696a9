package draft

import (
	"fmt"
	"strings"
	"testing"

	"portevoix/bot/hospital"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

var valombre = hospital.Profile{
	Name: "Centre hospitalier de Valombre", ShortName: "CH de Valombre", NameAR: "مستشفى فالومبر", City: "Valombre",
	Hashtags: []string{"#ValombreSanté"},
}

var composer = Composer{Hospital: valombre, Blood: Blood{
	With: text.Text{FR: "Avec l'Établissement français du sang (EFS).", EN: "With the Établissement français du sang (EFS).", AR: "بشراكة مع المؤسسة الفرنسية للدم (EFS)."},
	Link: "https://dondesang.efs.sante.fr",
}}

var briefs = []string{
	"collecte de sang samedi 12 juin 9 h–17 h hall B, tous groupes",
	"Portes ouvertes de la maternité dimanche 10 h–17 h : ateliers, visite du bloc école. Gratuit, entrée A. Infos : 01 99 00 12 34",
	"Le nouvel hôpital de jour ouvre mardi 1er décembre : 24 places, un accès direct par l'entrée C.",
	"Blood drive next Saturday 9am-5pm main hall, all blood groups, book at https://www.valombre.example/blood",
	"حملة للتبرع بالدم يوم السبت 12 يونيو من 9:00 إلى 17:00 بالبهو B، جميع الفصائل",
	"job dating jeudi 3 décembre à 14 h, salle 12, rh@ch-valombre.example",
	"prise de sang sans rendez-vous du lundi au vendredi, 7 h–11 h 30, entrée B",
	"exposition du 3 au 7 février, hall d'accueil, #ArtAuCH",
	"Merci à nos équipes de nuit.",
}

// every calls f with what is written from every brief, for every network, language, tone and three versions.
func every(f func(b Brief, w Wish, out Written, name string)) {
	for i, words := range briefs {
		b := read(text.FR, words)
		for _, n := range social.Networks() {
			for _, l := range text.Langs {
				for _, tone := range Tones {
					for take := range 3 {
						w := Wish{Lang: l, Rules: n.Rules, Objective: guessObjective(b), Tone: tone, Seed: fmt.Sprint("d", i), Take: take}
						f(b, w, composer.Write(b, w), fmt.Sprintf("%q for %s, %s, %s, take %d", words, n.Name, l, tone, take))
					}
				}
			}
		}
	}
}

// The guard that stands between a model and the draft also judges our own composer: whatever number, date, name, link or
// hashtag it writes must come from the brief, the profile or the blood service.
func TestNothingIsInvented(t *testing.T) {
	written := 0
	every(func(b Brief, w Wish, out Written, name string) {
		if out.Text == "" {
			return
		}
		written++
		g := Guard{Brief: b, Composer: composer}
		src := g.sources()
		for _, check := range []func(string, text.Lang, sourceWords) error{g.markup, g.links, g.hashtags, g.numbers, g.dates, g.names, g.manner, g.language} {
			if err := check(out.Text, w.Lang, src); err != nil {
				t.Errorf("%s: %v\n%s", name, err, out.Text)
			}
		}
	})
	if written < 500 {
		t.Errorf("only %d texts were written", written)
	}
}

func TestEveryTextFitsItsNetworkAndCutsNoWord(t *testing.T) {
	every(func(b Brief, w Wish, out Written, name string) {
		if n := w.Rules.Length(out.Text); n > w.Rules.Max || out.Over != 0 {
			t.Errorf("%s: %d of %d, over %d", name, n, w.Rules.Max, out.Over)
		}
		if out.Text != strings.TrimSpace(out.Text) || strings.Contains(out.Text, "  ") || strings.Contains(out.Text, "..") || strings.Contains(out.Text, "%!") {
			t.Errorf("%s is untidy:\n%s", name, out.Text)
		}
		if strings.Count(out.Text, "#") > w.Rules.Hashtags {
			t.Errorf("%s has too many hashtags", name)
		}
		for _, p := range b.prose(w.Lang) {
			if cut := len(p) > 12 && strings.Contains(out.Text, p[:12]) && !strings.Contains(out.Text, strings.TrimRight(p, ".")); cut {
				t.Errorf("%s cuts a sentence:\n%s", name, out.Text)
			}
		}
	})
}

func TestOneCallToAction(t *testing.T) {
	calls := append(append(append(append(append(append(bookByLink(), readByLink()...), bookByPhone()...), askByPhone()...), writeByMail(RH)...), writeByMail(Lien)...), append(come(Lien), come(RH)[1:]...)...) // the first of RH is one of Lien's
	every(func(b Brief, w Wish, out Written, name string) {
		found := 0
		for _, c := range calls {
			head, _, _ := strings.Cut(c.In(w.Lang), "%s")
			if strings.Contains(out.Text, strings.TrimSpace(head)) {
				found++
			}
		}
		if found > 1 {
			t.Errorf("%s calls %d times:\n%s", name, found, out.Text)
		}
	})
}

func TestTheSameSeedWritesTheSameAndAnotherTakeAnother(t *testing.T) {
	b := read(text.FR, briefs[0])
	rules, _ := social.RulesOf("facebook")
	w := Wish{Lang: text.FR, Rules: rules, Objective: Lien, Tone: Warm, Seed: "d_4k7mq"}
	first := composer.Write(b, w)
	if again := composer.Write(b, w); again.Text != first.Text {
		t.Error("the same wish was written in two ways")
	}
	w.Take = 1
	if second := composer.Write(b, w); second.Text == first.Text {
		t.Error("another version is the same")
	}
}

func TestShorteningLeavesOutTheLeastNeededFirst(t *testing.T) {
	b := read(text.FR, briefs[0])
	rules, _ := social.RulesOf("facebook")
	w := Wish{Lang: text.FR, Rules: rules, Objective: Lien, Tone: Warm, Seed: "d"}
	length, out := 1<<30, Written{}
	for w.Trim = 0; !out.Minimal; w.Trim++ {
		out = composer.Write(b, w)
		if n := len(out.Text); n >= length {
			t.Fatalf("step %d is no shorter", w.Trim)
		} else {
			length = n
		}
		if w.Trim > 20 {
			t.Fatal("it never ends")
		}
	}
	for _, vital := range []string{"ollecte de sang", "12 juin", "hall B", "EFS", "https://dondesang.efs.sante.fr"} {
		if !strings.Contains(out.Text, vital) {
			t.Errorf("the shortest text lacks %q:\n%s", vital, out.Text)
		}
	}
}

func TestWordsOfOneLanguageAreNotPutIntoAnother(t *testing.T) {
	rules, _ := social.RulesOf("facebook")
	w := Wish{Lang: text.EN, Rules: rules, Objective: Lien, Tone: Warm, Seed: "d"}
	out := composer.Write(read(text.FR, briefs[1]), w)
	if len(out.Missing) != 1 || !strings.Contains(out.Missing[0], "bloc école") || strings.Contains(out.Text, "école") || !strings.Contains(out.Text, "29 November") {
		t.Errorf("missing %q\n%s", out.Missing, out.Text)
	}
	if out := composer.Write(read(text.FR, briefs[2]), w); out.Text != "" || len(out.Missing) == 0 {
		t.Errorf("wrote without knowing what:\n%s", out.Text)
	}
}

func TestAnArabicPostIsArabic(t *testing.T) {
	rules, _ := social.RulesOf("x")
	out := composer.Write(read(text.FR, briefs[0]), Wish{Lang: text.AR, Rules: rules, Objective: Lien, Tone: Sober, Seed: "d"}).Text
	for _, want := range []string{"مستشفى فالومبر", "السبت 12 يونيو", "\u206609:00\u2069", "#التبرع_بالدم", "\u2066B\u2069"} {
		if !strings.Contains(out, want) {
			t.Errorf("lacks %q:\n%s", want, out)
		}
	}
}

func TestFrenchArticles(t *testing.T) {
	for name, want := range map[string][2]string{
		"CH de Valombre": {"le CH de Valombre", "au CH de Valombre"}, "CHU Atlas": {"le CHU Atlas", "au CHU Atlas"},
		"Hôpital Saint-Jean": {"l'hôpital Saint-Jean", "à l'hôpital Saint-Jean"}, "Clinique des Pins": {"la clinique des Pins", "à la clinique des Pins"},
		"Hôpitaux de l'Atlas": {"les hôpitaux de l'Atlas", "aux hôpitaux de l'Atlas"}, "Valombre Santé": {"Valombre Santé", "à Valombre Santé"},
	} {
		p := hospital.Profile{ShortName: name}
		if got := theHospital(p, text.FR); got != want[0] {
			t.Errorf("%s: %q", name, got)
		}
		if got := atHospital(p, text.FR); got != want[1] {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestHashtagsAreReadable(t *testing.T) {
	for _, e := range events() {
		for _, tag := range e.tags {
			for _, s := range []string{tag.FR, tag.EN} {
				if len(s) > 14 && strings.ToLower(s[2:]) == s[2:] {
					t.Errorf("%s has no capitals inside", s)
				}
			}
			if len(strings.Fields(e.name.AR)) > 1 && !strings.Contains(tag.AR, "_") && !strings.HasPrefix(tag.AR, "#") {
				t.Errorf("%s does not join its words", tag.AR)
			}
		}
	}
}
