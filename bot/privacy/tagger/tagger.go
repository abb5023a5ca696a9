// Package tagger finds the names of persons, places and organisations in a text: a small statistical model of our own (a
// structured perceptron), trained from open corpora by the program in train/ and embedded.
//
// It says what is a name. Whose name it is (a patient's, a doctor's, a street's) and what to do about it is decided elsewhere.
package tagger

import (
	_ "embed"
	"encoding/binary"
)

//go:generate go run ./train -data ../../../../shared/data/privacy -out model.bin

//go:embed model.bin
var embedded []byte

// A Label is what a token is part of.
type Label uint8

const (
	Outside Label = iota
	BeginPerson
	InPerson
	BeginPlace
	InPlace
	BeginOrganisation
	InOrganisation
	labels = 7
)

// Person reports whether the label is a part of a person's name.
func (l Label) Person() bool { return l == BeginPerson || l == InPerson }

// Place reports whether the label is a part of a place's name or of an address.
func (l Label) Place() bool { return l == BeginPlace || l == InPlace }

// Organisation reports whether the label is a part of the name of an institution, an association or a company.
func (l Label) Organisation() bool { return l == BeginOrganisation || l == InOrganisation }

// begins is the label that opens what l continues.
func (l Label) begins() Label {
	if l != Outside && l%2 == 0 {
		return l - 1
	}
	return l
}

// A Tagger labels tokens. It keeps its working memory between texts: one per goroutine. The zero Tagger is ready.
type Tagger struct {
	model    model
	moves    [labels][labels]int32
	features [templates]uint32
	scores   [][labels]int32
	back     [][labels]Label
	out      []Label
}

// Tag labels the tokens of a text. The result is valid until the next call; it has a label per token, and an inner label
// always follows a label of its kind.
func (t *Tagger) Tag(tokens []Token) []Label { return t.TagWith(embedded, tokens) }

// TagWith labels tokens with a model that is not embedded: for the program that trains it.
func (t *Tagger) TagWith(packed []byte, tokens []Token) []Label {
	t.use(packed)
	t.out = grow(t.out, len(tokens))
	Sentences(tokens, func(from, to int) { t.sentence(tokens[from:to], t.out[from:to]) })
	return t.out
}

func (t *Tagger) use(packed []byte) {
	if len(t.model) == len(packed) && &t.model[0] == &packed[0] {
		return
	}
	t.model = packed
	for from := range Label(labels) {
		for to := range Label(labels) {
			if t.moves[from][to] = t.model.transition(from, to); !allowed(from, to) {
				t.moves[from][to] = impossible
			}
		}
	}
}

// Sentences parts tokens the way Tag does.
func Sentences(tokens []Token, each func(from, to int)) {
	for from := 0; from < len(tokens); {
		to := sentenceEnd(tokens, from)
		each(from, to)
		from = to
	}
}

const longestSentence = 120 // tokens

// sentenceEnd parts tokens at line breaks, and in long lines at full stops.
func sentenceEnd(tokens []Token, from int) int {
	for i := from + 1; i < len(tokens); i++ {
		if tokens[i].After == Line || i-from >= longestSentence {
			return i
		}
		if stop := tokens[i-1]; stop.Case == Sign && stop.hash == fullStop && tokens[i].After == Space && tokens[i].Case != Lower && i-from > 3 && !abbreviated(tokens, i-2) {
			return i
		}
	}
	return len(tokens)
}

const fullStop = ('.'*2654435761)&0xffffffff ^ signSalt

// abbreviated reports whether the token before a full stop is an initial or a short title: "M.", "Dr.", "J.".
func abbreviated(tokens []Token, i int) bool {
	return i >= 0 && tokens[i].Capitalised() && tokens[i].End-tokens[i].Start <= 3
}

// sentence finds the best sequence of labels (Viterbi). Settled tokens are outside; what lies between them is decided run by
// run.
func (t *Tagger) sentence(tokens []Token, out []Label) {
	t.scores, t.back = grow(t.scores, len(tokens)), grow(t.back, len(tokens))
	for i := 0; i < len(tokens); {
		if settled(tokens, i) {
			out[i] = Outside
			i++
			continue
		}
		from := i
		for ; i < len(tokens) && !settled(tokens, i); i++ {
			t.step(tokens, i, i == from)
		}
		t.path(from, i, i < len(tokens), out)
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n*2)
	}
	return s[:n]
}

const impossible = -1 << 24

// emissions scores each label for a token by its features.
func (t *Tagger) emissions(tokens []Token, i int) (score [labels]int32) {
	extract(tokens, i, &t.features)
	m := t.model
	down := 32 - uint(m[0])
	for _, f := range t.features {
		row := binary.LittleEndian.Uint64(m[modelHeader+int(f>>down)*rowBytes:])
		shift := row >> (8 * labels)
		score[0] += int32(int8(row)) << shift
		score[1] += int32(int8(row>>8)) << shift
		score[2] += int32(int8(row>>16)) << shift
		score[3] += int32(int8(row>>24)) << shift
		score[4] += int32(int8(row>>32)) << shift
		score[5] += int32(int8(row>>40)) << shift
		score[6] += int32(int8(row>>48)) << shift
	}
	return score
}

// step finds the best way to each label of token i. A run of tokens begins after something outside of names.
func (t *Tagger) step(tokens []Token, i int, first bool) {
	emitted := t.emissions(tokens, i)
	for l := range Label(labels) {
		best, from := t.moves[Outside][l], Outside
		if !first {
			best += t.scores[i-1][Outside]
			for p := BeginPerson; p < labels; p++ {
				if s := t.scores[i-1][p] + t.moves[p][l]; s > best {
					best, from = s, p
				}
			}
		}
		t.scores[i][l] = best + emitted[l]
		t.back[i][l] = from
	}
}

// allowed reports whether label l may follow p: an inner label needs its own kind before it.
func allowed(p, l Label) bool {
	return l == Outside || l%2 == 1 || p == l || p == l-1
}

// path writes the best labels of a run; followed tells whether something outside comes after it.
func (t *Tagger) path(from, to int, followed bool, out []Label) {
	last, best := Outside, int32(4*impossible)
	for l := range Label(labels) {
		s := t.scores[to-1][l]
		if followed {
			s += t.moves[l][Outside]
		}
		if s > best {
			last, best = l, s
		}
	}
	for i := to - 1; i >= from; i-- {
		out[i] = last
		last = t.back[i][last]
	}
}

// A model is the trained weights: a byte that says how many bits a row number has, the weights of transitions (two bytes each),
// and a row of seven one-byte weights for every feature, found by its hash, with a byte that says how far to shift them:
// few weights are large, and most are small but many. Features that share a row share its weights.
type model []byte

const (
	modelHeader = 1 + 2*labels*labels
	rowBytes    = labels + 1
)

func (m model) transition(from, to Label) int32 {
	at := 1 + 2*(int(from)*labels+int(to))
	return int32(int16(binary.LittleEndian.Uint16(m[at:])))
}
