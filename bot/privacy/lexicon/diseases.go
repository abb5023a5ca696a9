package lexicon

import _ "embed"

//go:embed data/diseases.bin
var diseases table

// diseaseStarts has a bit for every first word of a disease's name, so that most words of a text cost one look.
//
//go:embed data/diseases_start.bin
var diseaseStarts string

// A Disease is a rare disease of the Orphanet nomenclature.
type Disease struct {
	Orpha      int // Orphanet number: 377 is Gorlin syndrome
	Prevalence Prevalence
}

// A Prevalence is Orphanet's class of point prevalence: in France or Europe when it is known there, else worldwide.
type Prevalence uint8

const (
	PrevalenceUnknown Prevalence = iota
	UnderOnePerMillion
	OneToNinePerMillion
	OneToNinePer100000
	OneToFivePer10000
	SixToNinePer10000
)

// PerMillion is the lowest and the highest number of people in a million who have the disease. An unknown prevalence is that
// of the definition of a rare disease: at most 500 in a million (Regulation (EC) 141/2000, article 3).
func (p Prevalence) PerMillion() (low, high float64) {
	switch p {
	case UnderOnePerMillion:
		return 0, 1
	case OneToNinePerMillion:
		return 1, 9
	case OneToNinePer100000:
		return 10, 90
	case OneToFivePer10000:
		return 100, 500
	case SixToNinePer10000:
		return 600, 900
	}
	return 0, 500
}

// DiseaseAt finds the longest rare disease that text begins with, in French, English or Spanish: "syndrome de Gorlin",
// "cystic fibrosis". It gives how many bytes long the name is; 0 when there is none.
func DiseaseAt(text string) (length int, found Disease) {
	hash, at := uint64(0), 0
	longest := uint64(0)
	for range maxDiseaseWords {
		w, end, ok := nextWord(text, at)
		if !ok {
			break
		}
		at = end
		if w = diseaseWord(w); w == 0 {
			continue
		}
		if hash == 0 && !startsDisease(w) {
			return 0, Disease{}
		}
		hash = join(hash, w)
		if _, ok := diseases.first(hash); ok {
			length, longest = end, hash
		}
	}
	if length == 0 {
		return 0, Disease{}
	}
	return length, rarest(longest)
}

const maxDiseaseWords = 14

func startsDisease(word uint64) bool {
	bit := mix(word) >> (64 - startBits)
	return diseaseStarts[bit>>3]&(1<<(bit&7)) != 0
}

// MayBeginDisease reports whether a word can be the first of a disease's name: for most words it cannot, and DiseaseAt need not look.
func MayBeginDisease(s Sum) bool {
	w := diseaseWord(uint64(s))
	return w == 0 || startsDisease(w)
}

const startBits = 17 // 16 KB

// rarest chooses among the diseases of one name the one that would tell most.
func rarest(hash uint64) (best Disease) {
	diseases.each(hash, func(v string) bool {
		d := unpackDisease(v)
		if best.Orpha == 0 || d.Prevalence != PrevalenceUnknown && (best.Prevalence == PrevalenceUnknown || d.Prevalence < best.Prevalence) {
			best = d
		}
		return true
	})
	return best
}

func unpackDisease(v string) Disease {
	return Disease{Orpha: int(v[0]) | int(v[1])<<8 | int(v[2])<<16, Prevalence: Prevalence(v[3])}
}

func (d Disease) pack() []byte {
	return []byte{byte(d.Orpha), byte(d.Orpha >> 8), byte(d.Orpha >> 16), byte(d.Prevalence)}
}

// People say "maladie de Gorlin" for "syndrome de Gorlin" and "anomalie d'Ebstein" for "malformation d'Ebstein": the word for
// what kind of thing it is counts as one and the same, prepositions too, and articles do not count.
var (
	diseaseHead = wordHash("syndrome")
	preposition = wordHash("de")
)

func diseaseWord(w uint64) uint64 {
	switch w {
	case hashSyndrome, hashMaladie, hashAnomalie, hashMalformation, hashDisease, hashAnomaly, hashDisorder,
		hashSindrome, hashEnfermedad, hashAnomalia, hashMalformacion, hashTrastorno:
		return diseaseHead
	case hashD, hashDu, hashDes, hashDel, hashOf:
		return preposition
	case hashLa, hashLe, hashL, hashLes, hashEl, hashLos, hashLas, hashThe:
		return 0
	}
	return w
}

var (
	hashSyndrome, hashMaladie, hashAnomalie       = wordHash("syndrome"), wordHash("maladie"), wordHash("anomalie")
	hashMalformation, hashDisease, hashAnomaly    = wordHash("malformation"), wordHash("disease"), wordHash("anomaly")
	hashDisorder, hashSindrome, hashEnfermedad    = wordHash("disorder"), wordHash("sindrome"), wordHash("enfermedad")
	hashAnomalia, hashMalformacion, hashTrastorno = wordHash("anomalia"), wordHash("malformacion"), wordHash("trastorno")
	hashD, hashDu, hashDes, hashDel, hashOf       = wordHash("d"), wordHash("du"), wordHash("des"), wordHash("del"), wordHash("of")
	hashLa, hashLe, hashL, hashLes                = wordHash("la"), wordHash("le"), wordHash("l"), wordHash("les")
	hashEl, hashLos, hashLas, hashThe             = wordHash("el"), wordHash("los"), wordHash("las"), wordHash("the")
)

// diseaseHash hashes a whole name the way DiseaseAt reads it.
func diseaseHash(name string) (hash uint64, count int, ok bool) {
	at := 0
	for {
		w, end, more := nextWord(name, at)
		if !more {
			break
		}
		at = end
		if w = diseaseWord(w); w != 0 {
			hash, count = join(hash, w), count+1
		}
	}
	return hash, count, count > 0 && at == len(name)
}
