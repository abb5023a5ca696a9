package notice_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/country"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/hospital"
	"portevoix/bot/jobs"
	"portevoix/bot/notice"
	"portevoix/bot/people"
	"portevoix/bot/privacy"
	"portevoix/bot/register"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A team is a desk with a real office behind it, an officer who writes and a director who decides.
type team struct {
	*notice.Desk
	t                 *testing.T
	officer, director string
	clock             time.Time
	mu                sync.Mutex
	said              map[string]chat.Message
}

func newTeam(t *testing.T, db *database.DB, code string) *team {
	t.Helper()
	p, err := country.Get(code)
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		t.Fatal(err)
	}
	tm := &team{t: t, clock: time.Date(2026, 11, 24, 22, 0, 0, 0, zone), said: map[string]chat.Message{}}
	now := func() time.Time { return tm.clock }
	directory := &people.Directory{DB: db, Now: now}
	office := &approval.Office{DB: db, People: directory, Register: register.New(db), Now: now}
	queue, err := jobs.New(db, nil)
	if err != nil {
		t.Fatal(err)
	}
	profile := hospital.Profile{ShortName: "CH de Valombre", NameAR: "مستشفى فالومبر"}
	p = p.For(profile)
	checker := privacy.New(privacy.Config{Countries: map[string]privacy.Country{code: {Code: code, Emergency: p.Numbers(), OtherNumbers: p.Foreign, BloodOperators: p.Blood.Names}}})
	x, _ := social.RulesOf("x")
	instagram, _ := social.RulesOf("instagram")
	tm.Desk = &notice.Desk{
		Speaker: notice.Speaker{Country: p, Hospital: profile, Zone: zone}, DB: db, Jobs: queue, Office: office, Check: checker.Check, Now: now, Lang: text.FR, Langs: []text.Lang{text.FR, text.AR},
		Targets: []notice.Target{{Name: "room:urgent", Title: "#urgent", Room: true}, {Name: "x", Title: "X", Rules: x}, {Name: "instagram", Title: "Instagram", Rules: instagram}},
		Say: func(_ context.Context, _ database.Tx, key string, m chat.Message) error {
			tm.mu.Lock()
			defer tm.mu.Unlock()
			tm.said[key] = m
			return nil
		},
	}
	office.On("notice", tm.Decided)
	err = db.Do(t.Context(), func(tx database.Tx) error {
		o, err := directory.Add(t.Context(), tx, "Officer", "test", "o", people.Officer)
		if err != nil {
			return err
		}
		d, err := directory.Add(t.Context(), tx, "Director", "test", "d", people.DutyDirector)
		tm.officer, tm.director = o.ID, d.ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tm
}

var appeal = chat.Values{"groups": "O-", "place": "Hall B", "until": "jeudi 26 novembre 20 h"}

func (tm *team) begin(kind string, typed chat.Values) notice.Notice {
	tm.t.Helper()
	n, unsafe, err := tm.Begin(tm.t.Context(), notice.Wish{Kind: kind, Typed: typed, Lang: text.FR, Author: tm.officer})
	if err != nil || len(unsafe) > 0 {
		tm.t.Fatal(err, unsafe)
	}
	return n
}

func (tm *team) publish(n notice.Notice) notice.Notice {
	tm.t.Helper()
	if _, err := tm.Submit(tm.t.Context(), n.ID, tm.officer); err != nil {
		tm.t.Fatal(err)
	}
	tm.decide(n, approval.Approved)
	return tm.get(n.ID)
}

func (tm *team) decide(n notice.Notice, to approval.State) {
	tm.t.Helper()
	c := tm.latest(n.ID)
	if _, err := tm.Office.Decide(tm.t.Context(), c.ID, tm.director, approval.Decision{To: to}); err != nil {
		tm.t.Fatal(err)
	}
}

// latest is the newest case about a notice.
func (tm *team) latest(id string) (c approval.Case) {
	tm.t.Helper()
	err := tm.DB.Read(tm.t.Context(), func(tx database.Tx) (err error) {
		c, err = tm.Office.Latest(tm.t.Context(), tx, "notice", id)
		return err
	})
	if err != nil {
		tm.t.Fatal(err)
	}
	return c
}

func (tm *team) get(id string) notice.Notice {
	tm.t.Helper()
	n, err := tm.Get(tm.t.Context(), id)
	if err != nil {
		tm.t.Fatal(err)
	}
	return n
}

func (tm *team) is(id string, want notice.State) {
	tm.t.Helper()
	if n := tm.get(id); n.State != want {
		tm.t.Fatalf("%s is %q, not %q", id, n.State, want)
	}
}

// From the alert to the thanks: each step by two people, each closing the one before.
func TestLife(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		n := tm.begin("blood", appeal)
		if n.ID != "n_2026-001" || n.Fields["contact"] != "https://dondesang.efs.sante.fr" {
			t.Fatalf("%+v", n)
		}
		n = tm.publish(n)
		tm.is(n.ID, notice.Live)
		c := tm.latest(n.ID)
		if s := c.Subject; len(s.Parts) != 4 || !s.Urgent || s.NoticeKind != "blood" || !s.Until.Equal(n.Until) {
			t.Errorf("room and X in two languages, no Instagram without a picture: %+v", s)
		}
		fix, err := tm.Correct(t.Context(), n.ID, tm.officer)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := tm.Edit(t.Context(), fix.ID, tm.officer, chat.Values{"groups": "tous", "place": "Hall C", "until": "vendredi 27 novembre 20 h"}, text.FR); err != nil {
			t.Fatal(err)
		}
		tm.is(n.ID, notice.Live) // until the correction is out
		fix = tm.publish(fix)
		tm.is(n.ID, notice.Replaced)
		if _, err := tm.Correct(t.Context(), n.ID, tm.officer); err == nil {
			t.Error("a replaced notice was corrected")
		}
		end, err := tm.Finish(t.Context(), fix.ID, tm.officer, "412")
		if err != nil {
			t.Fatal(err)
		}
		end = tm.publish(end)
		tm.is(fix.ID, notice.Ended)
		if said := tm.Standard(end, text.FR); !strings.Contains(said, "Dons reçus : 412. Merci !") {
			t.Error(said)
		}
		if _, err := tm.Note(t.Context(), fix.ID, tm.officer, "Prévoir l'avis d'arrêt plus tôt."); err != nil {
			t.Error(err)
		}
	})
}

func TestRefusedBecomesADraftAgain(t *testing.T) {
	tm := newTeam(t, databasetest.SQLite(t), "FR")
	for _, to := range []approval.State{approval.Refused, approval.Changes} {
		n := tm.begin("blood", appeal)
		if _, err := tm.Submit(t.Context(), n.ID, tm.officer); err != nil {
			t.Fatal(err)
		}
		tm.is(n.ID, notice.Submitted)
		if _, _, err := tm.Edit(t.Context(), n.ID, tm.officer, appeal, text.FR); err == nil {
			t.Error("edited while it was being decided")
		}
		tm.decide(n, to)
		tm.is(n.ID, notice.Drafted)
	}
	n := tm.begin("blood", appeal)
	if _, err := tm.Submit(t.Context(), n.ID, tm.officer); err != nil {
		t.Fatal(err)
	}
	tm.clock = tm.clock.Add(31 * time.Minute)
	if err := tm.Office.Expire(t.Context()); err != nil {
		t.Fatal(err)
	}
	tm.is(n.ID, notice.Drafted)
	if err := tm.Discard(t.Context(), n.ID, tm.officer); err != nil {
		t.Fatal(err)
	}
	tm.is(n.ID, notice.Discarded)
}

// Whoever wrote a part of a notice does not confirm it, even when somebody else sends it.
func TestWritersDoNotConfirm(t *testing.T) {
	tm := newTeam(t, databasetest.SQLite(t), "FR")
	n := tm.begin("blood", appeal)
	if _, _, err := tm.Edit(t.Context(), n.ID, tm.director, appeal, text.FR); err != nil {
		t.Fatal(err)
	}
	if _, err := tm.Submit(t.Context(), n.ID, tm.officer); err != nil {
		t.Fatal(err)
	}
	c := tm.latest(n.ID)
	if _, err := tm.Office.Decide(t.Context(), c.ID, tm.director, approval.Decision{To: approval.Approved}); !errors.Is(err, approval.ErrOwn) {
		t.Fatalf("the director confirmed what the director wrote: %v", err)
	}
	tm.is(n.ID, notice.Submitted)
}

func TestAskedBeforeItsEnd(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		n := tm.publish(tm.begin("blood", appeal))
		key := "notice/" + n.ID + "/still-true"
		look := func(at time.Time) {
			tm.clock = at
			for range 2 { // a job may run twice
				if err := tm.LookAt(t.Context(), n.ID); err != nil {
					t.Fatal(err)
				}
			}
		}
		look(n.Until.Add(-31 * time.Minute))
		if len(tm.said) != 0 {
			t.Fatal("asked too early")
		}
		look(n.Until.Add(-30 * time.Minute))
		asked, ok := tm.said[key]
		if !ok || len(asked.AllButtons()) != 3 || asked.AllButtons()[0].Label != "Toujours vrai : prolonger" {
			t.Fatalf("%+v", tm.said)
		}
		look(n.Until)
		tm.is(n.ID, notice.Expired)
		if tm.said[key].Tone != chat.Warning {
			t.Error("nobody was told that it expired")
		}
		// Even now it can be ended properly.
		end, err := tm.Finish(t.Context(), n.ID, tm.officer, "")
		if err != nil {
			t.Fatal(err)
		}
		tm.publish(end)
		tm.is(n.ID, notice.Ended)
	})
}

func TestBlocked(t *testing.T) {
	tm := newTeam(t, databasetest.SQLite(t), "FR")
	var problem *chat.Problem
	n := tm.begin("blood", chat.Values{"groups": "O-", "contact": "https://don.example", "until": "jeudi 26 novembre 20 h"})
	if _, err := tm.Submit(t.Context(), n.ID, tm.officer); !errors.As(err, &problem) || !strings.Contains(problem.What.FR, "seul l'EFS") {
		t.Errorf("an appeal with another link: %v", err)
	}
	n = tm.begin("visiting", chat.Values{"until": "jeudi 26 novembre 20 h"})
	tm.clock = n.Until.Add(time.Minute)
	if _, err := tm.Submit(t.Context(), n.ID, tm.officer); !errors.As(err, &problem) {
		t.Errorf("an end that has passed while it was written: %v", err)
	}
	if _, _, err := tm.Begin(t.Context(), notice.Wish{Kind: "missing", Author: tm.officer}); !errors.As(err, &problem) || !strings.Contains(problem.What.FR, "La police ou la gendarmerie publie") {
		t.Errorf("a missing person: %v", err)
	}
	if _, err := tm.Get(t.Context(), "n_1999-001"); !errors.As(err, &problem) {
		t.Error(err)
	}
}

func TestExerciseReachesNoNetwork(t *testing.T) {
	tm := newTeam(t, databasetest.SQLite(t), "MA")
	n, _, err := tm.Begin(t.Context(), notice.Wish{Kind: "visiting", Exercise: true, Typed: chat.Values{"until": "jeudi 26 novembre 20 h"}, Lang: text.FR, Author: tm.officer})
	if err != nil {
		t.Fatal(err)
	}
	tm.publish(n)
	c := tm.latest(n.ID)
	marks := map[text.Lang]string{text.FR: "[EXERCICE]", text.AR: "[تمرين]"}
	for _, p := range c.Subject.Parts {
		if p.Target != "room:urgent" || !strings.HasPrefix(p.Text, marks[p.Lang]) {
			t.Errorf("%s: %s", p.Target, p.Text)
		}
	}
	if !c.Subject.Exercise || len(c.Subject.Parts) != 2 {
		t.Errorf("%+v", c.Subject)
	}
}

// A repeated trigger is one notice, whoever repeats it at the same time.
func TestDedupe(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		tm := newTeam(t, db, "FR")
		var all sync.WaitGroup
		ids := make([]string, 8)
		for i := range ids {
			all.Go(func() {
				n, _, err := tm.Begin(t.Context(), notice.Wish{Kind: "blood", Typed: appeal, Lang: text.FR, Author: tm.officer, Dedupe: "monitor/42"})
				if err != nil {
					t.Error(err)
				}
				ids[i] = n.ID
			})
		}
		all.Wait()
		for _, id := range ids {
			if id != ids[0] {
				t.Fatalf("two notices: %v", ids)
			}
		}
	})
}

// Words that could identify somebody are never written, not even while a notice is being made.
func TestUnsafeWordsAreNeverStored(t *testing.T) {
	dir := t.TempDir()
	db := databasetest.Open(t, database.Config{Dir: dir})
	tm := newTeam(t, db, "FR")
	const canary = "Mme Lucie Valdorane, 34 ans, atteinte d'un cancer du sein"
	n, unsafe, err := tm.Begin(t.Context(), notice.Wish{Kind: "access", Typed: chat.Values{"closed": "Entrée A, où est " + canary, "instead": "Entrée B", "step_free": "Entrée B", "until": "jeudi 26 novembre 20 h"}, Lang: text.FR, Author: tm.officer})
	if err != nil {
		t.Fatal(err)
	}
	if len(unsafe) != 1 || unsafe[0].Field.Name != "closed" || strings.Contains(unsafe[0].Safe+unsafe[0].Finding.Masked, "Valdorane") {
		t.Fatalf("%+v", unsafe)
	}
	if strings.Contains(n.Fields["closed"], "Valdorane") {
		t.Error("the name stayed in the notice")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err == nil && bytes.Contains(data, []byte("Valdorane")) {
			t.Errorf("%s holds the name", filepath.Base(f))
		}
	}
}

func TestTakenDown(t *testing.T) {
	tm := newTeam(t, databasetest.SQLite(t), "FR")
	n := tm.publish(tm.begin("blood", appeal))
	err := tm.DB.Do(t.Context(), func(tx database.Tx) error { return tm.Down(t.Context(), tx, n.ID) })
	if err != nil {
		t.Fatal(err)
	}
	tm.is(n.ID, notice.Withdrawn)
	if n = tm.get(n.ID); len(n.Fields) != 0 {
		t.Errorf("what it said is still here: %v", n.Fields)
	}
}

func TestTranslate(t *testing.T) {
	tm := newTeam(t, databasetest.SQLite(t), "FR")
	n := tm.begin("shortage", chat.Values{"what": "L'oxygène ne manque pas à l'hôpital", "link": "https://www.ch-valombre.example", "phone": "01 99 00 12 00", "until": "jeudi 26 novembre 20 h"})
	if problems, _, _ := tm.Review(n); !notice.Blocked(problems) || problems[0].Field != "what.ar" {
		t.Fatalf("Arabic is missing: %+v", problems)
	}
	n, _, err := tm.Translate(t.Context(), n.ID, tm.officer, "what", text.AR, "لا خصاص في الأكسجين بالمستشفى")
	if err != nil {
		t.Fatal(err)
	}
	if problems, _, _ := tm.Review(n); notice.Blocked(problems) {
		t.Errorf("%+v", problems)
	}
}
