package publish

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/database"
)

// This file says which delivery of a target comes first. Urgent ones come before the others, and older ones before younger ones. One that
// has been tried and waits for its next try keeps its place: a correction must not overtake the alert that it corrects. One that was
// approved for later lets the others pass until then.
//
// The conditions stand as the indexes say them (delivery_due, delivery_urgent), so that what is done long ago is never read.

// The deliveries that something may have to be done about.
const (
	open       = "state IN ('waiting', 'delayed', 'unsure') AND looks < 2"
	urgentOnes = open + " AND lane = 0"
)

// dueAtOnce is how many targets are looked up at once. The loop comes back for more.
const dueAtOnce = 500

// What is due: the delivery of each target that comes first, and how long it is until something else is due.
type due struct {
	first  []dueDelivery
	urgent bool // these are the urgent ones, and others are not looked for yet
	next   time.Duration
}

// A dueDelivery is the first of its target, with whether there are more.
type dueDelivery struct {
	Delivery
	more bool
}

// due reads what is due, except for the targets named: what is urgent, or when nothing of that is due, the rest.
func (p *Publisher) due(ctx context.Context, except []string) (d due, err error) {
	now := p.Now().UTC()
	var later []time.Time
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		some, err := anyUrgent(ctx, tx)
		if err == nil && some {
			d.first, err = p.firsts(ctx, tx, urgentOnes, now, except)
		}
		if d.urgent = len(d.first) > 0; err != nil || d.urgent {
			return err
		}
		if d.first, err = p.firsts(ctx, tx, open, now, except); err != nil {
			return err
		}
		return tx.NewRaw("SELECT next_at FROM delivery WHERE "+open+" AND next_at > ? ORDER BY next_at LIMIT 1", now).Scan(ctx, &later)
	})
	if d.next = idle; len(later) > 0 {
		d.next = later[0].Sub(now)
	}
	return d, wrap("find what is due", err)
}

// anyUrgent reports whether something urgent waits. It hardly ever does, and what is asked of heads takes long to plan.
func anyUrgent(ctx context.Context, tx database.Tx) (bool, error) {
	some := 0
	err := tx.NewRaw("SELECT COUNT(*) FROM (SELECT id FROM delivery WHERE "+urgentOnes+" LIMIT 1) AS one").Scan(ctx, &some)
	return some > 0, err
}

// firsts reads those heads that are due now.
func (p *Publisher) firsts(ctx context.Context, tx database.Tx, which string, now time.Time, except []string) (first []dueDelivery, err error) {
	all, err := heads(ctx, tx, which, now, except)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	ids, more := make([]string, len(all)), map[string]bool{}
	for i, h := range all {
		ids[i], more[h.ID] = h.ID, h.More
	}
	found, err := p.deliveries(ctx, tx, "id IN (SELECT id FROM delivery WHERE id IN (?) AND next_at <= ? ORDER BY lane, serial LIMIT ?)", bun.List(ids), now, dueAtOnce)
	slices.SortStableFunc(found, func(a, b Delivery) int { return int(a.Lane - b.Lane) })
	for _, d := range found {
		first = append(first, dueDelivery{d, more[d.ID]})
	}
	return first, err
}

// A head is the first delivery of a target, and whether more wait there.
type head struct {
	ID   string
	More bool
}

// heads finds the first delivery of every target to which nothing is being sent, except for the targets named. It jumps from target to
// target and touches one row of each, however many wait there. A head may have to wait still.
func heads(ctx context.Context, tx database.Tx, which string, now time.Time, except []string) (all []head, err error) {
	err = tx.NewRaw(`WITH RECURSIVE aim (target) AS (
			SELECT MIN(target) FROM delivery WHERE `+which+`
			UNION ALL
			SELECT (SELECT MIN(target) FROM delivery WHERE `+which+` AND target > aim.target) FROM aim WHERE aim.target IS NOT NULL)
		SELECT COALESCE((`+headOf(which, "aim.target")+`), '') AS id, EXISTS (SELECT 1 FROM delivery AS o WHERE `+open+` AND o.target = aim.target LIMIT 1 OFFSET 1) AS more
		FROM aim WHERE aim.target NOT IN (?) AND NOT `+beingSent("aim"), now, bun.List(append(except, ""))).Scan(ctx, &all)
	return all, err
}

// headOf is a query for the id of a target's first delivery. Its argument: now.
func headOf(which, target string) string {
	return "SELECT id FROM delivery AS head WHERE " + which + " AND head.target = " + target + " AND (head.next_at <= ? OR head.attempt > 0) ORDER BY lane, serial LIMIT 1"
}

// beingSent is the condition that something is being sent to the target of a row.
func beingSent(row string) string {
	return "EXISTS (SELECT 1 FROM delivery AS out WHERE out.target = " + row + ".target AND out.state = 'sending')"
}
