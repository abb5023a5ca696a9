// Package publish is the one road out: the only caller of social.Network.Publish and chat.Platform.Post. Every message that nobody
// asked for passes here, in one of two classes: outward (networks and broadcasts: approved and sealed) or team (cards, digests,
// reminders, pages: to an allowed room or member).
//
// Nothing is lost and nothing is doubled: a delivery is committed before its call; a call whose result is unknown is unsure, and
// what is unsure is looked up before anything is sent again. Taking down overtakes everything.
//
// It writes no text of its own but the cards that show how a delivery goes. What is said was sealed by bot/approval.
package publish

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/people"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/register"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// A Lane is how urgent a delivery is. Within a target, order is kept; between lanes, the more urgent goes first.
type Lane int

// The lanes.
const (
	Urgent Lane = iota
	Interactive
	Routine
)

// A Publisher sends. Its fields are filled once, before Run.
type Publisher struct {
	DB        *database.DB
	Office    *approval.Office
	People    *people.Directory
	Register  *register.Register
	Pictures  picture.Shelf
	Checker   *privacy.Checker
	Country   string
	Lang      text.Lang      // of the cards
	Zone      *time.Location // of the times in cards
	Networks  map[string]social.Network
	Platforms map[string]chat.Platform
	Rooms     map[string][]chat.Place // by what they are for: "general", "approvals", "urgent", "digest"
	Pagers    []chat.Pager            // how members are reached outside the chat when an urgent notice waits for them
	Now       func() time.Time
	Log       *slog.Logger

	Patience time.Duration // how long one call may take; 20 s unless set
	Lease    time.Duration // how long a process that says nothing is taken for alive; 6 s unless set
	Look     time.Duration // how long after an unsure call the first look-up comes, and between the looks of a take-down; 2 s unless set

	settled  []settledFollower
	proofs   proofs
	pace     pace
	holder   string       // of the deliveries that this process is sending
	replicas atomic.Int32 // how many processes share the work

	takings   *together[*taking]
	settlings *together[settling]

	pressing *busy // urgent notices have places of their own: they never wait for a slow network that routine posts go to
	sending  *busy
	telling  *busy // nor do take-downs and the team's messages
	removing *busy
	ringing  *busy
}

// Status is how the deliveries of an object stand, for whoever submitted it.
type Status struct {
	Case    string
	Total   int
	Sent    int
	Public  int // of those sent, how many really reached the public
	Failed  int // refused, or unsure until a person has looked
	Pending int
	Down    bool // taken down, or being taken down
}

// Settled reports whether nothing is on its way any more.
func (s Status) Settled() bool { return s.Pending == 0 }

type settledFollower struct {
	kind string
	f    func(ctx context.Context, tx database.Tx, id string, s Status) error
}

// On follows the deliveries of a kind of object: f runs in the transaction of every change. Followers are added while the parts
// are put together.
func (p *Publisher) On(kind string, f func(ctx context.Context, tx database.Tx, id string, s Status) error) {
	p.settled = append(p.settled, settledFollower{kind, f})
}

// Connect makes the publisher follow the office: cards appear, and approved subjects are sent. Call it once, before anything runs.
func (p *Publisher) Connect() {
	p.sending, p.telling, p.removing, p.ringing = newBusy(places), newBusy(places), newBusy(places), newBusy(places)
	p.pressing = newBusy(urgentPlaces)
	p.pressing.freed = p.sending.freed // one loop works both
	p.takings, p.settlings = newTogether[*taking](1024), newTogether[settling](1024)
	p.Office.On("", p.follow)
}

// Run sends until ctx ends.
func (p *Publisher) Run(ctx context.Context) error {
	p.holder = newID()
	if err := p.recover(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	// Calls that are out outlive ctx, and so does the word that we are alive.
	alive, dead := context.WithCancel(context.WithoutCancel(ctx))
	var pulse sync.WaitGroup
	pulse.Go(func() { p.pulse(alive) })
	defer pulse.Wait()
	defer dead()
	var all sync.WaitGroup
	all.Go(func() { p.loop(ctx, outwardTopic, p.sending.freed, p.sendDue) })
	all.Go(func() { p.loop(ctx, teamTopic, p.telling.freed, p.postDue) })
	all.Go(func() { p.loop(ctx, downTopic, p.removing.freed, p.retractDue) })
	all.Go(func() { p.loop(ctx, cardTopic, nil, p.drawDue) })
	all.Go(func() { p.loop(ctx, pageTopic, p.ringing.freed, p.pageDue) })
	all.Go(func() { p.buryDead(ctx) })
	all.Wait()
	p.pressing.wait()
	p.sending.wait()
	p.telling.wait()
	p.removing.wait()
	p.ringing.wait()
	return nil
}

// The topics on which the loops are woken.
const (
	outwardTopic = "publish.outward"
	teamTopic    = "publish.team"
	downTopic    = "publish.down"
	cardTopic    = "publish.card"
	pageTopic    = "publish.page"
)

// idle is how often a loop looks by itself when nothing wakes it: for due times, leases of the dead, and lost wake-ups.
const idle = 5 * time.Second

// loop works whenever something was committed, somebody has become free, something becomes due, or idle has passed. work returns when
// to come back, and comes back itself when it is woken while it waits.
func (p *Publisher) loop(ctx context.Context, topic string, freed <-chan struct{}, work func(ctx context.Context, woken <-chan struct{}) (time.Duration, error)) {
	woken := p.DB.Waken(ctx, topic)
	for ctx.Err() == nil {
		next, err := work(ctx, woken)
		if err != nil && ctx.Err() == nil {
			p.Log.Error("publish", "loop", topic, "err", err)
			next = time.Second
		}
		select {
		case <-ctx.Done():
		case <-woken:
		case <-freed:
		case <-time.After(min(max(next, time.Millisecond), idle)):
		}
	}
}

func (p *Publisher) patience() time.Duration {
	if p.Patience > 0 {
		return p.Patience
	}
	return 20 * time.Second
}

func (p *Publisher) look() time.Duration {
	if p.Look > 0 {
		return p.Look
	}
	return 2 * time.Second
}

// busy says which targets are being worked, so that one target is worked by one goroutine and a slow one holds up nobody.
type busy struct {
	most    int // targets at once
	mu      sync.Mutex
	targets map[string]bool
	freed   chan struct{}
	crowded atomic.Bool // somebody waits for a place
	running sync.WaitGroup
}

func newBusy(most int) *busy {
	return &busy{most: most, targets: map[string]bool{}, freed: make(chan struct{}, 1)}
}

// How many targets are worked at once.
const (
	places       = 64
	urgentPlaces = 256
)

// What start may answer.
type started int

const (
	running started = iota // f runs
	already                // the target is being worked
	full                   // as many as may be are being worked
)

// start runs f for the target unless it is being worked already.
func (b *busy) start(target string, f func()) started {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.targets[target]:
		return already
	case len(b.targets) >= b.most:
		return full
	}
	b.targets[target] = true
	b.running.Go(func() {
		defer b.free(target)
		f()
	})
	return running
}

func (b *busy) free(target string) {
	b.mu.Lock()
	delete(b.targets, target)
	b.mu.Unlock()
	select {
	case b.freed <- struct{}{}:
	default:
	}
}

// list names the targets that are being worked.
func (b *busy) list() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Collect(maps.Keys(b.targets))
}

// startSoon is start that waits while everything is busy. It answers full when woken, ctx or the time was over first.
func (b *busy) startSoon(ctx context.Context, woken <-chan struct{}, atMost time.Duration, target string, f func()) started {
	over := time.NewTimer(atMost)
	defer over.Stop()
	for {
		s := b.start(target, f)
		b.crowded.Store(s == full)
		if s != full {
			return s
		}
		select {
		case <-ctx.Done():
			return full
		case <-woken:
			return full
		case <-over.C:
			return full
		case <-b.freed:
		}
	}
}

func (b *busy) wait() { b.running.Wait() }
