package privacy

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// maskLosesNothing states the promise of Mask for one text: it comes back as it was; masking what is masked changes nothing; the check
// finds nothing in it that points at anybody; and no identifier stands in it, however it is written there.
func maskLosesNothing(t testing.TB, c *Checker, in Input) {
	t.Helper()
	m := c.Mask(in)
	if got := m.Restore(m.Text); got != in.Text {
		t.Errorf("masked and restored %q became %q", in.Text, got)
	}
	out := plainInput(in, m.Text)
	if again := c.Mask(out); again.Text != m.Text || again.Safe != m.Safe {
		t.Errorf("masked twice: %q, safe %v, then %q, safe %v", m.Text, m.Safe, again.Text, again.Safe)
	}
	report := c.Check(out)
	for _, f := range report.Findings {
		if f.Severity >= Warn && f.identifies() {
			t.Errorf("of %q the check finds %s %s in %q", in.Text, f.Rule, f.Kind, m.Text)
		}
	}
	for _, person := range report.People {
		if recognisable(person) {
			t.Errorf("of %q somebody can still be recognised in %q", in.Text, m.Text)
		}
	}
	left := m.Text
	for _, mark := range m.marks {
		left = strings.ReplaceAll(left, mark, " ¤ ")
	}
	p := c.read(in)
	rest := newPage(plainInput(in, left))
	for _, s := range p.identifying() {
		for _, part := range identifierParts(p, s) {
			if rest.holds(part) {
				t.Errorf("of %q a part of an identifier, %q, still stands in %q", in.Text, part, m.Text)
			}
		}
	}
}

// identifierParts are what of an identifier must not be seen again: its figures, when there are six or more, and the long words of a name.
func identifierParts(p *page, s Span) (parts []string) {
	start, end := p.byteOf(s.Start), p.byteOf(s.End)
	if figures := digitsOf(string(p.s[start:end])); len(figures) >= 6 {
		parts = append(parts, figures)
	}
	for _, f := range p.facts {
		if f.Kind != FactName || f.End <= start || end <= f.Start {
			continue
		}
		for i := p.tokenAt(f.Start); i < len(p.tokens) && int(p.tokens[i].start) < f.End; i++ {
			if word := p.fold(i); len(word) > 3 && (p.tokens[i].capitalised() || p.tokens[i].kind == uncased) {
				parts = append(parts, word)
			}
		}
	}
	return parts
}

// holds looks for figures, whatever stands between them, or for a word.
func (p *page) holds(part string) bool {
	if strings.Trim(part, "0123456789") == "" {
		return strings.Contains(digitsOf(string(p.s)), part)
	}
	for i := range p.tokens {
		if p.fold(i) == part {
			return true
		}
	}
	return false
}

// TestMaskKeepsItsPromise: on every invented text beside these tests, and on every example of a rule.
func TestMaskKeepsItsPromise(t *testing.T) {
	c := testChecker()
	safe, all := 0, 0
	try := func(country, words string) {
		in := Input{Text: words, Country: country}
		maskLosesNothing(t, c, in)
		all++
		if c.Mask(in).Safe {
			safe++
		}
	}
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			country := "FR"
			words := strings.NewReplacer("⟦", "", "⟧", "").Replace(strings.TrimSpace(line))
			if part := strings.Split(words, " | "); len(part) == 3 {
				country, words = strings.Fields(part[0])[0], part[2]
			}
			if words != "" && utf8.ValidString(words) {
				try(country, words)
			}
		}
	}
	for _, r := range Rules() {
		for _, e := range append(r.Catches, r.Spares...) {
			try(e.Country, e.Text)
		}
	}
	t.Logf("%d of %d texts may leave once masked", safe, all)
	if all < 500 || safe < all/2 {
		t.Errorf("%d texts tried, %d of them safe once masked", all, safe)
	}
}

// TestMaskedNameGoesEverywhere: a name that is recognised once is masked where nothing tells that it is one.
func TestMaskedNameGoesEverywhere(t *testing.T) {
	m := testChecker().Mask(Input{Text: "Mme Lucette Morvan est sortie. Le repas chez les Morvan sera gai, dit LUCETTE.", Country: "FR"})
	if folded := foldString(m.Text); strings.Contains(folded, "morvan") || strings.Contains(folded, "lucette") {
		t.Errorf("masked as %q", m.Text)
	}
}

func FuzzMask(f *testing.F) {
	for _, r := range Rules() {
		for _, e := range append(r.Catches, r.Spares...) {
			f.Add(e.Text)
		}
	}
	for _, s := range []string{"", "06 39 98 00 12 06.39.98.00.12", "M. Or et l'or", "[PERSON-1] Mme Lucette Morvan [PHONE-2]", "Zoé Zoé Zoé, 34 ans, bergère à Lescun, lescun LESCUN", "٠٦ ٣٩ ٩٨ ٠٠ ١٢ السيدة فاطمة"} {
		f.Add(s)
	}
	c := testChecker()
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) {
			maskLosesNothing(t, c, Input{Text: s, Country: "FR"})
		}
	})
}
