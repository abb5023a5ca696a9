package publish_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

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
	"portevoix/bot/text"
)

// Whatever is done in whatever order (writing, changing, yes, no, pause, time passing, taking down, the process dying), no text leaves
// that nobody else said yes to, nobody's yes to their own text counts, what was taken down never comes back, and what was approved
// stands exactly once.
//
// PORTEVOIX_PROPERTY_CHECKS asks for more histories.
func TestInAnyOrderNothingLeavesUnsealedOrTwiceOrAgain(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		inAnyOrder(t, database.Config{Dir: t.TempDir()}, 6)
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		inAnyOrder(t, database.Config{URL: databasetest.PostgresURL(t)}, 3) // a process takes longer to start there
	})
}

func inAnyOrder(t *testing.T, c database.Config, histories int) {
	for name, value := range map[string]string{"rapid.checks": fmt.Sprint(number("PORTEVOIX_PROPERTY_CHECKS", histories)), "rapid.nofailfile": "true"} {
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	h := &history{t: t, config: c, nets: map[string]*witness{}, seals: map[string]bool{}}
	for _, name := range []string{"alpha", "beta"} {
		h.nets[name] = &witness{name: name, posts: map[string]outcome.Key{}}
	}
	h.start()
	defer func() { h.stop() }()
	if err := h.office.People.EnsureTrial(t.Context(), text.FR); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		h.begin(rt)
		rt.Repeat(map[string]func(*rapid.T){
			"write":     h.write,
			"rewrite":   h.rewrite,
			"decide":    h.decide,
			"own yes":   h.ownYes,
			"pause":     h.pause,
			"resume":    h.resume,
			"wait":      h.wait,
			"take down": h.takeDown,
			"crash":     h.crash,
			"":          h.check,
		})
		h.end(rt)
	})
	t.Logf("%d objects written, %d processes died, %d posts made, %d taken down", h.serial, h.crashes, h.nets["alpha"].serials+h.nets["beta"].serials, h.downs)
}

// A history is what has happened, as whoever watches from outside would write it down.
type history struct {
	t      *testing.T
	config database.Config
	nets   map[string]*witness
	clock  atomic.Int64    // how far ahead of the real time it is
	seals  map[string]bool // the texts that somebody else has said yes to

	db     *database.DB // of the process that runs now
	office *approval.Office
	pub    *publish.Publisher
	stop   func()

	objects map[string]*object
	paused  bool

	serial, crashes, downs int
}

// An object is a draft or notice and its newest case.
type object struct {
	subject  approval.Subject
	open     string // the case that waits; none when it was decided
	expires  time.Time
	approved []approval.Case
	down     bool
}

// reader is somebody else whose yes is needed; empty when there is nobody.
func (o *object) reader() string {
	switch {
	case o.subject.Author != "trial-director":
		return "trial-director"
	case o.subject.Urgent:
		return ""
	}
	return "trial-reviewer"
}

func (h *history) now() time.Time { return time.Now().Add(time.Duration(h.clock.Load())) }

// start starts a process over the same database.
func (h *history) start() {
	db, err := database.Open(h.t.Context(), h.config)
	if err != nil {
		h.t.Fatal(err)
	}
	team := &people.Directory{DB: db, Now: h.now, Trial: true}
	h.db, h.office = db, &approval.Office{DB: db, People: team, Register: register.New(db), Now: h.now}
	networks := map[string]social.Network{}
	for name, n := range h.nets {
		networks[name] = n
	}
	h.pub = &publish.Publisher{
		DB: db, Office: h.office, People: team, Register: h.office.Register, Pictures: picture.Shelf{DB: db, Now: h.now}, Checker: privacy.New(privacy.Config{}),
		Country: "FR", Lang: text.FR, Zone: time.UTC, Networks: networks, Platforms: map[string]chat.Platform{}, Rooms: map[string][]chat.Place{},
		Now: h.now, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Patience: 200 * time.Millisecond, Look: 5 * time.Millisecond, Lease: 200 * time.Millisecond,
	}
	h.pub.Connect()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		h.pub.Run(ctx)
	}()
	h.stop = func() {
		db.Close() // first: whatever is on its way cannot be written down any more, as when the machine loses power
		cancel()
		<-done
	}
}

func (h *history) crash(*rapid.T) {
	h.stop()
	h.crashes++
	h.start()
}

func (h *history) begin(rt *rapid.T) {
	h.objects, h.paused = map[string]*object{}, false
	for _, n := range h.nets {
		n.forget(rapid.Uint64().Draw(rt, "faults"))
	}
	h.must(rt, h.pub.Resume(h.t.Context(), "trial-director"))
}

func (h *history) must(rt *rapid.T, err error) {
	if err != nil {
		rt.Fatal(err)
	}
}

func (h *history) ids() []string {
	var all []string
	for id, o := range h.objects {
		if !o.down {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all
}

func (h *history) some(rt *rapid.T) (string, *object) {
	ids := h.ids()
	if len(ids) == 0 {
		rt.Skip("nothing written")
	}
	id := rapid.SampledFrom(ids).Draw(rt, "object")
	return id, h.objects[id]
}

func (h *history) write(rt *rapid.T) {
	h.serial++
	s := subject(fmt.Sprintf("d_%d", h.serial), false)
	if rapid.Bool().Draw(rt, "urgent") {
		s = subject(fmt.Sprintf("n_%d", h.serial), true)
	}
	s.Author = rapid.SampledFrom([]string{"trial-officer", "trial-reviewer", "trial-director"}).Draw(rt, "author")
	if rapid.Bool().Draw(rt, "expires") {
		s.Until = h.now().Add(time.Hour)
	}
	h.objects[s.ID] = &object{subject: s}
	h.submit(rt, s.ID)
}

// rewrite changes an object: a case that waits is void.
func (h *history) rewrite(rt *rapid.T) {
	id, _ := h.some(rt)
	h.submit(rt, id)
}

func (h *history) submit(rt *rapid.T, id string) {
	o := h.objects[id]
	o.subject.Version++
	o.subject.Parts = nil
	for _, target := range []string{"alpha", "beta"} {
		o.subject.Parts = append(o.subject.Parts, approval.Part{Target: target, Lang: text.FR, Text: fmt.Sprintf("Portes ouvertes samedi : https://ch-valombre.example/%s/%d", id, o.subject.Version)})
	}
	c, err := h.office.Submit(h.t.Context(), o.subject)
	h.must(rt, err)
	o.open, o.expires = c.ID, c.Expires
}

func (h *history) decide(rt *rapid.T) {
	_, o := h.some(rt)
	if o.open == "" {
		rt.Skip("decided")
	}
	who := o.reader()
	if who == "" {
		rt.Skip("nobody else can")
	}
	d := approval.Decision{To: rapid.SampledFrom([]approval.State{approval.Approved, approval.Approved, approval.Refused, approval.Changes}).Draw(rt, "decision")}
	if d.To == approval.Approved && rapid.IntRange(0, 3).Draw(rt, "later") == 0 {
		d.At = h.now().Add(10 * time.Minute)
	}
	late := !h.now().Before(o.expires)
	if d.To == approval.Approved && !late {
		h.seals[o.subject.Parts[0].Text] = true // before: the publisher may be faster than we write it down
	}
	c, err := h.office.Decide(h.t.Context(), o.open, who, d)
	switch {
	case late:
		if !errors.Is(err, approval.ErrExpired) {
			rt.Fatalf("a late decision: %v", err)
		}
	case err != nil:
		rt.Fatal(err)
	case c.State == approval.Approved:
		o.approved = append(o.approved, c)
	}
	o.open = ""
}

// ownYes is an author pressing Approve on what they wrote. It never counts.
func (h *history) ownYes(rt *rapid.T) {
	_, o := h.some(rt)
	if o.open == "" {
		rt.Skip("decided")
	}
	c, err := h.office.Decide(h.t.Context(), o.open, o.subject.Author, approval.Decision{To: approval.Approved})
	if err == nil {
		rt.Fatalf("somebody approved their own text: %s", c.State)
	}
	if c, err := h.office.Case(h.t.Context(), o.open); err != nil || c.State != approval.Waiting && c.State != approval.Expired || len(c.Votes) != 0 {
		rt.Fatalf("after an own yes: %s, %d votes, %v", c.State, len(c.Votes), err)
	}
}

func (h *history) pause(rt *rapid.T) {
	h.must(rt, h.pub.Pause(h.t.Context(), "trial-director", "plan blanc"))
	h.paused = true
	h.quiet(rt)
	for _, n := range h.nets {
		n.hush(true)
	}
}

func (h *history) resume(rt *rapid.T) {
	if !h.paused {
		rt.Skip("not paused")
	}
	for _, n := range h.nets {
		n.hush(false)
	}
	h.must(rt, h.pub.Resume(h.t.Context(), "trial-director"))
	h.paused = false
}

// quiet waits until no call is out: one that was taken before a pause may still arrive.
func (h *history) quiet(rt *rapid.T) {
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(2 * time.Millisecond) {
		n := 0
		h.must(rt, h.db.Read(h.t.Context(), func(tx database.Tx) error {
			return tx.NewRaw("SELECT COUNT(*) FROM delivery WHERE state = 'sending'").Scan(h.t.Context(), &n)
		}))
		if n == 0 {
			return
		}
		if time.Now().After(deadline) {
			rt.Fatal("something is being sent for ever")
		}
	}
}

// wait lets time pass: a moment, or so much that something expires.
func (h *history) wait(rt *rapid.T) {
	if rapid.IntRange(0, 4).Draw(rt, "long") == 0 {
		h.clock.Add(int64(20 * time.Minute))
		h.must(rt, h.office.Expire(h.t.Context()))
	}
	time.Sleep(time.Duration(rapid.IntRange(1, 15).Draw(rt, "ms")) * time.Millisecond)
}

func (h *history) takeDown(rt *rapid.T) {
	id, o := h.some(rt)
	err := h.pub.TakeDown(h.t.Context(), o.subject.Kind, id, "trial-officer")
	if errors.Is(err, publish.ErrNothing) && len(o.approved) == 0 {
		return
	}
	h.must(rt, err)
	o.down = true
	h.downs++
	if o.open != "" { // somebody says yes to what waits of it, without knowing
		h.office.Decide(h.t.Context(), o.open, o.reader(), approval.Decision{To: approval.Approved})
	}
}

// check is what must be true at every moment.
func (h *history) check(rt *rapid.T) {
	for name, n := range h.nets {
		for _, said := range n.heard() {
			if !h.seals[said] {
				rt.Fatalf("%s heard what nobody had said yes to: %q", name, said)
			}
		}
		if broken := n.brokenHush(); broken != "" {
			rt.Fatalf("%s heard during the pause: %q", name, broken)
		}
		for key, copies := range n.standing() {
			if copies > 1 {
				rt.Fatalf("%s has %s %d times", name, key, copies)
			}
		}
	}
}

// end lets everything come to rest, and counts.
func (h *history) end(rt *rapid.T) {
	if h.paused {
		h.resume(rt)
	}
	h.rest(rt)
	h.check(rt)
	for id, o := range h.objects {
		all, err := h.pub.Deliveries(h.t.Context(), o.subject.Kind, id)
		h.must(rt, err)
		if !o.down && len(all) != 2*len(o.approved) {
			rt.Fatalf("%s has %d deliveries of %d approved cases", id, len(all), len(o.approved))
		}
		for _, d := range all {
			copies := h.nets[d.Target].standing()[d.Key]
			switch {
			case o.down && copies != 0:
				rt.Fatalf("%s was taken down and stands on %s: %s/%s", id, d.Target, d.State, d.Down)
			case !o.down && d.State == publish.Sent && copies != 1:
				rt.Fatalf("%s is said to be sent and stands %d times on %s", id, copies, d.Target)
			case !o.down && d.State == publish.Refused && (d.Reason != publish.TooLate || copies != 0):
				rt.Fatalf("%s was refused (%s) and stands %d times", id, d.Reason, copies)
			case !o.down && d.State != publish.Sent && d.State != publish.Refused:
				rt.Fatalf("%s rests as %s", id, d.State)
			}
		}
	}
}

// rest waits until nothing is on its way, letting the clock run so that nothing has to be waited for.
func (h *history) rest(rt *rapid.T) {
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		n := 0
		h.must(rt, h.db.Read(h.t.Context(), func(tx database.Tx) error {
			return tx.NewRaw("SELECT COUNT(*) FROM delivery WHERE state IN ('waiting', 'sending', 'unsure', 'delayed') OR down IN ('requested', 'accepted')").Scan(h.t.Context(), &n)
		}))
		if n == 0 {
			return
		}
		if time.Now().After(deadline) {
			rt.Fatalf("%d deliveries never come to rest", n)
		}
		h.clock.Add(int64(time.Second))
	}
}

// A witness is a network that writes down what it hears. It loses answers and requests, asks to wait, and dawdles.
type witness struct {
	name string

	mu      sync.Mutex
	faults  *rand.Rand
	posts   map[string]outcome.Key
	texts   []string
	hushed  bool
	broken  string
	serials int
}

func (w *witness) forget(seed uint64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults, w.texts, w.hushed, w.broken = rand.New(rand.NewPCG(seed, 1)), nil, false, ""
}

func (w *witness) hush(on bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hushed = on
}

func (w *witness) heard() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.texts)
}

func (w *witness) brokenHush() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.broken
}

func (w *witness) standing() map[outcome.Key]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := map[outcome.Key]int{}
	for _, key := range w.posts {
		n[key]++
	}
	return n
}

func (w *witness) Name() string        { return w.name }
func (w *witness) Rules() social.Rules { return social.Rules{Title: w.name} }

// Publish writes down every text that reaches it, also of calls that it then does not answer.
func (w *witness) Publish(ctx context.Context, a outcome.Attempt, p social.Post) (social.Receipt, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fault := w.faults.IntN(10)
	w.texts = append(w.texts, p.Text)
	if w.hushed && strings.Contains(p.Text, "/d_") {
		w.broken = p.Text
	}
	switch fault {
	case 0:
		return social.Receipt{}, errors.New("connection reset")
	case 1:
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Limited, RetryAfter: 10 * time.Millisecond}
	case 2:
		time.Sleep(10 * time.Millisecond)
	}
	w.serials++
	id := fmt.Sprint(w.serials)
	w.posts[id] = a.Key
	time.Sleep(time.Duration(w.faults.IntN(3)) * time.Millisecond) // the process may die between the post and its note
	if fault == 3 {
		return social.Receipt{}, errors.New("the answer was lost")
	}
	return social.Receipt{Network: w.name, ID: id}, nil
}

func (w *witness) Find(_ context.Context, a outcome.Attempt, _ social.Post) (social.Receipt, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for id, key := range w.posts {
		if key == a.Key {
			return social.Receipt{Network: w.name, ID: id}, nil
		}
	}
	return social.Receipt{}, outcome.ErrNotFound
}

func (w *witness) Retract(_ context.Context, r social.Receipt) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.faults.IntN(4) > 0 { // now and then it says yes and does nothing
		delete(w.posts, r.ID)
	}
	return nil
}

func (w *witness) Verify(_ context.Context, r social.Receipt) (social.Presence, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, there := w.posts[r.ID]; there {
		return social.Present, nil
	}
	return social.Gone, nil
}
