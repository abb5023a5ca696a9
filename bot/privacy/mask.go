package privacy

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Masked is a text without what identifies. Each mark "[3]" stands for what was there; only whoever holds the Masked can put it
// back.
type Masked struct {
	Text string
	Safe bool // nothing that could make somebody recognised was found in what is left; when false, the text must not leave

	words []string // what the marks stand for
	first int      // number of the first mark, past the bracketed numbers that the text had itself
}

// Restore puts the masked words back where their marks stand.
func (m Masked) Restore(s string) string {
	pairs := make([]string, 0, 2*len(m.words))
	for i, w := range m.words {
		pairs = append(pairs, m.mark(i), w)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

func (m Masked) mark(i int) string { return "[" + strconv.Itoa(m.first+i) + "]" }

// Mask replaces by marks what identifies, and what is said of a person of whom too much is said, for a text that leaves the
// house.
func (c *Checker) Mask(in Input) Masked {
	p := c.read(in)
	spans := p.identifying()
	for _, f := range c.findings(p) {
		if f.Severity >= Warn && f.Span != Whole && f.identifies() {
			spans = append(spans, f.Span)
		}
	}
	spans = append(spans, tooMuchSaid(p.people)...)
	m := Masked{first: firstMark(in.Text)}
	var b strings.Builder
	points := []rune(in.Text)
	at := 0
	for _, s := range merge(spans) {
		b.WriteString(string(points[at:s.Start]))
		b.WriteString(m.mark(len(m.words)))
		m.words = append(m.words, string(points[s.Start:s.End]))
		at = s.End
	}
	b.WriteString(string(points[at:]))
	m.Text = b.String()
	m.Safe = c.leavesNobody(in, m.Text)
	return m
}

// leavesNobody reports whether nothing in a masked text points at anybody.
func (c *Checker) leavesNobody(in Input, masked string) bool {
	in.Text, in.Fixed = masked, nil
	p := c.read(in)
	for _, f := range c.findings(p) {
		if f.Severity >= Warn && f.Kind != "rule" {
			return false
		}
	}
	return len(p.identifying()) == 0
}

// firstMark is one more than the highest "[n]" of a text, so that a mark is never mistaken for what the author wrote.
func firstMark(s string) int {
	highest := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '[' {
			continue
		}
		n, digits := 0, 0
		for j := i + 1; j < len(s) && s[j] >= '0' && s[j] <= '9' && digits < 6; j++ {
			n, digits = n*10+int(s[j]-'0'), digits+1
		}
		highest = max(highest, n)
	}
	return highest + 1
}

// tooMuchSaid lists what is said of each person who could be recognised by it.
func tooMuchSaid(people []Person) (spans []Span) {
	for _, person := range people {
		if person.Score < 3 {
			continue
		}
		for _, a := range person.Attributes {
			spans = append(spans, a.Span)
		}
	}
	return spans
}

// identifying lists the spans of facts that identify, merged and in order.
func (p *page) identifying() []Span {
	var spans []Span
	for _, f := range p.facts {
		switch f.Kind {
		case FactName:
			if f.Role != RolePatient && f.Role != RoleRelative && f.Role != RoleUnknown {
				continue
			}
		case FactLink, FactHashtag, FactPatient, FactSex, FactDate, FactJob, FactFamily, FactDisease, FactService, FactOutcome, FactCircumstance, FactStay, FactUnique, FactOrigin, FactAge, FactPlace:
			continue
		}
		spans = append(spans, p.span(f.Start, f.End))
	}
	return merge(spans)
}

func merge(spans []Span) []Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// Echo is the text with the words of every finding masked: for showing it again. A finding about the whole text masks nothing.
func (r Report) Echo(original string) string {
	points := []rune(original)
	var spans []Span
	for _, f := range r.Findings {
		if f.Span.Start >= 0 && f.Span.End <= len(points) && f.identifies() {
			spans = append(spans, f.Span)
		}
	}
	for _, s := range tooMuchSaid(r.People) {
		if s.End <= len(points) {
			spans = append(spans, s)
		}
	}
	var b strings.Builder
	at := 0
	for _, s := range merge(spans) {
		b.WriteString(string(points[at:s.Start]))
		b.WriteString(maskWords(string(points[s.Start:s.End])))
		at = s.End
	}
	b.WriteString(string(points[at:]))
	return b.String()
}

// identifies tells findings whose words could point at somebody, as opposed to a manner of speaking.
func (f Finding) identifies() bool { return f.Kind != "rule" && f.Kind != "combination" }

// maskWords shows enough of a word for its author to find it, and nothing more: "K•••", "06 •• •• •• 78" shows its first and last two
// figures only when there are eight or more.
func maskWords(s string) string {
	digits := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	long := digits >= 8
	var b strings.Builder
	seen, letters := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			seen++
			if long && (seen <= 2 || seen > digits-2) {
				b.WriteRune(r)
			} else {
				b.WriteRune('•')
			}
			letters++
		case unicode.IsLetter(r) || unicode.IsMark(r):
			if letters == 0 && digits == 0 {
				b.WriteRune(r)
			} else if letters < 4 {
				b.WriteRune('•')
			}
			letters++
		default:
			if utf8.RuneLen(r) > 0 {
				b.WriteRune(r)
			}
			if r == ' ' || r == '-' || r == '\'' {
				letters = 0
			}
		}
	}
	return b.String()
}
