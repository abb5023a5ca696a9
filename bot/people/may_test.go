package people_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/people"
)

func TestWhoMayDoWhat(t *testing.T) {
	notice, draft, template := people.Object{Kind: "notice"}, people.Object{Kind: "draft"}, people.Object{Kind: "template"}
	for _, c := range []struct {
		action people.Action
		object people.Object
		may    []chat.Role // of those that can be given, the ones that open it by themselves
	}{
		{people.Decide, draft, []chat.Role{people.Reviewer, people.Medical, people.DPO, people.CommsDirector, people.DutyDirector}},
		{people.Decide, notice, []chat.Role{people.Medical, people.DPO, people.CommsDirector, people.DutyDirector}},
		{people.Decide, people.Object{Kind: "notice", Template: true}, []chat.Role{people.Medical, people.DPO, people.CommsDirector, people.DutyDirector, people.Press}},
		{people.Decide, template, []chat.Role{people.Medical, people.DPO, people.CommsDirector, people.DutyDirector}},
		{people.Decide, people.Object{Kind: "something new"}, nil},
		{people.ReviewAlone, notice, []chat.Role{people.CommsDirector, people.DutyDirector}},
		{people.TakeDown, draft, people.Roles},
		{people.Pause, people.Object{}, []chat.Role{people.Reviewer, people.CommsDirector, people.DutyDirector}},
		{people.ChangeTeam, people.Object{}, []chat.Role{people.CommsDirector, people.Admin}},
		{people.ChangeRoster, people.Object{Kind: "shift", Owner: "p_other"}, []chat.Role{people.CommsDirector, people.DutyDirector, people.Admin}},
		{people.ChangeRoster, people.Object{Kind: "shift", Owner: "p_me"}, people.Roles},
		{"something new", people.Object{}, nil},
	} {
		for _, role := range people.Roles {
			me := people.Person{ID: "p_me", Roles: []chat.Role{role}}
			if got, want := me.May(c.action, c.object), slices.Contains(c.may, role); got != want {
				t.Errorf("a %s may %s %+v: %v", role, c.action, c.object, got)
			}
		}
	}
}

// The roster and leaving count at the moment at which somebody acts, not at which they came in.
func TestMayIsAskedAtTheMomentItself(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, d := t.Context(), &people.Directory{DB: db, Now: time.Now}
		var nour, sana people.Person
		do(t, db, func(tx database.Tx) (err error) {
			if nour, err = d.Add(ctx, tx, "Nour", "slack", "U1", people.Officer); err == nil {
				sana, err = d.Add(ctx, tx, "Sana", "slack", "U2", people.DutyDirector)
			}
			return err
		})
		may := func(id string) (err error) {
			do(t, db, func(tx database.Tx) error {
				_, err = d.May(ctx, tx, id, people.Decide, people.Object{Kind: "notice"})
				return nil
			})
			return err
		}
		if err := may(nour.ID); !errors.Is(err, people.ErrRole) {
			t.Errorf("an officer: %v", err)
		}
		if err := may(sana.ID); err != nil {
			t.Errorf("a director on duty: %v", err)
		}
		do(t, db, func(tx database.Tx) error {
			return d.AddShift(ctx, tx, people.Shift{Role: people.DutyDirector, Member: nour.ID, Begins: time.Now().Add(-time.Hour), Ends: time.Now().Add(time.Hour)})
		})
		if err := may(nour.ID); err != nil {
			t.Errorf("whoever is on duty tonight: %v", err)
		}
		if err := may(sana.ID); !errors.Is(err, people.ErrRole) {
			t.Errorf("whoever is not on duty tonight: %v", err)
		}
		do(t, db, func(tx database.Tx) error { return d.Leave(ctx, tx, nour.ID) })
		if err := may(nour.ID); !errors.Is(err, people.ErrNobody) {
			t.Errorf("somebody who left: %v", err)
		}
		if err := may("p_nobody"); !errors.Is(err, people.ErrNobody) {
			t.Errorf("a stranger: %v", err)
		}
	})
}
