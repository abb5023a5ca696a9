package database

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Wake tells whoever waits for topic, in this process and in every replica, that something was committed. Nobody is told
// when the transaction is undone. It is a hint that makes things fast, not a queue: a waiter also looks now and then by
// itself, because a message can be lost when a connection breaks.
func (tx Tx) Wake(ctx context.Context, topic string) error {
	if tx.state.topics == nil {
		tx.state.topics = map[string]bool{}
	}
	told := tx.state.topics[topic]
	tx.state.topics[topic] = true
	if told || !tx.state.db.Postgres() {
		return nil
	}
	if _, err := tx.tx.ExecContext(ctx, "SELECT pg_notify(current_schema() || '.portevoix', ?)", topic); err != nil {
		return fmt.Errorf("wake %s: %w", topic, err)
	}
	return nil
}

// Waken returns a channel that receives after each commit that woke topic; several commits may arrive as one. It stops when
// ctx ends; the channel is never closed.
func (db *DB) Waken(ctx context.Context, topic string) <-chan struct{} {
	woken, remove := db.wakes.add(topic)
	context.AfterFunc(ctx, remove)
	return woken
}

// Listen passes on what other replicas wake, until ctx ends; on SQLite there are none, and it only waits. Run it once, beside
// the work. It comes back by itself when the connection breaks, and then wakes everybody, since something may have been
// missed.
func (db *DB) Listen(ctx context.Context) error {
	if !db.Postgres() {
		<-ctx.Done()
		return nil
	}
	for {
		err := db.listen(ctx)
		if ctx.Err() != nil {
			return nil
		}
		db.log.Warn("listening for other replicas broke off; trying again", "error", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(listenAgain):
		}
	}
}

const listenAgain = time.Second

func (db *DB) listen(ctx context.Context) error {
	pooled, err := db.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	conn := pooled.Hijack() // a connection that listens must not go back to the pool
	defer conn.Close(context.WithoutCancel(ctx))
	var channel string
	if err := conn.QueryRow(ctx, "SELECT current_schema() || '.portevoix'").Scan(&channel); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if _, err := conn.Exec(ctx, `LISTEN "`+channel+`"`); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	db.wakes.everybody()
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("listen: %w", errors.Join(err, ctx.Err()))
		}
		db.wakes.here(map[string]bool{n.Payload: true})
	}
}

// wakes tells goroutines of this process that something they wait for was committed.
type wakes struct {
	mu      sync.Mutex
	waiting map[string]map[chan struct{}]bool // by topic
}

func (w *wakes) add(topic string) (woken chan struct{}, remove func()) {
	woken = make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.waiting == nil {
		w.waiting = map[string]map[chan struct{}]bool{}
	}
	if w.waiting[topic] == nil {
		w.waiting[topic] = map[chan struct{}]bool{}
	}
	w.waiting[topic][woken] = true
	return woken, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.waiting[topic], woken)
	}
}

// here wakes everybody in this process who waits for one of the topics; whoever is already woken stays so.
func (w *wakes) here(topics map[string]bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for topic := range topics {
		for woken := range w.waiting[topic] {
			wakeUp(woken)
		}
	}
}

func (w *wakes) everybody() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, waiting := range w.waiting {
		for woken := range waiting {
			wakeUp(woken)
		}
	}
}

func wakeUp(woken chan struct{}) {
	select {
	case woken <- struct{}{}:
	default:
	}
}
