package privacy

import (
	"hash/fnv"
	"strconv"
	"time"
)

// The mosaic: the same case told over several posts. What is kept of a post are hashes of what it said about each person, never
// its words; a later text about the same case shares them.

// A Case is what a text said about one person, as a signature.
type Case struct {
	ID   string    // of the post, to show which
	When time.Time // of the post; zero: unknown, compared all the same
	Hash []uint64  // one per thing said: its kind and its normalised value
}

// mosaicDays is how far back the same case is looked for (domain rule QI-06).
const mosaicDays = 90

// Cases gives the signatures of the persons of a text, to keep beside the post and hand in as Input.Earlier later. A person of
// whom fewer than two things are said has none: it would match anybody.
func (c *Checker) Cases(in Input, id string) []Case {
	p := c.read(in)
	defer c.done(p)
	var out []Case
	for _, person := range p.people {
		one := p.signature(person)
		if len(one.Hash) < 2 {
			continue
		}
		one.ID, one.When = id, in.Now
		out = append(out, one)
	}
	return out
}

// signature makes the case of a person. An age counts by its years, a sex by itself, a service, a place or a disease by its
// words without case, accents and articles, so that "34 ans" and "âgée de 34 ans" are the same.
func (p *page) signature(person Person) Case {
	var c Case
	seen := map[uint64]bool{}
	for _, a := range person.Attributes {
		for _, value := range p.values(a) {
			h := fnv.New64a()
			h.Write([]byte(a.Name + "=" + value))
			if sum := h.Sum64(); !seen[sum] {
				seen[sum] = true
				c.Hash = append(c.Hash, sum)
			}
		}
	}
	return c
}

// values are the normalised forms of a thing said: its telling words, each by its stem.
func (p *page) values(a Attribute) []string {
	if a.Name == string(FactSex) {
		return []string{a.value}
	}
	f, ok := p.factAt(a)
	if ok && f.Kind == FactAge {
		return []string{strconv.Itoa(f.Number)}
	}
	if a.Span == Whole {
		return nil
	}
	var out []string
	for i := p.tokenAt(p.byteOf(a.Span.Start)); i < len(p.tokens) && int(p.tokens[i].start) < p.byteOf(a.Span.End); i++ {
		w := p.fold(i)
		if len(w) > 6 {
			w = w[:6]
		}
		if len(w) > 3 || p.tokens[i].kind == number {
			out = append(out, w)
		}
	}
	return out
}

// sameCase reports whether enough of what is said of a person was said in one earlier case of the last ninety days: three things, or
// two when neither is only the sex or the date.
func (p *page) sameCase(person Person) bool {
	mine := p.signature(person)
	weak := map[uint64]bool{}
	for _, a := range person.Attributes {
		if a.Name == string(FactSex) || a.Name == string(FactDate) || a.Name == string(FactOutcome) || a.Name == string(FactFamily) {
			for _, h := range p.signature(Person{Attributes: []Attribute{a}}).Hash {
				weak[h] = true
			}
		}
	}
	for _, e := range p.in.Earlier {
		if !p.in.Now.IsZero() && !e.When.IsZero() && p.in.Now.Sub(e.When) > mosaicDays*24*time.Hour {
			continue
		}
		strong, all := 0, 0
		for _, h := range mine.Hash {
			for _, g := range e.Hash {
				if h != g {
					continue
				}
				all++
				if !weak[h] {
					strong++
				}
			}
		}
		if strong >= 2 || strong == 1 && all >= 3 {
			return true
		}
	}
	return false
}

// mosaic compares the persons of the text with the cases of earlier posts.
func mosaic(p *page, hit func(Hit)) {
	if len(p.in.Earlier) == 0 {
		return
	}
	for _, person := range p.people {
		if p.sameCase(person) {
			start, end := p.extentOf(person)
			hit(Hit{Start: start, End: end, Kind: "mosaic"})
		}
	}
}
