package publish_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/outcome"
)

// A bell is a pager that remembers what it rang, and fails as it is told.
type bell struct {
	mu    sync.Mutex
	fails []error
	rung  []string // "key to words"
}

func (*bell) Name() string                  { return "bell" }
func (*bell) Reaches(r chat.Recipient) bool { return r.Mail != "" }

func (b *bell) Page(_ context.Context, a outcome.Attempt, to chat.Recipient, words string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.fails) > 0 {
		err := b.fails[0]
		b.fails = b.fails[1:]
		return err
	}
	b.rung = append(b.rung, string(a.Key)+" "+to.Mail+" "+words)
	return nil
}

func (b *bell) heard() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.rung...)
}

// paging is a road with a bell, on which the director can be reached by mail.
func paging(t *testing.T, db *database.DB, fails ...error) (*road, *bell) {
	r, b := open(t, db, "mastodon"), &bell{fails: fails}
	r.stop()
	r.pub.Pagers = []chat.Pager{b}
	r.start()
	do := func(tx database.Tx) error {
		return r.pub.People.SetMail(t.Context(), tx, "trial-director", "garde@ch-valombre.example")
	}
	if err := db.Do(t.Context(), do); err != nil {
		t.Fatal(err)
	}
	return r, b
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never %s", what)
		}
	}
}

func TestAnUrgentNoticePagesOnceAndSaysOnlyThatItWaits(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		later := &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Unavailable}
		unsure := &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable}
		r, b := paging(t, db, later, unsure)
		s := subject("n_2026-001", true, "mastodon")
		s.Accepted = []approval.Accepted{{Rule: "DAT-01", Severity: 2}, {Rule: "DAT-02", Severity: 2}}
		c, err := r.office.Submit(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.office.Submit(t.Context(), subject("d_1", false, "mastodon")); err != nil { // routine: nobody is woken
			t.Fatal(err)
		}
		eventually(t, "rung", func() bool { return len(b.heard()) > 0 })
		r.stop()
		r.start() // a new process finds nothing left to ring
		time.Sleep(50 * time.Millisecond)
		heard := b.heard()
		want := "page/" + c.ID + "/trial-director/0 garde@ch-valombre.example Portevoix: Un avis vous attend (2 "
		if len(heard) != 1 || !strings.HasPrefix(heard[0], want) {
			t.Fatalf("rung %q", heard)
		}
		if strings.Contains(heard[0], "Portes ouvertes") || strings.Contains(heard[0], s.Title.FR) {
			t.Errorf("the page says too much: %q", heard[0])
		}
		states, err := r.pub.PagerStates(t.Context())
		if err != nil || len(states) != 1 || states[0].Sent != 1 || states[0].Failed != 0 {
			t.Errorf("%+v, %v", states, err)
		}
	})
}

func TestAPageThatIsRefusedIsShown(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r, b := paging(t, db, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Reconnect})
		if _, err := r.office.Submit(t.Context(), subject("n_2026-001", true, "mastodon")); err != nil {
			t.Fatal(err)
		}
		eventually(t, "shown", func() bool {
			states, err := r.pub.PagerStates(t.Context())
			return err == nil && states[0].Failed == 1 && states[0].Reason == outcome.Reconnect
		})
		if len(b.heard()) != 0 {
			t.Errorf("rung %q", b.heard())
		}
	})
}

// Nobody is woken for what has been decided, nor after they have left.
func TestAPageEndsWithTheDecision(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r, b := paging(t, db)
		r.stop()
		c, err := r.office.Submit(t.Context(), subject("n_2026-001", true, "mastodon"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.office.Decide(t.Context(), c.ID, "trial-director", approval.Decision{To: approval.Refused, Reason: "autre"}); err != nil {
			t.Fatal(err)
		}
		second, err := r.office.Submit(t.Context(), subject("n_2026-002", true, "mastodon"))
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Do(t.Context(), func(tx database.Tx) error { return r.pub.People.Leave(t.Context(), tx, "trial-director") }); err != nil {
			t.Fatal(err)
		}
		r.start()
		eventually(t, "dropped", func() bool {
			n := 0
			err := db.Read(t.Context(), func(tx database.Tx) error {
				return tx.NewRaw("SELECT COUNT(*) FROM page WHERE state = 'dropped'").Scan(t.Context(), &n)
			})
			return err == nil && n == 2
		})
		if len(b.heard()) != 0 {
			t.Errorf("rung %q for %s", b.heard(), second.ID)
		}
	})
}
