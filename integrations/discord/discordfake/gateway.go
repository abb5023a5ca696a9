package discordfake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// A GateFault meets the next connection to the gateway.
type GateFault int

// The faults of the gateway, one per connection, in the order in which they were arranged.
const (
	ReconnectFirst GateFault = iota + 1 // op 7 is the first packet after IDENTIFY or RESUME
	Mute                                // nothing comes after IDENTIFY
	NoHello                             // nothing comes at all
	NoAck                               // heartbeats are not answered
	Unresumable                         // RESUME is answered with op 9
	BadFrames                           // frames that nobody can read come among the others
	BadToken                            // closed with 4004
	BadIntent                           // closed with 4014
)

// FailGateway arranges a fault.
func (s *Server) FailGateway(f GateFault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateFaults = append(s.gateFaults, f)
}

// A session outlives its connections until it is forgotten.
type session struct {
	id      string
	intents int
	seq     int64
	events  []event
	line    *line // nil while nobody is connected
}

type event struct {
	seq  int64
	kind string
	data any
}

type line struct {
	conn    *websocket.Conn
	writing sync.Mutex
	fault   GateFault
}

func (l *line) send(op int, data any, seq any, kind any) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	return l.conn.WriteJSON(object{"op": op, "d": data, "s": seq, "t": kind})
}

func (l *line) raw(s string) {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.conn.WriteMessage(websocket.TextMessage, []byte(s))
}

func (l *line) close(code int) {
	l.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	l.conn.Close()
}

func (s *Server) gateway(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s.running.Add(1)
	defer s.running.Done()
	l := &line{conn: conn}
	s.mu.Lock()
	if len(s.gateFaults) > 0 {
		l.fault, s.gateFaults = s.gateFaults[0], s.gateFaults[1:]
	}
	s.live[l] = true
	beat := s.Beat
	s.mu.Unlock()
	defer func() {
		conn.Close()
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.live, l)
		for _, session := range s.sessions {
			if session.line == l {
				session.line = nil
			}
		}
	}()
	if l.fault != NoHello {
		l.send(10, object{"heartbeat_interval": beat.Milliseconds()}, nil, nil)
	}
	for {
		kind, b, err := conn.ReadMessage()
		if err != nil {
			return
		}
		var f struct {
			Op   int             `json:"op"`
			Data json.RawMessage `json:"d"`
		}
		if kind != websocket.TextMessage || json.Unmarshal(b, &f) != nil {
			l.close(4002)
			return
		}
		if !s.take(l, f.Op, f.Data) {
			return
		}
	}
}

// take answers a packet; false ends the connection.
func (s *Server) take(l *line, op int, data json.RawMessage) bool {
	switch op {
	case 1:
		if l.fault != NoAck {
			l.send(11, nil, nil, nil)
		}
	case 2:
		return s.identify(l, data)
	case 6:
		return s.resume(l, data)
	case 3, 4, 8:
	default:
		l.close(4001)
		return false
	}
	return true
}

func (s *Server) identify(l *line, data json.RawMessage) bool {
	var asked struct {
		Token   string `json:"token"`
		Intents int    `json:"intents"`
	}
	const privileged = 1<<1 | 1<<8 | 1<<15
	err := json.Unmarshal(data, &asked)
	switch {
	case err != nil:
		l.close(4002)
		return false
	case strings.TrimPrefix(asked.Token, "Bot ") != s.Token, l.fault == BadToken:
		l.close(4004)
		return false
	case asked.Intents&privileged != 0, l.fault == BadIntent:
		l.close(4014)
		return false
	case l.fault == Mute:
		return true
	case l.fault == ReconnectFirst:
		l.send(7, nil, nil, nil)
		return true
	}
	s.mu.Lock()
	s.identifies++
	session := &session{id: "session-" + s.id(), intents: asked.Intents, line: l}
	s.sessions[session.id] = session
	s.mu.Unlock()
	s.dispatch(session, "READY", object{
		"v": 10, "user": s.botUser(), "session_id": session.id, "resume_gateway_url": s.gatewayURL(), "guilds": []object{{"id": s.Guild, "unavailable": true}},
		"application": object{"id": s.App, "flags": 0}, "private_channels": []any{}, "user_settings": object{}, "relationships": []any{},
	})
	if l.fault == BadFrames {
		for _, bad := range []string{"null", "{", `[]`, `"x"`, `{"op":0,"t":"INTERACTION_CREATE","s":null,"d":{"id":7,"type":"x","data":[]}}`, `{"op":"0"}`,
			`{"op":0,"t":"INTERACTION_CREATE","s":2,"d":null}`, `{"op":0,"t":"INTERACTION_CREATE","s":2,"d":{"id":"1","token":"t","type":3,"member":{"user":{"id":"9"}},"data":{"component_type":99,"custom_id":{"a":1}}}}`} {
			l.raw(bad)
		}
	}
	s.dispatch(session, "GUILD_CREATE", s.guild())
	return true
}

func (s *Server) resume(l *line, data json.RawMessage) bool {
	var asked struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int64  `json:"seq"`
	}
	if json.Unmarshal(data, &asked) != nil || strings.TrimPrefix(asked.Token, "Bot ") != s.Token {
		l.close(4004)
		return false
	}
	if l.fault == ReconnectFirst {
		l.send(7, nil, nil, nil)
		return true
	}
	s.mu.Lock()
	session := s.sessions[asked.Session]
	if session == nil || l.fault == Unresumable || asked.Seq > session.seq {
		s.mu.Unlock()
		l.send(9, false, nil, nil)
		return true
	}
	s.resumes++
	session.line = l
	missed := []event{}
	for _, e := range session.events {
		if e.seq > asked.Seq {
			missed = append(missed, e)
		}
	}
	s.mu.Unlock()
	for _, e := range missed {
		l.send(0, e.data, e.seq, e.kind)
	}
	s.dispatch(session, "RESUMED", object{})
	return true
}

// dispatch sends an event to a session, or keeps it until somebody resumes.
func (s *Server) dispatch(session *session, kind string, data any) {
	s.mu.Lock()
	session.seq++
	e := event{session.seq, kind, data}
	session.events = append(session.events, e)
	l := session.line
	s.mu.Unlock()
	if l != nil {
		l.send(0, data, e.seq, kind)
	}
}

// broadcast sends an event to the newest session.
func (s *Server) broadcast(kind string, data any) error {
	s.mu.Lock()
	newest := s.newest()
	s.mu.Unlock()
	if newest == nil {
		return fmt.Errorf("no bot has identified")
	}
	s.dispatch(newest, kind, data)
	return nil
}

// newest is the session that began last; nil when none has. The caller holds the lock.
func (s *Server) newest() (newest *session) {
	for _, session := range s.sessions {
		if newest == nil || later(strings.TrimPrefix(session.id, "session-"), strings.TrimPrefix(newest.id, "session-")) {
			newest = session
		}
	}
	return newest
}

func (s *Server) gatewayURL() string { return "ws" + strings.TrimPrefix(s.URL(), "http") + "/gw" }

func (s *Server) guild() object {
	s.mu.Lock()
	defer s.mu.Unlock()
	channels := []object{}
	for _, c := range s.channels {
		if c.person == "" {
			channels = append(channels, s.describeChannel(c))
		}
	}
	return object{
		"id": s.Guild, "name": "CH de Valombre", "owner_id": "1", "icon": nil, "splash": nil, "discovery_splash": nil, "afk_channel_id": nil, "afk_timeout": 300, "verification_level": 1,
		"default_message_notifications": 1, "explicit_content_filter": 0, "emojis": []any{}, "features": []any{}, "mfa_level": 0, "application_id": nil, "system_channel_id": nil,
		"system_channel_flags": 0, "rules_channel_id": nil, "vanity_url_code": nil, "description": nil, "banner": nil, "premium_tier": 0, "preferred_locale": "fr", "public_updates_channel_id": nil,
		"nsfw_level": 0, "stickers": []any{}, "premium_progress_bar_enabled": false, "joined_at": "2026-01-01T00:00:00Z", "large": false, "unavailable": false, "member_count": 3,
		"roles":        s.describeRoles(),
		"voice_states": []any{}, "members": []object{s.botMember()}, "channels": channels, "threads": []any{}, "presences": []any{}, "stage_instances": []any{}, "guild_scheduled_events": []any{}, "soundboard_sounds": []any{},
	}
}

func (s *Server) lines() (all []*line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.live {
		all = append(all, l)
	}
	return all
}

// Reconnect asks every connection to come back (op 7).
func (s *Server) Reconnect() {
	for _, l := range s.lines() {
		l.send(7, nil, nil, nil)
	}
}

// Invalidate ends every session (op 9); resumable says whether coming back to it is allowed.
func (s *Server) Invalidate(resumable bool) {
	s.mu.Lock()
	if !resumable {
		clear(s.sessions)
	}
	s.mu.Unlock()
	for _, l := range s.lines() {
		l.send(9, resumable, nil, nil)
	}
}

// Drop cuts every connection without a word.
func (s *Server) Drop() {
	for _, l := range s.lines() {
		l.conn.UnderlyingConn().Close()
	}
}

// CloseGateway closes every connection with a code.
func (s *Server) CloseGateway(code int) {
	for _, l := range s.lines() {
		l.close(code)
	}
}

// Demand asks every connection for a heartbeat at once (op 1).
func (s *Server) Demand() {
	for _, l := range s.lines() {
		l.send(1, nil, nil, nil)
	}
}

// Sessions is how often a bot identified and how often one resumed.
func (s *Server) Sessions() (identified, resumed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.identifies, s.resumes
}

// Connected is how many bots are connected now.
func (s *Server) Connected() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, session := range s.sessions {
		if session.line != nil {
			n++
		}
	}
	return n
}
