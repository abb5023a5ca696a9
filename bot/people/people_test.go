package people_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/people"
	"portevoix/bot/text"
)

func TestAStrangerMayNothingAndSomebodyWhoLeftLosesEveryPower(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		d := &people.Directory{DB: db, Now: time.Now}
		who := whoIs(t, d, "slack", "U1")
		if who.Member != "" || who.Is(people.Member) || len(who.Roles) != 1 {
			t.Fatalf("a stranger is %+v", who)
		}
		var nour people.Person
		do(t, db, func(tx database.Tx) (err error) {
			nour, err = d.Add(ctx, tx, "Nour", "slack", "U1", people.Reviewer)
			return err
		})
		who = whoIs(t, d, "slack", "U1")
		if !who.Is(people.Officer) || !who.Is(people.Member) || who.Is(people.DPO) {
			t.Fatalf("a reviewer is %v", who.Roles)
		}
		do(t, db, func(tx database.Tx) error {
			return errors.Join(d.SetPhone(ctx, tx, nour.ID, "06 39 98 00 11"), d.SetMail(ctx, tx, nour.ID, "nour@ch-valombre.example"))
		})
		do(t, db, func(tx database.Tx) error {
			if p, err := d.Active(ctx, tx, nour.ID); err != nil || p.Phone == "" || p.Mail == "" {
				t.Errorf("%+v, %v", p, err)
			}
			return d.Leave(ctx, tx, nour.ID)
		})
		if who := whoIs(t, d, "slack", "U1"); who.Member != "" || who.Is(people.Member) {
			t.Fatalf("somebody who left is %+v", who)
		}
		do(t, db, func(tx database.Tx) error {
			if _, err := d.Active(ctx, tx, nour.ID); !errors.Is(err, people.ErrNobody) {
				t.Errorf("active after leaving: %v", err)
			}
			var kept int
			if err := tx.NewRaw("SELECT COUNT(*) FROM member WHERE phone <> '' OR mail <> ''").Scan(ctx, &kept); err != nil || kept != 0 {
				t.Errorf("how to reach somebody who left is kept: %d, %v", kept, err)
			}
			return nil
		})
	})
}

func TestTrialMembersExistOnlyInATrial(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d := &people.Directory{DB: db, Now: time.Now, Trial: true}
		for range 2 { // a second start changes nothing
			if err := d.EnsureTrial(t.Context(), text.FR, "webchat"); err != nil {
				t.Fatal(err)
			}
		}
		if who := whoIs(t, d, "webchat", "director"); !who.Is(people.DutyDirector) || !who.Trial {
			t.Fatalf("the trial director is %+v", who)
		}
		d.Trial = false
		if who := whoIs(t, d, "webchat", "director"); who.Member != "" {
			t.Fatalf("outside a trial: %+v", who)
		}
	})
}

func TestTheZeroRoleIsNobodys(t *testing.T) {
	p := people.Person{Roles: people.Roles}
	if p.Is("") {
		t.Error("the zero role opens a door")
	}
	for _, r := range people.Roles {
		for _, said := range []string{string(r), people.Title(r).FR, people.Title(r).EN, people.Title(r).AR} {
			if got, ok := people.ParseRole(said); !ok || got != r {
				t.Errorf("%q is read as %q", said, got)
			}
		}
	}
}

func whoIs(t *testing.T, d *people.Directory, platform, id string) chat.Person {
	t.Helper()
	p, err := d.Who(context.Background(), chat.Person{Platform: platform, ID: id})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func do(t *testing.T, db *database.DB, f func(database.Tx) error) {
	t.Helper()
	if err := db.Do(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}
