package publish_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/publish"
)

// openAt is a road on a clock that the test moves.
func openAt(t *testing.T, db *database.DB, networks ...string) (r *road, later func(time.Duration)) {
	var ahead atomic.Int64
	r = open(t, db, networks...)
	r.stop()
	r.pub.Now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	r.office.Now = r.pub.Now
	r.start()
	return r, func(d time.Duration) {
		ahead.Add(int64(d))
		if err := db.Do(t.Context(), func(tx database.Tx) error { return tx.Wake(t.Context(), "publish.outward") }); err != nil {
			t.Fatal(err)
		}
	}
}

// After a pause what had become due goes out one post after the other, in its order, and what has expired does not.
func TestAPauseEndsWithoutABurst(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r, later := openAt(t, db, "calm")
		if err := r.pub.Pause(t.Context(), "trial-director", "plan blanc"); err != nil {
			t.Fatal(err)
		}
		for i := range 3 {
			r.approved(subject(fmt.Sprintf("d_%d", i), false, "calm"))
		}
		stale := subject("d_stale", false, "calm")
		stale.Until = r.pub.Now().Add(time.Hour)
		r.approved(stale)
		later(2 * time.Hour)
		time.Sleep(50 * time.Millisecond)
		if n := r.nets["calm"].Calls(); n != 0 {
			t.Fatalf("%d posts left during the pause", n)
		}
		if err := r.pub.Resume(t.Context(), "trial-director"); err != nil {
			t.Fatal(err)
		}
		for i := range 3 {
			r.until("sent", every(publish.Sent), "draft", fmt.Sprintf("d_%d", i))
			time.Sleep(50 * time.Millisecond)
			if n := r.nets["calm"].Calls(); n != i+1 {
				t.Fatalf("%d posts left at once", n-i)
			}
			later(20 * time.Second)
		}
		if all := r.until("refused", every(publish.Refused), "draft", "d_stale"); all[0].Reason != publish.TooLate || r.nets["calm"].Calls() != 3 {
			t.Errorf("what expired during the pause: %s, %d calls", states(all), r.nets["calm"].Calls())
		}
	})
}

// "Approve for tomorrow 9 am" waits until then, also over the night in which the clocks change, and is not lost with the process.
func TestAYesForAMomentWaits(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r, later := openAt(t, db, "calm")
		evening := time.Date(2027, 3, 27, 20, 0, 0, 0, paris) // at two in the morning it will be three
		later(evening.Sub(r.pub.Now()))
		at := time.Date(2027, 3, 28, 9, 0, 0, 0, paris)
		if at.Sub(evening) != 12*time.Hour {
			t.Fatal("the clocks do not change that night")
		}
		c, err := r.office.Submit(t.Context(), subject("d_1", false, "calm"))
		if err == nil {
			_, err = r.office.Decide(t.Context(), c.ID, "trial-reviewer", approval.Decision{To: approval.Approved, At: at})
		}
		if err != nil {
			t.Fatal(err)
		}
		later(12*time.Hour - time.Minute)
		r.stop()
		r.start()
		time.Sleep(100 * time.Millisecond)
		if n := r.nets["calm"].Calls(); n != 0 {
			t.Fatal("it left a minute too early")
		}
		later(time.Minute)
		all := r.until("sent", every(publish.Sent), "draft", "d_1")
		if sent := all[0].SentAt.In(paris); sent.Hour() != 9 || r.nets["calm"].Calls() != 1 {
			t.Errorf("sent at %s, %d calls", sent, r.nets["calm"].Calls())
		}
	})
}
