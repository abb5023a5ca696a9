package privacy

import (
	"strings"
	"testing"

	"portevoix/bot/text"
)

// TestRewriteStories: what is offered instead of a story passes the check, says nothing that made somebody recognisable, ends as a
// sentence does, and explains its changes. French, English and Arabic stories nearly all get an offer.
func TestRewriteStories(t *testing.T) {
	c := testChecker()
	var offered ratio
	for _, s := range stories(t) {
		r := c.Check(Input{Text: s.text, Country: s.country})
		if !s.risky {
			continue
		}
		if r.Lang == text.FR || r.Lang == text.EN || r.Lang == text.AR {
			offered.of++
			if r.Rewrite != "" {
				offered.n++
			}
		}
		if r.Rewrite == "" {
			continue
		}
		if again := c.Check(Input{Text: r.Rewrite, Country: s.country, Lang: r.Lang}); again.Verdict > Info {
			t.Errorf("%q does not pass: %s", r.Rewrite, list(again))
		}
		if len(r.Changes) == 0 || !strings.ContainsAny(r.Rewrite[len(r.Rewrite)-1:], ".!?") {
			t.Errorf("%q is not a finished, explained text", r.Rewrite)
		}
		for _, p := range r.People {
			for _, a := range p.Attributes {
				said := string([]rune(s.text)[a.Span.Start:a.Span.End])
				if (a.Name == "place" || a.Name == "age" || a.Name == "date" || a.Name == "job") && strings.Contains(r.Rewrite, said) {
					t.Errorf("%q still says the %s %q", r.Rewrite, a.Name, said)
				}
			}
		}
	}
	floor(t, "stories with a safe wording offered", offered, 0.95)
}
