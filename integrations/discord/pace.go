package discord

import (
	"context"
	"slices"
	"sync"
	"time"
)

// pace keeps to Discord's limits before Discord says so: 45 requests a second in all, urgent ones first, and one request at a time in
// each channel, so that messages stand there in the order in which they were sent. A channel that Discord holds back waits alone.
//
// Without it, a broadcast to 500 channels through the library meets 2,250 answers 429; 10,000 in ten minutes end in a ban.
type pace struct {
	mu     sync.Mutex
	queue  []*turn // urgent ones first, each class in the order of arrival
	busy   map[string]bool
	held   map[string]time.Time // until when a channel waits
	all    time.Time            // until when everything waits
	tokens float64
	filled time.Time
	timer  *time.Timer
	rate   float64
}

type turn struct {
	room   string
	urgent bool
	gone   bool
	go_    chan struct{}
}

func newPace() *pace {
	return &pace{busy: map[string]bool{}, held: map[string]time.Time{}, tokens: burst, filled: time.Now(), rate: perSecond}
}

// wait returns when the request may go, or the context's error. done must be called when the answer is there.
func (p *pace) wait(ctx context.Context, room string, urgent bool) (done func(), err error) {
	t := &turn{room: room, urgent: urgent, go_: make(chan struct{})}
	p.mu.Lock()
	at := len(p.queue)
	if urgent {
		if at = slices.IndexFunc(p.queue, func(o *turn) bool { return !o.urgent }); at < 0 {
			at = len(p.queue)
		}
	}
	p.queue = slices.Insert(p.queue, at, t)
	p.grant()
	p.mu.Unlock()
	done = func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.busy, room)
		p.grant()
	}
	select {
	case <-t.go_:
		return done, nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if t.gone { // granted meanwhile: the next one has the turn
		delete(p.busy, room)
	}
	p.queue = slices.DeleteFunc(p.queue, func(o *turn) bool { return o == t })
	p.grant()
	return nil, ctx.Err()
}

// grant lets go what may go now, and wakes up again when the next may. The caller holds the lock.
func (p *pace) grant() {
	now := time.Now()
	p.tokens = min(burst, p.tokens+now.Sub(p.filled).Seconds()*p.rate)
	p.filled = now
	again := time.Hour
	for i := 0; i < len(p.queue); {
		if in := p.all.Sub(now); in > 0 {
			again = in
			break
		}
		if p.tokens < 1 {
			again = time.Duration((1 - p.tokens) / p.rate * float64(time.Second))
			break
		}
		t := p.queue[i]
		if in := p.held[t.room].Sub(now); p.busy[t.room] || in > 0 {
			if in > 0 {
				again = min(again, in)
			}
			i++
			continue
		}
		p.tokens--
		p.busy[t.room], t.gone = true, true
		close(t.go_)
		p.queue = slices.Delete(p.queue, i, i+1)
	}
	if p.timer != nil {
		p.timer.Stop()
	}
	if len(p.queue) > 0 && again < time.Hour {
		p.timer = time.AfterFunc(again+time.Millisecond, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.grant()
		})
	}
}

// hold keeps a channel back for a while; an empty room means everything.
func (p *pace) hold(room string, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	until := time.Now().Add(d)
	if room == "" {
		if until.After(p.all) {
			p.all = until
		}
		return
	}
	if len(p.held) > 10_000 {
		for r, at := range p.held {
			if time.Now().After(at) {
				delete(p.held, r)
			}
		}
	}
	if until.After(p.held[room]) {
		p.held[room] = until
	}
}
