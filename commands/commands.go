// Package commands is the conversation: what people can ask the bot, one file per topic. A command reads what was asked, calls the
// topics in bot/ that know, and says the answer. It decides nothing that a topic could decide, and it never asks which platform
// it is on.
//
// To add one: a file with a method of Kit that returns a chat.Command, a line in Table, and a conversation in testdata.
package commands

import (
	"context"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/digest"
	"portevoix/bot/draft"
	"portevoix/bot/hold"
	"portevoix/bot/hospital"
	"portevoix/bot/mentions"
	"portevoix/bot/notice"
	"portevoix/bot/people"
	"portevoix/bot/privacy"
	"portevoix/bot/publish"
)

// A Kit is what commands work with. cmd/portevoix fills every field.
type Kit struct {
	Hospital hospital.Profile
	Country  string // FR, MA, GB or US
	Check    func(privacy.Input) privacy.Report
	Drafts   *draft.Desk
	Notices  *notice.Desk

	People    *people.Directory
	Office    *approval.Office
	Publisher *publish.Publisher

	Safe *hold.Safe

	Watch  *mentions.Watch
	Editor *digest.Editor

	Connections func(context.Context) []Connection                          // what is connected
	StatusParts []func(context.Context, chat.Request) ([]chat.Block, error) // what topics add to /status: the next digest, live notices
}

// Table lists every command: the bot's table of contents, in the order of /help.
func (k Kit) Table() []chat.Command {
	return []chat.Command{
		k.draft(),
		k.check(),
		k.mentions(),
		k.digest(),
		k.urgent(),
		k.template(),
		k.retract(),
		k.pending(),
		k.pause(),
		k.resume(),
		k.approve(),
		k.hold(),
		k.team(),
		k.oncall(),
		k.join(),
		k.status(),
		k.help(),
	}
}
