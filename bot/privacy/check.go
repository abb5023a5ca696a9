package privacy

import (
	"strings"
	"sync"

	"portevoix/bot/privacy/names"
)

// A Checker checks texts. It is made once and is safe for many goroutines.
type Checker struct {
	config  Config
	rules   []Rule
	ours    *ours
	books   *books
	readers sync.Pool // *names.Finder
	pages   sync.Pool // *page
}

// books are the phrasebooks that reading and the rules share; made once.
type books struct {
	cues   *phrasebook // announce a number
	people *phrasebook // speak of somebody cared for
	says   *phrasebook // phrases of the rules; the tag is the rule's place
	ill    *phrasebook // tell of somebody's illness, for colleagues
	reply  *phrasebook // take for granted, in a reply, that the reader was a patient
}

// New makes a checker.
func New(config Config) *Checker {
	c := &Checker{config: config, rules: Rules(), ours: newOurs(config.Ours)}
	c.books = &books{cues: cueBook(), people: peopleBook(), says: newPhrasebook(), ill: newPhrasebook(), reply: newPhrasebook()}
	c.books.ill.add(0, illnessOfStaff[:]...)
	c.books.reply.add(0, replyPhrases[:]...)
	for i, r := range c.rules {
		c.books.says.add(int32(i), r.says...)
	}
	c.pages.New = func() any { return &page{} }
	c.readers.New = func() any {
		return &names.Finder{Ours: append(append([]string{}, config.Ours.Staff...), config.Ours.Names...)}
	}
	return c
}

// Check reads a text and reports what could identify somebody or break a rule. It does no input or output.
func (c *Checker) Check(in Input) Report {
	p := c.read(in)
	defer c.done(p)
	findings := c.findings(p)
	r := Report{Findings: tidy(findings), People: p.people, Lang: p.lang, Rules: RulesVersion}
	for _, f := range r.Findings {
		r.Verdict = max(r.Verdict, f.Severity)
	}
	if r.Verdict >= Warn {
		r.Rewrite, r.Changes = c.rewrite(p, r)
	}
	return r
}

// read gathers the facts of a text.
func (c *Checker) read(in Input) *page {
	if in.Kind == "" {
		in.Kind = Post
	}
	in.Country = countryCode(in.Country)
	p := c.pages.Get().(*page)
	p.open(in)
	p.books, p.ours, p.country = c.books, c.ours, c.config.Countries[in.Country]
	p.country.Code = in.Country
	p.findIdentifiers()
	f := c.readers.Get().(*names.Finder)
	p.findNames(f)
	if len(p.s) <= longestKept {
		c.readers.Put(f)
	}
	p.sortFacts()
	p.birthsAfterNames()
	p.findPeople()
	p.noteSaid()
	p.original = nil
	if in.Original != "" {
		p.original = c.read(Input{Text: in.Original, Kind: in.Kind, Country: in.Country})
	}
	return p
}

// longestKept is the text, in bytes, whose working memory waits for the next text; that of a longer one is given back.
const longestKept = 64 << 10

// done gives back the memory of a page; nobody may hold it any longer.
func (c *Checker) done(p *page) {
	if len(p.s) <= longestKept {
		p.close()
		c.pages.Put(p)
	}
}

func countryCode(s string) string {
	s = strings.ToUpper(strings.TrimSpace(s))
	if s == "UK" {
		return "GB"
	}
	return s
}

// findings applies every rule to the page.
func (c *Checker) findings(p *page) []Finding {
	var found []Finding
	add := func(r *Rule, h Hit) {
		f, ok := c.finding(p, r, h)
		if ok {
			found = append(found, f)
		}
	}
	c.books.says.find(p, func(tag int32, from, to int) {
		r := &c.rules[tag]
		if c.on(r, p) && (r.when == nil || r.when(p, from, to)) {
			add(r, Hit{Start: int(p.tokens[from].start), End: int(p.tokens[to-1].end)})
		}
	})
	for i := range c.rules {
		r := &c.rules[i]
		if !c.on(r, p) {
			continue
		}
		c.byFacts(p, r, add)
		if r.look != nil {
			r.look(p, func(h Hit) { add(r, h) })
		}
	}
	return found
}

func (c *Checker) on(r *Rule, p *page) bool {
	_, off := c.config.Off[r.ID]
	return !off && r.applies(p.in.Kind)
}

func (c *Checker) byFacts(p *page, r *Rule, add func(*Rule, Hit)) {
	for _, kind := range r.facts {
		for _, f := range p.facts {
			if f.Kind != kind {
				continue
			}
			sev, ok := r.Severity, true
			if r.counts != nil {
				sev, ok = r.counts(p, f)
			}
			if ok {
				add(r, Hit{Start: f.Start, End: f.End, Severity: sev, Kind: string(f.Kind)})
			}
		}
	}
}

// finding makes a finding of a hit; ok is false when it is not one after all: the country knows no such rule, or the words are
// ours or fixed.
func (c *Checker) finding(p *page, r *Rule, h Hit) (Finding, bool) {
	sev := h.Severity
	if sev == Clear {
		sev = r.SeverityIn(p.in.Country)
	}
	span := p.span(h.Start, h.End)
	if sev == Clear || p.fixed(span) {
		return Finding{}, false
	}
	kind := h.Kind
	if kind == "" {
		kind = "rule"
	}
	f := Finding{Rule: r.ID, Kind: kind, Severity: sev, Span: span, Title: r.Title, Why: r.Why, Fix: r.Fix, Source: r.Source}
	if span != Whole && kind != "combination" { // its words are half a sentence: the report lists what they say instead
		f.Masked = maskWords(p.text[h.Start:h.End])
	}
	return f, true
}

func (p *page) fixed(s Span) bool {
	if s == Whole {
		return false
	}
	for _, f := range p.in.Fixed {
		if f.Start <= s.Start && s.End <= f.End {
			return true
		}
	}
	return false
}

// ours is the hospital's own names and numbers, in the form in which they are compared.
type ours struct {
	phones, prefixes, handles, hashtags, domains []string
	phrases                                      *phrasebook
	catchment                                    int
}

func newOurs(o Ours) *ours {
	own := &ours{phrases: newPhrasebook(), catchment: o.Catchment}
	for _, n := range o.Phones {
		own.phones = append(own.phones, dialledText(n))
	}
	for _, n := range o.PhonePrefixes {
		own.prefixes = append(own.prefixes, dialledText(n))
	}
	for _, h := range o.Handles {
		own.handles = append(own.handles, strings.ToLower(strings.TrimPrefix(h, "@")))
	}
	for _, h := range o.Hashtags {
		own.hashtags = append(own.hashtags, strings.ToLower(strings.TrimPrefix(h, "#")))
	}
	for _, d := range o.Domains {
		own.domains = append(own.domains, strings.ToLower(strings.TrimPrefix(d, "www.")))
	}
	for _, list := range [][]string{o.Names, o.Places, o.Addresses, o.Staff} {
		for _, phrase := range list {
			if foldString(phrase) != "" {
				own.phrases.addPlain(0, phrase)
			}
		}
	}
	return own
}

// dialledText is dialled for a number as written.
func dialledText(s string) string {
	digits := make([]byte, 0, len(s))
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits = append(digits, s[i])
		}
	}
	return dialled(string(digits), strings.HasPrefix(strings.TrimSpace(s), "+"))
}

func (o *ours) phone(number string) bool {
	for _, n := range o.phones {
		if n == number {
			return true
		}
	}
	for _, n := range o.prefixes {
		if n != "" && strings.HasPrefix(number, n) {
			return true
		}
	}
	return false
}

func (o *ours) domain(host string) bool {
	for _, d := range o.domains {
		if d != "" && (host == d || strings.HasSuffix(host, "."+d)) {
			return true
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// ourWords reports whether a phrase of the profile begins at token i.
func (p *page) ourWords(i int) bool {
	return p.ours.phrases.begins(p, i)
}
