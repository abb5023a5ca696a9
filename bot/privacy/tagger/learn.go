package tagger

import (
	"encoding/binary"
	"fmt"
	"math"
)

// An Example is a sentence with its labels.
type Example struct {
	Tokens []Token
	Labels []Label
}

// Learn trains a model: an averaged structured perceptron over rounds passes through the examples, in an order that a fixed
// generator shuffles, so that the same examples give the same bytes.
func Learn(examples []Example, rounds int, bits uint) []byte {
	l := learner{bits: bits, weights: make([][labels]float32, 1<<bits), totals: make([][labels]float64, 1<<bits)}
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	random := Random(1)
	for range rounds {
		for i := len(order) - 1; i > 0; i-- {
			j := random.Below(i + 1)
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			l.learn(examples[i])
		}
	}
	return l.pack()
}

// A Random is a small generator of numbers that only depend on its seed (xorshift).
type Random uint64

// Below gives a number from 0 to n-1.
func (r *Random) Below(n int) int {
	*r ^= *r << 13
	*r ^= *r >> 7
	*r ^= *r << 17
	return int(uint64(*r) >> 11 % uint64(n))
}

// learner holds the weights while they are learnt. The average over all steps is weight - total/steps, with total the sum of
// changes times the step at which they were made.
type learner struct {
	bits       uint
	steps      float64
	weights    [][labels]float32
	totals     [][labels]float64
	moves      [labels][labels]float32
	moveTotals [labels][labels]float64
	scores     [][labels]float32
	back       [][labels]Label
	features   [][templates]uint32
	possible   []bool // false: the token is settled
	guess      []Label
	gold       []Label
}

func (l *learner) learn(e Example) {
	l.steps++
	l.read(e)
	e.Labels = l.reachable(e.Labels)
	l.decode(len(e.Tokens))
	for i := range e.Tokens {
		if l.possible[i] && l.guess[i] != e.Labels[i] {
			for _, f := range l.features[i] {
				l.change(f>>(32-l.bits), e.Labels[i], 1)
				l.change(f>>(32-l.bits), l.guess[i], -1)
			}
		}
		from, guessed := Outside, Outside
		if i > 0 {
			from, guessed = e.Labels[i-1], l.guess[i-1]
		}
		if from != guessed || e.Labels[i] != l.guess[i] {
			l.changeMove(from, e.Labels[i], 1)
			l.changeMove(guessed, l.guess[i], -1)
		}
	}
}

// reachable are the labels without those of settled tokens, which nothing can learn; what such a token parts begins anew.
func (l *learner) reachable(labels []Label) []Label {
	l.gold = append(l.gold[:0], labels...)
	before := Outside
	for i := range l.gold {
		if !l.possible[i] {
			l.gold[i] = Outside
		}
		if !allowed(before, l.gold[i]) {
			l.gold[i] = l.gold[i].begins()
		}
		before = l.gold[i]
	}
	return l.gold
}

func (l *learner) change(row uint32, label Label, by float64) {
	l.weights[row][label] += float32(by)
	l.totals[row][label] += by * l.steps
}

func (l *learner) changeMove(from, to Label, by float64) {
	l.moves[from][to] += float32(by)
	l.moveTotals[from][to] += by * l.steps
}

func (l *learner) read(e Example) {
	n := len(e.Tokens)
	l.scores, l.back, l.features = grow(l.scores, n), grow(l.back, n), grow(l.features, n)
	l.possible, l.guess = grow(l.possible, n), grow(l.guess, n)
	for i := range e.Tokens {
		l.scores[i] = [labels]float32{}
		if l.possible[i] = !settled(e.Tokens, i); !l.possible[i] {
			continue
		}
		extract(e.Tokens, i, &l.features[i])
		for _, f := range l.features[i] {
			row := &l.weights[f>>(32-l.bits)]
			for label := range labels {
				l.scores[i][label] += row[label]
			}
		}
	}
}

func (l *learner) decode(n int) {
	for i := range n {
		for label := range Label(labels) {
			best, from := float32(math.Inf(-1)), Outside
			for p := range Label(labels) {
				if !allowed(p, label) || i == 0 && p != Outside || !l.possible[i] && label != Outside {
					continue
				}
				s := l.moves[p][label]
				if i > 0 {
					s += l.scores[i-1][p]
				}
				if s > best {
					best, from = s, p
				}
			}
			l.scores[i][label] += best
			l.back[i][label] = from
		}
	}
	last := Outside
	for label := range Label(labels) {
		if l.scores[n-1][label] > l.scores[n-1][last] {
			last = label
		}
	}
	for i := n - 1; i >= 0; i-- {
		l.guess[i] = last
		last = l.back[i][last]
	}
}

// unit is what a packed weight of one stands for.
const unit = 1. / 64

// pack averages the weights and brings them to a byte each, with a shift for every row.
func (l *learner) pack() []byte {
	out := make([]byte, modelHeader, modelHeader+len(l.weights)*rowBytes)
	out[0] = byte(l.bits)
	for from := range labels {
		for to := range labels {
			w := (float64(l.moves[from][to]) - l.moveTotals[from][to]/(l.steps+1)) / unit
			binary.LittleEndian.PutUint16(out[1+2*(from*labels+to):], uint16(int16(math.Round(max(-32000, min(32000, w))))))
		}
	}
	for row := range l.weights {
		out = append(out, l.packRow(row)...)
	}
	return out
}

func (l *learner) packRow(row int) []byte {
	var average [labels]float64
	largest := 0.
	for label := range labels {
		average[label] = (float64(l.weights[row][label]) - l.totals[row][label]/(l.steps+1)) / unit
		largest = max(largest, math.Abs(average[label]))
	}
	shift := 0
	for largest/float64(int(1)<<shift) > 127 {
		shift++
	}
	packed := make([]byte, rowBytes)
	for label, w := range average {
		packed[label] = byte(int8(math.Round(w / float64(int(1)<<shift))))
	}
	packed[labels] = byte(shift)
	return packed
}

// Check reports whether the bytes can be a model.
func Check(packed []byte) error {
	if len(packed) < modelHeader || packed[0] > 24 || len(packed) != modelHeader+rowBytes<<packed[0] {
		return fmt.Errorf("a model of %d bytes has the wrong size", len(packed))
	}
	return nil
}
