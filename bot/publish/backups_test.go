package publish_test

import (
	"testing"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/publish"
)

func TestBackupsAreListedUntilTheyExpire(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r, later := openAt(t, db)
		now := r.pub.Now()
		for _, days := range []int{30, 1} {
			if err := publish.NoteBackup(t.Context(), db, now, now.AddDate(0, 0, days)); err != nil {
				t.Fatal(err)
			}
		}
		if all, err := r.pub.Backups(t.Context()); err != nil || len(all) != 2 {
			t.Fatalf("%v, %v", all, err)
		}
		later(25 * time.Hour)
		all, err := r.pub.Backups(t.Context())
		if err != nil || len(all) != 1 || all[0].ExpiresAt.Sub(all[0].MadeAt) < 29*24*time.Hour {
			t.Fatalf("%v, %v", all, err)
		}
		if err := r.pub.ForgetBackups(t.Context()); err != nil {
			t.Fatal(err)
		}
		kept := 0
		if err := db.Read(t.Context(), func(tx database.Tx) error {
			return tx.NewRaw("SELECT COUNT(*) FROM backup_copy").Scan(t.Context(), &kept)
		}); err != nil || kept != 1 {
			t.Errorf("%d kept, %v", kept, err)
		}
	})
}
