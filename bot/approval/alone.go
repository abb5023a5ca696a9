package approval

import (
	"context"
	"errors"

	"portevoix/bot/database"
	"portevoix/bot/register"
)

// ErrAlone means that a subject may not be sent by one person.
var ErrAlone = errors.New("only a cleared template goes out on one person's word")

// Alone is break-glass: the author's word is enough, now. It is for an urgent notice filled in from a template whose newest case
// was approved, and nothing else; that the danger is immediate, and that the template is not barred, is what the caller answers
// for. The reason is on record; it was checked before it comes here. Nothing found by the check may block it.
func (o *Office) Alone(ctx context.Context, tx database.Tx, s Subject, reason, source string) (Case, error) {
	if _, err := o.People.Active(ctx, tx, s.Author); err != nil {
		return Case{}, err
	}
	s.Alone = true
	for _, a := range s.Accepted {
		if a.Severity >= high {
			return Case{}, ErrAlone
		}
	}
	cleared, err := o.Latest(ctx, tx, "template", s.Template)
	if err != nil && !errors.Is(err, ErrNoCase) {
		return Case{}, err
	}
	if err != nil || cleared.State != Approved || s.Kind != "notice" || !s.Urgent || reason == "" {
		return Case{}, ErrAlone
	}
	if err := o.withdraw(ctx, tx, s.Kind, s.ID, s.Author); err != nil {
		return Case{}, err
	}
	now := o.Now().UTC()
	c := Case{ID: newID(), Subject: s, Seal: s.Seal(), State: Approved, Opened: now, Expires: now.Add(urgentPatience)}
	row := o.row(c)
	row.DecidedAt = &now
	if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
		return Case{}, wrap("send alone", err)
	}
	return c, o.changed(ctx, tx, c, register.Entry{Actor: s.Author, Action: "break-glass", Reason: reason, Source: source})
}
