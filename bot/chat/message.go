package chat

import "portevoix/bot/text"

// A Message is what is shown in a chat, drawn by each platform in its own way. Its words are plain text: nothing in them is
// markup, a link or a ping unless a block says so.
type Message struct {
	Lang   text.Lang // the language it is written in; decides direction
	Tone   Tone
	Notify string  // what a notification on a locked phone may say: it names no draft, quote or person
	Blocks []Block // from top to bottom
	Trial  bool    // marked "trial": something done by "act as"
	Silent bool    // arrives without a sound (digests)
}

// Tone colours a message.
type Tone string

// The tones.
const (
	Plain   Tone = ""
	Good    Tone = "good"
	Warning Tone = "warning"
	Urgent  Tone = "urgent"
)

// A Block is one part of a message.
type Block interface{ block() }

type (
	// A Heading opens a message or a part of it.
	Heading struct{ Text string }
	// A Paragraph is running text; line breaks are kept.
	Paragraph struct{ Text string }
	// A Note is small print: where a number comes from, what was not looked at.
	Note struct{ Text string }
	// A List is a list of short lines.
	List struct{ Items []string }
	// Facts are labelled values: what, where, until when.
	Facts struct{ Items []Fact }
	// A Ready text is to be copied word for word: one network's version of a post. Platforms with a clipboard offer Copy.
	Ready struct {
		Label string // "Mastodon · 312 / 500"
		Text  string
		Lang  text.Lang // its own language, which may differ from the message's
	}
	// A Quote shows somebody's words, set apart.
	Quote struct {
		Text string
		Lang text.Lang
	}
	// A Picture is shown with its text alternative.
	Picture struct{ File File }
	// Links are the only links in a message.
	Links struct{ Items []Link }
	// Buttons stand in one row.
	Buttons struct{ Items []Button }
	// A Divider separates.
	Divider struct{}
)

func (Heading) block()   {}
func (Paragraph) block() {}
func (Note) block()      {}
func (List) block()      {}
func (Facts) block()     {}
func (Ready) block()     {}
func (Quote) block()     {}
func (Picture) block()   {}
func (Links) block()     {}
func (Buttons) block()   {}
func (Divider) block()   {}

// A Fact is one labelled value.
type Fact struct{ Label, Value string }

// A Link is a label and an address (http or https).
type Link struct{ Label, URL string }

// A Button asks a command for something.
type Button struct {
	Label   string
	Press   Press
	Look    Look
	Confirm string // asked before the press counts, where it cannot be undone; empty: at once
}

// Look says how much a button stands out.
type Look string

// The looks.
const (
	Normal  Look = ""
	Primary Look = "primary"
	Danger  Look = "danger"
)

// Say is a message of one paragraph.
func Say(l text.Lang, words string) Message {
	return Message{Lang: l, Blocks: []Block{Paragraph{Text: words}}}
}

// Warn is a message of one paragraph, in the asker's language, about something that does not go on.
func (r Request) Warn(t text.Text) Message {
	m := Say(r.Lang(), r.Say(t))
	m.Tone = Warning
	return m
}

// Answer is a private reply of one paragraph in the asker's language.
func (r Request) Answer(t text.Text, args ...any) Reply {
	return Reply{Message: Say(r.Lang(), r.Say(t, args...))}
}

// AllButtons lists the buttons of a message in order.
func (m Message) AllButtons() []Button {
	var all []Button
	for _, b := range m.Blocks {
		if row, ok := b.(Buttons); ok {
			all = append(all, row.Items...)
		}
	}
	return all
}
