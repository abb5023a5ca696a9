package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"portevoix/bot/chat"
	"portevoix/bot/people"
)

// SlackSettings are what the environment says about Slack.
type SlackSettings struct {
	BotToken, AppToken, SigningSecret string
	API                               string            // empty: Slack's own
	Rooms                             map[string]string // what a room is for → channel id
	Names                             map[string]string // command → its short name in this workspace
}

// DiscordSettings are what the environment says about Discord.
type DiscordSettings struct {
	Token   string
	API     string            // empty: Discord's own
	Servers []string          // empty: all that the bot is invited to
	Rooms   map[string]string // what a room is for → channel id
}

func (s SlackSettings) on() bool   { return s.BotToken != "" }
func (s DiscordSettings) on() bool { return s.Token != "" }

func (r *reader) slack(publicListen string) SlackSettings {
	s := SlackSettings{
		BotToken: r.values["SLACK_BOT_TOKEN"], AppToken: r.values["SLACK_APP_TOKEN"], SigningSecret: r.values["SLACK_SIGNING_SECRET"],
		API: r.url("SLACK_API_URL", "https", "http"), Rooms: r.rooms("SLACK_ROOMS"), Names: r.pairs("SLACK_COMMANDS", "status=pv-etat"),
	}
	switch {
	case s.BotToken == "":
		for _, name := range []string{"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_ROOMS"} {
			if r.values[name] != "" {
				r.wrong(name, "is set, but SLACK_BOT_TOKEN is not; docs/slack.md shows where to find it")
			}
		}
		return s
	case strings.HasPrefix(s.BotToken, "xapp-"), strings.HasPrefix(s.BotToken, "xoxp-"):
		r.wrong("SLACK_BOT_TOKEN", "is not a bot token: it begins with xoxb- (OAuth & Permissions, “Bot User OAuth Token”)")
	}
	if s.AppToken != "" && !strings.HasPrefix(s.AppToken, "xapp-") {
		r.wrong("SLACK_APP_TOKEN", "is not an app-level token: it begins with xapp- (Basic Information, “App-Level Tokens”)")
	}
	if s.AppToken == "" && s.SigningSecret == "" {
		r.wrong("SLACK_BOT_TOKEN", "is set, but there is no way in: set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET with PORTEVOIX_PUBLIC_LISTEN (HTTP)")
	}
	if s.AppToken == "" && s.SigningSecret != "" && publicListen == "" {
		r.wrong("SLACK_SIGNING_SECRET", "needs PORTEVOIX_PUBLIC_LISTEN, the address on which Slack's signed calls arrive")
	}
	return s
}

func (r *reader) discord() DiscordSettings {
	s := DiscordSettings{
		Token: strings.TrimPrefix(r.values["DISCORD_TOKEN"], "Bot "), API: strings.TrimSuffix(r.url("DISCORD_API_URL", "https", "http"), "/"),
		Servers: words(r.values["DISCORD_SERVERS"]), Rooms: r.rooms("DISCORD_ROOMS"),
	}
	if s.Token == "" && len(s.Rooms) > 0 {
		r.wrong("DISCORD_ROOMS", "is set, but DISCORD_TOKEN is not; docs/discord.md shows where to find it")
	}
	for _, id := range s.Servers {
		if !snowflake.MatchString(id) {
			r.wrong("DISCORD_SERVERS", fmt.Sprintf("holds %q, which is no server id: 17 to 20 digits (developer mode, right-click the server, “Copy Server ID”)", id))
		}
	}
	return s
}

var snowflake = regexp.MustCompile(`^\d{17,20}$`)

// rooms reads "urgent=C012, digest=C034" and holds it to the rooms that there are.
func (r *reader) rooms(name string) map[string]string {
	all := r.pairs(name, "urgent=C0123456789")
	for purpose := range all {
		if !slices.Contains(rooms, purpose) {
			r.wrong(name, fmt.Sprintf("names the room %q; the rooms are %s", purpose, strings.Join(rooms, ", ")))
		}
	}
	return all
}

// pairs reads "a=b, c=d".
func (r *reader) pairs(name, example string) map[string]string {
	all := map[string]string{}
	for _, word := range words(r.values[name]) {
		key, value, ok := strings.Cut(word, "=")
		if !ok || key == "" || value == "" {
			r.wrong(name, fmt.Sprintf("holds %q; write pairs such as %s", word, example))
			continue
		}
		all[key] = value
	}
	return all
}

// groups reads which platform groups add which roles: "slack/S012=officer".
func (r *reader) groups() map[string][]chat.Role {
	all := map[string][]chat.Role{}
	for _, word := range words(r.values["PORTEVOIX_GROUPS"]) {
		group, role, ok := strings.Cut(word, "=")
		platform, id, two := strings.Cut(group, "/")
		switch {
		case !ok || !two || platform == "" || id == "":
			r.wrong("PORTEVOIX_GROUPS", fmt.Sprintf("holds %q; write platform/group=role, such as slack/S0123456789=officer", word))
		case chat.Role(role) == people.Admin:
			r.wrong("PORTEVOIX_GROUPS", "would make administrators of a group; name administrators one by one with /team")
		case !slices.Contains(people.Roles, chat.Role(role)):
			r.wrong("PORTEVOIX_GROUPS", fmt.Sprintf("names the role %q; the roles are %s", role, joinRoles(people.Roles)))
		default:
			all[group] = append(all[group], chat.Role(role))
		}
	}
	return all
}

func joinRoles(roles []chat.Role) string {
	all := make([]string, len(roles))
	for i, role := range roles {
		all[i] = string(role)
	}
	return strings.Join(all, ", ")
}

func words(list string) []string {
	return strings.FieldsFunc(list, func(c rune) bool { return c == ',' || c == ' ' || c == '\n' || c == '\t' })
}
