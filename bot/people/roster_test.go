package people_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/people"
)

const calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:director on duty: No\r\n ur\r\nDTSTART;TZID=Europe/Paris:20261127T180000\r\nDTEND:20261130T070000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

func TestARosterIsReadFromACalendarOrATable(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	begins, ends := time.Date(2026, 11, 27, 18, 0, 0, 0, paris), time.Date(2026, 11, 30, 8, 0, 0, 0, paris)
	for name, s := range map[string]string{
		"calendar":  calendar,
		"table":     "role;nom;de;à\ndirection de garde;Nour;2026-11-27 18:00;2026-11-30 08:00\n",
		"commas":    "duty-director, Nour, 27/11/2026 18:00, 2026-11-30T07:00:00Z",
		"no header": "\ufeffduty-director\tNour\t2026-11-27 18:00\t2026-11-30 08:00",
	} {
		turns, bad := people.ParseRoster(s, paris)
		if len(bad) != 0 || len(turns) != 1 {
			t.Errorf("%s: %+v, %v", name, turns, bad)
			continue
		}
		if got := turns[0]; got.Role != people.DutyDirector || got.Name != "Nour" || !got.Begins.Equal(begins) || !got.Ends.Equal(ends) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for s, want := range map[string]error{
		"duty-director;Nour;demain;lundi\nduty-director;Nour;x;y": people.ErrRosterTime,
		"king;Nour;2026-11-27 18:00;2026-11-30 08:00":             people.ErrRosterRole,
		"duty-director;Nour":                          people.ErrRosterFields,
		"BEGIN:VEVENT\nRRULE:FREQ=WEEKLY\nEND:VEVENT": people.ErrRosterRepeats,
	} {
		if _, bad := people.ParseRoster(s, paris); len(bad) == 0 || !errors.Is(bad[0], want) {
			t.Errorf("%q: %v", s, bad)
		}
	}
}

// Every line that cannot be read is named, and the others are read.
func TestBadLinesOfARosterAreNamed(t *testing.T) {
	turn := ";2026-11-27 18:00;2026-11-30 08:00\n"
	turns, bad := people.ParseRoster("rôle;nom;de;à\nroi;Nour"+turn+"garde\nduty-director;Nour"+turn+"dpo;Sana;demain;lundi\ndpo;Sana"+turn, time.UTC)
	if len(turns) != 2 || turns[0].Line != 4 || turns[1].Line != 6 {
		t.Errorf("read %+v", turns)
	}
	if len(bad) != 3 || bad[0].Line != 2 || bad[1].Line != 3 || bad[2].Line != 5 {
		t.Errorf("bad %v", bad)
	}
	weekly := "BEGIN:VEVENT\nSUMMARY:Nour\nRRULE:FREQ=WEEKLY\nDTSTART:20261127T180000Z\nDTEND:20261128T080000Z\nEND:VEVENT\n"
	turns, bad = people.ParseRoster("BEGIN:VCALENDAR\n"+weekly+strings.ReplaceAll(calendar, "BEGIN:VCALENDAR\r\n", ""), time.UTC)
	if len(turns) != 1 || turns[0].Name != "Nour" || len(bad) != 1 || bad[0].Line != 4 || !errors.Is(bad[0], people.ErrRosterRepeats) {
		t.Errorf("read %+v, bad %v", turns, bad)
	}
}

func TestARosterTakesThePlaceOfTheOldOneLineByLine(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Date(2026, 11, 27, 20, 0, 0, 0, time.UTC)
		d := &people.Directory{DB: db, Now: func() time.Time { return now }}
		do(t, db, func(tx database.Tx) error {
			_, err := d.Add(t.Context(), tx, "Nour", "slack", "U1", people.DutyDirector)
			return err
		})
		turn := people.Turn{Line: 1, Role: people.DutyDirector, Name: "nour", Begins: now.Add(-time.Hour), Ends: now.Add(time.Hour)}
		ghost := turn
		ghost.Line, ghost.Name = 2, "Personne"
		backwards := turn
		backwards.Line, backwards.Begins, backwards.Ends = 3, turn.Ends, turn.Begins
		for range 2 { // the same roster twice is one roster
			do(t, db, func(tx database.Tx) error {
				bad, err := d.Import(t.Context(), tx, []people.Turn{turn, ghost, backwards})
				if len(bad) != 2 || bad[0].Line != 2 || !errors.Is(bad[0], people.ErrRosterName) || bad[1].Line != 3 || !errors.Is(bad[1], people.ErrShift) {
					t.Errorf("bad %v", bad)
				}
				return err
			})
		}
		shifts, err := d.Shifts(t.Context(), now.Add(24*time.Hour))
		if err != nil || len(shifts) != 1 {
			t.Errorf("%d shifts, %v", len(shifts), err)
		}
	})
}

func FuzzParseRoster(f *testing.F) {
	for _, s := range []string{calendar, "role;nom;de;à\nadmin;A;2026-01-01;2026-01-02", "\"", "BEGIN:VEVENT\nDTSTART;TZID=../x:1", "BEGIN:VEVENT\n "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		turns, _ := people.ParseRoster(s, time.UTC)
		for _, turn := range turns {
			if turn.Begins.IsZero() || turn.Ends.IsZero() {
				t.Errorf("a turn without a time: %+v", turn)
			}
		}
	})
}
