package people

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
)

// A platform group (a Slack user group, a Discord role) may lend roles to people who are members already: being in a group makes
// nobody a member. What a platform vouched for is remembered for a day, so that a decision rests on it even when it is read again
// without the platform; then it must be seen again.
const lentFor = 24 * time.Hour

// A loan is what one platform's groups lend a member.
type loan struct {
	Roles []chat.Role `json:"roles"`
	At    time.Time   `json:"at"`
}

// loans are a member's, by platform.
type loans map[string]loan

// add joins what is lent and still fresh to a member's own roles.
func (l loans) add(own []chat.Role, now time.Time) []chat.Role {
	roles := slices.Clone(own)
	for _, platform := range slices.Sorted(maps.Keys(l)) {
		for _, role := range l[platform].Roles {
			if now.Sub(l[platform].At) < lentFor && !slices.Contains(roles, role) {
				roles = append(roles, role)
			}
		}
	}
	return roles
}

// lent lists the roles that the person's groups lend, in order. A group never makes an administrator.
func (d *Directory) lent(who chat.Person) (roles []chat.Role) {
	for _, group := range who.Groups {
		roles = append(roles, d.Groups[who.Platform+"/"+group]...)
	}
	roles = slices.DeleteFunc(roles, func(r chat.Role) bool { return r == Admin })
	slices.Sort(roles)
	return slices.Compact(roles)
}

// borrow remembers what the platform says of a member's groups now, when it is new or about to be forgotten, and returns the
// member with it.
func (d *Directory) borrow(ctx context.Context, p Person, who chat.Person) (Person, error) {
	now, had := d.Now().UTC(), p.lent[who.Platform]
	lent := d.lent(who)
	if slices.Equal(lent, had.Roles) && (len(lent) == 0 || now.Sub(had.At) < lentFor/2) {
		return p, nil
	}
	err := d.DB.Do(ctx, func(tx database.Tx) error {
		var m member
		if err := tx.NewSelect().Model(&m).Where("id = ? AND active = ?", p.ID, true).Scan(ctx); err != nil {
			return err
		}
		if m.Lent == nil {
			m.Lent = loans{}
		}
		m.Lent[who.Platform] = loan{lent, now}
		kept, err := json.Marshal(m.Lent)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE member SET lent = ? WHERE id = ?", string(kept), p.ID); err != nil {
			return err
		}
		p = m.person(now)
		return nil
	})
	return p, wrap("remember what groups lend", err)
}
