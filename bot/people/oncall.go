package people

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/chat"
	"portevoix/bot/database"
)

// A Shift is one member's turn in a role on call.
type Shift struct {
	ID     string
	Role   chat.Role
	Member string
	Begins time.Time
	Ends   time.Time
}

// LongestShift is how long one shift may last.
const LongestShift = 31 * 24 * time.Hour

// ErrShift means that a shift ends before it begins, or is longer than a month.
var ErrShift = errors.New("a shift begins before it ends and lasts a month at most")

// AddShift puts a member on call.
func (d *Directory) AddShift(ctx context.Context, tx database.Tx, s Shift) error {
	if !s.Begins.Before(s.Ends) || s.Ends.Sub(s.Begins) > LongestShift {
		return ErrShift
	}
	if _, err := d.Active(ctx, tx, s.Member); err != nil {
		return err
	}
	row := shift{ID: "s_" + strings.ToLower(rand.Text()[:6]), Role: s.Role, MemberID: s.Member, Begins: s.Begins.UTC(), Ends: s.Ends.UTC()}
	_, err := tx.NewInsert().Model(&row).Exec(ctx)
	return wrap("add a shift", err)
}

// Swap gives a shift to another member.
func (d *Directory) Swap(ctx context.Context, tx database.Tx, shiftID, to string) error {
	if _, err := d.Active(ctx, tx, to); err != nil {
		return err
	}
	res, err := tx.NewUpdate().Model((*shift)(nil)).Set("member_id = ?", to).Where("id = ? AND ends > ?", shiftID, d.Now().UTC()).Exec(ctx)
	return changedOne("swap a shift", res, err)
}

// Holder is whose shift it is; ErrNobody when it is over or never was.
func (d *Directory) Holder(ctx context.Context, tx database.Tx, shiftID string) (member string, err error) {
	err = tx.NewRaw("SELECT member_id FROM shift WHERE id = ? AND ends > ?", shiftID, d.Now().UTC()).Scan(ctx, &member)
	if database.IsNotFound(err) {
		return "", ErrNobody
	}
	return member, wrap("read a shift", err)
}

// Named finds the one active member with this name or id; ErrNobody when there is none, or more than one.
func (d *Directory) Named(ctx context.Context, tx database.Tx, name string) (Person, error) {
	team, err := d.AllTx(ctx, tx)
	if err != nil {
		return Person{}, err
	}
	if p, ok := named(team, name); ok {
		return p, nil
	}
	return Person{}, ErrNobody
}

// Shifts lists the shifts that have not ended, soonest first.
func (d *Directory) Shifts(ctx context.Context, until time.Time) (shifts []Shift, err error) {
	var rows []shift
	err = d.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewSelect().Model(&rows).Where("ends > ? AND begins < ?", d.Now().UTC(), until.UTC()).Order("begins", "role").Scan(ctx)
	})
	for _, r := range rows {
		shifts = append(shifts, Shift{r.ID, r.Role, r.MemberID, r.Begins, r.Ends})
	}
	return shifts, wrap("list the shifts", err)
}

// OnCall lists who is on call in a role now: by the roster, or everybody who holds the role when nobody's shift runs, so that an
// urgent notice always finds somebody.
func (d *Directory) OnCall(ctx context.Context, tx database.Tx, role chat.Role) ([]Person, error) {
	people, err := d.rostered(ctx, tx, role, d.Now())
	if err != nil || len(people) > 0 {
		return people, err
	}
	team, err := d.AllTx(ctx, tx)
	for _, p := range team {
		if p.Is(role) {
			people = append(people, p)
		}
	}
	return people, err
}

// OnDuty is the member with the roles that the roster leaves and gives at a moment: while somebody's shift as director on duty runs,
// those on shift are director on duty, whatever else they are, and nobody else is. While no shift runs, roles are as given.
func (d *Directory) OnDuty(ctx context.Context, tx database.Tx, p Person, at time.Time) (Person, error) {
	on, err := d.rostered(ctx, tx, DutyDirector, at)
	if err != nil || len(on) == 0 {
		return p, err
	}
	roles := slices.Clone(p.Roles)
	if i := slices.Index(roles, DutyDirector); i >= 0 {
		roles = slices.Replace(roles, i, i+1, implied[DutyDirector]...) // what the role brings beside is theirs all the time
	}
	if slices.ContainsFunc(on, func(o Person) bool { return o.ID == p.ID }) {
		roles = append(roles, DutyDirector)
	}
	p.Roles = roles
	return p, nil
}

// rostered lists the active members whose shift in a role runs at a moment.
func (d *Directory) rostered(ctx context.Context, tx database.Tx, role chat.Role, at time.Time) (people []Person, err error) {
	var rows []shift
	at = at.UTC()
	if err := tx.NewSelect().Model(&rows).Where("role = ? AND begins <= ? AND ends > ?", role, at, at).Order("begins").Scan(ctx); err != nil {
		return nil, wrap("read the roster", err)
	}
	for _, r := range rows {
		p, err := d.Active(ctx, tx, r.MemberID)
		if errors.Is(err, ErrNobody) {
			continue
		}
		if err != nil {
			return nil, err
		}
		people = append(people, p)
	}
	return people, nil
}

type shift struct {
	bun.BaseModel `bun:"table:shift"`

	ID       string
	Role     chat.Role
	MemberID string
	Begins   time.Time
	Ends     time.Time
}
