package tagger

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"M. Jean-Luc D'Angelo, 45 ans.":       "M|.|Jean-Luc|D|'|Angelo|,|45|ans|.",
		"Écrire à j.dupont@clinique.example.": "Écrire|à|j.dupont@clinique.example|.",
		"#TousAvecLucas @hopital (www.a.b)":   "#TousAvecLucas|@hopital|(|www.a.b|)",
		"المريضة فاطمة، 45 سنة":               "المريضة|فاطمة|،|45|سنة",
		"a\u200bb\n\nc":                       "a|b|c",
		"":                                    "",
	} {
		var words []string
		for _, tok := range Tokens(text, nil) {
			words = append(words, tok.Text(text))
		}
		if got := strings.Join(words, "|"); got != want {
			t.Errorf("Tokens(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestCase(t *testing.T) {
	for word, want := range map[string]Case{"patient": Lower, "Patient": Title, "P": Title, "PATIENT": Upper, "McKeon": Mixed,
		"Jean-Luc": Title, "Éloïse": Title, "ÉLOÏSE": Upper, "مريض": Uncased, "12": Number, "3e": Number, "…": Sign, "#a": Code} {
		if got := Tokens(word, nil)[0].Case; got != want {
			t.Errorf("%s is %d, want %d", word, got, want)
		}
	}
}

// The model is asked for what it must know, in sentences of ours; how good it is on real texts stands in README.md.
func TestTag(t *testing.T) {
	for text, want := range map[string]string{
		"Selon Jean-Yves Morvan, la ministre arrive demain.":            "Jean-Yves Morvan",
		"La patiente Odile KERMADEC remercie l'équipe de cardiologie.":  "Odile KERMADEC",
		"The award went to Rebecca McKenning, a midwife in London.":     "Rebecca McKenning",
		"La doctora Lucía Ferrandis explica el avance.":                 "Lucía Ferrandis",
		"Les visites sont autorisées tous les jours, de 13 h à 20 h.":   "",
		"Nos équipes prennent en charge la maladie de Parkinson.":       "",
		"Le CHU de Nantes et l'université de Rennes signent un accord.": "",
	} {
		tokens := Tokens(text, nil)
		var tagger Tagger
		var got []string
		for i, l := range tagger.Tag(tokens) {
			if l.Person() {
				got = append(got, tokens[i].Text(text))
			}
		}
		if said := strings.Join(got, " "); said != want {
			t.Errorf("persons in %q: %q, want %q", text, said, want)
		}
	}
}

func TestEmbeddedModelIsWhole(t *testing.T) {
	if err := Check(embedded); err != nil {
		t.Fatal(err)
	}
	if Check(embedded[:100]) == nil || Check(nil) == nil {
		t.Error("a part of a model passes for a model")
	}
}

// The same examples give the same model, and the model has learnt them.
func TestLearn(t *testing.T) {
	var examples []Example
	for _, text := range []string{"M. Zorblax arrive", "M. Quixtra arrive", "Le train arrive", "La poste arrive"} {
		e := Example{Tokens: Tokens(text, nil)}
		e.Labels = make([]Label, len(e.Tokens))
		if e.Tokens[0].Text(text) == "M" {
			e.Labels[2] = BeginPerson
		}
		examples = append(examples, e)
	}
	one, two := Learn(examples, 5, 12), Learn(examples, 5, 12)
	if string(one) != string(two) {
		t.Error("learning twice gives two models")
	}
	text := "M. Brontax arrive"
	var tagger Tagger
	if got := tagger.TagWith(one, Tokens(text, nil)); got[2] != BeginPerson {
		t.Errorf("labels of %q: %v, want a person at 2", text, got)
	}
}

func FuzzTag(f *testing.F) {
	for _, seed := range []string{"M. Jean-Luc D'Angelo", "a@b.c", "#x @y http://z", "\xff\xfe", "السيدة فاطمة", "-'’.", "J.-P. 2A", "w", "h@", "a-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := Tokens(text, nil)
		end := 0
		for _, tok := range tokens {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("token %+v of %q overlaps or is empty", tok, text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(tok.Text(text)) {
				t.Fatalf("token %+v cuts a letter of %q", tok, text)
			}
			end = tok.End
		}
		var tagger Tagger
		before := Outside
		got := tagger.Tag(tokens)
		if len(got) != len(tokens) {
			t.Fatalf("%d labels for %d tokens", len(got), len(tokens))
		}
		for i, l := range got {
			if !allowed(before, l) && l != l.begins() {
				t.Fatalf("label %d of %q follows %d: %v", i, text, before, got)
			}
			before = l
		}
	})
}

var sample = strings.Repeat("Un grand merci à Mme Odile Kermadec, hospitalisée en cardiologie. L'équipe du Pr Marc Delauney a réalisé une intervention "+
	"difficile au bloc, avec l'aide des infirmières et des aides-soignantes. Les visites sont autorisées tous les jours, de 13 h à 20 h. ", 10)

func BenchmarkTokens(b *testing.B) {
	var tokens []Token
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		tokens = Tokens(sample, tokens[:0])
	}
}

func BenchmarkTag(b *testing.B) {
	tokens := Tokens(sample, nil)
	var tagger Tagger
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		tagger.Tag(tokens)
	}
}
