package main

import (
	"strings"
	"testing"
)

// A line whose country cannot be read, or that has no text, must never come out as clear.
func TestCheckLinesThatSayNothing(t *testing.T) {
	for line, want := range map[string]string{
		`{"id":"1","text":"Merci","country":"XX"}`:                  "country must be",
		`{"id":"1","txt":"Mme Inès Alami, 47 ans"}`:                 `no "text"`,
		`{"id":"1","text":"Thank you to our teams","country":"uk"}`: "",
	} {
		var out strings.Builder
		err := checkCmd{Format: "jsonl", Kind: "post", FailOn: "high"}.Run(&world{getenv: func(string) string { return "" }, in: strings.NewReader(line), out: &out})
		if want == "" && (err != nil || !strings.Contains(out.String(), `"verdict":"clear"`)) {
			t.Errorf("%s: %v, %s", line, err, out.String())
		}
		if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v", line, err)
		}
	}
}
