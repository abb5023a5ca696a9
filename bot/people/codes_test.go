package people_test

import (
	"errors"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/people"
)

func TestTheFirstAdministratorClaimsOnceWithinFifteenMinutes(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Now()
		d := &people.Directory{DB: db, Now: func() time.Time { return now }}
		late, err := d.ClaimCode(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		sana := chat.Person{Platform: "slack", ID: "U1", Name: "Sana"}
		now = now.Add(16 * time.Minute)
		if _, err := d.Claim(t.Context(), sana, late); !errors.Is(err, people.ErrCode) {
			t.Errorf("a code of sixteen minutes: %v", err)
		}
		code, err := d.ClaimCode(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Claim(t.Context(), sana, "AAAA-AAAA"); !errors.Is(err, people.ErrCode) {
			t.Errorf("a wrong code: %v", err)
		}
		if p, err := d.Claim(t.Context(), sana, " "+code+" "); err != nil || !p.Is(people.Admin) {
			t.Fatalf("the right code: %+v, %v", p, err)
		}
		if _, err := d.Claim(t.Context(), chat.Person{Platform: "slack", ID: "U2"}, code); !errors.Is(err, people.ErrClaimed) {
			t.Errorf("a second claim: %v", err)
		}
		if _, err := d.ClaimCode(t.Context()); !errors.Is(err, people.ErrClaimed) {
			t.Errorf("a second code: %v", err)
		}
	})
}

func TestOnePersonOnTwoPlatformsIsOneMember(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d := &people.Directory{DB: db, Now: time.Now}
		var onSlack, onDiscord people.Person
		do(t, db, func(tx database.Tx) (err error) {
			if onSlack, err = d.Add(t.Context(), tx, "Sana", "slack", "U1", people.Reviewer); err != nil {
				return err
			}
			onDiscord, err = d.Add(t.Context(), tx, "Sana", "discord", "77", people.Officer)
			return err
		})
		code, err := d.LinkCode(t.Context(), onSlack.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Link(t.Context(), chat.Person{Platform: "discord", ID: "77"}, code); err != nil {
			t.Fatal(err)
		}
		if who := whoIs(t, d, "discord", "77"); who.Member != onSlack.ID {
			t.Errorf("on Discord she is %q, on Slack %q", who.Member, onSlack.ID)
		}
		do(t, db, func(tx database.Tx) error {
			if _, err := d.Active(t.Context(), tx, onDiscord.ID); !errors.Is(err, people.ErrNobody) {
				t.Errorf("the member that nobody is any more: %v", err)
			}
			return nil
		})
	})
}

func TestTheRosterDecidesWhoIsOnCall(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := time.Now()
		d := &people.Directory{DB: db, Now: func() time.Time { return now }}
		do(t, db, func(tx database.Tx) error {
			a, err := d.Add(t.Context(), tx, "A", "slack", "1", people.DutyDirector)
			if err != nil {
				return err
			}
			b, err := d.Add(t.Context(), tx, "B", "slack", "2", people.DutyDirector)
			if err != nil {
				return err
			}
			if on, err := d.OnCall(t.Context(), tx, people.DutyDirector); err != nil || len(on) != 2 {
				t.Errorf("without a roster %d are on call, %v", len(on), err)
			}
			if err := d.AddShift(t.Context(), tx, people.Shift{Role: people.DutyDirector, Member: a.ID, Begins: now.Add(-time.Hour), Ends: now.Add(time.Hour)}); err != nil {
				return err
			}
			if on, err := d.OnCall(t.Context(), tx, people.DutyDirector); err != nil || len(on) != 1 || on[0].ID != a.ID {
				t.Errorf("on call: %+v, %v", on, err)
			}
			if err := d.Leave(t.Context(), tx, a.ID); err != nil {
				return err
			}
			if on, err := d.OnCall(t.Context(), tx, people.DutyDirector); err != nil || len(on) != 1 || on[0].ID != b.ID {
				t.Errorf("after leaving, on call: %+v, %v", on, err)
			}
			if err := d.AddShift(t.Context(), tx, people.Shift{Role: people.DutyDirector, Member: b.ID, Begins: now, Ends: now}); !errors.Is(err, people.ErrShift) {
				t.Errorf("an empty shift: %v", err)
			}
			return nil
		})
	})
}
