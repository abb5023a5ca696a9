package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRulesOff(t *testing.T) {
	for _, c := range []struct{ name, file, wrong string }{
		{"with a reason", "ACC-03: house style allows three, DPO, 12 March 2026\n", ""},
		{"empty", "", ""},
		{"unknown rule", "XYZ-99: decided by nobody\n", "no rule"},
		{"no reason", "ACC-03: \n", "no reason"},
		{"no list", "- ACC-03\n", "not a list"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "off.yaml")
			if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
			off, err := readRulesOff(path)
			switch {
			case c.wrong == "" && err != nil:
				t.Fatal(err)
			case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
				t.Fatalf("error %v, want one about %q", err, c.wrong)
			case c.name == "with a reason" && off["ACC-03"] == "":
				t.Fatal("the rule is not off")
			}
		})
	}
}

func TestRulesOffInTheCheck(t *testing.T) {
	path := filepath.Join(t.TempDir(), "off.yaml")
	if err := os.WriteFile(path, []byte("PUB-01: rankings are cleared by the board, DPO, 12 March 2026\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for set, want := range map[string]bool{"": true, path: false} {
		var out strings.Builder
		w := &world{in: strings.NewReader("Notre clinique est la meilleure de la région."), out: &out, getenv: func(name string) string {
			if name == "PORTEVOIX_RULES_OFF" {
				return set
			}
			return ""
		}}
		_ = checkCmd{Format: "text", Kind: "post", FailOn: "block"}.Run(w)
		if got := strings.Contains(out.String(), "PUB-01"); got != want {
			t.Errorf("PUB-01 found: %v, want %v", got, want)
		}
	}
}
