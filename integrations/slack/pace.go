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
	urgent   map[string]int       // urgent messages that wait, by room: the others let them pass
	each     time.Duration        // between two messages of the workspace
	eachRoom time.Duration
}

func newPace() *pace {
	return &pace{rooms: map[string]time.Time{}, urgent: map[string]int{}, each: time.Second / perWorkspace, eachRoom: perChannel}
}

// wait returns when the message may go, or the context's error.
func (p *pace) wait(ctx context.Context, room string, urgent bool) error {
	if urgent {
		p.queue(room, 1)
		defer p.queue(room, -1)
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

func (p *pace) queue(room string, change int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.urgent[room] += change; p.urgent[room] == 0 {
		delete(p.urgent, room)
	}
}

// urgentWaits reports whether an urgent message waits for nothing but the workspace's next turn. One whose own room is held back must not
// hold back all the others.
func (p *pace) urgentWaits(now time.Time) bool {
	for room := range p.urgent {
		if !p.rooms[room].After(now) {
			return true
		}
	}
	return false
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
	if !urgent && p.urgentWaits(now) {
		return max(p.each, time.Millisecond)
	}
	if len(p.rooms) > 10_000 {
		for r, at := range p.rooms {
			if now.After(at) {
				delete(p.rooms, r)
			}
		}
	}
	p.rooms[room] = now.Add(p.eachRoom)
	if now.Sub(p.all) > p.each { // nobody sent lately
		p.all = now
	}
	p.all = p.all.Add(p.each) // by the clock, so that a broadcast to many rooms loses nothing by waking late
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
