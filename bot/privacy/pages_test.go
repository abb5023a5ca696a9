package privacy

import (
	"reflect"
	"strings"
	"sync"
	"testing"
)

// TestMemoryUsedAgain: a page that another text had before, or that a neighbour gives back meanwhile, changes no report.
func TestMemoryUsedAgain(t *testing.T) {
	texts := []string{"", "12", benchPost, strings.Repeat("Mme Lucette Morvan, 34 ans, boulangère, NIR 2 84 05 88 123 456 12. ", 40), "السيدة فاطمة البالغة من العمر ٤٥ سنة من دوار أيت علي تجاوزت مرحلة الخطر",
		"Venez donner votre sang, le stock de sang manque !", strings.Repeat("x ", longestKept)}
	for i, r := range Rules() {
		if i%4 == 0 && len(r.Catches) > 0 {
			texts = append(texts, r.Catches[0].Text)
		}
	}
	var fresh []Report
	for _, s := range texts {
		fresh = append(fresh, testChecker().Check(Input{Text: s, Country: "FR"}))
	}
	c := testChecker()
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for k := range fresh {
				i := (k*(2*worker+1) + worker) % len(fresh) // each in an order of its own
				if got := c.Check(Input{Text: texts[i], Country: "FR"}); !reflect.DeepEqual(got, fresh[i]) {
					t.Errorf("the report of text %d changed: %s, and by itself %s", i, list(got), list(fresh[i]))
				}
			}
		})
	}
	all.Wait()
}
