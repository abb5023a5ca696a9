package commands

import (
	"context"

	"portevoix/bot/chat"
	"portevoix/bot/draft"
	"portevoix/bot/text"
)

// recentDrafts is how many of somebody's drafts their home shows.
const recentDrafts = 5

// Home is what somebody sees first, on platforms with a home view: what waits for them, live notices, the next digest, and their own
// drafts.
func (k Kit) Home(ctx context.Context, who chat.Person) (chat.Message, error) {
	if who.Member == "" {
		return chat.Say(who.Lang, text.Text{
			FR: "Vous n'êtes pas encore membre de l'équipe dans Portevoix : tapez /join pour demander à y entrer.",
			EN: "You are not a member of the team in Portevoix yet: type /join to ask to come in.",
			AR: "لستم بعد عضوا في الفريق في Portevoix: اكتبوا ‎/join‎ لطلب الانضمام.",
		}.In(who.Lang)), nil
	}
	m, err := k.Waiting(ctx, who)
	if err != nil {
		return m, err
	}
	r := chat.Request{Who: who, Now: k.Publisher.Now().In(k.Publisher.Zone)}
	for _, part := range k.StatusParts {
		blocks, err := part(ctx, r)
		if err != nil {
			return m, err
		}
		m.Blocks = append(m.Blocks, blocks...)
	}
	drafts, err := k.Drafts.Mine(ctx, who.Member, recentDrafts)
	if err != nil || len(drafts) == 0 {
		return m, err
	}
	m.Blocks = append(m.Blocks, chat.Heading{Text: r.Say(text.Text{FR: "Vos brouillons", EN: "Your drafts", AR: "مسوداتكم"})})
	var facts []chat.Fact
	var open []chat.Button
	for _, d := range drafts {
		state := text.Text{FR: "en cours", EN: "being written", AR: "قيد التحرير"}
		if d.Status == draft.Submitted {
			state = text.Text{FR: "en attente de validation", EN: "waiting for approval", AR: "في انتظار المصادقة"}
		}
		facts = append(facts, chat.Fact{Label: d.ID, Value: r.Say(text.Text{FR: "%s · %s", EN: "%s · %s", AR: "%s · %s"}, state, text.Moment(d.Updated.In(k.Publisher.Zone)))})
		open = append(open, chat.Button{Label: r.Say(text.Text{FR: "Ouvrir %s", EN: "Open %s", AR: "فتح %s"}, d.ID), Press: chat.Press{Command: "draft", Action: "show", Object: d.ID}})
	}
	m.Blocks = append(m.Blocks, chat.Facts{Items: facts}, chat.Buttons{Items: open})
	return m, nil
}
