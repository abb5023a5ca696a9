package commands

import (
	"context"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/people"
	"portevoix/bot/text"
)

// pending lists what waits for the asker's yes.
func (k Kit) pending() chat.Command {
	return chat.Command{
		Name: "pending", Words: []string{"attente", "en-attente", "انتظار"}, Role: people.Member,
		Summary:  text.Text{FR: "Ce qui attend votre décision", EN: "What waits for your decision", AR: "ما ينتظر قراركم"},
		Examples: []text.Text{{FR: "/pending", EN: "/pending", AR: "/pending"}},
		Run: func(ctx context.Context, r chat.Request) (chat.Reply, error) {
			m, err := k.Waiting(ctx, r.Who)
			return chat.Reply{Message: m}, err
		},
	}
}

// Waiting is what waits for somebody: the content of /pending and of home views.
func (k Kit) Waiting(ctx context.Context, who chat.Person) (chat.Message, error) {
	m := chat.Message{Lang: who.Lang}
	mine, err := k.Office.WaitingFor(ctx, who.Member)
	if err != nil {
		return m, err
	}
	if len(mine) == 0 {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: text.Text{FR: "Rien n'attend votre décision.", EN: "Nothing waits for your decision.", AR: "لا شيء ينتظر قراركم."}.In(who.Lang)})
		return m, nil
	}
	m.Blocks = append(m.Blocks, chat.Heading{Text: waits.Of(len(mine)).In(who.Lang)})
	for _, c := range mine {
		m.Blocks = append(m.Blocks, k.waitingBlocks(who, c)...)
	}
	return m, nil
}

var waits = text.Plural{
	FR: text.Forms{One: "%s demande attend votre décision", Other: "%s demandes attendent votre décision"},
	EN: text.Forms{One: "%s request waits for your decision", Other: "%s requests wait for your decision"},
	AR: text.Forms{One: "طلب واحد ينتظر قراركم", Two: "طلبان ينتظران قراركم", Few: "%s طلبات تنتظر قراركم", Many: "%s طلبا ينتظر قراركم", Other: "%s طلب ينتظر قراركم"},
}

func (k Kit) waitingBlocks(who chat.Person, c approval.Case) []chat.Block {
	until := text.Text{FR: "répondre avant %s", EN: "answer before %s", AR: "الجواب قبل %s"}.With(text.Moment(c.Expires.In(k.Publisher.Zone)))
	return []chat.Block{
		chat.Facts{Items: []chat.Fact{{Label: c.Subject.Title.In(who.Lang), Value: until.In(who.Lang)}}},
		chat.Buttons{Items: []chat.Button{{Label: text.Text{FR: "Voir et décider : %s", EN: "Look and decide: %s", AR: "اطلاع وقرار: %s"}.With(c.Subject.ID).In(who.Lang), Look: chat.Primary, Press: chat.Press{Command: "approve", Action: "preview", Object: c.ID}}}},
	}
}
