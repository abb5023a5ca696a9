package chat

import "strings"

// Split cuts words into pieces that cost at most limit each, at a line end or a space where there is one. cost is what a character counts
// on the platform. Nothing but the space at a cut is lost.
func Split(words string, limit int, cost func(rune) int) []string {
	var pieces []string
	for {
		at := Fit(words, limit, cost)
		if at == len(words) {
			break
		}
		if i := strings.LastIndexByte(words[:at], '\n'); i > at/2 {
			at = i + 1
		} else if i := strings.LastIndexByte(words[:at], ' '); i > 0 {
			at = i + 1
		}
		pieces = append(pieces, strings.TrimRight(words[:at], " \n"))
		words = words[at:]
	}
	if words != "" || len(pieces) == 0 {
		pieces = append(pieces, words)
	}
	return pieces
}

// Fit is the largest position in words up to which they cost at most limit; at least one character, so that cutting comes to an end.
func Fit(words string, limit int, cost func(rune) int) int {
	for i, r := range words {
		if limit -= cost(r); limit < 0 && i > 0 {
			return i
		}
	}
	return len(words)
}

// Brief shortens a label that must fit. Only labels of ours are ever shortened, never what a person wrote.
func Brief(label string, limit int, cost func(rune) int) string {
	if Fit(label, limit, cost) == len(label) {
		return label
	}
	return label[:Fit(label, limit-cost('…'), cost)] + "…"
}
