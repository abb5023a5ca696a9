package main

import (
	"path/filepath"
	"strconv"
	"strings"

	"portevoix/bot/privacy/lexicon"
)

func readDiseases(data string) ([]lexicon.NamedDisease, error) {
	var rare []lexicon.NamedDisease
	err := eachOrphanet(data, func(row []string) {
		if row[4] == "Category" { // "Rare cardiac disease": no disease of anybody
			return
		}
		number, err := strconv.Atoi(row[0])
		if err != nil {
			return
		}
		d := lexicon.Disease{Orpha: number, Prevalence: prevalence(row[5], row[6])}
		for i, name := range row[1:4] {
			for _, n := range spellings(name, i == 1) {
				rare = append(rare, lexicon.NamedDisease{Name: n, Disease: d})
			}
		}
	})
	return rare, err
}

func eachOrphanet(data string, visit func(row []string)) error {
	return eachLine(filepath.Join(data, "gazetteers", "orphanet_names_prevalence.tsv"), func(line string) error {
		if row := strings.Split(line, "\t"); len(row) >= 7 && row[0] != "orpha" {
			visit(row)
		}
		return nil
	})
}

func prevalence(worldwide, europe string) lexicon.Prevalence {
	class := europe
	if class == "" {
		class = worldwide
	}
	switch strings.ReplaceAll(class, " ", "") {
	case "<1/1000000":
		return lexicon.UnderOnePerMillion
	case "1-9/1000000":
		return lexicon.OneToNinePerMillion
	case "1-9/100000":
		return lexicon.OneToNinePer100000
	case "1-5/10000":
		return lexicon.OneToFivePer10000
	case "6-9/10000":
		return lexicon.SixToNinePer10000
	}
	return lexicon.PrevalenceUnknown
}

// spellings are the ways a disease's name is written in running text: as it is, without what is added in brackets, and in
// English without the last "syndrome" or with a possessive ("Hutchinson-Gilford progeria", "Fabry's disease").
func spellings(name string, english bool) []string {
	plain := strings.TrimSpace(strings.NewReplacer(" - ", "-", "/", " ", ",", " ").Replace(withoutBrackets(name)))
	if len([]rune(plain)) < 4 {
		return nil
	}
	all := []string{plain}
	if english {
		for _, kind := range []string{" syndrome", " disease"} {
			if rest, ok := strings.CutSuffix(plain, kind); ok {
				all = append(all, rest+"'s"+kind)
				if strings.Contains(rest, " ") {
					all = append(all, rest)
				}
			}
		}
	}
	return all
}

func withoutBrackets(name string) string {
	for {
		from := strings.IndexByte(name, '(')
		to := strings.IndexByte(name, ')')
		if from < 0 || to < from {
			return name
		}
		name = name[:from] + name[to+1:]
	}
}
