package notice_test

import (
	"context"
	"fmt"
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

// A director is asked at once, four times within twelve hours, and then every six hours until one has answered: every time in a message of
// its own, so that it rings. A job that runs twice asks once. The person who sent it does not answer for it.
func TestAReviewIsAskedForUntilSomebodyGivesIt(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		tm.Tell = func(_ context.Context, _ database.Tx, key, member string, m chat.Message) error {
			return tm.Say(t.Context(), database.Tx{}, key, m)
		}
		tm.cleared("evacuation", evacuation)
		if err := tm.Office.People.Machine(t.Context(), "fire-panel"); err != nil {
			t.Fatal(err)
		}
		sent := tm.fires(trigger.Event{Hook: "fire-panel", Kind: "evacuation", Lang: text.FR, Dedupe: "1", Template: true, Alone: true,
			Values: map[string]string{"zone": "Bâtiment Nord", "families": "01 99 00 12 00", "next": "2026-11-25T08:00:00+01:00", "appointments": "tous reportés"}}, trigger.Sent)
		began := tm.clock
		asked := func() int {
			tm.mu.Lock()
			defer tm.mu.Unlock()
			n := 0
			for key := range tm.said {
				if strings.HasPrefix(key, "alone/"+sent.Notice+"/"+tm.director+"/") {
					n++
				}
			}
			return n
		}
		if asked() != 1 {
			t.Fatalf("asked %d times at once", asked())
		}
		for i, after := range []time.Duration{4 * time.Hour, 8 * time.Hour, 11 * time.Hour, 12 * time.Hour, 18 * time.Hour, 24 * time.Hour} {
			if due := tm.reviewDue(sent.Notice, i); !due.Equal(began.Add(after)) {
				t.Errorf("asking %d comes %s after the sending, not %s", i+1, due.Sub(began), after)
			}
			tm.clock = began.Add(after)
			for range 2 {
				if err := tm.AskReview(t.Context(), notice.ReviewArgs{Notice: sent.Notice, Asked: i}); err != nil {
					t.Fatal(err)
				}
			}
			if asked() != i+2 {
				t.Errorf("after %s asked %d times", after, asked())
			}
		}
		if err := tm.Judge(t.Context(), sent.Notice, tm.officer, true); err == nil {
			t.Error("an officer reviewed it")
		}
		if err := tm.Judge(t.Context(), sent.Notice, tm.director, true); err != nil {
			t.Fatal(err)
		}
		before := asked()
		if err := tm.AskReview(t.Context(), notice.ReviewArgs{Notice: sent.Notice, Asked: 6}); err != nil || asked() != before {
			t.Errorf("asked again after the review: %d times, %v", asked()-before, err)
		}
		if left, err := tm.Unreviewed(t.Context()); err != nil || len(left) != 0 {
			t.Errorf("%d reviews wait, %v", len(left), err)
		}
	})
}

// reviewDue is when the job that asks for the review the next time is due.
func (tm *team) reviewDue(id string, asked int) (due time.Time) {
	tm.t.Helper()
	err := tm.DB.Read(tm.t.Context(), func(tx database.Tx) error {
		var args, times []string
		query := "SELECT json(args) FROM river_job WHERE kind = 'notice.review' ORDER BY id"
		if tm.DB.Postgres() {
			query = strings.Replace(query, "json(args)", "CAST(args AS TEXT)", 1)
		}
		if err := tx.NewRaw(query).Scan(tm.t.Context(), &args); err != nil {
			return err
		}
		for i, a := range args {
			if strings.Contains(a, id) && strings.Contains(strings.ReplaceAll(a, " ", ""), fmt.Sprintf(`"asked":%d`, asked)) {
				err := tx.NewRaw("SELECT CAST(scheduled_at AS TEXT) FROM river_job WHERE kind = 'notice.review' ORDER BY id LIMIT 1 OFFSET ?", i).Scan(tm.t.Context(), &times)
				if err != nil {
					return err
				}
			}
		}
		if len(times) != 1 {
			return fmt.Errorf("no asking %d among %q", asked, args)
		}
		var err error
		for _, layout := range []string{"2006-01-02 15:04:05.999999999-07", "2006-01-02 15:04:05.999999999-07:00", "2006-01-02 15:04:05.999999999"} {
			if due, err = time.Parse(layout, times[0]); err == nil {
				return nil
			}
		}
		return err
	})
	if err != nil {
		tm.t.Fatal(err)
	}
	return due
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
