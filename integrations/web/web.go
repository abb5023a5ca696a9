// Package web is how integrations speak HTTP: with a time limit, a size limit and few redirects, and with errors that say what
// became of the call and hold no secret. It retries nothing: bot/publish and bot/jobs decide about that.
package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"portevoix/bot/outcome"
)

// Limits bound what a call may cost. The zero Limits are the defaults.
type Limits struct {
	Time      time.Duration // for the whole call, reading the answer included; 20 s
	Body      int64         // bytes of an answer; 10 MB
	Redirects int           // how many are followed; 5; negative: none
}

func (l Limits) time() time.Duration {
	if l.Time > 0 {
		return l.Time
	}
	return 20 * time.Second
}

func (l Limits) body() int64 {
	if l.Body > 0 {
		return l.Body
	}
	return 10 << 20
}

func (l Limits) redirects() int {
	switch {
	case l.Redirects > 0:
		return l.Redirects
	case l.Redirects < 0:
		return 0
	}
	return 5
}

// UserAgent is how we introduce ourselves, unless a request says otherwise.
const UserAgent = "Portevoix/1 (hospital communication bot)"

// What an answer may be wrong with.
var (
	ErrTooLarge  = errors.New("the answer is too large")
	ErrRedirects = errors.New("too many redirects")
)

// NewClient makes an HTTP client that keeps to the limits, honours HTTPS_PROXY, asks for TLS 1.2 at least, and never sends a
// header such as Authorization to another host that it is redirected to. Its answers' bodies fail with ErrTooLarge beyond the
// limit.
func NewClient(l Limits) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	transport.ResponseHeaderTimeout = l.time()
	transport.MaxResponseHeaderBytes = 64 << 10
	transport.MaxIdleConnsPerHost = 4
	transport.IdleConnTimeout = 30 * time.Second
	return &http.Client{
		Transport: limited{next: transport, body: l.body()},
		Timeout:   l.time(),
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > l.redirects() {
				return ErrRedirects
			}
			if r.URL.Scheme != "https" && r.URL.Scheme != "http" {
				return fmt.Errorf("redirected to %s", r.URL.Scheme)
			}
			if via[0].URL.Scheme == "https" && r.URL.Scheme != "https" {
				return errors.New("redirected from https to http")
			}
			return nil
		},
	}
}

// limited bounds the body of every answer.
type limited struct {
	next *http.Transport
	body int64
}

func (t limited) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Header.Get("User-Agent") == "" {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", UserAgent)
	}
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	resp.Body = &bounded{ReadCloser: resp.Body, left: t.body}
	return resp, nil
}

// CloseIdleConnections ends the connections that nobody uses; http.Client calls it.
func (t limited) CloseIdleConnections() { t.next.CloseIdleConnections() }

type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, ErrTooLarge
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n - 1, ErrTooLarge
	}
	return n, err
}

// Failed says what became of a call from its answer or its error, as an *outcome.Failure that holds no secret. It returns nil
// for an answer below 400. For a call that changes something, whatever may have reached the other side is Unsure.
func Failed(resp *http.Response, err error, changes bool) error {
	if err != nil {
		return &outcome.Failure{Outcome: unlessSent(err, changes), Reason: outcome.Unavailable, Err: Redact(err)}
	}
	if resp.StatusCode < 400 {
		return nil
	}
	f := &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, RetryAfter: RetryAfter(resp.Header, time.Now()), Err: fmt.Errorf("%s answered %d", host(resp.Request), resp.StatusCode)}
	switch code := resp.StatusCode; {
	case code == http.StatusTooManyRequests:
		f.Outcome, f.Reason = outcome.Delayed, outcome.Limited
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusPaymentRequired, code == http.StatusProxyAuthRequired:
		f.Reason = outcome.Reconnect
	case code >= 500 || code == http.StatusRequestTimeout:
		f.Reason, f.Outcome = outcome.Unavailable, outcome.Delayed
		if changes {
			f.Outcome = outcome.Unsure
		}
	}
	return f
}

func host(r *http.Request) string {
	if r == nil || r.URL == nil {
		return "the service"
	}
	return r.URL.Host
}

// unlessSent is Delayed when the call certainly did not reach the other side or changes nothing.
func unlessSent(err error, changes bool) outcome.Outcome {
	var dial *net.OpError
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	if !changes || errors.As(err, &dns) || errors.As(err, &cert) || errors.As(err, &dial) && dial.Op == "dial" {
		return outcome.Delayed
	}
	return outcome.Unsure
}

// RetryAfter reads how long the other side asks to wait, in seconds or as a date (RFC 9110, section 10.2.3); zero when it does
// not say. More than a day is taken as a day.
func RetryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	wait := time.Duration(0)
	if seconds, err := strconv.Atoi(v); err == nil {
		wait = time.Duration(min(max(seconds, 0), 86_400)) * time.Second
	} else if at, err := http.ParseTime(v); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), 24*time.Hour)
}

// Redact takes the address out of an error but for its host: paths and queries of webhooks and bots hold tokens. The kind of
// error stays recognisable for errors.Is.
func Redact(err error) error {
	var u *url.Error
	if !errors.As(err, &u) {
		return err
	}
	where := "the service"
	if parsed, e := url.Parse(u.URL); e == nil && parsed.Host != "" {
		where = parsed.Hostname()
	}
	return redacted{u.Op + " " + where + ": " + reason(u.Err), u.Err}
}

type redacted struct {
	message string
	err     error
}

func (r redacted) Error() string { return r.message }

// Is lets callers recognise the kind of error without being handed its text.
func (r redacted) Is(target error) bool { return errors.Is(r.err, target) }

// reason says what went wrong in words of ours, since the words of lower layers may repeat an address.
func reason(err error) string {
	var dns *net.DNSError
	var op *net.OpError
	var cert *tls.CertificateVerificationError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, ErrRedirects):
		return ErrRedirects.Error()
	case errors.Is(err, ErrTooLarge):
		return ErrTooLarge.Error()
	case errors.Is(err, context.Canceled):
		return "cancelled"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "no answer in time"
	case errors.As(err, &dns):
		return "the name is not known"
	case errors.As(err, &cert):
		return "the certificate is not valid"
	case errors.As(err, &op) && op.Op == "dial":
		return "cannot connect"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection was closed"
	}
	return "the call failed"
}
