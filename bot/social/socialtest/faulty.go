// Package socialtest is the conformance suite of social.Network, and a network that misbehaves on demand for those who must
// survive it.
package socialtest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"portevoix/bot/outcome"
	"portevoix/bot/social"
)

// A Fault is one way in which a call goes wrong.
type Fault string

// The faults.
const (
	None        Fault = ""
	LostAnswer  Fault = "posted, but the answer is lost"
	LostRequest Fault = "not posted, and nobody says so"
	Limited     Fault = "429 with a wait"
	Refused     Fault = "refused for good"
	Hollow      Fault = "says it posted, and did not"
)

// A Faulty network keeps what was posted in memory and fails as told.
type Faulty struct {
	Title   string
	Limits  social.Rules
	Blind   bool // cannot tell what was posted
	Foggy   int  // how many look-ups it cannot answer before it can
	Sticky  bool // pictures outlive a retracted post
	Deaf    int  // how many retractions it answers with yes and does nothing
	Latency time.Duration

	mu     sync.Mutex
	faults []Fault
	posts  []Stored
	serial int
	calls  int
}

// A Stored post is what stands on the network.
type Stored struct {
	ID   string
	Key  outcome.Key
	Post social.Post
}

// Fail queues faults: each Publish takes one.
func (f *Faulty) Fail(faults ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults = append(f.faults, faults...)
}

// Posts lists what stands on the network.
func (f *Faulty) Posts() []Stored {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Stored(nil), f.posts...)
}

// Calls is how often Publish was called.
func (f *Faulty) Calls() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls
}

// Name is the network's name.
func (f *Faulty) Name() string { return f.Title }

// Rules are the network's limits.
func (f *Faulty) Rules() social.Rules {
	r := f.Limits
	if r.Title == "" {
		r.Title = f.Title
	}
	return r
}

// Publish posts, or fails as told.
func (f *Faulty) Publish(ctx context.Context, a outcome.Attempt, p social.Post) (social.Receipt, error) {
	select {
	case <-ctx.Done():
		return social.Receipt{}, ctx.Err()
	case <-time.After(f.Latency):
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls++
	fault := None
	if len(f.faults) > 0 {
		fault, f.faults = f.faults[0], f.faults[1:]
	}
	switch fault {
	case LostRequest:
		return social.Receipt{}, errors.New("connection reset")
	case Limited:
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Limited, RetryAfter: 20 * time.Millisecond}
	case Refused:
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected}
	case Hollow:
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: errors.New("answered without an id")}
	}
	f.serial++
	s := Stored{ID: fmt.Sprint(f.serial), Key: a.Key, Post: p}
	f.posts = append(f.posts, s)
	if fault == LostAnswer {
		return social.Receipt{}, errors.New("timeout")
	}
	return f.receipt(s), nil
}

func (f *Faulty) receipt(s Stored) social.Receipt {
	return social.Receipt{Network: f.Title, ID: s.ID, URL: "https://" + f.Title + ".example/" + s.ID}
}

// Lift lifts the fog: look-ups answer from now on.
func (f *Faulty) Lift() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Foggy = 0
}

// Find looks for a key.
func (f *Faulty) Find(_ context.Context, a outcome.Attempt, _ social.Post) (social.Receipt, error) {
	if f.Blind {
		return social.Receipt{}, outcome.ErrCannotTell
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.Foggy > 0 {
		f.Foggy--
		return social.Receipt{}, outcome.ErrCannotTell
	}
	for _, s := range f.posts {
		if s.Key == a.Key {
			return f.receipt(s), nil
		}
	}
	return social.Receipt{}, outcome.ErrNotFound
}

// Retract removes a post, or only says so.
func (f *Faulty) Retract(_ context.Context, r social.Receipt) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.Deaf > 0 {
		f.Deaf--
		return nil
	}
	for i, s := range f.posts {
		if s.ID == r.ID {
			f.posts = append(f.posts[:i], f.posts[i+1:]...)
			return nil
		}
	}
	return nil
}

// Verify looks whether a post is still there.
func (f *Faulty) Verify(_ context.Context, r social.Receipt) (social.Presence, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.posts {
		if s.ID == r.ID {
			return social.Present, nil
		}
	}
	if f.Sticky {
		return social.Residual, nil
	}
	return social.Gone, nil
}
