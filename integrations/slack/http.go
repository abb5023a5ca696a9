package slack

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/slack-go/slack"
)

// callPath is where all of Slack's signed calls arrive when the app uses HTTP instead of sockets: commands, buttons and forms, events.
const callPath = "/slack"

// maxBody bounds a call: Slack's payloads are far smaller, but a message with many blocks comes along with a button.
const maxBody = 1 << 20

// Routes are the endpoints to mount where only signed calls arrive. There are none in Socket Mode.
func (p *Platform) Routes() map[string]http.Handler {
	if p.config.AppToken != "" {
		return nil
	}
	return map[string]http.Handler{"POST " + callPath: http.HandlerFunc(p.signed)}
}

// signed lets through what Slack signed within the last five minutes, once.
// Source: docs.slack.dev/authentication/verifying-requests-from-slack.
func (p *Platform) signed(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if !p.genuine(r.Header, body) {
		http.Error(w, "not signed by Slack", http.StatusUnauthorized)
		return
	}
	desk := p.serving()
	if desk == nil { // Slack tries events again; people see that the app did not answer
		http.Error(w, "starting or stopping", http.StatusServiceUnavailable)
		return
	}
	in, err := parse(body)
	switch {
	case errors.Is(err, errHandshake):
		w.Header().Set("Content-Type", "text/plain")
		_, _ = w.Write(in.payload)
		return
	case err != nil:
		p.config.Log.Warn("slack: a signed call cannot be read", "err", err)
		w.WriteHeader(http.StatusOK) // trying again would not make it readable
		return
	}
	// The signature is the same when a call is replayed. Slack's own repetitions are signed anew and known by their event id.
	if desk.before("signed-" + r.Header.Get("X-Slack-Signature")) {
		w.WriteHeader(http.StatusOK)
		return
	}
	desk.hold(w, r, in)
}

func (p *Platform) genuine(header http.Header, body []byte) bool {
	v, err := slack.NewSecretsVerifier(header, p.config.SigningSecret)
	if err != nil {
		return false
	}
	if _, err := v.Write(body); err != nil {
		return false
	}
	return v.Ensure() == nil
}

// errHandshake marks Slack's check that an address is ours (url_verification), and its probes (ssl_check): payload is the answer.
var errHandshake = errors.New("a handshake")

// parse reads a call: events are JSON, commands and interactions are forms, the latter with their JSON in one field.
func parse(body []byte) (delivery, error) {
	if bytes.HasPrefix(body, []byte("{")) {
		e, err := decode[eventPayload](body)
		if err == nil && e.Type == "url_verification" {
			return delivery{payload: json.RawMessage(e.Challenge)}, errHandshake
		}
		return delivery{kind: "events", payload: body}, err
	}
	form, err := url.ParseQuery(string(body))
	switch {
	case err != nil:
		return delivery{}, errors.New("not a form")
	case form.Get("ssl_check") != "":
		return delivery{}, errHandshake
	case form.Has("payload"):
		return delivery{kind: "interactive", payload: json.RawMessage(form.Get("payload"))}, nil
	}
	return delivery{kind: "slash", payload: json.RawMessage(encode(slashForm(form)))}, nil
}

// hold keeps the call open until the delivery is acknowledged, which is its answer.
func (d *desk) hold(w http.ResponseWriter, r *http.Request, in delivery) {
	answered := make(chan any, 1)
	in.ack = func(payload any) error {
		answered <- payload
		return nil
	}
	d.take(in)
	select {
	case payload := <-answered:
		if payload == nil {
			w.WriteHeader(http.StatusOK)
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		if err := json.NewEncoder(w).Encode(payload); err != nil {
			d.p.config.Log.Warn("slack: an acknowledgement did not go out", "err", code(err))
		}
	case <-r.Context().Done():
	case <-time.After(3 * time.Second): // Slack has given up by now
		w.WriteHeader(http.StatusOK)
	}
}
