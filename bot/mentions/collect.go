package mentions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/jobs"
	"portevoix/bot/outcome"
	"portevoix/bot/social"
)

// The jobs: reading the sources every five minutes, and looking every minute whether something that cannot wait must be announced
// again.
var (
	Read  = jobs.Kind[struct{}]("mentions.read")
	Alarm = jobs.Kind[struct{}]("mentions.alarm")
)

// Every is how often the sources are read.
const Every = 5 * time.Minute

// Work registers the jobs and their schedules. Call it before the jobs run.
func (w *Watch) Work(ctx context.Context, j *jobs.Jobs) error {
	jobs.Register(j, Read, 4*time.Minute, func(ctx context.Context, _ jobs.Job[struct{}]) error {
		_, err := w.Collect(ctx)
		return err
	})
	jobs.Register(j, Alarm, 0, func(ctx context.Context, _ jobs.Job[struct{}]) error { return w.AnnounceAgain(ctx) })
	return w.DB.Do(ctx, func(tx database.Tx) error {
		if err := Alarm.Schedule(ctx, j, tx, "mentions.alarm", jobs.Plan{Every: time.Minute}, struct{}{}); err != nil {
			return err
		}
		if !w.On() {
			return j.Unschedule(ctx, tx, "mentions.read")
		}
		// The first look is at the start: nobody waits five minutes to learn that an address is wrong.
		if err := Read.Enqueue(ctx, j, tx, struct{}{}, jobs.Options{Unique: "mentions.start"}); err != nil {
			return err
		}
		return Read.Schedule(ctx, j, tx, "mentions.read", jobs.Plan{Every: Every}, struct{}{})
	})
}

// Collect reads every source once. A source that fails is noted and keeps its cursor; the others go on.
func (w *Watch) Collect(ctx context.Context) (added int, err error) {
	for _, source := range w.Sources {
		n, failed := w.collectOne(ctx, source)
		added += n
		if ctx.Err() != nil {
			return added, ctx.Err()
		}
		if failed != nil {
			w.Log.Warn("a source cannot be read", "source", source.Name(), "err", failed)
		}
		if err := w.note(ctx, source.Name(), failed); err != nil {
			return added, err
		}
	}
	return added, nil
}

func (w *Watch) collectOne(ctx context.Context, source social.MentionSource) (int, error) {
	cursor, err := w.cursor(ctx, source.Name())
	if err != nil {
		return 0, err
	}
	found, next, err := source.Mentions(ctx, cursor)
	if err != nil {
		return 0, err
	}
	// First what was found, then the cursor: after a crash in between the same is found again and kept once.
	added, err := w.Add(ctx, found)
	if err != nil {
		return added, err
	}
	return added, w.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO mention_source (name, cursor, read_at, problem) VALUES (?, ?, ?, '')
			ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor`, source.Name(), w.DB.Seal("mention_source/"+source.Name(), []byte(next)), w.Now().UTC())
		return err
	})
}

func (w *Watch) cursor(ctx context.Context, name string) (string, error) {
	var sealed []byte
	err := w.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT cursor FROM mention_source WHERE name = ?", name).Scan(ctx, &sealed)
	})
	if database.IsNotFound(err) || len(sealed) == 0 && err == nil {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read a cursor: %w", err)
	}
	b, err := w.DB.Unseal("mention_source/"+name, sealed)
	return string(b), err
}

// note keeps how the last reading went.
func (w *Watch) note(ctx context.Context, name string, failed error) error {
	now, problem := w.Now().UTC(), ""
	var good *time.Time
	if failed == nil {
		good = &now
	} else {
		problem = problemOf(failed)
	}
	return w.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO mention_source (name, cursor, read_at, good_at, problem) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET read_at = excluded.read_at, problem = excluded.problem, good_at = COALESCE(excluded.good_at, mention_source.good_at)`,
			name, []byte{}, now, good, problem)
		return err
	})
}

func problemOf(err error) string {
	var f *outcome.Failure
	if errors.As(err, &f) {
		return string(f.Reason)
	}
	return "unreadable"
}

// A SourceState is how the last reading of a source went.
type SourceState struct {
	Name    string
	ReadAt  time.Time
	GoodAt  time.Time // zero: never
	Problem string    // empty when it worked
}

// States lists the sources that are read, as they were last. A source that has never been read has a zero ReadAt.
func (w *Watch) States(ctx context.Context) ([]SourceState, error) {
	var rows []struct {
		Name    string
		ReadAt  time.Time
		GoodAt  *time.Time
		Problem string
	}
	err := w.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT name, read_at, good_at, problem FROM mention_source").Scan(ctx, &rows)
	})
	if err != nil {
		return nil, fmt.Errorf("read the state of the sources: %w", err)
	}
	known := map[string]SourceState{}
	for _, r := range rows {
		s := SourceState{Name: r.Name, ReadAt: r.ReadAt, Problem: r.Problem}
		if r.GoodAt != nil {
			s.GoodAt = *r.GoodAt
		}
		known[r.Name] = s
	}
	states := make([]SourceState, len(w.Sources))
	for i, source := range w.Sources {
		if s, ok := known[source.Name()]; ok {
			states[i] = s
			continue
		}
		states[i] = SourceState{Name: source.Name()}
	}
	return states, nil
}

// How often something that cannot wait is announced until somebody has it: every five minutes in the first hour, then every half
// hour.
const (
	soon      = 5 * time.Minute
	later     = 30 * time.Minute
	soonTimes = 12
)

// AnnounceAgain announces what nobody has taken yet.
func (w *Watch) AnnounceAgain(ctx context.Context) error {
	if w.Announce == nil {
		return nil
	}
	due, err := w.query(ctx, "alarm_at <= ? AND taken_by = ''", w.Now().UTC())
	if err != nil {
		return err
	}
	for _, m := range due {
		err := w.DB.Do(ctx, func(tx database.Tx) error {
			if err := w.Announce(ctx, tx, m); err != nil {
				return err
			}
			return w.announced(ctx, tx, m.Serial, m.Alarms+1)
		})
		if err != nil {
			return fmt.Errorf("announce again: %w", err)
		}
	}
	return nil
}

func (w *Watch) announced(ctx context.Context, tx database.Tx, serial int64, times int) error {
	wait := soon
	if times > soonTimes {
		wait = later
	}
	_, err := tx.Exec(ctx, "UPDATE mention SET alarms = ?, alarm_at = ? WHERE serial = ? AND taken_by = ''", times, w.Now().UTC().Add(wait), serial)
	return err
}
