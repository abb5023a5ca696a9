package privacy

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A story is a post invented for these tests, with whether somebody could be recognised in it.
type story struct {
	country string
	risky   bool
	text    string
}

func stories(t testing.TB) []story { return storiesOf(t, "testdata/stories.txt") }

// storiesOf reads one file of stories.
func storiesOf(t testing.TB, file string) []story {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []story
	for s := bufio.NewScanner(f); s.Scan(); {
		if strings.HasPrefix(s.Text(), "#") || s.Text() == "" {
			continue
		}
		part := strings.SplitN(s.Text(), " | ", 3)
		if len(part) != 3 || part[1] != "risk" && part[1] != "safe" {
			t.Fatalf("not a story: %q", s.Text())
		}
		all = append(all, story{part[0], part[1] == "risk", part[2]})
	}
	return all
}

// TestScoreStories: invented stories of many kinds that make somebody recognisable are found; their safe twins, and what hospitals
// post every day, raise nothing.
func TestScoreStories(t *testing.T) {
	found, alarms := scoreStories(t, stories(t))
	floor(t, "invented stories found", found, 0.95)
	ceiling(t, "alarms on the safe ones", alarms, 0.02)
}

// TestScorePairs: stories each with a twin that tells the same message safely. Each batch was measured before anything was mended
// for it; README.md has those figures.
func TestScorePairs(t *testing.T) {
	files, _ := filepath.Glob("testdata/pairs_*.txt")
	var found, alarms ratio
	for _, file := range files {
		f, a := scoreStories(t, storiesOf(t, file))
		t.Logf("%s: found %v, alarms %v", file, f, a)
		found, alarms = found.plus(f), alarms.plus(a)
	}
	floor(t, "risky stories of pairs found", found, 0.98)
	ceiling(t, "alarms on their safe twins", alarms, 0.02)
}

func scoreStories(t *testing.T, all []story) (found, alarms ratio) {
	c := testChecker()
	for _, s := range all {
		r := c.Check(Input{Text: s.text, Country: s.country})
		switch {
		case s.risky:
			found.of++
			if r.Verdict >= High {
				found.n++
			} else {
				t.Logf("missed (%s) %q\n\t%s %s", r.Lang, s.text, list(r), saidOf(r, s.text))
			}
		default:
			alarms.of++
			if r.Verdict >= Warn {
				alarms.n++
				t.Logf("alarm (%s) on %q\n\t%s %s", r.Lang, s.text, list(r), saidOf(r, s.text))
			}
		}
	}
	return found, alarms
}

func saidOf(r Report, s string) string {
	var out []string
	for _, p := range r.People {
		for _, a := range p.Attributes {
			out = append(out, a.Name+"="+string([]rune(s)[a.Span.Start:a.Span.End]))
		}
		out = append(out, "|")
	}
	return strings.Join(out, " ")
}
