package main

import (
	"fmt"
	"path/filepath"
	"time"

	"portevoix/bot/privacy/tagger"
)

// unseen are texts that are never trained on.
var unseen = []string{"fr_eds_demo.jsonl", "es_meddocan_dev.jsonl", "ar_anercorp_dev.jsonl", "fr_clean_dev.jsonl", "en_clean_dev.jsonl"}

const oneIn = 7 // documents kept back of each corpus

func measureAll(data string) error {
	learn, kept, err := examples(data, oneIn)
	if err != nil {
		return err
	}
	began := time.Now()
	packed := tagger.Learn(learn, rounds, rowBits)
	fmt.Printf("%d sentences, %d rounds, 2^%d rows: %.1f s\n", len(learn), rounds, rowBits, time.Since(began).Seconds())
	for _, c := range corpora {
		score(c.file+" (kept back)", packed, kept[c.file])
	}
	for _, file := range unseen {
		documents, err := readDocuments(filepath.Join(data, file))
		if err != nil {
			return err
		}
		score(file, packed, documents)
	}
	return nil
}

// score prints, for persons, exact precision and recall, the share of their tokens that got any name's label, the share of
// their tokens labelled as person, and of tokens labelled as person how many are one.
func score(name string, packed []byte, documents []document) {
	var found, gold, exact, tokens, touched, persons, labelledPerson, right int
	var t tagger.Tagger
	for _, d := range documents {
		for i := range d.Spans {
			if d.Spans[i].Label == "PUBLIC_NAME" {
				d.Spans[i].Label = "NAME"
			}
		}
		toks, want := labelled(d)
		got := t.TagWith(packed, toks)
		gold += starts(want)
		found += starts(got)
		for i := range toks {
			if want[i].Person() {
				tokens++
				if got[i] != tagger.Outside {
					touched++
				}
				if got[i].Person() {
					persons++
				}
			}
			if got[i].Person() {
				labelledPerson++
				if want[i].Person() {
					right++
				}
			}
			if want[i] == tagger.BeginPerson && got[i] == tagger.BeginPerson && end(want, i) == end(got, i) {
				exact++
			}
		}
	}
	fmt.Printf("%-46s exact P %.3f R %.3f; tokens: R %.3f (any name %.3f) P %.3f  (%d names)\n", name,
		ratio(exact, found), ratio(exact, gold), ratio(persons, tokens), ratio(touched, tokens), ratio(right, labelledPerson), gold)
}

func starts(labels []tagger.Label) (n int) {
	for _, l := range labels {
		if l == tagger.BeginPerson {
			n++
		}
	}
	return n
}

func end(labels []tagger.Label, i int) int {
	for i++; i < len(labels) && labels[i] == tagger.InPerson; i++ {
	}
	return i
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
