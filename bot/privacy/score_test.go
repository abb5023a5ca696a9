package privacy

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"portevoix/bot/text"
)

// corpora lie beside the project, not in it; without them the score is skipped.
const corpora = "../../../shared/data/privacy"

type goldDoc struct {
	ID, Lang, Text, Risk string
	Spans                []struct {
		Start, End  int
		Label, Orig string
	}
}

func loadCorpus(t testing.TB, name string) []goldDoc {
	f, err := os.Open(filepath.Join(corpora, name+".jsonl"))
	if err != nil {
		if os.Getenv("PORTEVOIX_TEST_REQUIRE") != "" {
			t.Fatal("the corpora are not beside the project: ", err)
		}
		t.Skip("the corpora are not beside the project: ", err)
	}
	defer f.Close()
	var docs []goldDoc
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		var d goldDoc
		if err := json.Unmarshal(s.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// A ratio is a share with its 95 % Wilson interval.
type ratio struct{ n, of int }

func (r ratio) plus(o ratio) ratio { return ratio{r.n + o.n, r.of + o.of} }

func (r ratio) share() float64 {
	if r.of == 0 {
		return math.NaN()
	}
	return float64(r.n) / float64(r.of)
}

func (r ratio) String() string {
	if r.of == 0 {
		return "–"
	}
	const z = 1.96
	n, p := float64(r.of), r.share()
	mid := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n)) / (1 + z*z/n)
	return fmt.Sprintf("%.1f %% (%d/%d; %.1f–%.1f)", 100*p, r.n, r.of, 100*(mid-half), 100*(mid+half))
}

// kindsOf says which findings answer a gold label.
var kindsOf = map[string]string{
	"PHONE": "phone fax", "EMAIL": "email", "SSN": "nir ssn insurance nhs", "ID": "record dni insurance cnie ssn", "DOB": "dob", "DATE": "date dob", "AGE": "age", "ADDRESS": "address", "ZIP": "zip address", "STAFF_ID": "licence", "NAME": "name initials", "ROOM": "room",
}

// strictly are the kinds whose precision is measured: each finding of these must lie on gold of one of the labels.
var strictly = map[string]string{"phone": "PHONE", "fax": "PHONE", "email": "EMAIL", "nir": "SSN ID", "ssn": "SSN ID", "dni": "ID SSN", "insurance": "SSN ID", "record": "ID SSN", "dob": "DOB DATE", "address": "ADDRESS ZIP CITY LOC", "licence": "STAFF_ID ID SSN", "iban": "ID", "nhs": "SSN ID", "plate": "ID", "device": "ID", "zip": "ZIP ADDRESS LOC", "cnie": "ID", "age": "AGE FAMILY", "date": "DATE DOB"}

type score struct {
	recall, precision map[string]ratio
	missed, wrong     map[string][]string
}

func scoreCorpus(c *Checker, docs []goldDoc, labels ...string) score {
	s := score{map[string]ratio{}, map[string]ratio{}, map[string][]string{}, map[string][]string{}}
	for _, d := range docs {
		r := c.Check(Input{Text: d.Text, Lang: text.Lang(d.Lang), Country: map[string]string{"fr": "FR", "es": "ES", "en": "GB", "ar": "MA"}[d.Lang]})
		points := []rune(d.Text)
		for _, g := range d.Spans {
			kinds, measured := kindsOf[g.Label]
			if !measured || strings.Contains("ID SSN STAFF_ID", g.Label) && !strings.ContainsAny(string(points[g.Start:g.End]), "0123456789") {
				continue // the corpus labels some descriptions as identifiers
			}
			hit := false
			for _, f := range r.Findings {
				hit = hit || strings.Contains(kinds, f.Kind) && f.Span.Start < g.End && g.Start < f.Span.End
			}
			q := s.recall[g.Label]
			q.of++
			if hit {
				q.n++
			} else {
				s.missed[g.Label] = append(s.missed[g.Label], around(points, g.Start, g.End))
			}
			s.recall[g.Label] = q
		}
		for _, f := range r.Findings {
			wanted, measured := strictly[f.Kind]
			if !measured {
				continue
			}
			right := false
			for _, g := range d.Spans {
				right = right || strings.Contains(wanted, g.Label) && f.Span.Start < g.End && g.Start < f.Span.End
			}
			q := s.precision[f.Kind]
			q.of++
			if right {
				q.n++
			} else {
				s.wrong[f.Kind] = append(s.wrong[f.Kind], around(points, f.Span.Start, f.Span.End))
			}
			s.precision[f.Kind] = q
		}
	}
	return s
}

func around(points []rune, start, end int) string {
	if start < 0 {
		return "(whole)"
	}
	return strings.ReplaceAll(string(points[max(0, start-25):start])+"⟦"+string(points[start:end])+"⟧"+string(points[end:min(len(points), end+15)]), "\n", "⏎")
}

func (s score) log(t *testing.T, title string) {
	t.Log("== " + title)
	for _, k := range sortedKeys(s.recall) {
		t.Logf("recall    %-10s %v", k, s.recall[k])
	}
	for _, k := range sortedKeys(s.precision) {
		t.Logf("precision %-10s %v", k, s.precision[k])
	}
	if os.Getenv("PRIVACY_ERRORS") != "" {
		for _, k := range sortedKeys(s.missed) {
			t.Logf("missed %s: %s", k, strings.Join(first(s.missed[k], 25), "\n    "))
		}
		for _, k := range sortedKeys(s.wrong) {
			t.Logf("wrong %s: %s", k, strings.Join(first(s.wrong[k], 25), "\n    "))
		}
	}
}

func first(list []string, n int) []string { return list[:min(n, len(list))] }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func (s score) pooled(labels ...string) (sum ratio) {
	for _, l := range labels {
		sum.n, sum.of = sum.n+s.recall[l].n, sum.of+s.recall[l].of
	}
	return sum
}

func (s score) pooledPrecision(kinds ...string) (sum ratio) {
	for _, k := range kinds {
		sum.n, sum.of = sum.n+s.precision[k].n, sum.of+s.precision[k].of
	}
	return sum
}

// floor fails when a share fell under what was reached before; floors only rise.
func floor(t *testing.T, what string, r ratio, least float64) {
	t.Helper()
	t.Logf("%-60s %v (floor %.1f %%)", what, r, 100*least)
	if r.of == 0 || r.share() < least {
		t.Errorf("%s fell to %v, under its floor of %.1f %%", what, r, 100*least)
	}
}

func ceiling(t *testing.T, what string, r ratio, most float64) {
	t.Helper()
	t.Logf("%-60s %v (ceiling %.1f %%)", what, r, 100*most)
	if r.share() > most {
		t.Errorf("%s rose to %v, over its ceiling of %.1f %%", what, r, 100*most)
	}
}

func TestScoreFrenchNotes(t *testing.T) {
	docs := loadCorpus(t, "fr_eds_demo")
	c := testChecker()
	s := scoreCorpus(c, docs)
	s.log(t, "French clinical snippets (fr_eds_demo)")
	floor(t, "structured identifiers, recall", s.pooled("PHONE", "EMAIL", "DOB", "ADDRESS", "ZIP", "SSN", "ID"), 0.97)
	floor(t, "structured identifiers, precision", s.pooledPrecision("phone", "fax", "email", "nir", "ssn", "record", "dob", "address", "zip", "insurance", "dni"), 0.97)
	direct := strings.Fields("NAME PHONE EMAIL DOB ADDRESS ZIP SSN ID")
	var missed ratio
	for _, d := range docs {
		missed.of++
		one := scoreCorpus(c, []goldDoc{d})
		if all := one.pooled(direct...); all.n < all.of {
			missed.n++
		}
	}
	ceiling(t, "documents with a direct identifier missed", missed, 0.05)
}

func TestScoreSpanishCases(t *testing.T) {
	s := scoreCorpus(testChecker(), loadCorpus(t, "es_meddocan_dev"))
	s.log(t, "Spanish case reports (es_meddocan_dev)")
	floor(t, "structured identifiers, recall", s.pooled("PHONE", "EMAIL", "SSN", "ID", "STAFF_ID"), 0.99)
	floor(t, "structured identifiers, precision", s.pooledPrecision("phone", "fax", "email", "nir", "ssn", "record", "insurance", "dni", "licence"), 0.99)
	floor(t, "patient names", s.pooled("NAME"), 0.98)
}

// TestScoreHarmless counts alarms (warn or worse) on real hospital posts in which nobody is a patient.
func TestScoreHarmless(t *testing.T) {
	c := testChecker()
	for _, set := range []struct {
		name, country string
		most          float64
	}{{"fr_clean_dev", "FR", 0.03}, {"en_clean_dev", "GB", 0.03}} {
		var alarms ratio
		rules := map[string][]string{}
		for _, d := range loadCorpus(t, set.name) {
			alarms.of++
			r := c.Check(Input{Text: d.Text, Lang: text.Lang(d.Lang), Country: set.country})
			for _, f := range r.Findings {
				if f.Severity >= Warn {
					alarms.n++
					rules[f.Rule+" "+f.Kind] = append(rules[f.Rule+" "+f.Kind], around([]rune(d.Text), f.Span.Start, f.Span.End))
				}
			}
		}
		t.Logf("== harmless posts, %s", set.name)
		for _, k := range sortedKeys(rules) {
			t.Logf("%-22s %d", k, len(rules[k]))
			if os.Getenv("PRIVACY_ERRORS") != "" {
				t.Log(strings.Join(first(rules[k], 30), "\n    "))
			}
		}
		if per := float64(alarms.n) / float64(alarms.of); per > set.most {
			t.Errorf("%s: %.3f false alarms per post (%d in %d), over the ceiling %.2f", set.name, per, alarms.n, alarms.of, set.most)
		} else {
			t.Logf("false alarms per post: %.3f (%d in %d; ceiling %.2f)", per, alarms.n, alarms.of, set.most)
		}
	}
}

// TestScoreRecognition: risky posts found, and alarms on their safe twins.
func TestScoreRecognition(t *testing.T) {
	c := testChecker()
	var found, alarms ratio
	for _, d := range loadCorpus(t, "risk_pairs_dev") {
		r := c.Check(Input{Text: d.Text, Lang: text.Lang(d.Lang), Country: map[string]string{"fr": "FR", "es": "ES", "en": "GB", "ar": "MA"}[d.Lang]})
		if d.Risk == "none" {
			alarms.of++
			if r.Verdict >= Warn {
				alarms.n++
				t.Logf("alarm on %s: %s", d.ID, list(r))
			}
			continue
		}
		found.of++
		if r.Verdict >= High {
			found.n++
		} else {
			t.Logf("missed %s: %s", d.ID, list(r))
		}
	}
	floor(t, "recognisable stories found", found, 0.95)
	ceiling(t, "alarms on the safe twin", alarms, 0.02)
}
