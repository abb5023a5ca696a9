package keep_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/keep"
	"portevoix/bot/outcome"
)

var (
	_ chat.Shelf = keep.Shelf{}
	_ chat.Seen  = keep.Memory{}
	_ chat.Lease = keep.Leases{}
)

func TestAShelfKeepsTheOrderAndSealsTheValues(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		s := keep.Shelf{DB: db, Owner: "webchat", Now: time.Now}
		for _, id := range []string{"b", "a", "c"} {
			if err := s.Put(ctx, "message", id, []byte("value of "+id)); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Put(ctx, "message", "a", []byte("changed")); err != nil {
			t.Fatal(err)
		}
		if err := s.Delete(ctx, "message", "c"); err != nil {
			t.Fatal(err)
		}
		list, err := s.List(ctx, "message")
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != 2 || list[0].ID != "b" || list[1].ID != "a" || string(list[1].Value) != "changed" {
			t.Fatalf("got %+v", list)
		}
		if _, err := s.Get(ctx, "message", "c"); !errors.Is(err, outcome.ErrNotFound) {
			t.Fatalf("a deleted record: %v", err)
		}
		other := keep.Shelf{DB: db, Owner: "slack", Now: time.Now}
		if list, err := other.List(ctx, "message"); err != nil || len(list) != 0 {
			t.Fatalf("another owner sees %d records, %v", len(list), err)
		}
		var plain int
		err = db.Read(ctx, func(tx database.Tx) error {
			return tx.NewRaw("SELECT COUNT(*) FROM kept WHERE sealed = ?", []byte("changed")).Scan(ctx, &plain)
		})
		if err != nil || plain != 0 {
			t.Fatalf("%d values lie open, %v", plain, err)
		}
	})
}

func TestAKeyIsSeenOnce(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Now()
		m := keep.Memory{DB: db, Owner: "slack", For: time.Hour, Now: func() time.Time { return now }}
		for i, want := range []bool{false, true, true} {
			if seen, err := m.Seen(t.Context(), "env-1"); err != nil || seen != want {
				t.Fatalf("look %d: seen %v, %v", i, seen, err)
			}
		}
		now = now.Add(2 * time.Hour)
		if seen, err := m.Seen(t.Context(), "env-1"); err != nil || seen {
			t.Fatalf("after two hours: seen %v, %v", seen, err)
		}
	})
}

func TestOneProcessHoldsALease(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		l := keep.Leases{DB: db, For: time.Minute, Now: time.Now}
		held, release, err := l.Lease(t.Context(), "discord")
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := l.Lease(t.Context(), "discord"); !errors.Is(err, keep.ErrHeld) {
			t.Fatalf("a second holder: %v", err)
		}
		release()
		if !errors.Is(held.Err(), context.Canceled) {
			t.Fatal("the released lease still looks held")
		}
		_, again, err := l.Lease(t.Context(), "discord")
		if err != nil {
			t.Fatalf("after release: %v", err)
		}
		again()
	})
}
