package privacy

import (
	"strings"
	"testing"
)

// TestMaskStories: of every invented story, what is masked does not stand in the output, comes back, and masking again changes
// nothing; a text that is not safe still says so.
func TestMaskStories(t *testing.T) {
	c := testChecker()
	for _, s := range stories(t) {
		in := Input{Text: s.text, Country: s.country}
		m := c.Mask(in)
		if got := m.Restore(m.Text); got != s.text {
			t.Errorf("restored %q, want %q", got, s.text)
		}
		if m.Restore("nothing masked [PERSONNE]") != "nothing masked [PERSONNE]" {
			t.Error("restoring touched words that are no placeholders")
		}
		left := " " + m.Text + " "
		for _, mark := range m.marks {
			left = strings.ReplaceAll(left, mark, "¤")
		}
		for _, w := range m.words {
			if len([]rune(w)) > 7 && strings.Contains(left, w) {
				t.Errorf("%q still stands in %q", w, m.Text)
			}
		}
		if s.risky && m.Text == s.text {
			t.Errorf("nothing masked in %q", s.text)
		}
		if !m.Safe {
			continue
		}
		in.Text = m.Text
		if again := c.Mask(in); again.Text != m.Text || !again.Safe {
			t.Errorf("masked again: %q became %q", m.Text, again.Text)
		}
	}
}

// TestMaskSaysTheSameOfTheSame: one person keeps one placeholder, and the author's own brackets are left alone.
func TestMaskSaysTheSameOfTheSame(t *testing.T) {
	m := testChecker().Mask(Input{Text: "[NOTE-3] Mme Lucette Morvan est sortie. Appelez Mme Lucette Morvan au 06 39 98 00 12.", Country: "FR"})
	if strings.Count(m.Text, "[PERSON-4]") != 2 || !strings.Contains(m.Text, "[PHONE-4]") || !strings.Contains(m.Text, "[NOTE-3]") {
		t.Errorf("masked as %q", m.Text)
	}
}
