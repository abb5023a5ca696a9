package slack

import (
	"context"
	"sync"
	"time"
)

// pace keeps to Slack's limits before Slack says so: one message a second in a channel and a number of messages a second in the whole
// workspace, urgent ones first. A call that Slack has limited all the same holds its channel back.
type pace struct {
	mu       sync.Mutex
	rooms    map[string]time.Time // when the room takes its next message
	all      time.Time            // when the workspace takes its next one
	urgent   int                  // urgent messages that wait: the others let them pass
	each     time.Duration        // between two messages of the workspace
	eachRoom time.Duration
}

func newPace() *pace {
	return &pace{rooms: map[string]time.Time{}, each: time.Second / perWorkspace, eachRoom: perChannel}
}

// wait returns when the message may go, or the context's error.
func (p *pace) wait(ctx context.Context, room string, urgent bool) error {
	if urgent {
		p.mu.Lock()
		p.urgent++
		p.mu.Unlock()
		defer func() {
			p.mu.Lock()
			p.urgent--
			p.mu.Unlock()
		}()
	}
	for {
		in := p.take(room, urgent)
		if in <= 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(in):
		}
	}
}

// take takes the room's next turn, or says how long to wait before asking again.
func (p *pace) take(room string, urgent bool) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	next := p.rooms[room]
	if p.all.After(next) {
		next = p.all
	}
	if in := next.Sub(now); in > 0 {
		return in
	}
	if p.urgent > 0 && !urgent {
		return p.each
	}
	if len(p.rooms) > 10_000 {
		for r, at := range p.rooms {
			if now.After(at) {
				delete(p.rooms, r)
			}
		}
	}
	p.rooms[room], p.all = now.Add(p.eachRoom), now.Add(p.each)
	return 0
}

// hold keeps a room back after Slack has said so.
func (p *pace) hold(room string, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.rooms[room]) {
		p.rooms[room] = until
	}
}
