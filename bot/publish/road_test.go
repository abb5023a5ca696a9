package publish_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/outcome"
	"portevoix/bot/people"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/publish"
	"portevoix/bot/register"
	"portevoix/bot/social"
	"portevoix/bot/social/socialtest"
	"portevoix/bot/text"
)

// A road is the whole way out on a real database, with networks that misbehave on demand and a room that remembers.
type road struct {
	t      testing.TB
	db     *database.DB
	office *approval.Office
	pub    *publish.Publisher
	room   *room
	nets   map[string]*socialtest.Faulty
	stop   func()
	dying  atomic.Bool // its database goes away, and it may complain
}

// faults fails the test when the publisher logs an error: it goes on after one, and nobody would notice.
type faults struct{ r *road }

func (f *faults) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelError }
func (f *faults) WithAttrs([]slog.Attr) slog.Handler           { return f }
func (f *faults) WithGroup(string) slog.Handler                { return f }

func (f *faults) Handle(_ context.Context, r slog.Record) error {
	words := r.Message
	r.Attrs(func(a slog.Attr) bool { words += " " + a.String(); return true })
	if !f.r.dying.Load() {
		f.r.t.Errorf("the publisher says: %s", words)
	}
	return nil
}

func open(t testing.TB, db *database.DB, networks ...string) *road {
	t.Helper()
	team := &people.Directory{DB: db, Now: time.Now, Trial: true}
	if err := team.EnsureTrial(t.Context(), text.FR, "room"); err != nil {
		t.Fatal(err)
	}
	reg := register.New(db)
	r := &road{t: t, db: db, room: &room{}, nets: map[string]*socialtest.Faulty{}}
	r.office = &approval.Office{DB: db, People: team, Register: reg, Now: time.Now}
	all := map[string]social.Network{}
	for _, name := range networks {
		r.nets[name] = &socialtest.Faulty{Title: name}
		all[name] = r.nets[name]
	}
	r.pub = &publish.Publisher{
		DB: db, Office: r.office, People: team, Register: reg, Pictures: picture.Shelf{DB: db, Now: time.Now}, Checker: privacy.New(privacy.Config{}),
		Country: "FR", Lang: text.FR, Zone: time.UTC, Networks: all, Platforms: map[string]chat.Platform{"room": r.room},
		Rooms: map[string][]chat.Place{"approvals": {{Platform: "room", Room: "approvals"}}, "urgent": {{Platform: "room", Room: "urgent"}}},
		Now:   time.Now, Log: slog.New(&faults{r: r}), Patience: 2 * time.Second, Look: 10 * time.Millisecond,
	}
	r.pub.Connect()
	r.start()
	return r
}

func (r *road) start() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := r.pub.Run(ctx); err != nil {
			r.t.Errorf("the publisher ended with: %v", err)
		}
	}()
	r.stop = sync.OnceFunc(func() { cancel(); <-done })
	r.t.Cleanup(func() { r.stop() })
}

func subject(id string, urgent bool, targets ...string) approval.Subject {
	s := approval.Subject{Kind: "draft", ID: id, Version: 1, Author: "trial-officer", Title: text.Same("Brouillon " + id), Urgent: urgent}
	if urgent {
		s.Kind = "notice"
	}
	for _, target := range targets {
		s.Parts = append(s.Parts, approval.Part{Target: target, Lang: text.FR, Text: "Portes ouvertes samedi 12 juin, entrée A."})
	}
	return s
}

// approved submits a subject and says yes as the person who may.
func (r *road) approved(s approval.Subject) approval.Case {
	r.t.Helper()
	c, err := r.office.Submit(r.t.Context(), s)
	if err != nil {
		r.t.Fatal(err)
	}
	who := "trial-reviewer"
	if s.Urgent {
		who = "trial-director"
	}
	if c, err = r.office.Decide(r.t.Context(), c.ID, who, approval.Decision{To: approval.Approved}); err != nil {
		r.t.Fatal(err)
	}
	if c.State != approval.Approved {
		r.t.Fatalf("after the yes the case is %s", c.State)
	}
	return c
}

func (r *road) until(what string, ok func([]publish.Delivery) bool, kind, id string) []publish.Delivery {
	r.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		all, err := r.pub.Deliveries(r.t.Context(), kind, id)
		if err != nil {
			r.t.Fatal(err)
		}
		if ok(all) {
			return all
		}
		if time.Now().After(deadline) {
			r.t.Fatalf("never %s: %s", what, states(all))
		}
	}
}

func states(all []publish.Delivery) string {
	var b strings.Builder
	for _, d := range all {
		fmt.Fprintf(&b, "%s=%s/%s%s ", d.Target, d.State, d.Reason, d.Down)
	}
	return b.String()
}

func every(state publish.State) func([]publish.Delivery) bool {
	return func(all []publish.Delivery) bool {
		for _, d := range all {
			if d.State != state {
				return false
			}
		}
		return len(all) > 0
	}
}

func TestWhatIsApprovedGoesOutOnceWhateverTheNetworkDoes(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm", "forgetful", "limited", "reset")
		r.nets["forgetful"].Fail(socialtest.LostAnswer)
		r.nets["limited"].Fail(socialtest.Limited, socialtest.Limited)
		r.nets["reset"].Fail(socialtest.LostRequest, socialtest.LostAnswer)
		r.approved(subject("d_1", false, "calm", "forgetful", "limited", "reset", "room:approvals"))
		r.until("sent everywhere", every(publish.Sent), "draft", "d_1")
		for name, n := range r.nets {
			if posts := n.Posts(); len(posts) != 1 {
				t.Errorf("%s has the post %d times", name, len(posts))
			}
		}
	})
}

func TestNobodyApprovesTheirOwnAndAStrangerDecidesNothing(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		s := subject("d_2", false, "calm")
		s.Author = "trial-reviewer"
		c, err := r.office.Submit(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		for who, want := range map[string]error{"trial-reviewer": approval.ErrOwn, "trial-officer": approval.ErrNotDecider, "trial-dpo": approval.ErrNotDecider, "nobody": people.ErrNobody} {
			if _, err := r.office.Decide(t.Context(), c.ID, who, approval.Decision{To: approval.Approved}); !errors.Is(err, want) {
				t.Errorf("%s: %v", who, err)
			}
		}
		if all, err := r.pub.Deliveries(t.Context(), "draft", "d_2"); err != nil || len(all) != 0 {
			t.Errorf("%d deliveries, %v", len(all), err)
		}
	})
}

func TestTwoPeoplePressAtOnceAndOneWins(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		c, err := r.office.Submit(t.Context(), subject("d_3", false, "calm"))
		if err != nil {
			t.Fatal(err)
		}
		errs := make([]error, 2)
		var both sync.WaitGroup
		for i, d := range []struct {
			who string
			to  approval.State
		}{{"trial-reviewer", approval.Approved}, {"trial-director", approval.Refused}} {
			both.Go(func() { _, errs[i] = r.office.Decide(context.Background(), c.ID, d.who, approval.Decision{To: d.to}) })
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("one must win: %v, %v", errs[0], errs[1])
		}
		for _, err := range errs {
			if err != nil && !errors.Is(err, approval.ErrDecided) {
				t.Errorf("the other is told: %v", err)
			}
		}
	})
}

func TestALateYesPublishesNothing(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		s := subject("d_4", false, "calm")
		s.Until = time.Now().Add(-time.Minute)
		c, err := r.office.Submit(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.office.Decide(t.Context(), c.ID, "trial-reviewer", approval.Decision{To: approval.Approved}); !errors.Is(err, approval.ErrExpired) {
			t.Errorf("got %v", err)
		}
	})
}

func TestDoubtMeansStopForARoutinePostAndASecondCopyForAnUrgentNotice(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "blind", "dark")
		for _, n := range r.nets {
			n.Blind = true
			n.Fail(socialtest.LostAnswer)
		}
		r.approved(subject("d_5", false, "blind"))
		r.until("asking a person", func(all []publish.Delivery) bool {
			return len(all) == 1 && all[0].State == publish.Unsure && all[0].Looks >= 2
		}, "draft", "d_5")
		time.Sleep(200 * time.Millisecond) // long enough for a wrong second attempt
		if calls := r.nets["blind"].Calls(); calls != 1 {
			t.Errorf("a routine post in doubt was sent %d times", calls)
		}
		r.approved(subject("n_1", true, "dark"))
		r.until("sent", every(publish.Sent), "notice", "n_1")
		if calls := r.nets["dark"].Calls(); calls != 2 {
			t.Errorf("an urgent notice in doubt was sent %d times", calls)
		}
	})
}

func TestAnExtraCopyOfAnUrgentNoticeIsDeletedWhenItShows(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "foggy")
		r.nets["foggy"].Foggy = 1000 // until the second copy has gone: how many looks that takes is not the point
		r.nets["foggy"].Fail(socialtest.LostAnswer)
		r.approved(subject("n_9", true, "foggy"))
		all := r.until("sent", every(publish.Sent), "notice", "n_9")
		if calls := r.nets["foggy"].Calls(); calls != 2 {
			t.Fatalf("a notice in doubt was sent %d times", calls)
		}
		r.nets["foggy"].Lift()
		for deadline := time.Now().Add(time.Minute); len(r.nets["foggy"].Posts()) > 1; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal("the extra copy stays")
			}
		}
		if left := r.nets["foggy"].Posts()[0].ID; left != all[0].Receipt.ID {
			t.Errorf("copy %s stays, the receipt says %s", left, all[0].Receipt.ID)
		}
	})
}

func TestTakingDownIsVerifiedAndNeverComesBack(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm", "deaf", "sticky", "slow")
		r.nets["deaf"].Deaf = 2
		r.nets["sticky"].Sticky = true
		r.nets["slow"].Fail(socialtest.Limited, socialtest.Limited, socialtest.Limited, socialtest.Limited, socialtest.Limited, socialtest.Limited, socialtest.Limited)
		c := r.approved(subject("d_6", false, "calm", "deaf", "sticky", "slow", "room:approvals"))
		r.until("mostly sent", func(all []publish.Delivery) bool {
			sent := 0
			for _, d := range all {
				if d.State == publish.Sent {
					sent++
				}
			}
			return sent >= 4
		}, "draft", "d_6")
		if err := r.pub.TakeDown(t.Context(), "draft", "d_6", "trial-officer"); err != nil {
			t.Fatal(err)
		}
		all := r.until("gone where it can go", func(all []publish.Delivery) bool {
			for _, d := range all {
				if d.Target != "sticky" && d.Down != publish.Gone {
					return false
				}
				if d.Target == "sticky" && d.Down != publish.Residual {
					return false
				}
			}
			return true
		}, "draft", "d_6")
		for _, name := range []string{"calm", "deaf", "sticky", "slow"} {
			if left := len(r.nets[name].Posts()); left != 0 {
				t.Errorf("%s still has %d posts", name, left)
			}
		}
		for _, d := range all {
			if d.Down == publish.Gone && d.Part.Text != "" && d.State == publish.Sent {
				t.Errorf("our copy for %s still holds the text", d.Target)
			}
		}
		blanked, err := r.office.Case(t.Context(), c.ID)
		if err != nil || blanked.Subject.Parts[0].Text != "" {
			t.Errorf("the case still holds the text: %+v, %v", blanked.Subject.Parts[0], err)
		}
		if strings.Contains(r.room.shown("approvals"), "Portes ouvertes") {
			t.Error("the room still shows the text")
		}
	})
}

func TestAPauseHoldsTheRoutineAndNotTheUrgent(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm", "loud")
		if err := r.pub.Pause(t.Context(), "trial-director", "plan blanc"); err != nil {
			t.Fatal(err)
		}
		r.approved(subject("d_7", false, "calm"))
		r.approved(subject("n_2", true, "loud"))
		r.until("sent", every(publish.Sent), "notice", "n_2")
		time.Sleep(100 * time.Millisecond)
		if n := r.nets["calm"].Calls(); n != 0 {
			t.Errorf("a routine post went out %d times during the pause", n)
		}
		if err := r.pub.Resume(t.Context(), "trial-director"); err != nil {
			t.Fatal(err)
		}
		r.until("sent after the pause", every(publish.Sent), "draft", "d_7")
	})
}

func TestTheGateStopsWhatTodaysRulesFindWorse(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		const told = "Mme Alami, 47 ans, est sortie mardi, appelez-la au 06 39 98 12 34."
		inText, inPicture := subject("d_8", false, "calm"), subject("d_9", false, "calm")
		inText.Parts[0].Text = told
		inPicture.Parts[0].Pictures = []approval.Picture{{ID: "p_1", Alt: told}}
		for _, s := range []approval.Subject{inText, inPicture} {
			r.approved(s)
			all := r.until("stopped", every(publish.Refused), "draft", s.ID)
			if all[0].Reason != publish.SealBroken || r.nets["calm"].Calls() != 0 {
				t.Errorf("%s: %s, %d calls", s.ID, states(all), r.nets["calm"].Calls())
			}
		}
	})
}

func TestAfterACrashWhatWasSendingIsLookedUp(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		if db.Postgres() {
			t.Skip("there a lease must run out first: TestADeadReplica")
		}
		r := open(t, db, "calm")
		r.approved(subject("d_9", false, "calm"))
		r.until("sent", every(publish.Sent), "draft", "d_9")
		r.stop()
		// As if the process had died between the call and the commit of its result.
		if err := db.Do(t.Context(), func(tx database.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE delivery SET state = 'sending'")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		r.start()
		r.until("found again", every(publish.Sent), "draft", "d_9")
		if n := len(r.nets["calm"].Posts()); n != 1 {
			t.Errorf("after the crash the post is there %d times", n)
		}
	})
}

// TestADeadReplica takes over what another process was sending once its lease has run out.
func TestADeadReplica(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		r.approved(subject("d_10", false, "calm"))
		r.until("sent", every(publish.Sent), "draft", "d_10")
		if err := db.Do(t.Context(), func(tx database.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE delivery SET state = 'sending', holder = 'dead', lease = ?", time.Now().UTC().Add(-time.Second))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		r.until("found again", every(publish.Sent), "draft", "d_10")
		if n := len(r.nets["calm"].Posts()); n != 1 {
			t.Errorf("the post is there %d times", n)
		}
	})
}

func TestAPostMadeByHandCanBeFoundAndIsLeftToAPerson(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		s := subject("d_11", false, "calm")
		if err := r.pub.ByHand(t.Context(), s, "calm", "https://calm.example/77", "trial-officer"); err != nil {
			t.Fatal(err)
		}
		kind, id, err := r.pub.FindURL(t.Context(), "https://calm.example/77")
		if err != nil || kind != "draft" || id != "d_11" {
			t.Fatalf("found %s/%s, %v", kind, id, err)
		}
		if err := r.pub.TakeDown(t.Context(), kind, id, "trial-officer"); err != nil {
			t.Fatal(err)
		}
		r.until("left to a person", func(all []publish.Delivery) bool { return all[0].Down == publish.ByHand }, kind, id)
		if r.nets["calm"].Calls() != 0 {
			t.Error("a post made by hand was sent")
		}
	})
}

func TestTheCardTellsWhatIsPublic(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		r.nets["calm"].Fail(socialtest.Refused)
		r.approved(subject("d_12", false, "calm"))
		r.until("refused", every(publish.Refused), "draft", "d_12")
		r.shows("approvals", "RIEN N'EST ENCORE PUBLIC")
		r.shows("approvals", "Le service a refusé ce contenu")
	})
}

func (r *road) shows(room, words string) {
	r.t.Helper()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(r.room.shown(room), words); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			r.t.Fatalf("#%s never shows %q:\n%s", room, words, r.room.shown(room))
		}
	}
}

// A room is a chat platform that only remembers.
type room struct {
	mu    sync.Mutex
	posts []posted
}

type posted struct {
	ref chat.MessageRef
	key outcome.Key
	m   chat.Message
}

func (r *room) Name() string                                            { return "room" }
func (r *room) Rules() chat.Rules                                       { return chat.Rules{} }
func (r *room) Run(context.Context, []chat.Command, chat.Handler) error { return nil }

func (r *room) Post(_ context.Context, a outcome.Attempt, to chat.Place, m chat.Message) (chat.MessageRef, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	ref := chat.MessageRef{Platform: "room", Room: to.Room, ID: fmt.Sprint(len(r.posts) + 1)}
	r.posts = append(r.posts, posted{ref, a.Key, m})
	return ref, nil
}

func (r *room) Find(_ context.Context, a outcome.Attempt, _ chat.Place) (chat.MessageRef, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.posts {
		if p.key == a.Key {
			return p.ref, nil
		}
	}
	return chat.MessageRef{}, outcome.ErrNotFound
}

func (r *room) Update(_ context.Context, ref chat.MessageRef, m chat.Message) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.posts {
		if r.posts[i].ref == ref {
			r.posts[i].m = m
			return nil
		}
	}
	return outcome.ErrNotFound
}

func (r *room) Delete(_ context.Context, ref chat.MessageRef) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.posts {
		if r.posts[i].ref == ref {
			r.posts[i].m = chat.Message{}
		}
	}
	return nil
}

// shown is every word in a room.
func (r *room) shown(name string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b strings.Builder
	for _, p := range r.posts {
		if p.ref.Room != name {
			continue
		}
		for _, block := range p.m.Blocks {
			fmt.Fprintln(&b, block)
		}
	}
	return b.String()
}
