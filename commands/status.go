package commands

import (
	"context"
	"slices"

	"portevoix/bot/chat"
	"portevoix/bot/people"
	"portevoix/bot/text"
)

// A Connection is one line of /status: a platform, a network, a source or the model, and what is wrong with it.
type Connection struct {
	Name     text.Text // "Web chat", "Language model (AI)"
	State    text.Text // "recorded, not published", "connected"
	Problems []*chat.Problem
}

// status says what is connected, what comes next and what waits for whom.
func (k Kit) status() chat.Command {
	return chat.Command{
		Name: "status", Words: []string{"etat", "état", "حالة"}, Role: people.Member,
		Summary:  text.Text{FR: "Ce qui est connecté, ce qui vient, ce qui attend qui", EN: "What is connected, what comes next, what waits for whom", AR: "ما هو متصل، وما هو آت، وما ينتظر من"},
		Examples: []text.Text{{FR: "/status", EN: "/status", AR: "/status"}},
		Run:      k.runStatus,
	}
}

func (k Kit) runStatus(ctx context.Context, r chat.Request) (chat.Reply, error) {
	m := chat.Message{Lang: r.Lang()}
	add := func(b ...chat.Block) { m.Blocks = append(m.Blocks, b...) }
	pause, paused, err := k.Publisher.Paused(ctx)
	if err != nil {
		return chat.Reply{}, err
	}
	if paused {
		m.Tone = chat.Warning
		add(chat.Paragraph{Text: r.Say(text.Text{FR: "En pause depuis %s (%s) : seuls les avis urgents et les retraits partent. /resume pour reprendre.", EN: "Paused since %s (%s): only urgent notices and take-downs go out. /resume to go on.", AR: "معلق منذ %s (%s): لا تُرسل إلا الإشعارات العاجلة وعمليات السحب. ‎/resume‎ للاستئناف."}, text.Moment(pause.Since.In(k.Publisher.Zone)), pause.Reason)})
	}
	add(chat.Heading{Text: r.Say(text.Text{FR: "Connexions", EN: "Connections", AR: "الاتصالات"})}, chat.Facts{Items: k.connections(ctx, r)})
	waiting, err := k.waitingForWhom(ctx, r)
	if err != nil {
		return chat.Reply{}, err
	}
	add(chat.Heading{Text: r.Say(text.Text{FR: "En attente de validation", EN: "Awaiting approval", AR: "في انتظار المصادقة"})}, waiting)
	for _, part := range k.StatusParts {
		blocks, err := part(ctx, r)
		if err != nil {
			return chat.Reply{}, err
		}
		add(blocks...)
	}
	return chat.Reply{Message: m}, nil
}

func (k Kit) connections(ctx context.Context, r chat.Request) []chat.Fact {
	var facts []chat.Fact
	for _, c := range k.Connections(ctx) {
		value := r.Say(c.State)
		for _, p := range c.Problems {
			value += " · " + r.Say(text.Join(" ", p.What, p.Do))
		}
		facts = append(facts, chat.Fact{Label: r.Say(c.Name), Value: value})
	}
	return facts
}

// waitingForWhom lists each open case with those who can decide it.
func (k Kit) waitingForWhom(ctx context.Context, r chat.Request) (chat.Block, error) {
	cases, err := k.Office.AllWaiting(ctx)
	if err != nil {
		return nil, err
	}
	if len(cases) == 0 {
		return chat.Paragraph{Text: r.Say(text.Text{FR: "Rien n'attend.", EN: "Nothing waits.", AR: "لا شيء ينتظر."})}, nil
	}
	team, err := k.People.All(ctx)
	if err != nil {
		return nil, err
	}
	var facts []chat.Fact
	for _, c := range cases {
		var names []string
		for _, who := range team {
			mine, err := k.Office.WaitingFor(ctx, who.ID)
			if err != nil {
				return nil, err
			}
			for _, m := range mine {
				if m.ID == c.ID && !slices.Contains(names, who.Name) {
					names = append(names, who.Name)
				}
			}
		}
		facts = append(facts, chat.Fact{Label: r.Say(c.Subject.Title), Value: r.Say(text.Text{FR: "attend : %s, avant %s", EN: "waits for: %s, before %s", AR: "ينتظر: %s، قبل %s"}, text.List(r.Lang(), names...), text.Moment(c.Expires.In(k.Publisher.Zone)))})
	}
	return chat.Facts{Items: facts}, nil
}
