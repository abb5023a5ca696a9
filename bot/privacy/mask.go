package privacy

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Masked is a text without what identifies. The names of the places that were masked come back with Restore.
type Masked struct {
	Text string
	Safe bool // nothing that identifies was found in what is left

	words []string // what [n] stands for, n counted from 1
}

// Restore puts the masked words back where their marks stand: "[3]".
func (m Masked) Restore(s string) string {
	pairs := make([]string, 0, 2*len(m.words))
	for i, w := range m.words {
		pairs = append(pairs, mark(i), w)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

func mark(i int) string { return "[" + strconv.Itoa(i+1) + "]" }

// Mask replaces what identifies by marks, for a text that leaves the house.
func (c *Checker) Mask(in Input) Masked {
	p := c.read(in)
	spans := p.identifying()
	var m Masked
	var b strings.Builder
	points := []rune(in.Text)
	at := 0
	for _, s := range spans {
		b.WriteString(string(points[at:s.Start]))
		b.WriteString(mark(len(m.words)))
		m.words = append(m.words, string(points[s.Start:s.End]))
		at = s.End
	}
	b.WriteString(string(points[at:]))
	m.Text = b.String()
	again := in
	again.Text, again.Fixed = m.Text, nil
	m.Safe = len(c.read(again).identifying()) == 0
	return m
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
