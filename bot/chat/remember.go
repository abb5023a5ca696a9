package chat

import (
	"context"
	"sync"
	"time"
)

// Recent is the replay memory of one process, for an hour: platforms deliver again what they believe unread. The zero value is ready.
type Recent struct {
	mu   sync.Mutex
	seen map[string]time.Time
}

// Has reports whether the key was there before, and remembers it.
func (r *Recent) Has(key string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen = map[string]time.Time{}
	}
	if len(r.seen) > 10_000 {
		for k, at := range r.seen {
			if now.Sub(at) > time.Hour {
				delete(r.seen, k)
			}
		}
	}
	_, had := r.seen[key]
	r.seen[key] = now
	return had
}

// Told remembers who has been told something that is said once. The zero value is ready.
type Told struct {
	mu    sync.Mutex
	known map[string]bool
}

// Before reports whether the person was told before, here or, as the shelf remembers, in another life; and remembers that they are now.
func (t *Told) Before(ctx context.Context, shelf Shelf, person string) bool {
	t.mu.Lock()
	if t.known == nil {
		t.known = map[string]bool{}
	}
	had := t.known[person]
	t.known[person] = true
	t.mu.Unlock()
	if had || shelf == nil {
		return had
	}
	if _, err := shelf.Get(ctx, "told", person); err == nil {
		return true
	}
	_ = shelf.Put(ctx, "told", person, []byte("1")) // told once more after a restart, at worst
	return false
}
