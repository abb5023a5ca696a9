package publish

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/outcome"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// State is where a delivery stands.
type State string

// The states.
const (
	Waiting   State = "waiting"
	Sending   State = "sending" // a call is out; its row was committed before
	Sent      State = "sent"
	Unsure    State = "unsure"  // a call was out and nobody knows: look before anything else
	Refused   State = "refused" // it did not go out, and will not
	Delayed   State = "delayed" // it did not go out yet
	Withdrawn State = "withdrawn"
)

// Down is how far a take-down has come.
type Down string

// The stages of a take-down.
const (
	Up        Down = ""
	Requested Down = "requested"
	Accepted  Down = "accepted" // the network said yes; not verified yet
	Gone      Down = "gone"
	Residual  Down = "residual" // the post is gone, a picture is not
	Failed    Down = "failed"   // a person must do it
	ByHand    Down = "by-hand"  // it was published by hand: a person must do it
)

// A Delivery is one part of an approved subject on its way to one target.
type Delivery struct {
	ID      string
	Key     outcome.Key
	Case    string
	Kind    string
	Object  string
	Target  string
	Part    approval.Part
	Lane    Lane
	State   State
	Attempt int
	Looks   int
	Delays  int // how often it was to wait
	Began   time.Time
	Next    time.Time
	Reason  outcome.Reason
	Receipt social.Receipt
	SentAt  time.Time
	Down    Down
	Doubts  int    // looks that are still to come for an extra copy
	Holder  string // the process whose call nobody knows the end of; empty when we have seen the call end
}

// Room is the place of a delivery to a room.
func (d Delivery) Room() (chat.Place, bool) {
	name, ok := strings.CutPrefix(d.Target, "room:")
	if !ok {
		return chat.Place{}, false
	}
	platform, room, _ := strings.Cut(name, "/")
	return chat.Place{Platform: platform, Room: room}, true
}

type row struct {
	bun.BaseModel `bun:"table:delivery"`

	ID        string
	Key       outcome.Key
	CaseID    string
	Kind      string
	Object    string
	Target    string
	Lang      text.Lang
	Part      []byte
	Lane      Lane
	State     State
	Attempt   int
	Looks     int
	Delays    int
	Holder    string
	Lease     *time.Time
	Began     *time.Time
	NextAt    time.Time
	Reason    outcome.Reason
	Receipt   []byte
	Address   *string
	SentAt    *time.Time
	Down      Down
	DownTries int
	Doubts    int
	MadeAt    time.Time
	Serial    int64
}

// release commits one delivery per part and place of an approved case.
func (p *Publisher) release(ctx context.Context, tx database.Tx, c approval.Case) error {
	if c.Subject.Kind == "template" { // a yes to a template is a yes to its use, not to its words with blanks in them
		return nil
	}
	at := p.Now()
	for _, t := range []time.Time{c.Subject.At, c.PublishAt} {
		if t.After(at) {
			at = t
		}
	}
	var aims []aim
	for _, part := range c.Subject.Parts {
		for _, target := range p.expand(part.Target) {
			aims = append(aims, aim{part, target})
		}
	}
	if err := p.insert(ctx, tx, c, aims, at); err != nil {
		return err
	}
	return tx.Wake(ctx, outwardTopic)
}

// An aim is one part on its way to one place.
type aim struct {
	part   approval.Part
	target string
}

// insert makes the rows of deliveries. The key says case, language and target: releasing twice is refused by the database.
func (p *Publisher) insert(ctx context.Context, tx database.Tx, c approval.Case, aims []aim, at time.Time) error {
	var serial int64
	if err := tx.Lock(ctx, "publish.serial"); err != nil {
		return err
	}
	if err := tx.NewRaw("SELECT COALESCE(MAX(serial), 0) FROM delivery").Scan(ctx, &serial); err != nil {
		return wrap("release", err)
	}
	rows := make([]row, len(aims))
	for i, a := range aims {
		id := newID()
		rows[i] = row{
			ID: id, Key: outcome.Key(fmt.Sprintf("%s-%s-%s", c.ID, a.part.Lang, a.target)), CaseID: c.ID, Kind: c.Subject.Kind, Object: c.Subject.ID, Target: a.target,
			Lang: a.part.Lang, Part: p.seal(id, a.part), Lane: laneOf(c.Subject), State: Waiting, NextAt: at.UTC(), Receipt: []byte{}, MadeAt: p.Now().UTC(), Serial: serial + int64(i) + 1,
		}
	}
	for some := range slices.Chunk(rows, 200) {
		if _, err := tx.NewInsert().Model(&some).Exec(ctx); err != nil {
			return wrap("release", err)
		}
	}
	return nil
}

// expand turns "room:urgent" into every place that is configured for it.
func (p *Publisher) expand(target string) []string {
	purpose, isRoom := strings.CutPrefix(target, "room:")
	if !isRoom {
		return []string{target}
	}
	var all []string
	for _, place := range p.Rooms[purpose] {
		all = append(all, roomTarget(place))
	}
	return all
}

func laneOf(s approval.Subject) Lane {
	if s.Urgent {
		return Urgent
	}
	return Routine
}

// Deliveries lists the deliveries of an object, oldest first.
func (p *Publisher) Deliveries(ctx context.Context, kind, id string) (all []Delivery, err error) {
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		all, err = p.deliveries(ctx, tx, "kind = ? AND object = ?", kind, id)
		return err
	})
	return all, err
}

func (p *Publisher) deliveries(ctx context.Context, tx database.Tx, where string, args ...any) ([]Delivery, error) {
	var rows []row
	if err := tx.NewSelect().Model(&rows).Where(where, args...).Order("serial").Scan(ctx); err != nil {
		return nil, wrap("read deliveries", err)
	}
	all := make([]Delivery, len(rows))
	for i, r := range rows {
		d, err := p.delivery(r)
		if err != nil {
			return nil, err
		}
		all[i] = d
	}
	return all, nil
}

func (p *Publisher) delivery(r row) (Delivery, error) {
	d := Delivery{ID: r.ID, Key: r.Key, Case: r.CaseID, Kind: r.Kind, Object: r.Object, Target: r.Target, Lane: r.Lane, State: r.State, Attempt: r.Attempt,
		Looks: r.Looks, Delays: r.Delays, Next: r.NextAt, Reason: r.Reason, Down: r.Down, Doubts: r.Doubts, Holder: r.Holder, Began: deref(r.Began), SentAt: deref(r.SentAt)}
	if err := p.unseal(r.ID+"/part", r.Part, &d.Part); err != nil {
		return d, err
	}
	if len(r.Receipt) > 0 {
		if err := p.unseal(r.ID+"/receipt", r.Receipt, &d.Receipt); err != nil {
			return d, err
		}
	}
	return d, nil
}

func (p *Publisher) seal(id string, part approval.Part) []byte { return p.sealJSON(id+"/part", part) }

func (p *Publisher) sealJSON(place string, v any) []byte {
	b, err := json.Marshal(v)
	if err != nil { // plain data always encodes
		panic(fmt.Sprintf("encode: %T", err))
	}
	return p.DB.Seal("publish/"+place, b)
}

func (p *Publisher) unseal(place string, sealed []byte, v any) error {
	b, err := p.DB.Unseal("publish/"+place, sealed)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	return wrap("read a delivery", err)
}

func status(caseID string, all []Delivery) Status {
	s := Status{Case: caseID, Total: len(all)}
	for _, d := range all {
		switch d.State {
		case Sent:
			s.Sent++
			if d.public() {
				s.Public++
			}
		case Refused:
			s.Failed++
		case Unsure:
			if d.asksPerson() {
				s.Failed++
			} else {
				s.Pending++
			}
		case Withdrawn:
		default:
			s.Pending++
		}
		s.Down = s.Down || d.Down != Up
	}
	return s
}

// public reports whether the delivery really reached the public: a room is the team's, a recorded post nobody's.
func (d Delivery) public() bool {
	_, room := d.Room()
	return d.State == Sent && !room && !d.Receipt.Recorded
}

// asksPerson reports whether a routine delivery stays unsure until somebody has looked: for it doubt means stop.
func (d Delivery) asksPerson() bool { return d.State == Unsure && d.Looks >= looksBeforeAsking }

const looksBeforeAsking = 2

func deref(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

func newID() string { return strings.ToLower(rand.Text()[:16]) }

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
