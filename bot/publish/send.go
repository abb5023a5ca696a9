package publish

import (
	"context"
	"errors"
	"slices"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/outcome"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/register"
	"portevoix/bot/social"
)

// sendDue starts one goroutine per target that has something due, and says when to come back: at once when there may be more. What is
// urgent comes first and has places of its own; while some of it waits for a place, nothing else is started.
func (p *Publisher) sendDue(ctx context.Context, woken <-chan struct{}) (time.Duration, error) {
	held, next := p.pace.waiting(p.limitOf, p.Now())
	due, err := p.due(ctx, slices.Concat(held, p.pressing.list(), p.sending.list()))
	if err != nil {
		return 0, err
	}
	places := p.sending
	if due.urgent {
		places = p.pressing
	}
	next = max(min(next, due.next), time.Millisecond)
	for _, d := range due.first {
		if places.startSoon(ctx, woken, next, d.Target, func() { p.work(ctx, places, d) }) == full { // something else may come first now
			return 0, ctx.Err()
		}
	}
	if due.urgent || len(due.first) == dueAtOnce {
		return 0, nil
	}
	return next, nil
}

// work does one delivery and, while its target has more and no other target waits for a place, those too.
func (p *Publisher) work(ctx context.Context, places *busy, first dueDelivery) {
	d, more := first.Delivery, first.more
	for {
		done, err := p.step(ctx, d)
		if err == nil && done && more && !places.crowded.Load() {
			d, more, err = p.next(ctx, first.Target)
			if err == nil && more && p.turn(ctx, first.Target) {
				continue
			}
		}
		if err != nil && ctx.Err() == nil {
			p.Log.Error("work a target", "target", first.Target, "err", err)
		}
		return
	}
}

// soonTurn is how long a target's limit is waited for in its place. What must wait longer gives the place up, and the loop comes back for it.
const soonTurn = 250 * time.Millisecond

// turn waits until the target's limit allows a call, if that is soon.
func (p *Publisher) turn(ctx context.Context, target string) bool {
	wait := p.pace.wait(target, p.limitOf(target), p.Now())
	if wait == 0 {
		return ctx.Err() == nil
	}
	if wait > soonTurn {
		return false
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(wait):
		return true
	}
}

// next is the delivery of a target that comes first now, if there is one.
func (p *Publisher) next(ctx context.Context, target string) (d Delivery, found bool, err error) {
	now := p.Now().UTC()
	var all []Delivery
	err = p.DB.Read(ctx, func(tx database.Tx) (err error) {
		all, err = p.deliveries(ctx, tx, "id = ("+headOf(open, "?")+") AND next_at <= ? AND NOT "+beingSent("row"), target, now, now)
		return err
	})
	if err != nil || len(all) == 0 {
		return d, false, err
	}
	return all[0], true, nil
}

// step brings one delivery a step further; done says that the next of its target may follow.
func (p *Publisher) step(ctx context.Context, d Delivery) (done bool, err error) {
	if d.State == Unsure {
		return true, p.lookUp(ctx, d)
	}
	worse, err := p.worse(ctx, d)
	if err != nil {
		return false, err
	}
	if worse != "" {
		return true, p.breakSeal(ctx, d, worse)
	}
	taken, err := p.take(ctx, &d)
	if err != nil || !taken {
		return false, err
	}
	return true, p.call(ctx, d)
}

// worse checks the words again with today's rules, those that stand for pictures too, and names a rule whose finding is worse than those
// that author and approver saw.
func (p *Publisher) worse(ctx context.Context, d Delivery) (rule string, err error) {
	proof, err := p.proof(ctx, d.Case)
	if err != nil {
		return "", err
	}
	kind := privacy.Post
	if d.Kind == "notice" {
		kind = privacy.Notice
	}
	in := privacy.Input{Text: d.Part.Text, Kind: kind, Lang: d.Part.Lang, Country: p.Country, Now: p.Now()}
	found := slices.Clone(p.check(in))
	for _, pic := range d.Part.Pictures {
		in.Text, in.Kind = pic.Alt, privacy.Alt
		found = append(found, p.check(in)...)
	}
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

// mostDelays is how often a delivery may be delayed before it is given up.
const mostDelays = 12

func (p *Publisher) failed(ctx context.Context, d Delivery, f *outcome.Failure) error {
	now := p.Now().UTC()
	d.Holder = "" // the call is over
	if f.Reason == outcome.Limited && f.RetryAfter > 0 {
		p.pace.hold(d.Target, now.Add(f.RetryAfter))
	}
	switch {
	case f.Outcome == outcome.Unsure:
		return p.settle(ctx, settling{d: d, to: Unsure, reason: f.Reason, next: now.Add(p.look())})
	case f.Outcome == outcome.Delayed && d.Delays+1 < mostDelays:
		d.Delays++
		return p.settle(ctx, settling{d: d, to: Delayed, reason: f.Reason, next: now.Add(max(f.RetryAfter, backoff(d.Delays)))})
	}
	return p.settle(ctx, settling{d: d, to: Refused, reason: f.Reason,
		entry: register.Entry{Action: "not-published", Details: map[string]string{"target": d.Target, "reason": string(f.Reason)}}})
}

// backoff grows from half a second to a minute.
func backoff(delays int) time.Duration {
	return min(500*time.Millisecond<<min(delays-1, 8), time.Minute)
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
