package publish

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/outcome"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/register"
	"portevoix/bot/social"
)

// sendDue starts one goroutine per target that has something due, and says when to come back.
func (p *Publisher) sendDue(ctx context.Context, woken <-chan struct{}) (time.Duration, error) {
	now := p.Now().UTC()
	if err := p.doubtTheDead(ctx, now); err != nil {
		return 0, err
	}
	var due []struct {
		Target string
		NextAt time.Time
	}
	err := p.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw(`SELECT target, MIN(next_at) AS next_at FROM delivery WHERE state IN ('waiting', 'delayed', 'unsure') AND looks < ?
			GROUP BY target ORDER BY MIN(lane), MIN(serial)`, looksBeforeAsking+1).Scan(ctx, &due)
	})
	if err != nil {
		return 0, wrap("find what is due", err)
	}
	next := idle
	for _, t := range due {
		if wait := t.NextAt.Sub(now); wait > 0 {
			next = min(next, wait)
			continue
		}
		switch p.sending.startSoon(ctx, woken, t.Target, func() { p.work(ctx, t.Target) }) {
		case already: // it may just be ending
			next = min(next, 50*time.Millisecond)
		case full: // something new was committed: it may come before what is left
			return 0, ctx.Err()
		}
	}
	return next, nil
}

// work does what one target has due, one delivery after the other.
func (p *Publisher) work(ctx context.Context, target string) {
	for ctx.Err() == nil {
		d, err := p.next(ctx, target)
		if database.IsNotFound(err) {
			return
		}
		if err == nil {
			err = p.step(ctx, d)
		}
		if err != nil {
			if ctx.Err() == nil {
				p.Log.Error("work a target", "target", target, "err", err)
			}
			return
		}
	}
}

// next is the delivery of a target that comes first: by lane, then by age.
func (p *Publisher) next(ctx context.Context, target string) (d Delivery, err error) {
	var r row
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewSelect().Model(&r).Where("target = ? AND state IN ('waiting', 'delayed', 'unsure') AND looks <= ? AND next_at <= ?", target, looksBeforeAsking, p.Now().UTC()).
			Where("NOT (state = 'unsure' AND looks >= ?)", looksBeforeAsking).
			Order("lane", "serial").Limit(1).Scan(ctx)
	})
	if err != nil {
		return d, err
	}
	return p.delivery(r)
}

func (p *Publisher) step(ctx context.Context, d Delivery) error {
	if d.State == Unsure {
		return p.lookUp(ctx, d)
	}
	worse, err := p.worse(ctx, d)
	if err != nil {
		return err
	}
	if worse != "" {
		return p.breakSeal(ctx, d, worse)
	}
	taken, err := p.take(ctx, &d)
	if err != nil || !taken {
		return err
	}
	return p.call(ctx, d)
}

// worse checks the words again with today's rules and names a rule whose finding is worse than those that author and approver saw.
func (p *Publisher) worse(ctx context.Context, d Delivery) (rule string, err error) {
	proof, err := p.proof(ctx, d.Case)
	if err != nil {
		return "", err
	}
	kind := privacy.Post
	if d.Kind == "notice" {
		kind = privacy.Notice
	}
	found := p.check(privacy.Input{Text: d.Part.Text, Kind: kind, Lang: d.Part.Lang, Country: p.Country, Now: p.Now()})
	for _, f := range found {
		if int(f.Severity) > proof.accepted && f.Severity >= privacy.High {
			return f.Rule, nil
		}
	}
	return "", nil
}

// breakSeal stops a delivery that would say more than was approved.
func (p *Publisher) breakSeal(ctx context.Context, d Delivery, rule string) error {
	return p.change(ctx, d, d.State, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("state = ?", Refused).Set("reason = ?", SealBroken)
	}, register.Entry{Action: "seal-broken", Details: map[string]string{"target": d.Target, "rule": rule}})
}

// SealBroken is the reason of a delivery that the gate stopped: today's rules find something worse than was accepted.
const SealBroken outcome.Reason = "seal"

// TooLate is the reason of a delivery whose content had expired before it could be sent.
const TooLate outcome.Reason = "late"

// take is the gate: seal, decision, pause and expiry in one short compare-and-set that takes the row. Once it has committed, the
// call may go out.
func (p *Publisher) take(ctx context.Context, d *Delivery) (taken bool, err error) {
	now := p.Now().UTC()
	proof, err := p.proof(ctx, d.Case)
	if err != nil {
		return false, err
	}
	err = p.DB.Do(ctx, func(tx database.Tx) error {
		state, seal, err := p.Office.Standing(ctx, tx, d.Case)
		if err != nil {
			return err
		}
		switch paused, err := p.paused(ctx, tx); {
		case err != nil:
			return err
		case d.Down != Up, state != approval.Approved, proof.seal == "", proof.seal != seal, !proof.parts[fingerprint(d.Part)]:
			return p.hold(ctx, tx, *d, Withdrawn, "", now)
		case !proof.until.IsZero() && !now.Before(proof.until):
			return p.hold(ctx, tx, *d, Refused, TooLate, now)
		case paused && d.Lane != Urgent:
			return p.hold(ctx, tx, *d, d.State, d.Reason, now.Add(idle))
		}
		n, err := tx.Exec(ctx, `UPDATE delivery SET state = 'sending', attempt = attempt + 1, looks = 0, holder = ?, lease = ?, began = ?
			WHERE id = ? AND state = ? AND attempt = ? AND down = ''`, "us", now.Add(p.patience()+leaseMargin), now, d.ID, d.State, d.Attempt)
		taken = n == 1
		return err
	})
	if taken {
		d.State, d.Attempt, d.Began = Sending, d.Attempt+1, now
	}
	return taken, wrap("take a delivery", err)
}

// leaseMargin is how much longer than its call a lease lasts: after it, the holder is taken for dead.
const leaseMargin = 5 * time.Second

func (p *Publisher) hold(ctx context.Context, tx database.Tx, d Delivery, to State, why outcome.Reason, next time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE delivery SET state = ?, reason = ?, next_at = ?, down = CASE WHEN down = 'requested' AND ? = 'withdrawn' THEN 'gone' ELSE down END
		WHERE id = ? AND state = ? AND attempt = ?`, to, why, next, to, d.ID, d.State, d.Attempt)
	if err != nil || to == d.State {
		return err
	}
	return p.touched(ctx, tx, d.Case)
}

// call makes the call and commits what became of it. The commit does not depend on ctx: a call that was made must not be
// forgotten because somebody stops the program.
func (p *Publisher) call(ctx context.Context, d Delivery) error {
	calling, cancel := context.WithTimeout(context.WithoutCancel(ctx), p.patience())
	receipt, err := p.publish(calling, d)
	cancel()
	after := context.WithoutCancel(ctx)
	if err == nil {
		return p.sent(after, d, Sending, receipt)
	}
	f := outcome.Of(err)
	p.Log.Warn("a delivery did not go through", "target", d.Target, "attempt", d.Attempt, "outcome", f.Outcome.String(), "reason", string(f.Reason), "err", f.Err)
	return p.failed(after, d, f)
}

// publish is the only place from which anything leaves.
func (p *Publisher) publish(ctx context.Context, d Delivery) (social.Receipt, error) {
	a := outcome.Attempt{Key: d.Key, Number: d.Attempt, Began: d.Began}
	if place, isRoom := d.Room(); isRoom {
		platform, ok := p.Platforms[place.Platform]
		if !ok {
			return social.Receipt{}, notConnected
		}
		m, err := p.broadcast(ctx, d, &place)
		if err != nil {
			return social.Receipt{}, err
		}
		ref, err := platform.Post(ctx, a, place, m)
		return social.Receipt{Network: d.Target, ID: ref.ID, At: p.Now()}, err
	}
	network, ok := p.Networks[d.Target]
	if !ok {
		return social.Receipt{}, notConnected
	}
	post, err := p.post(ctx, d)
	if err != nil {
		return social.Receipt{}, err
	}
	return network.Publish(ctx, a, post)
}

var notConnected = &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Reconnect, Err: errors.New("not connected")}

func (p *Publisher) post(ctx context.Context, d Delivery) (social.Post, error) {
	post := social.Post{Text: d.Part.Text, Lang: d.Part.Lang}
	for _, pic := range d.Part.Pictures {
		found, err := p.Pictures.Get(ctx, picture.ID(pic.ID))
		if err != nil || found.Hash != pic.Hash {
			return post, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: errors.New("the picture is not the one that was approved")}
		}
		post.Pictures = append(post.Pictures, social.Picture{Type: found.Type, Bytes: found.Bytes, Alt: pic.Alt})
	}
	return post, nil
}

// broadcast is an approved text as a room sees it.
func (p *Publisher) broadcast(ctx context.Context, d Delivery, place *chat.Place) (chat.Message, error) {
	proof, err := p.proof(ctx, d.Case)
	if err != nil {
		return chat.Message{}, err
	}
	m := chat.Message{Lang: d.Part.Lang, Notify: p.say(noticeHere), Blocks: []chat.Block{chat.Paragraph{Text: d.Part.Text}}}
	if proof.urgent {
		m.Tone, place.Ping = chat.Urgent, proof.ping
	}
	post, err := p.post(ctx, d)
	for i, pic := range post.Pictures {
		m.Blocks = append(m.Blocks, chat.Picture{File: chat.File{Name: fileName(i, pic.Type), Type: pic.Type, Bytes: pic.Bytes, Alt: pic.Alt}})
	}
	return m, err
}

func (p *Publisher) sent(ctx context.Context, d Delivery, from State, r social.Receipt) error {
	if r.At.IsZero() {
		r.At = p.Now()
	}
	return p.change(ctx, d, from, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("state = ?", Sent).Set("reason = ''").Set("next_at = ?", p.Now().UTC()).Set("sent_at = ?", p.Now().UTC()).Set("receipt = ?", p.sealJSON(d.ID+"/receipt", r))
	}, register.Entry{Action: "publish", Hash: p.Register.HashText(d.Part.Text), Details: map[string]string{"target": d.Target, "url": r.URL, "recorded": yes(r.Recorded)}})
}

// Attempts after which a delivery that keeps being delayed is given up.
const mostAttempts = 12

func (p *Publisher) failed(ctx context.Context, d Delivery, f *outcome.Failure) error {
	now := p.Now().UTC()
	switch {
	case f.Outcome == outcome.Unsure:
		return p.change(ctx, d, Sending, func(q *bun.UpdateQuery) *bun.UpdateQuery {
			return q.Set("state = ?", Unsure).Set("reason = ?", f.Reason).Set("looks = 0").Set("next_at = ?", now.Add(p.look()))
		}, register.Entry{})
	case f.Outcome == outcome.Delayed && d.Attempt < mostAttempts:
		return p.change(ctx, d, Sending, func(q *bun.UpdateQuery) *bun.UpdateQuery {
			return q.Set("state = ?", Delayed).Set("reason = ?", f.Reason).Set("next_at = ?", now.Add(max(f.RetryAfter, backoff(d.Attempt))))
		}, register.Entry{})
	}
	return p.change(ctx, d, Sending, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("state = ?", Refused).Set("reason = ?", f.Reason)
	}, register.Entry{Action: "not-published", Details: map[string]string{"target": d.Target, "reason": string(f.Reason)}})
}

// backoff grows from half a second to a minute.
func backoff(attempt int) time.Duration {
	return min(500*time.Millisecond<<min(attempt-1, 8), time.Minute)
}

// lookUp looks whether an unsure delivery went out. Found: it is sent. Certainly not there, twice: it is sent again. The network
// cannot tell: an urgent notice is sent again after two looks (a second copy is better than none), a routine post waits for a
// person.
func (p *Publisher) lookUp(ctx context.Context, d Delivery) error {
	calling, cancel := context.WithTimeout(ctx, p.patience())
	defer cancel()
	receipt, err := p.find(calling, d)
	looks := d.Looks + 1
	again := func(q *bun.UpdateQuery) *bun.UpdateQuery {
		if !errors.Is(err, outcome.ErrNotFound) { // a first copy may show up later: then it goes
			q = q.Set("doubts = ?", extraLooks)
		}
		return q.Set("state = ?", Delayed).Set("looks = 0").Set("next_at = ?", p.Now().UTC())
	}
	wait := func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("looks = ?", looks).Set("next_at = ?", p.Now().UTC().Add(p.look()*time.Duration(1+looks*2)))
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil:
		return p.sent(ctx, d, Unsure, receipt)
	case looks < looksBeforeAsking:
		return p.change(ctx, d, Unsure, wait, register.Entry{})
	case errors.Is(err, outcome.ErrNotFound), d.Lane == Urgent:
		return p.change(ctx, d, Unsure, again, register.Entry{Action: "send-again", Details: map[string]string{"target": d.Target}})
	}
	return p.change(ctx, d, Unsure, wait, register.Entry{Action: "unsure", Details: map[string]string{"target": d.Target}})
}

func (p *Publisher) find(ctx context.Context, d Delivery) (social.Receipt, error) {
	a := outcome.Attempt{Key: d.Key, Number: d.Attempt, Began: d.Began}
	if place, isRoom := d.Room(); isRoom {
		platform, ok := p.Platforms[place.Platform]
		if !ok {
			return social.Receipt{}, outcome.ErrCannotTell
		}
		ref, err := platform.Find(ctx, a, place)
		return social.Receipt{Network: d.Target, ID: ref.ID, At: p.Now()}, err
	}
	network, ok := p.Networks[d.Target]
	if !ok {
		return social.Receipt{}, outcome.ErrCannotTell
	}
	post, err := p.post(ctx, d)
	if err != nil {
		return social.Receipt{}, outcome.ErrCannotTell
	}
	return network.Find(ctx, a, post)
}

// recover makes what a dead process of ours was sending unsure. On SQLite only one process works, so whatever is sending was
// ours.
func (p *Publisher) recover(ctx context.Context) error {
	if p.DB.Postgres() {
		return nil
	}
	return p.doubt(ctx, "state = 'sending'")
}

// doubtTheDead takes over from a replica whose lease ran out.
func (p *Publisher) doubtTheDead(ctx context.Context, now time.Time) error {
	return p.doubt(ctx, "state = 'sending' AND lease < ?", now)
}

func (p *Publisher) doubt(ctx context.Context, where string, args ...any) error {
	var dead []Delivery
	err := p.DB.Read(ctx, func(tx database.Tx) (err error) {
		dead, err = p.deliveries(ctx, tx, where, args...)
		return err
	})
	for _, d := range dead {
		if err == nil {
			err = p.change(ctx, d, Sending, func(q *bun.UpdateQuery) *bun.UpdateQuery {
				return q.Set("state = ?", Unsure).Set("looks = 0").Set("next_at = ?", p.Now().UTC().Add(p.look()))
			}, register.Entry{})
		}
	}
	return wrap("take over from the dead", err)
}

// Settle is what a person says after looking at a delivery that nobody is sure about: it is there, or it is not and may be sent
// again.
func (p *Publisher) Settle(ctx context.Context, deliveryID string, there bool, by string) error {
	var found []Delivery
	err := p.DB.Read(ctx, func(tx database.Tx) (err error) {
		found, err = p.deliveries(ctx, tx, "id = ? AND state = 'unsure'", deliveryID)
		return err
	})
	if err != nil || len(found) == 0 {
		return wrap("settle a delivery", err)
	}
	d := found[0]
	if there {
		return p.sent(ctx, d, Unsure, social.Receipt{Network: d.Target, At: p.Now(), ByHand: true})
	}
	return p.change(ctx, d, Unsure, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("state = ?", Delayed).Set("looks = 0").Set("next_at = ?", p.Now().UTC())
	}, register.Entry{Actor: by, Action: "send-again", Details: map[string]string{"target": d.Target}})
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
