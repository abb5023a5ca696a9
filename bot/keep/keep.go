// Package keep is what integrations remember: their own small records (Shelf), what they have seen before (Memory) and who holds a
// name that only one process may hold (Leases). It fulfils the small ports that bot/chat and bot/social declare, so that an
// integration never sees a database.
//
// What the records mean is the integration's business; nothing here reads them.
package keep

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/outcome"
)

// A Shelf keeps one integration's records, sealed.
type Shelf struct {
	DB    *database.DB
	Owner string // "webchat"
	Now   func() time.Time
}

// Put keeps a value, or changes the one that is there.
func (s Shelf) Put(ctx context.Context, kind, id string, value []byte) error {
	sealed := s.DB.Seal(s.place(kind, id), value)
	err := s.DB.Do(ctx, func(tx database.Tx) error {
		if err := tx.Lock(ctx, "kept/"+s.Owner); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO kept (owner, kind, id, sealed, kept_at, serial)
			VALUES (?, ?, ?, ?, ?, (SELECT COALESCE(MAX(serial), 0) + 1 FROM kept WHERE owner = ? AND kind = ?))
			ON CONFLICT (owner, kind, id) DO UPDATE SET sealed = excluded.sealed`,
			s.Owner, kind, id, sealed, s.Now(), s.Owner, kind)
		return err
	})
	return wrap("keep a record", err)
}

// Get reads a value; outcome.ErrNotFound when there is none.
func (s Shelf) Get(ctx context.Context, kind, id string) ([]byte, error) {
	var sealed []byte
	err := s.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT sealed FROM kept WHERE owner = ? AND kind = ? AND id = ?", s.Owner, kind, id).Scan(ctx, &sealed)
	})
	if database.IsNotFound(err) {
		return nil, outcome.ErrNotFound
	}
	if err != nil {
		return nil, wrap("read a record", err)
	}
	return s.DB.Unseal(s.place(kind, id), sealed)
}

// List reads every record of a kind in the order in which they were first put.
func (s Shelf) List(ctx context.Context, kind string) ([]chat.Record, error) {
	var rows []struct {
		ID     string
		Sealed []byte
		KeptAt time.Time
	}
	err := s.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT id, sealed, kept_at FROM kept WHERE owner = ? AND kind = ? ORDER BY serial", s.Owner, kind).Scan(ctx, &rows)
	})
	if err != nil {
		return nil, wrap("list records", err)
	}
	records := make([]chat.Record, len(rows))
	for i, row := range rows {
		value, err := s.DB.Unseal(s.place(kind, row.ID), row.Sealed)
		if err != nil {
			return nil, wrap("list records", err)
		}
		records[i] = chat.Record{ID: row.ID, Value: value, At: row.KeptAt}
	}
	return records, nil
}

// Delete removes a record; one that is not there is no error.
func (s Shelf) Delete(ctx context.Context, kind, id string) error {
	return wrap("delete a record", s.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, "DELETE FROM kept WHERE owner = ? AND kind = ? AND id = ?", s.Owner, kind, id)
		return err
	}))
}

// place binds the sealed bytes to where they lie, so that one record cannot be passed off as another.
func (s Shelf) place(kind, id string) string { return "kept/" + s.Owner + "/" + kind + "/" + id }

// A Memory remembers keys: the replay memory of an integration.
type Memory struct {
	DB    *database.DB
	Owner string
	For   time.Duration // how long a key is remembered; at least an hour
	Now   func() time.Time
}

// Seen reports whether the key was seen before, and remembers it.
func (m Memory) Seen(ctx context.Context, key string) (bool, error) {
	now, seen := m.Now(), false
	err := m.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM seen_key WHERE owner = ? AND seen_at < ?", m.Owner, now.Add(-max(m.For, time.Hour))); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, "INSERT INTO seen_key (owner, key, seen_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", m.Owner, key, now)
		seen = n == 0
		return err
	})
	return seen, wrap("remember a key", err)
}

// Leases let one process at a time hold a name.
type Leases struct {
	DB  *database.DB
	For time.Duration // how long a lease outlives a holder that died; LeaseLife unless set
	Now func() time.Time
}

// LeaseLife is how long a lease outlives a holder that died. What others wait for before they take over is this and the time until they
// ask again.
const LeaseLife = 10 * time.Second

// ErrHeld means that another process holds the name.
var ErrHeld = errors.New("held by another process")

// Lease takes a name, or returns ErrHeld. The returned context ends when the lease is lost or ctx ends; release gives the
// name up. The lease is renewed three times in its lifetime.
func (l Leases) Lease(ctx context.Context, name string) (context.Context, func(), error) {
	life := l.For
	if life == 0 {
		life = LeaseLife
	}
	holder := rand.Text()
	if ok, err := l.take(ctx, name, holder, life); err != nil || !ok {
		return nil, nil, cond(err == nil, ErrHeld, err)
	}
	held, cancel := context.WithCancel(ctx)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		defer cancel()
		l.renew(held, name, holder, life)
	}()
	release := func() {
		cancel()
		<-stopped
		l.giveUp(context.WithoutCancel(ctx), name, holder)
	}
	return held, release, nil
}

// renew keeps the lease until it is lost or ctx ends. Two failures in a row are one missed third each, and a try may take no longer than a
// third: then the lease has expired for everybody else, so it is over for us too.
func (l Leases) renew(ctx context.Context, name, holder string, life time.Duration) {
	tick := time.NewTicker(life / 3)
	defer tick.Stop()
	last := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			asked := time.Now()
			trying, cancel := context.WithTimeout(ctx, life/3)
			ok, err := l.take(trying, name, holder, life)
			cancel()
			switch {
			case err == nil && ok:
				last = asked
			case err == nil, time.Since(last) >= life*2/3:
				return
			}
		}
	}
}

func (l Leases) take(ctx context.Context, name, holder string, life time.Duration) (taken bool, err error) {
	now := l.Now()
	err = l.DB.Do(ctx, func(tx database.Tx) error {
		n, err := tx.Exec(ctx, `INSERT INTO lease (name, holder, until) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
			WHERE lease.holder = excluded.holder OR lease.until < ?`, name, holder, now.Add(life), now)
		taken = n == 1
		return err
	})
	return taken, wrap("take a lease", err)
}

// giveUp is best effort: a lease that stays runs out by itself.
func (l Leases) giveUp(ctx context.Context, name, holder string) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	_ = l.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, "DELETE FROM lease WHERE name = ? AND holder = ?", name, holder)
		return err
	})
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func cond(yes bool, a, b error) error {
	if yes {
		return a
	}
	return b
}
