package publish

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/database"
	"portevoix/bot/outcome"
	"portevoix/bot/register"
	"portevoix/bot/social"
)

// A settling is what became of a delivery, to be written if this attempt still holds it.
type settling struct {
	d       Delivery
	to      State
	reason  outcome.Reason
	looks   int
	next    time.Time
	receipt *social.Receipt // with Sent
	doubts  int             // looks for an extra copy that are to come; 0 leaves them as they are
	entry   register.Entry  // none without an Action
}

// settle writes what became of a delivery; then the card and the followers learn of it. When somebody else has the delivery now, what
// they find out counts and nothing is written.
func (p *Publisher) settle(ctx context.Context, s settling) error {
	return wrap("settle a delivery", p.settlings.do(s, func(all []settling) error {
		return p.DB.Do(ctx, func(tx database.Tx) error { return p.settleAll(ctx, tx, all) })
	}))
}

func (p *Publisher) settleAll(ctx context.Context, tx database.Tx, all []settling) error {
	now := p.Now().UTC()
	if len(all) > 1 { // statements that change many rows must not meet halfway
		if err := tx.Lock(ctx, rowsLock); err != nil {
			return err
		}
	}
	var held []string
	if err := p.settlement(tx, all, now).Scan(ctx, &held); err != nil {
		return err
	}
	ours := map[string]bool{}
	for _, id := range held {
		ours[id] = true
	}
	var entries []register.Entry
	var cases []string
	again := false
	for _, s := range all {
		if !ours[s.d.ID] {
			continue
		}
		if s.entry.Action != "" {
			s.entry.Object, s.entry.At = s.d.Kind+"/"+s.d.Object, now
			entries = append(entries, s.entry)
		}
		cases = append(cases, s.d.Case)
		again = again || s.to == Unsure || s.to == Delayed // it comes again, at a time that the loop must know
	}
	if err := p.Register.AppendAll(ctx, tx, entries); err != nil {
		return err
	}
	if again {
		if err := tx.Wake(ctx, outwardTopic); err != nil {
			return err
		}
	}
	changes := count(cases)
	for _, id := range slices.Sorted(maps.Keys(changes)) {
		if err := p.touchedBy(ctx, tx, id, changes[id]); err != nil {
			return err
		}
	}
	return nil
}

// rowsLock keeps transactions that change many deliveries apart.
const rowsLock = "publish.rows"

func count(words []string) map[string]int {
	n := map[string]int{}
	for _, w := range words {
		n[w]++
	}
	return n
}

// settlement is one statement for all of them. Each column is chosen by id; the column itself stands last, so that PostgreSQL knows
// its type.
func (p *Publisher) settlement(tx database.Tx, all []settling, now time.Time) *bun.RawQuery {
	var set []string
	var args []any
	column := func(name string, value func(settling) (any, bool)) {
		var b strings.Builder
		for _, s := range all {
			if v, ok := value(s); ok {
				b.WriteString(" WHEN ? THEN ?")
				args = append(args, s.d.ID, v)
			}
		}
		if b.Len() > 0 {
			set = append(set, name+" = CASE id"+b.String()+" ELSE "+name+" END")
		}
	}
	column("state", func(s settling) (any, bool) { return s.to, true })
	column("reason", func(s settling) (any, bool) { return s.reason, true })
	column("delays", func(s settling) (any, bool) { return s.d.Delays, s.to == Delayed })
	column("looks", func(s settling) (any, bool) { return s.looks, true })
	column("next_at", func(s settling) (any, bool) { return s.next.UTC(), !s.next.IsZero() })
	column("doubts", func(s settling) (any, bool) { return s.doubts, s.doubts > 0 })
	column("sent_at", func(s settling) (any, bool) { return now, s.receipt != nil })
	column("receipt", func(s settling) (any, bool) {
		if s.receipt == nil {
			return nil, false
		}
		return p.sealJSON(s.d.ID+"/receipt", *s.receipt), true
	})
	column("address", func(s settling) (any, bool) {
		if s.receipt == nil {
			return nil, false
		}
		return p.addressOf(s.receipt.URL), true
	})
	// Whoever settles has seen the call end; only somebody who takes over from the dead has not.
	column("holder", func(s settling) (any, bool) { return s.d.Holder, true })
	fences, ids := make([]string, len(all)), make([]string, len(all)) // both: so that the rows are found by their key
	for i, s := range all {
		ids[i] = s.d.ID
	}
	args = append(args, bun.List(ids))
	for i, s := range all {
		fences[i] = "(?, ?, ?)"
		args = append(args, s.d.ID, s.d.State, s.d.Attempt)
	}
	return tx.NewRaw("UPDATE delivery SET "+strings.Join(set, ", ")+" WHERE id IN (?) AND (id, state, attempt) IN (VALUES "+strings.Join(fences, ", ")+") RETURNING id", args...)
}
