package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// The embedded tables are what this program makes of the data beside the project.
func TestEmbeddedIsWhatTheDataMake(t *testing.T) {
	const data = "../../../../../shared/data/privacy"
	if _, err := os.Stat(data); errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("PORTEVOIX_TEST_REQUIRE") != "" {
			t.Fatal("the word lists are not beside the project: nothing to compare with")
		}
		t.Skip("the word lists are not beside the project: nothing to compare with")
	}
	files, err := build(data)
	if err != nil {
		t.Fatal(err)
	}
	for name, made := range files {
		embedded, err := os.ReadFile(filepath.Join("..", "data", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(made, embedded) {
			t.Errorf("%s differs from what the data make (%d bytes, %d made): run go generate ./bot/privacy/lexicon", name, len(embedded), len(made))
		}
	}
}
