// Package casebook remembers for ninety days what approved posts said about persons, as signatures and never as words, so that the
// privacy check can tell when the same case is told again, piece by piece, over several posts (the mosaic).
//
// It keeps; bot/privacy compares. A post that is taken down is forgotten.
package casebook

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/database"
	"portevoix/bot/privacy"
)

// Kept is how long a signature is kept.
const Kept = 90 * 24 * time.Hour

// A Book holds the signatures of one hospital. Check is a privacy check that knows them.
type Book struct {
	DB      *database.DB
	Checker *privacy.Checker
	Country string
	Now     func() time.Time

	mu     sync.Mutex
	known  []told
	loaded bool
}

// told is what one approved object said.
type told struct {
	Object string
	Cases  []privacy.Case
	At     time.Time
}

// Check checks a text in the light of what earlier posts said. Where the caller brings earlier cases, those count.
func (b *Book) Check(in privacy.Input) privacy.Report {
	if in.Earlier == nil {
		in.Earlier = b.earlier()
	}
	return b.Checker.Check(in)
}

// Follow keeps what an approved subject says. It runs in the transaction of the decision.
func (b *Book) Follow(ctx context.Context, tx database.Tx, c approval.Case) error {
	if c.State != approval.Approved || c.Subject.Kind == "template" {
		return nil
	}
	kind := privacy.Post
	if c.Subject.Kind == "notice" {
		kind = privacy.Notice
	}
	one := told{Object: c.Subject.Kind + "/" + c.Subject.ID, At: b.Now().UTC()}
	seen := map[string]bool{}
	for _, part := range c.Subject.Parts {
		if seen[string(part.Lang)] {
			continue // the versions of one language say the same
		}
		seen[string(part.Lang)] = true
		in := privacy.Input{Text: part.Text, Kind: kind, Lang: part.Lang, Country: b.Country, Now: one.At}
		one.Cases = append(one.Cases, b.Checker.Cases(in, c.Subject.ID)...)
	}
	if len(one.Cases) == 0 {
		return nil
	}
	raw, err := json.Marshal(one.Cases)
	if err != nil {
		return fmt.Errorf("keep a case: %w", err)
	}
	_, err = tx.Exec(ctx, `INSERT INTO told_case (object, cases, told_at) VALUES (?, ?, ?)
		ON CONFLICT (object) DO UPDATE SET cases = excluded.cases, told_at = excluded.told_at`, one.Object, b.DB.Seal("told_case/"+one.Object, raw), one.At)
	if err != nil {
		return fmt.Errorf("keep a case: %w", err)
	}
	tx.AfterCommit(func() { b.remember(one) })
	return nil
}

// Forget forgets an object that was taken down.
func (b *Book) Forget(ctx context.Context, tx database.Tx, object string) error {
	if _, err := tx.Exec(ctx, "DELETE FROM told_case WHERE object = ?", object); err != nil {
		return fmt.Errorf("forget a case: %w", err)
	}
	tx.AfterCommit(b.reload)
	return nil
}

// Purge forgets what is older than ninety days.
func (b *Book) Purge(ctx context.Context) error {
	defer b.reload()
	return b.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, "DELETE FROM told_case WHERE told_at < ?", b.Now().UTC().Add(-Kept))
		return err
	})
}

// Load reads what is kept. Call it once before the first check; without it the book is empty.
func (b *Book) Load(ctx context.Context) error {
	var rows []struct {
		Object string
		Cases  []byte
		ToldAt time.Time
	}
	err := b.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT object, cases, told_at FROM told_case WHERE told_at > ? ORDER BY told_at", b.Now().UTC().Add(-Kept)).Scan(ctx, &rows)
	})
	if err != nil {
		return fmt.Errorf("read the casebook: %w", err)
	}
	known := make([]told, len(rows))
	for i, r := range rows {
		raw, err := b.DB.Unseal("told_case/"+r.Object, r.Cases)
		if err == nil {
			err = json.Unmarshal(raw, &known[i].Cases)
		}
		if err != nil {
			return fmt.Errorf("read the casebook: %w", err)
		}
		known[i].Object, known[i].At = r.Object, r.ToldAt
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.known, b.loaded = known, true
	return nil
}

// reload lets the next check read again: other replicas may have added cases too.
func (b *Book) reload() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.loaded = false
}

func (b *Book) remember(one told) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.known = append(b.known, one)
}

// earlier lists the signatures. A book that cannot be read now is used as it was.
func (b *Book) earlier() []privacy.Case {
	b.mu.Lock()
	loaded := b.loaded
	b.mu.Unlock()
	if !loaded {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = b.Load(ctx) // the check goes on with what is known
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	all := []privacy.Case{}
	for _, one := range b.known {
		all = append(all, one.Cases...)
	}
	return all
}
