package privacy

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"portevoix/bot/text"
)

// The texts of testdata/adversary_*.txt were invented by somebody who had not read the rules. A line "# class kind lang country"
// begins a class; {kind words} marks what must be found and warned of; !RULE begins a text that the rule must say something about;
// texts of the class "harmless" must raise nothing worse than a hint. Floors only rise.

var adversaryFloors = map[string]int{
	"patients fr": 99, "patients en": 99, "patients es": 98, "patients ar": 99,
	"identifiers fr": 95, "identifiers en": 95, "identifiers ar": 85, "identifiers es": 100,
	"replies fr": 100, "replies en": 100, "replies ar": 100, "replies es": 100, "notices fr": 100, "claims fr": 100, "staff fr": 100,
}

const adversaryAlarms = 2 // in all harmless texts together

func TestScoreAdversary(t *testing.T) {
	files, _ := filepath.Glob("testdata/adversary_*.txt")
	found, asked := map[string]int{}, map[string]int{}
	checker, alarms, harmless := testChecker(), 0, 0
	for _, file := range files {
		batch := map[string]ratio{}
		for _, a := range adversaryTexts(t, file) {
			report := checker.Check(a.in)
			if a.class == "harmless" {
				harmless++
				loud := report.Verdict >= Warn
				batch["alarms"] = batch["alarms"].plus(ratio{count(loud), 1})
				if loud {
					alarms++
					t.Logf("alarm: %s", a.in.Text)
				}
				continue
			}
			class := a.class + " " + a.lang
			ask := func(ok bool, what string) {
				asked[class]++
				batch[class] = batch[class].plus(ratio{count(ok), 1})
				if ok {
					found[class]++
				} else {
					t.Logf("missed (%s) %s: %s", class, what, a.in.Text)
				}
			}
			if a.rule != "" {
				ask(says(report, a.rule), a.rule)
			}
			for _, m := range a.marks {
				ask(warnsOf(report, m), string([]rune(a.in.Text)[m.Start:m.End]))
			}
		}
		for _, class := range sortedKeys(batch) {
			t.Logf("%s: %-16s %v", filepath.Base(file), class, batch[class])
		}
	}
	for class, floor := range adversaryFloors {
		got := 100 * found[class] / max(1, asked[class])
		t.Logf("%-16s %3d %% (%d/%d; floor %d %%)", class, got, found[class], asked[class], floor)
		if got < floor {
			t.Errorf("%s: %d %% found, floor %d %%", class, got, floor)
		}
	}
	t.Logf("alarms: %d in %d harmless texts", alarms, harmless)
	if alarms > adversaryAlarms {
		t.Errorf("%d alarms in harmless texts, at most %d", alarms, adversaryAlarms)
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func says(r Report, rule string) bool {
	for _, f := range r.Findings {
		if f.Rule == rule {
			return true
		}
	}
	return false
}

// warnsOf reports whether findings worse than a hint cover most of a span.
func warnsOf(r Report, s Span) bool {
	covered := 0
	for at := s.Start; at < s.End; at++ {
		for _, f := range r.Findings {
			if f.Severity >= Warn && strings.HasPrefix(f.Rule, "ID-") && f.Span.Start <= at && at < f.Span.End {
				covered++
				break
			}
		}
	}
	return covered*10 >= (s.End-s.Start)*6
}

type adversaryText struct {
	class, lang, rule string
	in                Input
	marks             []Span
}

var marked = regexp.MustCompile(`\{\w+ ([^}]*)\}`)

func adversaryTexts(t *testing.T, file string) []adversaryText {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []adversaryText
	var head []string
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		switch {
		case strings.HasPrefix(line, "// "):
			continue
		case strings.HasPrefix(line, "# "):
			head = strings.Fields(line[2:])
			continue
		}
		a := adversaryText{class: head[0], lang: head[2], in: Input{Kind: Kind(head[1]), Now: time.Date(2026, time.November, 24, 9, 0, 0, 0, time.UTC)}}
		if head[3] != "ES" {
			a.in.Country = head[3]
		}
		if l, ok := text.ParseLang(head[2]); ok {
			a.in.Lang = l
		}
		if rest, ok := strings.CutPrefix(line, "!"); ok {
			a.rule, line, _ = strings.Cut(rest, " ")
		}
		at := 0
		for _, m := range marked.FindAllStringSubmatchIndex(line, -1) {
			a.in.Text += line[at:m[0]]
			start := utf8.RuneCountInString(a.in.Text)
			a.in.Text += line[m[2]:m[3]]
			a.marks = append(a.marks, Span{start, utf8.RuneCountInString(a.in.Text)})
			at = m[1]
		}
		a.in.Text += line[at:]
		all = append(all, a)
	}
	return all
}
