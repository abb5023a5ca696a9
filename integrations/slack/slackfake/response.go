package slackfake

import (
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"
)

// A response is an address by which one request can be answered.
type response struct {
	user, channel, thread string
	ts                    string // the message whose button was pressed
	ephemeral             bool
	uses                  int
	at                    time.Time
}

const (
	responseUses = 5
	responseLife = 30 * time.Minute
)

func (s *Server) newResponse(r response) string {
	secret := rand.Text()
	r.at = s.clock()
	s.responses[secret] = &r
	return s.URL + "/response/" + secret
}

type answer struct {
	Text            string   `json:"text"`
	Type            string   `json:"response_type"`
	Blocks          []object `json:"blocks"`
	ReplaceOriginal bool     `json:"replace_original"`
	DeleteOriginal  bool     `json:"delete_original"`
}

func (s *Server) serveResponse(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	var a answer
	if err != nil || json.Unmarshal(body, &a) != nil {
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	fault := s.fault("response_url")
	if fault.Before != nil {
		fault.Before(w)
		return
	}
	s.mu.Lock()
	status, said := s.respond(s.responses[r.PathValue("secret")], a)
	s.calls = append(s.calls, Call{Method: "response_url", JSON: true, Answer: said, At: time.Now()})
	s.mu.Unlock()
	switch {
	case fault.After != nil:
		fault.After(w, nil)
	case status == http.StatusOK:
		_, _ = io.WriteString(w, "ok")
	default:
		http.Error(w, said, status)
	}
}

func (s *Server) respond(at *response, a answer) (status int, said string) {
	switch {
	case at == nil:
		return http.StatusNotFound, "no_service"
	case s.clock().Sub(at.at) > responseLife:
		s.problem("a response address was used after thirty minutes")
		return http.StatusNotFound, "expired_url"
	case at.uses >= responseUses:
		s.problem("a response address was used more than five times")
		return http.StatusNotFound, "used_url"
	}
	at.uses++
	if a.DeleteOriginal {
		s.drop(at)
		return http.StatusOK, "ok"
	}
	return s.say(at, a)
}

// say shows an answer: to the asker alone unless it says in_channel.
func (s *Server) say(at *response, a answer) (status int, said string) {
	var blocks json.RawMessage
	if len(a.Blocks) > 0 {
		checked, no := s.checkMessage(a.Blocks)
		if no != nil {
			s.problem("an answer has %s: %v", no.code, no.messages)
			return http.StatusBadRequest, no.code
		}
		blocks = checked
	}
	if a.Text == "" && blocks == nil {
		return http.StatusBadRequest, "no_text"
	}
	if a.ReplaceOriginal && at.ts != "" {
		if m := s.find(at.channel, at.ts); m != nil && !at.ephemeral {
			m.Text, m.Blocks, m.Edited = a.Text, blocks, true
			return http.StatusOK, "ok"
		}
		for _, e := range s.ephemerals {
			if e.TS == at.ts && e.User == at.user {
				e.Text, e.Blocks = a.Text, blocks
				return http.StatusOK, "ok"
			}
		}
	}
	if a.Type == "in_channel" {
		s.history[at.channel] = append(s.history[at.channel], &Message{Channel: at.channel, TS: s.ts(), User: BotUser, FromBot: true, Text: a.Text, Blocks: blocks})
		return http.StatusOK, "ok"
	}
	s.ephemerals = append(s.ephemerals, &Ephemeral{Channel: at.channel, TS: s.ts(), Thread: at.thread, User: at.user, Text: a.Text, Blocks: blocks})
	return http.StatusOK, "ok"
}

func (s *Server) drop(at *response) {
	s.ephemerals = slices.DeleteFunc(s.ephemerals, func(e *Ephemeral) bool { return e.TS == at.ts && e.User == at.user })
}
