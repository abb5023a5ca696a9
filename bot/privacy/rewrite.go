package privacy

import (
	"strings"

	"portevoix/bot/text"
)

// rewrite replaces the words that identify by something that tells the same story without them. The result passes the check
// with nothing worse than a hint, else there is none.
func (c *Checker) rewrite(p *page, r Report) (string, []Change) {
	points := []rune(p.in.Text)
	lang := spoken(p.lang)
	var b strings.Builder
	var changes []Change
	at := 0
	for _, f := range inOrder(r.Findings) {
		with, ok := replacements[f.Kind]
		if !ok || f.Span.Start < at {
			continue
		}
		b.WriteString(string(points[at:f.Span.Start]))
		b.WriteString(with.In(lang))
		changes = append(changes, Change{Before: f.Masked, After: with.In(lang), Why: f.Why})
		at = f.Span.End
	}
	b.WriteString(string(points[at:]))
	out := strings.Join(strings.Fields(b.String()), " ")
	if len(changes) == 0 || c.verdictOf(p.in, out) > Info {
		return "", nil
	}
	return out, changes
}

// verdictOf checks a text without writing it anew.
func (c *Checker) verdictOf(in Input, written string) Severity {
	in.Text, in.Fixed = written, nil
	worst := Clear
	for _, f := range c.findings(c.read(in)) {
		worst = max(worst, f.Severity)
	}
	return worst
}

func inOrder(findings []Finding) []Finding {
	out := append([]Finding{}, findings...)
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j].Span.Start < out[j-1].Span.Start; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

var replacements = map[string]text.Text{
	"name":  {FR: "une personne", EN: "a person", AR: "شخص"},
	"phone": {FR: "notre standard", EN: "our switchboard", AR: "مركزنا الهاتفي"},
	"email": {FR: "notre adresse de contact", EN: "our contact address", AR: "عنواننا الإلكتروني"},
	"date":  {FR: "récemment", EN: "recently", AR: "مؤخرا"},
	"place": {FR: "notre région", EN: "our region", AR: "جهتنا"},
	"room":  {FR: "notre service", EN: "our ward", AR: "مصلحتنا"},
}
