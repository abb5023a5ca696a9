package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
)

type nothing struct{}

const tick = Kind[nothing]("test.tick")

func plan(t *testing.T, j *Jobs, name string, p Plan) {
	t.Helper()
	err := j.db.Do(t.Context(), func(tx database.Tx) error { return tick.Schedule(t.Context(), j, tx, name, p, nothing{}) })
	if err != nil {
		t.Fatal(err)
	}
}

// takeByName returns when the enqueued runs of each schedule were due and removes them, as if they had been worked.
func takeByName(t *testing.T, db *database.DB) map[string][]time.Time {
	t.Helper()
	due := map[string][]time.Time{}
	err := db.Do(t.Context(), func(tx database.Tx) error {
		columns := "json(args)" // SQLite keeps them in its own binary form
		if db.Postgres() {
			columns = "args::text"
		}
		var found []string
		if err := tx.NewRaw("SELECT "+columns+" FROM river_job ORDER BY id").Scan(t.Context(), &found); err != nil {
			return err
		}
		for _, args := range found {
			var e envelope
			if err := json.Unmarshal([]byte(args), &e); err != nil {
				return err
			}
			name := strings.TrimPrefix(e.Unique, "schedule/")
			due[name] = append(due[name], e.Due)
		}
		if len(found) == 0 {
			return nil
		}
		_, err := tx.Exec(t.Context(), "DELETE FROM river_job")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return due
}

func take(t *testing.T, db *database.DB) (due []time.Time) {
	t.Helper()
	for _, d := range takeByName(t, db) {
		due = append(due, d...)
	}
	return due
}

func TestWallTimeOnDaysWhenTheClockChanges(t *testing.T) {
	for _, c := range []struct{ zone, date, at, want string }{
		{"Europe/Paris", "2026-03-28", "02:30", "2026-03-28T02:30:00+01:00"},
		{"Europe/Paris", "2026-03-29", "02:30", "2026-03-29T03:30:00+02:00"}, // 02:30 is skipped
		{"Europe/Paris", "2026-03-29", "07:30", "2026-03-29T07:30:00+02:00"},
		{"Europe/Paris", "2026-10-25", "02:30", "2026-10-25T02:30:00+02:00"}, // comes twice: the first
		{"Europe/Paris", "2026-10-25", "03:00", "2026-10-25T03:00:00+01:00"},
		{"Europe/London", "2026-03-29", "01:30", "2026-03-29T02:30:00+01:00"},
		{"America/New_York", "2026-11-01", "01:15", "2026-11-01T01:15:00-04:00"},
		{"Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T02:30:00+01:00"}, // the hour of Ramadan begins: twice
		{"Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22T03:30:00+01:00"}, // and ends: skipped
		{"Africa/Casablanca", "2026-03-01", "07:30", "2026-03-01T07:30:00Z"},
		{"Africa/Tunis", "2026-03-29", "02:30", "2026-03-29T02:30:00+01:00"},
		{"Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:45:00+11:00"}, // half an hour
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		date, _ := time.Parse(time.DateOnly, c.date)
		clock, _ := time.Parse("15:04", c.at)
		got := wallTime(date.Year(), date.Month(), date.Day(), clock.Hour(), clock.Minute(), zone).In(zone).Format(time.RFC3339)
		if got != c.want {
			t.Errorf("%s %s %s: got %s, want %s", c.zone, c.date, c.at, got, c.want)
		}
	}
}

// Whatever the zone, the time and the year: one run on each date, in order.
func TestEveryDateHasOneRun(t *testing.T) {
	zones := []string{"Europe/Paris", "Europe/London", "Africa/Casablanca", "Africa/Tunis", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Kiritimati", "Indian/Reunion"}
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		s := schedule{Zone: zone.String(), WallTime: fmt.Sprintf("%02d:%02d", rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"))}
		at := time.Date(rapid.IntRange(2024, 2036).Draw(t, "year"), 1, 1, 12, 0, 0, 0, time.UTC)
		last := ""
		for range 366 {
			if at, err = s.next(at); err != nil {
				t.Fatal(err)
			}
			date := at.In(zone).Format(time.DateOnly)
			if last != "" {
				before, _ := time.Parse(time.DateOnly, last)
				if want := before.AddDate(0, 0, 1).Format(time.DateOnly); date != want {
					t.Fatalf("%s %s: after %s comes %s", s.Zone, s.WallTime, last, date)
				}
			}
			last = date
		}
	})
}

// A hundred days, two zones, two changes of the clock each: one run a day, at the wall time.
func TestHundredDays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := databasetest.SQLite(t)
		j, err := New(db, nil)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Until(time.Date(2026, 1, 10, 12, 0, 0, 0, time.UTC))) // the bubble begins in 2000
		began := time.Now()
		plans := map[string]Plan{
			"paris":      {At: "02:30", Zone: "Europe/Paris"},
			"casablanca": {At: "02:30", Zone: "Africa/Casablanca"},
			"weekdays":   {At: "07:30", Zone: "Europe/Paris", Weekdays: []time.Weekday{1, 2, 3, 4, 5}},
			"interval":   {Every: 6 * time.Hour},
		}
		for name, p := range plans {
			plan(t, j, name, p)
		}
		j.look = 24 * time.Hour
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := j.keepSchedules(ctx); err != nil {
				t.Error(err)
			}
		})
		runs := map[string][]time.Time{}
		for range 100 * 8 {
			time.Sleep(3 * time.Hour)
			synctest.Wait()
			for name, due := range takeByName(t, db) {
				runs[name] = append(runs[name], due...)
			}
		}
		cancel()
		wg.Wait()
		for name, want := range map[string]int{"paris": 100, "casablanca": 100, "weekdays": weekdaysBetween(began, 100), "interval": 400} {
			if len(runs[name]) != want {
				t.Errorf("%s ran %d times in 100 days, want %d", name, len(runs[name]), want)
			}
			seen := map[string]bool{}
			for _, due := range runs[name] {
				if plans[name].At == "" {
					continue
				}
				zone, _ := time.LoadLocation(plans[name].Zone)
				if date := due.In(zone).Format(time.DateOnly); seen[date] {
					t.Errorf("%s ran twice on %s", name, date)
				} else {
					seen[date] = true
				}
			}
		}
	})
}

func weekdaysBetween(began time.Time, days int) (n int) {
	for d := 1; d <= days; d++ {
		if day := began.AddDate(0, 0, d).Weekday(); day != time.Saturday && day != time.Sunday {
			n++
		}
	}
	return n
}

// The computer was off from Friday to Monday: one run, due on Saturday, and the next one on Tuesday.
func TestMissedRunsAreCaughtUpOnce(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		j, err := New(db, nil)
		if err != nil {
			t.Fatal(err)
		}
		paris := Plan{At: "07:30", Zone: "Europe/Paris"}
		plan(t, j, "digest", paris)
		plan(t, j, "feeds", Plan{Every: 5 * time.Minute})
		off := time.Now().Add(72 * time.Hour)
		plan(t, j, "digest", paris) // said again at the start
		var caughtUp []time.Time
		for range 3 {
			if _, err := j.sweep(t.Context(), off); err != nil {
				t.Fatal(err)
			}
			caughtUp = append(caughtUp, take(t, db)...)
		}
		if len(caughtUp) != 2 {
			t.Fatalf("caught up %v", caughtUp)
		}
		for _, name := range []string{"digest", "feeds"} {
			next := nextRun(t, j, name)
			if !next.After(off) || next.After(off.Add(25*time.Hour)) {
				t.Errorf("%s runs next at %s", name, next)
			}
		}
	})
}

func nextRun(t *testing.T, j *Jobs, name string) (next time.Time) {
	t.Helper()
	err := j.db.Read(t.Context(), func(tx database.Tx) error {
		at, found, err := j.NextRun(t.Context(), tx, name)
		if !found {
			t.Errorf("no schedule %s", name)
		}
		next = at
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestScheduleSaidAgain(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		j, err := New(db, nil)
		if err != nil {
			t.Fatal(err)
		}
		p := Plan{At: "07:30", Zone: "Europe/Paris", Weekdays: []time.Weekday{time.Friday, time.Monday}}
		plan(t, j, "digest", p)
		err = db.Do(t.Context(), func(tx database.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE schedule SET next_at = ?", time.Date(2026, 1, 2, 6, 30, 0, 0, time.UTC))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		plan(t, j, "digest", p)
		if got := nextRun(t, j, "digest"); got.Year() != 2026 || got.Month() != 1 {
			t.Errorf("unchanged, but a missed run was forgotten: %s", got)
		}
		p.At = "08:00"
		plan(t, j, "digest", p)
		if got := nextRun(t, j, "digest"); !got.After(time.Now()) {
			t.Errorf("changed, but the next run is %s", got)
		}
		err = db.Do(t.Context(), func(tx database.Tx) error { return j.Unschedule(t.Context(), tx, "digest") })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := j.sweep(t.Context(), time.Now().Add(1000*time.Hour)); err != nil || len(take(t, db)) != 0 {
			t.Errorf("ended, but it ran (%v)", err)
		}
	})
}

// Replicas sweep at the same moment; one of them enqueues.
func TestReplicasEnqueueARunOnce(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		j, err := New(db, nil)
		if err != nil {
			t.Fatal(err)
		}
		for n := range 20 {
			plan(t, j, fmt.Sprintf("digest/%d", n), Plan{At: "07:30", Zone: "Europe/Paris"})
		}
		later := time.Now().Add(30 * time.Hour)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := j.sweep(t.Context(), later); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if got := take(t, db); len(got) != 20 {
			t.Errorf("%d runs, want 20", len(got))
		}
	})
}

func TestPlansThatCannotBe(t *testing.T) {
	db := databasetest.SQLite(t)
	j, err := New(db, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []Plan{{}, {At: "25:00", Zone: "Europe/Paris"}, {At: "07:30"}, {At: "07:30", Zone: "Local"}, {At: "07:30", Zone: "Europe/Nowhere"}, {Every: time.Millisecond}, {At: "07:30", Zone: "Europe/Paris", Weekdays: []time.Weekday{9}}} {
		err := db.Do(t.Context(), func(tx database.Tx) error { return tick.Schedule(t.Context(), j, tx, "x", p, nothing{}) })
		if err == nil {
			t.Errorf("%+v was accepted", p)
		}
	}
}
