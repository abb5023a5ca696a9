package digest

import (
	"context"
	"fmt"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/jobs"
	"portevoix/bot/text"
)

// Daily is the job that posts the digest at the team's hour.
var Daily = jobs.Kind[struct{}]("digest.daily")

// A Post brings a digest to the digest room under a key: the same key never stands there twice.
type Post func(ctx context.Context, key string, m chat.Message) error

// Work registers the job and its schedule: every day at a wall time ("08:30") in the team's zone, or never when it is empty. A run
// that was missed while nothing was up is caught up once, and covers the day that it is about.
func (e *Editor) Work(ctx context.Context, j *jobs.Jobs, db *database.DB, at string, l text.Lang, post Post) error {
	jobs.Register(j, Daily, 2*time.Minute, func(ctx context.Context, job jobs.Job[struct{}]) error {
		d, err := e.Make(ctx, job.Due.Add(-24*time.Hour), job.Due)
		if err != nil {
			return err
		}
		return post(ctx, "digest/"+job.Due.In(e.Zone).Format(time.DateOnly), e.Message(d, l))
	})
	return db.Do(ctx, func(tx database.Tx) error {
		if at == "" {
			return j.Unschedule(ctx, tx, "digest.daily")
		}
		if err := Daily.Schedule(ctx, j, tx, "digest.daily", jobs.Plan{At: at, Zone: e.Zone.String()}, struct{}{}); err != nil {
			return fmt.Errorf("schedule the digest: %w", err)
		}
		return nil
	})
}
