package publish_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/outcome"
	"portevoix/bot/publish"
	"portevoix/bot/social"
	"portevoix/bot/social/socialtest"
)

// A stuck network has the first post and does not answer until it is let go.
type stuck struct {
	*socialtest.Faulty
	called  atomic.Bool
	reached chan struct{}
	let     chan struct{}
}

func (s *stuck) Publish(ctx context.Context, a outcome.Attempt, p social.Post) (social.Receipt, error) {
	r, err := s.Faulty.Publish(ctx, a, p)
	if s.called.CompareAndSwap(false, true) {
		close(s.reached)
		<-s.let
	}
	return r, err
}

// twoReplicas are two processes over one PostgreSQL schema: the first is at work, the second not yet.
func twoReplicas(t *testing.T) (first, second *road, firstDB *database.DB, n *stuck) {
	url := databasetest.PostgresURL(t)
	firstDB, err := database.Open(t.Context(), database.Config{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	n = &stuck{Faulty: &socialtest.Faulty{Title: "slow"}, reached: make(chan struct{}), let: make(chan struct{})}
	for i, db := range []*database.DB{firstDB, databasetest.Open(t, database.Config{URL: url})} {
		r := open(t, db)
		r.stop()
		r.pub.Networks = map[string]social.Network{"slow": n}
		r.pub.Platforms, r.pub.Rooms = map[string]chat.Platform{}, nil
		r.pub.Lease, r.pub.Patience = 300*time.Millisecond, time.Minute
		if i == 0 {
			first = r
			r.start()
		} else {
			second = r
		}
	}
	return first, second, firstDB, n
}

// A call that takes longer than a lease is still its owner's: the lease is kept alive, and nobody takes the delivery over.
func TestALongCallIsNotTakenForDead(t *testing.T) {
	first, second, firstDB, n := twoReplicas(t)
	t.Cleanup(func() { first.stop(); firstDB.Close() })
	first.stop()
	first.pub.Lease, second.pub.Lease = 3*time.Second, 3*time.Second // a busy machine may miss a beat or two
	first.start()
	first.approved(subject("d_1", false, "slow"))
	<-n.reached
	second.start()
	time.Sleep(2 * second.pub.Lease)
	all, err := second.pub.Deliveries(t.Context(), "draft", "d_1")
	if err != nil || len(all) != 1 || all[0].State != publish.Sending || all[0].Attempt != 1 {
		t.Fatalf("while the call is out: %s, %v", states(all), err)
	}
	close(n.let)
	second.until("sent", every(publish.Sent), "draft", "d_1")
	if n.Calls() != 1 {
		t.Errorf("called %d times", n.Calls())
	}
}

// A process that dies in the middle of a call is found out; what it was sending is looked up by the other and not sent again, and what
// merely waited goes out.
func TestTheOtherReplicaTakesOverFromTheDead(t *testing.T) {
	first, second, firstDB, n := twoReplicas(t)
	first.approved(subject("d_1", false, "slow"))
	<-n.reached
	first.approved(subject("d_2", false, "slow")) // waits behind it
	first.dying.Store(true)
	firstDB.Close() // as dead as can be: nothing more is written
	defer first.stop()
	defer close(n.let)
	second.start()
	second.until("found", every(publish.Sent), "draft", "d_1")
	second.until("sent", every(publish.Sent), "draft", "d_2")
	if posts := n.Posts(); len(posts) != 2 {
		t.Errorf("%d posts of two", len(posts))
	}
}

// A call whose process died and that is not found is not sent again before its time limit is over: it may still arrive.
func TestACallOfTheDeadMayStillArrive(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		r.approved(subject("d_1", false, "calm"))
		r.until("sent", every(publish.Sent), "draft", "d_1")
		r.stop()
		r.pub.Patience = 1500 * time.Millisecond
		began := time.Now()
		if err := db.Do(t.Context(), func(tx database.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE delivery SET state = 'sending', holder = 'dead', began = ?, lease = ?, key = key || '-late'", began.UTC(), began.UTC().Add(-time.Second))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		r.start()
		r.until("sent", every(publish.Sent), "draft", "d_1")
		if r.nets["calm"].Calls() != 2 {
			t.Fatalf("%d calls", r.nets["calm"].Calls())
		}
		if time.Since(began) < r.pub.Patience {
			t.Error("sent again while the dead process's call could still arrive")
		}
	})
}
