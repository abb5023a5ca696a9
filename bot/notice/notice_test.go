package notice

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"portevoix/bot/chat"
	"portevoix/bot/country"
	"portevoix/bot/hospital"
	"portevoix/bot/social"
	"portevoix/bot/text"
	"portevoix/bot/text/when"
)

var valombre = hospital.Profile{Name: "Centre hospitalier de Valombre", ShortName: "CH de Valombre", NameAR: "مستشفى فالومبر", City: "Valombre",
	Website: "https://www.ch-valombre.example", Phones: []hospital.Phone{{Label: "standard", Number: "01 99 00 12 00"}}}

func speaker(t testing.TB, code string) Speaker {
	t.Helper()
	p, err := country.Get(code)
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return Speaker{Country: p.For(valombre), Hospital: valombre, Zone: zone}
}

func (s Speaker) now() time.Time { return time.Date(2026, 11, 24, 10, 15, 0, 0, s.Zone) }

func TestKindsAreWhole(t *testing.T) {
	names := []string{"blood", "blood_stop", "plasma", "platelets", "mass_casualty", "visiting", "epidemic", "heatwave", "it_outage", "phone_down", "ed_pressure", "access", "utility", "evacuation", "recall", "missing", "strike", "shortage", "fraud", "correction", "all_clear", "thanks"}
	kinds := Kinds()
	if len(kinds) != len(names) {
		t.Errorf("%d kinds, not %d", len(kinds), len(names))
	}
	for _, name := range names {
		if _, ok := Find(name); !ok {
			t.Errorf("no kind %s", name)
		}
	}
	words := map[string]string{}
	for _, k := range kinds {
		if len(k.Fields) > chat.MaxFields {
			t.Errorf("%s asks for %d fields", k.Name, len(k.Fields))
		}
		if _, ok := k.Field(k.Until); !ok && k.Refuse.IsZero() {
			t.Errorf("%s never ends: no field %q", k.Name, k.Until)
		}
		for what, said := range map[string]text.Text{"label": k.Label, "action": k.Action, "follow": k.Follow, "pitfalls": k.Pitfalls} {
			if said.FR == "" || said.EN == "" || said.AR == "" {
				t.Errorf("%s: %s lacks a language", k.Name, what)
			}
		}
		for _, w := range append([]string{k.Name}, k.Words...) {
			if other, taken := words[chat.Fold(w)]; taken {
				t.Errorf("%q means %s and %s", w, other, k.Name)
			}
			words[chat.Fold(w)] = k.Name
		}
		for _, line := range slices.Concat(k.Lines, k.End) {
			same(t, k.Name, line.Say)
			same(t, k.Name, line.Short)
		}
		if k.Refuse.IsZero() && k.Access && !slices.ContainsFunc(k.Lines, func(l Line) bool { return l.As == "vital" && l.If == "" && l.Drop == 0 && !l.Long }) {
			t.Errorf("%s changes access and does not always give the number for an emergency", k.Name)
		}
		if k.Refuse.IsZero() && k.Lines[0].As != "head" && !strings.Contains(k.Lines[0].Say.FR, "{issuer}") {
			t.Errorf("%s does not begin with the issuer", k.Name)
		}
	}
}

// same checks that a line has the same fields in every language.
func same(t *testing.T, kind string, say text.Text) {
	t.Helper()
	fields := func(s string) []string {
		all := regexp.MustCompile(`\{[a-z_]+\}`).FindAllString(s, -1)
		slices.Sort(all)
		return all
	}
	if fr := fields(say.FR); !slices.Equal(fr, fields(say.EN)) || !slices.Equal(fr, fields(say.AR)) {
		t.Errorf("%s: %q has other fields in another language", kind, say.FR)
	}
}

func TestRecognise(t *testing.T) {
	for typed, want := range map[string]string{
		"blood": "blood|", "don du sang hall B samedi": "blood|hall B samedi", "sang": "blood|", "التبرع بالدم": "blood|", "Panne informatique": "it_outage|",
		"it outage": "it_outage|", "visites": "visiting|", "stop sang": "blood_stop|", "fin d'alerte": "all_clear|", "all clear": "all_clear|", "blood_stop": "blood_stop|",
		"disparition": "missing|", "qqch": "|qqch", "": "|", "ed pressure": "ed_pressure|", "panne telephone": "phone_down|", "Blood appeal": "blood|",
	} {
		k, rest, _ := Recognise(typed)
		if got := k.Name + "|" + rest; got != want {
			t.Errorf("%q is %q, wanted %q", typed, got, want)
		}
	}
}

// sample draws a value that a person might give for a field.
func sample(r *rapid.T, f Field, now time.Time) string {
	switch f.Type {
	case Moment:
		return now.Add(time.Duration(rapid.IntRange(2, 4*24*25).Draw(r, f.Name)) * 15 * time.Minute).Format(time.RFC3339)
	case Groups:
		return strings.Join(rapid.SliceOfNDistinct(rapid.SampledFrom(bloodGroups), 1, 8, rapid.ID).Draw(r, f.Name), ", ")
	case Pick:
		return rapid.SampledFrom(f.Choices).Draw(r, f.Name).Value
	case Several:
		var ids []string
		for _, c := range rapid.SliceOfNDistinct(rapid.SampledFrom(f.Choices), 1, 3, func(c chat.Choice) string { return c.Value }).Draw(r, f.Name) {
			ids = append(ids, c.Value)
		}
		return strings.Join(ids, ",")
	case Phone, Contact:
		return rapid.SampledFrom([]string{"01 99 00 12 34", "06 39 98 00 11", "15", "01632 960123", "555-0142", "+33 1 99 00 12 34"}).Draw(r, f.Name)
	case Link:
		return rapid.SampledFrom([]string{"https://dondesang.efs.sante.fr/trouver?cp=99000", "ch-valombre.example/acces"}).Draw(r, f.Name)
	case Count:
		return fmt.Sprint(rapid.IntRange(0, 20000).Draw(r, f.Name))
	case Hours:
		return fmt.Sprintf("%d h - %d h 30", rapid.IntRange(0, 11).Draw(r, "from"), rapid.IntRange(12, 23).Draw(r, "to"))
	case Place:
		return rapid.SampledFrom([]string{"Hall B, 12 rue des Tilleuls", "قاعة ب، 3 شارع النخيل", "Entrance C (level -1)", "Bâtiment 4", "Place du 8 mai 1945", "A+ building"}).Draw(r, f.Name)
	}
	return "Une phrase simple"
}

// Whatever the fields, every language says the same dates, numbers, links and groups, and each contains what was given.
func TestLanguagesAgree(t *testing.T) {
	speakers := map[string]Speaker{}
	for _, code := range []string{"FR", "MA", "GB", "US"} {
		speakers[code] = speaker(t, code)
	}
	rapid.Check(t, func(r *rapid.T) {
		s := speakers[rapid.SampledFrom([]string{"FR", "MA", "GB", "US"}).Draw(r, "country")]
		k := rapid.SampledFrom(Kinds()).Draw(r, "kind")
		if !k.Refuse.IsZero() {
			return
		}
		n := Notice{ID: "n_2026-014", Kind: k.Name, Phase: rapid.SampledFrom([]Phase{Alert, Correction, End}).Draw(r, "phase"), Exercise: rapid.Bool().Draw(r, "exercise"), Ref: "n_2026-009", At: s.now(), Langs: text.Langs, Fields: map[string]string{}}
		for _, f := range k.Fields {
			if f.Optional && rapid.Bool().Draw(r, "leave out") {
				continue
			}
			typed := sample(r, f, s.now())
			v, problem := f.Read(typed, when.Reader{Now: s.now()})
			if !problem.IsZero() {
				r.Fatalf("%s %s: %q was refused: %s", k.Name, f.Name, typed, problem.EN)
			}
			n.Fields[f.Name] = v
			if f.Type == Sentence {
				for _, l := range text.Langs {
					n.Fields[f.Name+"."+string(l)] = "Phrase 7"
				}
			}
			if f.Name == k.Until {
				n.Until, _ = time.Parse(time.RFC3339, v)
			}
		}
		standard, short := map[text.Lang]string{}, map[text.Lang]string{}
		for _, l := range text.Langs {
			standard[l] = s.Standard(n, l)
			short[l], _ = s.Short(n, l, 10_000, social.CountX)
			if strings.ContainsAny(standard[l]+short[l], "{}") || strings.Contains(standard[l], "%!") {
				r.Fatalf("%s %s: an unfilled place: %s", k.Name, l, standard[l])
			}
			if n.Exercise && !strings.HasPrefix(standard[l], exerciseMark.In(l)) {
				r.Fatalf("not marked as an exercise: %s", standard[l])
			}
			if !strings.Contains(text.StripMarks(short[l]), "2026-014") {
				r.Fatalf("no reference: %s", short[l])
			}
			if k.Access && n.Phase != End && !slices.Contains(ReadFacts(standard[l], s.now()).Numbers, s.Country.Vital()) {
				r.Fatalf("no number for an emergency: %s", standard[l])
			}
		}
		for _, texts := range []map[text.Lang]string{standard, short} {
			if d := Differences(texts, s.now()); len(d) > 0 {
				r.Fatalf("%s %s: %s\n%s\n%s\n%s", s.Country.Code, k.Name, d, texts[text.FR], texts[text.EN], texts[text.AR])
			}
		}
		if n.Phase == Alert && !n.Until.IsZero() && !slices.Contains(ReadFacts(standard[text.AR], s.now()).Moments, n.Until.UTC().Format(time.RFC3339)) {
			r.Fatalf("the end is not in the text: %s", standard[text.AR])
		}
	})
}

// The proof itself is shown to find what it is for.
func TestDifferencesAreFound(t *testing.T) {
	now := speaker(t, "FR").now()
	fr := "Don de sang O- samedi 28 novembre à 20 h, 01 99 00 12 34, https://a.example"
	for name, en := range map[string]string{
		"date":   "Give blood O- Saturday 28 November at 9 pm, 01 99 00 12 34, https://a.example",
		"phone":  "Give blood O- Saturday 28 November at 8 pm, 01 99 00 12 35, https://a.example",
		"link":   "Give blood O- Saturday 28 November at 8 pm, 01 99 00 12 34, https://b.example",
		"blood":  "Give blood O+ Saturday 28 November at 8 pm, 01 99 00 12 34, https://a.example",
		"number": "Give blood O- Saturday 28 November at 8 pm, 01 99 00 12 34, https://a.example 7",
	} {
		d := Differences(map[text.Lang]string{text.FR: fr, text.EN: en}, now)
		if len(d) != 1 || !strings.HasPrefix(d[0], name) {
			t.Errorf("%s: %q", name, d)
		}
	}
	if d := Differences(map[text.Lang]string{text.FR: fr, text.EN: "Give blood O- Saturday 28 November at 8 pm, 01 99 00 12 34, https://a.example"}, now); d != nil {
		t.Error(d)
	}
}

// ready is a notice of a kind with usual values.
func ready(s Speaker, kind string) Notice {
	k, _ := Find(kind)
	n := Notice{ID: "n_2026-014", Kind: kind, Phase: Alert, At: s.now(), Langs: text.Langs, Fields: map[string]string{}}
	usual := map[string]string{"groups": "O-,O+", "place": "Hall B, 12 rue des Tilleuls", "hours": "09:00-17:00", "contact": "https://dondesang.efs.sante.fr", "affected": "laboratory,imaging", "emergency": "open", "appointments": "some", "phone": "01 99 00 12 34",
		"where": "all", "visitors": "2", "mask": "yes", "closed": "Entrée A", "instead": "Entrée B, rue des Tilleuls", "step_free": "Entrée B, rampe à gauche", "minutes": "15", "number": "15", "open": "ambulances,maternity", "about": "it_outage", "refers": "2026-009",
		"weather": "heat", "gesture": "hands", "fake": "blood", "families": "01 99 00 12 00", "zone": "Bâtiment Nord", "product": "Produit X", "lot": "AB12", "utility": "water", "lines": "all", "link": "https://www.ch-valombre.example",
		"what.fr": "La grippe circule beaucoup", "what.en": "Flu is spreading", "what.ar": "الأنفلونزا منتشرة"}
	for _, f := range k.Fields {
		if f.Type == Moment {
			at := s.now().Add(-time.Hour)
			if !f.Past {
				at = s.now().Add(58 * time.Hour)
			}
			n.Fields[f.Name] = at.Format(time.RFC3339)
		} else if v := usual[f.Name]; v != "" {
			n.Fields[f.Name] = v
		}
		for _, l := range text.Langs {
			if f.Type == Sentence {
				n.Fields[f.Name+"."+string(l)] = usual[f.Name+"."+string(l)]
			}
		}
	}
	n.Until, _ = time.Parse(time.RFC3339, n.Fields[k.Until])
	return n
}

func TestShortFitsX(t *testing.T) {
	for _, code := range []string{"FR", "MA", "GB", "US"} {
		s := speaker(t, code)
		for _, kind := range Basic {
			for _, phase := range []Phase{Alert, Correction, End} {
				n := ready(s, kind)
				n.Phase, n.Ref = phase, "n_2026-009"
				k, _ := Find(kind)
				for _, l := range text.Langs {
					short, ok := s.Short(n, l, 280, social.CountX)
					if !ok {
						t.Errorf("%s %s %s %s: %d characters: %s", code, kind, phase, l, social.CountX(short), short)
					}
					if k.Access && phase != End && !slices.Contains(ReadFacts(short, s.now()).Numbers, s.Country.Vital()) {
						t.Errorf("no number for an emergency: %s", short)
					}
				}
			}
		}
	}
}

func TestCountryRules(t *testing.T) {
	blocks := func(s Speaker, n Notice) (fields []string) {
		for _, p := range s.Problems(n, s.now()) {
			if p.Block {
				fields = append(fields, p.Field)
			}
		}
		return fields
	}
	fr := speaker(t, "FR")
	n := ready(fr, "blood")
	if b := blocks(fr, n); b != nil {
		t.Errorf("a relay of the EFS is blocked: %v", b)
	}
	for name, want := range map[string]struct{ field, value string }{
		"another link than the EFS's": {"contact", "https://don.example"},
		"a phone instead of the EFS":  {"contact", "01 99 00 12 34"},
		"a look-alike":                {"contact", "https://efs.sante.fr.example"},
		"no end":                      {"until", ""},
	} {
		n := ready(fr, "blood")
		n.Fields[want.field] = want.value
		if want.field == "until" {
			n.Until = time.Time{}
		}
		if b := blocks(fr, n); !slices.Equal(b, []string{want.field}) {
			t.Errorf("%s: %v", name, b)
		}
	}
	ma := speaker(t, "MA")
	n = ready(ma, "blood")
	n.Fields["contact"] = "05 00 00 00 00"
	if b := blocks(ma, n); b != nil {
		t.Errorf("Morocco: %v", b)
	}
	delete(n.Fields, "place")
	if b := blocks(ma, n); !slices.Equal(b, []string{"place"}) {
		t.Errorf("Morocco without a place: %v", b)
	}
	if n = ready(ma, "ed_pressure"); true {
		n.Fields["number"] = "911"
		if b := blocks(ma, n); !slices.Equal(b, []string{"number"}) {
			t.Errorf("911 in Morocco: %v", b)
		}
	}
	if b := blocks(fr, Notice{Kind: "missing"}); len(b) != 1 {
		t.Error("a missing-person notice is not refused")
	}
	n = ready(fr, "visiting")
	n.Until = fr.now().Add(-time.Minute)
	if b := blocks(fr, n); !slices.Equal(b, []string{"until"}) {
		t.Errorf("past end: %v", b)
	}
	n = ready(fr, "epidemic")
	delete(n.Fields, "what.ar")
	if b := blocks(fr, n); !slices.Equal(b, []string{"what.ar"}) {
		t.Errorf("a missing language: %v", b)
	}
}

func FuzzFields(f *testing.F) {
	for _, s := range []string{"O-, o négatif, AB+", "9h-17h", "de 9 h à 17 h 30", "من 09:00 إلى 17:00", "https://efs.sante.fr", "javascript:alert(1)", "01 99 00 12 34", "tous", "-5"} {
		f.Add(s)
	}
	s := speaker(f, "FR")
	var fields []Field
	for _, k := range Kinds() {
		fields = append(fields, k.Fields...)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, field := range fields {
			v, problem := field.Read(typed, when.Reader{Now: s.now()})
			if v != "" && !problem.IsZero() {
				t.Fatal("read and refused")
			}
			if v == "" {
				continue
			}
			again, problem := field.Read(v, when.Reader{Now: s.now()})
			if !problem.IsZero() || again != v {
				t.Fatalf("%s: %q is read as %q, then as %q", field.Type, typed, v, again)
			}
			if said := field.Say(v, s.Zone); said.FR == "" || strings.Contains(said.FR, "\n") {
				t.Fatalf("%s: %q says %q", field.Type, v, said.FR)
			}
		}
	})
}
