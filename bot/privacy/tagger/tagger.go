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
var embedded string

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
	features [templates]uint32
	scores   [][labels]int32
	back     [][labels]Label
	out      []Label
}

// Tag labels the tokens of a text. The result is valid until the next call; it has a label per token, and an inner label
// always follows a label of its kind.
func (t *Tagger) Tag(tokens []Token) []Label {
	t.out = t.out[:0]
	for from := 0; from < len(tokens); {
		to := sentenceEnd(tokens, from)
		t.out = append(t.out, t.sentence(model(embedded), tokens[from:to])...)
		from = to
	}
	return t.out
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

// sentence finds the best sequence of labels (Viterbi).
func (t *Tagger) sentence(m model, tokens []Token) []Label {
	t.scores = grow(t.scores, len(tokens))
	t.back = grow(t.back, len(tokens))
	for i := range tokens {
		t.scores[i] = t.emissions(m, tokens, i)
		t.step(m, tokens, i)
	}
	return t.path(len(tokens))
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n*2)
	}
	return s[:n]
}

const impossible = -1 << 28

// emissions scores each label for a token by its features. An everyday word in lower case is no name: it costs nothing.
func (t *Tagger) emissions(m model, tokens []Token, i int) (score [labels]int32) {
	if settled(tokens, i) {
		for l := 1; l < labels; l++ {
			score[l] = impossible
		}
		return score
	}
	extract(tokens, i, &t.features)
	for _, f := range t.features {
		row := m.row(f)
		shift := row[labels]
		for l := range labels {
			score[l] += int32(int8(row[l])) << shift
		}
	}
	return score
}

// step finds the best way to each label of token i; t.scores[i] holds emissions before and path scores after.
func (t *Tagger) step(m model, tokens []Token, i int) {
	for l := range Label(labels) {
		if t.scores[i][l] <= impossible {
			t.scores[i][l] = 2 * impossible
			continue
		}
		best, from := int32(4*impossible), Outside
		for p := range Label(labels) {
			if s := t.before(i, p) + m.transition(p, l); s > best && allowed(p, l) && (i > 0 || p == Outside) {
				best, from = s, p
			}
		}
		t.scores[i][l] += best
		t.back[i][l] = from
	}
}

func (t *Tagger) before(i int, l Label) int32 {
	if i == 0 {
		return 0
	}
	return t.scores[i-1][l]
}

// allowed reports whether label l may follow p: an inner label needs its own kind before it.
func allowed(p, l Label) bool {
	return l == Outside || l%2 == 1 || p == l || p == l-1
}

func (t *Tagger) path(n int) []Label {
	path := make([]Label, n)
	if n == 0 {
		return path
	}
	last := Outside
	for l := range Label(labels) {
		if t.scores[n-1][l] > t.scores[n-1][last] {
			last = l
		}
	}
	for i := n - 1; i >= 0; i-- {
		path[i] = last
		last = t.back[i][last]
	}
	return path
}

// A model is the trained weights: a byte that says how many bits a row number has, the weights of transitions (two bytes each),
// and a row of seven one-byte weights for every feature, found by its hash, with a byte that says how far to shift them:
// few weights are large, and most are small but many. Features that share a row share its weights.
type model string

const (
	modelHeader = 1 + 2*labels*labels
	rowBytes    = labels + 1
)

func (m model) transition(from, to Label) int32 {
	at := 1 + 2*(int(from)*labels+int(to))
	return int32(int16(binary.LittleEndian.Uint16([]byte{m[at], m[at+1]})))
}

func (m model) row(feature uint32) string {
	at := modelHeader + int(feature>>(32-m[0]))*rowBytes
	return string(m[at : at+rowBytes])
}

// Sentences parts tokens the way Tag does.
func Sentences(tokens []Token, each func(from, to int)) {
	for from := 0; from < len(tokens); {
		to := sentenceEnd(tokens, from)
		each(from, to)
		from = to
	}
}

// TagWith labels tokens with a model that is not embedded: for the program that trains it.
func (t *Tagger) TagWith(packed []byte, tokens []Token) []Label {
	t.out = t.out[:0]
	Sentences(tokens, func(from, to int) {
		t.out = append(t.out, t.sentence(model(packed), tokens[from:to])...)
	})
	return t.out
}
