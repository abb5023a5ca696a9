package privacy

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"portevoix/bot/text"
)

// A numbered is one line of testdata/hidden_*.txt or identifiers_*.txt: a text, and the kind of identifier that must be found in it,
// where its words are when the line says so; the kind "none" must raise no warning of an identifier.
type numbered struct {
	in    Input
	kind  string
	marks []Span
}

func numberedTexts(t *testing.T, pattern string) (all []numbered) {
	t.Helper()
	files, _ := filepath.Glob(pattern)
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		for s := bufio.NewScanner(f); s.Scan(); {
			if strings.HasPrefix(s.Text(), "#") || s.Text() == "" {
				continue
			}
			part := strings.SplitN(s.Text(), " | ", 3)
			country, lang, _ := strings.Cut(part[0], " ")
			if len(part) != 3 || lang == "" {
				t.Fatalf("%s: not a line of identifiers: %q", file, s.Text())
			}
			n := numbered{kind: part[1], in: Input{Country: country, Lang: text.Lang(lang)}}
			for rest := unescaped(part[2]); rest != ""; {
				plain, after, marked := strings.Cut(rest, "⟦")
				n.in.Text += plain
				if !marked {
					break
				}
				words, more, _ := strings.Cut(after, "⟧")
				start := utf8.RuneCountInString(n.in.Text)
				n.in.Text += words
				n.marks, rest = append(n.marks, Span{start, utf8.RuneCountInString(n.in.Text)}), more
			}
			all = append(all, n)
		}
		f.Close()
	}
	return all
}

// unescaped reads \u{200b} as the code point.
func unescaped(s string) string {
	for {
		before, rest, found := strings.Cut(s, `\u{`)
		if !found {
			return s
		}
		hex, after, _ := strings.Cut(rest, "}")
		point, _ := strconv.ParseUint(hex, 16, 32)
		s = before + string(rune(point)) + after
	}
}

// answers tells the kinds of findings that are right for a kind of identifier: what matters is that the words raise a warning, and for
// some numbers two names are as good.
var answers = map[string]string{"name": "name initials handle hashtag", "url": "url link handle", "fax": "fax phone", "insurance": "insurance record ssn", "record": "record insurance nhs invoice", "ssn": "ssn record insurance",
	"zip": "zip address", "nir": "nir record", "handle": "handle", "phone": "phone fax hashtag"}

// scoreNumbered counts the identifiers found: named at least as badly as asked, and where the line says where they are, most of them covered by it and not
// much more; and the harmless texts in which an identifier was seen.
func scoreNumbered(t *testing.T, all []numbered, least Severity) (found, alarms ratio) {
	c := testChecker()
	for _, n := range all {
		r := c.Check(n.in)
		if n.kind == "none" {
			alarms.of++
			for _, f := range r.Findings {
				if f.identifies() && f.Severity >= Warn {
					alarms.n++
					t.Logf("alarm in %q: %s %s %s", n.in.Text, f.Rule, f.Kind, f.Masked)
					break
				}
			}
			continue
		}
		kinds := answers[n.kind]
		if kinds == "" {
			kinds = n.kind
		}
		for k := range max(1, len(n.marks)) {
			found.of++
			hit := false
			for _, f := range r.Findings {
				hit = hit || f.Severity >= least && contains(strings.Fields(kinds), f.Kind) && (len(n.marks) == 0 || mostlyIn(f.Span, n.marks[k]))
			}
			if hit {
				found.n++
			} else {
				t.Logf("missed %s in %q: %s", n.kind, n.in.Text, list(r))
			}
		}
	}
	return found, alarms
}

// mostlyIn reports whether a finding covers six tenths of the words and is no longer than twice them.
func mostlyIn(f, words Span) bool {
	common := min(f.End, words.End) - max(f.Start, words.Start)
	return common*10 >= (words.End-words.Start)*6 && f.End-f.Start <= 2*(words.End-words.Start)+8
}

// TestScoreHiddenTexts: identifiers written so that a program misses them. README.md has the figures of the first sight.
func TestScoreHiddenTexts(t *testing.T) {
	found, alarms := scoreNumbered(t, numberedTexts(t, "testdata/hidden_*.txt"), Warn)
	floor(t, "hidden identifiers found", found, 0.97)
	ceiling(t, "alarms on figures that look like them", alarms, 0.012)
}

// TestScoreIdentifierTexts: identifiers as people write them, in five countries. A hint counts as found: a fax and a line that may be the
// hospital's own are hints to compare them with the published list.
func TestScoreIdentifierTexts(t *testing.T) {
	found, alarms := scoreNumbered(t, numberedTexts(t, "testdata/identifiers_*.txt"), Info)
	floor(t, "structured identifiers found", found, 0.98)
	ceiling(t, "alarms on figures that look like them", alarms, 0.02)
}

// TestScoreHarmlessTexts: posts about nobody who is cared for, and stories already told safely.
func TestScoreHarmlessTexts(t *testing.T) {
	files, _ := filepath.Glob("testdata/harmless_*.txt")
	var alarms ratio
	for _, file := range files {
		_, a := scoreStories(t, storiesOf(t, file))
		alarms = alarms.plus(a)
	}
	ceiling(t, "harmless posts that raise an alarm", alarms, 0.045)
}
