package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"portevoix/bot/outcome"
)

// rest makes requests. It never tries again by itself: what became of a call decides that, elsewhere.
type rest struct {
	base, token string
	http        *http.Client
	pace        *pace

	mu      sync.Mutex
	invalid []time.Time // answers that count towards a ban
	broken  time.Time   // until when nothing is asked: Cloudflare answers instead of Discord, or too much was refused
	why     string
}

// A call is one request. Errors name what was being done, never the address: that of an interaction holds its token.
type call struct {
	doing  string // "post a message"
	method string
	path   string
	body   any
	files  []*discordgo.File
	room   string // whose limit it counts against; empty: the route's own, as for interactions
	urgent bool
}

// A refusal is an answer that says no.
type refusal struct {
	status int
	code   int      // Discord's own
	where  []string // what is wrong at which place of the body: "embeds.0.description BASE_TYPE_MAX_LENGTH"
	html   bool
	after  time.Duration
	global bool
}

func (r *refusal) Error() string {
	if r.code != 0 {
		return strings.Join(append([]string{fmt.Sprintf("status %d, code %d", r.status, r.code)}, r.where...), "; ")
	}
	return "status " + strconv.Itoa(r.status)
}

// Discord's codes that we act upon. Source: developers/topics/opcodes-and-status-codes.mdx.
const (
	unknownChannel     = 10003
	unknownMessage     = 10008
	unknownWebhook     = 10015
	unknownInteraction = 10062
	alreadyAnswered    = 40060
	notOurMessage      = 50005
	dmClosed           = 50007
	tokenExpired       = 50027
)

func isCode(err error, codes ...int) bool {
	var r *refusal
	if !errors.As(err, &r) {
		return false
	}
	for _, c := range codes {
		if r.code == c {
			return true
		}
	}
	return false
}

var errBroken = errors.New("no request goes to Discord for a while")

// do makes a request and decodes its answer.
func (r *rest) do(ctx context.Context, c call, answer any) error {
	if err := r.whole(); err != nil {
		return fmt.Errorf("%s: %w", c.doing, err)
	}
	if c.room != "" {
		done, err := r.pace.wait(ctx, c.room, c.urgent)
		if err != nil {
			return &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Limited, Err: fmt.Errorf("%s: wait for a turn", c.doing)}
		}
		defer done()
	}
	req, err := r.request(ctx, c)
	if err != nil {
		return err
	}
	res, err := r.http.Do(req)
	if err != nil {
		return fmt.Errorf("%s: %w", c.doing, plainly(err))
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, 16<<20))
	r.heed(c, res)
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return fmt.Errorf("%s: %w", c.doing, r.refused(c, res, body))
	}
	if err != nil {
		return fmt.Errorf("%s: read the answer: %w", c.doing, plainly(err))
	}
	if answer == nil {
		return nil
	}
	if err := json.Unmarshal(body, answer); err != nil {
		return fmt.Errorf("%s: an answer that cannot be read", c.doing)
	}
	return nil
}

func (r *rest) request(ctx context.Context, c call) (*http.Request, error) {
	var body []byte
	kind := "application/json"
	var err error
	switch {
	case len(c.files) > 0:
		for _, f := range c.files { // read to their end by an earlier try
			if file, ok := f.Reader.(io.Seeker); ok {
				_, _ = file.Seek(0, io.SeekStart) // memory
			}
		}
		kind, body, err = discordgo.MultipartBodyWithJSON(c.body, c.files)
	case c.body != nil:
		body, err = json.Marshal(c.body)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: encode: %T", c.doing, err)
	}
	req, err := http.NewRequestWithContext(ctx, c.method, r.base+c.path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%s: the address cannot be used", c.doing)
	}
	if c.body != nil {
		req.Header.Set("Content-Type", kind)
	}
	req.Header.Set("Authorization", "Bot "+r.token)
	// Cloudflare refuses other forms (error 40333). Source: developers/reference.mdx, "User Agent".
	req.Header.Set("User-Agent", "DiscordBot (https://portevoix.example, 1)")
	return req, nil
}

// plainly drops what net/http says about the address: it may hold an interaction's token.
func plainly(err error) error {
	var dial *net.OpError
	switch {
	case errors.As(err, &dial) && dial.Op == "dial":
		return errNotReached
	case errors.Is(err, context.DeadlineExceeded):
		return context.DeadlineExceeded
	case errors.Is(err, context.Canceled):
		return context.Canceled
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return context.DeadlineExceeded
	}
	return errors.New("the connection broke")
}

var errNotReached = errors.New("no connection")

// heed reads what Discord says about its limits.
func (r *rest) heed(c call, res *http.Response) {
	if c.room != "" && res.Header.Get("X-RateLimit-Remaining") == "0" {
		r.pace.hold(c.room, seconds(res.Header.Get("X-RateLimit-Reset-After")))
	}
}

func seconds(s string) time.Duration {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n < 0 || n > 86_400 {
		return 0
	}
	return time.Duration(n * float64(time.Second))
}

// refused reads a refusal, holds back what must wait, and trips the breaker when somebody other than Discord answers.
func (r *rest) refused(c call, res *http.Response, body []byte) *refusal {
	var said struct {
		Code       int     `json:"code"`
		RetryAfter float64 `json:"retry_after"`
		Global     bool    `json:"global"`
		Errors     any     `json:"errors"`
	}
	f := &refusal{status: res.StatusCode, html: json.Unmarshal(body, &said) != nil && len(bytes.TrimSpace(body)) > 0}
	f.where = placesOf(said.Errors, "")
	f.code, f.global = said.Code, said.Global || res.Header.Get("X-RateLimit-Global") == "true"
	if f.after = seconds(res.Header.Get("Retry-After")); said.RetryAfter > 0 {
		f.after = time.Duration(said.RetryAfter * float64(time.Second))
	}
	shared := strings.EqualFold(res.Header.Get("X-RateLimit-Scope"), "shared")
	switch res.StatusCode {
	case http.StatusTooManyRequests:
		f.after = max(f.after, time.Second)
		if f.global {
			r.pace.hold("", f.after)
		} else if c.room != "" {
			r.pace.hold(c.room, f.after)
		}
		if !shared {
			r.count()
		}
	case http.StatusUnauthorized, http.StatusForbidden:
		r.count()
	}
	if f.html && (res.StatusCode == http.StatusTooManyRequests || res.StatusCode == http.StatusForbidden || res.StatusCode == http.StatusServiceUnavailable) {
		r.trip(max(f.after, 30*time.Second), "Cloudflare")
	}
	return f
}

// placesOf lists what a tree of errors says is wrong, by place and code (developers/reference.mdx, "Error Messages"). Its messages, which
// may repeat what was sent, are left out, and so is whatever is no name of a field and no code.
func placesOf(tree any, path string) (all []string) {
	inner, _ := tree.(map[string]any)
	for _, step := range slices.Sorted(maps.Keys(inner)) {
		if step != "_errors" {
			if fieldName.MatchString(step) && strings.Count(path, ".") < 12 {
				all = append(all, placesOf(inner[step], strings.TrimPrefix(path+"."+step, "."))...)
			}
			continue
		}
		list, _ := inner[step].([]any)
		for _, e := range list {
			e, _ := e.(map[string]any)
			if code, _ := e["code"].(string); fieldCode.MatchString(code) {
				all = append(all, strings.TrimSpace(path+" "+code))
			}
		}
	}
	return all[:min(len(all), 5)]
}

var (
	fieldName = regexp.MustCompile(`^[a-z_]{1,40}$|^\d{1,3}$`)
	fieldCode = regexp.MustCompile(`^[A-Z0-9_]{1,80}$`)
)

// count remembers an answer that counts towards a ban, and stops long before it.
func (r *rest) count() {
	r.mu.Lock()
	now := time.Now()
	r.invalid = append(r.invalid, now)
	for len(r.invalid) > 0 && now.Sub(r.invalid[0]) > invalidWithin {
		r.invalid = r.invalid[1:]
	}
	n := len(r.invalid)
	r.mu.Unlock()
	if n >= maxInvalid {
		r.trip(time.Minute, "invalid")
	}
}

func (r *rest) trip(d time.Duration, why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if until := time.Now().Add(d); until.After(r.broken) {
		r.broken, r.why = until, why
	}
}

// whole is errBroken while the breaker is open.
func (r *rest) whole() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Now().Before(r.broken) {
		return errBroken
	}
	return nil
}

func (r *rest) brokenBy() string {
	if r.whole() == nil {
		return ""
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.why
}

// failure says what became of a call that was to post or change something.
func failure(err error) error {
	var done *outcome.Failure
	if err == nil || errors.As(err, &done) {
		return err
	}
	f := &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: err}
	var no *refusal
	switch {
	case errors.Is(err, errBroken), errors.Is(err, errNotReached):
		f.Outcome = outcome.Delayed
	case !errors.As(err, &no):
	case no.status == http.StatusTooManyRequests:
		f.Outcome, f.Reason, f.RetryAfter = outcome.Delayed, outcome.Limited, no.after
	case no.html && no.status < 500:
		f.Outcome = outcome.Delayed
	case no.status == http.StatusUnauthorized, no.status == http.StatusForbidden, no.code == unknownChannel:
		f.Outcome, f.Reason = outcome.Refused, outcome.Reconnect
	case no.status < 500:
		f.Outcome, f.Reason = outcome.Refused, outcome.Rejected
	}
	return f
}
