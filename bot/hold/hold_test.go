package hold_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/hold"
	"portevoix/bot/privacy"
)

const words = "Mme Canari Fictive est sortie mardi"

func TestATextIsWrittenOnlyWhenItsAuthorAsks(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		s := &hold.Safe{DB: db, Now: func() time.Time { return now }}
		id := s.Offer(words, privacy.Post, "p_1")
		if _, err := s.Get(t.Context(), id); !errors.Is(err, hold.ErrGone) {
			t.Fatalf("an offered text is readable: %v", err)
		}
		if err := ask(t, db, s, id, "p_2"); !errors.Is(err, hold.ErrGone) {
			t.Fatalf("somebody else asks: %v", err)
		}
		if err := ask(t, db, s, id, "p_1"); err != nil {
			t.Fatal(err)
		}
		if h, err := s.Get(t.Context(), id); err != nil || h.Words != words || h.Author != "p_1" {
			t.Fatalf("got %+v, %v", h, err)
		}
		now = now.Add(25 * time.Hour)
		if _, err := s.Get(t.Context(), id); !errors.Is(err, hold.ErrGone) {
			t.Errorf("after a day: %v", err)
		}
		if err := s.Purge(t.Context()); err != nil {
			t.Fatal(err)
		}
		late := s.Offer(words, privacy.Post, "p_1")
		now = now.Add(hold.Offered + time.Second)
		if err := ask(t, db, s, late, "p_1"); !errors.Is(err, hold.ErrGone) {
			t.Errorf("asked after a quarter of an hour: %v", err)
		}
	})
}

func TestADecisionErasesTheTextFromTheDisk(t *testing.T) {
	dir := t.TempDir()
	db := databasetest.Open(t, database.Config{Dir: dir})
	s := &hold.Safe{DB: db, Now: time.Now}
	id := s.Offer(words, privacy.Reply, "p_1")
	if err := ask(t, db, s, id, "p_1"); err != nil {
		t.Fatal(err)
	}
	if err := db.Do(t.Context(), func(tx database.Tx) error { return s.Decide(t.Context(), tx, id) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Do(t.Context(), func(tx database.Tx) error { return s.Decide(t.Context(), tx, id) }); !errors.Is(err, hold.ErrGone) {
		t.Errorf("decided twice: %v", err)
	}
	files, err := filepath.Glob(dir + "/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte("Canari")) {
			t.Errorf("%s holds the words", filepath.Base(name))
		}
	}
}

func ask(t *testing.T, db *database.DB, s *hold.Safe, id, who string) error {
	t.Helper()
	return db.Do(t.Context(), func(tx database.Tx) error { return s.Ask(t.Context(), tx, id, who) })
}
