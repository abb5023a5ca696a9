package privacy

import "sort"

// tidy says the same thing once and puts the worst first.
func tidy(findings []Finding) []Finding {
	sort.SliceStable(findings, func(i, j int) bool {
		a, b := findings[i], findings[j]
		if a.Severity != b.Severity {
			return a.Severity > b.Severity
		}
		return a.Span.Start < b.Span.Start
	})
	type place struct {
		rule, kind string
		start      int
	}
	seen := map[place]bool{}
	kept := findings[:0]
	for _, f := range findings {
		at := place{f.Rule, f.Kind, f.Span.Start}
		if seen[at] || covered(kept, f) {
			continue
		}
		seen[at] = true
		kept = append(kept, f)
	}
	return kept
}

// covered reports whether a worse or equal finding of the same rule already names these words.
func covered(kept []Finding, f Finding) bool {
	for _, k := range kept {
		if k.Rule == f.Rule && k.Kind == f.Kind && k.Span.Start <= f.Span.Start && f.Span.End <= k.Span.End {
			return true
		}
	}
	return false
}
