package approval

import (
	"context"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/jobs"
	"portevoix/bot/register"
)

// Look is the job that looks, every minute, at what time has done to the open cases.
var Look = jobs.Kind[struct{}]("approval.look")

// Work registers the job and its schedule. Call it before the jobs run.
func (o *Office) Work(ctx context.Context, j *jobs.Jobs) error {
	jobs.Register(j, Look, 0, func(ctx context.Context, _ jobs.Job[struct{}]) error { return o.TimePassed(ctx) })
	return wrap("schedule the look at open cases", o.DB.Do(ctx, func(tx database.Tx) error {
		return Look.Schedule(ctx, j, tx, "approval.look", jobs.Plan{Every: time.Minute}, struct{}{})
	}))
}

// TimePassed closes what nobody decided in time and reminds those who can still decide. The job does it every minute.
func (o *Office) TimePassed(ctx context.Context) error {
	if err := o.Expire(ctx); err != nil {
		return err
	}
	return o.remind(ctx)
}

// When those who can decide are told again: an urgent notice after five minutes (the next person) and after ten (everybody who
// can, a last time); a routine post after a day and after three.
var (
	urgentReminders  = []time.Duration{5 * time.Minute, 10 * time.Minute}
	routineReminders = []time.Duration{24 * time.Hour, 72 * time.Hour}
)

// remind tells the followers of every case whose next reminder is due. Case.Reminded says which it is.
func (o *Office) remind(ctx context.Context) error {
	waiting, err := o.AllWaiting(ctx)
	if err != nil {
		return err
	}
	for _, c := range waiting {
		due := routineReminders
		if c.Subject.Urgent {
			due = urgentReminders
		}
		if c.Reminded >= len(due) || o.Now().Before(c.Opened.Add(due[c.Reminded])) {
			continue
		}
		err := o.DB.Do(ctx, func(tx database.Tx) error {
			n, err := tx.Exec(ctx, "UPDATE approval_case SET reminded = reminded + 1 WHERE id = ? AND state = ? AND reminded = ?", c.ID, Waiting, c.Reminded)
			if err != nil || n == 0 {
				return err // decided or reminded meanwhile
			}
			c.Reminded++
			return o.changed(ctx, tx, c, register.Entry{Action: "remind"})
		})
		if err != nil {
			return wrap("remind", err)
		}
	}
	return nil
}
