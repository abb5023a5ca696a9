package main

import (
	"fmt"

	"portevoix/bot/chat"
	"portevoix/commands"
	"portevoix/integrations/slack"
)

type manifestCmd struct {
	Slack manifestSlackCmd `cmd:"" help:"The manifest to paste into Slack (Create an app, From a manifest)."`
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

// commandTable is the table of commands without anything behind it: enough to announce them.
func commandTable() []chat.Command { return commands.Kit{}.Table() }
