package publish

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/database"
)

// A Backup is a copy of the database. What was taken down after it was made may stand in it until it expires: nobody can reach into a
// copy, so whoever takes down is told.
type Backup struct {
	bun.BaseModel `bun:"table:backup_copy"`

	ID        string
	MadeAt    time.Time
	ExpiresAt time.Time
}

// NoteBackup records that a copy was made and until when it is kept. Where it lies is not recorded.
func NoteBackup(ctx context.Context, db *database.DB, made, expires time.Time) error {
	return wrap("note a backup", db.Do(ctx, func(tx database.Tx) error {
		_, err := tx.NewInsert().Model(&Backup{ID: newID(), MadeAt: made.UTC(), ExpiresAt: expires.UTC()}).Exec(ctx)
		return err
	}))
}

// Backups lists the copies that have not expired, oldest first. Any of them may hold what is taken down now.
func (p *Publisher) Backups(ctx context.Context) (all []Backup, err error) {
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewSelect().Model(&all).Where("expires_at > ?", p.Now().UTC()).Order("made_at").Scan(ctx)
	})
	return all, wrap("list the backups", err)
}

// ForgetBackups removes what is known of copies that have expired.
func (p *Publisher) ForgetBackups(ctx context.Context) error {
	return wrap("forget backups", p.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, "DELETE FROM backup_copy WHERE expires_at <= ?", p.Now().UTC())
		return err
	}))
}
