// Package lexicon is what the privacy check knows by heart: first names and surnames with how many people bear them, places
// with how many people live there, rare diseases with how many people have them, and the names that belong to nobody alive
// (eponyms, saints, namesakes of hospitals).
//
// The facts come from open data (README.md says which, with licences) and are packed by the program in build/; the embedded
// tables are read where they lie. Nothing here looks at a sentence: what a word means in its context is decided elsewhere.
package lexicon

import _ "embed"

//go:generate go run ./build -data ../../../../shared/data/privacy -out data

//go:embed data/words.bin
var words table

// A Frequency is how many people bear a name, by powers of ten. The counts are births in France: first names 1900 to 2022,
// surnames 1891 to 2000 (INSEE). Names frequent in other countries count as Known.
type Frequency uint8

const (
	Unknown    Frequency = iota // not in the list: fewer than 20 (first names) or 40 (surnames) births
	Rare                        // under 100
	Known                       // under 1,000, or frequent in another country
	Common                      // under 10,000
	Frequent                    // under 100,000
	VeryCommon                  // 100,000 or more
)

// A Word is all that is known of one word, whatever its case and accents.
type Word struct {
	First   Frequency // as a first name
	Last    Frequency // as a surname
	Written Use       // in lower case, as an ordinary word
}

// A Use is how often a word was met in lower case, as an ordinary word, in French, English and Spanish texts.
type Use uint8

const (
	Never     Use = iota // never, or once
	Sometimes            // two to nine times
	Often                // ten times or more
	Always               // a hundred times or more: an everyday word
)

// LookUp tells what is known of a word or of a compound name ("Jean-Luc", "Le Gall", "D'Angelo"). A compound that is not listed
// is not taken apart.
func LookUp(word string) Word {
	hash, _, ok := hashAll(word)
	if !ok {
		return Word{}
	}
	return lookUp(hash)
}

func lookUp(hash uint64) Word {
	v, ok := words.first(hash)
	if !ok {
		return Word{}
	}
	return Word{First: Frequency(v[0] & 7), Last: Frequency(v[0] >> 3 & 7), Written: Use(v[0] >> 6)}
}

// FirstName tells how frequent a first name is.
func FirstName(word string) Frequency { return LookUp(word).First }

// Surname tells how frequent a surname is.
func Surname(word string) Frequency { return LookUp(word).Last }

// Ordinary tells how often a word is met in lower case.
func Ordinary(word string) Use { return LookUp(word).Written }

func (w Word) pack() byte { return byte(w.First) | byte(w.Last)<<3 | byte(w.Written)<<6 }
