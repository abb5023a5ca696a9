package discord_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/discord"
	"portevoix/integrations/discord/discordfake"
)

// Everything that we send is valid against Discord's own description of its API; what the description does not carry, the fake refuses.
// Every other test of this package holds what it sends to the same (Fake); this one sees to it that every kind of body is among it.
func TestEveryBodyIsValidForDiscordsDescription(t *testing.T) {
	described := discord.Described()
	if described == nil {
		t.Skip("discord-openapi.json is not beside the project")
	}
	before := described.Checked()
	everything(t, discord.Fake(t))
	checked := described.Checked()
	for _, route := range []string{
		"POST /channels/{channel_id}/messages", "PATCH /channels/{channel_id}/messages/{message_id}", "POST /interactions/{interaction_id}/{interaction_token}/callback",
		"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original", "POST /webhooks/{webhook_id}/{webhook_token}", "PUT /applications/{application_id}/guilds/{guild_id}/commands",
	} {
		if checked[route] == before[route] {
			t.Errorf("no %s was made: %v", route, checked)
		}
	}
}

// everything does each thing that makes the bot send something.
func everything(t *testing.T, fake *discordfake.Server) {
	ctx, cancel := context.WithCancel(t.Context())
	p := connect(t, fake, func(c *discord.Config) { c.Cloud = chat.Cloud{Commands: []string{"draft"}} })
	ended := make(chan error, 1)
	commands := sampler()
	go func() { ended <- p.Run(ctx, commands, chattest.Door{Commands: commands}) }()
	defer func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	announced(t, fake)
	nour, sana := &person{t: t, fake: fake, id: "300000000000000001"}, &person{t: t, fake: fake, id: "300000000000000002"}
	fake.AddUser(discordfake.User{ID: sana.id, Name: "sana", Locale: "fr", Roles: []string{"500000000000000001"}})

	nour.Types("/draft brief")
	nour.reads("passes through Discord") // the form has no room for it
	nour.Presses("Continue")
	until(t, "a form", func() bool { _, ok := nour.Form(); return ok })
	nour.Submits(chat.Values{"beds": "a dozen", "networks": "mastodon,x"})
	nour.reads("Write a number")
	nour.Presses("Correct it")
	until(t, "the form again", func() bool { _, ok := nour.Form(); return ok })
	nour.Submits(chat.Values{"beds": "12"})
	nour.reads("drafted brief for mastodon,x with 12")

	sana.Types("/draft brève")
	sana.reads("passe par Discord")
	sana.Presses("Continuer")
	until(t, "a form in French", func() bool { f, ok := sana.Form(); return ok && f.Title == "Un brouillon" })
	if list, err := fake.Suggest(sana.id, room, "find", map[string]any{"what": "b"}, "what"); err != nil || len(list) != 25 {
		t.Errorf("%d suggestions, %v", len(list), err)
	}
	words := fake.Write(sana.id, room, "Mme Martin, chambre 12")
	if err := fake.Menu(nour.id, "Check this text", words); err != nil {
		t.Fatal(err)
	}
	nour.reads("looked at Mme Martin, chambre 12")
	sana.reads("Supprimez-le") // asked privately: her language is not known outside of her own interactions
	nour.Types("/find long")
	nour.reads("it ends here")

	place := chat.Place{Platform: "discord", Room: room}
	ref, err := p.Post(t.Context(), outcome.Attempt{Key: "k1", Number: 1, Began: time.Now()}, place, card())
	if err != nil {
		t.Fatal(err)
	}
	sana.Presses("Refuse")
	sana.reads("Refuse this draft?")
	sana.Presses("Refuse")
	sana.reads("no by 300000000000000002 on " + ref.ID)
	if err := p.Update(t.Context(), ref, chat.Say(text.EN, "changed")); err != nil {
		t.Fatal(err)
	}
	place.Ping = "500000000000000001"
	urgent := card()
	urgent.Tone = chat.Urgent
	if _, err := p.Post(t.Context(), outcome.Attempt{Key: "k2", Number: 1, Began: time.Now()}, place, urgent); err != nil {
		t.Fatal(err)
	}
	if seen := sana.reads("Something waits"); !seen.Pings {
		t.Error("an urgent notice does not ping the role that was chosen")
	}
	if err := p.Delete(t.Context(), ref); err != nil {
		t.Fatal(err)
	}
}

func card() chat.Message {
	return chat.Message{Lang: text.EN, Notify: "Something waits", Silent: true, Blocks: []chat.Block{
		chat.Heading{Text: "Blood drive"}, chat.Facts{Items: []chat.Fact{{Label: "Until", Value: "5 pm"}}}, chat.Picture{File: chat.File{Name: "x.png", Type: "image/png", Bytes: []byte("png"), Alt: "three bars"}},
		chat.Links{Items: []chat.Link{{Label: "Gazette", URL: "https://gazette.example/a"}}},
		chat.Buttons{Items: []chat.Button{
			{Label: "Approve", Look: chat.Primary, Press: chat.Press{Command: "approve", Action: "yes", Object: "c_1"}},
			{Label: "Refuse", Look: chat.Danger, Press: chat.Press{Command: "approve", Action: "no", Object: "c_1"}, Confirm: "Refuse this draft?"},
		}},
	}}
}

// sampler is a table of commands that uses everything that the contract has.
func sampler() []chat.Command {
	member := chat.Role("member")
	choices := func(n int) (all []chat.Choice) {
		for i := range n {
			all = append(all, chat.Choice{Value: "b" + string(rune('a'+i)), Label: text.Same("choice " + string(rune('a'+i)))})
		}
		return all
	}
	return []chat.Command{
		{Name: "draft", Words: []string{"brouillon", "مسودة"}, Summary: text.Text{FR: "Un brouillon", EN: "A draft", AR: "مسودة"}, Role: member,
			Inputs: func(chat.Values) []chat.Input {
				return []chat.Input{
					{Name: "brief", Kind: chat.Long, Free: true, Required: true, Label: text.Same("Brief"), Help: text.Same("In a few words"), Example: text.Same("a blood drive")},
					{Name: "beds", Kind: chat.Number, Required: true, Label: text.Same("Beds")},
					{Name: "networks", Kind: chat.Some, Label: text.Same("Networks"), Choices: []chat.Choice{{Value: "mastodon", Label: text.Same("Mastodon")}, {Value: "x", Label: text.Same("X")}}},
					{Name: "tone", Kind: chat.One, Label: text.Same("Tone"), Choices: choices(3), Default: "ba"},
					{Name: "picture", Kind: chat.Image, Label: text.Same("Picture")},
				}
			},
			Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
				return r.Answer(text.Same("drafted %s for %s with %s"), r.Values["brief"], r.Values["networks"], r.Values["beds"]), nil
			}},
		{Name: "find", Summary: text.Same("finds"), Role: member,
			Inputs: func(chat.Values) []chat.Input {
				return []chat.Input{{Name: "what", Free: true, Suggest: true, Label: text.Same("What")}}
			},
			Suggest: func(context.Context, chat.Request, string, string) []chat.Choice { return choices(26) },
			Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
				m := chat.Message{Lang: r.Lang()}
				for range 12 {
					m.Blocks = append(m.Blocks, chat.Paragraph{Text: strings.Repeat("ninechars ", 100)})
				}
				m.Blocks = append(m.Blocks, chat.Paragraph{Text: "it ends here"})
				return chat.Reply{Message: m}, nil
			}},
		{Name: "check", Summary: text.Same("checks"), OnMessage: text.Text{FR: "Vérifier ce texte", EN: "Check this text", AR: "التحقق من هذا النص"}, Role: member,
			Inputs: func(chat.Values) []chat.Input {
				return []chat.Input{{Name: "text", Free: true, Required: true, Kind: chat.Long, Label: text.Same("Text")}}
			},
			Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
				reply := r.Answer(text.Same("looked at %s"), r.Values["text"])
				reply.Recall = true
				return reply, nil
			}},
		{Name: "approve", Hidden: true, Role: member, Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
			return r.Answer(text.Same("%s by %s on %s"), r.Action, r.Who.ID, r.Subject.ID), nil
		}},
	}
}
