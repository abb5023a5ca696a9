package jobs_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/jobs"
)

// From the commit of an urgent job to the first line of its handler.
func BenchmarkUrgentLatency(b *testing.B) {
	each(b, func(b *testing.B, db *database.DB) {
		j, started := prepare(b, db), make(chan time.Time, 1)
		jobs.Register(j, remind, 0, func(context.Context, jobs.Job[note]) error { started <- time.Now(); return nil })
		work(b, j)
		var took []time.Duration
		enqueue(b, db, j, "warm-up", jobs.Options{Queue: jobs.Urgent})
		<-started
		for b.Loop() {
			time.Sleep(20 * time.Millisecond) // somebody presses a button; nobody presses back to back
			enqueue(b, db, j, "now", jobs.Options{Queue: jobs.Urgent})
			committed := time.Now()
			took = append(took, (<-started).Sub(committed))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/p50")
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms/p95")
	})
}

// A hundred jobs in one transaction.
func BenchmarkEnqueueHundred(b *testing.B) {
	each(b, func(b *testing.B, db *database.DB) {
		j := prepare(b, db)
		for b.Loop() {
			err := db.Do(b.Context(), func(tx database.Tx) error {
				for range 100 {
					if err := remind.Enqueue(b.Context(), j, tx, note{"a"}, jobs.Options{}); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)*100/b.Elapsed().Seconds(), "jobs/s")
	})
}

func each(b *testing.B, f func(*testing.B, *database.DB)) {
	b.Run("SQLite", func(b *testing.B) { f(b, databasetest.SQLite(b)) })
	b.Run("PostgreSQL", func(b *testing.B) { f(b, databasetest.Postgres(b)) })
}
