// Package chat is the language spoken between chat platforms (Slack, Discord, the web chat, the terminal) and commands.
//
// A person types a command, submits its form or presses a button that names it: all three arrive as the same Request, pass the
// same role check and get a private Reply. Platforms translate to and from this language and know nothing of what a command
// does; commands never ask which platform they are on: differences are data (Rules) or an optional interface.
//
// Nothing here talks to a network, a database or a model.
package chat

import (
	"context"
	"time"

	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// A Role is what somebody may be in the bot. The zero Role is nobody's: a command without a role refuses everybody.
// The roles themselves and who has them belong to bot/people.
type Role string

// A Command is something a person can ask the bot to do. Typing it, submitting its form and pressing a button that names it
// all arrive the same way: as a Request, through the same role check.
type Command struct {
	Name      string               // what is typed after the slash, in English; lives on in posted messages: never rename
	Words     []string             // other words that mean it: "brouillon", "rediger"
	Summary   text.Text            // one line for /help and completion
	Examples  []text.Text          // what to type, as an example
	Inputs    func(Values) []Input // what Run needs, given what is known so far; forms are made from it; nil: nothing
	Role      Role                 // the door only; the zero Role refuses everybody
	Plan      func(Request) Plan   // before the acknowledgement: ask with a form, point at wrong fields, or go; no model, no network; nil: PlanInputs
	Run       func(context.Context, Request) (Reply, error)
	Suggest   func(ctx context.Context, r Request, input, typed string) []Choice // completes inputs marked Suggest; nil: nothing
	OnMessage text.Text                                                          // label of the shortcut on a message ("Check this text"); the message's text arrives as the first free input; zero: none
	Global    text.Text                                                          // label of the shortcut without a message ("New draft"); zero: none
	Hidden    bool                                                               // reached by buttons only: in no list, no completion, no /help
}

// A Request is one thing that a person asks.
type Request struct {
	ID          string      // the platform's own id of this delivery: a second delivery with the same id is the same request
	Command     string      // the Command's Name
	Action      string      // what the pressed button asks of the command ("approve"); empty when typed
	Object      string      // the id that the button or form carries ("d_7f3k"); never content
	Values      Values      // the inputs given so far, by name
	Files       []File      // pictures given with it
	Via         Via         // how it came
	Who         Person      // who asks
	Where       Place       // where it was asked; answers stay private all the same
	Subject     *MessageRef // the message that the shortcut or button belongs to; nil otherwise
	SubjectText string      // the text of that message, for a shortcut on a message
	Now         time.Time   // when it arrived, in the asker's zone when the platform knows it, else in the team's
}

// Lang is the language in which the asker is answered.
func (r Request) Lang() text.Lang { return r.Who.Lang }

// Say says a text in the asker's language.
func (r Request) Say(t text.Text, args ...any) string {
	if len(args) > 0 {
		t = t.With(args...)
	}
	return t.In(r.Who.Lang)
}

// Via says how a request came.
type Via string

// The ways in.
const (
	Typed     Via = "typed"     // a command was typed
	Submitted Via = "submitted" // its form was sent
	Pressed   Via = "pressed"   // a button was pressed
	Shortcut  Via = "shortcut"  // a shortcut on a message, or a global one
)

// A Person is who asks. Platforms fill the first part from what the platform vouches for; only the door fills the second.
type Person struct {
	Platform string         // "slack", "webchat"
	ID       string         // the platform's id of this person, e.g. "U024BE7LH"
	Name     string         // as the platform shows it
	Lang     text.Lang      // the person's language
	Zone     *time.Location // the person's time zone; nil when unknown
	Groups   []string       // platform groups or roles that the platform vouches for, e.g. Discord role ids
	Trial    bool           // "act as": exists only while nothing real is connected

	Member string // the bot's own id of this member; empty for somebody who is not one
	Roles  []Role // what they are here
}

// Is reports whether the person has the role.
func (p Person) Is(r Role) bool {
	for _, have := range p.Roles {
		if have == r {
			return true
		}
	}
	return false
}

// A Place is where a message stands: a room, or one person's direct messages.
type Place struct {
	Platform string // "slack"
	Room     string // the platform's id of the room; empty for a direct message
	Person   string // the platform's id of the person, for a direct message
	Ping     string // for an approved urgent notice only: whom it may ping, as the platform names it ("channel", a role id)
}

// A MessageRef finds a posted message again.
type MessageRef struct{ Platform, Room, ID string }

// IsZero reports whether it refers to nothing.
func (r MessageRef) IsZero() bool { return r == MessageRef{} }

// A File is a picture or document that came with a request or goes out with a message.
type File struct {
	Name  string // as given: may itself identify somebody, so it is never sent on
	Type  string // media type, e.g. "image/png"
	Bytes []byte
	Alt   string // the text alternative
}

// A Plan is what the platform does at once, before it acknowledges.
type Plan struct {
	Form   *Form                // ask with this form
	Errors map[string]text.Text // point at these fields of the submitted form, by input name; what was typed stays
	Refuse text.Text            // say only this, privately (a missing role, an unknown command)
}

// Go reports whether nothing is in the way: acknowledge, then Run.
func (p Plan) Go() bool { return p.Form == nil && len(p.Errors) == 0 && p.Refuse.IsZero() }

// A Reply is the answer to the asker alone.
type Reply struct {
	Message Message
	Replace bool // take the place of the private message whose button was pressed, where the platform can
	Recall  bool // the message that was asked about must not stay where it is: the platform asks its author, privately, to delete it
	Silent  bool // nothing to say: the shared card has changed
}

// A Handler is the bot as platforms see it. All methods are safe for concurrent use and never panic.
type Handler interface {
	Plan(Request) Plan                                                    // quick: memory and one short read
	Handle(context.Context, Request) Reply                                // as long as it takes; errors are explained in the Reply
	Suggest(ctx context.Context, r Request, input, typed string) []Choice // completions for an input; at most 25
	Home(context.Context, Person) Message                                 // what waits for this person, for platforms with a home view
}

// A Platform is a place where the team talks.
type Platform interface {
	Name() string
	Rules() Rules // limits and abilities as data

	// Run connects, announces the commands, hands every request to handle and answers in time however long Run takes. It
	// returns when ctx ends (nil) or when connecting can never work (an error that says what to mend).
	Run(ctx context.Context, commands []Command, handle Handler) error

	// Post puts a message that nobody asked for into a place. Only bot/publish calls it. Errors are *outcome.Failure.
	Post(ctx context.Context, a outcome.Attempt, to Place, m Message) (MessageRef, error)

	// Find looks for what an earlier attempt may have posted: found, outcome.ErrNotFound or outcome.ErrCannotTell.
	Find(ctx context.Context, a outcome.Attempt, to Place) (MessageRef, error)

	// Update changes a posted message in place; outcome.ErrNotFound when it is no longer there.
	Update(ctx context.Context, ref MessageRef, m Message) error

	// Delete removes a posted message; one that is already gone is no error.
	Delete(ctx context.Context, ref MessageRef) error
}

// Healthy is implemented by platforms that can say what is wrong with their connection, for doctor and /status.
type Healthy interface {
	Health(context.Context) []*Problem
}

// A Problem is something that a person must mend: what is wrong, then what to do. Commands return it as their error when the
// asker can do something about it; any other error is ours, is logged, and the asker sees only that nothing is lost.
type Problem struct{ What, Do text.Text }

func (p *Problem) Error() string { return p.What.EN }

// Rules are a platform's limits and abilities.
type Rules struct {
	FormFields    int              // how many fields a form may have; 0: no limit
	FormAfterForm bool             // whether a form may answer a form
	Message       int              // characters in one message, as the platform counts them; 0: no limit
	Count         func(string) int // how the platform counts; nil: code points
	Buttons       int              // buttons in one message; 0: no limit
	PressID       int              // characters in a button's id; 0: no limit
	PrivateFor    time.Duration    // how long a private answer can still be given; 0: for ever
	Private       bool             // whether an answer in a room can be seen by the asker alone
	Pictures      bool
	Home          bool
	PerSecond     float64 // how many messages a room takes in a second, in the long run; 0: as many as one likes
	Burst         int     // how many may come at once within that
}

// What an integration needs to remember. cmd/portevoix supplies these from the database.
type (
	// Seen reports whether the key was seen before and remembers it for at least an hour: the replay memory.
	Seen interface {
		Seen(ctx context.Context, key string) (bool, error)
	}
	// Lease lets one process at a time hold a name. The returned context ends when the lease is lost; release gives it up.
	Lease interface {
		Lease(ctx context.Context, name string) (held context.Context, release func(), err error)
	}
	// Shelf keeps an integration's own small records (encrypted at rest when the installation has a key).
	Shelf interface {
		Put(ctx context.Context, kind, id string, value []byte) error
		Get(ctx context.Context, kind, id string) ([]byte, error) // outcome.ErrNotFound when there is none
		List(ctx context.Context, kind string) ([]Record, error)  // oldest first
		Delete(ctx context.Context, kind, id string) error
	}
)

// A Record is what a Shelf holds.
type Record struct {
	ID    string
	Value []byte
	At    time.Time
}
