package database_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
)

type secret struct {
	bun.BaseModel `bun:"table:secret"`

	Name    string `bun:",pk"`
	Sealed  []byte
	SavedAt time.Time
}

var noon = time.Date(2026, 3, 29, 12, 0, 0, 123456000, time.UTC)

func put(name string) func(database.Tx) error {
	return func(tx database.Tx) error {
		_, err := tx.NewInsert().Model(&secret{Name: name, Sealed: []byte{0, 1, 255}, SavedAt: noon}).Exec(context.Background())
		return err
	}
}

func names(t *testing.T, db *database.DB) (found []string) {
	t.Helper()
	err := db.Read(t.Context(), func(tx database.Tx) error {
		return tx.NewSelect().Model((*secret)(nil)).Column("name").Order("name").Scan(t.Context(), &found)
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestDoCommitsOrLeavesNothing(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		if err := db.Do(t.Context(), put("kept")); err != nil {
			t.Fatal(err)
		}
		failure := errors.New("on purpose")
		err := db.Do(t.Context(), func(tx database.Tx) error {
			tx.AfterCommit(func() { t.Error("AfterCommit ran without a commit") })
			if err := put("undone")(tx); err != nil {
				return err
			}
			return failure
		})
		if !errors.Is(err, failure) {
			t.Fatalf("got %v", err)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			db.Do(t.Context(), func(tx database.Tx) error { put("undone")(tx); panic("on purpose") })
		}()
		if got := names(t, db); len(got) != 1 || got[0] != "kept" {
			t.Fatalf("got %v", got)
		}
	})
}

func TestValuesComeBackAsTheyWent(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		if err := db.Do(t.Context(), put("a")); err != nil {
			t.Fatal(err)
		}
		var got secret
		err := db.Read(t.Context(), func(tx database.Tx) error {
			return tx.NewSelect().Model(&got).Where("saved_at = ?", noon).Where("saved_at < ?", noon.Add(time.Microsecond)).Scan(t.Context())
		})
		if err != nil {
			t.Fatal(err)
		}
		if !got.SavedAt.Equal(noon) || string(got.Sealed) != "\x00\x01\xff" {
			t.Fatalf("got %+v", got)
		}
	})
}

func TestReadCannotWrite(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		if err := db.Read(t.Context(), put("a")); err == nil {
			t.Fatal("a reader wrote")
		}
	})
}

func TestDuplicateAndNotFoundAreRecognised(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		if err := db.Do(t.Context(), put("a")); err != nil {
			t.Fatal(err)
		}
		if err := db.Do(t.Context(), put("a")); !database.IsDuplicate(err) {
			t.Errorf("not a duplicate: %v", err)
		}
		err := db.Read(t.Context(), func(tx database.Tx) error {
			return tx.NewSelect().Model(&secret{}).Where("name = 'b'").Scan(t.Context())
		})
		if !database.IsNotFound(err) {
			t.Errorf("not recognised: %v", err)
		}
	})
}

func TestBorrowedTransactionIsTheSame(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		undo := errors.New("undo")
		err := db.Do(t.Context(), func(tx database.Tx) error {
			const insert = "INSERT INTO secret (name, sealed, saved_at) VALUES ('b', '', '2026-01-01 00:00:00')"
			if !db.Postgres() {
				if _, err := tx.SQL().ExecContext(t.Context(), insert); err != nil {
					return err
				}
			} else if err := tx.Pgx(func(p pgx.Tx) error { _, err := p.Exec(t.Context(), insert); return err }); err != nil {
				return err
			}
			var n int
			if err := tx.NewRaw("SELECT count(*) FROM secret").Scan(t.Context(), &n); err != nil || n != 1 {
				t.Errorf("bun sees %d rows, %v", n, err)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		if got := names(t, db); len(got) != 0 {
			t.Fatalf("the borrowed insert stayed: %v", got)
		}
	})
}

func TestOpenAgainKeepsEverything(t *testing.T) {
	dir := t.TempDir()
	for _, key := range []string{"", "a passphrase that is long enough"} {
		c := database.Config{Dir: dir + "/" + key, Key: key}
		db := databasetest.Open(t, c)
		if err := db.Do(t.Context(), put("a")); err != nil {
			t.Fatal(err)
		}
		second := databasetest.Open(t, c)
		if got := names(t, second); len(got) != 1 {
			t.Fatalf("key %q: got %v", key, got)
		}
	}
}
