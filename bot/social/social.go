// Package social is the language spoken between the bot and public networks: what a post is, what a network allows, what comes
// back after publishing, and what is said about the hospital there.
//
// Nothing here talks to a network; integrations fulfil Network and MentionSource. Only bot/publish calls Publish.
package social

import (
	"context"
	"time"

	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// A Post is one ready text for one network.
type Post struct {
	Text     string
	Lang     text.Lang
	Pictures []Picture
}

// A Picture is an image with its text alternative. Its metadata and file name have been stripped.
type Picture struct {
	Type  string // "image/jpeg" or "image/png"
	Bytes []byte
	Alt   string
}

// A Receipt says where a published post stands.
type Receipt struct {
	Network  string
	ID       string   // the network's own id
	URL      string   // where people see it; may be empty for a recorded post
	Media    []string // addresses of its pictures, each of which must be gone after a take-down
	At       time.Time
	Recorded bool // stored and drawn here, not published
	ByHand   bool // somebody published it and pasted the link: only a person can take it down
}

// Presence is what a look at a post found.
type Presence int

// What Verify may find. The zero value is CannotTell.
const (
	CannotTell Presence = iota
	Present
	Residual // the post is gone, a picture can still be fetched
	Gone
)

// A Network is a public network (or account on one) that the bot can post to. No method retries: bot/publish does.
type Network interface {
	Name() string // "mastodon"; two accounts on one network have two names
	Rules() Rules

	// Publish posts once. Its error is an *outcome.Failure; anything else is Unsure.
	Publish(ctx context.Context, a outcome.Attempt, p Post) (Receipt, error)

	// Find looks for what an earlier attempt may have published: found, outcome.ErrNotFound or outcome.ErrCannotTell.
	Find(ctx context.Context, a outcome.Attempt, p Post) (Receipt, error)

	// Retract asks the network to remove a post. Success means "accepted": Verify says whether it is gone.
	Retract(ctx context.Context, r Receipt) error

	// Verify looks, as a stranger would, whether the post and its media are still there.
	Verify(ctx context.Context, r Receipt) (Presence, error)
}

// A Mention is something that was said about the hospital in public.
type Mention struct {
	Source    string // the source's name: "rss: La Gazette de Valombre"
	ID        string // the source's own id; with Source it is unique
	URL       string // canonical
	Author    string // handle or outlet; turned into a keyed hash before it is stored
	Title     string // press headline
	Text      string
	Lang      text.Lang // empty when unknown
	At        time.Time
	Press     bool // an article of a newspaper, not a person's message
	Followers int  // 0 when unknown
}

// A MentionSource is read every few minutes.
type MentionSource interface {
	Name() string

	// Mentions returns what is new since a cursor that it returned earlier ("" at first) and the next cursor. On an error the
	// old cursor stays valid and nothing is lost.
	Mentions(ctx context.Context, since string) (found []Mention, next string, err error)
}

// A Shelf keeps an integration's own small records (encrypted at rest when the installation has a key). cmd/portevoix supplies it
// from the database.
type Shelf interface {
	Put(ctx context.Context, kind, id string, value []byte) error
	Get(ctx context.Context, kind, id string) ([]byte, error) // outcome.ErrNotFound when there is none
	Delete(ctx context.Context, kind, id string) error
}

// A Drawer is a network that can show what a post looks like: recorded ones draw it.
type Drawer interface {
	Drawing(ctx context.Context, r Receipt) (png []byte, alt string, err error)
}
