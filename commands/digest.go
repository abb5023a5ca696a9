package commands

import (
	"context"
	"fmt"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/people"
	"portevoix/bot/publish"
	"portevoix/bot/text"
)

// digest is the day's digest, on demand: shown to the asker, and posted to the room only on request.
func (k Kit) digest() chat.Command {
	return chat.Command{
		Name: "digest", Words: []string{"synthese", "synthèse", "revue", "ملخص"}, Role: people.Member,
		Summary:  text.Text{FR: "La synthèse de ce qui se dit de l'hôpital", EN: "The digest of what is said about the hospital", AR: "ملخص ما يقال عن المستشفى"},
		Examples: []text.Text{{FR: "/digest", EN: "/digest", AR: "/digest"}, {FR: "/digest 7", EN: "/digest 7", AR: "/digest 7"}},
		Inputs:   func(chat.Values) []chat.Input { return []chat.Input{daysInput()} },
		Run:      k.runDigest,
	}
}

func daysInput() chat.Input {
	var choices []chat.Choice
	for _, n := range []string{"1", "2", "7", "14", "30"} {
		choices = append(choices, chat.Choice{Value: n, Label: text.Same(n)})
	}
	return chat.Input{Name: "days", Words: []string{"jours", "jour", "أيام"}, Kind: chat.One, Free: true, Choices: choices, Default: "1",
		Label: text.Text{FR: "Nombre de jours", EN: "Number of days", AR: "عدد الأيام"}}
}

func days(v chat.Values) int {
	n := 1
	if c, ok := daysInput().Pick(v["days"]); ok {
		fmt.Sscan(c.Value, &n)
	}
	return n
}

func (k Kit) runDigest(ctx context.Context, r chat.Request) (chat.Reply, error) {
	d, err := k.Editor.Make(ctx, r.Now.Add(-time.Duration(days(r.Values))*24*time.Hour), r.Now)
	if err != nil {
		return chat.Reply{}, err
	}
	if r.Action == "post" {
		m := publish.TeamMessage{Key: "digest/on-demand/" + r.Now.UTC().Format("2006-01-02T15:04"), Room: "digest", Message: k.Editor.Message(d, k.Publisher.Lang), Lane: publish.Interactive}
		if err := k.Publisher.Team(ctx, m); err != nil {
			return chat.Reply{}, err
		}
		return r.Answer(text.Text{FR: "La synthèse est dans le salon de la revue.", EN: "The digest is in the digest room.", AR: "الملخص في غرفة الملخصات."}), nil
	}
	m := k.Editor.Message(d, r.Lang())
	m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{{Label: r.Say(text.Text{FR: "Afficher dans le salon", EN: "Post in the room", AR: "عرض في الغرفة"}), Press: chat.Press{Command: "digest", Action: "post", Object: "day"}}}})
	return chat.Reply{Message: m}, nil
}
