package publish

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/approval"
	"portevoix/bot/database"
	"portevoix/bot/outcome"
)

// A taking is one delivery before the gate.
type taking struct {
	d     *Delivery
	proof sealed
	taken bool
}

// take is the gate: seal, decision, pause and expiry in one short compare-and-set that takes the row. Once it has committed, the
// call may go out.
func (p *Publisher) take(ctx context.Context, d *Delivery) (taken bool, err error) {
	proof, err := p.proof(ctx, d.Case)
	if err != nil {
		return false, err
	}
	t := &taking{d: d, proof: proof}
	err = p.takings.do(t, func(all []*taking) error {
		return p.DB.Do(ctx, func(tx database.Tx) error { return p.takeAll(ctx, tx, all) })
	})
	if err != nil {
		return false, wrap("take a delivery", err)
	}
	return t.taken, nil
}

func (p *Publisher) takeAll(ctx context.Context, tx database.Tx, all []*taking) error {
	now := p.Now().UTC()
	if len(all) > 1 || p.replicas.Load() > 1 { // two replicas must not both find a target free
		if err := tx.Lock(ctx, rowsLock); err != nil {
			return err
		}
	}
	cases := make([]string, len(all))
	for i, t := range all {
		t.taken, cases[i] = false, t.d.Case
	}
	standing, err := p.Office.Standing(ctx, tx, cases...)
	if err != nil {
		return err
	}
	paused, err := p.paused(ctx, tx)
	if err != nil {
		return err
	}
	givesWay, err := p.urgentWaits(ctx, tx, all, now)
	if err != nil {
		return err
	}
	var through []*taking
	for _, t := range all {
		switch d := *t.d; {
		case d.Down != Up, !t.proof.allows(d.Part, standing[d.Case]):
			err = p.hold(ctx, tx, d, Withdrawn, "", now)
		case !t.proof.until.IsZero() && !now.Before(t.proof.until):
			err = p.hold(ctx, tx, d, Refused, TooLate, now)
		case paused && d.Lane != Urgent:
			err = p.hold(ctx, tx, d, d.State, d.Reason, now.Add(idle))
		case givesWay && d.Lane != Urgent:
		default:
			through = append(through, t)
		}
		if err != nil {
			return err
		}
	}
	return p.takeRows(ctx, tx, through, now)
}

// urgentWaits reports whether something urgent is due and could leave, but its call is not out yet. Then whatever is not urgent gives
// way; the loop, which has been woken, starts the urgent ones first. What waits for a call to its target to end, for a look-up or for a
// limit holds up nobody else.
func (p *Publisher) urgentWaits(ctx context.Context, tx database.Tx, all []*taking, now time.Time) (bool, error) {
	if !slices.ContainsFunc(all, func(t *taking) bool { return t.d.Lane != Urgent }) {
		return false, nil
	}
	if some, err := anyUrgent(ctx, tx); err != nil || !some {
		return false, err
	}
	held, _ := p.pace.waiting(p.limitOf, now)
	first, err := heads(ctx, tx, urgentOnes, now, held)
	if err != nil || len(first) == 0 {
		return false, err
	}
	ids := make([]string, len(first))
	for i, h := range first {
		ids[i] = h.ID
	}
	waits := 0
	err = tx.NewRaw("SELECT COUNT(*) FROM delivery WHERE id IN (?) AND next_at <= ? AND state <> 'unsure'", bun.List(ids), now).Scan(ctx, &waits)
	return waits > 0, err
}

// allows reports whether a part may leave: its case is approved, and it is one of those that the yes was given to.
func (s sealed) allows(part approval.Part, standing approval.Standing) bool {
	return standing.State == approval.Approved && s.seal != "" && s.seal == standing.Seal && s.parts[fingerprint(part)]
}

// takeRows takes the rows that are still as they were read, still due and still the first of their targets: somebody else may have been
// faster, something urgent may have come, and the end of a pause may have given them a later moment.
func (p *Publisher) takeRows(ctx context.Context, tx database.Tx, all []*taking, now time.Time) error {
	if len(all) == 0 {
		return nil
	}
	fences := make([]string, len(all))
	ids := make([]string, len(all)) // beside the fences: so that the rows are found by their key
	var args []any
	for i, t := range all {
		fences[i], ids[i] = "(?, ?, ?)", t.d.ID
		args = append(args, t.d.ID, t.d.State, t.d.Attempt)
	}
	args = append([]any{p.holder, now.Add(p.lease()), now, bun.List(ids), now, now}, args...)
	var ours []string
	err := tx.NewRaw(`UPDATE delivery SET state = 'sending', attempt = attempt + 1, looks = 0, holder = ?, lease = ?, began = ?
		WHERE id IN (?) AND down = '' AND next_at <= ? AND id = (`+headOf(open, "delivery.target")+`) AND NOT `+beingSent("delivery")+` AND (id, state, attempt) IN (VALUES `+strings.Join(fences, ", ")+`) RETURNING id`, args...).Scan(ctx, &ours)
	if err != nil {
		return err
	}
	mine := count(ours)
	for _, t := range all {
		if mine[t.d.ID] == 1 {
			t.d.State, t.d.Attempt, t.d.Began, t.d.Holder, t.taken = Sending, t.d.Attempt+1, now, p.holder, true
		}
	}
	return nil
}

func (p *Publisher) hold(ctx context.Context, tx database.Tx, d Delivery, to State, why outcome.Reason, next time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE delivery SET state = ?, reason = ?, next_at = ?, down = CASE WHEN down = 'requested' AND ? = 'withdrawn' THEN 'gone' ELSE down END
		WHERE id = ? AND state = ? AND attempt = ? AND next_at <= ?`, to, why, next, to, d.ID, d.State, d.Attempt, p.Now().UTC())
	if err != nil || to == d.State {
		return err
	}
	return p.touched(ctx, tx, d.Case)
}
