package chat

import (
	"context"

	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// A Pager reaches a member outside the chat: by e-mail, or through the hospital's SMS or pager gateway. Only bot/publish calls it,
// and only to say that something waits: the words name no draft, quote or person.
type Pager interface {
	Name() string           // "mail"; lives on in the database
	Reaches(Recipient) bool // whether it has what it needs to reach them
	// Page sends the words once. Errors are *outcome.Failure and hold no address. The attempt's key is given to the other side, so
	// that a page whose end was unsure can be sent again and still ring once.
	Page(ctx context.Context, a outcome.Attempt, to Recipient, words string) error
}

// A Recipient is how a member can be reached.
type Recipient struct {
	Phone string // to dial, as the team wrote it: "+33 6 39 98 00 11"
	Mail  string // "garde@ch-valombre.example"
	Lang  text.Lang
}
