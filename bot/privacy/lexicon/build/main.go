// Command build packs the open data that the lexicon stands on into the tables that it embeds. The same data give the same
// bytes.
//
//	go run ./build -data ../../../../shared/data/privacy -out data
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"portevoix/bot/privacy/lexicon"
)

func main() {
	data := flag.String("data", "../../../../shared/data/privacy", "folder of the word lists and corpora")
	out := flag.String("out", "data", "folder to write to")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "build lexicon:", err)
		os.Exit(1)
	}
}

func run(data, out string) error {
	files, err := build(data)
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(out, name), content, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: %d bytes\n", name, len(content))
	}
	return nil
}

// build makes every embedded file out of the data folder.
func build(data string) (map[string][]byte, error) {
	names, err := readNames(data)
	if err != nil {
		return nil, err
	}
	towns, err := readPlaces(data)
	if err != nil {
		return nil, err
	}
	rare, err := readDiseases(data)
	if err != nil {
		return nil, err
	}
	return lexicon.Pack(names, towns, rare)
}
