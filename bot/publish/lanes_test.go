package publish_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/outcome"
	"portevoix/bot/publish"
	"portevoix/bot/social"
	"portevoix/bot/social/socialtest"
)

// A logbook is what many networks hear, in one order. They keep every caller until the test lets its kind go.
type logbook struct {
	mu              sync.Mutex
	calls           []string // "draft" or "notice"
	drafts, notices chan struct{}
}

func newLogbook(t *testing.T) *logbook {
	b := &logbook{drafts: make(chan struct{}), notices: make(chan struct{})}
	t.Cleanup(func() { b.let(b.drafts); b.let(b.notices) })
	return b
}

func (b *logbook) let(kind chan struct{}) {
	select {
	case <-kind:
	default:
		close(kind)
	}
}

type listener struct {
	name string
	book *logbook
}

func (l *listener) Name() string        { return l.name }
func (l *listener) Rules() social.Rules { return social.Rules{Title: l.name} }

func (l *listener) Publish(_ context.Context, _ outcome.Attempt, p social.Post) (social.Receipt, error) {
	kind, let := "draft", l.book.drafts
	if strings.Contains(p.Text, "dimanche") {
		kind, let = "notice", l.book.notices
	}
	l.book.mu.Lock()
	l.book.calls = append(l.book.calls, kind)
	n := len(l.book.calls)
	l.book.mu.Unlock()
	<-let
	return social.Receipt{Network: l.name, ID: fmt.Sprint(n)}, nil
}

func (l *listener) Find(context.Context, outcome.Attempt, social.Post) (social.Receipt, error) {
	return social.Receipt{}, outcome.ErrNotFound
}
func (l *listener) Retract(context.Context, social.Receipt) error { return nil }
func (l *listener) Verify(context.Context, social.Receipt) (social.Presence, error) {
	return social.Gone, nil
}

func (b *logbook) heard() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.calls)
}

// However many routine posts wait, and for however many targets, once an urgent notice is confirmed none of them leaves before it but
// those whose call was out already.
func TestWhatIsUrgentIsOvertakenByNothing(t *testing.T) {
	const targets, backlog, out = 400, 2, 64 // more targets than there are places, for urgent ones too
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db)
		r.stop()
		r.pub.Patience = 10 * time.Minute
		book := newLogbook(t)
		r.pub.Networks = map[string]social.Network{}
		var names []string
		for i := range targets {
			name := fmt.Sprintf("t%03d", i)
			names, r.pub.Networks[name] = append(names, name), &listener{name, book}
		}
		for i := range backlog {
			r.approved(subject(fmt.Sprintf("d_%d", i), false, names...))
		}
		r.start()
		eventually(t, "all places being taken", func() bool { return len(book.heard()) == out })
		notice := subject("n_1", true, names...)
		for i := range notice.Parts {
			notice.Parts[i].Text = "Portes ouvertes dimanche 13 juin, entrée B."
		}
		r.approved(notice)
		book.let(book.drafts)
		eventually(t, "the routine calls ending", func() bool { return len(r.began(backlog, publish.Sent)) == out })
		if more := len(r.began(backlog, publish.Sending)); more > 0 {
			t.Errorf("%d routine posts left while urgent ones wait for a place", more)
		}
		book.let(book.notices)
		var last time.Time // at which the last urgent one passed the gate
		for _, d := range r.until("sent everywhere", every(publish.Sent), "notice", "n_1") {
			if d.Began.After(last) {
				last = d.Began
			}
		}
		for i := range backlog {
			r.until("sent after it", every(publish.Sent), "draft", fmt.Sprintf("d_%d", i))
		}
		before := 0
		for _, began := range r.began(backlog, publish.Sent) {
			if began.Before(last) {
				before++
			}
		}
		if before != out {
			t.Errorf("%d routine posts left before the last urgent one; %d were out when it was confirmed", before, out)
		}
	})
}

// began is when the routine deliveries in a state passed the gate.
func (r *road) began(backlog int, state publish.State) (all []time.Time) {
	r.t.Helper()
	for i := range backlog {
		found, err := r.pub.Deliveries(r.t.Context(), "draft", fmt.Sprintf("d_%d", i))
		if err != nil {
			r.t.Fatal(err)
		}
		for _, d := range found {
			if d.State == state {
				all = append(all, d.Began)
			}
		}
	}
	return all
}

// An urgent notice that a slow network or a network's limit holds up holds up nothing that goes elsewhere.
func TestASlowTargetHoldsUpNobody(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		r.stop()
		slow := newLogbook(t)
		strict := &metered{Faulty: &socialtest.Faulty{Title: "strict"}, perSecond: 1.0 / 3600, burst: 1}
		r.pub.Patience = 10 * time.Minute
		r.pub.Networks["slow"], r.pub.Networks["strict"] = &listener{"slow", slow}, strict
		r.start()
		r.approved(subject("n_1", true, "slow", "strict"))
		r.approved(subject("n_2", true, "slow", "strict", "calm")) // waits behind the first, and for the limit
		eventually(t, "the slow network being called", func() bool { return len(slow.heard()) == 1 })
		r.approved(subject("d_1", false, "calm"))
		r.until("sent", every(publish.Sent), "draft", "d_1")
		if strict.Calls() > 1 || len(slow.heard()) != 1 {
			t.Errorf("%d calls of the limited network, %d of the slow one", strict.Calls(), len(slow.heard()))
		}
		slow.let(slow.drafts)
	})
}

// A correction that is confirmed while nobody knows what became of the alert does not overtake it.
func TestACorrectionDoesNotOvertakeTheAlert(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r, later := openAt(t, db, "shaky", "calm")
		r.stop()
		r.pub.Look = time.Minute // by the clock that the test moves
		r.start()
		r.nets["shaky"].Fail(socialtest.LostRequest)
		alert, correction := subject("n_1", true, "shaky"), subject("n_2", true, "shaky", "calm")
		for i := range correction.Parts {
			correction.Parts[i].Text = "Portes ouvertes dimanche 13 juin, entrée B."
		}
		r.approved(alert)
		r.until("in doubt", every(publish.Unsure), "notice", "n_1")
		r.approved(correction)
		eventually(t, "the correction reaching the calm network", func() bool { return len(r.nets["calm"].Posts()) == 1 })
		for sent := false; !sent; time.Sleep(time.Millisecond) {
			later(time.Minute)
			all, err := r.pub.Deliveries(t.Context(), "notice", "n_2")
			if err != nil {
				t.Fatal(err)
			}
			sent = every(publish.Sent)(all)
		}
		r.until("sent", every(publish.Sent), "notice", "n_1")
		posts := r.nets["shaky"].Posts()
		if len(posts) != 2 || posts[0].Post.Text != alert.Parts[0].Text || posts[1].Post.Text != correction.Parts[0].Text {
			t.Errorf("the network has %+v", posts)
		}
	})
}
