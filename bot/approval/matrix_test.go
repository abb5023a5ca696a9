package approval_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/people"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

// The matrix of who must say yes, row by row: whose yes is enough together, and whose is not.
func TestTheMatrix(t *testing.T) {
	finding := func(severity int) []approval.Accepted { return []approval.Accepted{{Rule: "R", Severity: severity}} }
	reviewer, medical, dpo := people.Reviewer, people.Medical, people.DPO
	comms, duty, press, officer := people.CommsDirector, people.DutyDirector, people.Press, people.Officer
	for _, row := range []struct {
		name   string
		s      approval.Subject
		enough [][]chat.Role
		short  [][]chat.Role
	}{
		{"routine post", approval.Subject{Kind: "draft"}, [][]chat.Role{{reviewer}, {comms}, {duty}}, [][]chat.Role{{}, {officer}, {medical}, {dpo}}},
		{"health advice", approval.Subject{Kind: "draft", HealthAdvice: true}, [][]chat.Role{{reviewer, medical}, {medical, comms}}, [][]chat.Role{{reviewer}, {medical}, {reviewer, comms}}},
		{"HIGH finding open", approval.Subject{Kind: "draft", Accepted: finding(3)}, [][]chat.Role{{reviewer, reviewer}, {reviewer, duty}}, [][]chat.Role{{reviewer}, {comms}, {reviewer, officer}}},
		{"WARN finding open", approval.Subject{Kind: "draft", Accepted: finding(2)}, [][]chat.Role{{reviewer}}, [][]chat.Role{{officer}}},
		{"BLOCK", approval.Subject{Kind: "draft", Accepted: finding(4)}, [][]chat.Role{{dpo, comms}, {duty, dpo}}, [][]chat.Role{{comms}, {dpo}, {comms, duty}, {reviewer, dpo}}},
		{"urgent notice", approval.Subject{Kind: "notice", Urgent: true}, [][]chat.Role{{duty}, {comms}}, [][]chat.Role{{reviewer}, {officer}, {dpo}, {medical}}},
		{"urgent health notice", approval.Subject{Kind: "notice", Urgent: true, HealthAdvice: true}, [][]chat.Role{{duty, medical}}, [][]chat.Role{{duty}, {medical}}},
		{"cleared template filled in", approval.Subject{Kind: "notice", Urgent: true, Template: "t_1", HealthAdvice: true}, [][]chat.Role{{duty}, {comms}, {medical}, {dpo}, {press}}, [][]chat.Role{{officer}, {reviewer}}},
		{"template", approval.Subject{Kind: "template"}, [][]chat.Role{{duty}, {comms}}, [][]chat.Role{{reviewer}, {officer}}},
	} {
		filled := func(roles []chat.Role) bool {
			var yes []people.Person
			for i, r := range roles {
				yes = append(yes, people.Person{ID: fmt.Sprint(i), Roles: []chat.Role{r}})
			}
			return len(approval.Open(row.s.Needs(), yes)) == 0
		}
		for _, roles := range row.enough {
			if !filled(roles) {
				t.Errorf("%s: %v is not enough", row.name, roles)
			}
		}
		for _, roles := range row.short {
			if filled(roles) {
				t.Errorf("%s: %v is enough", row.name, roles)
			}
		}
	}
}

// An office is a team of its own on a clock that the test moves.
type office struct {
	*approval.Office
	t     *testing.T
	clock time.Time
	ids   map[string]string
}

func newOffice(t *testing.T, db *database.DB) *office {
	o := &office{t: t, clock: time.Date(2026, 11, 24, 22, 0, 0, 0, time.UTC), ids: map[string]string{}}
	now := func() time.Time { return o.clock }
	team := &people.Directory{DB: db, Now: now}
	o.Office = &approval.Office{DB: db, People: team, Register: register.New(db), Now: now}
	o.Register.Now = now
	err := db.Do(t.Context(), func(tx database.Tx) error {
		for name, role := range map[string]chat.Role{"author": people.Officer, "reviewer": people.Reviewer, "second": people.Reviewer, "director": people.DutyDirector} {
			p, err := team.Add(t.Context(), tx, name, "test", name, role)
			if err != nil {
				return err
			}
			o.ids[name] = p.ID
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) submit(s approval.Subject) approval.Case {
	o.t.Helper()
	s.Author, s.Version, s.Title = o.ids["author"], 1, text.Same("Avis")
	s.Parts = []approval.Part{{Target: "mastodon", Lang: text.FR, Text: "Portes ouvertes samedi."}}
	c, err := o.Submit(o.t.Context(), s)
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}

// Two people press at the same moment: one wins, the other is told.
func TestTwoPeoplePressAtOnce(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		o := newOffice(t, db)
		approvals := 0
		o.On("", func(_ context.Context, _ database.Tx, c approval.Case) error {
			if c.State == approval.Approved {
				approvals++
			}
			return nil
		})
		for round := range 10 {
			c := o.submit(approval.Subject{Kind: "draft", ID: fmt.Sprintf("d_%d", round)})
			var all sync.WaitGroup
			errs := make([]error, 2)
			for i, who := range []string{"reviewer", "second"} {
				all.Go(func() {
					_, errs[i] = o.Decide(t.Context(), c.ID, o.ids[who], approval.Decision{To: approval.Approved})
				})
			}
			all.Wait()
			if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), approval.ErrDecided) {
				t.Fatalf("round %d: %v and %v", round, errs[0], errs[1])
			}
		}
		if approvals != 10 {
			t.Errorf("followers heard of %d approvals of 10", approvals)
		}
	})
}

// An urgent notice rings twice more, the second time for everybody; then it expires, and a late yes publishes nothing.
func TestRemindedTwiceThenExpired(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		o := newOffice(t, db)
		var heard []string
		o.On("notice", func(_ context.Context, _ database.Tx, c approval.Case) error {
			heard = append(heard, fmt.Sprintf("%s/%d", c.State, c.Reminded))
			return nil
		})
		c := o.submit(approval.Subject{Kind: "notice", ID: "n_1", Urgent: true})
		for _, step := range []struct {
			after time.Duration
			want  int // how much has been heard
		}{{4 * time.Minute, 1}, {5 * time.Minute, 2}, {6 * time.Minute, 2}, {10 * time.Minute, 3}, {29 * time.Minute, 3}, {30 * time.Minute, 4}, {60 * time.Minute, 4}} {
			o.clock = c.Opened.Add(step.after)
			for range 2 { // looking twice rings once
				if err := o.TimePassed(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if len(heard) != step.want {
				t.Fatalf("after %s: heard %v", step.after, heard)
			}
		}
		if got := fmt.Sprint(heard); got != "[open/0 open/1 open/2 expired/2]" {
			t.Errorf("heard %s", got)
		}
		if _, err := o.Decide(t.Context(), c.ID, o.ids["director"], approval.Decision{To: approval.Approved}); !errors.Is(err, approval.ErrExpired) {
			t.Errorf("a late yes: %v", err)
		}
		if len(heard) != 4 {
			t.Errorf("after a late yes: heard %v", heard)
		}
	})
}

// A yes that comes late publishes nothing even when nobody has noticed yet that the time is over.
func TestALateYesBeforeAnybodyLooked(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		o := newOffice(t, db)
		c := o.submit(approval.Subject{Kind: "notice", ID: "n_1", Urgent: true})
		o.clock = c.Expires
		if _, err := o.Decide(t.Context(), c.ID, o.ids["director"], approval.Decision{To: approval.Approved}); !errors.Is(err, approval.ErrExpired) {
			t.Errorf("a late yes: %v", err)
		}
		if c, err := o.Case(t.Context(), c.ID); err != nil || c.State == approval.Approved || len(c.Votes) != 0 {
			t.Errorf("%s with %d votes, %v", c.State, len(c.Votes), err)
		}
	})
}

// A yes of somebody who leaves before the second yes is void.
func TestAYesOfSomebodyWhoLeftIsVoid(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		o := newOffice(t, db)
		c := o.submit(approval.Subject{Kind: "draft", ID: "d_1", Accepted: []approval.Accepted{{Rule: "R", Severity: 3}}})
		if c, err := o.Decide(t.Context(), c.ID, o.ids["reviewer"], approval.Decision{To: approval.Approved}); err != nil || c.State != approval.Waiting {
			t.Fatalf("%s, %v", c.State, err)
		}
		if err := db.Do(t.Context(), func(tx database.Tx) error { return o.People.Leave(t.Context(), tx, o.ids["reviewer"]) }); err != nil {
			t.Fatal(err)
		}
		if c, err := o.Decide(t.Context(), c.ID, o.ids["second"], approval.Decision{To: approval.Approved}); err != nil || c.State != approval.Waiting {
			t.Errorf("with one yes that counts it is %s, %v", c.State, err)
		}
		if c, err := o.Decide(t.Context(), c.ID, o.ids["director"], approval.Decision{To: approval.Approved}); err != nil || c.State != approval.Approved {
			t.Errorf("with two it is %s, %v", c.State, err)
		}
	})
}

// Everything that a yes is given to is in the seal.
func TestAnyChangeBreaksTheSeal(t *testing.T) {
	base := func() approval.Subject {
		return approval.Subject{Kind: "draft", ID: "d_1", Version: 1, Author: "p_a", At: time.Unix(1000, 0), Until: time.Unix(2000, 0),
			Parts: []approval.Part{{Target: "mastodon", Lang: text.FR, Text: "Un", Pictures: []approval.Picture{{ID: "p_1", Hash: "h", Alt: "Une salle"}}}}, Accepted: []approval.Accepted{{Rule: "R", Severity: 2}}}
	}
	same := base()
	same.Title = text.Same("Autre titre")
	if same.Seal() != base().Seal() {
		t.Error("our own title is part of the seal")
	}
	for name, change := range map[string]func(*approval.Subject){
		"words":     func(s *approval.Subject) { s.Parts[0].Text = "Un." },
		"target":    func(s *approval.Subject) { s.Parts[0].Target = "x" },
		"language":  func(s *approval.Subject) { s.Parts[0].Lang = text.EN },
		"picture":   func(s *approval.Subject) { s.Parts[0].Pictures[0].Hash = "other" },
		"alt text":  func(s *approval.Subject) { s.Parts[0].Pictures[0].Alt = "Une autre salle" },
		"one more":  func(s *approval.Subject) { s.Parts = append(s.Parts, s.Parts[0]) },
		"moment":    func(s *approval.Subject) { s.At = time.Unix(1001, 0) },
		"end":       func(s *approval.Subject) { s.Until = time.Unix(2001, 0) },
		"finding":   func(s *approval.Subject) { s.Accepted[0].Severity = 3 },
		"pinging":   func(s *approval.Subject) { s.Ping = "channel" },
		"exercise":  func(s *approval.Subject) { s.Exercise = true },
		"template":  func(s *approval.Subject) { s.Template = "t_1" },
		"the rules": func(s *approval.Subject) { s.Rules = "2026.12" },
	} {
		s := base()
		change(&s)
		if s.Seal() == base().Seal() {
			t.Errorf("another %s has the same seal", name)
		}
	}
}
