package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"testing"
)

// The embedded model is what this program makes of the data beside the project.
func TestEmbeddedIsWhatTheDataMake(t *testing.T) {
	const data = "../../../../../shared/data/privacy"
	if _, err := os.Stat(data); errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("PORTEVOIX_TEST_REQUIRE") != "" {
			t.Fatal("the corpora are not beside the project: nothing to compare with")
		}
		t.Skip("the corpora are not beside the project: nothing to compare with")
	}
	made, err := train(data)
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := os.ReadFile("../model.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, embedded) {
		t.Error("model.bin differs from what the data make: run go generate ./bot/privacy/tagger")
	}
}

func TestTitled(t *testing.T) {
	for name, want := range map[string]string{"JEAN-LUC": "Jean-Luc", "LE GALL": "Le Gall", "D'ANGELO": "D'Angelo", "ÉLOÏSE": "Éloïse"} {
		if got := titled(name); got != want {
			t.Errorf("titled(%q) = %q, want %q", name, got, want)
		}
	}
}

// Names that are drawn in leave every span on its words.
func TestSwapKeepsSpans(t *testing.T) {
	p := &pool{first: drawer{[]string{"LOUISETTE"}, []float64{1}}, last: drawer{[]string{"GARNERIN"}, []float64{1}}}
	text := "Hier, Anna Bo a vu Lille."
	d := document{Text: text, Spans: []span{{Start: 6, End: 13, Label: "NAME"}, {Start: 19, End: 24, Label: "LOC"}}}
	for seed := range uint64(20) {
		random := randomFrom(seed)
		got := p.swapped(d, &random)
		if place := got.Text[got.Spans[1].Start:got.Spans[1].End]; place != "Lille" {
			t.Fatalf("the place of %q is on %q", got.Text, place)
		}
	}
}
