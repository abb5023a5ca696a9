// Package hold keeps the one blocked text that its author asks the data protection officer to look at: sealed, shown to that officer
// and the directors alone, and erased at the decision or after twenty-four hours, whichever comes first.
//
// A text that nobody asks about is never written: Offer keeps it in memory for a quarter of an hour, so that the button which asks
// carries an id and no words.
package hold

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/jobs"
	"portevoix/bot/privacy"
)

// A Held text waits for a decision.
type Held struct {
	ID     string
	Words  string
	Kind   privacy.Kind
	Author string // member id
	At     time.Time
}

// How long a text is kept: in memory while nobody has asked, and on disk once somebody has.
const (
	Offered = 15 * time.Minute
	Kept    = 24 * time.Hour
)

// ErrGone means that the text was decided, erased, or never asked about in time.
var ErrGone = errors.New("this text is no longer held")

// A Safe holds texts.
type Safe struct {
	DB  *database.DB
	Now func() time.Time

	mu      sync.Mutex
	offered map[string]Held
}

// most is how many texts wait in memory at once; the oldest go first.
const most = 200

// Offer keeps a text in memory, so that its author may ask about it, and returns the id for the button.
func (s *Safe) Offer(words string, kind privacy.Kind, author string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.offered == nil {
		s.offered = map[string]Held{}
	}
	now := s.Now()
	oldest := ""
	for id, h := range s.offered {
		if now.Sub(h.At) > Offered {
			delete(s.offered, id)
		} else if oldest == "" || h.At.Before(s.offered[oldest].At) {
			oldest = id
		}
	}
	if len(s.offered) >= most {
		delete(s.offered, oldest)
	}
	h := Held{ID: "h_" + strings.ToLower(rand.Text()[:8]), Words: words, Kind: kind, Author: author, At: now}
	s.offered[h.ID] = h
	return h.ID
}

// Offered is a text that waits in memory, for its author alone; ErrGone after Offered time.
func (s *Safe) Offered(id, author string) (Held, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := s.offered[id]
	if !ok || h.Author != author || s.Now().Sub(h.At) > Offered {
		return Held{}, ErrGone
	}
	return h, nil
}

// Ask writes an offered text, sealed, in the transaction that tells the officer. Only its author may ask.
func (s *Safe) Ask(ctx context.Context, tx database.Tx, id, author string) error {
	h, err := s.Offered(id, author)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "INSERT INTO held (id, words, kind, author, held_at) VALUES (?, ?, ?, ?, ?)", id, s.DB.Seal("held/"+id, []byte(h.Words)), string(h.Kind), h.Author, s.Now().UTC())
	if err != nil {
		return fmt.Errorf("hold a text: %w", err)
	}
	tx.AfterCommit(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.offered, id)
	})
	return nil
}

// Get reads a held text. Who may is the caller's business: the officer and the directors.
func (s *Safe) Get(ctx context.Context, id string) (h Held, err error) {
	var row struct {
		Words  []byte
		Kind   string
		Author string
		HeldAt time.Time
	}
	err = s.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT words, kind, author, held_at FROM held WHERE id = ? AND held_at > ?", id, s.Now().UTC().Add(-Kept)).Scan(ctx, &row)
	})
	if database.IsNotFound(err) {
		return h, ErrGone
	}
	if err != nil {
		return h, fmt.Errorf("read a held text: %w", err)
	}
	words, err := s.DB.Unseal("held/"+id, row.Words)
	return Held{ID: id, Words: string(words), Kind: privacy.Kind(row.Kind), Author: row.Author, At: row.HeldAt}, err
}

// Decide erases a held text, in the transaction that tells its author.
func (s *Safe) Decide(ctx context.Context, tx database.Tx, id string) error {
	n, err := tx.Exec(ctx, "DELETE FROM held WHERE id = ?", id)
	if err != nil {
		return fmt.Errorf("erase a held text: %w", err)
	}
	if n == 0 {
		return ErrGone
	}
	return nil
}

// Purge erases what nobody decided within twenty-four hours.
func (s *Safe) Purge(ctx context.Context) error {
	return s.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, "DELETE FROM held WHERE held_at <= ?", s.Now().UTC().Add(-Kept))
		return err
	})
}

// Sweep is the job that erases, every hour.
var Sweep = jobs.Kind[struct{}]("hold.sweep")

// Work registers the job and its schedule. Call it before the jobs run.
func (s *Safe) Work(ctx context.Context, j *jobs.Jobs) error {
	jobs.Register(j, Sweep, 0, func(ctx context.Context, _ jobs.Job[struct{}]) error {
		return errors.Join(s.Purge(ctx), s.DB.Scrub(ctx))
	})
	return s.DB.Do(ctx, func(tx database.Tx) error {
		return Sweep.Schedule(ctx, j, tx, "hold.sweep", jobs.Plan{Every: time.Hour}, struct{}{})
	})
}
