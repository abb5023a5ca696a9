package commands_test

import (
	"testing"

	"portevoix/bot/chat"
	"portevoix/commands"
)

// Two commands that answer to one word make one of them unreachable: "/résumé" once opened the digest instead of ending a pause.
func TestTheTableIsSound(t *testing.T) {
	owner := map[string]string{}
	for _, c := range (commands.Kit{}).Table() {
		if c.Role == "" {
			t.Errorf("/%s has no role: it refuses everybody", c.Name)
		}
		if c.Summary.IsZero() || c.Run == nil {
			t.Errorf("/%s has no summary or does nothing", c.Name)
		}
		if !c.Hidden && len(c.Examples) == 0 {
			t.Errorf("/%s teaches no example", c.Name)
		}
		for _, w := range append([]string{c.Name}, c.Words...) {
			w = chat.Fold(w)
			if other, taken := owner[w]; taken && other != c.Name {
				t.Errorf("/%s is a word of /%s and of /%s", w, other, c.Name)
			}
			owner[w] = c.Name
		}
		if c.Inputs == nil {
			continue
		}
		free, names := 0, map[string]bool{}
		for _, in := range c.Inputs(chat.Values{}) {
			if in.Free {
				free++
			}
			for _, w := range append([]string{in.Name}, in.Words...) {
				if w = chat.Fold(w); names[w] && w != chat.Fold(in.Name) {
					t.Errorf("/%s: two inputs are called %s", c.Name, w)
				}
				names[w] = true
			}
		}
		if free > 1 {
			t.Errorf("/%s takes free text twice", c.Name)
		}
	}
}
