package privacy

import "slices"

// Most words of a text mean nothing to most questions asked of it. So every token carries a mark, a small hash of its folded word:
// a question about a word in a list is answered by one bit for nearly all tokens (wordMap), and a question about the whole page
// goes straight to the tokens that bear a mark (where, has), without reading the others.

// A mark is a small hash of a folded word.
type mark uint16

// markOf looks at the ends, the middle and the length: it is taken of every word of a list as often as the list is asked for.
func markOf[T ~string | ~[]byte](w T) mark {
	n := len(w)
	if n == 0 {
		return 0
	}
	h := uint32(w[0]) | uint32(w[n-1])<<8 | uint32(w[n/2])<<16 | uint32(w[(n-1)/3])<<24
	h = (h ^ uint32(n)*0x9e3779b1) * 0x85ebca6b
	return mark(h >> 16)
}

// An index chains the tokens of a page by their marks, from the last to the first.
type index struct {
	last []int32 // per mark, cut to the size of the text: the last token, plus one; 0 for none
	hits []int   // what where gave last
}

// makeIndex chains the tokens.
func (p *page) makeIndex() {
	size := 64
	for size < len(p.tokens) && size < 1<<16 {
		size *= 2
	}
	p.index.last = cleared(p.index.last, size)
	for i := range p.tokens {
		t := &p.tokens[i]
		if t.kind == sign {
			continue
		}
		chain := &p.index.last[int(t.mark)&(size-1)]
		t.next, *chain = *chain, int32(i+1)
	}
}

// cleared gives n zeroes, in the memory of s when it is enough.
func cleared[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// where lists the tokens that are one of the folded words, in the order of the text; it is valid until the next call.
func (p *page) where(words ...string) []int {
	hits := p.index.hits[:0]
	for _, w := range words {
		for k := p.index.last[int(markOf(w))&(len(p.index.last)-1)]; k != 0; k = p.tokens[k-1].next {
			if t := &p.tokens[k-1]; string(p.folded[t.fstart:t.fend]) == w {
				hits = append(hits, int(k-1))
			}
		}
	}
	slices.Sort(hits)
	p.index.hits = hits
	return hits
}

// has reports whether the text holds one of the folded words as a whole token.
func (p *page) has(words ...string) bool {
	for _, w := range words {
		for k := p.index.last[int(markOf(w))&(len(p.index.last)-1)]; k != 0; k = p.tokens[k-1].next {
			if t := &p.tokens[k-1]; string(p.folded[t.fstart:t.fend]) == w {
				return true
			}
		}
	}
	return false
}

// A wordMap says something of folded words.
type wordMap[V any] struct {
	filter [1 << filterBits / 64]uint64 // a bit for every mark of a key, the marks cut to filterBits
	values map[string]V
}

func (m *wordMap[V]) put(word string, v V) {
	if m.values == nil {
		m.values = map[string]V{}
	}
	m.values[word] = v
	bit := markOf(word) & (1<<filterBits - 1)
	m.filter[bit/64] |= 1 << (bit % 64)
}

// may reports whether a word that bears the mark can be a key.
func (m *wordMap[V]) may(bear mark) bool {
	bit := bear & (1<<filterBits - 1)
	return m.filter[bit/64]>>(bit%64)&1 != 0
}

// of gives what is said of token i; the zero value when nothing is, and for signs.
func (m *wordMap[V]) of(p *page, i int) (v V, ok bool) {
	if i < 0 || i >= len(p.tokens) {
		return v, false
	}
	t := &p.tokens[i]
	if !m.may(t.mark) {
		return v, false
	}
	v, ok = m.values[string(p.folded[t.fstart:t.fend])]
	return v, ok
}

// ofStem is of, which also looks behind the particles of an Arabic word.
func (m *wordMap[V]) ofStem(p *page, i int) (v V, ok bool) {
	if v, ok = m.of(p, i); ok || p.tokens[i].kind != uncased {
		return v, ok
	}
	f := p.folded[p.tokens[i].fstart:p.tokens[i].fend]
	var room [mostParticles]int
	for _, skip := range particles(f, room[:]) {
		if v, ok = m.values[string(f[skip:])]; ok {
			return v, true
		}
	}
	return v, false
}

// lists reports whether a folded word is in the list.
func (m *wordMap[V]) lists(word string) bool {
	_, ok := m.values[word]
	return ok
}

// wordMapOf makes a wordMap of folded words.
func wordMapOf[V any](values map[string]V) *wordMap[V] {
	m := &wordMap[V]{}
	for word, v := range values {
		m.put(word, v)
	}
	return m
}

// add says the same of several words, written with case and accents.
func (m *wordMap[V]) add(v V, words ...string) {
	for _, w := range words {
		m.put(foldString(w), v)
	}
}

// filterBits makes a filter of 2 KB: one word in eight passes it by chance when the map has two thousand keys, one in a hundred and
// sixty when it has a hundred.
const filterBits = 14

// A wordSet is a list of folded words.
type wordSet = wordMap[struct{}]

// has reports whether token i is one of the words.
func (m *wordMap[V]) has(p *page, i int) bool {
	_, ok := m.of(p, i)
	return ok
}

// words makes a list of words, written with case and accents.
func words(list ...string) *wordSet {
	m := &wordSet{}
	m.add(struct{}{}, list...)
	return m
}
