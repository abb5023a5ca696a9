package approval_test

import (
	"errors"
	"testing"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/people"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

// While a shift runs, whoever is on it is the director on duty, and nobody else is; before and after, the role decides.
func TestTheRosterSaysWhoIsDirectorOnDuty(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		clock := time.Date(2026, 11, 24, 22, 0, 0, 0, time.UTC)
		now := func() time.Time { return clock }
		team := &people.Directory{DB: db, Now: now}
		office := &approval.Office{DB: db, People: team, Register: register.New(db), Now: now}
		member := map[string]string{}
		err := db.Do(t.Context(), func(tx database.Tx) error {
			for name, role := range map[string]string{"author": "officer", "standing": "duty-director", "rostered": "officer"} {
				r, _ := people.ParseRole(role)
				p, err := team.Add(t.Context(), tx, name, "test", name, r)
				if err != nil {
					return err
				}
				member[name] = p.ID
			}
			return team.AddShift(t.Context(), tx, people.Shift{Role: people.DutyDirector, Member: member["rostered"], Begins: clock.Add(time.Hour), Ends: clock.Add(9 * time.Hour)})
		})
		if err != nil {
			t.Fatal(err)
		}
		confirm := func(name string) error {
			t.Helper()
			c, err := office.Submit(t.Context(), approval.Subject{Kind: "notice", ID: "n_2026-001", Version: 1, Author: member["author"], Title: text.Same("Avis"), Urgent: true, Parts: []approval.Part{{Target: "mastodon", Lang: text.FR, Text: "…"}}})
			if err != nil {
				t.Fatal(err)
			}
			_, err = office.Decide(t.Context(), c.ID, member[name], approval.Decision{To: approval.Approved})
			return err
		}
		for _, c := range []struct {
			after time.Duration
			name  string
			want  error
		}{
			{0, "standing", nil}, {0, "rostered", approval.ErrNotDecider},
			{2 * time.Hour, "rostered", nil}, {2 * time.Hour, "standing", approval.ErrNotDecider}, {2 * time.Hour, "author", approval.ErrOwn},
			{9 * time.Hour, "rostered", approval.ErrNotDecider}, {9 * time.Hour, "standing", nil},
		} {
			clock = time.Date(2026, 11, 24, 22, 0, 0, 0, time.UTC).Add(c.after)
			if err := confirm(c.name); !errors.Is(err, c.want) {
				t.Errorf("%s after %s: %v, want %v", c.name, c.after, err, c.want)
			}
		}
	})
}

// A yes given on duty counts although the shift is over when the second yes comes.
func TestAYesGivenOnDutyStays(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		clock := time.Date(2026, 11, 24, 7, 50, 0, 0, time.UTC)
		now := func() time.Time { return clock }
		team := &people.Directory{DB: db, Now: now}
		office := &approval.Office{DB: db, People: team, Register: register.New(db), Now: now}
		var author, night, day, doctor people.Person
		err := db.Do(t.Context(), func(tx database.Tx) (err error) {
			author, err = team.Add(t.Context(), tx, "author", "test", "a", people.Officer)
			if err == nil {
				night, err = team.Add(t.Context(), tx, "night", "test", "n", people.Officer)
			}
			if err == nil {
				day, err = team.Add(t.Context(), tx, "day", "test", "d", people.Officer)
			}
			if err == nil {
				doctor, err = team.Add(t.Context(), tx, "doctor", "test", "m", people.Medical)
			}
			if err == nil {
				err = team.AddShift(t.Context(), tx, people.Shift{Role: people.DutyDirector, Member: night.ID, Begins: clock.Add(-9 * time.Hour), Ends: clock.Add(10 * time.Minute)})
			}
			if err == nil {
				err = team.AddShift(t.Context(), tx, people.Shift{Role: people.DutyDirector, Member: day.ID, Begins: clock.Add(10 * time.Minute), Ends: clock.Add(9 * time.Hour)})
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		c, err := office.Submit(t.Context(), approval.Subject{Kind: "notice", ID: "n_2026-001", Version: 1, Author: author.ID, Title: text.Same("Avis"), Urgent: true, HealthAdvice: true, Parts: []approval.Part{{Target: "mastodon", Lang: text.FR, Text: "…"}}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := office.Decide(t.Context(), c.ID, night.ID, approval.Decision{To: approval.Approved}); err != nil {
			t.Fatal(err)
		}
		clock = clock.Add(15 * time.Minute)
		if c, err = office.Decide(t.Context(), c.ID, doctor.ID, approval.Decision{To: approval.Approved}); err != nil || c.State != approval.Approved {
			t.Errorf("%s, %v", c.State, err)
		}
	})
}
