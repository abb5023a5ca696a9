package tagger

import "portevoix/bot/privacy/lexicon"

const templates = 25

// settled reports whether a token needs no look: it is an everyday word in small letters, a number, a link, a sign among such.
// What stands between two capitalised words may be a part of a name ("de", "van", "ben", the hyphen and the apostrophe).
func settled(tokens []Token, i int) bool {
	t := &tokens[i]
	switch t.Case {
	case Code, Number:
		return true
	case Sign:
		return !capital(tokens, i-1) || !capital(tokens, i+1) && !capital(tokens, i+2)
	case Lower:
		return ordinary(t) && !(t.End-t.Start <= 4 && (capital(tokens, i-1) || capital(tokens, i-2)) && (capital(tokens, i+1) || capital(tokens, i+2)))
	}
	return false
}

// ordinary reports whether a word in small letters is an everyday word rather than a name in small letters.
func ordinary(t *Token) bool {
	w := t.Word
	return w.Written == lexicon.Always || w.Written >= lexicon.Often && w.First < lexicon.Frequent && w.Last < lexicon.Common ||
		w.Written >= lexicon.Sometimes && w.First == 0 && w.Last == 0
}

func capital(tokens []Token, i int) bool {
	return i >= 0 && i < len(tokens) && tokens[i].Case >= Title && tokens[i].Case <= Mixed
}

// edge stands for the tokens before the first and after the last.
var edge = Token{Case: Sign, hash: 0x2545f491}

func around(tokens []Token, i int) *Token {
	if i < 0 || i >= len(tokens) {
		return &edge
	}
	return &tokens[i]
}

// extract lists what is seen of token i and its surroundings, each as a hash.
func extract(tokens []Token, i int, into *[templates]uint32) {
	t, p1, p2, n1, n2 := &tokens[i], around(tokens, i-1), around(tokens, i-2), around(tokens, i+1), around(tokens, i+2)
	shape, shapeP, shapeN := uint32(t.Case), uint32(p1.Case), uint32(n1.Case)
	known, knownP, knownN := t.known(), p1.known(), n1.known()
	gap := uint32(t.After)
	put := func(template int, a, b uint32) {
		h := (a*0x9e3779b1 ^ b) * 0x85ebca6b
		h ^= h>>15 ^ uint32(template)*0xc2b2ae35
		into[template] = h * 0x27d4eb2f
	}
	put(0, shape, known)
	put(1, t.hash, 1)
	put(2, t.hash, shape)
	put(3, p1.hash, 2)
	put(4, n1.hash, 3)
	put(5, p2.hash, 4)
	put(6, n2.hash, 5)
	put(7, t.suffix, shape)
	put(8, t.prefix, shape)
	put(9, shape, shapeP<<4|shapeN<<8|uint32(p2.Case)<<12|gap<<16)
	put(10, known<<8|knownP, shape<<4|shapeP)
	put(11, known<<8|knownN, shape<<4|shapeN)
	put(12, known, shape<<4|shapeP<<8|shapeN<<12)
	put(13, p1.hash, shape<<8|gap)
	put(14, n1.hash, shape)
	put(15, p1.hash, known<<4|shape)
	put(16, n1.hash, known<<4|shape)
	put(17, p1.hash^p2.hash<<1, shape)
	put(18, n1.hash^n2.hash<<1, shape)
	put(19, knownP<<16|known<<8|knownN, shape)
	put(20, known, gap<<8|shape<<4|uint32(n1.After))
	put(21, p1.hash^n1.hash<<1, shape)
	put(22, p1.suffix, shape)
	put(23, p2.hash, known<<8|shape<<4|shapeP)
	put(24, around(tokens, i+2).known()<<8|knownN, shape<<8|shapeN<<4|uint32(n2.Case))
}

// known sums up what the lexicon knows of a word: is it more a first name, a surname or an ordinary word.
func (t *Token) known() uint32 {
	first, last := uint32(t.Word.First+1)/2, uint32(t.Word.Last+1)/2
	return first | last<<2 | uint32(t.Word.Written)<<4
}
