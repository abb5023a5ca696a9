package lexicon

import (
	"fmt"
	"slices"
	"strings"
)

// This file is the writing half of the tables, beside the reading half so that both hash alike. Only build/ calls it.

// A NamedPlace is a place under one of its names.
type NamedPlace struct {
	Name string
	Place
}

// A NamedDisease is a disease under one of its names.
type NamedDisease struct {
	Name string
	Disease
}

// Pack makes the files that the package embeds, by name.
func Pack(known map[string]Word, towns []NamedPlace, rare []NamedDisease) (map[string][]byte, error) {
	wordTable, err := packWords(known)
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	placeTable, regions, err := packPlaces(towns)
	if err != nil {
		return nil, fmt.Errorf("places: %w", err)
	}
	diseaseTable, starts, err := packDiseases(rare)
	if err != nil {
		return nil, fmt.Errorf("diseases: %w", err)
	}
	return map[string][]byte{
		"words.bin": wordTable, "places.bin": placeTable, "regions.txt": regions,
		"diseases.bin": diseaseTable, "diseases_start.bin": starts,
	}, nil
}

// Fold is the spelling under which words meet: "Éloïse" and "ELOISE" are "eloise". Words are parted by one space.
func Fold(phrase string) string {
	var b strings.Builder
	between := false
	for _, r := range phrase {
		if !inWord(r) {
			between = b.Len() > 0
			continue
		}
		first, second := fold(r)
		if first == 0 {
			continue
		}
		if between {
			b.WriteByte(' ')
			between = false
		}
		b.WriteRune(first)
		if second != 0 {
			b.WriteRune(second)
		}
	}
	return b.String()
}

func packWords(known map[string]Word) ([]byte, error) {
	entries := make([]entry, 0, len(known))
	for word, w := range known {
		hash, _, ok := hashAll(word)
		if !ok {
			return nil, fmt.Errorf("%q cannot be looked up", word)
		}
		entries = append(entries, entry{hash, []byte{w.pack()}})
	}
	return makeTable(entries, 15, 2, 1)
}

func packPlaces(towns []NamedPlace) (packed, regions []byte, err error) {
	numbers, names := numberRegions(towns)
	seen := map[string]bool{}
	var entries []entry
	for _, p := range towns {
		hash, count, ok := hashAll(p.Name)
		if !ok || count > maxPlaceWords {
			continue
		}
		country := slices.Index(countries[:], p.Country)
		if country < 0 {
			return nil, nil, fmt.Errorf("country %q has no number", p.Country)
		}
		population := packPopulation(p.Population)
		value := []byte{byte(country) | byte(p.Kind)<<4, byte(numbers[p.Region]), byte(population), byte(population >> 8)}
		if key := fmt.Sprint(hash, value); !seen[key] {
			seen[key] = true
			entries = append(entries, entry{hash, value})
		}
	}
	packed, err = makeTable(entries, 13, 3, 4)
	return packed, []byte(strings.Join(names, "\n") + "\n"), err
}

func numberRegions(towns []NamedPlace) (map[string]int, []string) {
	numbers := map[string]int{}
	for _, p := range towns {
		numbers[p.Region] = 0
	}
	names := make([]string, 0, len(numbers))
	for name := range numbers {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		numbers[name] = i
	}
	return numbers, names
}

func packDiseases(rare []NamedDisease) (packed, starts []byte, err error) {
	seen := map[string]bool{}
	starts = make([]byte, 1<<startBits/8)
	var entries []entry
	for _, d := range rare {
		hash, count, ok := diseaseHash(d.Name)
		if !ok || count > maxDiseaseWords {
			continue
		}
		value := d.pack()
		if key := fmt.Sprint(hash, value); seen[key] {
			continue
		} else {
			seen[key] = true
		}
		entries = append(entries, entry{hash, value})
		bit := mix(firstDiseaseWord(d.Name)) >> (64 - startBits)
		starts[bit>>3] |= 1 << (bit & 7)
	}
	packed, err = makeTable(entries, 11, 3, 4)
	return packed, starts, err
}

func firstDiseaseWord(name string) uint64 {
	for at := 0; ; {
		w, end, ok := nextWord(name, at)
		if !ok {
			return 0
		}
		if w = diseaseWord(w); w != 0 {
			return w
		}
		at = end
	}
}
