package database_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const hexKey = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

func TestOnlyOneProcessRuns(t *testing.T) {
	c := database.Config{Dir: t.TempDir()}
	first, second := databasetest.Open(t, c), databasetest.Open(t, c)
	for range 2 {
		if err := first.LockRole(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := second.LockRole(t.Context()); !errors.Is(err, database.ErrInUse) {
		t.Fatalf("got %v", err)
	}
	if err := second.Do(t.Context(), put("from the second client")); err != nil {
		t.Fatalf("a second client must be able to write: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := second.LockRole(t.Context()); err != nil {
		t.Fatalf("after the first ended: %v", err)
	}
}

// A subcommand writes while the bot writes: each waits its turn, nobody is told "database is locked".
func TestTwoClientsWriteAtOnce(t *testing.T) {
	c := database.Config{Dir: t.TempDir()}
	var wg sync.WaitGroup
	for _, name := range []string{"bot", "subcommand"} {
		db := databasetest.Open(t, c)
		wg.Go(func() {
			for n := range 100 {
				if err := db.Do(t.Context(), put(fmt.Sprint(name, n))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := names(t, databasetest.Open(t, c)); len(got) != 200 {
		t.Errorf("%d of 200 rows", len(got))
	}
}

func TestManyOpenAtOnceMigrateOnce(t *testing.T) {
	open := func(t *testing.T, c database.Config) {
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for range 3 { // opening also meets the others' closing
					db, err := database.Open(context.Background(), c)
					if err != nil {
						t.Error(err)
						return
					}
					if err := db.Close(); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
	}
	t.Run("SQLite", func(t *testing.T) { open(t, database.Config{Dir: t.TempDir()}) })
	t.Run("PostgreSQL", func(t *testing.T) { open(t, database.Config{URL: databasetest.PostgresURL(t)}) })
}

// A thief who takes the disk gets noise: the file, its log and a backup.
func TestEncryptedAtRest(t *testing.T) {
	for _, key := range []string{hexKey, "une phrase que la direction garde"} {
		dir, marker := t.TempDir(), "Valombre-marker-in-clear"
		c := database.Config{Dir: dir, Key: key}
		db := databasetest.Open(t, c)
		if err := db.Do(t.Context(), put(marker)); err != nil {
			t.Fatal(err)
		}
		backups := t.TempDir()
		if err := db.Backup(t.Context(), filepath.Join(backups, database.FileName)); err != nil {
			t.Fatal(err)
		}
		for _, folder := range []string{dir, backups} {
			files, err := os.ReadDir(folder)
			if err != nil || len(files) == 0 {
				t.Fatal(folder, err)
			}
			for _, f := range files {
				content, err := os.ReadFile(filepath.Join(folder, f.Name()))
				if err != nil {
					t.Fatal(err)
				}
				if bytes.Contains(content, []byte(marker)) || bytes.Contains(content, []byte("SQLite format")) && len(content) > 4096 {
					t.Errorf("%s can be read", f.Name())
				}
			}
		}
		if got := names(t, databasetest.Open(t, database.Config{Dir: backups, Key: key})); len(got) != 1 || got[0] != marker {
			t.Errorf("the backup holds %v", got)
		}
		for _, wrong := range []string{"", "another phrase that is long", strings.Repeat("ab", 32)} {
			if _, err := database.Open(t.Context(), database.Config{Dir: backups, Key: wrong}); !errors.Is(err, database.ErrWrongKey) {
				t.Errorf("opened with %q: %v", wrong, err)
			}
		}
	}
	plain := t.TempDir()
	databasetest.Open(t, database.Config{Dir: plain})
	if _, err := database.Open(t.Context(), database.Config{Dir: plain, Key: hexKey}); !errors.Is(err, database.ErrWrongKey) {
		t.Errorf("a plain file opened with a key: %v", err)
	}
	if _, err := database.Open(t.Context(), database.Config{Dir: plain, Key: "short"}); !errors.Is(err, database.ErrWeakKey) {
		t.Errorf("a weak key: %v", err)
	}
}

// What was erased cannot be found on the disk, even without a key.
func TestErasedIsGoneFromTheDisk(t *testing.T) {
	dir := t.TempDir()
	db := databasetest.Open(t, database.Config{Dir: dir})
	marker := "Erase-me-" + strings.Repeat("x", 20)
	onDisk := func() (found bool) {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			content, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			found = found || bytes.Contains(content, []byte(marker))
		}
		return found
	}
	if err := db.Do(t.Context(), put(marker)); err != nil {
		t.Fatal(err)
	}
	if !onDisk() {
		t.Fatal("the test looks in the wrong place")
	}
	err := db.Do(t.Context(), func(tx database.Tx) error {
		_, err := tx.Exec(t.Context(), "DELETE FROM secret")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Scrub(t.Context()); err != nil {
		t.Fatal(err)
	}
	if onDisk() {
		t.Error("what was erased is still on the disk")
	}
}

func TestBackupNeverOverwritesNorTellsTheKey(t *testing.T) {
	db := databasetest.Open(t, database.Config{Dir: t.TempDir(), Key: hexKey})
	file := filepath.Join(t.TempDir(), "there.db")
	if err := os.WriteFile(file, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := db.Backup(t.Context(), file)
	if content, _ := os.ReadFile(file); err == nil || string(content) != "precious" {
		t.Fatalf("overwritten (%v)", err)
	}
	err = db.Backup(t.Context(), filepath.Join(file, "impossible.db"))
	if err == nil || strings.Contains(err.Error(), "hexkey") {
		t.Fatalf("got %v", err)
	}
}

func TestSecretsAreSealed(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		if got, err := db.LoadSecret(t.Context(), "token"); got != nil || err != nil {
			t.Fatal(got, err)
		}
		for _, value := range []string{"first", "second"} {
			if err := db.SaveSecret(t.Context(), "token", []byte(value)); err != nil {
				t.Fatal(err)
			}
			if got, err := db.LoadSecret(t.Context(), "token"); string(got) != value || err != nil {
				t.Fatal(got, err)
			}
		}
		var sealed []byte
		err := db.Do(t.Context(), func(tx database.Tx) error {
			return tx.NewRaw("UPDATE secret SET name = 'other' RETURNING sealed").Scan(t.Context(), &sealed)
		})
		if err != nil || bytes.Contains(sealed, []byte("second")) {
			t.Fatal("not sealed", err)
		}
		if _, err := db.LoadSecret(t.Context(), "other"); !errors.Is(err, database.ErrSealed) {
			t.Errorf("moved to another name and still opened: %v", err)
		}
		if err := db.SaveSecret(t.Context(), "other", nil); err != nil || len(names(t, db)) != 0 {
			t.Errorf("not forgotten: %v", err)
		}
	})
}

// On PostgreSQL a hospital may set the key later: what was sealed still opens, and from then on only with the key.
func TestKeySetLaterOnPostgres(t *testing.T) {
	url := databasetest.PostgresURL(t)
	open := func(key string) *database.DB { return databasetest.Open(t, database.Config{URL: url, Key: key}) }
	before := open("")
	if err := before.SaveSecret(t.Context(), "token", []byte("kept")); err != nil || !before.KeyBesideData() {
		t.Fatal(err)
	}
	after := open(hexKey)
	if got, err := after.LoadSecret(t.Context(), "token"); string(got) != "kept" || err != nil || after.KeyBesideData() {
		t.Fatal(string(got), err)
	}
	for _, wrong := range []string{"", strings.Repeat("ab", 32)} {
		if _, err := database.Open(t.Context(), database.Config{URL: url, Key: wrong}); !errors.Is(err, database.ErrWrongKey) {
			t.Errorf("opened with %q: %v", wrong, err)
		}
	}
}

func TestWakeOnlyAfterCommit(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		woken, other := db.Waken(t.Context(), "delivery"), db.Waken(t.Context(), "digest")
		undo := errors.New("undo")
		db.Do(t.Context(), func(tx database.Tx) error {
			if err := tx.Wake(t.Context(), "delivery"); err != nil {
				t.Error(err)
			}
			return undo
		})
		select {
		case <-woken:
			t.Fatal("woken without a commit")
		default:
		}
		err := db.Do(t.Context(), func(tx database.Tx) error { return tx.Wake(t.Context(), "delivery") })
		if err != nil {
			t.Fatal(err)
		}
		<-woken
		select {
		case <-other:
			t.Fatal("the wrong topic was woken")
		default:
		}
	})
}

func TestWakeReachesOtherReplicas(t *testing.T) {
	url := databasetest.PostgresURL(t)
	here, there := databasetest.Open(t, database.Config{URL: url}), databasetest.Open(t, database.Config{URL: url})
	ctx, stop := context.WithCancel(t.Context())
	woken := there.Waken(t.Context(), "delivery") // before anybody listens: the beginning of it must not be missed
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := there.Listen(ctx); err != nil {
			t.Error(err)
		}
	})
	<-woken // listening began
	if err := here.Do(t.Context(), func(tx database.Tx) error { return tx.Wake(t.Context(), "delivery") }); err != nil {
		t.Fatal(err)
	}
	<-woken
	stop()
	wg.Wait()
}

// Lock makes read-then-write safe on both engines: no update is lost.
func TestLockTakesTurns(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		const workers, rounds = 4, 10
		if err := db.SaveSecret(t.Context(), "count", []byte("x")); err != nil {
			t.Fatal(err)
		}
		began := savedAt(t, db)
		var wg sync.WaitGroup
		for range workers {
			wg.Go(func() {
				for range rounds {
					err := db.Do(t.Context(), func(tx database.Tx) error {
						if err := tx.Lock(t.Context(), "count"); err != nil {
							return err
						}
						var s secret
						if err := tx.NewSelect().Model(&s).Scan(t.Context()); err != nil {
							return err
						}
						s.SavedAt = s.SavedAt.Add(time.Hour)
						_, err := tx.NewUpdate().Model(&s).WherePK().Exec(t.Context())
						return err
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if got := savedAt(t, db).Sub(began); got != workers*rounds*time.Hour {
			t.Errorf("%v of %v updates were kept", got, workers*rounds*time.Hour)
		}
	})
}

func savedAt(t *testing.T, db *database.DB) time.Time {
	t.Helper()
	var s secret
	err := db.Read(t.Context(), func(tx database.Tx) error { return tx.NewSelect().Model(&s).Scan(t.Context()) })
	if err != nil {
		t.Fatal(err)
	}
	return s.SavedAt
}

// The embedded database works in virtual time, so that topics can test a hundred days in a moment.
func TestVirtualTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := databasetest.SQLite(t)
		began := time.Now()
		for range 100 {
			time.Sleep(24 * time.Hour)
			if err := db.SaveSecret(t.Context(), "day", []byte("x")); err != nil {
				t.Fatal(err)
			}
		}
		if got := savedAt(t, db).Sub(began); got != 100*24*time.Hour {
			t.Fatalf("got %v", got)
		}
	})
}

func TestDoInsideDoIsToldNotHung(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := databasetest.SQLite(t)
		err := db.Do(t.Context(), func(database.Tx) error {
			return db.Do(t.Context(), func(database.Tx) error { return nil })
		})
		if err == nil || !strings.Contains(err.Error(), "is Do called inside Do?") {
			t.Fatalf("got %v", err)
		}
	})
}
