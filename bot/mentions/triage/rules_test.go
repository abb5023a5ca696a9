package triage

import "testing"

func TestEveryRuleHitsAndMissesItsExamples(t *testing.T) {
	tr := New()
	for _, r := range Rules() {
		if len(r.Hits) == 0 || len(r.Misses) == 0 {
			t.Errorf("%s has no examples of one kind", r.Name)
		}
		for _, s := range r.Hits {
			if v := tr.Read(s, false); v.Category != r.Category {
				t.Errorf("%s: %q is %s by %q", r.Name, s, v.Category, v.Rule)
			}
		}
		for _, s := range r.Misses {
			if v := tr.Read(s, false); v.Rule == r.Name || v.Priority == P0 {
				t.Errorf("%s: %q is %s by %q", r.Name, s, v.Category, v.Rule)
			}
		}
	}
}
