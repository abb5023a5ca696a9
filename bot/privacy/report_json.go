package privacy

import "portevoix/bot/text"

// A Line is one text to check, as the command line reads it: one JSON object a line.
type Line struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Lang    string `json:"lang,omitempty"`
	Country string `json:"country,omitempty"`
	Kind    string `json:"kind,omitempty"` // post unless given

	Original string `json:"original,omitempty"` // what the text was before it was transposed
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
	v := Verdict{ID: id, Verdict: r.Verdict.String(), Findings: foundLines(r.Findings, l), Rewrite: r.Rewrite, Identifiability: Identifiability{Attributes: []FoundAttribute{}}}
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

func foundLines(findings []Finding, l text.Lang) []FoundLine {
	lines := []FoundLine{}
	for _, f := range findings {
		line := FoundLine{Rule: f.Rule, Kind: f.Kind, Severity: f.Severity.String(), Why: f.Why.In(l), Fix: f.Fix.In(l)}
		if f.Span != Whole {
			line.Start, line.End = &f.Span.Start, &f.Span.End
		}
		lines = append(lines, line)
	}
	return lines
}

// A PictureVerdict is what was found in a picture's file, as the command line writes it.
type PictureVerdict struct {
	ID        string         `json:"id"`
	Format    string         `json:"format"` // "jpeg", "dicom"…
	Verdict   string         `json:"verdict"`
	Findings  []FoundLine    `json:"findings"`
	NotLooked []string       `json:"not_looked_at"`
	Questions []QuestionLine `json:"questions"`
}

// A QuestionLine is one thing that only a person can answer.
type QuestionLine struct {
	Rule     string `json:"rule"`
	Asks     string `json:"asks"`
	Severity string `json:"severity"` // when the answer is yes
	Fix      string `json:"fix"`
}

// NewPictureVerdict puts a report on a picture into one language.
func NewPictureVerdict(id string, r PictureReport, l text.Lang) PictureVerdict {
	v := PictureVerdict{ID: id, Format: r.Format, Verdict: r.Verdict.String(), Findings: foundLines(r.Findings, l), NotLooked: []string{}, Questions: []QuestionLine{}}
	for _, t := range r.NotLooked {
		v.NotLooked = append(v.NotLooked, t.In(l))
	}
	for _, q := range r.Questions {
		v.Questions = append(v.Questions, QuestionLine{q.ID, q.Asks.In(l), q.Severity.String(), q.Fix.In(l)})
	}
	return v
}
