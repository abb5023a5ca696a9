package publish

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/outcome"
	"portevoix/bot/register"
	"portevoix/bot/social"
)

// ErrNothing means that nothing of that object or address went out from here.
var ErrNothing = errors.New("nothing was published from here")

// TakeDown takes an object back from everywhere: what waits is withdrawn, what was sent is asked away and verified. It needs no
// approval and overtakes everything, even a pause. Our own copies are blanked in the same transaction.
func (p *Publisher) TakeDown(ctx context.Context, kind, id, by string) error {
	return wrap("take down", p.DB.Do(ctx, func(tx database.Tx) error {
		all, err := p.deliveries(ctx, tx, "kind = ? AND object = ?", kind, id)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return ErrNothing
		}
		now := p.Now().UTC()
		// A call that is out keeps its row: when it comes back as sent, the take-down takes that copy too. One statement, so that
		// no delivery slips through while it changes state.
		_, err = tx.Exec(ctx, `UPDATE delivery SET down_tries = 0, next_at = ?,
			down = CASE WHEN state IN ('sent', 'sending', 'unsure') THEN 'requested' ELSE 'gone' END,
			state = CASE WHEN state IN ('waiting', 'delayed', 'refused') THEN 'withdrawn' ELSE state END
			WHERE kind = ? AND object = ? AND down IN ('', 'failed', 'residual')`, now, kind, id)
		if err != nil {
			return err
		}
		if err := p.Register.Append(ctx, tx, register.Entry{Actor: by, Action: "take-down", Object: kind + "/" + id, At: now}); err != nil {
			return err
		}
		if err := p.blank(ctx, tx, kind, id, all); err != nil {
			return err
		}
		return errors.Join(tx.Wake(ctx, downTopic), tx.Wake(ctx, outwardTopic))
	}))
}

// blank empties our own copies. A part stays while its call is out, since a look-up may need it; retractDue empties it later.
func (p *Publisher) blank(ctx context.Context, tx database.Tx, kind, id string, all []Delivery) error {
	if err := p.Office.Forget(ctx, tx, kind, id); err != nil {
		return err
	}
	object := kind + "/" + id
	blank := chat.Message{Lang: p.Lang, Blocks: []chat.Block{chat.Paragraph{Text: p.say(takenDownCopy.With(id))}}}
	var cases []string
	for _, d := range all {
		if !slices.Contains(cases, d.Case) {
			cases = append(cases, d.Case)
		}
	}
	if err := p.forgetTeam(ctx, tx, object, "", blank); err != nil {
		return err
	}
	for _, c := range cases {
		if err := p.draw(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

// downTries is how often a take-down asks and looks before it asks a person.
const downTries = 8

// retractDue asks every copy away and verifies that it is gone. Copies are worked side by side, not behind what is being sent.
func (p *Publisher) retractDue(ctx context.Context, woken <-chan struct{}) (time.Duration, error) {
	now := p.Now().UTC()
	var due []Delivery
	err := p.DB.Read(ctx, func(tx database.Tx) (err error) {
		due, err = p.deliveries(ctx, tx, "state = 'sent' AND down IN ('requested', 'accepted') AND next_at <= ?", now)
		if err != nil {
			return err
		}
		doubted, err := p.deliveries(ctx, tx, "state = 'sent' AND down = '' AND doubts > 0 AND next_at <= ?", now) // apart: each has its index
		due = append(due, doubted...)
		return err
	})
	if err != nil {
		return 0, wrap("find take-downs", err)
	}
	for _, d := range due {
		work := func() { p.retract(ctx, d) }
		if d.Down == Up {
			work = func() { p.removeExtra(ctx, d) }
		}
		if p.removing.startSoon(ctx, woken, idle, d.ID, work) != running {
			return 20 * time.Millisecond, nil
		}
	}
	return p.look() / 2, nil
}

func (p *Publisher) retract(ctx context.Context, d Delivery) {
	calling, cancel := context.WithTimeout(context.WithoutCancel(ctx), p.patience())
	defer cancel()
	next, err := p.retractOnce(calling, d)
	if err != nil {
		p.Log.Warn("a take-down goes on", "target", d.Target, "err", err)
	}
	after := context.WithoutCancel(ctx)
	err = p.DB.Do(after, func(tx database.Tx) error {
		if next == Requested || next == Accepted || next == Residual {
			tries := 0
			if err := tx.NewRaw("SELECT down_tries FROM delivery WHERE id = ?", d.ID).Scan(after, &tries); err != nil {
				return err
			}
			if tries+1 >= downTries && next != Residual {
				next = Failed
			} else if tries+1 < downTries && next == Residual {
				next = Accepted // look again: pictures often go later
			}
		}
		q := tx.NewUpdate().Model((*row)(nil)).Set("down = ?", next).Set("down_tries = down_tries + 1").Set("next_at = ?", p.Now().UTC().Add(p.look())).Where("id = ?", d.ID)
		if next == Gone {
			q = q.Set("part = ?", p.seal(d.ID, emptied(d)))
		}
		if _, err := q.Exec(after); err != nil {
			return err
		}
		if next == Gone || next == Failed || next == Residual || next == ByHand {
			e := register.Entry{Action: "take-down-" + string(next), Object: d.Kind + "/" + d.Object, Details: map[string]string{"target": d.Target}, At: p.Now().UTC()}
			if err := p.Register.Append(after, tx, e); err != nil {
				return err
			}
		}
		if err := tx.Wake(after, downTopic); err != nil {
			return err
		}
		return p.touched(after, tx, d.Case)
	})
	if err != nil {
		p.Log.Error("record a take-down", "err", err)
	}
}

// extraLooks is how often an urgent notice that was sent a second time in doubt is looked at for an extra copy.
const extraLooks = 4

// removeExtra looks for the copy that a first, doubtful attempt may have left behind, and deletes it: the receipt that we hold stays.
func (p *Publisher) removeExtra(ctx context.Context, d Delivery) {
	calling, cancel := context.WithTimeout(context.WithoutCancel(ctx), p.patience())
	defer cancel()
	left := d.Doubts - 1
	other, err := p.find(calling, d)
	var removed bool
	if err == nil && other.ID != "" && other.ID != d.Receipt.ID {
		if err = p.remove(calling, d, other); err == nil {
			removed, left = true, extraLooks // there may be a third
		}
	}
	if err != nil && !errors.Is(err, outcome.ErrCannotTell) && !errors.Is(err, outcome.ErrNotFound) {
		p.Log.Warn("look for an extra copy", "target", d.Target, "err", err)
	}
	after := context.WithoutCancel(ctx)
	err = p.DB.Do(after, func(tx database.Tx) error {
		_, err := tx.Exec(after, "UPDATE delivery SET doubts = ?, next_at = ? WHERE id = ? AND down = ''", left, p.Now().UTC().Add(p.look()*time.Duration(1+extraLooks-left)), d.ID)
		if err != nil || !removed {
			return err
		}
		return p.Register.Append(after, tx, register.Entry{Action: "extra-copy-deleted", Object: d.Kind + "/" + d.Object, Details: map[string]string{"target": d.Target}, At: p.Now().UTC()})
	})
	if err != nil {
		p.Log.Error("record a look for an extra copy", "err", err)
	}
}

// remove asks one copy away.
func (p *Publisher) remove(ctx context.Context, d Delivery, copy social.Receipt) error {
	if place, isRoom := d.Room(); isRoom {
		return p.Platforms[place.Platform].Delete(ctx, chat.MessageRef{Platform: place.Platform, Room: place.Room, ID: copy.ID})
	}
	return p.Networks[d.Target].Retract(ctx, copy)
}

// retractOnce takes one step: asks, or verifies.
func (p *Publisher) retractOnce(ctx context.Context, d Delivery) (Down, error) {
	if d.Receipt.ByHand {
		return ByHand, nil
	}
	if place, isRoom := d.Room(); isRoom {
		platform, ok := p.Platforms[place.Platform]
		if !ok {
			return Requested, errors.New("not connected")
		}
		if err := platform.Delete(ctx, chat.MessageRef{Platform: place.Platform, Room: place.Room, ID: d.Receipt.ID}); err != nil {
			return Requested, err
		}
		return Gone, nil
	}
	network, ok := p.Networks[d.Target]
	if !ok {
		return Requested, errors.New("not connected")
	}
	if d.Down == Requested {
		if err := network.Retract(ctx, d.Receipt); err != nil {
			return Requested, err
		}
	}
	switch presence, err := network.Verify(ctx, d.Receipt); {
	case err != nil:
		return Accepted, err
	case presence == social.Gone:
		return Gone, nil
	case presence == social.Residual:
		return Residual, nil
	case presence == social.Present:
		return Requested, errors.New("still there")
	}
	return Accepted, nil
}

// emptied is what stays of a part when its copy is gone.
func emptied(d Delivery) approval.Part {
	return approval.Part{Target: d.Part.Target, Lang: d.Part.Lang}
}

// ByHand records a post that somebody published themselves and pasted the link of. Only a person can take it down.
func (p *Publisher) ByHand(ctx context.Context, s approval.Subject, target, url, by string) error {
	return wrap("record a link", p.DB.Do(ctx, func(tx database.Tx) error {
		all, err := p.deliveries(ctx, tx, "kind = ? AND object = ? AND target = ? AND state <> 'sending' AND down = ''", s.Kind, s.ID, target)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			d, err := p.byHand(ctx, tx, s, target, by)
			if err != nil {
				return err
			}
			all = []Delivery{d}
		}
		d := all[len(all)-1]
		receipt := social.Receipt{Network: target, URL: url, At: p.Now(), ByHand: true}
		_, err = tx.NewUpdate().Model((*row)(nil)).Set("state = ?", Sent).Set("reason = ''").Set("sent_at = ?", p.Now().UTC()).
			Set("receipt = ?", p.sealJSON(d.ID+"/receipt", receipt)).Set("address = ?", p.addressOf(url)).Where("id = ?", d.ID).Exec(ctx)
		if err != nil {
			return err
		}
		e := register.Entry{Actor: by, Action: "publish-by-hand", Object: s.Kind + "/" + s.ID, Details: map[string]string{"target": target, "url": url}, At: p.Now().UTC()}
		if err := p.Register.Append(ctx, tx, e); err != nil {
			return err
		}
		return p.draw(ctx, tx, d.Case)
	}))
}

// byHand makes the row of a post that was never sent from here.
func (p *Publisher) byHand(ctx context.Context, tx database.Tx, s approval.Subject, target, by string) (Delivery, error) {
	c, err := p.Office.Latest(ctx, tx, s.Kind, s.ID)
	if errors.Is(err, approval.ErrNoCase) || (err == nil && c.State != approval.Approved && c.State != approval.ByHand) {
		c, err = p.Office.RecordByHand(ctx, tx, s, by)
	}
	if err != nil {
		return Delivery{}, err
	}
	for _, part := range s.Parts {
		if part.Target == target {
			if err := p.insert(ctx, tx, c, []aim{{part, target}}, p.Now()); err != nil {
				return Delivery{}, err
			}
			break
		}
	}
	all, err := p.deliveries(ctx, tx, "case_id = ? AND target = ?", c.ID, target)
	if err == nil && len(all) == 0 {
		err = ErrNothing
	}
	if err != nil {
		return Delivery{}, err
	}
	return all[len(all)-1], nil
}

// A Published object is one line of /retract.
type Published struct {
	Kind, ID string
	Targets  []string
	Last     time.Time
	Live     bool // an urgent notice
	Down     Down // of the copy that is furthest from gone
}

// Recent lists what went out last, newest first.
func (p *Publisher) Recent(ctx context.Context, n int) (list []Published, err error) {
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		all, err := p.deliveries(ctx, tx, "state = 'sent' AND down <> 'gone'")
		if err != nil {
			return err
		}
		at := map[string]int{}
		for _, d := range slices.Backward(all) {
			key := d.Kind + "/" + d.Object
			i, seen := at[key]
			if !seen {
				if len(list) == n {
					continue
				}
				i, at[key] = len(list), len(list)
				list = append(list, Published{Kind: d.Kind, ID: d.Object, Last: d.SentAt, Live: d.Lane == Urgent, Down: d.Down})
			}
			if !slices.Contains(list[i].Targets, d.Target) {
				list[i].Targets = append(list[i].Targets, d.Target)
			}
		}
		return nil
	})
	return list, wrap("list what was published", err)
}

// FindMessage finds the object that a message of ours in a room is about: a notice that was sent there, or a card about one.
func (p *Publisher) FindMessage(ctx context.Context, ref chat.MessageRef) (kind, id string, err error) {
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		var key, about string
		err := tx.NewRaw("SELECT m.key, m.object FROM team_post p JOIN team_message m ON m.key = p.key WHERE p.platform = ? AND p.room = ? AND p.ref = ?", ref.Platform, ref.Room, ref.ID).Scan(ctx, &key, &about)
		if err != nil && !database.IsNotFound(err) {
			return err
		}
		if caseID, isCard := strings.CutPrefix(key, "case/"); isCard { // a case's card changes with the case: it is not blanked, it is redrawn
			c, err := p.Office.Load(ctx, tx, caseID)
			kind, id = c.Subject.Kind, c.Subject.ID
			return err
		}
		if kind, id, _ = strings.Cut(about, "/"); id != "" {
			return nil
		}
		all, err := p.deliveries(ctx, tx, "state = 'sent' AND target LIKE ?", "room:"+ref.Platform+"/%")
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(d Delivery) bool {
			place, ok := d.Room()
			return ok && place.Room == ref.Room && d.Receipt.ID == ref.ID
		})
		if i < 0 {
			return ErrNothing
		}
		kind, id = all[i].Kind, all[i].Object
		return nil
	})
	return kind, id, err
}
