package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"portevoix/bot/privacy/tagger"
)

// A corpus is one of the files that may be trained on.
type corpus struct {
	file    string
	foreign bool // its names are kept as they are half of the time: French names would not fit Spanish sentences alone
	sparse  bool // most of its sentences hold no name: a part of those is enough
}

var corpora = []corpus{
	{file: "fr_winer_2016_2017_train.jsonl"},
	{file: "en_btc_tweets.jsonl", foreign: true},
	{file: "es_meddocan_train.jsonl", foreign: true, sparse: true},
}

// A document is a text and what its annotators marked.
type document struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Spans []span `json:"spans"`
}

type span struct {
	Start int    `json:"start"` // code points when read, bytes afterwards
	End   int    `json:"end"`
	Label string `json:"label"`
	Orig  string `json:"orig"`
}

func readCorpus(data string, c corpus) ([]document, error) {
	return readDocuments(filepath.Join(data, c.file))
}

func readDocuments(file string) ([]document, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []document
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var d document
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		d.toBytes()
		all = append(all, d)
	}
	return all, lines.Err()
}

// toBytes turns offsets in code points into offsets in bytes.
func (d *document) toBytes() {
	at := make([]int, 0, len(d.Text)+1)
	for i := range d.Text {
		at = append(at, i)
	}
	at = append(at, len(d.Text))
	for i := range d.Spans {
		s := &d.Spans[i]
		s.Start, s.End = at[min(s.Start, len(at)-1)], at[min(s.End, len(at)-1)]
	}
}

// kind is the label that a span's tokens learn; ok is false for what is no name (dates, handles).
func (s span) kind(text string) (first tagger.Label, ok bool) {
	if strings.HasPrefix(text[s.Start:s.End], "@") || strings.HasPrefix(text[s.Start:s.End], "#") || s.Start > 0 && strings.HasSuffix(strings.TrimRight(text[:s.Start], " "), "@") {
		return tagger.Outside, false
	}
	switch s.Label {
	case "NAME", "STAFF_NAME":
		return tagger.BeginPerson, true
	case "LOC", "COUNTRY", "ADDRESS", "CITY":
		return tagger.BeginPlace, true
	case "ORG", "HOSPITAL":
		return tagger.BeginOrganisation, true
	}
	return tagger.Outside, false
}

// labelled gives every token the label of the span that it begins in.
func labelled(d document) ([]tagger.Token, []tagger.Label) {
	tokens := tagger.Tokens(d.Text, nil)
	labels := make([]tagger.Label, len(tokens))
	for _, s := range d.Spans {
		kind, ok := s.kind(d.Text)
		if !ok {
			continue
		}
		begun := false
		for i, t := range tokens {
			if t.Start >= s.End {
				break
			}
			if t.End <= s.Start || t.Case == tagger.Code {
				continue
			}
			if labels[i] = kind; begun {
				labels[i] = kind + 1
			}
			begun = true
		}
	}
	return tokens, labels
}

// sentences cuts a document into examples.
func sentences(d document) []tagger.Example {
	tokens, labels := labelled(d)
	var all []tagger.Example
	tagger.Sentences(tokens, func(from, to int) {
		e := tagger.Example{Tokens: tokens[from:to], Labels: labels[from:to]}
		mend(e.Labels)
		all = append(all, e)
	})
	return all
}

// mend makes sure that an inner label follows its own kind, which a cut may have parted.
func mend(labels []tagger.Label) {
	before := tagger.Outside
	for i, l := range labels {
		if l != tagger.Outside && l%2 == 0 && before != l && before != l-1 {
			labels[i] = l - 1
		}
		before = labels[i]
	}
}
