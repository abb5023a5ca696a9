package draft

import (
	"context"
	"fmt"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/jobs"
)

// Sweeping is the job that erases, every hour, wordings that were offered and not taken within a day.
var Sweeping = jobs.Kind[struct{}]("draft.sweep")

// Work registers the job and its schedule. Call it before the jobs run.
func (d *Desk) Work(ctx context.Context, j *jobs.Jobs) error {
	jobs.Register(j, Sweeping, 0, func(ctx context.Context, _ jobs.Job[struct{}]) error {
		_, err := d.Sweep(ctx)
		return err
	})
	err := d.DB.Do(ctx, func(tx database.Tx) error {
		return Sweeping.Schedule(ctx, j, tx, "draft.sweep", jobs.Plan{Every: time.Hour}, struct{}{})
	})
	if err != nil {
		return fmt.Errorf("schedule the sweep of offered wordings: %w", err)
	}
	return nil
}
