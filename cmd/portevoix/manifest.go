package main

import (
	"errors"
	"fmt"

	"portevoix/bot/chat"
	"portevoix/commands"
	"portevoix/integrations/discord"
	"portevoix/integrations/slack"
)

type manifestCmd struct {
	Slack   manifestSlackCmd   `cmd:"" help:"The manifest to paste into Slack (Create an app, From a manifest)."`
	Discord manifestDiscordCmd `cmd:"" help:"The link that invites the bot with the least permissions, and the commands as it announces them."`
}

type manifestSlackCmd struct {
	URL string `help:"Public address in front of PORTEVOIX_PUBLIC_LISTEN, for HTTP instead of Socket Mode: https://portevoix.example"`
}

// Run prints the manifest of the Slack app, made from the table of commands and the settings.
func (c manifestSlackCmd) Run(w *world) error {
	s, _, err := prepare(w)
	if err != nil {
		return err
	}
	out, err := slack.Manifest(commandTable(), slack.Config{Names: s.Slack.Names, Lang: s.Lang}, c.URL)
	if err != nil {
		return &exitError{2, err}
	}
	fmt.Fprintln(w.out, string(out))
	return nil
}

type manifestDiscordCmd struct {
	App string `arg:"" help:"Application id, from the developer portal (General Information)."`
}

// Run prints the invite link and the commands; the bot announces them itself when it connects.
func (c manifestDiscordCmd) Run(w *world) error {
	if !snowflake.MatchString(c.App) {
		return &exitError{2, errors.New("the application id has 17 to 20 digits: developer portal, General Information")}
	}
	invite, described, err := discord.Manifest(commandTable(), c.App)
	if err != nil {
		return &exitError{2, err}
	}
	fmt.Fprintf(w.out, "%s\n\n%s\n", invite, described)
	return nil
}

// commandTable is the table of commands without anything behind it: enough to announce them.
func commandTable() []chat.Command { return commands.Kit{}.Table() }
