package privacy

import (
	"regexp"
	"strings"
	"testing"
)

// badGrammar are joints that cutting has left where nobody would write them.
var badGrammar = regexp.MustCompile(`(?i)\b(de une|à le|de le|la un|le un|la une|the a|our a|a a|the of|el un|la una|de el)\s|, ,|,\.|  |\( ?\)|^(?-i:[a-z,;])`)

// TestRewriteStories: what is offered instead of a story passes the check, says nothing that made somebody recognisable, ends as a
// sentence does, and explains its changes. Stories in each of the four languages nearly all get an offer, in their language.
func TestRewriteStories(t *testing.T) {
	c := testChecker()
	var offered ratio
	all := stories(t)
	for _, file := range []string{"testdata/pairs_1.txt", "testdata/pairs_2.txt"} {
		all = append(all, storiesOf(t, file)...)
	}
	for _, s := range all {
		r := c.Check(Input{Text: s.text, Country: s.country})
		if !s.risky {
			continue
		}
		offered.of++
		if r.Rewrite == "" {
			t.Logf("nothing offered for %q", s.text)
			continue
		}
		offered.n++
		if bad := badGrammar.FindString(r.Rewrite); bad != "" {
			t.Errorf("%q reads badly: %q", r.Rewrite, bad)
		}
		if read := newPage(Input{Text: r.Rewrite}); read.lang != r.Lang {
			t.Errorf("%q is in %s, the text in %s", r.Rewrite, read.lang, r.Lang)
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
