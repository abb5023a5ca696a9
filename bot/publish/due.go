package publish

import (
	"context"
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
