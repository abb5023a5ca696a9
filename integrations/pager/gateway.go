// Package pager reaches people outside the chat: by e-mail (Mail) and through the hospital's SMS or pager gateway (Gateway). It says
// what bot/publish gives it, which is that something waits and nothing more, and reports what became of it. It retries nothing, and
// no error of it holds an address, a number or a secret.
package pager

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/integrations/web"
)

// A Gateway is a webhook of the hospital that turns a page into an SMS or a pager call. It gets
//
//	POST URL
//	Content-Type: application/json
//	Idempotency-Key: page/c_4k7mq2/p_ab12cd/0     the same for every attempt of one page: ring once
//	Portevoix-Time, Portevoix-Signature           as in integrations/web/sign.go
//
//	{"id": "page/c_4k7mq2/p_ab12cd/0", "to": "+33 6 39 98 00 11", "lang": "fr", "text": "Portevoix: …", "at": "2026-11-24T02:10:00Z"}
//
// and answers with a status below 300 once it has taken the page over. Redirects are not followed: the number would go elsewhere.
type Gateway struct {
	URL    string
	Secret []byte
	Client *http.Client // NewGateway's
	Now    func() time.Time
}

// NewGateway makes a gateway. Close its idle connections at the end with Close.
func NewGateway(url, secret string, now func() time.Time) *Gateway {
	return &Gateway{URL: url, Secret: []byte(secret), Client: web.NewClient(web.Limits{Time: 15 * time.Second, Body: 64 << 10, Redirects: -1}), Now: now}
}

// Close ends the connections that nobody uses.
func (g *Gateway) Close() { g.Client.CloseIdleConnections() }

// Name is "gateway".
func (g *Gateway) Name() string { return "gateway" }

// Reaches whoever has a number.
func (g *Gateway) Reaches(r chat.Recipient) bool { return r.Phone != "" }

type page struct {
	ID   string    `json:"id"`
	To   string    `json:"to"`
	Lang string    `json:"lang"`
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

// Page hands a page to the gateway.
func (g *Gateway) Page(ctx context.Context, a outcome.Attempt, to chat.Recipient, words string) error {
	body, err := json.Marshal(page{ID: string(a.Key), To: to.Phone, Lang: string(to.Lang), Text: words, At: g.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: err}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.URL, bytes.NewReader(body))
	if err != nil {
		return &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Reconnect, Err: web.Redact(err)}
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", string(a.Key))
	web.Sign(r.Header, g.Secret, body, g.Now())
	resp, err := g.Client.Do(r)
	if errors.Is(err, web.ErrRedirects) { // not followed, so not taken over
		return &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Reconnect, Err: web.ErrRedirects}
	}
	if err != nil {
		return web.Failed(nil, err, true)
	}
	defer resp.Body.Close()
	return web.Failed(resp, nil, true)
}
