package slackfake

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// RequestURLs are where an app without sockets takes its deliveries.
type RequestURLs struct{ Commands, Interactive, Events string }

// DeliverTo switches the app to HTTP.
func (s *Server) DeliverTo(to RequestURLs) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requestURL = to
}

// An Ack is how the app acknowledged a delivery.
type Ack struct {
	Kind    string // "slash_commands", "interactive", "events_api"
	OK      bool   // within three seconds
	Took    time.Duration
	Payload json.RawMessage
	Why     string // what was wrong, when not OK
}

// Acks are the acknowledgements so far, late and missing ones too.
func (s *Server) Acks() []Ack {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.acks)
}

// Slowest is the slowest acknowledgement so far, and how many there were.
func (s *Server) Slowest() (slowest time.Duration, n int) {
	for _, a := range s.Acks() {
		slowest, n = max(slowest, a.Took), n+1
	}
	return slowest, n
}

type pending struct {
	kind   string
	at     time.Time
	ended  bool
	answer chan Ack
}

// patience is how long Slack waits for an acknowledgement.
const patience = 3 * time.Second

// A delivery is what is brought to the app.
type delivery struct {
	kind    string
	payload object
	retry   int
	reason  string
}

// deliver brings something to the app and waits for the acknowledgement.
func (s *Server) deliver(d delivery) Ack {
	s.mu.Lock()
	to := s.requestURL
	s.mu.Unlock()
	var a Ack
	if to == (RequestURLs{}) {
		a = s.overSocket(d)
	} else {
		a = s.overHTTP(d, to)
	}
	a.Kind = d.kind
	s.mu.Lock()
	s.acks = append(s.acks, a)
	s.mu.Unlock()
	return a
}

// event brings an event and, until it is acknowledged, brings it again. It returns the first answer.
func (s *Server) event(payload object) Ack {
	first := s.deliver(delivery{kind: "events_api", payload: payload})
	if first.OK {
		return first
	}
	s.running.Go(func() {
		for i, wait := range s.o.Retries {
			select {
			case <-time.After(wait):
			case <-s.lifetime.Done():
				return
			}
			if s.deliver(delivery{kind: "events_api", payload: payload, retry: i + 1, reason: "timeout"}).OK {
				return
			}
		}
	})
	return first
}

func (s *Server) overSocket(d delivery) Ack {
	id := uuid()
	envelope := object{"envelope_id": id, "type": d.kind, "payload": d.payload, "accepts_response_payload": d.kind != "events_api"}
	if d.kind == "events_api" {
		envelope["retry_attempt"], envelope["retry_reason"] = d.retry, d.reason
	}
	p := &pending{kind: d.kind, answer: make(chan Ack, 1)}
	s.mu.Lock()
	c := s.pick()
	p.at = time.Now()
	s.waiting[id] = p
	s.mu.Unlock()
	if c == nil || !c.send(envelope) {
		return Ack{Why: "no socket is open"}
	}
	patient := time.NewTimer(patience)
	defer patient.Stop()
	select {
	case a := <-p.answer:
		return a
	case <-patient.C:
	case <-s.lifetime.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.ended {
		return <-p.answer
	}
	p.ended = true
	return Ack{Took: time.Since(p.at), Why: "not acknowledged within three seconds"}
}

func uuid() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	return fmt.Sprintf("%x-%x-4%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// newDeliverer makes the client that posts deliveries. It keeps connections, as Slack does, and follows no redirect.
func newDeliverer() *http.Client {
	return &http.Client{
		Timeout: patience, Transport: &http.Transport{MaxIdleConnsPerHost: 64},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func (s *Server) overHTTP(d delivery, to RequestURLs) Ack {
	address, kind, body := to.Events, "application/json", []byte(encode(d.payload))
	switch d.kind {
	case "slash_commands":
		form := url.Values{}
		for name, v := range d.payload {
			form.Set(name, fmt.Sprint(v))
		}
		address, kind, body = to.Commands, "application/x-www-form-urlencoded", []byte(form.Encode())
	case "interactive":
		address, kind, body = to.Interactive, "application/x-www-form-urlencoded", []byte(url.Values{"payload": {string(body)}}.Encode())
	}
	header := s.Sign(body, time.Now())
	header.Set("Content-Type", kind)
	if d.retry > 0 {
		header.Set("X-Slack-Retry-Num", strconv.Itoa(d.retry))
		header.Set("X-Slack-Retry-Reason", "http_timeout")
	}
	return s.Send(address, header, body)
}

// Sign makes the headers with which Slack signs a body.
func (s *Server) Sign(body []byte, at time.Time) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(s.o.SigningSecret))
	_, _ = fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	return http.Header{
		"X-Slack-Request-Timestamp": {stamp}, "X-Slack-Signature": {"v0=" + hex.EncodeToString(mac.Sum(nil))},
		"User-Agent": {"Slackbot 1.0 (+https://api.slack.com/robots)"},
	}
}

// Send posts a delivery, signed by whoever made the headers.
func (s *Server) Send(address string, header http.Header, body []byte) Ack {
	ctx, cancel := context.WithTimeout(s.lifetime, patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return Ack{Why: "no address"}
	}
	r.Header = header
	began := time.Now()
	answer, err := s.deliverer.Do(r)
	if err != nil {
		return Ack{Took: time.Since(began), Why: "no answer within three seconds"}
	}
	defer func() { _ = answer.Body.Close() }()
	payload, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	a := Ack{OK: answer.StatusCode == http.StatusOK && err == nil, Took: time.Since(began)}
	if !a.OK {
		a.Why = fmt.Sprintf("status %d", answer.StatusCode)
		return a
	}
	if json.Valid(payload) {
		a.Payload = payload
	} else if len(payload) > 0 {
		a.Payload = encode(object{"text": string(payload)})
	}
	return a
}
