package notice_test

import (
	"errors"
	"strings"
	"testing"

	"portevoix/bot/approval"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/notice"
	"portevoix/bot/people"
	"portevoix/bot/text"
	"portevoix/bot/trigger"
)

func bloodEvent(number, place string) trigger.Event {
	return trigger.Event{Hook: "blood-bank", Kind: "blood", Lang: text.FR, Dedupe: number, Values: map[string]string{"groups": "O-,O+", "place": place, "until": "2026-11-26T20:00:00+01:00"}}
}

// A machine prepares; a person confirms; the same event is the same notice.
func TestATriggerPreparesANoticeForAPersonToConfirm(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		if err := tm.Office.People.Machine(t.Context(), "blood-bank"); err != nil {
			t.Fatal(err)
		}
		got, err := tm.Triggered(t.Context(), bloodEvent("4711", "Hall B"))
		if err != nil || got.State != trigger.Paged {
			t.Fatalf("%+v, %v", got, err)
		}
		n := tm.get(got.Notice)
		if n.State != notice.Submitted || n.Fields["place"] != "Hall B" || n.Author != people.MachineID("blood-bank") {
			t.Errorf("%+v", n)
		}
		again, err := tm.Triggered(t.Context(), bloodEvent("4711", "Hall B"))
		if err != nil || again.State != trigger.Known || again.Notice != got.Notice {
			t.Errorf("the same event again: %+v, %v", again, err)
		}
		other, err := tm.Triggered(t.Context(), bloodEvent("4712", "Hall B"))
		if err != nil || other.Notice == got.Notice {
			t.Errorf("another event: %+v, %v", other, err)
		}
		c := tm.latest(got.Notice)
		if _, err := tm.Office.Decide(t.Context(), c.ID, people.MachineID("blood-bank"), approval.Decision{To: approval.Approved}); err == nil {
			t.Error("a machine has confirmed")
		}
		if tm.decide(n, approval.Approved); tm.get(got.Notice).State != notice.Live {
			t.Error("the director's yes did not count")
		}
	})
}

func TestATriggerThatLacksSomethingTellsTheUrgentRoom(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		if err := tm.Office.People.Machine(t.Context(), "blood-bank"); err != nil {
			t.Fatal(err)
		}
		named := bloodEvent("2", "chambre 214 de Mme Jeanne Dupontel, 47 ans, hospitalisée pour un cancer")
		lacking := bloodEvent("1", "Hall B")
		delete(lacking.Values, "until")
		for _, e := range []trigger.Event{lacking, named} {
			for range 2 { // the second time it is the same notice and the same message
				got, err := tm.Triggered(t.Context(), e)
				if err != nil || got.State != trigger.Incomplete {
					t.Fatalf("%+v, %v", got, err)
				}
				if n := tm.get(got.Notice); n.State != notice.Drafted || strings.Contains(n.Fields["place"], "Dupontel") {
					t.Errorf("%+v", n)
				}
				m, ok := tm.said["trigger/"+got.Notice]
				if !ok || len(m.AllButtons()) != 1 || m.AllButtons()[0].Press.Object != got.Notice || strings.Contains(m.Notify, "Hall") {
					t.Errorf("the room was told %+v", m)
				}
			}
		}
		if len(tm.said) != 2 {
			t.Errorf("%d messages", len(tm.said))
		}
	})
}

func TestATriggerThatWasTakenOutOfTheTeamPreparesNothing(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		machine := func() {
			if err := tm.Office.People.Machine(t.Context(), "blood-bank"); err != nil {
				t.Fatal(err)
			}
		}
		machine()
		err := db.Do(t.Context(), func(tx database.Tx) error {
			return tm.Office.People.Leave(t.Context(), tx, people.MachineID("blood-bank"))
		})
		if err != nil {
			t.Fatal(err)
		}
		machine() // the next start of the program
		if _, err := tm.Triggered(t.Context(), bloodEvent("1", "Hall B")); !errors.Is(err, trigger.ErrClosed) {
			t.Errorf("got %v", err)
		}
	})
}
