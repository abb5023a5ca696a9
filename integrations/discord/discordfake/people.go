package discordfake

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An interaction waits for its answer.
type interaction struct {
	id, token, user string
	kind            int
	at              time.Time
	acked           bool
	deferred        bool     // answered with type 5, not yet edited
	original        *Message // what @original means
	source          *Message // on which the button stood
	channel         string
}

// A Modal is a form that is open on somebody's screen.
type Modal struct {
	Raw     map[string]any
	source  *Message
	channel string
}

// The kinds of interaction that people cause.
const (
	kindCommand = 2
	kindButton  = 3
	kindSuggest = 4
	kindForm    = 5
)

// Command types a slash command with options by name, into a channel ("" or a person's direct messages are possible for buttons only).
func (s *Server) Command(user, channel, name string, options map[string]any) error {
	data, err := s.slash(name, options, "")
	if err != nil {
		return err
	}
	return s.act(user, channel, kindCommand, data, nil)
}

// Suggest types into one option and waits for the suggestions.
func (s *Server) Suggest(user, channel, name string, options map[string]any, focused string) ([]map[string]any, error) {
	data, err := s.slash(name, options, focused)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	delete(s.suggested, user)
	s.mu.Unlock()
	if err := s.act(user, channel, kindSuggest, data, nil); err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(3 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		found, ok := s.suggested[user]
		s.mu.Unlock()
		if ok {
			return found, nil
		}
	}
	return nil, errors.New("no suggestions within three seconds")
}

// slash makes the data of a command as the client would from what is announced.
func (s *Server) slash(name string, given map[string]any, focused string) (object, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range append(slices.Clone(s.commands[s.Guild]), s.commands[""]...) {
		if c["name"] != name || number(c["type"]) != 1 {
			continue
		}
		options := []object{}
		declared, _ := c["options"].([]any)
		for _, o := range declared {
			o := o.(object)
			v, ok := given[o["name"].(string)]
			if !ok {
				continue
			}
			option := object{"name": o["name"], "type": o["type"], "value": v}
			if o["name"] == focused {
				option["focused"] = true
			}
			options = append(options, option)
		}
		if len(options) < len(given) {
			return nil, fmt.Errorf("/%s does not have all the options %v", name, slices.Collect(maps.Keys(given)))
		}
		return object{"id": c["id"], "name": name, "type": 1, "options": options, "guild_id": s.Guild}, nil
	}
	return nil, fmt.Errorf("no command /%s is announced", name)
}

// Options are the names of the options of an announced command, in order.
func (s *Server) Options(name string) (names []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.commands[s.Guild] {
		if declared, _ := c["options"].([]any); c["name"] == name && number(c["type"]) == 1 {
			for _, o := range declared {
				names = append(names, o.(object)["name"].(string))
			}
		}
	}
	return names
}

// Write puts a person's own message into a channel.
func (s *Server) Write(user, channel, words string) *Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{ID: s.id(), Channel: channel, Author: user, at: s.Now()}
	m.Raw = object{"id": m.ID, "channel_id": channel, "type": 0, "content": words, "author": s.describeUser(s.user(user)), "timestamp": m.at.UTC().Format(time.RFC3339Nano),
		"edited_timestamp": nil, "tts": false, "mention_everyone": false, "mentions": []any{}, "mention_roles": []any{}, "attachments": []any{}, "embeds": []any{}, "components": []any{}, "pinned": false, "flags": 0}
	s.channels[channel].messages = append(s.channels[channel].messages, m)
	return m
}

// Menu picks a command from a message's menu.
func (s *Server) Menu(user, name string, on *Message) error {
	s.mu.Lock()
	var found object
	for _, c := range append(slices.Clone(s.commands[s.Guild]), s.commands[""]...) {
		if c["name"] == name && number(c["type"]) == 3 {
			found = c
		}
	}
	if found == nil {
		s.mu.Unlock()
		return fmt.Errorf("no menu command %q is announced", name)
	}
	data := object{"id": found["id"], "name": name, "type": 3, "target_id": on.ID, "guild_id": s.Guild, "resolved": object{"messages": object{on.ID: clone(stored(on))}}}
	s.mu.Unlock()
	return s.act(user, on.Channel, kindCommand, data, nil)
}

// Press presses a button of a message by its custom id.
func (s *Server) Press(user string, m *Message, customID string) error {
	s.mu.Lock()
	there := false
	for _, b := range buttonsOf(m.Raw) {
		there = there || b["custom_id"] == customID && b["disabled"] != true
	}
	gone := m.deleted
	s.mu.Unlock()
	if !there || gone {
		return errors.New("there is no such button")
	}
	return s.act(user, m.Channel, kindButton, object{"custom_id": customID, "component_type": 2}, m)
}

// Modal is the form that somebody has open.
func (s *Server) Modal(user string) (*Modal, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.modals[user]
	return m, ok
}

// Submit sends the open form: values by custom id, a string or a list of strings; the others stay as they were filled in.
func (s *Server) Submit(user string, values map[string]any) error {
	s.mu.Lock()
	m := s.modals[user]
	delete(s.modals, user)
	s.mu.Unlock()
	if m == nil {
		return errors.New("no form is open")
	}
	parts := []object{}
	declared, _ := m.Raw["components"].([]any)
	for _, p := range declared {
		p := p.(object)
		if number(p["type"]) != 18 {
			parts = append(parts, object{"type": p["type"], "id": 1})
			continue
		}
		c := p["component"].(object)
		id := c["custom_id"].(string)
		v, given := values[id]
		out := object{"type": c["type"], "custom_id": id, "id": 2}
		switch number(c["type"]) {
		case 4:
			if !given {
				v = or(c["value"], "")
			}
			out["value"] = v
		default:
			chosen := []any{}
			options, _ := c["options"].([]any)
			for _, o := range options {
				if o := o.(object); o["default"] == true {
					chosen = append(chosen, o["value"])
				}
			}
			switch v := v.(type) {
			case string:
				chosen = nil
				for _, one := range strings.Split(v, ",") {
					chosen = append(chosen, one)
				}
			case []string:
				chosen = nil
				for _, one := range v {
					chosen = append(chosen, one)
				}
			}
			out["values"] = chosen
		}
		parts = append(parts, object{"type": 18, "id": 3, "component": out})
	}
	return s.act(user, m.channel, kindForm, object{"custom_id": m.Raw["custom_id"], "components": parts}, m.source)
}

// Again delivers somebody's last interaction once more, with the same id.
func (s *Server) Again(user string) error {
	s.mu.Lock()
	last := s.last[user]
	s.mu.Unlock()
	return s.broadcast("INTERACTION_CREATE", last)
}

// act makes an interaction and delivers it.
func (s *Server) act(user, channel string, kind int, data object, on *Message) error {
	s.mu.Lock()
	u, ch := s.user(user), s.channels[channel]
	if ch == nil {
		s.mu.Unlock()
		return errors.New("there is no such channel")
	}
	if has := s.may(user, ch); has&ViewChannel == 0 || kind == kindCommand && has&UseCommands == 0 {
		s.mu.Unlock()
		return errors.New("this person may not do that in this channel")
	}
	for _, m := range ch.messages {
		if on != nil && m.ID == on.ID { // what people see is a copy
			on = m
		}
	}
	if kind != kindSuggest && kind != kindForm {
		delete(s.modals, user)
	}
	i := &interaction{id: s.id(), token: "token-" + s.id(), user: user, kind: kind, at: s.Now(), source: on, channel: channel}
	s.pending[i.token] = i
	e := object{
		"id": i.id, "application_id": s.App, "type": kind, "data": data, "channel_id": channel, "channel": s.describeChannel(ch), "token": i.token, "version": 1,
		"app_permissions": strconv.FormatInt(s.may(s.Bot, ch), 10), "locale": u.Locale, "entitlements": []any{}, "attachment_size_limit": 10485760,
	}
	if ch.person == "" {
		var nick any
		if u.Nick != "" {
			nick = u.Nick
		}
		e["guild_id"], e["guild_locale"], e["context"] = s.Guild, "fr", 0
		e["guild"] = object{"id": s.Guild, "locale": "fr", "features": []any{}}
		e["member"] = object{"user": s.describeUser(u), "nick": nick, "roles": append([]string{}, u.Roles...), "permissions": strconv.FormatInt(s.may(user, ch), 10), "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0, "avatar": nil}
		e["authorizing_integration_owners"] = object{"0": s.Guild}
	} else {
		e["user"], e["context"], e["authorizing_integration_owners"] = s.describeUser(u), 1, object{"0": "0"}
	}
	if on != nil {
		e["message"] = clone(stored(on))
	}
	s.last[user] = e
	s.mu.Unlock()
	return s.broadcast("INTERACTION_CREATE", e)
}

// Deadline is how long the first answer may take, and tokenLife how long further ones. Source: receiving-and-responding.mdx.
const (
	Deadline  = 3 * time.Second
	tokenLife = 15 * time.Minute
)

// callback is the first answer to an interaction.
func (s *Server) callback(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.pending[c.r.PathValue("token")]
	switch {
	case i == nil, i.id != c.r.PathValue("id"):
		return refuse(404, 10062, "Unknown interaction")
	case i.acked:
		s.complain("an interaction acknowledged twice")
		return refuse(400, 40060, "Interaction has already been acknowledged.")
	case s.Now().Sub(i.at) > Deadline:
		s.complain("an interaction acknowledged after %v", s.Now().Sub(i.at))
		return refuse(404, 10062, "Unknown interaction")
	}
	data, _ := c.body["data"].(object)
	if data == nil {
		data = object{}
	}
	kind := number(c.body["type"])
	if no := s.mayAnswer(i, kind, data, c); no.status != 0 {
		return no
	}
	i.acked = true
	s.acks = append(s.acks, s.Now().Sub(i.at))
	ch := s.channels[i.channel]
	only := ""
	if number(data["flags"])&ephemeral != 0 {
		only = i.user
	}
	inner := &call{r: c.r, body: data, files: c.files}
	switch kind {
	case 4:
		i.original = s.write(ch, inner, only, "", true)
	case 5:
		i.deferred = true
		i.original = s.write(ch, inner, only, "", true)
		i.original.Raw["flags"] = number(data["flags"]) | loading
	case 6:
		i.original = i.source
	case 7:
		i.original = i.source
		if out := s.change(i.source, inner); out.status >= 400 {
			return out
		}
	case 8:
		list, _ := data["choices"].([]any)
		found := []object{}
		for _, choice := range list {
			found = append(found, choice.(object))
		}
		s.suggested[i.user] = found
	case 9:
		s.modals[i.user] = &Modal{Raw: data, source: i.source, channel: i.channel}
	}
	if c.r.URL.Query().Get("with_response") == "true" {
		return reply{200, object{"interaction": object{"id": i.id, "type": i.kind}}}
	}
	return reply{status: 204}
}

// mayAnswer refuses an answer that Discord does not take. The caller holds the lock.
func (s *Server) mayAnswer(i *interaction, kind int, data object, c *call) reply {
	if kind == 4 || kind == 7 && i.source != nil {
		if no := s.judge(data, len(c.files), map[int]string{4: "", 7: "edit"}[kind], "data"); no.status != 0 {
			return no
		}
	}
	f := &form{}
	switch {
	case kind < 4 || kind > 9:
		f.refuse("type", "BASE_TYPE_CHOICES", "an answer of an unknown kind")
	case (kind == 8) != (i.kind == kindSuggest):
		f.refuse("type", "INTERACTION_RESPONSE_TYPE_INVALID", "suggestions are for autocomplete, and nothing else is")
	case kind == 5 && number(data["flags"])&^ephemeral != 0:
		f.refuse("data.flags", "BASE_TYPE_CHOICES", "a deferral with other flags than ephemeral")
	case (kind == 6 || kind == 7) && i.source == nil:
		f.refuse("type", "INTERACTION_RESPONSE_TYPE_INVALID", "an update without a message to update")
	case kind == 8:
		f.suggestions(data)
	case kind == 9 && i.kind == kindForm:
		f.refuse("type", "INTERACTION_RESPONSE_TYPE_INVALID", "a modal after a modal")
	case kind == 9:
		inner := &form{}
		inner.modal(data)
		s.complainOf(inner)
		return inner.reply("data")
	}
	s.complainOf(f)
	return f.reply("")
}

func (f *form) suggestions(data object) {
	list, _ := data["choices"].([]any)
	f.most("data.choices", list, 25)
	for n, choice := range list {
		o, _ := choice.(object)
		name, _ := o["name"].(string)
		f.length(join("data.choices", n, "name"), name, 1, 100)
		f.length(join("data.choices", n, "value"), fmt.Sprint(o["value"]), 0, 100)
	}
}

// answerable finds the interaction of a webhook call.
func (s *Server) answerable(c *call) (*interaction, reply) {
	i := s.pending[c.r.PathValue("token")]
	switch {
	case i == nil || c.r.PathValue("app") != s.App || !i.acked:
		return nil, refuse(404, 10015, "Unknown Webhook")
	case s.Now().Sub(i.at) > tokenLife:
		return nil, refuse(401, 50027, "Invalid Webhook Token")
	}
	return i, reply{}
}

func (s *Server) followUp(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, no := s.answerable(c)
	if i == nil {
		return no
	}
	if no := s.judge(c.body, len(c.files), "", ""); no.status != 0 {
		return no
	}
	if i.deferred { // the first one after a deferral takes its place
		i.deferred = false
		return s.change(i.original, c)
	}
	only := ""
	if number(c.body["flags"])&ephemeral != 0 {
		only = i.user
	}
	m := s.write(s.channels[i.channel], c, only, "", true)
	return reply{200, m.Raw}
}

func (s *Server) theAnswer(c *call) (*interaction, *Message, reply) {
	i, no := s.answerable(c)
	if i == nil {
		return nil, nil, no
	}
	id := c.r.PathValue("message")
	if id == "@original" {
		if i.original == nil || i.original.deleted {
			return nil, nil, refuse(404, 10008, "Unknown Message")
		}
		return i, i.original, reply{}
	}
	for _, m := range s.channels[i.channel].messages {
		if m.ID == id && !m.deleted {
			return i, m, reply{}
		}
	}
	return nil, nil, refuse(404, 10008, "Unknown Message")
}

func (s *Server) getAnswer(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, m, no := s.theAnswer(c)
	if m == nil {
		return no
	}
	return reply{200, m.Raw}
}

func (s *Server) editAnswer(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, m, no := s.theAnswer(c)
	if m == nil {
		return no
	}
	out := s.change(m, c)
	if m == i.original && out.status < 400 {
		i.deferred = false
	}
	return out
}

func (s *Server) deleteAnswer(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, m, no := s.theAnswer(c)
	if m == nil {
		return no
	}
	m.deleted = true
	return reply{status: 204}
}

// Sees is what somebody sees in a channel: what is there for everybody and what is there for them alone.
func (s *Server) Sees(user, channel string) []*Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*Message
	if s.may(user, s.channels[channel])&ViewChannel == 0 {
		return nil
	}
	for _, m := range s.channels[channel].messages {
		if !m.deleted && (m.Only == "" || m.Only == user) && number(m.Raw["flags"])&loading == 0 {
			seen := *m
			seen.Raw = clone(m.Raw)
			all = append(all, &seen)
		}
	}
	return all
}

// Thinking is how many answers somebody waits for, as Discord shows it: "is thinking…".
func (s *Server) Thinking(user string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, ch := range s.channels {
		for _, m := range ch.messages {
			if !m.deleted && number(m.Raw["flags"])&loading != 0 && (m.Only == "" || m.Only == user) {
				n++
			}
		}
	}
	return n
}

// DM is the id of somebody's direct messages with the bot; empty when there are none.
func (s *Server) DM(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.channels {
		if c.person == user {
			return c.id
		}
	}
	return ""
}
