package publish

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

// heads is a query for the first due delivery of every target to which nothing is being sent. It jumps from target to target and reads
// one row of each, however many wait there. Its arguments: now, now, and the targets that are left out.
func heads(which, columns string) string {
	return `WITH RECURSIVE aim (target) AS (
			SELECT MIN(target) FROM delivery WHERE ` + which + `
			UNION ALL
			SELECT (SELECT MIN(target) FROM delivery WHERE ` + which + ` AND target > aim.target) FROM aim WHERE aim.target IS NOT NULL)
		SELECT ` + columns + ` FROM aim JOIN delivery ON delivery.id = (` + headOf(which, "aim.target") + `)
		WHERE delivery.next_at <= ? AND aim.target NOT IN (?) AND NOT ` + beingSent("delivery")
}

// headOf is a query for the id of a target's first delivery. Its argument: now.
func headOf(which, target string) string {
	return "SELECT id FROM delivery AS head WHERE " + which + " AND head.target = " + target + " AND (head.next_at <= ? OR head.attempt > 0) ORDER BY lane, serial LIMIT 1"
}

// beingSent is the condition that something is being sent to the target of a row.
func beingSent(row string) string {
	return "EXISTS (SELECT 1 FROM delivery AS out WHERE out.target = " + row + ".target AND out.state = 'sending')"
}
