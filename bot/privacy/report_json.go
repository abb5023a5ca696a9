package privacy

import "portevoix/bot/text"

// A Line is one text to check, as the command line reads it: one JSON object a line.
type Line struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Lang    string `json:"lang,omitempty"`
	Country string `json:"country,omitempty"`
	Kind    string `json:"kind,omitempty"` // post unless given
}

// A Verdict is what was found in a Line, as the command line writes it. Its sentences are in one language.
type Verdict struct {
	ID              string          `json:"id"`
	Verdict         string          `json:"verdict"` // the worst severity, or "clear"
	Findings        []FoundLine     `json:"findings"`
	Identifiability Identifiability `json:"identifiability"`
	Rewrite         string          `json:"rewrite,omitempty"`
}

// A FoundLine is one finding. Start and End are Unicode code points of the text; both are null for a finding about the whole text.
type FoundLine struct {
	Rule     string `json:"rule"`
	Kind     string `json:"kind"`
	Severity string `json:"severity"` // "block", "high", "warn" or "info"
	Start    *int   `json:"start"`
	End      *int   `json:"end"`
	Why      string `json:"why"`
	Fix      string `json:"fix"`
}

// Identifiability is how much is said about the person who is easiest to recognise.
type Identifiability struct {
	Score      int              `json:"score"`
	Expected   float64          `json:"expected,omitempty"` // how many people fit; left out when nothing allows a guess
	Attributes []FoundAttribute `json:"attributes"`
}

// A FoundAttribute is one thing said about that person.
type FoundAttribute struct {
	Name  string `json:"name"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// NewVerdict puts a report into one language.
func NewVerdict(id string, r Report, l text.Lang) Verdict {
	v := Verdict{ID: id, Verdict: r.Verdict.String(), Findings: []FoundLine{}, Rewrite: r.Rewrite, Identifiability: Identifiability{Attributes: []FoundAttribute{}}}
	for _, f := range r.Findings {
		line := FoundLine{Rule: f.Rule, Kind: f.Kind, Severity: f.Severity.String(), Why: f.Why.In(l), Fix: f.Fix.In(l)}
		if f.Span != Whole {
			line.Start, line.End = &f.Span.Start, &f.Span.End
		}
		v.Findings = append(v.Findings, line)
	}
	for _, p := range r.People {
		if p.Score < v.Identifiability.Score {
			continue
		}
		v.Identifiability = Identifiability{Score: p.Score, Expected: p.Expected, Attributes: []FoundAttribute{}}
		for _, a := range p.Attributes {
			v.Identifiability.Attributes = append(v.Identifiability.Attributes, FoundAttribute{a.Name, a.Span.Start, a.Span.End})
		}
	}
	return v
}
