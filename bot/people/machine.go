package people

import (
	"context"

	"portevoix/bot/database"
)

// A machine writes too: what a trigger prepares has the trigger as its author. It is a member without a role and without any identity,
// so nobody can speak as it and it can confirm nothing. /team shows it, and taking it out of the team there closes the trigger.

// MachineID is the member id of a trigger: "hook-it-monitor".
func MachineID(hook string) string { return "hook-" + hook }

// Machine makes the member of a trigger. One that has left stays away: give the trigger another name.
func (d *Directory) Machine(ctx context.Context, hook string) error {
	m := member{ID: MachineID(hook), Name: "⚙ " + hook, Active: true, JoinedAt: d.Now().UTC()}
	return wrap("make a trigger a member", d.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.NewInsert().Model(&m).On("CONFLICT DO NOTHING").Exec(ctx)
		return err
	}))
}
