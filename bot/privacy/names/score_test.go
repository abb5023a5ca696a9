package names

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var misses = flag.Bool("misses", false, "print what TestScore's corpora show as missed and as false alarms")

const data = "../../../../shared/data/privacy"

// A gold is a text with what people marked in it.
type gold struct {
	ID    string
	Text  string
	Risk  string
	Spans []struct {
		Start, End int
		Label      string
	}
}

func corpus(t *testing.T, file string) []gold {
	t.Helper()
	f, err := os.Open(filepath.Join(data, file))
	if errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("PORTEVOIX_TEST_REQUIRE") != "" {
			t.Fatal("the corpora are not beside the project: nothing to score")
		}
		t.Skip("the corpora are not beside the project: nothing to score")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []gold
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var g gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		at := []int{}
		for i := range g.Text {
			at = append(at, i)
		}
		at = append(at, len(g.Text))
		for i := range g.Spans {
			g.Spans[i].Start, g.Spans[i].End = at[g.Spans[i].Start], at[min(g.Spans[i].End, len(at)-1)]
		}
		all = append(all, g)
	}
	return all
}

// TestScore counts how many marked names are found, by language, and how many alarms harmless posts raise. The floors are what
// was reached; they only rise. A name is found when most of its letters lie in names that are somebody's: some corpora mark the
// title with it.
func TestScore(t *testing.T) {
	for _, c := range []struct {
		file   string
		labels []string
		floor  float64
	}{
		{"fr_eds_demo.jsonl", []string{"NAME"}, 0.99},
		{"es_meddocan_dev.jsonl", []string{"NAME"}, 0.99},
		{"es_meddocan_dev.jsonl", []string{"STAFF_NAME"}, 0.99},
		{"risk_pairs_dev.jsonl", []string{"NAME"}, 0.90},
		{"ar_anercorp_dev.jsonl", []string{"NAME"}, 0.12},
	} {
		found, all, docs, extra := 0, 0, 0, 0
		who := map[Who]int{}
		var f Finder
		for _, g := range corpus(t, c.file) {
			names := slices.Clone(f.Find(g.Text))
			whole := true
			for _, s := range g.Spans {
				if !slices.Contains(c.labels, s.Label) {
					continue
				}
				all++
				n, ok := covered(g.Text, s.Start, s.End, names)
				who[n]++
				if ok && n.Person() {
					found++
				} else {
					whole = false
					if *misses {
						t.Logf("missed (%d) %q in …%q…", n, g.Text[s.Start:s.End], g.Text[max(0, s.Start-30):min(len(g.Text), s.End+30)])
					}
				}
			}
			for _, n := range names {
				if n.Who.Person() && !marked(g, n) {
					extra++
					if *misses {
						t.Logf("extra (%d %d) %q in …%q…", n.Who, n.Why, g.Text[n.Start:n.End], g.Text[max(0, n.Start-30):min(len(g.Text), n.End+30)])
					}
				}
			}
			if !whole {
				docs++
			}
		}
		low, high := wilson(found, all)
		t.Logf("%-24s %-12s found %d of %d = %.1f %% (95 %%: %.1f–%.1f), texts with a miss %d, other names %d; who %v", c.file, c.labels[0], found, all,
			100*ratio(found, all), 100*low, 100*high, docs, extra, who)
		if ratio(found, all) < c.floor {
			t.Errorf("%s: found %.3f, the floor is %.3f", c.file, ratio(found, all), c.floor)
		}
	}
	for file, most := range map[string]int{"fr_clean_dev.jsonl": 0, "en_clean_dev.jsonl": 0} {
		alarms, unsure, texts, quiet := 0, 0, 0, 0
		for _, g := range corpus(t, file) {
			texts++
			var f Finder
			for _, n := range f.Find(g.Text) {
				switch {
				case n.Who == Patient || n.Who == Relative:
					alarms++
				case n.Who == Unknown && n.Sure && n.Full:
					unsure++
				default:
					quiet++
					continue
				}
				if *misses {
					t.Logf("alarm (%d %d) %q in …%q…", n.Who, n.Why, g.Text[n.Start:n.End], g.Text[max(0, n.Start-60):min(len(g.Text), n.End+60)])
				}
			}
		}
		t.Logf("%-24s %d texts: patients or relatives %d, full names of somebody unknown %d, others %d", file, texts, alarms, unsure, quiet)
		if alarms > most {
			t.Errorf("%s: %d false alarms, at most %d were reached before", file, alarms, most)
		}
	}
}

// covered reports whether most letters of a span lie in names, and whose the last of these is.
func covered(text string, from, to int, names []Name) (who Who, most bool) {
	inside, all := 0, 0
	who = nobody
	for i := from; i < to; i++ {
		if strings.ContainsRune(" .,'-\"", rune(text[i])) {
			continue
		}
		all++
		if k := slices.IndexFunc(names, func(n Name) bool { return n.Start <= i && i < n.End }); k >= 0 {
			who = names[k].Who
			inside++
		}
	}
	return who, who != nobody && inside*10 > all*6
}

const nobody Who = 99

func marked(g gold, n Name) bool {
	for _, s := range g.Spans {
		if strings.Contains(s.Label, "NAME") && s.Start < n.End && n.Start < s.End {
			return true
		}
	}
	return false
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// wilson is the 95 % interval of a share.
func wilson(a, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.96
	p, m := ratio(a, n), float64(n)
	middle := p + z*z/(2*m)
	spread := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return (middle - spread) / (1 + z*z/m), (middle + spread) / (1 + z*z/m)
}
