package main

import (
	"context"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/keep"
	"portevoix/bot/publish"
	"portevoix/bot/text"
	"portevoix/integrations/discord"
	"portevoix/integrations/slack"
)

// textCommands are the commands that take texts which nobody has checked yet.
var textCommands = []string{"check", "draft"}

// wirePlatforms makes the platforms that the settings name, beside those that the subcommand brought.
func (a *app) wirePlatforms(brought []chat.Platform) ([]chat.Platform, error) {
	all := brought
	if a.settings.Slack.on() {
		p, err := slack.New(a.slackConfig())
		if err != nil {
			return nil, err
		}
		for pattern, handler := range p.Routes() {
			a.route(pattern, handler)
		}
		all = append(all, p)
	}
	if a.settings.Discord.on() {
		p, err := discord.New(a.discordConfig())
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

func (a *app) slackConfig() slack.Config {
	s := a.settings
	return slack.Config{
		BotToken: s.Slack.BotToken, AppToken: s.Slack.AppToken, SigningSecret: s.Slack.SigningSecret, API: s.Slack.API, Names: s.Slack.Names,
		Lang: s.Lang, Zone: s.Zone, Cloud: s.cloud(), Groups: len(s.Groups) > 0,
		Seen: keep.Memory{DB: a.db, Owner: "slack", For: time.Hour, Now: a.now}, Shelf: a.shelf("slack"), Now: a.now, Log: a.log,
	}
}

func (a *app) discordConfig() discord.Config {
	s := a.settings
	return discord.Config{
		Token: s.Discord.Token, API: s.Discord.API, Servers: s.Discord.Servers, Lang: s.Lang, Zone: s.Zone, Cloud: s.cloud(),
		Seen: keep.Memory{DB: a.db, Owner: "discord", For: time.Hour, Now: a.now}, Lease: keep.Leases{DB: a.db, Now: a.now},
		Shelf: a.shelf("discord"), Now: a.now, Log: a.log,
	}
}

func (s Settings) cloud() chat.Cloud {
	return chat.Cloud{Commands: textCommands, Off: !s.CloudCheck, Page: s.Page}
}

// wireRooms tells the publisher where the team's rooms are. As soon as a real platform has rooms, the web chat's are nobody's: people
// still ask it things, but what the team must see stands where the team is.
func (a *app) wireRooms(publisher *publish.Publisher, platforms []chat.Platform) {
	real := map[string]map[string]string{"slack": a.settings.Slack.Rooms, "discord": a.settings.Discord.Rooms}
	for _, p := range platforms {
		publisher.Platforms[p.Name()] = p
		for _, purpose := range rooms {
			id := real[p.Name()][purpose]
			if a.settings.trial() {
				id = purpose
			}
			if id != "" {
				publisher.Rooms[purpose] = append(publisher.Rooms[purpose], chat.Place{Platform: p.Name(), Room: id})
			}
		}
	}
}

// platforms says what is connected, and what in it must be mended.
func (e *examination) platforms() {
	if e.s.trial() {
		e.note(text.Text{FR: "Slack et Discord : non connectés (docs/slack.md, docs/discord.md). « Agir comme » existe.", EN: "Slack and Discord: not connected (docs/slack.md, docs/discord.md). “Act as” exists.", AR: "Slack وDiscord: غير متصلين (docs/slack.md وdocs/discord.md). «التصرف باسم» موجود."})
		return
	}
	a, err := assemble(e.ctx, e.s, e.log, time.Now)
	if err != nil {
		return // said by data already
	}
	defer a.close()
	for _, p := range a.bot.Platforms {
		e.platform(p)
	}
}

func (e *examination) platform(p chat.Platform) {
	healthy, ok := p.(chat.Healthy)
	if !ok {
		return
	}
	problems := healthy.Health(e.ctx)
	for _, problem := range problems {
		e.wrong(problem)
	}
	if len(problems) > 0 {
		return
	}
	title := map[string]string{"slack": "Slack", "discord": "Discord"}[p.Name()]
	e.good(text.Text{FR: "%s : connecté.", EN: "%s: connected.", AR: "%s: متصل."}, title)
	configured := map[string]map[string]string{"slack": e.s.Slack.Rooms, "discord": e.s.Discord.Rooms}[p.Name()]
	for _, purpose := range rooms {
		id := configured[purpose]
		if id == "" {
			e.warn(&chat.Problem{
				What: text.Text{FR: "%s : aucun canal pour « %s ».", EN: "%s: no channel for “%s”.", AR: "%s: لا قناة لـ«%s»."}.With(title, purpose),
				Do:   text.Text{FR: "Ajoutez-le dans %s_ROOMS.", EN: "Add it to %s_ROOMS.", AR: "أضيفوها في %s_ROOMS."}.With(map[string]string{"slack": "SLACK", "discord": "DISCORD"}[p.Name()]),
			})
			continue
		}
		if l, ok := p.(looker); ok {
			if problem := l.LookAt(e.ctx, id); problem != nil {
				e.wrong(problem)
			}
		}
	}
}

// A looker can say whether a room can be used.
type looker interface {
	LookAt(ctx context.Context, room string) *chat.Problem
}
