package people_test

import (
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/people"
)

func TestGroupsLendRolesToMembersOnly(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, now := t.Context(), time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		d := &people.Directory{DB: db, Now: func() time.Time { return now }, Groups: map[string][]chat.Role{
			"slack/S1": {people.Reviewer}, "slack/S2": {people.Admin}, "discord/S1": {people.DPO},
		}}
		ask := func(id string, groups ...string) chat.Person {
			t.Helper()
			who, err := d.Who(ctx, chat.Person{Platform: "slack", ID: id, Groups: groups})
			if err != nil {
				t.Fatal(err)
			}
			return who
		}
		var nour people.Person
		do(t, db, func(tx database.Tx) (err error) {
			nour, err = d.Add(ctx, tx, "Nour", "slack", "U1", people.Officer)
			return err
		})
		kept := func() (p people.Person) {
			t.Helper()
			do(t, db, func(tx database.Tx) (err error) {
				p, err = d.Active(ctx, tx, nour.ID)
				return err
			})
			return p
		}

		if who := ask("U2", "S1"); who.Member != "" || who.Is(people.Member) {
			t.Errorf("being in a group made a member: %+v", who)
		}
		if who := ask("U1", "S1", "S2"); !who.Is(people.Reviewer) || who.Is(people.Admin) || who.Is(people.DPO) {
			t.Errorf("the groups lend %v", who.Roles)
		}
		if !kept().Is(people.Reviewer) {
			t.Error("a decision that reads the member again does not see the role")
		}
		if who := ask("U1"); who.Is(people.Reviewer) || kept().Is(people.Reviewer) {
			t.Error("somebody who left the group keeps its role")
		}
		ask("U1", "S1")
		now = now.Add(25 * time.Hour)
		if kept().Is(people.Reviewer) {
			t.Error("a role is lent for longer than a day without being seen again")
		}
	})
}
