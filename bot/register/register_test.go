package register_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/register"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func record(t testing.TB, r *register.Register, e register.Entry) {
	t.Helper()
	if err := r.DB.Do(t.Context(), func(tx database.Tx) error { return r.Append(t.Context(), tx, e) }); err != nil {
		t.Fatal(err)
	}
}

// filled is a register with so many sealed entries of two actors.
func filled(t testing.TB, db *database.DB, n int) *register.Register {
	t.Helper()
	r := register.New(db)
	for i := range n {
		record(t, r, register.Entry{
			Actor: fmt.Sprintf("m_%d", i%2), Role: "director", Action: "approve", Object: fmt.Sprintf("post/%d", i),
			Hash: r.HashText("Collecte de sang samedi"), Source: "slack/T01/U02", Reason: "relu avec le service",
			Details: map[string]string{"network": "mastodon"},
		})
	}
	if err := r.Seal(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r
}

func whole(t testing.TB, r *register.Register, entries int) register.Proof {
	t.Helper()
	p, err := r.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if p.Entries != entries {
		t.Fatalf("%d entries are whole, want %d", p.Entries, entries)
	}
	return p
}

func TestEntriesAreThereOnlyIfCommitted(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r, undo := register.New(db), errors.New("undo")
		err := db.Do(t.Context(), func(tx database.Tx) error {
			if err := r.Append(t.Context(), tx, register.Entry{Action: "approve", Object: "post/1"}); err != nil {
				t.Error(err)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		if p := whole(t, r, 0); p.Waiting != 0 {
			t.Fatal("an undone entry waits")
		}
		record(t, r, register.Entry{Actor: "m_1", Action: "approve", Object: "post/1", Reason: "= bien relu"})
		if p := whole(t, r, 0); p.Waiting != 1 {
			t.Fatal("nothing waits")
		}
		if err := r.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		if p := whole(t, r, 1); p.Waiting != 0 || p.Head.Seq != 1 || len(p.Head.Link) != 64 {
			t.Fatalf("got %+v", p)
		}
		var history []register.Entry
		err = db.Read(t.Context(), func(tx database.Tx) error {
			history, err = r.History(t.Context(), tx, "post/1")
			return err
		})
		if err != nil || len(history) != 1 || history[0].Actor != "m_1" || history[0].Seq != 1 || history[0].Reason != "= bien relu" {
			t.Fatalf("history %+v, %v", history, err)
		}
	})
}

// Each way in which somebody with access to the database could mend the past is named, with the number of the entry.
func TestTamperingIsNamed(t *testing.T) {
	for _, c := range []struct {
		what, statement string
		seq             int64
	}{
		{"another action", "UPDATE register_entry SET action = 'refuse' WHERE seq = 3", 3},
		{"another hash", "UPDATE register_entry SET hash = '' WHERE seq = 3", 3},
		{"another time", "UPDATE register_entry SET at = '2020-01-01 00:00:00' WHERE seq = 3", 3},
		{"other details", "UPDATE register_entry SET details = '{}' WHERE seq = 3", 3},
		{"another actor", "UPDATE register_entry SET actor = 'm_9' WHERE seq = 3", 3},
		{"another reason", "UPDATE register_entry SET reason = 'autre' WHERE seq = 3", 3},
		{"another source", "UPDATE register_entry SET source = '' WHERE seq = 3", 3},
		{"the actor blanked", "UPDATE register_entry SET actor = NULL, actor_salt = NULL WHERE seq = 3", 3},
		{"a pretended erasure", "UPDATE register_entry SET actor = NULL, actor_salt = NULL, erased = 'x' WHERE seq = 3", 3},
		{"an entry removed", "DELETE FROM register_entry WHERE seq = 3", 3},
		{"the last one removed", "DELETE FROM register_entry WHERE seq = 6", 6},
		{"all removed", "DELETE FROM register_entry", 1},
		{"the head removed", "DELETE FROM register_head", 1},
		{"the end moved", "UPDATE register_head SET last_seq = 5", 1},
		{"the beginning moved", "UPDATE register_head SET first_seq = 4", 4},
		{"two exchanged", "UPDATE register_entry SET seq = CASE seq WHEN 3 THEN -4 WHEN 4 THEN -3 END WHERE seq IN (3, 4); UPDATE register_entry SET seq = -seq WHERE seq < 0", 3},
		{"one put in", "INSERT INTO register_entry SELECT 'x', at, role, 'publish', object, hash, details, actor, actor_salt, actor_seal, source, source_salt, source_seal, reason, reason_salt, reason_seal, erased, 7, link FROM register_entry WHERE seq = 6", 7},
	} {
		t.Run(c.what, func(t *testing.T) {
			databasetest.Each(t, func(t *testing.T, db *database.DB) {
				r := filled(t, db, 6)
				whole(t, r, 6)
				err := db.Do(t.Context(), func(tx database.Tx) error {
					for statement := range strings.SplitSeq(c.statement, "; ") {
						if _, err := tx.Exec(t.Context(), statement); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
				var broken *register.Broken
				if _, err := r.Verify(t.Context()); !errors.As(err, &broken) {
					t.Fatalf("not noticed: %v", err)
				}
				if broken.Seq != c.seq {
					t.Errorf("entry %d is named, want %d: %v", broken.Seq, c.seq, broken)
				}
				if err := r.Export(t.Context(), &bytes.Buffer{}, register.CSV); err == nil {
					t.Error("exported as if it were whole")
				}
			})
		})
	}
}

func TestErasureKeepsTheChain(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := filled(t, db, 6)
		before := whole(t, r, 6).Head
		record(t, r, register.Entry{Actor: "m_1", Action: "approve", Object: "post/unsealed"})
		erased, err := r.Erase(t.Context(), register.Entry{Actor: "m_0", Role: "dpo", Action: "erase", Object: "register"}, "m_1")
		if err != nil || erased != 4 {
			t.Fatalf("erased %d, %v", erased, err)
		}
		if err := r.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		p := whole(t, r, 8)
		if p.Erased != 4 || before.Seq != 6 {
			t.Errorf("%d of 4 erased", p.Erased)
		}
		var out bytes.Buffer
		if err := r.Export(t.Context(), &out, register.JSON); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "m_1") || !strings.Contains(out.String(), before.Link) {
			t.Error("the person is still there, or the chain is another one")
		}
	})
}

func TestRetentionKeepsTheChain(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := register.New(db)
		began := time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)
		for month := range 12 {
			record(t, r, register.Entry{At: began.AddDate(0, month, 0), Action: "publish", Object: fmt.Sprintf("post/%d", month)})
			if err := r.Seal(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		r.Now = func() time.Time { return began.AddDate(1, 0, 0) }
		by := register.Entry{Action: "retain", Object: "register"}
		if removed, err := r.Retain(t.Context(), by, 6); err != nil || removed != 6 {
			t.Fatalf("removed %d, %v", removed, err)
		}
		if removed, err := r.Retain(t.Context(), by, 6); err != nil || removed != 0 {
			t.Fatalf("a second time: removed %d, %v", removed, err)
		}
		if err := r.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		if p := whole(t, r, 7); p.First != 7 || p.Head.Seq != 13 {
			t.Errorf("got %+v", p)
		}
		var out bytes.Buffer
		if err := r.Export(t.Context(), &out, register.CSV); err != nil || strings.Count(out.String(), "\n") != 8 {
			t.Errorf("%v\n%s", err, &out)
		}
		if _, err := r.Retain(t.Context(), by, 0); err == nil {
			t.Error("retention of nothing was accepted")
		}
	})
}

// Many replicas append and seal at once; the chain is one, and has everybody's entries.
func TestManyAppendAndSealAtOnce(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		const replicas, each = 4, 25
		var wg sync.WaitGroup
		for n := range replicas {
			r := register.New(db)
			wg.Go(func() {
				for i := range each {
					err := db.Do(t.Context(), func(tx database.Tx) error {
						return r.Append(t.Context(), tx, register.Entry{Action: "publish", Object: fmt.Sprintf("post/%d-%d", n, i)})
					})
					if err != nil {
						t.Error(err)
					}
					if err := r.Seal(t.Context()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if p := whole(t, register.New(db), replicas*each); p.Waiting != 0 {
			t.Errorf("%d wait", p.Waiting)
		}
	})
}

func TestSentencesAreRefused(t *testing.T) {
	db := databasetest.SQLite(t)
	r := register.New(db)
	for _, e := range []register.Entry{
		{Object: "post/1"}, {Action: "approve"},
		{Action: "approve", Object: "Mme Exemple est sortie"},
		{Action: "approve", Object: "post/1", Actor: "Jeanne Exemple"},
		{Action: "approve", Object: "post/1", Role: "a\nb"},
		{Action: "approve", Object: "post/1", Hash: "the text itself"},
		{Action: "approve", Object: "post/1", Source: strings.Repeat("x", 301)},
		{Action: "approve", Object: "post/1", Details: map[string]string{"text": "a sentence"}},
		{Action: "approve", Object: "post/1", Details: map[string]string{"a name": "x"}},
		{Action: "approve", Object: "post/1", Reason: strings.Repeat("é", 1001)},
		{Action: "approve", Object: "post/1", Reason: "\xff"},
	} {
		err := db.Do(t.Context(), func(tx database.Tx) error { return r.Append(t.Context(), tx, e) })
		if err == nil || strings.Contains(err.Error(), "Exemple") || strings.Contains(err.Error(), "sentence\"") {
			t.Errorf("%+v: %v", e, err)
		}
	}
}

func TestHashesAreKeyed(t *testing.T) {
	here, there := register.New(databasetest.SQLite(t)), register.New(databasetest.SQLite(t))
	again := register.New(here.DB)
	if here.HashText("a", "b") != again.HashText("a", "b") || here.HashText("a", "b") == here.HashText("ab", "") {
		t.Error("the hash does not name the texts")
	}
	if here.HashText("a") == there.HashText("a") {
		t.Error("another hospital has the same hash: it can be guessed")
	}
}

func TestExports(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := filled(t, db, 3)
		record(t, r, register.Entry{Action: "refuse", Object: "post/9", Reason: `=HYPERLINK("http://evil.example";"a")`})
		if err := r.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		var table, lines bytes.Buffer
		if err := r.Export(t.Context(), &table, register.CSV); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&table).ReadAll()
		if err != nil || len(rows) != 5 || rows[0][0] != "seq" || rows[4][7] != `'=HYPERLINK("http://evil.example";"a")` {
			t.Fatalf("%v %q", err, rows)
		}
		if err := r.Export(t.Context(), &lines, register.JSON); err != nil {
			t.Fatal(err)
		}
		n := 0
		for decoder := json.NewDecoder(&lines); decoder.More(); n++ {
			var e struct {
				Seq     int64
				Time    time.Time
				Details map[string]string
			}
			if err := decoder.Decode(&e); err != nil || e.Seq != int64(n+1) || e.Time.IsZero() {
				t.Fatal(e, err)
			}
		}
		if n != 4 {
			t.Errorf("%d lines", n)
		}
		if err := r.Export(t.Context(), &lines, "xlsx"); err == nil {
			t.Error("an unknown format was accepted")
		}
	})
}

// Run seals within a second of the commit, and once more on its way out.
func TestRunSealsWithinASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := register.New(databasetest.SQLite(t))
		ctx, stop := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := r.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		for n := range 10 {
			record(t, r, register.Entry{Action: "publish", Object: "post/1"})
			time.Sleep(time.Second)
			synctest.Wait()
			if p := whole(t, r, n+1); p.Waiting != 0 {
				t.Fatalf("%d wait after a second", p.Waiting)
			}
		}
		stop()
		record(t, r, register.Entry{Action: "stop", Object: "bot"})
		wg.Wait()
	})
}

func BenchmarkAppend(b *testing.B) {
	r := register.New(databasetest.SQLite(b))
	for b.Loop() {
		record(b, r, register.Entry{Actor: "m_1", Action: "publish", Object: "post/1"})
	}
}

func BenchmarkVerify10000(b *testing.B) {
	db := databasetest.SQLite(b)
	r := register.New(db)
	err := db.Do(b.Context(), func(tx database.Tx) error {
		for range 10_000 {
			if err := r.Append(b.Context(), tx, register.Entry{Actor: "m_1", Action: "publish", Object: "post/1"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := r.Seal(b.Context()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		whole(b, r, 10_000)
	}
}
