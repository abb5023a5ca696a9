package when

import (
	"testing"
	"time"
	"unicode/utf8"

	"portevoix/bot/text"
)

func paris(t testing.TB) *time.Location {
	t.Helper()
	z, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// Tuesday 24 November 2026, 10:15 in Paris.
func reader(t testing.TB) Reader { return Reader{Now: time.Date(2026, 11, 24, 10, 15, 0, 0, paris(t))} }

func TestMoment(t *testing.T) {
	r := reader(t)
	for in, want := range map[string]string{
		"samedi 28 novembre 20 h":      "2026-11-28 20:00",
		"samedi 28 novembre à 20 h 30": "2026-11-28 20:30",
		"sam. 28 nov. 20h":             "2026-11-28 20:00",
		"jusqu'à demain 18h":           "2026-11-25 18:00",
		"28/11 20:00":                  "2026-11-28 20:00",
		"28/11/2026 20:00":             "2026-11-28 20:00",
		"28.11.2026 à 20h":             "2026-11-28 20:00",
		"2026-11-28 20:00":             "2026-11-28 20:00",
		"2026-11-28T20:00":             "",
		"tomorrow 6 pm":                "2026-11-25 18:00",
		"6:30pm tomorrow":              "2026-11-25 18:30",
		"Saturday 28 November at 8 pm": "2026-11-28 20:00",
		"November 28, 2026, 8 pm":      "2026-11-28 20:00",
		"Nov 28th 20:00":               "2026-11-28 20:00",
		"noon":                         "2026-11-24 12:00",
		"midi":                         "2026-11-24 12:00",
		"minuit":                       "2026-11-25 00:00",
		"18 h":                         "2026-11-24 18:00",
		"8 h":                          "2026-11-25 08:00", // has passed today
		"20 h ce soir":                 "2026-11-24 20:00",
		"8 h ce soir":                  "2026-11-24 20:00",
		"tonight 8:30 pm":              "2026-11-24 20:30",
		"vendredi 9 h":                 "2026-11-27 09:00",
		"mardi 9 h":                    "2026-12-01 09:00",
		"mardi 11 h":                   "2026-11-24 11:00",
		"vendredi prochain à 9 h":      "2026-11-27 09:00",
		"dans 2 heures":                "2026-11-24 12:15",
		"dans 1 h 30":                  "2026-11-24 11:45",
		"in 30 minutes":                "2026-11-24 10:45",
		"in an hour":                   "2026-11-24 11:15",
		"بعد ساعتين":                   "2026-11-24 12:15",
		"غدا على الساعة 18:00":         "2026-11-25 18:00",
		"غداً على الساعة ١٨:٠٠":        "2026-11-25 18:00",
		"السبت 28 نونبر على الساعة 20:00":   "2026-11-28 20:00",
		"السبت 28 نوفمبر 8 مساء":            "2026-11-28 20:00",
		"إلى غاية يوم السبت 28 نونبر 20:00": "2026-11-28 20:00",
		"20 h samedi 28 novembre":           "2026-11-28 20:00",
		"1er décembre 7 h":                  "2026-12-01 07:00",
		"le 5 janvier à 12 h":               "2027-01-05 12:00",
		"samedi 28 novembre, de 9 h":        "2026-11-28 09:00",
		"after the meeting":                 "",
		"":                                  "",
		"20":                                "",
		"le patient de 45 ans":              "",
	} {
		got, q := r.Moment(in)
		if want == "" {
			if q == nil {
				t.Errorf("%q was read as %s, wanted a question", in, got.At)
			}
			continue
		}
		if q != nil {
			t.Errorf("%q: %s", in, q.Ask.EN)
			continue
		}
		if s := got.At.Format("2006-01-02 15:04"); s != want {
			t.Errorf("%q is %s, wanted %s", in, s, want)
		}
	}
}

func TestQuestions(t *testing.T) {
	r := reader(t)
	for in, want := range map[string]Kind{
		"hier 20 h":                    Past,
		"23/11 20:00":                  Past,
		"samedi 31 octobre 20 h":       Past,
		"31 juin 20 h":                 Impossible,
		"28/13 20:00":                  Impossible,
		"demain 25 h":                  Impossible,
		"demain 13 pm":                 Impossible,
		"vendredi 28 novembre 20 h":    Mismatch,
		"samedi 28 novembre":           NoClock,
		"dimanche 28 mars 2027 2 h 30": Gap,
		"bientôt":                      Missing,
	} {
		_, q := r.Moment(in)
		if q == nil || q.Kind != want {
			t.Errorf("%q: got %v, wanted %s", in, q, want)
			continue
		}
		for _, l := range text.Langs {
			if q.Ask.In(l) == "" {
				t.Errorf("%q: no question in %s", in, l)
			}
		}
	}
}

func TestMonthFirst(t *testing.T) {
	r := reader(t)
	r.MonthFirst = true
	got, q := r.Moment("11/28 8 pm")
	if q != nil || got.At.Format("01-02 15") != "11-28 20" {
		t.Fatalf("%v %v", got.At, q)
	}
}

func TestSureAndSpan(t *testing.T) {
	r := reader(t)
	s := "Collecte samedi 28 novembre 2026 à 9 h, hall B"
	got, q := r.Read(s)
	if q != nil || got.Sure != Certain || s[got.Start:got.End] != "samedi 28 novembre 2026 à 9 h" {
		t.Fatalf("%+v %v %q", got, q, s[got.Start:got.End])
	}
	if got, _ := r.Read("demain"); got.Sure != Likely || got.Clock {
		t.Errorf("%+v", got)
	}
	if got, _ := r.Read("5 janvier 9 h"); got.Sure != Unsure {
		t.Errorf("next year is a guess: %+v", got)
	}
}

// What the product writes, it reads again: in every language, every quarter of an hour.
func TestReadsWhatWeWrite(t *testing.T) {
	r := reader(t)
	for i := range 4 * 24 * 60 {
		at := r.Now.Truncate(15 * time.Minute).Add(time.Duration(i+1) * 15 * time.Minute)
		for _, l := range text.Langs {
			written := text.Moment(at).In(l)
			got, q := r.Moment(written)
			if q != nil || !got.At.Equal(at) {
				t.Fatalf("%s: %q was read as %v (%v), wanted %v", l, written, got.At, q, at)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"samedi 28 novembre 20 h", "tomorrow 6 p.m.", "28/11 20:00", "غدا على الساعة 18:00", "dans 1 h 30", "\u2066٢٨/١١\u2069", "24:00", "2026-02-29 12:00", "a.m. 9"} {
		f.Add(s)
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, found := range r.Find(s) {
			if found.Start < end || found.End <= found.Start || found.End > len(s) {
				t.Fatalf("span %d:%d of %d bytes, after %d", found.Start, found.End, len(s), end)
			}
			end = found.End
			if utf8.ValidString(s) && !utf8.ValidString(s[found.Start:found.End]) {
				t.Fatal("the span cuts a character")
			}
		}
		if got, q := r.Moment(s); q == nil && !got.At.After(r.Now) {
			t.Fatalf("%v is not to come", got.At)
		}
	})
}
