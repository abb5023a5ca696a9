package triage

import (
	"fmt"
	"slices"
	"strings"
)

// Phrases are how rules say what they look for. A phrase is a row of parts, separated by spaces, matched against folded words
// (no capitals, no accents, Arabic letters in one spelling, "j'ai" as "j ai", "can't" as "cant"):
//
//	word         this word                     word*        words that begin so
//	a|b|c        one of these                  <kin>        one of a class (classes.go); <name> any word
//	(a|b c)      one of these, of one or several words; when most are little words (little.go) it may also be absent
//	#            a number                      ? ! .        the end of a sentence
//	..           up to three words between     ...          up to eight words between
//	^ $          the beginning, the end of the text
//
// Gaps do not reach over the end of a sentence. A group at either end of a phrase must be there: there it would say nothing
// otherwise.
type phrase struct {
	parts []part
	group int
}

type part struct {
	exact    map[string]bool
	prefixes []string
	rows     [][]part // alternatives of several words
	number   bool
	any      bool // <name>: whatever the word
	optional bool
	orEnd    bool // or the end of the text
	gap      int  // words that may stand here; 0: not a gap
	begin    bool
	end      bool
}

// A book finds all its phrases in one walk over a text: each word leads to the phrases that begin with it.
type book struct {
	exact  map[string][]*phrase
	prefix map[string][]*phrase // by their first letters
	free   []*phrase            // those that begin with anything
	groups int
}

func newBook() *book { return &book{exact: map[string][]*phrase{}, prefix: map[string][]*phrase{}} }

// prefixKey is how many letters of a prefix are looked up.
const prefixKey = 2

// add compiles phrases into one group and returns its number. A mistake in a phrase is a mistake in our own tables.
func (b *book) add(phrases []string) int {
	group := b.groups
	b.groups++
	for _, source := range phrases {
		parts, err := compile(source)
		if err != nil {
			panic("triage: " + err.Error())
		}
		p := &phrase{parts, group}
		b.index(p, p.parts[0])
	}
	return group
}

// index files a phrase under every word that it can begin with.
func (b *book) index(p *phrase, first part) {
	if first.begin || first.number || first.any || first.gap > 0 {
		b.free = append(b.free, p)
		return
	}
	for w := range first.exact {
		b.exact[w] = append(b.exact[w], p)
	}
	for _, w := range first.prefixes {
		key := firstLetters(w)
		if !slices.Contains(b.prefix[key], p) {
			b.prefix[key] = append(b.prefix[key], p)
		}
	}
	for _, row := range first.rows {
		b.index(p, row[0])
	}
}

func firstLetters(w string) string {
	n := 0
	for i := range w {
		if n == prefixKey {
			return w[:i]
		}
		n++
	}
	return w
}

func compile(source string) ([]part, error) {
	var parts []part
	for _, field := range fields(source) {
		one, err := compilePart(field)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", source, err)
		}
		parts = append(parts, one)
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("%q: empty", source)
	}
	parts[0].optional, parts[len(parts)-1].optional = false, false
	return parts, nil
}

// fields splits at the spaces outside of brackets.
func fields(s string) []string { return cut(s, ' ') }

// cut splits at a character outside of brackets and leaves out what is empty.
func cut(s string, at byte) []string {
	var all []string
	depth, from := 0, 0
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || s[i] == at && depth == 0:
			if from < i {
				all = append(all, s[from:i])
			}
			from = i + 1
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth--
		}
	}
	return all
}

func compilePart(field string) (part, error) {
	switch field {
	case "..":
		return part{gap: 3}, nil
	case "...":
		return part{gap: 8}, nil
	case "^":
		return part{begin: true}, nil
	case "$":
		return part{end: true}, nil
	}
	p := part{exact: map[string]bool{}}
	if strings.HasPrefix(field, "(") && strings.HasSuffix(field, ")") {
		p.optional = true
		field = field[1 : len(field)-1]
	}
	for _, w := range cut(field, '|') {
		if err := p.take(strings.TrimSpace(w)); err != nil {
			return part{}, err
		}
	}
	p.optional = p.optional && !p.says()
	return p, nil
}

func (p *part) take(w string) error {
	switch {
	case w == "":
	case strings.ContainsAny(w, "()") && !strings.Contains(w, " ") && !strings.HasPrefix(w, "("):
		return fmt.Errorf("a bracket inside a word: %s", w)
	case strings.ContainsAny(w, " ("):
		row, err := compile(w)
		if err != nil {
			return err
		}
		p.rows = append(p.rows, row)
	case w == "#":
		p.number = true
	case w == "$":
		p.orEnd = true
	case w == "<name>":
		p.any = true
	case strings.HasPrefix(w, "<"):
		members, ok := classes[strings.Trim(w, "<>")]
		if !ok {
			return fmt.Errorf("no class %s", w)
		}
		for _, m := range strings.Fields(members) {
			p.exact[m] = true
		}
	case strings.HasSuffix(w, "*"):
		p.prefixes = append(p.prefixes, strings.TrimSuffix(w, "*"))
	default:
		p.exact[w] = true
	}
	return nil
}

// matches reports whether one word satisfies the part.
func (p *part) matches(w word) bool {
	if p.number && w.number || p.any && !w.stop {
		return true
	}
	for _, form := range w.forms {
		if p.exact[form] {
			return true
		}
		for _, prefix := range p.prefixes {
			if strings.HasPrefix(form, prefix) {
				return true
			}
		}
	}
	return false
}

// find calls hit for every phrase found, with the words it covers.
func (b *book) find(words []word, hit func(group, from, to int)) {
	try := func(p *phrase, i int) {
		if end := match(p.parts, words, i); end >= 0 {
			hit(p.group, i, end)
		}
	}
	for i, w := range words {
		for _, form := range w.forms {
			for _, p := range b.exact[form] {
				try(p, i)
			}
			for _, p := range b.prefix[firstLetters(form)] {
				try(p, i)
			}
		}
		for _, p := range b.free {
			try(p, i)
		}
	}
}

// match returns where the parts end when they are found at word i, or -1.
func match(parts []part, words []word, i int) int {
	if len(parts) == 0 {
		return i
	}
	p, rest := &parts[0], parts[1:]
	switch {
	case p.gap > 0:
		return matchGap(p.gap, rest, words, i)
	case p.begin && i > 0, p.end && i != len(words):
		return -1
	case p.begin, p.end, p.orEnd && i == len(words):
		return match(rest, words, i)
	}
	if i < len(words) && p.matches(words[i]) {
		if end := match(rest, words, i+1); end >= 0 {
			return end
		}
	}
	for _, row := range p.rows {
		if middle := match(row, words, i); middle >= 0 {
			if end := match(rest, words, middle); end >= 0 {
				return end
			}
		}
	}
	if p.optional {
		return match(rest, words, i)
	}
	return -1
}

func matchGap(gap int, rest []part, words []word, i int) int {
	for skip := 0; skip <= gap; skip++ {
		if end := match(rest, words, i+skip); end >= 0 {
			return end
		}
		if i+skip >= len(words) || words[i+skip].stop {
			break
		}
	}
	return -1
}
