package jobs

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // Windows and small containers bring no time zones

	"github.com/uptrace/bun"

	"portevoix/bot/database"
)

// A Plan says when a schedule runs: at a wall time in a zone, or every so often.
type Plan struct {
	At       string         // "07:30"; empty for an interval
	Zone     string         // "Europe/Paris", "Africa/Casablanca": an IANA name
	Weekdays []time.Weekday // empty for every day
	Every    time.Duration  // an interval of whole seconds, instead of At
}

// Schedule makes jobs of this kind come regularly under a name, and replaces what was planned under that name before. Said
// again unchanged, as at every start, it keeps the next run, so a run that was missed while nothing was up is caught up:
// once, however many were missed. A day on which the clock changes has one run like every other: a wall time that the clock
// skips runs as much later as the clock jumps, one that comes twice runs the first time.
func (k Kind[Args]) Schedule(ctx context.Context, j *Jobs, tx database.Tx, name string, p Plan, args Args) error {
	encoded, err := encode(args)
	if err != nil {
		return fmt.Errorf("schedule %s: %w", name, err)
	}
	s := &schedule{Name: name, Kind: string(k), Args: string(encoded), WallTime: p.At, Zone: p.Zone, EverySeconds: int64(p.Every / time.Second)}
	for _, d := range p.Weekdays {
		s.Weekdays = append(s.Weekdays, int(d))
	}
	slices.Sort(s.Weekdays)
	if s.NextAt, err = s.next(time.Now()); err != nil {
		return fmt.Errorf("schedule %s: %w", name, err)
	}
	if err := s.save(ctx, tx); err != nil {
		return fmt.Errorf("schedule %s: %w", name, err)
	}
	return tx.Wake(ctx, schedulesChanged)
}

// Unschedule ends a schedule; a name that is not there is no error.
func (j *Jobs) Unschedule(ctx context.Context, tx database.Tx, name string) error {
	if _, err := tx.Exec(ctx, "DELETE FROM schedule WHERE name = ?", name); err != nil {
		return fmt.Errorf("end the schedule %s: %w", name, err)
	}
	return nil
}

// NextRun tells when a schedule runs next; it reports false when there is none of that name.
func (j *Jobs) NextRun(ctx context.Context, tx database.Tx, name string) (time.Time, bool, error) {
	var next time.Time
	err := tx.NewRaw("SELECT next_at FROM schedule WHERE name = ?", name).Scan(ctx, &next)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, fmt.Errorf("look up the schedule %s: %w", name, err)
	}
	return next.UTC(), true, nil
}

const schedulesChanged = "jobs.schedules"

// A schedule is a row.
type schedule struct {
	bun.BaseModel `bun:"table:schedule"`

	Name         string `bun:",pk"`
	Kind         string
	Args         string
	WallTime     string
	Zone         string
	Weekdays     weekdays
	EverySeconds int64
	NextAt       time.Time
	LastAt       *time.Time
}

// save keeps the next run of a schedule whose times are unchanged.
func (s *schedule) save(ctx context.Context, tx database.Tx) error {
	_, err := tx.NewInsert().Model(s).
		On("CONFLICT (name) DO UPDATE").
		Set(`next_at = CASE WHEN schedule.wall_time = excluded.wall_time AND schedule.zone = excluded.zone
			AND schedule.weekdays = excluded.weekdays AND schedule.every_seconds = excluded.every_seconds
			THEN schedule.next_at ELSE excluded.next_at END`).
		Set("kind = excluded.kind, args = excluded.args, wall_time = excluded.wall_time, zone = excluded.zone").
		Set("weekdays = excluded.weekdays, every_seconds = excluded.every_seconds").
		Exec(ctx)
	return err
}

// next is the first run after a moment.
func (s *schedule) next(after time.Time) (time.Time, error) {
	if s.WallTime == "" {
		every := time.Duration(s.EverySeconds) * time.Second
		if every <= 0 {
			return time.Time{}, errors.New("neither a wall time nor an interval of at least a second")
		}
		if missed := after.Sub(s.NextAt); !s.NextAt.IsZero() && missed >= 0 {
			return s.NextAt.Add((missed/every + 1) * every).UTC(), nil
		}
		return after.Add(every).UTC().Truncate(time.Microsecond), nil
	}
	zone, err := time.LoadLocation(s.Zone)
	if err != nil || s.Zone == "" || s.Zone == "Local" {
		return time.Time{}, fmt.Errorf("%q is not a time zone; an example is Europe/Paris", s.Zone)
	}
	clock, err := time.Parse("15:04", s.WallTime)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a time of day; an example is 07:30", s.WallTime)
	}
	// The day before covers a run that the clock pushed past midnight; nine days cover one weekday a week.
	year, month, day := after.In(zone).Date()
	for d := day - 1; d <= day+8; d++ {
		run := wallTime(year, month, d, clock.Hour(), clock.Minute(), zone)
		if date := time.Date(year, month, d, 12, 0, 0, 0, time.UTC); s.Weekdays.has(date.Weekday()) && run.After(after) {
			return run.UTC(), nil
		}
	}
	return time.Time{}, errors.New("no such weekday")
}

// wallTime is the moment when the clocks of a zone show a time on a date. When they show it twice it is the first one; when
// they skip it, it is as much later as they jump: 02:30 becomes 03:30.
func wallTime(year int, month time.Month, day, hour, minute int, zone *time.Location) time.Time {
	asUTC := time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
	_, before := asUTC.Add(-26 * time.Hour).In(zone).Zone() // offsets reach from -12 to +14 hours
	_, after := asUTC.Add(26 * time.Hour).In(zone).Zone()
	first := asUTC.Add(-time.Duration(before) * time.Second)
	if _, offset := first.In(zone).Zone(); offset == before {
		return first // also the first of two, since the offset before the change comes first
	}
	second := asUTC.Add(-time.Duration(after) * time.Second)
	if _, offset := second.In(zone).Zone(); offset == after {
		return second
	}
	return first
}

// keepSchedules enqueues what is due, until ctx ends.
func (j *Jobs) keepSchedules(ctx context.Context) error {
	changed := j.db.Waken(ctx, schedulesChanged)
	for {
		wait := j.look
		next, err := j.sweep(ctx, time.Now())
		if err != nil && ctx.Err() == nil {
			j.log.Error("the schedules could not be kept; trying again", "error", err)
			wait = min(wait, time.Second)
		}
		if err == nil && !next.IsZero() {
			wait = min(wait, time.Until(next))
		}
		timer := time.NewTimer(max(wait, 0))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-changed:
			timer.Stop()
		case <-timer.C:
		}
	}
}

// sweep enqueues every run that is due and tells when the next one is, zero for never.
func (j *Jobs) sweep(ctx context.Context, now time.Time) (next time.Time, err error) {
	due, next, err := j.due(ctx, now)
	if err != nil {
		return time.Time{}, err
	}
	for _, s := range due {
		following, err := s.next(now)
		if err != nil {
			return time.Time{}, fmt.Errorf("schedule %s: %w", s.Name, err)
		}
		if err := j.db.Do(ctx, func(tx database.Tx) error { return j.runOnce(ctx, tx, s, following) }); err != nil {
			return time.Time{}, fmt.Errorf("schedule %s: %w", s.Name, err)
		}
		if next.IsZero() || following.Before(next) {
			next = following
		}
	}
	return next, nil
}

// due reads the schedules whose run is due, and when the first of the others is.
func (j *Jobs) due(ctx context.Context, now time.Time) (due []schedule, next time.Time, err error) {
	err = j.db.Read(ctx, func(tx database.Tx) error {
		if err := tx.NewSelect().Model(&due).Where("next_at <= ?", now.UTC()).Order("next_at").Scan(ctx); err != nil {
			return err
		}
		err := tx.NewRaw("SELECT next_at FROM schedule WHERE next_at > ? ORDER BY next_at LIMIT 1", now.UTC()).Scan(ctx, &next)
		if database.IsNotFound(err) {
			return nil
		}
		return err
	})
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("read the schedules: %w", err)
	}
	return due, next, nil
}

// runOnce moves a schedule on and enqueues its run, unless another replica did.
func (j *Jobs) runOnce(ctx context.Context, tx database.Tx, s schedule, following time.Time) error {
	moved, err := tx.Exec(ctx, "UPDATE schedule SET last_at = next_at, next_at = ? WHERE name = ? AND next_at = ?", following, s.Name, s.NextAt.UTC())
	if err != nil || moved == 0 {
		return err
	}
	return j.enqueue(ctx, tx, s.Kind, json.RawMessage(s.Args), s.NextAt, Options{Unique: "schedule/" + s.Name})
}

// weekdays are stored as "1,2,3,4,5".
type weekdays []int

func (w weekdays) has(d time.Weekday) bool { return len(w) == 0 || slices.Contains(w, int(d)) }

// Value writes the weekdays for the database.
func (w weekdays) Value() (driver.Value, error) {
	words := make([]string, len(w))
	for i, d := range w {
		words[i] = strconv.Itoa(d)
	}
	return strings.Join(words, ","), nil
}

// Scan reads the weekdays from the database.
func (w *weekdays) Scan(value any) error {
	*w = nil
	var stored string
	switch v := value.(type) {
	case string:
		stored = v
	case []byte:
		stored = string(v)
	default:
		return fmt.Errorf("weekdays: %T", value)
	}
	if stored == "" {
		return nil
	}
	for word := range strings.SplitSeq(stored, ",") {
		d, err := strconv.Atoi(word)
		if err != nil {
			return errors.New("weekdays: not a number")
		}
		*w = append(*w, d)
	}
	return nil
}
