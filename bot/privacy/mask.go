package privacy

import (
	"slices"
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

	marks  []string // "[PERSON-1]"
	words  []string // what each mark stands for
	places []place
}

// A place is where a placeholder stands, and where its words stood.
type place struct{ mark, words Span }

// Restore puts the masked words back where their placeholders stand, and changes nothing else.
func (m Masked) Restore(s string) string {
	pairs := make([]string, 0, 2*len(m.words))
	for i, w := range m.words {
		pairs = append(pairs, m.marks[i], w)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// Mask replaces by placeholders what identifies, for a text that leaves the house. A sentence that tells of somebody of whom too much is
// said goes whole, and a masked name goes wherever it stands. What comes out is read again: what the check still finds in it is masked
// too, and when that does not end, all of it.
func (c *Checker) Mask(in Input) Masked {
	p := c.read(in)
	defer c.done(p)
	spans := c.pointing(p)
	for range mostPasses {
		m := p.masked(spans)
		again := c.read(plainInput(in, m.Text))
		left := c.pointing(again)
		if len(left) == 0 {
			m.Safe = c.leavesNobody(again)
			return m
		}
		before := spans
		for _, s := range left {
			spans = append(spans, m.original(s))
		}
		if spans = merge(spans); len(spans) == len(before) && slices.Equal(spans, before) {
			break
		}
	}
	m := p.masked([]Span{{0, int(p.at[len(p.s)])}})
	again := c.read(plainInput(in, m.Text))
	m.Safe = len(c.pointing(again)) == 0 && c.leavesNobody(again)
	return m
}

// mostPasses is how often a masked text is read again: with a name gone, the words beside it may be taken for one.
const mostPasses = 4

// plainInput is the same question about another text.
func plainInput(in Input, words string) Input {
	in.Text, in.Original, in.Over, in.Fixed = words, "", 0, nil
	return in
}

// pointing lists what points at somebody: what identifies, what a rule says does, sentences that tell too much, and names said again.
func (c *Checker) pointing(p *page) []Span {
	spans := p.identifying()
	for _, f := range c.findings(p) {
		if f.Severity >= Warn && f.Span != Whole && f.identifies() {
			spans = append(spans, f.Span)
		}
	}
	for _, person := range p.people {
		if !recognisable(person) {
			continue
		}
		start, end := p.extentOf(person)
		spans = append(spans, p.span(start, end))
		for _, i := range person.sentences {
			s := p.sentences[i]
			spans = append(spans, p.span(int(p.tokens[s.from].start), int(p.tokens[s.to-1].end)))
		}
	}
	return merge(append(spans, p.namedAgain(spans)...))
}

// recognisable tells a person of whom too much is said (see combinations).
func recognisable(person Person) bool {
	return person.Score >= 3 || person.Expected > 0 && person.Expected < riskyCrowd && len(person.Attributes) > 1
}

// namedAgain lists the words that are part of a masked name and stand elsewhere too: "Mme Morvan" masked, "chez les Morvan" is as well.
func (p *page) namedAgain(spans []Span) (again []Span) {
	parts := map[string]bool{}
	for _, f := range p.facts {
		if f.Kind != FactName || !slices.ContainsFunc(spans, p.span(f.Start, f.End).meets) {
			continue
		}
		for i := p.tokenAt(f.Start); i < len(p.tokens) && int(p.tokens[i].start) < f.End; i++ {
			if p.tokens[i].capitalised() || p.tokens[i].kind == uncased {
				parts[p.fold(i)] = true
			}
		}
	}
	for i, t := range p.tokens {
		if word := p.fold(i); parts[word] && (len(word) > 3 || t.capitalised() && len(word) > 2) {
			again = append(again, p.span(int(t.start), int(t.end)))
		}
	}
	return again
}

func (s Span) meets(t Span) bool { return s.Start < t.End && t.Start < s.End }

// masked writes the text with a placeholder for each span; these are in order and apart.
func (p *page) masked(spans []Span) Masked {
	var m Masked
	first := firstMark(p.in.Text)
	known, count := map[string]string{}, map[string]int{}
	var b strings.Builder
	points := []rune(p.in.Text)
	at, written := 0, 0
	for _, s := range spans {
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
		written += s.Start - at
		m.places = append(m.places, place{Span{written, written + len(mark)}, s})
		written += len(mark)
		at = s.End
	}
	b.WriteString(string(points[at:]))
	m.Text = b.String()
	return m
}

// original gives the code points that a part of the masked text stands for; a placeholder stands for all of its words.
func (m Masked) original(s Span) Span {
	return Span{m.back(s.Start, false), m.back(s.End, true)}
}

func (m Masked) back(point int, end bool) int {
	shift := 0
	for _, p := range m.places {
		switch {
		case point < p.mark.Start || end && point == p.mark.Start:
			return point - shift
		case point < p.mark.End && !end:
			return p.words.Start
		case point <= p.mark.End && end:
			return p.words.End
		}
		shift = p.mark.End - p.words.End
	}
	return point - shift
}

// placeholder names what a span is, so that whoever reads the masked text still understands it; "DETAIL" for more than one thing.
func (p *page) placeholder(s Span) string {
	start, end := p.byteOf(s.Start), p.byteOf(s.End)
	kind := ""
	for k := p.factAfter(start - 1); k < len(p.facts) && p.facts[k].Start < end; k++ {
		named, known := placeholders[p.facts[k].Kind]
		if !known || kind != "" && kind != named {
			return "DETAIL"
		}
		kind = named
	}
	if kind == "" {
		return "DETAIL"
	}
	return kind
}

var placeholders = map[FactKind]string{
	FactName: "PERSON", FactInitials: "PERSON", FactPhone: "PHONE", FactFax: "PHONE", FactEmail: "EMAIL", FactHandle: "ACCOUNT", FactURL: "LINK",
	FactAddress: "ADDRESS", FactZIP: "ADDRESS", FactPlace: "PLACE", FactRoom: "ROOM", FactDate: "DATE", factMonth: "DATE", FactBirth: "DATE", FactAge: "AGE",
	FactNIR: "NUMBER", FactSSN: "NUMBER", FactNHS: "NUMBER", FactCNIE: "NUMBER", FactDNI: "NUMBER", FactRecord: "NUMBER", FactInsurance: "NUMBER", FactIBAN: "NUMBER",
	FactCard: "NUMBER", FactInvoice: "NUMBER", FactLicence: "NUMBER", FactPlate: "NUMBER", FactDevice: "NUMBER", FactIP: "NUMBER",
}

// leavesNobody reports whether no rule that protects somebody has anything to say of a masked text in which nothing points at anybody.
func (c *Checker) leavesNobody(p *page) bool {
	for _, f := range c.findings(p) {
		if f.Severity >= Warn && f.Kind != "rule" || f.Severity >= High && aboutPeople(f.Rule) {
			return false
		}
	}
	return true
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

// Echo is the text without the words of its findings, for showing it to somebody who did not write it: not a letter of them, nor how many
// there were. A sentence that tells too much of somebody goes whole. A finding about the whole text hides nothing.
func (r Report) Echo(original string) string {
	points := []rune(original)
	var spans []Span
	for _, f := range r.Findings {
		switch {
		case f.Span.Start < 0 || f.Span.End > len(points):
		case f.Kind == "combination" && f.Severity >= High:
			spans = append(spans, sentenceAround(points, f.Span))
		case f.identifies() || f.Severity >= High && aboutPeople(f.Rule):
			spans = append(spans, f.Span)
		}
	}
	var b strings.Builder
	at := 0
	for _, s := range merge(spans) {
		b.WriteString(string(points[at:s.Start]))
		b.WriteString("•••")
		at = s.End
	}
	b.WriteString(string(points[at:]))
	return b.String()
}

// sentenceAround widens a span to the marks that end sentences; a full stop that something follows closely ends none.
func sentenceAround(points []rune, s Span) Span {
	ends := func(i int) bool {
		return points[i] == '\n' || strings.ContainsRune(".!?؟", points[i]) && (i+1 == len(points) || unicode.IsSpace(points[i+1]))
	}
	for s.Start > 0 && !ends(s.Start-1) {
		s.Start--
	}
	for s.Start < s.End && unicode.IsSpace(points[s.Start]) {
		s.Start++
	}
	for s.End < len(points) && !ends(s.End) {
		s.End++
	}
	return s
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
