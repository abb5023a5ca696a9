package publish_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/publish"
	"portevoix/bot/text"
)

// From the yes to the moment at which the first network has the post, in the median.
func BenchmarkFirstDelivery(b *testing.B) {
	onBoth(b, func(b *testing.B, db *database.DB) {
		r := open(b, db, "instant")
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			c, err := r.office.Submit(b.Context(), subject(fmt.Sprintf("b_%d", i), false, "instant"))
			if err != nil {
				b.Fatal(err)
			}
			before := r.nets["instant"].Calls()
			began := time.Now()
			if _, err := r.office.Decide(b.Context(), c.ID, "trial-reviewer", approval.Decision{To: approval.Approved}); err != nil {
				b.Fatal(err)
			}
			for r.nets["instant"].Calls() == before {
				time.Sleep(100 * time.Microsecond)
			}
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/median")
	})
}

// A broadcast to 5,000 targets that answer at once.
func BenchmarkBroadcast5000(b *testing.B) {
	const targets = 5000
	onBoth(b, func(b *testing.B, db *database.DB) {
		var names []string
		for i := range targets {
			names = append(names, fmt.Sprintf("t%04d", i))
		}
		r := open(b, db, names...)
		for i := 0; b.Loop(); i++ {
			s := subject(fmt.Sprintf("b_%d", i), true)
			for _, name := range names {
				s.Parts = append(s.Parts, approval.Part{Target: name, Lang: text.FR, Text: "Portes ouvertes samedi 12 juin, entrée A."})
			}
			r.approved(s)
			for n := targets; n > 0; time.Sleep(20 * time.Millisecond) { // by the index of what is due and what is out, not by counting thousands
				if err := db.Read(b.Context(), func(tx database.Tx) error {
					return tx.NewRaw("SELECT (SELECT COUNT(*) FROM delivery WHERE state IN ('waiting', 'delayed', 'unsure') AND looks < 2) + (SELECT COUNT(*) FROM delivery WHERE state = 'sending')").Scan(b.Context(), &n)
				}); err != nil {
					b.Fatal(err)
				}
			}
			all, err := r.pub.Deliveries(b.Context(), s.Kind, s.ID)
			if err != nil || len(all) != targets || !every(publish.Sent)(all) {
				b.Fatalf("%d deliveries, not all sent: %v", len(all), err)
			}
		}
	})
}

func onBoth(b *testing.B, f func(*testing.B, *database.DB)) {
	b.Run("SQLite", func(b *testing.B) { f(b, databasetest.SQLite(b)) })
	b.Run("PostgreSQL", func(b *testing.B) { f(b, databasetest.Postgres(b)) })
}
