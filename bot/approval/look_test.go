package approval_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"portevoix/bot/approval"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/text"
)

func said(words string) approval.Subject {
	return approval.Subject{Kind: "draft", ID: "d_1", Parts: []approval.Part{{Target: "mastodon", Lang: text.FR, Text: words}}}
}

func TestChangedWords(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"Portes ouvertes samedi, entrée A.", "Portes ouvertes samedi, entrée A.", "[]"},
		{"Portes ouvertes samedi, entrée A.", "Portes ouvertes dimanche, entrée B.", "[{mastodon fr samedi, dimanche,} {mastodon fr A. B.}]"},
		{"Portes ouvertes samedi.", "Grandes portes ouvertes samedi.", "[{mastodon fr Portes Grandes portes}]"},
		{"Un deux trois", "Un trois", "[{mastodon fr deux }]"},
		{"Un trois", "Un deux trois", "[{mastodon fr  deux}]"},
		{"Un", "Un  \n ", "[]"},
	} {
		if got := fmt.Sprint(approval.Changed(said(c.before), said(c.after))); got != c.want {
			t.Errorf("%q to %q: %s", c.before, c.after, got)
		}
	}
	other := said("Un")
	other.Parts[0].Target = "x"
	if got := fmt.Sprint(approval.Changed(said("Un"), other)); got != "[{x fr  Un} {mastodon fr Un }]" {
		t.Errorf("another target: %s", got)
	}
}

// Taking away what went and putting in what came makes the new text of the old one.
func TestChangesLeadFromOneTextToTheOther(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"un", "deux", "trois", "quatre"}), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		before, after := words.Draw(t, "before"), words.Draw(t, "after")
		left, right := strings.Join(before, " "), strings.Join(after, " ")
		was, is := 0, 0
		for _, c := range approval.Changed(said(left), said(right)) {
			was, is = was+len(strings.Fields(c.Was)), is+len(strings.Fields(c.Is))
			if !strings.Contains(left, c.Was) || !strings.Contains(right, c.Is) {
				t.Fatalf("%q is not of %q, or %q not of %q", c.Was, left, c.Is, right)
			}
		}
		if len(before)-was != len(after)-is {
			t.Fatalf("%d words stay of %q and %d of %q", len(before)-was, left, len(after)-is, right)
		}
	})
}

func TestALookShowsWhatHasChangedSinceTheLast(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		o := newOffice(t, db)
		look := func(c approval.Case, who string) int {
			changes, err := o.Look(t.Context(), c, o.ids[who])
			if err != nil {
				t.Fatal(err)
			}
			return len(changes)
		}
		submit := func(words string) approval.Case {
			s := said(words)
			s.Author = o.ids["author"]
			c, err := o.Submit(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		first := submit("Portes ouvertes samedi, entrée A.")
		if n := look(first, "reviewer"); n != 0 {
			t.Errorf("the first look shows %d changes", n)
		}
		second := submit("Portes ouvertes samedi, entrée B.")
		if n := look(second, "second"); n != 0 {
			t.Errorf("somebody who has seen nothing is shown %d changes", n)
		}
		third := submit("Portes ouvertes dimanche, entrée B.")
		if n := look(third, "reviewer"); n != 2 {
			t.Errorf("since their last look %d changes are shown", n)
		}
		if n := look(third, "second"); n != 1 {
			t.Errorf("since their last look %d changes are shown", n)
		}
		if n := look(third, "second"); n != 0 {
			t.Errorf("looking again shows %d changes", n)
		}
	})
}
