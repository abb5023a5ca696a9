// Package people is who belongs to the team and what they may do. Members are named here, not inferred from who is in a channel:
// somebody unknown may do nothing. One member may have several identities (Slack, Discord, the web chat), so that nobody is two
// people.
//
// What a decision needs is read fresh inside its own transaction (Directory.Active): somebody who left a second ago has no power.
// This package decides about persons only; what must be approved by whom is bot/approval.
package people

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/text"
)

// A Person is one member of the team.
type Person struct {
	ID    string // "p_4k7mq2"
	Name  string
	Roles []chat.Role // as given; Holds says what they amount to
	Phone string      // to dial at night
	Mail  string      // where a page reaches them
	Trial bool

	lent loans
}

// Is reports whether the member holds the role, given or implied.
func (p Person) Is(r chat.Role) bool { return r != "" && slices.Contains(Holds(p.Roles), r) }

// A Directory is the team of one installation.
type Directory struct {
	DB    *database.DB
	Now   func() time.Time
	Trial bool // whether the trial members of "act as" exist: only while nothing real is connected

	Groups map[string][]chat.Role // roles that a platform's group lends its members of the team: "slack/S012" → officer
}

// ErrNobody means that there is no such active member.
var ErrNobody = errors.New("no such active member")

// Who finds the member behind a platform's person and fills in who they are and what they may be. Somebody unknown comes back
// as Anyone, which opens no door but that of becoming a member.
func (d *Directory) Who(ctx context.Context, who chat.Person) (chat.Person, error) {
	who.Roles = []chat.Role{Anyone}
	if who.Trial && !d.Trial {
		return who, nil
	}
	var p Person
	err := d.DB.Read(ctx, func(tx database.Tx) (err error) {
		p, err = d.byIdentity(ctx, tx, who.Platform, who.ID)
		return err
	})
	if err == nil {
		p, err = d.borrow(ctx, p, who)
	}
	if errors.Is(err, ErrNobody) {
		return who, nil
	}
	if err != nil {
		return who, fmt.Errorf("find the member: %w", err)
	}
	who.Member, who.Roles, who.Name, who.Trial = p.ID, append(Holds(p.Roles), Anyone), p.Name, p.Trial
	return who, nil
}

// Active reads a member inside the transaction that rests on it; ErrNobody when they are not (or no longer) one.
func (d *Directory) Active(ctx context.Context, tx database.Tx, id string) (Person, error) {
	var m member
	err := tx.NewSelect().Model(&m).Where("id = ? AND active = ?", id, true).Scan(ctx)
	if database.IsNotFound(err) || (err == nil && m.Trial && !d.Trial) {
		return Person{}, ErrNobody
	}
	if err != nil {
		return Person{}, fmt.Errorf("read a member: %w", err)
	}
	return m.person(d.Now()), nil
}

// All lists the active members by name.
func (d *Directory) All(ctx context.Context) (all []Person, err error) {
	err = d.DB.Read(ctx, func(tx database.Tx) error {
		all, err = d.AllTx(ctx, tx)
		return err
	})
	return all, err
}

// AllTx is All inside a transaction.
func (d *Directory) AllTx(ctx context.Context, tx database.Tx) (all []Person, err error) {
	var rows []member
	q := tx.NewSelect().Model(&rows).Where("active = ?", true).Order("name")
	if !d.Trial {
		q = q.Where("trial = ?", false)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, wrap("list the team", err)
	}
	for _, m := range rows {
		all = append(all, m.person(d.Now()))
	}
	return all, nil
}

// Holding lists the active members who hold a role, given or implied.
func (d *Directory) Holding(ctx context.Context, role chat.Role) ([]Person, error) {
	all, err := d.All(ctx)
	return slices.DeleteFunc(all, func(p Person) bool { return !p.Is(role) }), err
}

// Add makes somebody a member, known on one platform.
func (d *Directory) Add(ctx context.Context, tx database.Tx, name, platform, id string, roles ...chat.Role) (Person, error) {
	m := member{ID: NewID(), Name: name, Roles: roles, Active: true, JoinedAt: d.Now().UTC()}
	if _, err := tx.NewInsert().Model(&m).Exec(ctx); err != nil {
		return Person{}, wrap("add a member", err)
	}
	return m.person(d.Now()), d.identify(ctx, tx, platform, id, m.ID)
}

// SetRoles changes what a member may be.
func (d *Directory) SetRoles(ctx context.Context, tx database.Tx, id string, roles []chat.Role) error {
	res, err := tx.NewUpdate().Model((*member)(nil)).Set("roles = ?", encodeRoles(roles)).Where("id = ? AND active = ?", id, true).Exec(ctx)
	return changedOne("change the roles", res, err)
}

// SetPhone changes the number to dial at night.
func (d *Directory) SetPhone(ctx context.Context, tx database.Tx, id, phone string) error {
	res, err := tx.NewUpdate().Model((*member)(nil)).Set("phone = ?", phone).Where("id = ? AND active = ?", id, true).Exec(ctx)
	return changedOne("change the phone", res, err)
}

// SetMail changes the e-mail address at which a page reaches a member.
func (d *Directory) SetMail(ctx context.Context, tx database.Tx, id, mail string) error {
	res, err := tx.NewUpdate().Model((*member)(nil)).Set("mail = ?", mail).Where("id = ? AND active = ?", id, true).Exec(ctx)
	return changedOne("change the e-mail address", res, err)
}

// Leave takes every power away at once: the member, the identities and the coming shifts. How to reach them is forgotten.
func (d *Directory) Leave(ctx context.Context, tx database.Tx, id string) error {
	res, err := tx.NewUpdate().Model((*member)(nil)).Set("active = ?", false).Set("phone = ''").Set("mail = ''").Set("left_at = ?", d.Now().UTC()).Where("id = ? AND active = ?", id, true).Exec(ctx)
	if err := changedOne("let a member leave", res, err); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "DELETE FROM identity WHERE member_id = ?", id); err != nil {
		return wrap("let a member leave", err)
	}
	_, err = tx.Exec(ctx, "DELETE FROM shift WHERE member_id = ? AND ends > ?", id, d.Now().UTC())
	return wrap("let a member leave", err)
}

// Identities lists where a member is known: "slack/U024BE7LH".
func (d *Directory) Identities(ctx context.Context, tx database.Tx, id string) ([]chat.Place, error) {
	var rows []identity
	if err := tx.NewSelect().Model(&rows).Where("member_id = ?", id).Order("platform", "person").Scan(ctx); err != nil {
		return nil, wrap("read identities", err)
	}
	places := make([]chat.Place, len(rows))
	for i, r := range rows {
		places[i] = chat.Place{Platform: r.Platform, Person: r.Person}
	}
	return places, nil
}

// TrialPeople are the members behind "act as": each can be played on a laptop, on every platform that has the switch.
var TrialPeople = []struct {
	ID    string
	Name  text.Text
	Roles []chat.Role
}{
	{"officer", text.Text{FR: "Chargé·e de communication", EN: "Communications officer", AR: "مكلف بالتواصل"}, []chat.Role{Officer}},
	{"reviewer", text.Text{FR: "Relecteur", EN: "Reviewer", AR: "مراجع"}, []chat.Role{Reviewer, Medical}},
	{"director", text.Text{FR: "Direction de garde", EN: "Director on duty", AR: "المدير المداوم"}, []chat.Role{DutyDirector, CommsDirector, Admin}},
	{"dpo", text.Text{FR: "Protection des données", EN: "Data protection officer", AR: "حماية المعطيات"}, []chat.Role{DPO}},
}

// EnsureTrial makes the trial members, known on the given platforms by the ids of TrialPeople. It does nothing when Trial is
// off.
func (d *Directory) EnsureTrial(ctx context.Context, l text.Lang, platforms ...string) error {
	if !d.Trial {
		return nil
	}
	return wrap("make the trial team", d.DB.Do(ctx, func(tx database.Tx) error {
		for _, p := range TrialPeople {
			m := member{ID: "trial-" + p.ID, Name: p.Name.In(l), Roles: p.Roles, Active: true, Trial: true, JoinedAt: d.Now().UTC()}
			if _, err := tx.NewInsert().Model(&m).On("CONFLICT DO NOTHING").Exec(ctx); err != nil {
				return err
			}
			for _, platform := range platforms {
				if err := d.identify(ctx, tx, platform, p.ID, m.ID); err != nil {
					return err
				}
			}
		}
		return nil
	}))
}

// NewID makes a short id that people can read aloud: "p_4k7mq2".
func NewID() string { return "p_" + strings.ToLower(rand.Text()[:6]) }

type member struct {
	bun.BaseModel `bun:"table:member"`

	ID       string
	Name     string
	Roles    []chat.Role `bun:",type:text"`
	Phone    string
	Mail     string
	Active   bool
	Trial    bool
	JoinedAt time.Time
	LeftAt   *time.Time
	Lent     loans `bun:",type:text"`
}

func (m member) person(now time.Time) Person {
	return Person{ID: m.ID, Name: m.Name, Roles: m.Lent.add(m.Roles, now), Phone: m.Phone, Mail: m.Mail, Trial: m.Trial, lent: m.Lent}
}

type identity struct {
	bun.BaseModel `bun:"table:identity"`

	Platform string
	Person   string
	MemberID string
	LinkedAt time.Time
}

func (d *Directory) byIdentity(ctx context.Context, tx database.Tx, platform, person string) (Person, error) {
	var i identity
	err := tx.NewSelect().Model(&i).Where("platform = ? AND person = ?", platform, person).Scan(ctx)
	if database.IsNotFound(err) {
		return Person{}, ErrNobody
	}
	if err != nil {
		return Person{}, err
	}
	return d.Active(ctx, tx, i.MemberID)
}

// identify says that a platform's person is this member. A person who was somebody else's identity becomes this member's.
func (d *Directory) identify(ctx context.Context, tx database.Tx, platform, person, memberID string) error {
	_, err := tx.Exec(ctx, `INSERT INTO identity (platform, person, member_id, linked_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (platform, person) DO UPDATE SET member_id = excluded.member_id, linked_at = excluded.linked_at`,
		platform, person, memberID, d.Now().UTC())
	return wrap("link an identity", err)
}
