package people

import (
	"context"
	"errors"
	"slices"

	"portevoix/bot/chat"
	"portevoix/bot/database"
)

// An Action is something that only some may do, beyond the door of its command.
type Action string

// The actions.
const (
	Decide       Action = "decide"        // say yes, no or please change to what waits for approval
	ReviewAlone  Action = "review-alone"  // look at what one person sent alone
	TakeDown     Action = "take-down"     // take a post down
	Pause        Action = "pause"         // hold and resume what is not urgent
	ChangeTeam   Action = "change-team"   // say who belongs to the team, and as what
	ChangeRoster Action = "change-roster" // say who is on call
)

// An Object is what an action is done to.
type Object struct {
	Kind     string // "draft", "notice", "template", "shift"; empty where it does not matter
	Template bool   // a notice filled in from a cleared template
	Owner    string // member id: whose it is
}

// ErrRole means that somebody belongs to the team and may not do this.
var ErrRole = errors.New("this member's roles do not allow it")

// A rule opens an action on some objects to some roles.
type rule struct {
	action Action
	on     func(Object) bool // nil: on everything
	anyOf  []chat.Role
}

// rules is the one place that says who may do what to what; what no rule opens is closed. Which of several yeses a subject still needs
// is the matrix of bot/approval.
var rules = []rule{
	{Decide, kind("draft"), []chat.Role{Reviewer, CommsDirector, DutyDirector, Medical, DPO}},
	{Decide, kind("template"), []chat.Role{CommsDirector, DutyDirector, Medical, DPO}},
	{Decide, kind("notice"), []chat.Role{CommsDirector, DutyDirector, Medical, DPO}},
	{Decide, func(o Object) bool { return o.Kind == "notice" && o.Template }, []chat.Role{Press}}, // whoever can be on call
	{ReviewAlone, nil, []chat.Role{CommsDirector, DutyDirector}},
	{TakeDown, nil, []chat.Role{Member}},
	{Pause, nil, []chat.Role{Reviewer}},
	{ChangeTeam, nil, []chat.Role{Admin, CommsDirector}},
	{ChangeRoster, nil, []chat.Role{Admin, CommsDirector, DutyDirector}},
}

func kind(name string) func(Object) bool { return func(o Object) bool { return o.Kind == name } }

// May reports whether somebody who holds these roles now may do an action. Directory.May reads them first.
func (p Person) May(a Action, o Object) bool {
	if a == ChangeRoster && o.Owner != "" && o.Owner == p.ID { // anybody gives their own shift away
		return true
	}
	return slices.ContainsFunc(rules, func(r rule) bool {
		return r.action == a && (r.on == nil || r.on(o)) && slices.ContainsFunc(r.anyOf, p.Is)
	})
}

// May decides whether a member may do an action, with what they are at this moment: read in the transaction that rests on it, and with
// the roster. ErrNobody when they are no member, or no longer; ErrRole when they may not. The member is returned with ErrRole too.
func (d *Directory) May(ctx context.Context, tx database.Tx, memberID string, a Action, o Object) (Person, error) {
	p, err := d.Active(ctx, tx, memberID)
	if err == nil {
		p, err = d.OnDuty(ctx, tx, p, d.Now())
	}
	if err == nil && !p.May(a, o) {
		err = ErrRole
	}
	return p, err
}
