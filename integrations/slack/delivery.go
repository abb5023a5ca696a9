package slack

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"portevoix/bot/chat"
)

// A delivery is what Slack brings, by socket or by HTTP: a slash command, an interaction or an event. Only the few fields that we
// need are read, leniently: one odd block in a message must not lose a press (slack-go fails the whole payload).
type delivery struct {
	kind    string // "slash", "interactive", "events"
	payload json.RawMessage
	ack     func(any) error // answers Slack, once; nil payload: just "received"
}

type slashPayload struct {
	Command     string `json:"command"`
	Text        string `json:"text"`
	UserID      string `json:"user_id"`
	UserName    string `json:"user_name"`
	ChannelID   string `json:"channel_id"`
	ChannelName string `json:"channel_name"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
}

// slashForm reads a slash command that came by HTTP.
func slashForm(v url.Values) slashPayload {
	return slashPayload{
		Command: v.Get("command"), Text: v.Get("text"), UserID: v.Get("user_id"), UserName: v.Get("user_name"), ChannelID: v.Get("channel_id"),
		ChannelName: v.Get("channel_name"), TriggerID: v.Get("trigger_id"), ResponseURL: v.Get("response_url"),
	}
}

type interaction struct {
	Type        string `json:"type"` // block_actions, view_submission, view_closed, message_action, shortcut, block_suggestion
	CallbackID  string `json:"callback_id"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
	User        struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		Username string `json:"username"`
	} `json:"user"`
	Channel   struct{ ID string } `json:"channel"`
	Message   message             `json:"message"`
	Container struct {
		Type        string `json:"type"`
		MessageTS   string `json:"message_ts"`
		ChannelID   string `json:"channel_id"`
		IsEphemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	Actions []struct {
		ActionID string `json:"action_id"`
		Value    string `json:"value"`
		ActionTS string `json:"action_ts"`
	} `json:"actions"`
	View struct {
		ID              string `json:"id"`
		Hash            string `json:"hash"`
		Type            string `json:"type"`
		CallbackID      string `json:"callback_id"`
		PrivateMetadata string `json:"private_metadata"`
		Blocks          []struct {
			Type string `json:"type"`
			ID   string `json:"block_id"`
		} `json:"blocks"`
		State struct {
			Values map[string]map[string]given `json:"values"`
		} `json:"state"`
	} `json:"view"`
}

// given is what one field of a form holds.
type given struct {
	Value          *string                  `json:"value"`
	SelectedOption *struct{ Value string }  `json:"selected_option"`
	Selected       []struct{ Value string } `json:"selected_options"`
	Files          []file                   `json:"files"`
}

type file struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Mimetype string `json:"mimetype"`
	Size     int64  `json:"size"`
	Private  string `json:"url_private"`
	Download string `json:"url_private_download"`
}

type message struct {
	TS       string          `json:"ts"`
	ThreadTS string          `json:"thread_ts"`
	User     string          `json:"user"`
	BotID    string          `json:"bot_id"`
	Text     string          `json:"text"`
	Blocks   json.RawMessage `json:"blocks"`
}

type eventPayload struct {
	Type      string `json:"type"` // event_callback, url_verification
	Challenge string `json:"challenge"`
	EventID   string `json:"event_id"`
	Event     struct {
		Type        string `json:"type"`
		Subtype     string `json:"subtype"`
		User        string `json:"user"`
		BotID       string `json:"bot_id"`
		Channel     string `json:"channel"`
		ChannelType string `json:"channel_type"`
		TS          string `json:"ts"`
		ThreadTS    string `json:"thread_ts"`
		Tab         string `json:"tab"`
	} `json:"event"`
}

// origin is where a request came from, and how it can be answered.
type origin struct {
	user      string
	room      string // channel id; empty when it came from nowhere in particular
	message   string // ts of the message that a button or shortcut belongs to
	author    string // who wrote that message
	thread    string
	trigger   string
	view      string // the view that was submitted
	ephemeral bool   // the button stood on a message that only this person sees
	home      bool   // the button stood in the home view
	response  *responseURL
	form      bool     // a form was submitted: field errors travel in the acknowledgement
	fields    []string // the input blocks of that form, from top to bottom
	files     []file
}

var errNotOurs = errors.New("nothing that we asked for")

// slash reads a typed command. Every command is reached as "/portevoix word …", in any language; short names are configurable.
func (d *desk) slash(s slashPayload) (chat.Request, origin, error) {
	at := origin{user: s.UserID, room: s.ChannelID, trigger: s.TriggerID, response: d.responseURL(s.ResponseURL)}
	if s.UserID == "" || s.Command == "" {
		return chat.Request{}, at, errNotOurs
	}
	word, rest := strings.TrimPrefix(s.Command, "/"), strings.TrimSpace(s.Text)
	if chat.Fold(word) == anyCommand {
		word, rest, _ = strings.Cut(rest, " ")
		if i := strings.IndexByte(word, '\n'); i >= 0 {
			word, rest = word[:i], word[i+1:]+" "+rest
		}
		if word == "" {
			word = "help"
		}
	}
	r := chat.Request{ID: "slash-" + s.TriggerID, Command: d.commandOf(word), Via: chat.Typed, Values: chat.Values{}}
	if c, ok := chat.Lookup(d.commands, r.Command); ok && !c.Hidden {
		r.Command, r.Values = c.Name, chat.ParseValues(c, unmark(rest))
	}
	return r, at, nil
}

// interactive reads a button, a submitted form or a shortcut. ok is false for what needs no more than an acknowledgement.
func (d *desk) interactive(i interaction) (r chat.Request, at origin, ok bool, err error) {
	at = origin{user: i.User.ID, room: i.Channel.ID, trigger: i.TriggerID, message: i.Message.TS, author: i.Message.User, thread: i.Message.ThreadTS, response: d.responseURL(i.ResponseURL)}
	if i.User.ID == "" {
		return r, at, false, errNotOurs
	}
	if at.room == "" {
		at.room = i.Container.ChannelID
	}
	if at.message == "" {
		at.message = i.Container.MessageTS
	}
	switch i.Type {
	case "block_actions":
		return d.pressed(i, at)
	case "view_submission":
		return d.submitted(i, at)
	case "message_action":
		name, found := strings.CutPrefix(i.CallbackID, onMessage)
		c, known := chat.Lookup(d.commands, name)
		if !found || !known {
			return r, at, false, errNotOurs
		}
		r = chat.Request{ID: "on-" + i.TriggerID, Command: c.Name, Via: chat.Shortcut, Values: chat.Values{}, SubjectText: d.wordsOf(i.Message)}
		r.Subject = &chat.MessageRef{Platform: d.p.Name(), Room: at.room, ID: at.message}
		if c.Inputs != nil {
			for _, in := range c.Inputs(r.Values) {
				if in.Free {
					r.Values = r.Values.With(in.Name, r.SubjectText)
				}
			}
		}
		return r, at, true, nil
	case "shortcut":
		name, found := strings.CutPrefix(i.CallbackID, anywhere)
		c, known := chat.Lookup(d.commands, name)
		if !found || !known {
			return r, at, false, errNotOurs
		}
		return chat.Request{ID: "anywhere-" + i.TriggerID, Command: c.Name, Via: chat.Shortcut, Values: chat.Values{}}, at, true, nil
	}
	return r, at, false, nil // view_closed and what Slack may invent
}

// Callback ids of shortcuts name their command; they live on in installed manifests: never rename.
const (
	onMessage = "on-message-"
	anywhere  = "anywhere-"
)

func (d *desk) pressed(i interaction, at origin) (r chat.Request, _ origin, ok bool, err error) {
	if len(i.Actions) == 0 {
		return r, at, false, errNotOurs
	}
	press, err := chat.ParsePress(i.Actions[0].Value)
	if err != nil { // a select inside a form, a link button
		return r, at, false, nil
	}
	r = press.Request()
	r.ID = "press-" + i.TriggerID
	at.ephemeral, at.home = i.Container.IsEphemeral, i.Container.Type == "view"
	if at.message != "" && !at.ephemeral {
		r.Subject = &chat.MessageRef{Platform: d.p.Name(), Room: at.room, ID: at.message}
	}
	return r, at, true, nil
}

func (d *desk) submitted(i interaction, at origin) (r chat.Request, _ origin, ok bool, err error) {
	at.form, at.view = true, i.View.ID
	known, err := d.p.unpocket(i.View.PrivateMetadata)
	if err != nil {
		return r, at, false, err
	}
	at.room, at.message, at.author = known.Room, known.Subject, known.Author
	values, files := read(i.View.State.Values, known)
	at.files = files
	for _, b := range i.View.Blocks {
		if b.Type == "input" {
			at.fields = append(at.fields, b.ID)
		}
	}
	r = chat.Request{ID: "form-" + i.View.ID + "-" + submission(i), Command: known.Command, Action: known.Action, Object: known.Object, Via: chat.Submitted, Values: values}
	if known.Subject != "" {
		r.Subject = &chat.MessageRef{Platform: d.p.Name(), Room: known.Room, ID: known.Subject}
	}
	return r, at, true, nil
}

// submission tells one submission of a view from the next: after an error the same view, with the same hash, is submitted again with other
// values. Slack gives each a trigger of its own; where there is none, what was filled in tells.
func submission(i interaction) string {
	if i.TriggerID != "" {
		return i.TriggerID
	}
	sum := sha256.Sum256([]byte(encode(i.View.State) + i.View.Hash))
	return hex.EncodeToString(sum[:8])
}

// wordsOf is what a person reads in a message. Our own messages carry their words in blocks; other people's in the text.
func (d *desk) wordsOf(m message) string {
	if _, bot := d.p.self.get(); m.BotID != "" && m.BotID == bot {
		return strings.TrimSpace(wordsIn(m.Blocks))
	}
	return unmark(m.Text)
}

// wordsIn gathers the words of blocks, whatever kinds there are.
func wordsIn(blocks json.RawMessage) string {
	var any_ any
	if json.Unmarshal(blocks, &any_) != nil {
		return ""
	}
	var b strings.Builder
	gather(any_, &b)
	return b.String()
}

func gather(v any, b *strings.Builder) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			gather(e, b)
		}
	case map[string]any:
		if s, ok := v["text"].(string); ok {
			b.WriteString(s + "\n")
		}
		for _, key := range []string{"text", "fields", "elements"} {
			if v["type"] == "actions" {
				break
			}
			if _, leaf := v[key].(string); !leaf {
				gather(v[key], b)
			}
		}
		if s, ok := v["alt_text"].(string); ok {
			b.WriteString(s + "\n")
		}
	}
}

// unmark turns Slack's markup back into what was typed: "<https://x.example|x>", "<@U123|nour>", "&lt;".
// Source: docs.slack.dev/messaging/formatting-message-text.
func unmark(s string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], '>')
		if end < 0 {
			break
		}
		b.WriteString(s[:open])
		address, label, labelled := strings.Cut(s[open+1:open+end], "|")
		switch {
		case address != "" && strings.ContainsRune("@#!", rune(address[0])):
			if labelled && !strings.HasPrefix(label, address[:1]) {
				label = address[:1] + label
			} else if !labelled {
				label = address
			}
			b.WriteString(strings.ReplaceAll(label, "!", "@"))
		case labelled && (label == address || strings.HasSuffix(address, label)):
			b.WriteString(strings.TrimPrefix(strings.TrimPrefix(label, "mailto:"), "tel:"))
		case labelled:
			b.WriteString(label + " (" + address + ")")
		default:
			b.WriteString(strings.TrimPrefix(address, "mailto:"))
		}
		s = s[open+end+1:]
	}
	b.WriteString(s)
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(b.String())
}

func decode[T any](raw json.RawMessage) (v T, err error) {
	if err := json.Unmarshal(raw, &v); err != nil {
		return v, fmt.Errorf("read a payload of Slack: %T", err) // the error itself would quote what somebody wrote
	}
	return v, nil
}
