package publish

import (
	"context"
	"errors"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/outcome"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/register"
	"portevoix/bot/social"
)

// The deliveries that something may have to be done about, said as the index says it (delivery_due).
const open = "state IN ('waiting', 'delayed', 'unsure') AND looks < 2"

// dueAtOnce is how many targets are looked up at once. The loop comes back for more.
const dueAtOnce = 500

// sendDue starts one goroutine per target that has something due, urgent ones first, and says when to come back.
func (p *Publisher) sendDue(ctx context.Context, woken <-chan struct{}) (time.Duration, error) {
	now := p.Now().UTC()
	first, next, err := p.firstDue(ctx, now)
	if err != nil {
		return 0, err
	}
	for _, d := range first {
		if !p.sending.idle(d.Target) {
			continue // whoever works it is not done; its end wakes the loop
		}
		if wait := p.pace.wait(d.Target, p.limitOf(d.Target), p.Now()); wait > 0 {
			next = min(next, wait)
			continue
		}
		if p.sending.startSoon(ctx, woken, d.Target, func() { p.work(ctx, d) }) == full { // something new was committed: it may come first
			return 0, ctx.Err()
		}
	}
	if len(first) == dueAtOnce {
		return 0, nil
	}
	return next, nil
}

// A dueDelivery is the first of its target, with whether there are more.
type dueDelivery struct {
	Delivery
	more bool
}

// firstDue reads the delivery of each target that comes first, by lane and then by age, and how long it is until something else is
// due.
func (p *Publisher) firstDue(ctx context.Context, now time.Time) (first []dueDelivery, next time.Duration, err error) {
	var rows []struct {
		row
		Many int
	}
	var later []time.Time
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		err := tx.NewRaw(`SELECT delivery.*, due.many FROM (
			SELECT id, ROW_NUMBER() OVER (PARTITION BY target ORDER BY lane, serial) AS place, COUNT(*) OVER (PARTITION BY target) AS many
			FROM delivery WHERE `+open+` AND next_at <= ?) AS due
			JOIN delivery ON delivery.id = due.id WHERE due.place = 1 ORDER BY delivery.lane, delivery.serial LIMIT ?`, now, dueAtOnce).Scan(ctx, &rows)
		if err != nil {
			return err
		}
		return tx.NewRaw("SELECT next_at FROM delivery WHERE "+open+" AND next_at > ? ORDER BY next_at LIMIT 1", now).Scan(ctx, &later)
	})
	if err != nil {
		return nil, 0, wrap("find what is due", err)
	}
	for _, r := range rows {
		d, err := p.delivery(r.row)
		if err != nil {
			return nil, 0, err
		}
		first = append(first, dueDelivery{d, r.Many > 1})
	}
	next = idle
	if len(later) > 0 {
		next = later[0].Sub(now)
	}
	return first, next, nil
}

// work does one delivery and, when its target has more and no limit and no other target waits for a place, those too. Otherwise the
// loop comes back in its own time: what is urgent for one target must not wait for what is routine for another.
func (p *Publisher) work(ctx context.Context, first dueDelivery) {
	onward := first.more && p.limitOf(first.Target).perSecond <= 0
	d, err := first.Delivery, error(nil)
	for more := true; more && err == nil && ctx.Err() == nil; more = onward {
		err = p.step(ctx, d)
		onward = onward && !p.sending.crowded.Load()
		if err == nil && onward {
			d, err = p.next(ctx, d.Target)
		}
	}
	if err != nil && !database.IsNotFound(err) && ctx.Err() == nil {
		p.Log.Error("work a target", "target", first.Target, "err", err)
	}
}

// next is the delivery of a target that comes first: by lane, then by age.
func (p *Publisher) next(ctx context.Context, target string) (d Delivery, err error) {
	d.Target = target
	var r row
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewSelect().Model(&r).Where(open).Where("target = ? AND next_at <= ?", target, p.Now().UTC()).Order("lane", "serial").Limit(1).Scan(ctx)
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
	return p.settle(ctx, settling{d: d, to: Refused, reason: SealBroken,
		entry: register.Entry{Action: "seal-broken", Details: map[string]string{"target": d.Target, "rule": rule}}})
}

// SealBroken is the reason of a delivery that the gate stopped: today's rules find something worse than was accepted.
const SealBroken outcome.Reason = "seal"

// TooLate is the reason of a delivery whose content had expired before it could be sent.
const TooLate outcome.Reason = "late"

// call makes the call and commits what became of it. The commit does not depend on ctx: a call that was made must not be
// forgotten because somebody stops the program.
func (p *Publisher) call(ctx context.Context, d Delivery) error {
	calling, cancel := context.WithTimeout(context.WithoutCancel(ctx), p.patience())
	receipt, err := p.publish(calling, d)
	cancel()
	after := context.WithoutCancel(ctx)
	if err == nil {
		return p.sent(after, d, receipt)
	}
	f := outcome.Of(err)
	p.Log.Warn("a delivery did not go through", "target", d.Target, "attempt", d.Attempt, "outcome", f.Outcome.String(), "reason", string(f.Reason), "err", f.Err)
	return p.failed(after, d, f)
}

// publish is the only place from which anything leaves.
func (p *Publisher) publish(ctx context.Context, d Delivery) (social.Receipt, error) {
	a := outcome.Attempt{Key: d.Key, Number: d.Attempt, Began: d.Began}
	p.pace.spend(d.Target, p.limitOf(d.Target), p.Now())
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

func (p *Publisher) sent(ctx context.Context, d Delivery, r social.Receipt) error {
	if r.At.IsZero() {
		r.At = p.Now()
	}
	d.Holder = ""
	return p.settle(ctx, settling{d: d, to: Sent, next: p.Now(), receipt: &r,
		entry: register.Entry{Action: "publish", Hash: p.Register.HashText(d.Part.Text), Details: map[string]string{"target": d.Target, "url": r.URL, "recorded": yes(r.Recorded)}}})
}

// Attempts after which a delivery that keeps being delayed is given up.
const mostAttempts = 12

func (p *Publisher) failed(ctx context.Context, d Delivery, f *outcome.Failure) error {
	now := p.Now().UTC()
	d.Holder = "" // the call is over
	if f.Reason == outcome.Limited && f.RetryAfter > 0 {
		p.pace.hold(d.Target, now.Add(f.RetryAfter))
	}
	switch {
	case f.Outcome == outcome.Unsure:
		return p.settle(ctx, settling{d: d, to: Unsure, reason: f.Reason, next: now.Add(p.look())})
	case f.Outcome == outcome.Delayed && d.Attempt < mostAttempts:
		return p.settle(ctx, settling{d: d, to: Delayed, reason: f.Reason, next: now.Add(max(f.RetryAfter, backoff(d.Attempt)))})
	}
	return p.settle(ctx, settling{d: d, to: Refused, reason: f.Reason,
		entry: register.Entry{Action: "not-published", Details: map[string]string{"target": d.Target, "reason": string(f.Reason)}}})
}

// backoff grows from half a second to a minute.
func backoff(attempt int) time.Duration {
	return min(500*time.Millisecond<<min(attempt-1, 8), time.Minute)
}

// lookUp looks whether an unsure delivery went out. Found: it is sent. Certainly not there, twice: it is sent again. The network
// cannot tell: an urgent notice is sent again after two looks (a second copy is better than none), a routine post waits for a
// person. A call whose end nobody has seen, because its process died, may still be on its way: nothing is sent again before its time
// limit is over and the network has been looked at once more.
func (p *Publisher) lookUp(ctx context.Context, d Delivery) error {
	calling, cancel := context.WithTimeout(ctx, p.patience())
	defer cancel()
	began := p.Now()
	receipt, err := p.find(calling, d)
	looks := d.Looks + 1
	wait := settling{d: d, to: Unsure, reason: d.Reason, looks: looks, next: p.Now().Add(p.look() * time.Duration(1+looks*2))}
	over := d.Began.Add(p.patience())
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil:
		return p.sent(ctx, d, receipt)
	case looks < looksBeforeAsking:
		return p.settle(ctx, wait)
	case d.Holder != "" && began.Before(over):
		wait.looks, wait.next = looks-1, over
		return p.settle(ctx, wait)
	case errors.Is(err, outcome.ErrNotFound), d.Lane == Urgent:
		d.Holder = ""
		again := settling{d: d, to: Delayed, next: p.Now(), entry: register.Entry{Action: "send-again", Details: map[string]string{"target": d.Target}}}
		if !errors.Is(err, outcome.ErrNotFound) { // a first copy may show up later: then it goes
			again.doubts = extraLooks
		}
		return p.settle(ctx, again)
	}
	wait.entry = register.Entry{Action: "unsure", Details: map[string]string{"target": d.Target}}
	return p.settle(ctx, wait)
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
		return p.sent(ctx, d, social.Receipt{Network: d.Target, At: p.Now(), ByHand: true})
	}
	d.Holder = ""
	return p.settle(ctx, settling{d: d, to: Delayed, next: p.Now(), entry: register.Entry{Actor: by, Action: "send-again", Details: map[string]string{"target": d.Target}}})
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
