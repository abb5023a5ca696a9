package privacy

import (
	"cmp"
	"slices"
	"strings"
)

// tidy says the same thing once and puts the worst first, then in the order of the text.
func tidy(findings []Finding) []Finding {
	kept := withoutCovered(findings)
	slices.SortStableFunc(kept, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return kept
}

// withoutCovered drops a finding whose words a finding of the same rule and kind, as bad or worse, already names.
func withoutCovered(findings []Finding) []Finding {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End), cmp.Compare(b.Severity, a.Severity))
	})
	type key struct{ rule, kind string }
	reach := map[key]*[Block + 1]int{} // how far findings of each severity reach, plus one
	kept := findings[:0]
	for _, f := range findings {
		k := key{f.Rule, f.Kind}
		ends := reach[k]
		if ends == nil {
			ends = new([Block + 1]int)
			reach[k] = ends
		}
		end := f.Span.End + 2 // Whole ends at -1
		covered := false
		for s := f.Severity; s <= Block; s++ {
			covered = covered || ends[s] >= end
		}
		if covered {
			continue
		}
		ends[f.Severity] = max(ends[f.Severity], end)
		kept = append(kept, f)
	}
	return kept
}

// Points are the findings as a person reads them: each rule once, with all the words that it is about; the worst first.
func (r Report) Points() []Finding {
	var points []Finding
	words := map[string][]string{}
	for _, f := range r.Findings {
		if !slices.ContainsFunc(points, func(p Finding) bool { return p.Rule == f.Rule && p.Title == f.Title }) {
			points = append(points, f)
		}
		key := f.Rule + f.Title.EN
		if f.Masked != "" && !slices.Contains(words[key], f.Masked) {
			words[key] = append(words[key], f.Masked)
		}
	}
	for i, p := range points {
		points[i].Masked = strings.Join(words[p.Rule+p.Title.EN], " · ")
	}
	return points
}
