package jobs_test

import (
	"context"
	"net/url"
	"sync"
	"testing"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/jobs"
)

// PostgreSQL is restarted, or a firewall forgets us: every connection breaks at once. The next transaction works, jobs go on,
// and replicas hear each other again.
func TestLostConnections(t *testing.T) {
	address := databasetest.PostgresURL(t)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("application_name", q.Get("search_path"))
	u.RawQuery = q.Encode()
	db, other := databasetest.Open(t, database.Config{URL: u.String()}), databasetest.Open(t, database.Config{URL: address})
	j, ran := prepare(t, db), make(chan string, 1)
	jobs.Register(j, remind, 0, func(_ context.Context, job jobs.Job[note]) error { ran <- job.Args.ID; return nil })
	work(t, j)
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { db.Listen(ctx) })
	defer wg.Wait()
	defer stop()
	woken := db.Waken(ctx, "delivery")
	<-woken // listening

	for _, id := range []string{"first", "second"} {
		enqueue(t, db, j, id, jobs.Options{Queue: jobs.Urgent})
		if got := <-ran; got != id {
			t.Fatal(got)
		}
		var ended int
		err = other.Do(t.Context(), func(tx database.Tx) error {
			return tx.NewRaw("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = ?", q.Get("search_path")).Scan(t.Context(), &ended)
		})
		if err != nil || ended < 2 {
			t.Fatalf("%d connections ended, %v", ended, err)
		}
	}
	enqueue(t, db, j, "after", jobs.Options{Queue: jobs.Urgent})
	if got := <-ran; got != "after" {
		t.Fatal(got)
	}
	<-woken // listening again wakes everybody
	if err := other.Do(t.Context(), func(tx database.Tx) error { return tx.Wake(t.Context(), "delivery") }); err != nil {
		t.Fatal(err)
	}
	<-woken
}
