package publish

import (
	"context"
	"slices"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/register"
)

// This file is about processes that die. Whoever is sending says every moment that it is alive; whoever says nothing for the time of a
// lease is taken for dead, and what it was sending is in doubt. What merely waited was never anybody's: any process takes it.
//
// A dead process is found out within leaseLife + deadLook, which is less than ten seconds.

const (
	leaseLife = 6 * time.Second // four beats may be missed
	deadLook  = 2 * time.Second // how often one looks for the dead
)

func (p *Publisher) lease() time.Duration {
	if p.Lease > 0 {
		return p.Lease
	}
	return leaseLife
}

// pulse says that this process is alive until ctx ends: for its deliveries, and for those who share the networks' limits with it.
func (p *Publisher) pulse(ctx context.Context) {
	p.beat(ctx)
	beats := time.NewTicker(p.lease() / 4)
	defer beats.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-beats.C:
			p.beat(ctx)
		}
	}
}

func (p *Publisher) beat(ctx context.Context) {
	now := p.Now().UTC()
	alive := 1
	err := p.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE delivery SET lease = ? WHERE state = 'sending' AND holder = ?", now.Add(p.lease()), p.holder); err != nil || !p.DB.Postgres() {
			return err
		}
		if _, err := tx.Exec(ctx, "INSERT INTO publish_replica (holder, seen) VALUES (?, ?) ON CONFLICT (holder) DO UPDATE SET seen = excluded.seen", p.holder, now); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM publish_replica WHERE seen < ?", now.Add(-p.lease())); err != nil {
			return err
		}
		return tx.NewRaw("SELECT COUNT(*) FROM publish_replica").Scan(ctx, &alive)
	})
	if err != nil {
		if ctx.Err() == nil {
			p.Log.Warn("say that we are alive", "err", err)
		}
		return
	}
	p.replicas.Store(int32(alive))
}

// recover makes what a dead process of ours was sending unsure. On SQLite only one process works, so whatever is sending was ours.
func (p *Publisher) recover(ctx context.Context) error {
	if p.DB.Postgres() {
		return nil
	}
	return p.doubt(ctx, "state = 'sending'")
}

// buryDead takes over what dead replicas were sending.
func (p *Publisher) buryDead(ctx context.Context) {
	for ctx.Err() == nil {
		if err := p.doubt(ctx, "state = 'sending' AND holder <> ? AND lease < ?", p.holder, p.Now().UTC()); err != nil && ctx.Err() == nil {
			p.Log.Error("publish", "err", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(min(deadLook, p.lease())):
		}
	}
}

// doubt makes deliveries unsure, many in one transaction: nothing is sent before it is known what may have been.
func (p *Publisher) doubt(ctx context.Context, where string, args ...any) error {
	var dead []Delivery
	err := p.DB.Read(ctx, func(tx database.Tx) (err error) {
		dead, err = p.deliveries(ctx, tx, where, args...)
		return err
	})
	var all []settling
	for _, d := range dead {
		all = append(all, settling{d: d, to: Unsure, next: p.Now().Add(p.look()), entry: register.Entry{Action: "taken-over", Details: map[string]string{"target": d.Target}}})
	}
	for some := range slices.Chunk(all, 100) {
		if err == nil {
			err = p.DB.Do(ctx, func(tx database.Tx) error { return p.settleAll(ctx, tx, some) })
		}
	}
	return wrap("take over from the dead", err)
}
