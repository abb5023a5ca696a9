package main

import (
	"bufio"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"portevoix/bot/privacy/lexicon"
)

const rarestSurname = 40 // births; INSEE publishes 30 and more, the rest would be a tenth of the embedded bytes

// readNames gathers first names, surnames and the ordinary use of words under their folded spelling.
func readNames(data string) (map[string]lexicon.Word, error) {
	known := map[string]lexicon.Word{}
	steps := []func(string, map[string]lexicon.Word) error{readFirstNames, readSurnames, readForeignFirstNames, readForeignSurnames, readUse}
	for _, step := range steps {
		if err := step(data, known); err != nil {
			return nil, err
		}
	}
	readArabic(known)
	readLatin(latinList, lexicon.Known, known)
	readLatin(commonList, lexicon.Common, known)
	for _, name := range strings.Fields(arabicFirstNames) {
		raise(known, name, lexicon.Common, lexicon.Unknown)
	}
	for _, name := range strings.Split(arabicSurnames, "\n") {
		raise(known, name, lexicon.Unknown, lexicon.Common)
	}
	for _, word := range strings.Fields(namesThatAreWords) {
		use(known, word, lexicon.Sometimes)
	}
	for _, word := range strings.Fields(hospitalWords) {
		use(known, word, lexicon.Often)
	}
	return known, nil
}

// Names in Arabic script from two open lists, one a line under the heading that says what they are.
//
//go:embed names_ar.txt
var arabicList string

func readArabic(known map[string]lexicon.Word) {
	heading := ""
	for _, line := range strings.Split(arabicList, "\n") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			heading = line
		case heading == "[known]":
			raise(known, line, lexicon.Known, lexicon.Known)
		case heading == "[first]":
			raise(known, line, lexicon.Common, lexicon.Unknown)
		case heading == "[last]":
			raise(known, line, lexicon.Unknown, lexicon.Common)
		}
	}
}

// Names in Latin script that INSEE's births in France and the lists by country lack: from an open list, and written by hand.
//
//go:embed names_latin.txt
var latinList string

//go:embed names_common.txt
var commonList string

// readLatin raises the names of a list whose headings begin with "[first]" and "[last]".
func readLatin(list string, least lexicon.Frequency, known map[string]lexicon.Word) {
	first, last := lexicon.Unknown, lexicon.Unknown
	for _, line := range strings.Split(list, "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[first]"):
			first, last = least, lexicon.Unknown
		case strings.HasPrefix(line, "[last]"):
			first, last = lexicon.Unknown, least
		default:
			for _, name := range strings.Fields(line) {
				raise(known, name, first, last)
			}
		}
	}
}

// raise notes that a name is at least so frequent.
func raise(known map[string]lexicon.Word, name string, first, last lexicon.Frequency) {
	name = lexicon.Fold(name)
	if len([]rune(name)) < 2 {
		return
	}
	w := known[name]
	w.First, w.Last = max(w.First, first), max(w.Last, last)
	known[name] = w
}

func use(known map[string]lexicon.Word, word string, u lexicon.Use) {
	word = lexicon.Fold(word)
	w := known[word]
	w.Written = max(w.Written, u)
	known[word] = w
}

func readFirstNames(data string, known map[string]lexicon.Word) error {
	return eachCount(filepath.Join(data, "gazetteers", "insee_prenoms_sorted_by_count.csv"), func(name string, births int) {
		if births >= 20 {
			raise(known, name, frequency(births), lexicon.Unknown)
		}
	})
}

func readSurnames(data string, known map[string]lexicon.Word) error {
	return eachCount(filepath.Join(data, "gazetteers", "insee_noms_sorted_by_count.csv"), func(name string, births int) {
		if births >= rarestSurname {
			raise(known, name, lexicon.Unknown, frequency(births))
		}
	})
}

func frequency(births int) lexicon.Frequency {
	switch {
	case births < 100:
		return lexicon.Rare
	case births < 1_000:
		return lexicon.Known
	case births < 10_000:
		return lexicon.Common
	case births < 100_000:
		return lexicon.Frequent
	}
	return lexicon.VeryCommon
}

// eachCount reads INSEE's "NAME,births" lines, without the two lines that stand for all other names.
func eachCount(file string, visit func(name string, births int)) error {
	return eachLine(file, func(line string) error {
		name, count, _ := strings.Cut(line, ",")
		births, err := strconv.Atoi(strings.TrimSpace(count))
		if err != nil || name == "AUTRES NOMS" || strings.HasPrefix(name, "_") {
			return nil
		}
		visit(name, births)
		return nil
	})
}

func readForeignFirstNames(data string, known map[string]lexicon.Word) error {
	return eachRow(filepath.Join(data, "gazetteers", "cc0_forenames_by_country.csv"), func(row map[string]string) {
		for _, name := range []string{row["Localized Name"], row["Romanized Name"]} {
			raise(known, name, lexicon.Common, lexicon.Unknown)
		}
	})
}

func readForeignSurnames(data string, known map[string]lexicon.Word) error {
	return eachRow(filepath.Join(data, "gazetteers", "cc0_surnames_by_country.csv"), func(row map[string]string) {
		for _, name := range []string{row["Localized Name"], row["Romanized Name"]} {
			raise(known, name, lexicon.Unknown, lexicon.Common)
		}
	})
}

// eachRow reads a CSV file with a header line.
func eachRow(file string, visit func(map[string]string)) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(file), err)
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		row := map[string]string{}
		for i, field := range fields {
			row[header[i]] = field
		}
		visit(row)
	}
}

// corpora are the texts in which words in lower case are counted: those that may be trained on.
var corpora = []string{"fr_winer_2016_2017_train.jsonl", "en_btc_tweets.jsonl", "es_meddocan_train.jsonl"}

// readUse counts how often a word stands in lower case outside names.
func readUse(data string, known map[string]lexicon.Word) error {
	counts := map[string]int{}
	for _, corpus := range corpora {
		if err := eachLine(filepath.Join(data, corpus), func(line string) error { return countUse(line, counts) }); err != nil {
			return err
		}
	}
	countDiseaseWords(data, counts)
	for word, n := range counts {
		switch {
		case n >= 100:
			use(known, word, lexicon.Always)
		case n >= 10:
			use(known, word, lexicon.Often)
		case n >= 2:
			use(known, word, lexicon.Sometimes)
		}
	}
	return nil
}

func countUse(line string, counts map[string]int) error {
	var text struct {
		Text  string
		Spans []struct {
			Start, End int
			Label      string
		}
	}
	if err := json.Unmarshal([]byte(line), &text); err != nil {
		return err
	}
	runes := []rune(text.Text)
	for _, s := range text.Spans {
		for i := s.Start; i < s.End && i < len(runes); i++ {
			runes[i] = '|'
		}
	}
	for _, word := range strings.FieldsFunc(string(runes), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' && r != '|' && r != '@' && r != '#'
	}) {
		if first := []rune(word)[0]; unicode.IsLower(first) && !strings.ContainsAny(word, "|@#") {
			counts[lexicon.Fold(word)]++
		}
	}
	return nil
}

// countDiseaseWords counts the words of disease names that are not names of persons: those in lower case.
func countDiseaseWords(data string, counts map[string]int) {
	_ = eachOrphanet(data, func(row []string) {
		for _, name := range row[1:4] {
			for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
				if unicode.IsLower([]rune(word)[0]) {
					counts[lexicon.Fold(word)]++
				}
			}
		}
	})
}

func eachLine(file string, visit func(string) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		if err := visit(lines.Text()); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
	}
	return lines.Err()
}
