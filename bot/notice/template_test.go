package notice_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/notice"
	"portevoix/bot/people"
	"portevoix/bot/text"
	"portevoix/bot/trigger"
)

var evacuation = chat.Values{"zone": "Bâtiment Nord ; Bâtiment Sud", "families": "01 99 00 12 00", "phone": "01 99 00 12 00"}

// cleared is a template that the officer proposed and the director cleared.
func (tm *team) cleared(kind string, typed chat.Values) notice.Template {
	tm.t.Helper()
	tm.Office.On("template", tm.Clear)
	tm.Hospital.Reviewed = []string{"fr", "ar"}
	for i := range tm.Country.Values {
		tm.Country.Values[i].Confirmed = true
	}
	tp, err := tm.Propose(tm.t.Context(), kind, typed, text.FR, tm.officer)
	if err == nil {
		tp, err = tm.SubmitTemplate(tm.t.Context(), tp.ID, tm.officer)
	}
	if err != nil {
		tm.t.Fatal(err)
	}
	var c approval.Case
	err = tm.DB.Read(tm.t.Context(), func(tx database.Tx) (err error) {
		c, err = tm.Office.Latest(tm.t.Context(), tx, "template", tp.ID)
		return err
	})
	if err == nil {
		_, err = tm.Office.Decide(tm.t.Context(), c.ID, tm.director, approval.Decision{To: approval.Approved})
	}
	if err == nil {
		tp, err = tm.Template(tm.t.Context(), tp.ID)
	}
	if err != nil || tp.State != notice.TemplateCleared {
		tm.t.Fatalf("%s, %v", tp.State, err)
	}
	return tp
}

// At night only the blanks are filled in, within their limits; nothing else makes a notice of a template.
func TestATemplateKeepsToItsLimits(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		tp := tm.cleared("evacuation", evacuation)
		good := chat.Values{"zone": "Bâtiment Nord", "next": "demain 8 h", "appointments": "tous reportés"}
		n, err := tm.Use(t.Context(), tp.ID, good, false, tm.officer)
		if err != nil || n.Template != tp.ID || n.Fields["zone"] != "Bâtiment Nord" {
			t.Fatalf("%+v, %v", n, err)
		}
		for name, change := range map[string]chat.Values{
			"another place":   {"zone": "chez Mme Martin"},
			"too far away":    {"next": "dans 5 jours"},
			"nothing at all":  {"zone": ""},
			"another choice":  {"appointments": "selon l'humeur"},
			"a fixed number":  nil,
			"a place as list": {"zone": "Bâtiment Nord ; Bâtiment Sud"},
		} {
			typed := chat.Values{}
			for k, v := range good {
				typed[k] = v
			}
			for k, v := range change {
				typed[k] = v
			}
			if change == nil { // what is fixed cannot be typed over
				typed["phone"], typed["families"] = "06 39 98 00 11", "06 39 98 00 11"
				n, err := tm.Use(t.Context(), tp.ID, typed, false, tm.officer)
				if err != nil || strings.Contains(n.Fields["phone"]+n.Fields["families"], "06 39") {
					t.Errorf("%s: %v, %v", name, n.Fields, err)
				}
				continue
			}
			if n, err := tm.Use(t.Context(), tp.ID, typed, false, tm.officer); err == nil {
				t.Errorf("%s: %v", name, n.Fields)
			}
		}
	})
}

// A clearing lasts a year, and ends at once when what the template says changes or it is withdrawn.
func TestAClearingEnds(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		tp := tm.cleared("evacuation", evacuation)
		use := func() error {
			_, err := tm.Use(t.Context(), tp.ID, chat.Values{"zone": "Bâtiment Nord", "next": "demain 8 h", "appointments": "tous reportés"}, false, tm.officer)
			return err
		}
		if bars := tm.Bars(tp); len(bars) > 0 {
			t.Errorf("barred: %v", bars)
		}
		tm.clock = tp.Expires.Add(-time.Minute)
		if err := use(); err != nil {
			t.Errorf("a minute before its end: %v", err)
		}
		tm.clock = tp.Expires
		if err := use(); err == nil {
			t.Error("an expired template was used")
		}
		tm.clock = tp.Cleared
		name := tm.Hospital.ShortName
		tm.Hospital.ShortName = "CHU Atlas"
		if err := use(); err == nil {
			t.Error("a template whose words have changed was used")
		}
		tm.Hospital.ShortName = name
		tm.Hospital.Reviewed = []string{"fr"}
		if bars := tm.Bars(tp); len(bars) != 1 {
			t.Errorf("an unreviewed language: barred by %v", bars)
		}
		if err := tm.Retire(t.Context(), tp.ID, tm.director); err != nil {
			t.Fatal(err)
		}
		if err := use(); err == nil {
			t.Error("a withdrawn template was used")
		}
	})
}

func (tm *team) fires(e trigger.Event, want trigger.State) trigger.Receipt {
	tm.t.Helper()
	got, err := tm.Triggered(tm.t.Context(), e)
	if err != nil || got.State != want {
		tm.t.Fatalf("%+v, %v; want %s", got, err, want)
	}
	return got
}

// A trigger fills in a cleared template; a repeated one is one notice; a value outside the limits is a person's to decide.
func TestATriggerFillsInATemplate(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		tm.Tell = func(_ context.Context, _ database.Tx, key, member string, m chat.Message) error {
			return tm.Say(t.Context(), database.Tx{}, key, m)
		}
		tp := tm.cleared("evacuation", evacuation)
		if err := tm.Office.People.Machine(t.Context(), "fire-panel"); err != nil {
			t.Fatal(err)
		}
		event := func(number, zone string) trigger.Event {
			return trigger.Event{Hook: "fire-panel", Kind: "evacuation", Lang: text.FR, Dedupe: number, Template: true,
				Values: map[string]string{"zone": zone, "families": "01 99 00 12 00", "next": "2026-11-25T08:00:00+01:00", "appointments": "tous reportés"}}
		}
		first := tm.fires(event("1", "Bâtiment Nord"), trigger.Paged)
		if n := tm.get(first.Notice); n.Template != tp.ID || n.State != notice.Submitted || n.Author != people.MachineID("fire-panel") {
			t.Errorf("%+v", n)
		}
		if again := tm.fires(event("1", "Bâtiment Nord"), trigger.Known); again.Notice != first.Notice {
			t.Errorf("the same event again is %s", again.Notice)
		}
		outside := tm.fires(event("2", "Bâtiment Ouest"), trigger.Paged)
		if n := tm.get(outside.Notice); n.Template != "" {
			t.Errorf("a place outside the template: %+v", n)
		}
		alone := event("3", "Bâtiment Sud")
		alone.Alone = true
		sent := tm.fires(alone, trigger.Sent)
		if n := tm.get(sent.Notice); n.State != notice.Live || n.Alone == "" {
			t.Errorf("%+v", n)
		}
		if tm.fires(alone, trigger.Known); len(tm.said) == 0 {
			t.Error("no director was told")
		}
		reviews, err := tm.Unreviewed(t.Context())
		if err != nil || len(reviews) != 1 || reviews[0].Notice.ID != sent.Notice || !reviews[0].Due.Equal(tm.clock.Add(12*time.Hour)) {
			t.Errorf("%+v, %v", reviews, err)
		}
	})
}

// What nobody has read in a language does not go out alone, however the trigger is set.
func TestABarredTemplateWaitsForAPerson(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		tm.cleared("evacuation", evacuation)
		tm.Hospital.Reviewed = nil
		if err := tm.Office.People.Machine(t.Context(), "fire-panel"); err != nil {
			t.Fatal(err)
		}
		tm.fires(trigger.Event{Hook: "fire-panel", Kind: "evacuation", Lang: text.FR, Dedupe: "1", Template: true, Alone: true,
			Values: map[string]string{"zone": "Bâtiment Nord", "next": "2026-11-25T08:00:00+01:00", "appointments": "tous reportés"}}, trigger.Paged)
	})
}
