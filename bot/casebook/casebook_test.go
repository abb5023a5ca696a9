package casebook_test

import (
	"testing"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/casebook"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

const (
	first  = "Notre patiente de 34 ans, greffée du foie en mars, a pu sortir dans le jardin."
	second = "Une boulangère de Saint-Aubin, 34 ans, remercie l'équipe de la greffe du foie."
)

func TestTheSameCaseToldAgainIsNoticedUntilItIsForgotten(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		checker := privacy.New(privacy.Config{})
		fresh := func() *casebook.Book {
			return &casebook.Book{DB: db, Checker: checker, Country: "FR", Now: func() time.Time { return now }}
		}
		b := fresh()
		if mosaic(b.Check(privacy.Input{Text: second, Lang: text.FR})) {
			t.Fatal("a first telling is taken for a second")
		}
		c := approval.Case{State: approval.Approved, Subject: approval.Subject{Kind: "draft", ID: "d_1", Parts: []approval.Part{{Target: "x", Lang: text.FR, Text: first}}}}
		do(t, db, func(tx database.Tx) error { return b.Follow(t.Context(), tx, c) })
		for name, book := range map[string]*casebook.Book{"this process": b, "after a restart": fresh()} {
			if !mosaic(book.Check(privacy.Input{Text: second, Lang: text.FR})) {
				t.Errorf("%s: the same case told again is not noticed", name)
			}
			if mosaic(book.Check(privacy.Input{Text: "Collecte de sang samedi, entrée A.", Lang: text.FR})) {
				t.Errorf("%s: a harmless post is taken for the same case", name)
			}
		}
		do(t, db, func(tx database.Tx) error { return b.Forget(t.Context(), tx, "draft/d_1") })
		if mosaic(b.Check(privacy.Input{Text: second, Lang: text.FR})) {
			t.Error("what was taken down is still remembered")
		}
	})
}

func mosaic(r privacy.Report) bool {
	for _, f := range r.Findings {
		if f.Rule == "QI-06" {
			return true
		}
	}
	return false
}

func do(t *testing.T, db *database.DB, f func(database.Tx) error) {
	t.Helper()
	if err := db.Do(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}
