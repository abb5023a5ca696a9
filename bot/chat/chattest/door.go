package chattest

import (
	"context"
	"errors"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A Door is the smallest chat.Handler: it finds the command, plans, runs and explains. It stands in for the bot where a platform is
// tried alone. Unlike the bot it lets a panic through, so that a platform shows how it survives one.
type Door struct {
	Commands []chat.Command
	Refuse   func(chat.Request) text.Text // why this person may not; nil or zero: may
	Waiting  func(chat.Person) chat.Message
}

// Plan asks the command what it needs.
func (d Door) Plan(r chat.Request) chat.Plan {
	c, ok := chat.Lookup(d.Commands, r.Command)
	if !ok {
		return chat.Plan{Refuse: d.unknown(r.Command)}
	}
	if d.Refuse != nil {
		if why := d.Refuse(r); !why.IsZero() {
			return chat.Plan{Refuse: why}
		}
	}
	if c.Plan != nil {
		return c.Plan(r)
	}
	return chat.PlanInputs(c, r)
}

// Handle runs the command.
func (d Door) Handle(ctx context.Context, r chat.Request) chat.Reply {
	c, ok := chat.Lookup(d.Commands, r.Command)
	if !ok {
		return r.Answer(d.unknown(r.Command))
	}
	reply, err := c.Run(ctx, r)
	var problem *chat.Problem
	switch {
	case errors.As(err, &problem):
		return r.Answer(text.Join(" ", problem.What, problem.Do))
	case err != nil:
		return r.Answer(text.Text{FR: "Cela a échoué.", EN: "That failed.", AR: "فشل ذلك."})
	}
	reply.Message.Trial = reply.Message.Trial || r.Who.Trial
	return reply
}

// Suggest asks the command.
func (d Door) Suggest(ctx context.Context, r chat.Request, input, typed string) []chat.Choice {
	if c, ok := chat.Lookup(d.Commands, r.Command); ok && c.Suggest != nil {
		return c.Suggest(ctx, r, input, typed)
	}
	return nil
}

// Home is what waits for a person.
func (d Door) Home(_ context.Context, who chat.Person) chat.Message {
	if d.Waiting == nil {
		return chat.Message{Lang: who.Lang}
	}
	return d.Waiting(who)
}

func (d Door) unknown(word string) text.Text {
	if c, near := chat.Nearest(d.Commands, word); near {
		return text.Join(" ", unknown.With(word), text.Text{FR: "Vouliez-vous dire /%s ?", EN: "Did you mean /%s?", AR: "هل تقصدون \u200e/%s\u200e؟"}.With(c.Name))
	}
	return unknown.With(word)
}

var unknown = text.Text{FR: "Je ne connais pas /%s.", EN: "I do not know /%s.", AR: "لا أعرف \u200e/%s\u200e."}
