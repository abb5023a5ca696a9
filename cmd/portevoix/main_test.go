package main

import (
	"strings"
	"testing"
)

// What people type before they have read anything leads somewhere.
func TestTheCommandLineShowsTheWay(t *testing.T) {
	for line, want := range map[string]struct {
		status int
		says   string
	}{
		"help":       {0, "Privacy check of files"},
		"help check": {0, "Usage: portevoix check"},
		"--version":  {0, "portevoix "},
		"check -h":   {0, "Usage: portevoix check"},
		"bogus":      {2, "portevoix help"},
		"manifest":   {2, "portevoix help COMMAND"},
	} {
		var out strings.Builder
		w := world{in: strings.NewReader(""), out: &out, errOut: &out, getenv: func(string) string { return "" }}
		if status := run(t.Context(), strings.Fields(line), w); status != want.status || !strings.Contains(out.String(), want.says) {
			t.Errorf("%s: status %d, %s", line, status, out.String())
		}
	}
}
