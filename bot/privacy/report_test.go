package privacy

import (
	"strings"
	"testing"
)

// TestPointsSayEachThingOnce: a person reads each rule once, with all its words, the worst first; no finding is lost.
func TestPointsSayEachThingOnce(t *testing.T) {
	r := testChecker().Check(Input{Text: "M. Benali, 82 ans, d'Aït Ourir, est sorti mardi. Tél. 06 39 98 00 12 ou 06 39 98 00 47.", Country: "MA"})
	seen := map[string]bool{}
	for i, p := range r.Points() {
		key := p.Rule + p.Title.EN
		if seen[key] {
			t.Errorf("%s is said twice", p.Rule)
		}
		seen[key] = true
		if i > 0 && p.Severity > r.Points()[i-1].Severity {
			t.Errorf("%s is worse than what stands before it", p.Rule)
		}
		if p.Rule == "ID-04" && strings.Count(p.Masked, "06") != 2 {
			t.Errorf("the phones are shown as %q", p.Masked)
		}
	}
	for _, f := range r.Findings {
		if !seen[f.Rule+f.Title.EN] {
			t.Errorf("%s is lost", f.Rule)
		}
	}
}
