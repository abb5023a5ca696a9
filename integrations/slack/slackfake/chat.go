package slackfake

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// A Message stands in a channel.
type Message struct {
	Channel, TS, Thread string
	User                string // who wrote it
	FromBot             bool
	Text                string
	Blocks              json.RawMessage
	Metadata            json.RawMessage
	Files               []string // shared with it
	Edited              bool
	Raw                 json.RawMessage // stands in the history exactly so: an odd message

	Parse, LinkNames         string // as the app asked: what Slack would read as names and links
	UnfurlLinks, UnfurlMedia string
}

// An Ephemeral message is seen by one person, until they leave.
type Ephemeral struct {
	Channel, TS, Thread, User, Text string
	Blocks                          json.RawMessage
}

// PutRaw puts an odd message into a channel's history: whatever JSON it is.
func (s *Server) PutRaw(channel string, raw string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.history[channel] = append(s.history[channel], &Message{Channel: channel, TS: s.ts(), Raw: json.RawMessage(raw)})
}

// Write is a person writing a message in a channel.
func (s *Server) Write(user, channel, text string) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{Channel: channel, TS: s.ts(), User: user, Text: text}
	s.history[channel] = append(s.history[channel], m)
	return *m
}

func (m *Message) json() json.RawMessage {
	if m.Raw != nil {
		return m.Raw
	}
	o := object{"type": "message", "ts": m.TS, "user": m.User, "text": m.Text, "team": Team}
	if m.FromBot {
		o["bot_id"], o["app_id"] = Bot, App
	}
	if m.Thread != "" {
		o["thread_ts"] = m.Thread
	}
	if len(m.Blocks) > 0 {
		o["blocks"] = m.Blocks
	}
	if len(m.Metadata) > 0 {
		o["metadata"] = m.Metadata
	}
	if m.Edited {
		o["edited"] = object{"user": m.User, "ts": m.TS}
	}
	return encode(o)
}

func (s *Server) find(channel, ts string) *Message {
	i := slices.IndexFunc(s.history[channel], func(m *Message) bool { return m.TS == ts && m.Raw == nil })
	if i < 0 {
		return nil
	}
	return s.history[channel][i]
}

// target is the channel that a message is for; a user id stands for the direct messages with them.
func (s *Server) target(id string) (*Channel, *refusal) {
	if _, ok := s.user(id); ok {
		return s.direct(id), nil
	}
	c := s.channel(id)
	switch {
	case c == nil || (c.Private && !slices.Contains(c.Members, BotUser)):
		return nil, refuse("channel_not_found")
	case c.Archived:
		return nil, refuse("is_archived")
	}
	return c, nil
}

func (s *Server) postMessage(in args) (object, *refusal) {
	c, no := s.target(in.string("channel"))
	if no != nil {
		return nil, no
	}
	if !slices.Contains(c.Members, BotUser) && !s.has("chat:write.public") {
		return nil, refuse("not_in_channel")
	}
	m := &Message{
		Channel: c.ID, User: BotUser, FromBot: true, Text: in.string("text"), Thread: in.string("thread_ts"), Parse: in.string("parse"),
		LinkNames: in.string("link_names"), UnfurlLinks: in.string("unfurl_links"), UnfurlMedia: in.string("unfurl_media"),
	}
	if no := s.fill(m, in); no != nil {
		return nil, no
	}
	if no := s.tooFast(c.ID); no != nil {
		return nil, no
	}
	m.TS = s.ts()
	s.history[c.ID] = append(s.history[c.ID], m)
	return object{"channel": c.ID, "ts": m.TS, "message": m.json()}, nil
}

// fill checks and takes over what a message says.
func (s *Server) fill(m *Message, in args) *refusal {
	blocks, no := s.messageBlocks(in)
	if no != nil {
		return no
	}
	m.Blocks = blocks
	switch {
	case m.Text == "" && len(blocks) == 0:
		return refuse("no_text")
	case count(m.Text) > maxText:
		return refuse("msg_too_long")
	case in.has("metadata"):
		var metadata struct {
			Type    string         `json:"event_type"`
			Payload map[string]any `json:"event_payload"`
		}
		if !in.json("metadata", &metadata) || metadata.Type == "" || metadata.Payload == nil {
			return refuse("invalid_metadata_format")
		}
		m.Metadata = encode(object{"event_type": metadata.Type, "event_payload": metadata.Payload})
		if len(m.Metadata) > maxMessageMetadata {
			return refuse("metadata_too_large")
		}
	}
	return nil
}

// tooFast counts a message against the rates.
func (s *Server) tooFast(channel string) *refusal {
	now := time.Now()
	if last, ok := s.posted[channel]; ok && now.Sub(last) < s.o.Rate.Channel*9/10 {
		return &refusal{code: "ratelimited", limited: true, after: s.o.Rate.Channel - now.Sub(last)}
	}
	if s.o.Rate.PerMinute > 0 {
		s.minute = slices.DeleteFunc(s.minute, func(at time.Time) bool { return now.Sub(at) > time.Minute })
		if len(s.minute) >= s.o.Rate.PerMinute {
			return &refusal{code: "ratelimited", limited: true, after: time.Minute - now.Sub(s.minute[0])}
		}
		s.minute = append(s.minute, now)
	}
	s.posted[channel] = now
	return nil
}

func (s *Server) postEphemeral(in args) (object, *refusal) {
	c, no := s.target(in.string("channel"))
	if no != nil {
		return nil, no
	}
	user := in.string("user")
	switch {
	case !slices.Contains(c.Members, BotUser):
		return nil, refuse("not_in_channel")
	case !slices.Contains(c.Members, user):
		return nil, refuse("user_not_in_channel")
	}
	m := &Message{Text: in.string("text")}
	if no := s.fill(m, in); no != nil {
		return nil, no
	}
	e := &Ephemeral{Channel: c.ID, TS: s.ts(), Thread: in.string("thread_ts"), User: user, Text: m.Text, Blocks: m.Blocks}
	s.ephemerals = append(s.ephemerals, e)
	return object{"message_ts": e.TS}, nil
}

// update changes a message of ours. Text without blocks drops the blocks; metadata that is not given stays.
func (s *Server) update(in args) (object, *refusal) {
	c, no := s.target(in.string("channel"))
	if no != nil {
		return nil, no
	}
	m := s.find(c.ID, in.string("ts"))
	switch {
	case m == nil:
		return nil, refuse("message_not_found")
	case !m.FromBot:
		return nil, refuse("cant_update_message")
	}
	next := &Message{Text: in.string("text")}
	if no := s.fill(next, in); no != nil {
		return nil, no
	}
	m.Text, m.Blocks, m.Edited = next.Text, next.Blocks, true
	m.Parse, m.LinkNames = in.string("parse"), in.string("link_names")
	if len(next.Metadata) > 0 {
		m.Metadata = next.Metadata
	}
	return object{"channel": c.ID, "ts": m.TS, "text": m.Text, "message": m.json()}, nil
}

func (s *Server) remove(in args) (object, *refusal) {
	c, no := s.target(in.string("channel"))
	if no != nil {
		return nil, no
	}
	m := s.find(c.ID, in.string("ts"))
	switch {
	case m == nil:
		return nil, refuse("message_not_found")
	case !m.FromBot:
		return nil, refuse("cant_delete_message")
	}
	s.history[c.ID] = slices.DeleteFunc(s.history[c.ID], func(other *Message) bool { return other == m })
	return object{"channel": c.ID, "ts": m.TS}, nil
}

func (s *Server) permalink(in args) (object, *refusal) {
	c := s.channel(in.string("channel"))
	if c == nil {
		return nil, refuse("channel_not_found")
	}
	ts := in.string("message_ts")
	if s.find(c.ID, ts) == nil {
		return nil, refuse("message_not_found")
	}
	return object{"channel": c.ID, "permalink": "https://valombre.slack.example/archives/" + c.ID + "/p" + strings.ReplaceAll(ts, ".", "")}, nil
}

func (s *Server) historyOf(in args) (object, *refusal) {
	return s.page(in, func(m *Message) bool { return m.Thread == "" || m.Thread == m.TS })
}

func (s *Server) repliesOf(in args) (object, *refusal) {
	parent := in.string("ts")
	return s.page(in, func(m *Message) bool { return m.TS == parent || m.Thread == parent })
}

// page is a page of history, the newest first.
func (s *Server) page(in args, wanted func(*Message) bool) (object, *refusal) {
	c := s.channel(in.string("channel"))
	if c == nil {
		return nil, refuse("channel_not_found")
	}
	scope := "channels:history"
	switch {
	case c.Private:
		scope = "groups:history"
	case c.ID[0] == 'D':
		scope = "im:history"
	}
	switch {
	case !s.has(scope):
		return nil, s.lacks(scope)
	case !slices.Contains(c.Members, BotUser):
		return nil, refuse("not_in_channel")
	}
	oldest, latest, inclusive := in.string("oldest"), in.string("latest"), in.bool("inclusive")
	var found []*Message
	for _, m := range s.history[c.ID] {
		after := oldest == "" || m.TS > oldest || (inclusive && m.TS == oldest)
		before := latest == "" || m.TS < latest || (inclusive && m.TS == latest)
		if after && before && wanted(m) {
			found = append([]*Message{m}, found...)
		}
	}
	from := in.int("cursor", 0)
	limit := min(max(in.int("limit", 100), 1), 999)
	end := min(from+limit, len(found))
	page := []json.RawMessage{}
	for _, m := range found[min(from, end):end] {
		shown := *m
		if !in.bool("include_all_metadata") {
			shown.Metadata = nil
		}
		page = append(page, shown.json())
	}
	return paged(object{"messages": page, "has_more": end < len(found)}, end, len(found)), nil
}
