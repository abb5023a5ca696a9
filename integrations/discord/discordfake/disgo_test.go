//go:build !race

// disgo v0.18.15 has a data race of its own when it closes (gateway_impl.go, Close): it runs without the detector.

package discordfake_test

import (
	"context"
	"encoding/base64"
	"log/slog"
	"testing"
	"time"

	"github.com/disgoorg/disgo"
	"github.com/disgoorg/disgo/bot"
	"github.com/disgoorg/disgo/discord"
	"github.com/disgoorg/disgo/events"
	"github.com/disgoorg/disgo/gateway"
	"github.com/disgoorg/disgo/rest"
)

// disgo knows no labels in forms (v0.18.15), everything else is asked of it too.
func TestDisgoUnderstands(t *testing.T) {
	fake := described(t)
	defer fake.Close()
	said := &lines{}
	fake.Token = base64.RawStdEncoding.EncodeToString([]byte(fake.App)) + ".x.y" // it reads the application's id out of the token
	c, err := disgo.New(fake.Token,
		bot.WithLogger(slog.New(slog.DiscardHandler)),
		bot.WithRestClientConfigOpts(rest.WithURL(fake.URL()+"/api/v10")),
		bot.WithGatewayConfigOpts(gateway.WithIntents(gateway.IntentGuilds), gateway.WithCompress(false)),
		bot.WithEventListenerFunc(func(*events.Ready) { said.add("ready") }),
		bot.WithEventListenerFunc(func(e *events.AutocompleteInteractionCreate) {
			said.err(e.AutocompleteResult([]discord.AutocompleteChoice{discord.AutocompleteChoiceString{Name: "one " + e.Data.String("text"), Value: "one"}}))
		}),
		bot.WithEventListenerFunc(func(e *events.ApplicationCommandInteractionCreate) {
			mute := &discord.AllowedMentions{}
			if e.Data.Type() == discord.ApplicationCommandTypeMessage {
				said.err(e.CreateMessage(discord.MessageCreate{Content: "looked at " + e.MessageCommandInteractionData().TargetMessage().Content, Flags: discord.MessageFlagEphemeral, AllowedMentions: mute}))
				return
			}
			said.err(e.DeferCreateMessage(true))
			words := "echo " + e.SlashCommandInteractionData().String("text")
			row := []discord.ContainerComponent{discord.NewActionRow(discord.NewPrimaryButton("Press", "b"))}
			_, err := e.Client().Rest().UpdateInteractionResponse(e.ApplicationID(), e.Token(), discord.MessageUpdate{Content: &words, Components: &row, AllowedMentions: mute})
			said.err(err)
			_, err = e.Client().Rest().CreateFollowupMessage(e.ApplicationID(), e.Token(), discord.MessageCreate{Content: "and more", Flags: discord.MessageFlagEphemeral, AllowedMentions: mute})
			said.err(err)
		}),
		bot.WithEventListenerFunc(func(e *events.ComponentInteractionCreate) {
			words, none := "pressed by "+e.User().ID.String(), []discord.ContainerComponent{}
			said.err(e.UpdateMessage(discord.MessageUpdate{Content: &words, Components: &none, AllowedMentions: &discord.AllowedMentions{}}))
		}),
	)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if _, err := c.Rest().SetGuildCommands(c.ApplicationID(), parse(t, fake.Guild), []discord.ApplicationCommandCreate{
		discord.SlashCommandCreate{Name: "echo", Description: "says it again", Options: []discord.ApplicationCommandOption{discord.ApplicationCommandOptionString{Name: "text", Description: "what", Autocomplete: true}}},
		discord.MessageCommandCreate{Name: "Look"},
	}); err != nil {
		t.Fatal(err)
	}
	opening, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := c.OpenGateway(opening); err != nil {
		t.Fatal(err)
	}
	until(t, said, "disgo being ready", func() bool { return said.has("ready") })
	talk(t, fake, said)
	finish(t, fake, said)
}
