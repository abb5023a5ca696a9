package slack

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"portevoix/bot/chat"
)

// stash holds, in this process, the values of a form that Slack's private_metadata has no room for. They are never written anywhere.
type stash struct {
	now func() time.Time

	mu   sync.Mutex
	kept map[string]stashed
}

type stashed struct {
	values chat.Values
	at     time.Time
}

// stashLife is how long a form may stay open before what it does not show is forgotten.
const stashLife = 24 * time.Hour

func newStash(now func() time.Time) *stash { return &stash{now: now, kept: map[string]stashed{}} }

func (s *stash) keep(values chat.Values) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	for id, old := range s.kept {
		if now.Sub(old.at) > stashLife || len(s.kept) > 5000 {
			delete(s.kept, id)
		}
	}
	id := rand.Text()[:16]
	s.kept[id] = stashed{values, now}
	return id
}

func (s *stash) get(id string) (chat.Values, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.kept[id]
	return v.values, ok && s.now().Sub(v.at) <= stashLife
}

// answers holds the acknowledgements that were given lately: a delivery that comes twice gets the same one.
type answers struct {
	mu    sync.Mutex
	given map[string]*answer
}

type answer struct {
	at      time.Time
	done    chan struct{}
	once    sync.Once
	payload any
}

// first returns the acknowledgement to use for a delivery that comes for the first time, or else the answer that it was given.
func (a *answers) first(id string, now time.Time, ack func(any) error) (func(any) error, *answer) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.given == nil {
		a.given = map[string]*answer{}
	}
	if old, ok := a.given[id]; ok {
		return nil, old
	}
	if len(a.given) > 2000 {
		for k, old := range a.given {
			if now.Sub(old.at) > 10*time.Minute {
				delete(a.given, k)
			}
		}
	}
	given := &answer{at: now, done: make(chan struct{})}
	a.given[id] = given
	return func(payload any) error {
		given.once.Do(func() {
			given.payload = payload
			close(given.done)
		})
		return ack(payload)
	}, nil
}

// wait returns what the first delivery was answered with; nothing when that takes longer than Slack waits.
func (a *answer) wait(ctx context.Context) any {
	select {
	case <-a.done:
		return a.payload
	case <-ctx.Done():
	case <-time.After(2500 * time.Millisecond):
	}
	return nil
}
