package main

import (
	"errors"
	"strings"
	"testing"
)

// A line whose country cannot be read, or that has no text, must never come out as clear. It must not keep the others from being checked
// either: the rest of a night's export was once lost behind one broken line.
func TestLinesThatCannotBeUsedAreNamedAndTheOthersChecked(t *testing.T) {
	const good = `{"id":"last","text":"Thank you to our teams","country":"uk"}`
	for line, want := range map[string]string{
		`{"id":"1","text":"Merci","country":"XX"}`:   "country must be",
		`{"id":"1","txt":"Mme Inès Alami, 47 ans"}`:  `no "text"`,
		`{"id":"1","text":"Merci","kind":"tweet"}`:   `"kind" must be`,
		`Mme Inès Alami, 47 ans`:                     "not a JSON object",
		`["Mme Inès Alami"]`:                         "not a JSON object",
		`{"id":"1","text":"Merci","kind":"reply"}`:   "",
		`{"id":"1","text":"Gracias","lang":"es-ES"}`: "",
	} {
		var out, said strings.Builder
		err := checkCmd{Format: "jsonl", Kind: "post", FailOn: "high"}.Run(&world{getenv: func(string) string { return "" }, in: strings.NewReader(line + "\n\n" + good + "\n"), out: &out, errOut: &said})
		if !strings.Contains(out.String(), `"id":"last","verdict":"clear"`) {
			t.Errorf("after %s the next line is not checked: %s", line, out.String())
		}
		var exit *exitError
		switch {
		case want == "" && (err != nil || said.Len() > 0):
			t.Errorf("%s: %v, %s", line, err, said.String())
		case want != "" && (!errors.As(err, &exit) || exit.status != 2 || !strings.Contains(said.String(), "line 1: ") || !strings.Contains(said.String(), want)):
			t.Errorf("%s: %v, %s", line, err, said.String())
		}
		if strings.Contains(said.String(), "Alami") {
			t.Errorf("the report quotes the line: %s", said.String())
		}
	}
}
