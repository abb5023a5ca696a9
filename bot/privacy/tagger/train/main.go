// Command train trains the tagger from the open corpora beside the project and writes the model that the package embeds. The
// same data give the same bytes.
//
//	go run ./train -data ../../../../shared/data/privacy -out model.bin
//	go run ./train -data … -measure    trains on part of each corpus and prints how well the rest is tagged
package main

import (
	"flag"
	"fmt"
	"os"

	"portevoix/bot/privacy/tagger"
)

// What the model costs and how long it learns: README.md has the measurements behind both.
const (
	rounds  = 6
	rowBits = 16
	copies  = 30 // of each sentence of our own
)

func main() {
	data := flag.String("data", "../../../../shared/data/privacy", "folder of the word lists and corpora")
	out := flag.String("out", "model.bin", "file to write")
	measure := flag.Bool("measure", false, "train on part of the data and print how well the rest is tagged")
	flag.Parse()
	if err := run(*data, *out, *measure); err != nil {
		fmt.Fprintln(os.Stderr, "train tagger:", err)
		os.Exit(1)
	}
}

func run(data, out string, measure bool) error {
	if measure {
		return measureAll(data)
	}
	packed, err := train(data)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, packed, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes\n", out, len(packed))
	return nil
}

// train makes the embedded model.
func train(data string) ([]byte, error) {
	examples, _, err := examples(data, 0)
	if err != nil {
		return nil, err
	}
	return tagger.Learn(examples, rounds, rowBits), nil
}

// examples are the sentences of all corpora and what augmentation makes of them. Every keepBack-th document is kept back
// (0: none).
func examples(data string, keepBack int) (learn []tagger.Example, kept map[string][]document, err error) {
	pool, err := readPool(data)
	if err != nil {
		return nil, nil, err
	}
	kept = map[string][]document{}
	learn = pool.composed(copies)
	for _, c := range corpora {
		documents, err := readCorpus(data, c)
		if err != nil {
			return nil, nil, err
		}
		for i, d := range documents {
			if keepBack > 0 && i%keepBack == 0 {
				kept[c.file] = append(kept[c.file], d)
				continue
			}
			learn = append(learn, pool.examples(d, c, uint64(i))...)
		}
	}
	return learn, kept, nil
}
