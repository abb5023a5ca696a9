package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/places.bin
var places table

//go:embed data/regions.txt
var regionNames string

// A Place is a commune, a town, or a larger area.
type Place struct {
	Country    string // "FR", "MA", "GB", "IE", "US" or "ES"
	Region     string // French département ("64", "2A"), American state ("VT"), GeoNames first-level code elsewhere
	Kind       Kind
	Population int // inhabitants, to three digits; 0 when it is not known
}

// A Kind is the size of a place's rank, not of its population.
type Kind uint8

const (
	Town       Kind = iota // commune, city, village
	Department             // French département
	Region                 // French or Moroccan region, American state, country of the United Kingdom
)

// Places lists every place that bears a name: most French communes share theirs. None is not an error.
func Places(name string) []Place {
	hash, _, ok := hashAll(name)
	if !ok {
		return nil
	}
	return placesOf(hash)
}

// FindPlace gives the most populous place that bears a name.
func FindPlace(name string) (Place, bool) {
	return largest(Places(name))
}

// PlaceAt finds the longest place name that text begins with. It gives how many bytes long it is and every place called so.
func PlaceAt(text string) (length int, found []Place) {
	hash, at := uint64(0), 0
	longest := uint64(0)
	for range maxPlaceWords {
		w, end, ok := nextWord(text, at)
		if !ok {
			break
		}
		hash, at = join(hash, w), end
		if _, ok := places.first(hash); ok {
			length, longest = end, hash
		}
	}
	if length == 0 {
		return 0, nil
	}
	return length, placesOf(longest)
}

// IsPlace reports whether a name is a place's, without listing them.
func IsPlace(name string) bool {
	hash, _, ok := hashAll(name)
	if !ok {
		return false
	}
	_, ok = places.first(hash)
	return ok
}

const maxPlaceWords = 8

func placesOf(hash uint64) []Place {
	var found []Place
	places.each(hash, func(v string) bool {
		found = append(found, unpackPlace(v))
		return true
	})
	return found
}

func largest(found []Place) (Place, bool) {
	if len(found) == 0 {
		return Place{}, false
	}
	best := found[0]
	for _, p := range found[1:] {
		if p.Population > best.Population {
			best = p
		}
	}
	return best, true
}

// countries are the countries that a place's packed form can name, in the order of their number.
var countries = [...]string{"FR", "MA", "GB", "IE", "US", "ES"}

func unpackPlace(v string) Place {
	return Place{
		Country:    countries[int(v[0]&15)%len(countries)],
		Kind:       Kind(v[0] >> 4),
		Region:     regionName(int(v[1])),
		Population: unpackPopulation(uint16(v[2]) | uint16(v[3])<<8),
	}
}

// regions are the names of regions by their numbers.
var regions = sync.OnceValue(func() []string { return strings.Split(regionNames, "\n") })

func regionName(number int) string {
	if number >= len(regions()) {
		return ""
	}
	return regions()[number]
}

// A population is packed in two bytes: eleven bits of number, five of how far to shift it.
func packPopulation(n int) uint16 {
	shift := 0
	for n>>shift >= 1<<11 {
		shift++
	}
	return uint16(n>>shift) | uint16(shift)<<11
}

func unpackPopulation(v uint16) int { return int(v&(1<<11-1)) << (v >> 11) }
