package webchat

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A message as the page gets it and as the shelf keeps it.
type message struct {
	ID      string    `json:"id"`
	Place   string    `json:"place"` // "general", "@officer"
	At      time.Time `json:"at"`
	Author  string    `json:"author,omitempty"` // a person's id; empty: the bot
	Private bool      `json:"private,omitempty"`
	Request string    `json:"request,omitempty"` // the request that it answers
	Asked   string    `json:"asked,omitempty"`   // what was asked, in short: "/check"
	Version int       `json:"version,omitempty"` // grows with every change
	Lang    text.Lang `json:"lang"`
	Tone    chat.Tone `json:"tone,omitempty"`
	Trial   bool      `json:"trial,omitempty"`
	Silent  bool      `json:"silent,omitempty"`
	Notify  string    `json:"notify,omitempty"`
	Blocks  []block   `json:"blocks"`
	Key     string    `json:"key,omitempty"` // the delivery that posted it
}

// A block, whatever its kind, with the fields that its kind has.
type block struct {
	Kind    string    `json:"kind"`
	Text    string    `json:"text,omitempty"`
	Label   string    `json:"label,omitempty"`
	Lang    text.Lang `json:"lang,omitempty"`
	Items   []string  `json:"items,omitempty"`
	Facts   []fact    `json:"facts,omitempty"`
	Links   []link    `json:"links,omitempty"`
	Buttons []button  `json:"buttons,omitempty"`
	Picture string    `json:"picture,omitempty"` // the id under which its bytes are served
	Alt     string    `json:"alt,omitempty"`
}

type fact struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

type link struct {
	Label string `json:"label"`
	URL   string `json:"url"`
}

type button struct {
	Label   string    `json:"label"`
	Press   string    `json:"press"`
	Look    chat.Look `json:"look,omitempty"`
	Confirm string    `json:"confirm,omitempty"`
}

// translate draws a message. keep stores a picture's bytes and gives the id to show them by; it may refuse (empty id).
func translate(m chat.Message, keep func(chat.File) string) (message, error) {
	out := message{Lang: m.Lang, Tone: m.Tone, Trial: m.Trial, Silent: m.Silent, Notify: chat.Inert(m.Notify)}
	if out.Lang == "" {
		out.Lang = text.EN
	}
	for _, b := range m.Blocks {
		drawn, err := draw(b, keep)
		if err != nil {
			return message{}, err
		}
		out.Blocks = append(out.Blocks, drawn)
	}
	if n := out.length(); n > maxMessage {
		return message{}, fmt.Errorf("the message has %d characters, the web chat shows %d", n, maxMessage)
	}
	return out, nil
}

func draw(b chat.Block, keep func(chat.File) string) (block, error) {
	switch v := b.(type) {
	case chat.Heading:
		return block{Kind: "heading", Text: chat.Inert(v.Text)}, nil
	case chat.Paragraph:
		return block{Kind: "paragraph", Text: chat.Inert(v.Text)}, nil
	case chat.Note:
		return block{Kind: "note", Text: chat.Inert(v.Text)}, nil
	case chat.List:
		items := make([]string, len(v.Items))
		for i, s := range v.Items {
			items[i] = chat.Inert(s)
		}
		return block{Kind: "list", Items: items}, nil
	case chat.Facts:
		facts := make([]fact, len(v.Items))
		for i, f := range v.Items {
			facts[i] = fact{chat.Inert(f.Label), chat.Inert(f.Value)}
		}
		return block{Kind: "facts", Facts: facts}, nil
	case chat.Ready: // copied word for word: shown word for word
		return block{Kind: "ready", Label: chat.Inert(v.Label), Text: v.Text, Lang: v.Lang}, nil
	case chat.Quote:
		return block{Kind: "quote", Text: chat.Inert(v.Text), Lang: v.Lang}, nil
	case chat.Picture:
		return block{Kind: "picture", Alt: chat.Inert(v.File.Alt), Picture: keep(v.File)}, nil
	case chat.Links:
		return block{Kind: "links", Links: safeLinks(v.Items)}, nil
	case chat.Buttons:
		return drawButtons(v)
	case chat.Divider:
		return block{Kind: "divider"}, nil
	}
	return block{}, fmt.Errorf("a block of kind %T cannot be drawn", b)
}

func drawButtons(row chat.Buttons) (block, error) {
	out := block{Kind: "buttons"}
	for _, b := range row.Items {
		press := b.Press.String()
		if _, err := chat.ParsePress(press); err != nil {
			return block{}, fmt.Errorf("draw the button of command %q: %w", b.Press.Command, err)
		}
		out.Buttons = append(out.Buttons, button{chat.Inert(b.Label), press, b.Look, chat.Inert(b.Confirm)})
	}
	return out, nil
}

// safeLinks keeps the label of a link that is not http or https, and drops its address.
func safeLinks(links []chat.Link) []link {
	out := make([]link, 0, len(links))
	for _, l := range links {
		address, _ := chat.SafeAddress(l.URL)
		out = append(out, link{chat.Inert(l.Label), address})
	}
	return out
}

// words is everything that can be read in a message: what a shortcut on it hands to a command.
func (m message) words() string {
	var parts []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			parts = append(parts, s)
		}
	}
	for _, b := range m.Blocks {
		add(b.Text)
		for _, s := range b.Items {
			add(s)
		}
		for _, f := range b.Facts {
			add(f.Label + ": " + f.Value)
		}
		if b.Kind == "picture" {
			add(b.Alt)
		}
	}
	return text.StripMarks(strings.Join(parts, "\n"))
}

func (m message) length() (n int) {
	for _, b := range m.Blocks {
		n += utf8.RuneCountInString(b.Text) + utf8.RuneCountInString(b.Alt) + utf8.RuneCountInString(b.Label)
		for _, s := range b.Items {
			n += utf8.RuneCountInString(s)
		}
		for _, f := range b.Facts {
			n += utf8.RuneCountInString(f.Label) + utf8.RuneCountInString(f.Value)
		}
	}
	return n
}

func (m message) encode() []byte {
	b, err := json.Marshal(m)
	if err != nil { // strings, times and numbers only
		panic(err)
	}
	return b
}

func decode(b []byte) (m message, err error) {
	err = json.Unmarshal(b, &m)
	return m, err
}
