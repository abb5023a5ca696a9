package slackfake

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Slash is a person typing a command into a channel, or ("" channel) into the direct messages with the bot.
func (s *Server) Slash(user, channel, command, text string) Ack {
	s.mu.Lock()
	c := s.seat(user, channel)
	u, _ := s.user(user)
	answers := response{user: user, channel: c.ID}
	name := c.Name
	switch {
	case c.ID[0] == 'D':
		name = "directmessage"
	case c.Private:
		name = "privategroup"
	}
	payload := object{
		"token": "unused", "team_id": Team, "team_domain": "valombre", "channel_id": c.ID, "channel_name": name, "user_id": user,
		"user_name": u.Name, "command": command, "text": strings.TrimSpace(text), "api_app_id": App, "is_enterprise_install": "false",
		"response_url": s.newResponse(answers), "trigger_id": s.newTrigger(user),
	}
	s.mu.Unlock()
	a := s.deliver(delivery{kind: "slash_commands", payload: payload})
	s.shown(a, answers)
	return a
}

// Again delivers a slash command, an interaction or an event once more, with the same ids: what Slack says it does for events only,
// and networks do to anything.
func (s *Server) Again(kind string, payload json.RawMessage) Ack {
	var o object
	if err := json.Unmarshal(payload, &o); err != nil {
		return Ack{Why: "no payload"}
	}
	return s.deliver(delivery{kind: kind, payload: o, retry: 1, reason: "timeout"})
}

// Prepared is a slash command that is not delivered yet; its parts can be given to Again.
func (s *Server) Prepared(user, channel, command, text string) (kind string, payload json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.seat(user, channel)
	u, _ := s.user(user)
	return "slash_commands", encode(object{
		"token": "unused", "team_id": Team, "team_domain": "valombre", "channel_id": c.ID, "channel_name": c.Name, "user_id": user,
		"user_name": u.Name, "command": command, "text": strings.TrimSpace(text), "api_app_id": App, "is_enterprise_install": "false",
		"response_url": s.newResponse(response{user: user, channel: c.ID}), "trigger_id": s.newTrigger(user),
	})
}

func (s *Server) seat(user, channel string) *Channel {
	if c := s.channel(channel); c != nil {
		return c
	}
	return s.direct(user)
}

// shown shows what an acknowledgement says.
func (s *Server) shown(a Ack, at response) {
	var said answer
	if !a.OK || len(a.Payload) == 0 || json.Unmarshal(a.Payload, &said) != nil || (said.Text == "" && len(said.Blocks) == 0) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.say(&at, said)
}

func (s *Server) interaction(kind, user string) object {
	u, _ := s.user(user)
	return object{
		"type": kind, "token": "unused", "api_app_id": App, "trigger_id": s.newTrigger(user), "is_enterprise_install": false, "enterprise": nil,
		"team": object{"id": Team, "domain": "valombre"}, "user": object{"id": user, "username": u.Name, "name": u.Name, "team_id": Team},
	}
}

// A Spot is where a button stands.
type Spot struct {
	Channel, TS string // a message
	Ephemeral   bool
	View        string // "modal" or "home"
}

// Press is a person pressing the newest button with this label that they can see.
func (s *Server) Press(user, label string) (Ack, error) {
	spot, button, ok := s.see(user, label)
	if !ok {
		return Ack{}, fmt.Errorf("%s sees no button %q", user, label)
	}
	return s.press(user, spot, button), nil
}

// PressIn is a person pressing a button of one message.
func (s *Server) PressIn(user, channel, ts, label string) (Ack, error) {
	s.mu.Lock()
	m := s.find(channel, ts)
	if m == nil {
		s.mu.Unlock()
		return Ack{}, errors.New("there is no such message")
	}
	button, ok := buttonIn(m.Blocks, label)
	s.mu.Unlock()
	if !ok {
		return Ack{}, fmt.Errorf("the message has no button %q", label)
	}
	return s.press(user, Spot{Channel: channel, TS: ts}, button), nil
}

// PressHome is a person pressing a button of their home view.
func (s *Server) PressHome(user, label string) (Ack, error) {
	s.mu.Lock()
	home := s.homes[user]
	if home == nil {
		s.mu.Unlock()
		return Ack{}, errors.New("there is no home view")
	}
	button, ok := buttonIn(home.Blocks, label)
	s.mu.Unlock()
	if !ok {
		return Ack{}, fmt.Errorf("the home view has no button %q", label)
	}
	return s.press(user, Spot{View: "home"}, button), nil
}

// see finds the newest button with this label.
func (s *Server) see(user, label string) (spot Spot, button object, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stack := s.views[user]; len(stack) > 0 {
		if button, ok = buttonIn(stack[len(stack)-1].Blocks, label); ok {
			return Spot{View: "modal"}, button, true
		}
	}
	newest := ""
	for _, c := range s.channels {
		if !slices.Contains(c.Members, user) {
			continue
		}
		for _, m := range s.history[c.ID] {
			if b, has := buttonIn(m.Blocks, label); has && m.TS > newest {
				newest, spot, button, ok = m.TS, Spot{Channel: c.ID, TS: m.TS}, b, true
			}
		}
	}
	for _, e := range s.ephemerals {
		if b, has := buttonIn(e.Blocks, label); has && e.User == user && e.TS > newest {
			newest, spot, button, ok = e.TS, Spot{Channel: e.Channel, TS: e.TS, Ephemeral: true}, b, true
		}
	}
	if !ok && s.homes[user] != nil {
		if button, ok = buttonIn(s.homes[user].Blocks, label); ok {
			spot = Spot{View: "home"}
		}
	}
	return spot, button, ok
}

func buttonIn(blocks json.RawMessage, label string) (object, bool) {
	var list []object
	_ = json.Unmarshal(blocks, &list)
	for _, b := range list {
		elements := objects(b, "elements")
		if e, ok := b["accessory"].(object); ok {
			elements = append(elements, e)
		}
		for _, e := range elements {
			t, _ := e["text"].(object)
			if str(e, "type") == "button" && str(t, "text") == label {
				e["block_id"] = b["block_id"]
				return e, true
			}
		}
	}
	return nil, false
}

func (s *Server) press(user string, at Spot, button object) Ack {
	s.mu.Lock()
	p := s.interaction("block_actions", user)
	answers := response{user: user, channel: at.Channel, ts: at.TS, ephemeral: at.Ephemeral}
	p["state"] = object{"values": object{}}
	p["actions"] = []object{{
		"type": "button", "action_id": button["action_id"], "block_id": button["block_id"], "value": button["value"], "text": button["text"],
		"style": button["style"], "action_ts": s.ts(),
	}}
	switch {
	case at.View != "":
		v := s.homes[user]
		if stack := s.views[user]; at.View == "modal" && len(stack) > 0 {
			v = stack[len(stack)-1]
		}
		p["view"], p["container"] = s.viewJSON(v), object{"type": "view", "view_id": v.ID}
	default:
		c := s.channel(at.Channel)
		p["channel"] = object{"id": c.ID, "name": c.Name}
		p["container"] = object{"type": "message", "message_ts": at.TS, "channel_id": c.ID, "is_ephemeral": at.Ephemeral}
		p["response_url"] = s.newResponse(answers)
		if m := s.find(at.Channel, at.TS); m != nil && !at.Ephemeral {
			p["message"] = m.json()
			if m.Thread != "" {
				p["container"].(object)["thread_ts"] = m.Thread
			}
		}
	}
	s.mu.Unlock()
	return s.deliver(delivery{kind: "interactive", payload: p})
}

// Submit is a person filling the open form (by block id) and sending it.
func (s *Server) Submit(user string, values map[string]string) (Ack, error) {
	p, err := s.submission(user, values)
	if err != nil {
		return Ack{}, err
	}
	a := s.deliver(delivery{kind: "interactive", payload: p})
	s.mu.Lock()
	defer s.mu.Unlock()
	if a.OK {
		s.followView(user, a.Payload)
	}
	return a, nil
}

func (s *Server) submission(user string, values map[string]string) (object, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stack := s.views[user]
	if len(stack) == 0 {
		return nil, errors.New("no form is open")
	}
	v := stack[len(stack)-1]
	if v.Submit == "" {
		return nil, errors.New("the view has no button to send it")
	}
	if err := s.fillIn(v, values); err != nil {
		return nil, err
	}
	v.Errors = nil
	p := s.interaction("view_submission", user)
	p["view"], p["response_urls"] = s.viewJSON(v), []object{}
	return p, nil
}

// followView does what the acknowledgement of a submitted view says.
func (s *Server) followView(user string, payload json.RawMessage) {
	var said struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   object            `json:"view"`
	}
	if len(payload) > 0 && json.Unmarshal(payload, &said) != nil {
		s.problem("the acknowledgement of a form is not readable")
		return
	}
	stack := s.views[user]
	if len(stack) == 0 {
		return
	}
	top := stack[len(stack)-1]
	switch said.Action {
	case "":
		s.views[user] = stack[:len(stack)-1]
	case "clear":
		delete(s.views, user)
	case "errors":
		s.pointAt(top, said.Errors)
	case "update", "push":
		v, no := s.makeView(said.View, "modal")
		if no != nil {
			s.problem("the acknowledgement of a form holds a view with %s: %v", no.code, no.messages)
			return
		}
		v.User = user
		if said.Action == "update" {
			stack[len(stack)-1] = v.after(top)
		} else if no := s.push(v); no != nil {
			s.problem("a view cannot be pushed: %s", no.code)
		}
	default:
		s.problem("there is no response_action %q", said.Action)
	}
}

func (s *Server) pointAt(v *View, errs map[string]string) {
	if len(errs) == 0 {
		s.problem("errors without an error")
	}
	fields := v.Fields()
	for block, why := range errs {
		if !slices.ContainsFunc(fields, func(f Field) bool { return f.Block == block }) {
			s.problem("an error points at %q, which is no input block of the form", block)
		}
		if why == "" {
			s.problem("the error at %q is empty", block)
		}
	}
	v.Errors = errs
}

// CloseView is a person closing the form on top.
func (s *Server) CloseView(user string) {
	s.mu.Lock()
	stack := s.views[user]
	if len(stack) == 0 {
		s.mu.Unlock()
		return
	}
	v := stack[len(stack)-1]
	s.views[user] = stack[:len(stack)-1]
	p := s.interaction("view_closed", user)
	delete(p, "trigger_id")
	p["view"], p["is_cleared"] = s.viewJSON(v), false
	s.mu.Unlock()
	if v.Notify {
		s.deliver(delivery{kind: "interactive", payload: p})
	}
}

// MessageShortcut is a person choosing a shortcut in a message's menu.
func (s *Server) MessageShortcut(user, channel, ts, callback string) (Ack, error) {
	s.mu.Lock()
	m, c := s.find(channel, ts), s.channel(channel)
	if m == nil || c == nil {
		s.mu.Unlock()
		return Ack{}, errors.New("there is no such message")
	}
	p := s.interaction("message_action", user)
	p["callback_id"], p["action_ts"], p["message_ts"], p["message"] = callback, s.ts(), ts, m.json()
	p["channel"], p["response_url"] = object{"id": c.ID, "name": c.Name}, s.newResponse(response{user: user, channel: channel})
	s.mu.Unlock()
	return s.deliver(delivery{kind: "interactive", payload: p}), nil
}

// GlobalShortcut is a person choosing a shortcut that belongs to no message.
func (s *Server) GlobalShortcut(user, callback string) Ack {
	s.mu.Lock()
	p := s.interaction("shortcut", user)
	p["callback_id"], p["action_ts"] = callback, s.ts()
	s.mu.Unlock()
	return s.deliver(delivery{kind: "interactive", payload: p})
}

// Event brings any event: its inner object. It is brought again until it is acknowledged.
func (s *Server) Event(inner map[string]any) Ack {
	s.mu.Lock()
	payload := object{
		"token": "unused", "team_id": Team, "api_app_id": App, "type": "event_callback", "event_id": s.id("Ev"), "event_time": s.clock().Unix(),
		"event": inner, "authorizations": []object{{"team_id": Team, "user_id": BotUser, "is_bot": true}}, "is_ext_shared_channel": false,
	}
	s.mu.Unlock()
	return s.event(payload)
}

// OpenHome is a person opening the app's home.
func (s *Server) OpenHome(user string) Ack {
	s.mu.Lock()
	inner := object{"type": "app_home_opened", "user": user, "channel": s.direct(user).ID, "tab": "home", "event_ts": s.ts()}
	if v := s.homes[user]; v != nil {
		inner["view"] = s.viewJSON(v)
	}
	s.mu.Unlock()
	return s.Event(inner)
}

// Mention is a person mentioning the bot in a channel, in a thread when there is one.
func (s *Server) Mention(user, channel, words, thread string) Ack {
	m := s.Write(user, channel, "<@"+BotUser+"> "+words)
	inner := object{"type": "app_mention", "user": user, "text": m.Text, "ts": m.TS, "channel": channel, "event_ts": m.TS, "team": Team}
	if thread != "" {
		inner["thread_ts"] = thread
	}
	return s.Event(inner)
}

// DirectMessage is a person writing to the bot.
func (s *Server) DirectMessage(user, words string) Ack {
	s.mu.Lock()
	channel := s.direct(user).ID
	s.mu.Unlock()
	m := s.Write(user, channel, words)
	return s.Event(object{"type": "message", "channel_type": "im", "user": user, "text": words, "ts": m.TS, "channel": channel, "event_ts": m.TS})
}
