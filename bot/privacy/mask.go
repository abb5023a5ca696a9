package privacy

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Masked is a text without what identifies. Each placeholder, "[PERSON-1]", stands for what was there, the same one for the same
// words; only whoever holds the Masked can put them back.
type Masked struct {
	Text string
	Safe bool // nothing that could make somebody recognised was found in what is left; when false, the text must not leave

	marks []string // "[PERSON-1]"
	words []string // what each mark stands for
}

// Restore puts the masked words back where their placeholders stand, and changes nothing else.
func (m Masked) Restore(s string) string {
	pairs := make([]string, 0, 2*len(m.words))
	for i, w := range m.words {
		pairs = append(pairs, m.marks[i], w)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// Mask replaces by placeholders what identifies, and what is said of a person of whom too much is said, for a text that leaves the
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
	var m Masked
	first := firstMark(in.Text)
	known, count := map[string]string{}, map[string]int{}
	var b strings.Builder
	points := []rune(in.Text)
	at := 0
	for _, s := range merge(spans) {
		word := string(points[s.Start:s.End])
		kind := p.placeholder(s)
		mark, met := known[kind+word]
		if !met {
			mark = "[" + kind + "-" + strconv.Itoa(first+count[kind]) + "]"
			count[kind]++
			known[kind+word] = mark
			m.marks, m.words = append(m.marks, mark), append(m.words, word)
		}
		b.WriteString(string(points[at:s.Start]))
		b.WriteString(mark)
		at = s.End
	}
	b.WriteString(string(points[at:]))
	m.Text = b.String()
	m.Safe = c.leavesNobody(in, m.Text)
	return m
}

// placeholder names what a span is, so that whoever reads the masked text still understands it.
func (p *page) placeholder(s Span) string {
	start, end := p.byteOf(s.Start), p.byteOf(s.End)
	for k := p.factAfter(start - 1); k < len(p.facts) && p.facts[k].Start < end; k++ {
		if kind, ok := placeholders[p.facts[k].Kind]; ok {
			return kind
		}
	}
	return "DETAIL"
}

var placeholders = map[FactKind]string{
	FactName: "PERSON", FactInitials: "PERSON", FactPhone: "PHONE", FactFax: "PHONE", FactEmail: "EMAIL", FactHandle: "ACCOUNT", FactURL: "LINK",
	FactAddress: "ADDRESS", FactZIP: "ADDRESS", FactPlace: "PLACE", FactRoom: "ROOM", FactDate: "DATE", factMonth: "DATE", FactBirth: "DATE", FactAge: "AGE",
	FactNIR: "NUMBER", FactSSN: "NUMBER", FactNHS: "NUMBER", FactCNIE: "NUMBER", FactDNI: "NUMBER", FactRecord: "NUMBER", FactInsurance: "NUMBER", FactIBAN: "NUMBER",
	FactCard: "NUMBER", FactInvoice: "NUMBER", FactLicence: "NUMBER", FactPlate: "NUMBER", FactDevice: "NUMBER", FactIP: "NUMBER",
}

// leavesNobody reports whether nothing in a masked text points at anybody.
func (c *Checker) leavesNobody(in Input, masked string) bool {
	in.Text, in.Fixed = masked, nil
	p := c.read(in)
	for _, f := range c.findings(p) {
		if f.Severity >= Warn && f.Kind != "rule" || f.Severity >= High && aboutPeople(f.Rule) {
			return false
		}
	}
	return len(p.identifying()) == 0
}

// aboutPeople tells the rules that protect somebody from those about claims, notices and form.
func aboutPeople(rule string) bool {
	topic, _, _ := strings.Cut(rule, "-")
	switch topic {
	case "ID", "QI", "SEC", "MIN", "DTH", "VIO", "VIP", "JUD", "REL":
		return true
	}
	return rule == "SUI-01"
}

// firstMark is one more than the highest number of a placeholder that a text has itself, so that one is never mistaken for what
// the author wrote.
func firstMark(s string) int {
	highest := 0
	for i := 0; i+1 < len(s); i++ {
		if s[i] != '-' {
			continue
		}
		n, j := 0, i+1
		for ; j < len(s) && s[j] >= '0' && s[j] <= '9' && j < i+7; j++ {
			n = n*10 + int(s[j]-'0')
		}
		if j > i+1 && j < len(s) && s[j] == ']' {
			highest = max(highest, n)
		}
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
