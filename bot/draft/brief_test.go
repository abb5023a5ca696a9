package draft

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"portevoix/bot/text"
)

// A Tuesday.
var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func read(l text.Lang, words string) Brief { return Reader{Now: noon, Lang: l}.Read(words) }

func TestABriefIsReadIntoFacts(t *testing.T) {
	for _, c := range []struct {
		words string
		event string
		when  string // in French, without no-break spaces
		where string // in French
		more  string // details, groups and contacts
		prose string // what is left of the author's words
	}{
		{"collecte de sang samedi 12 juin 9 h–17 h hall B, tous groupes", "blood-drive", "samedi 12 juin, de 9 h à 17 h", "hall B", "all-groups", ""},
		{"Collecte de sang le 12/06 à 9h, hall B", "blood-drive", "samedi 12 juin, à 9 h", "hall B", "", ""},
		{"don du sang demain de 9h30 à 17h", "blood-drive", "mercredi 25 novembre, de 9 h 30 à 17 h", "", "", ""},
		{"portes ouvertes samedi, entrée A, gratuit, sans rendez-vous", "open-day", "samedi 28 novembre", "entrée A", "free walk-in", ""},
		{"Blood drive next Saturday 9am-5pm main hall, all blood groups", "blood-drive", "samedi 28 novembre, de 9 h à 17 h", "hall principal", "all-groups", ""},
		{"Open day on June 12th, 2027 from 10 to 5 pm, entrance A", "open-day", "samedi 12 juin 2027, de 10 h à 17 h", "entrée A", "", ""},
		{"حملة للتبرع بالدم يوم السبت 12 يونيو من 9:00 إلى 17:00 بالبهو B، جميع الفصائل", "blood-drive", "samedi 12 juin, de 9 h à 17 h", "hall B", "all-groups", ""},
		{"حملة التبرع بالدم يوم ١٢ يونيو", "blood-drive", "samedi 12 juin", "", "", ""},
		{"prise de sang sans rendez-vous du lundi au vendredi, 7 h–11 h 30, entrée B", "blood-test", "du lundi au vendredi, de 7 h à 11 h 30", "entrée B", "walk-in", ""},
		{"exposition du 3 au 7 février, hall d'accueil", "exhibition", "du mercredi 3 au dimanche 7 février", "hall d'accueil", "", ""},
		{"collecte de sang dimanche, groupes O- et A+, infos 01 99 00 12 34", "blood-drive", "dimanche 29 novembre", "", "O− A+ 01 99 00 12 34", ""},
		{"atelier samedi : https://ch-valombre.example/inscription?jour=28", "workshop", "samedi 28 novembre", "", "https://ch-valombre.example/inscription?jour=28", ""},
		{"Le nouvel hôpital de jour ouvre mardi 1er décembre : 24 places.", "", "mardi 1er décembre", "", "", "Le nouvel hôpital de jour ouvre mardi 1er décembre : 24 places."},
		{"Nous recrutons 4 infirmiers (F/H, CDI, 10 h par jour). Candidatures jusqu'au 15 décembre : rh@ch-valombre.example", "recruitment", "", "", "rh@ch-valombre.example", "Nous recrutons 4 infirmiers (F/H, CDI, 10 h par jour). Candidatures jusqu'au 15 décembre."},
		{"urgences ouvertes 24 h/24 et 7 j/7", "", "", "", "", "Urgences ouvertes 24 h/24 et 7 j/7."},
		{"résultats en 48 h, prix 9.30", "", "", "", "", "Résultats en 48 h, prix 9.30."},
		{"réunion tous les lundis", "", "", "", "", "Réunion tous les lundis."},
	} {
		b := read(text.FR, c.words)
		more := strings.Join(append(append(append([]string{}, b.Details...), b.Groups...), nonEmpty(b.Link, b.Phone, b.Mail)...), " ")
		got := []string{b.Event, flat(b.When.In(text.FR)), b.where(text.FR), more, flat(strings.Join(b.prose(b.Lang), " "))}
		want := []string{c.event, c.when, c.where, c.more, c.prose}
		for i, part := range []string{"event", "when", "where", "details", "prose"} {
			if got[i] != want[i] {
				t.Errorf("%s\n  %s: %q, want %q", c.words, part, got[i], want[i])
			}
		}
		if len(b.Questions) > 0 {
			t.Errorf("%s\n  asks: %s", c.words, b.Questions[0].Text.EN)
		}
	}
}

func nonEmpty(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func flat(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

func TestWhatCannotBeIsAsked(t *testing.T) {
	for words, want := range map[string]string{
		"collecte de sang samedi 14 juin 9 h–17 h hall B": "14 June 2027 is a Monday, not a Saturday",
		"portes ouvertes le 31 juin":                      "31 June does not exist",
		"portes ouvertes le 12/06/2026":                   "is already past",
		"portes ouvertes le 20 novembre":                  "is already past",
		"portes ouvertes demain à 25 h":                   "does not exist",
		"portes ouvertes le 45/13/2027":                   "do not recognise this date",
		"blood drive on Friday 28 November":               "is a Saturday, not a Friday",
	} {
		b := read(text.FR, words)
		if len(b.Questions) != 1 || !b.Questions[0].Blocked || !strings.Contains(text.StripMarks(b.Questions[0].Text.EN), want) {
			t.Errorf("%s: asked %v, want %q", words, b.Questions, want)
		}
	}
}

func TestAWrongWeekdayOffersTheDaysThatItMayMean(t *testing.T) {
	b := read(text.FR, "collecte de sang samedi 14 juin")
	got := b.Questions[0].Offers
	if len(got) != 3 || got[0] != "2027-06-14" || got[1] != "2027-06-12" || got[2] != "2027-06-19" {
		t.Errorf("offers %v", got)
	}
}

func TestAmericansWriteTheMonthFirst(t *testing.T) {
	b := Reader{Now: noon, Lang: text.EN, US: true}.Read("blood drive 6/12 at 9 am")
	if b.When.Day != "2027-06-12" || b.When.From != "09:00" {
		t.Errorf("read %+v", b.When)
	}
}

func TestTheClockChangesNothingInADate(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	late := time.Date(2026, 10, 24, 23, 30, 0, 0, paris) // the night in which clocks go back
	if b := (Reader{Now: late, Lang: text.FR}).Read("portes ouvertes demain"); b.When.Day != "2026-10-25" {
		t.Errorf("tomorrow is %s", b.When.Day)
	}
}

func TestAHiddenDirectionMarkChangesNothing(t *testing.T) {
	plain, marked := read(text.FR, "collecte de sang samedi 12 juin, hall B"), read(text.FR, "\u202ecollecte\u2066 de sang samedi\u200f 12 juin, hall B\u2069")
	if plain.When != marked.When || plain.Event != marked.Event || len(marked.Places) != 1 {
		t.Errorf("read %+v", marked)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"collecte de sang samedi 14 juin 9 h–17 h hall B", "يوم السبت ١٢ يونيو", "{{day}}", "12/13/14", "de 99h à 3", "\xff\x00", "lieu : ", "samedi 99", "du 0 au 0 mai", "\u202e1 mai", "#a ##b", "hall é 9 h"} {
		f.Add(s)
	}
	composer := Composer{}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 600 {
			return
		}
		for _, l := range text.Langs {
			b := read(l, s)
			again := b.Facts()
			if strings.Contains(again.What+again.More, "{{") {
				t.Errorf("a slot shows: %q", again)
			}
			if b.When.Day != "" && b.When.Day.time().IsZero() {
				t.Errorf("no day: %q", b.When.Day)
			}
			w := composer.Write(b, Wish{Lang: l, Seed: "d", Objective: Lien})
			if !utf8.ValidString(w.Text) || strings.Contains(w.Text, "{{") || strings.Contains(w.Text, "%!") {
				t.Errorf("wrote %q", w.Text)
			}
		}
	})
}

// An hour beside "yesterday" is an appointment that is over, and asked about; a thank-you for yesterday is left as it was written.
func TestYesterday(t *testing.T) {
	for words, asked := range map[string]bool{
		"collecte de sang hier 9 h hall B":                     true,
		"collecte de sang hier de 9 h à 17 h, hall B":          true,
		"blood drive yesterday 9 am hall B":                    true,
		"حملة للتبرع بالدم امس على الساعة 9:00 بالبهو B":       true,
		"merci aux 120 donneurs venus hier au hall B":          false,
		"Thank you to the 120 donors who came yesterday":       false,
		"hier, 12 équipes ont reçu le prix de l'accueil":       false,
		"l'exposition ouverte hier soir dure jusqu'au 12 mars": false,
	} {
		b := read(text.FR, words)
		if past := len(b.Questions) > 0 && strings.Contains(b.Questions[0].Text.EN, "already past"); past != asked {
			t.Errorf("%s\n  asked %v: %v", words, past, b.Questions)
		}
	}
}
