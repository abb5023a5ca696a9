package main

import (
	"bufio"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"portevoix/bot/privacy/tagger"
)

// Hospital texts write names as news do not: "DUPONT Jean", "dupont jean", "JEAN DUPONT", and names that no newspaper prints.
// So every sentence with a person in it is learnt again with another person: names drawn from INSEE's lists, written in one of
// those ways; and a few sentences again all in capitals or all in small letters.

// A pool draws names.
type pool struct {
	first, last, place drawer
}

// A drawer draws words with a chance that grows with the square root of their count, so that rare names come too.
type drawer struct {
	words []string
	sums  []float64
}

func readPool(data string) (*pool, error) {
	first, err := readDrawer(filepath.Join(data, "gazetteers", "insee_prenoms_sorted_by_count.csv"), 20)
	if err != nil {
		return nil, err
	}
	last, err := readDrawer(filepath.Join(data, "gazetteers", "insee_noms_sorted_by_count.csv"), 30)
	if err != nil {
		return nil, err
	}
	place, err := readCommunes(data)
	return &pool{first, last, place}, err
}

func readDrawer(file string, atLeast int) (drawer, error) {
	f, err := os.Open(file)
	if err != nil {
		return drawer{}, err
	}
	defer f.Close()
	var d drawer
	sum := 0.
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		name, count, _ := strings.Cut(lines.Text(), ",")
		n, err := strconv.Atoi(count)
		if err != nil || n < atLeast || strings.HasPrefix(name, "_") || name == "AUTRES NOMS" {
			continue
		}
		sum += math.Sqrt(float64(n))
		d.words, d.sums = append(d.words, name), append(d.sums, sum)
	}
	return d, lines.Err()
}

func (d drawer) draw(r *tagger.Random) string {
	total := d.sums[len(d.sums)-1]
	at := float64(r.Below(1<<30)) / (1 << 30) * total
	return d.words[sort.SearchFloat64s(d.sums, at)]
}

// examples are the sentences of a document as they are, and again with other names and in other letters.
func (p *pool) examples(d document, c corpus, seed uint64) []tagger.Example {
	random := randomFrom(seed)
	var all []tagger.Example
	for _, e := range sentences(d) {
		if len(e.Tokens) == 0 || c.sparse && !named(e) && random.Below(4) > 0 {
			continue
		}
		all = append(all, e)
	}
	if !hasPerson(d) {
		return all
	}
	again := p.swapped(d, &random)
	switch random.Below(10) {
	case 0:
		again = recased(again, strings.ToUpper)
	case 1, 2:
		again = recased(again, strings.ToLower)
	}
	for _, e := range sentences(again) {
		if len(e.Tokens) > 0 && person(e) {
			all = append(all, e)
		}
	}
	return all
}

func randomFrom(seed uint64) tagger.Random {
	return tagger.Random(seed*0x9e3779b97f4a7c15 + 88172645463325252)
}

func hasPerson(d document) bool {
	for _, s := range d.Spans {
		if kind, ok := s.kind(d.Text); ok && kind == tagger.BeginPerson {
			return true
		}
	}
	return false
}

func named(e tagger.Example) bool {
	for _, l := range e.Labels {
		if l != tagger.Outside {
			return true
		}
	}
	return false
}

func person(e tagger.Example) bool {
	for _, l := range e.Labels {
		if l.Person() {
			return true
		}
	}
	return false
}

// swapped gives every person of a document another name.
func (p *pool) swapped(d document, random *tagger.Random) document {
	var text strings.Builder
	out := document{ID: d.ID}
	at := 0
	for _, s := range inOrder(d.Spans) {
		if s.Start < at {
			continue // spans of one text do not overlap; if two did, the first would win
		}
		text.WriteString(d.Text[at:s.Start])
		start := text.Len()
		if kind, ok := s.kind(d.Text); ok && kind == tagger.BeginPerson {
			text.WriteString(p.like(d.Text[s.Start:s.End], random))
		} else {
			text.WriteString(d.Text[s.Start:s.End])
		}
		out.Spans = append(out.Spans, span{Start: start, End: text.Len(), Label: s.Label, Orig: s.Orig})
		at = s.End
	}
	text.WriteString(d.Text[at:])
	out.Text = text.String()
	return out
}

func inOrder(spans []span) []span {
	sorted := append([]span(nil), spans...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Start < sorted[j].Start })
	return sorted
}

// like draws a name with about as many parts as the one it takes the place of.
func (p *pool) like(name string, random *tagger.Random) string {
	first, last := titled(p.first.draw(random)), titled(p.last.draw(random))
	if len(strings.Fields(name)) == 1 {
		one := last
		if random.Below(2) == 0 {
			one = first
		}
		return []string{one, one, one, strings.ToUpper(one), strings.ToLower(one)}[random.Below(5)]
	}
	switch random.Below(12) {
	case 0, 1:
		return first + " " + strings.ToUpper(last)
	case 2, 3:
		return strings.ToUpper(last) + " " + first
	case 4:
		return last + " " + first
	case 5:
		return strings.ToUpper(first + " " + last)
	case 6:
		return strings.ToLower(last + " " + first)
	case 7:
		return strings.ToLower(first + " " + last)
	case 8:
		return initial(first) + ". " + last
	}
	return first + " " + last
}

func initial(name string) string {
	r, _ := utf8.DecodeRuneInString(name)
	return string(r)
}

// titled writes a name of INSEE's capitals as people write it: "JEAN-LUC" is "Jean-Luc", "LE GALL" is "Le Gall".
func titled(name string) string {
	capital := true
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			capital = true
			return r
		}
		if capital {
			capital = false
			return r
		}
		return unicode.ToLower(r)
	}, name)
}

// recased writes a whole document in other letters. A letter whose other form takes more bytes would move the spans, so it
// stays.
func recased(d document, change func(string) string) document {
	var text strings.Builder
	for _, r := range d.Text {
		if c := change(string(r)); len(c) == len(string(r)) {
			text.WriteString(c)
		} else {
			text.WriteRune(r)
		}
	}
	d.Text = text.String()
	return d
}
