package approval

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/database"
	"portevoix/bot/people"
	"portevoix/bot/register"
)

// State is where a case stands.
type State string

// The states. A case leaves Waiting once and never comes back.
const (
	Waiting   State = "open"
	Approved  State = "approved"
	Refused   State = "refused"
	Changes   State = "changes" // somebody asked for changes: the author may submit again
	Withdrawn State = "withdrawn"
	Expired   State = "expired"
	ByHand    State = "by-hand" // published by hand before anybody decided: on record so that it can be taken down
)

// A Case is one Subject before those who decide.
type Case struct {
	ID        string // "c_4k7mq2"
	Subject   Subject
	Seal      Seal
	State     State
	Votes     []Vote
	Opened    time.Time
	Expires   time.Time
	PublishAt time.Time // zero: at once
	Reminded  int       // how often those who can decide have been reminded
}

// A Vote is what one person said.
type Vote struct {
	Member string
	Yes    bool
	Reason string
	At     time.Time
}

// A Decision is what somebody presses.
type Decision struct {
	To     State     // Approved, Refused or Changes
	At     time.Time // with Approved: when to publish; zero: what the subject says
	Reason string    // for Refused and Changes; checked before it comes here
	Source string    // where it came from: "webchat/reviewer"
}

// Why a decision does not count. commands says them in the asker's language.
var (
	ErrNoCase     = errors.New("no such case")
	ErrDecided    = errors.New("already decided")
	ErrExpired    = errors.New("too late: the request has expired")
	ErrOwn        = errors.New("nobody approves what they wrote")
	ErrNotNeeded  = errors.New("this person's yes is not one of those that are needed")
	ErrVoted      = errors.New("this person has already said yes")
	ErrNotDecider = errors.New("this person may not decide here")
)

// An Office keeps the cases.
type Office struct {
	DB       *database.DB
	People   *people.Directory
	Register *register.Register
	Now      func() time.Time

	followers []follower
}

type follower struct {
	kind string
	f    func(context.Context, database.Tx, Case) error
}

// On follows the cases of a kind ("" for all): f runs in the transaction of every change, after it. Followers are added while
// the parts are put together, before anything runs.
func (o *Office) On(kind string, f func(context.Context, database.Tx, Case) error) {
	o.followers = append(o.followers, follower{kind, f})
}

// How long a yes may take (domain rules of the team: a notice is worthless later, a post can wait).
const (
	urgentPatience  = 30 * time.Minute
	routinePatience = 7 * 24 * time.Hour
)

// Submit opens a case. An older open case about the same object is withdrawn: what it would have approved no longer exists.
func (o *Office) Submit(ctx context.Context, s Subject) (c Case, err error) {
	now := o.Now().UTC()
	c = Case{ID: newID(), Subject: s, Seal: s.Seal(), State: Waiting, Opened: now, Expires: now.Add(routinePatience)}
	if s.Urgent {
		c.Expires = now.Add(urgentPatience)
	}
	if !s.Until.IsZero() && s.Until.Before(c.Expires) {
		c.Expires = s.Until
	}
	err = o.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := o.People.Active(ctx, tx, s.Author); err != nil {
			return err
		}
		if err := o.withdraw(ctx, tx, s.Kind, s.ID, s.Author); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(o.row(c)).Exec(ctx); err != nil {
			return err
		}
		return o.changed(ctx, tx, c, register.Entry{Actor: s.Author, Action: "submit"})
	})
	return c, wrap("submit for approval", err)
}

// Decide records what a member says. The case it returns is as it stands afterwards; with an error it stands as before.
func (o *Office) Decide(ctx context.Context, id, memberID string, d Decision) (c Case, err error) {
	err = o.DB.Do(ctx, func(tx database.Tx) error {
		if err := tx.Lock(ctx, "approval/"+id); err != nil {
			return err
		}
		if c, err = o.Load(ctx, tx, id); err != nil {
			return err
		}
		who, err := o.mayDecide(ctx, tx, c, memberID)
		if err != nil {
			return err
		}
		return o.decide(ctx, tx, &c, who, d)
	})
	return c, err
}

// mayDecide reads the member and the roster fresh, in the transaction that rests on them.
func (o *Office) mayDecide(ctx context.Context, tx database.Tx, c Case, memberID string) (people.Person, error) {
	who, err := o.People.May(ctx, tx, memberID, people.Decide, people.Object{Kind: c.Subject.Kind, Template: c.Subject.Template != "", Owner: c.Subject.Author})
	switch {
	case err != nil && !errors.Is(err, people.ErrRole):
		return who, err
	case c.State == Expired, c.State == Waiting && !o.Now().Before(c.Expires):
		return who, ErrExpired
	case c.State != Waiting:
		return who, ErrDecided
	case c.Subject.WroteIt(memberID):
		return who, ErrOwn
	case err != nil, !slices.ContainsFunc(c.Subject.Needs(), func(n Need) bool { return n.filledBy(who) }):
		return who, ErrNotDecider
	}
	return who, nil
}

func (o *Office) decide(ctx context.Context, tx database.Tx, c *Case, who people.Person, d Decision) error {
	yes := d.To == Approved
	if yes {
		if err := o.countsFor(ctx, tx, *c, who); err != nil {
			return err
		}
	}
	v := vote{CaseID: c.ID, MemberID: who.ID, Yes: yes, Reason: d.Reason, VotedAt: o.Now().UTC()}
	if _, err := tx.NewInsert().Model(&v).Exec(ctx); err != nil {
		if database.IsDuplicate(err) {
			return ErrVoted
		}
		return wrap("record a decision", err)
	}
	c.Votes = append(c.Votes, v.vote())
	if yes {
		c.PublishAt = d.At
		open, err := o.open(ctx, tx, *c)
		if err != nil {
			return err
		}
		if len(open) == 0 {
			c.State = Approved
		}
	} else {
		c.State = d.To
	}
	if err := o.save(ctx, tx, *c); err != nil {
		return err
	}
	action := map[State]string{Approved: "approve", Refused: "refuse", Changes: "ask-changes"}[d.To]
	return o.changed(ctx, tx, *c, register.Entry{Actor: who.ID, Action: action, Reason: d.Reason, Source: d.Source})
}

// countsFor says whether one more yes of this person is needed.
func (o *Office) countsFor(ctx context.Context, tx database.Tx, c Case, who people.Person) error {
	if slices.ContainsFunc(c.Votes, func(v Vote) bool { return v.Member == who.ID }) {
		return ErrVoted
	}
	open, err := o.open(ctx, tx, c)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(open, func(n Need) bool { return n.filledBy(who) }) {
		return ErrNotNeeded
	}
	return nil
}

// open lists what is still needed, counting only those who are still active members: a yes of somebody who left is void.
func (o *Office) open(ctx context.Context, tx database.Tx, c Case) ([]Need, error) {
	var yes []people.Person
	for _, v := range c.Votes {
		if !v.Yes {
			continue
		}
		p, err := o.People.Active(ctx, tx, v.Member)
		if errors.Is(err, people.ErrNobody) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if p, err = o.People.OnDuty(ctx, tx, p, v.At); err != nil { // a yes given on duty counts after the shift
			return nil, err
		}
		yes = append(yes, p)
	}
	return Open(c.Subject.Needs(), yes), nil
}

// RecordByHand puts on record a subject that somebody published themselves before anybody decided. Nothing is asked and nothing is
// sent.
func (o *Office) RecordByHand(ctx context.Context, tx database.Tx, s Subject, by string) (Case, error) {
	if err := o.withdraw(ctx, tx, s.Kind, s.ID, by); err != nil {
		return Case{}, err
	}
	now := o.Now().UTC()
	c := Case{ID: newID(), Subject: s, Seal: s.Seal(), State: ByHand, Opened: now, Expires: now}
	if _, err := tx.NewInsert().Model(o.row(c)).Exec(ctx); err != nil {
		return Case{}, wrap("record a post made by hand", err)
	}
	return c, o.changed(ctx, tx, c, register.Entry{Actor: by, Action: "publish-by-hand"})
}

// Withdraw closes an open case about an object: the author changed it, or it was discarded.
func (o *Office) Withdraw(ctx context.Context, kind, id, by string) error {
	return wrap("withdraw from approval", o.DB.Do(ctx, func(tx database.Tx) error { return o.withdraw(ctx, tx, kind, id, by) }))
}

func (o *Office) withdraw(ctx context.Context, tx database.Tx, kind, id, by string) error {
	cases, err := o.query(ctx, tx, "kind = ? AND object = ? AND state = ?", kind, id, Waiting)
	if err != nil {
		return err
	}
	for _, c := range cases {
		c.State = Withdrawn
		if err := o.save(ctx, tx, c); err != nil {
			return err
		}
		if err := o.changed(ctx, tx, c, register.Entry{Actor: by, Action: "withdraw"}); err != nil {
			return err
		}
	}
	return nil
}

// Expire closes what nobody decided in time. A yes that comes later publishes nothing.
func (o *Office) Expire(ctx context.Context) error {
	return wrap("expire cases", o.DB.Do(ctx, func(tx database.Tx) error {
		cases, err := o.query(ctx, tx, "state = ? AND expires_at <= ?", Waiting, o.Now().UTC())
		if err != nil {
			return err
		}
		for _, c := range cases {
			c.State = Expired
			if err := o.save(ctx, tx, c); err != nil {
				return err
			}
			if err := o.changed(ctx, tx, c, register.Entry{Action: "expire"}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Case reads a case.
func (o *Office) Case(ctx context.Context, id string) (c Case, err error) {
	err = o.DB.Read(ctx, func(tx database.Tx) error {
		c, err = o.Load(ctx, tx, id)
		return err
	})
	return c, err
}

// Latest reads the newest case about an object; ErrNoCase when there is none.
func (o *Office) Latest(ctx context.Context, tx database.Tx, kind, id string) (Case, error) {
	cases, err := o.query(ctx, tx, "kind = ? AND object = ?", kind, id)
	if err == nil && len(cases) == 0 {
		err = ErrNoCase
	}
	if err != nil {
		return Case{}, err
	}
	return cases[len(cases)-1], nil
}

// WaitingFor lists the open cases that still need this person's yes, oldest first.
func (o *Office) WaitingFor(ctx context.Context, memberID string) (mine []Case, err error) {
	err = o.DB.Read(ctx, func(tx database.Tx) error {
		cases, err := o.query(ctx, tx, "state = ? AND expires_at > ?", Waiting, o.Now().UTC())
		if err != nil {
			return err
		}
		for _, c := range cases {
			who, err := o.mayDecide(ctx, tx, c, memberID)
			if err == nil && o.countsFor(ctx, tx, c, who) == nil {
				mine = append(mine, c)
			}
		}
		return nil
	})
	return mine, wrap("list what waits", err)
}

// AllWaiting lists every open case, oldest first.
func (o *Office) AllWaiting(ctx context.Context) (all []Case, err error) {
	err = o.DB.Read(ctx, func(tx database.Tx) error {
		all, err = o.query(ctx, tx, "state = ? AND expires_at > ?", Waiting, o.Now().UTC())
		return err
	})
	return all, wrap("list what waits", err)
}

// Forget empties what the cases about an object say, when the object has been taken down.
func (o *Office) Forget(ctx context.Context, tx database.Tx, kind, id string) error {
	cases, err := o.query(ctx, tx, "kind = ? AND object = ?", kind, id)
	if err != nil {
		return err
	}
	for _, c := range cases {
		for i := range c.Subject.Parts {
			c.Subject.Parts[i].Text, c.Subject.Parts[i].Pictures = "", nil
		}
		if _, err := tx.Exec(ctx, "UPDATE approval_case SET subject = ? WHERE id = ?", o.sealed(c), c.ID); err != nil {
			return err
		}
	}
	return nil
}

// changed records what happened and tells the followers, all in the transaction.
func (o *Office) changed(ctx context.Context, tx database.Tx, c Case, e register.Entry) error {
	e.Object, e.Hash = c.Subject.Kind+"/"+c.Subject.ID, string(c.Seal)
	e.Details = map[string]string{"case": c.ID, "state": string(c.State), "rules": c.Subject.Rules}
	e.At = o.Now().UTC()
	if err := o.Register.Append(ctx, tx, e); err != nil {
		return err
	}
	for _, follow := range o.followers {
		if follow.kind == "" || follow.kind == c.Subject.Kind {
			if err := follow.f(ctx, tx, c); err != nil {
				return err
			}
		}
	}
	return nil
}

type caseRow struct {
	bun.BaseModel `bun:"table:approval_case"`

	ID        string
	Kind      string
	Object    string
	Author    string
	Seal      string
	Subject   []byte
	Urgent    bool
	State     State
	PublishAt *time.Time
	OpenedAt  time.Time
	ExpiresAt time.Time
	DecidedAt *time.Time
	Reminded  int
}

type vote struct {
	bun.BaseModel `bun:"table:approval_vote"`

	CaseID   string
	MemberID string
	Yes      bool
	Reason   string
	VotedAt  time.Time
}

func (v vote) vote() Vote {
	return Vote{Member: v.MemberID, Yes: v.Yes, Reason: v.Reason, At: v.VotedAt}
}

func (o *Office) row(c Case) *caseRow {
	return &caseRow{ID: c.ID, Kind: c.Subject.Kind, Object: c.Subject.ID, Author: c.Subject.Author, Seal: string(c.Seal), Subject: o.sealed(c),
		Urgent: c.Subject.Urgent, State: c.State, OpenedAt: c.Opened, ExpiresAt: c.Expires.UTC()}
}

func (o *Office) sealed(c Case) []byte {
	b, err := json.Marshal(c.Subject)
	if err != nil { // plain data always encodes
		panic(fmt.Sprintf("encode a subject: %T", err))
	}
	return o.DB.Seal("approval/"+c.ID, b)
}

// A Standing is where a case stands and what its seal is.
type Standing struct {
	ID    string
	State State
	Seal  Seal
}

// Standing reads how cases stand, and nothing else of them. A case that does not exist is missing from the answer.
func (o *Office) Standing(ctx context.Context, tx database.Tx, ids ...string) (map[string]Standing, error) {
	var rows []Standing
	if err := tx.NewSelect().TableExpr("approval_case").Column("id", "state", "seal").Where("id IN (?)", bun.List(ids)).Scan(ctx, &rows); err != nil {
		return nil, wrap("read cases", err)
	}
	all := make(map[string]Standing, len(rows))
	for _, r := range rows {
		all[r.ID] = r
	}
	return all, nil
}

// Load reads a case inside a transaction.
func (o *Office) Load(ctx context.Context, tx database.Tx, id string) (Case, error) {
	cases, err := o.query(ctx, tx, "id = ?", id)
	if err == nil && len(cases) == 0 {
		err = ErrNoCase
	}
	if err != nil {
		return Case{}, err
	}
	return cases[0], nil
}

func (o *Office) query(ctx context.Context, tx database.Tx, where string, args ...any) ([]Case, error) {
	var rows []caseRow
	if err := tx.NewSelect().Model(&rows).Where(where, args...).Order("opened_at", "id").Scan(ctx); err != nil {
		return nil, wrap("read cases", err)
	}
	cases := make([]Case, len(rows))
	for i, r := range rows {
		c := Case{ID: r.ID, Seal: Seal(r.Seal), State: r.State, Opened: r.OpenedAt, Expires: r.ExpiresAt, Reminded: r.Reminded}
		if r.PublishAt != nil {
			c.PublishAt = *r.PublishAt
		}
		b, err := o.DB.Unseal("approval/"+r.ID, r.Subject)
		if err == nil {
			err = json.Unmarshal(b, &c.Subject)
		}
		if err != nil {
			return nil, wrap("read a case", err)
		}
		var votes []vote
		if err := tx.NewSelect().Model(&votes).Where("case_id = ?", r.ID).Order("voted_at").Scan(ctx); err != nil {
			return nil, wrap("read votes", err)
		}
		for _, v := range votes {
			c.Votes = append(c.Votes, v.vote())
		}
		cases[i] = c
	}
	return cases, nil
}

// save writes the state of a case that was Waiting; somebody else may have been faster.
func (o *Office) save(ctx context.Context, tx database.Tx, c Case) error {
	q := tx.NewUpdate().Model((*caseRow)(nil)).Set("state = ?", c.State).Where("id = ? AND state = ?", c.ID, Waiting)
	if !c.PublishAt.IsZero() {
		q = q.Set("publish_at = ?", c.PublishAt.UTC())
	}
	if c.State != Waiting {
		q = q.Set("decided_at = ?", o.Now().UTC())
	}
	res, err := q.Exec(ctx)
	if err != nil {
		return wrap("save a case", err)
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return ErrDecided
	}
	return nil
}

func newID() string { return "c_" + strings.ToLower(rand.Text()[:8]) }

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
