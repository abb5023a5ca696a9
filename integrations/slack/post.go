package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
)

// Slack has no idempotency key (docs.slack.dev/reference/methods/chat.postMessage). Each message carries its delivery's key in its
// metadata instead, and after doubt the channel's history is read before anything is sent again. Metadata can be read by every app in
// the workspace: it holds the key and nothing else.
const deliveryEvent = "portevoix_delivery"

// sending is what travels with a message beside its words.
type sending struct {
	key    outcome.Key
	part   int // of a message in several parts: 1 is in the channel, the others in its thread
	parts  int
	thread string
	ping   string
	urgent bool
}

// Post puts a message into a place. What does not fit into one message of Slack's goes on in its thread.
func (p *Platform) Post(ctx context.Context, a outcome.Attempt, to chat.Place, m chat.Message) (chat.MessageRef, error) {
	room, err := p.roomOf(ctx, to)
	if err != nil {
		return chat.MessageRef{}, err
	}
	drawn, err := p.drawn(ctx, m)
	if err != nil {
		return chat.MessageRef{}, err
	}
	s := sending{key: a.Key, parts: len(drawn.parts), ping: to.Ping, urgent: m.Tone == chat.Urgent}
	var ref chat.MessageRef
	for i, part := range drawn.parts {
		s.part = i + 1
		ts, err := p.send(ctx, room, drawn.text, part, s)
		if err != nil && i > 0 { // the beginning stands there: what became of the whole is found out by looking
			return chat.MessageRef{}, &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Of(err).Reason, Err: err}
		}
		if err != nil {
			return chat.MessageRef{}, err
		}
		if i == 0 {
			p.remember(chat.MessageRef{Room: room, ID: ts}, len(drawn.parts))
			ref, s.thread, s.ping = chat.MessageRef{Platform: p.Name(), Room: room, ID: ts}, ts, ""
		}
	}
	return ref, nil
}

// send posts one part, when the channel and the workspace may take it.
func (p *Platform) send(ctx context.Context, room, words string, blocks []slack.Block, s sending) (ts string, err error) {
	if err := p.pace.wait(ctx, room, s.urgent); err != nil {
		return "", &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Limited, Err: errors.New("wait for a turn in a channel")}
	}
	if s.ping != "" {
		blocks = append([]slack.Block{ping(s.ping)}, blocks...)
	}
	options := []slack.MsgOption{
		slack.MsgOptionText(words, false), slack.MsgOptionBlocks(blocks...), slack.MsgOptionParse(false),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if s.key != "" {
		options = append(options, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: deliveryEvent, EventPayload: map[string]any{"key": string(s.key), "part": s.part, "parts": s.parts}}))
	}
	if s.thread != "" {
		options = append(options, slack.MsgOptionTS(s.thread))
	}
	_, ts, err = p.api.PostMessageContext(ctx, room, options...)
	if err == nil && ts == "" {
		return "", &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: errors.New("post to slack: an answer without the message's time")}
	}
	return ts, p.failure("post to slack", room, err)
}

// ping is the only place where something may ring: an approved urgent notice that says whom.
// Source: docs.slack.dev/messaging/formatting-message-text, "Special mentions".
func ping(whom string) slack.Block {
	var e slack.RichTextSectionElement
	switch {
	case whom == "channel", whom == "here", whom == "everyone":
		e = slack.NewRichTextSectionBroadcastElement(whom)
	default:
		e = slack.NewRichTextSectionUserGroupElement(whom)
	}
	return rich(slack.NewRichTextSection(e))
}

// drawn draws a message with its pictures uploaded.
func (p *Platform) drawn(ctx context.Context, m chat.Message) (drawing, error) {
	var lost error
	d, err := p.draw(m, func(f chat.File) (string, error) {
		id, err := p.upload(ctx, f)
		lost = err
		return id, err
	})
	if lost != nil { // nothing has been posted yet
		f := *outcome.Of(p.failure("upload a picture to slack", "", lost))
		if f.Outcome == outcome.Unsure {
			f.Outcome = outcome.Delayed
		}
		return d, &f
	}
	if err != nil {
		return d, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: err}
	}
	return d, nil
}

// Find looks in the history of a place for what an attempt may have posted. A message of several parts counts when it is whole; a
// torn one is removed, so that it can be sent again.
func (p *Platform) Find(ctx context.Context, a outcome.Attempt, to chat.Place) (chat.MessageRef, error) {
	room, err := p.roomOf(ctx, to)
	if err != nil {
		return chat.MessageRef{}, outcome.ErrCannotTell
	}
	if err := p.knowSelf(ctx); err != nil {
		return chat.MessageRef{}, outcome.ErrCannotTell
	}
	found, err := p.search(ctx, "conversations.history", url.Values{"channel": {room}}, a)
	if err != nil || found == nil {
		return chat.MessageRef{}, cmpErr(err, outcome.ErrNotFound)
	}
	ref := chat.MessageRef{Platform: p.Name(), Room: room, ID: found.TS}
	for part := 2; part <= found.Metadata.Payload.Parts; part++ {
		rest, err := p.replies(ctx, ref)
		if err != nil {
			return chat.MessageRef{}, outcome.ErrCannotTell
		}
		if len(rest) < found.Metadata.Payload.Parts-1 {
			if err := p.Delete(ctx, ref); err != nil {
				return chat.MessageRef{}, outcome.ErrCannotTell
			}
			return chat.MessageRef{}, outcome.ErrNotFound
		}
	}
	return ref, nil
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// stored is a message in a channel's history, read leniently: one message that cannot be decoded must not hide the others.
type stored struct {
	TS       string `json:"ts"`
	User     string `json:"user"`
	BotID    string `json:"bot_id"`
	Metadata struct {
		Type    string `json:"event_type"`
		Payload struct {
			Key   string `json:"key"`
			Part  int    `json:"part"`
			Parts int    `json:"parts"`
		} `json:"event_payload"`
	} `json:"metadata"`
}

// wrote reports whether a message is a delivery of ours. Any app can write metadata: another's must neither hide that a notice never
// arrived nor have its messages removed.
func (p *Platform) wrote(m stored) bool {
	user, bot := p.self.get()
	return m.Metadata.Type == deliveryEvent && m.TS != "" && ((bot != "" && m.BotID == bot) || (user != "" && m.User == user))
}

// knowSelf makes sure that we can tell our own messages from others', also before the platform runs: a look-up that knows nobody would
// say that nothing was posted.
func (p *Platform) knowSelf(ctx context.Context) error {
	if user, bot := p.self.get(); user != "" || bot != "" {
		return nil
	}
	who, err := p.api.AuthTestContext(ctx)
	if err == nil && who.UserID == "" {
		err = errors.New("slack does not say who we are")
	}
	if err != nil {
		return err
	}
	p.self.set(who)
	return nil
}

// lookBack allows for clocks that differ.
const lookBack = 2 * time.Minute

func (p *Platform) search(ctx context.Context, method string, form url.Values, a outcome.Attempt) (*stored, error) {
	form.Set("include_all_metadata", "true")
	form.Set("inclusive", "true")
	form.Set("limit", "200")
	if !a.Began.IsZero() {
		form.Set("oldest", strconv.FormatInt(a.Began.Add(-lookBack).Unix(), 10)+".000000")
	}
	for range 10 { // 2,000 messages since the attempt: more and we cannot tell
		var page struct {
			Messages []json.RawMessage `json:"messages"`
			Metadata struct {
				Cursor string `json:"next_cursor"`
			} `json:"response_metadata"`
		}
		if err := p.call(ctx, method, form, &page); err != nil {
			p.health.note(err, form.Get("channel"))
			return nil, outcome.ErrCannotTell
		}
		for _, raw := range page.Messages {
			var m stored
			if json.Unmarshal(raw, &m) == nil && p.wrote(m) && m.Metadata.Payload.Key == string(a.Key) && m.Metadata.Payload.Part <= 1 {
				return &m, nil
			}
		}
		if page.Metadata.Cursor == "" {
			return nil, nil
		}
		form.Set("cursor", page.Metadata.Cursor)
	}
	return nil, outcome.ErrCannotTell
}

// replies lists what of ours stands in a message's thread, in order.
func (p *Platform) replies(ctx context.Context, ref chat.MessageRef) (times []string, err error) {
	if err := p.knowSelf(ctx); err != nil {
		return nil, err
	}
	var page struct {
		Messages []json.RawMessage `json:"messages"`
	}
	form := url.Values{"channel": {ref.Room}, "ts": {ref.ID}, "include_all_metadata": {"true"}, "limit": {"200"}}
	if err := p.call(ctx, "conversations.replies", form, &page); err != nil {
		return nil, err
	}
	for _, raw := range page.Messages {
		var m stored
		if json.Unmarshal(raw, &m) == nil && m.TS != ref.ID && p.wrote(m) {
			times = append(times, m.TS)
		}
	}
	return times, nil
}

// Update changes a message in place, with its thread when it goes on there.
func (p *Platform) Update(ctx context.Context, ref chat.MessageRef, m chat.Message) error {
	drawn, err := p.drawn(ctx, m)
	if err != nil {
		return err
	}
	if err := p.change(ctx, ref, drawn.text, drawn.parts[0]); err != nil {
		return err
	}
	if len(drawn.parts) == 1 && p.single(ref) {
		return nil
	}
	rest, err := p.replies(ctx, ref)
	if err != nil && len(drawn.parts) == 1 {
		return nil // without the scope to look, nothing of ours can be known to stand there
	}
	if err != nil {
		return p.failure("read a thread of slack", ref.Room, err)
	}
	p.remember(ref, len(drawn.parts))
	for i, part := range drawn.parts[1:] {
		if i < len(rest) {
			if err := p.change(ctx, chat.MessageRef{Room: ref.Room, ID: rest[i]}, drawn.text, part); err != nil {
				return err
			}
			continue
		}
		if _, err := p.send(ctx, ref.Room, drawn.text, part, sending{key: "rest", part: i + 2, thread: ref.ID}); err != nil {
			return err
		}
	}
	for _, ts := range rest[min(len(rest), len(drawn.parts)-1):] {
		if err := p.Delete(ctx, chat.MessageRef{Room: ref.Room, ID: ts}); err != nil {
			return err
		}
	}
	return nil
}

func (p *Platform) change(ctx context.Context, ref chat.MessageRef, words string, blocks []slack.Block) error {
	_, ts, _, err := p.api.UpdateMessageContext(ctx, ref.Room, ref.ID, slack.MsgOptionText(words, false), slack.MsgOptionBlocks(blocks...), slack.MsgOptionParse(false))
	if err == nil && ts == "" {
		return &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: errors.New("update a message of slack: an answer without the message's time")}
	}
	var said slack.SlackErrorResponse
	if errors.As(err, &said) && (said.Err == "message_not_found" || said.Err == "channel_not_found") {
		return outcome.ErrNotFound
	}
	return p.failure("update a message of slack", ref.Room, err)
}

// Delete removes a message and what goes on in its thread. One that is gone already is no error.
func (p *Platform) Delete(ctx context.Context, ref chat.MessageRef) error {
	if p.single(ref) {
		return p.remove(ctx, ref.Room, ref.ID)
	}
	rest, err := p.replies(ctx, ref)
	if err != nil && !strings.Contains(err.Error(), "not_found") && !strings.Contains(err.Error(), "missing_scope") {
		return p.failure("read a thread of slack", ref.Room, err)
	}
	for i := len(rest) - 1; i >= 0; i-- { // the thread first: without its head it could no longer be found
		if err := p.remove(ctx, ref.Room, rest[i]); err != nil {
			return err
		}
	}
	return p.remove(ctx, ref.Room, ref.ID)
}

func (p *Platform) remove(ctx context.Context, room, ts string) error {
	_, _, err := p.api.DeleteMessageContext(ctx, room, ts)
	var said slack.SlackErrorResponse
	if errors.As(err, &said) && said.Err == "message_not_found" {
		return nil
	}
	return p.failure("delete a message of slack", room, err)
}

// roomOf is the channel of a place; a person's is opened when it is needed first.
func (p *Platform) roomOf(ctx context.Context, to chat.Place) (string, error) {
	if to.Room != "" {
		return to.Room, nil
	}
	room, err := p.direct(ctx, to.Person)
	if err == nil {
		return room, nil
	}
	f := *outcome.Of(p.failure("open a direct message of slack", "", err))
	if f.Outcome == outcome.Unsure { // nothing was posted
		f.Outcome = outcome.Delayed
	}
	return "", &f
}

func (p *Platform) direct(ctx context.Context, person string) (string, error) {
	p.mu.Lock()
	room, ok := p.dms[person]
	p.mu.Unlock()
	if ok {
		return room, nil
	}
	channel, _, _, err := p.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{person}, ReturnIM: true})
	if err != nil {
		return "", err
	}
	if channel == nil || channel.ID == "" {
		return "", errors.New("slack gave no direct-message channel")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dms[person] = channel.ID
	return channel.ID, nil
}

// call asks a method of the Web API whose answer is read leniently.
func (p *Platform) call(ctx context.Context, method string, form url.Values, answer any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.config.API+method, strings.NewReader(form.Encode()))
	if err != nil {
		return errors.New("the address of Slack's API cannot be used")
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Authorization", "Bearer "+p.config.BotToken)
	res, err := p.http.Do(req)
	if err != nil {
		return fmt.Errorf("call %s: no answer", method)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, 16<<20))
	if err != nil || res.StatusCode != http.StatusOK {
		return fmt.Errorf("call %s: status %d", method, res.StatusCode)
	}
	var said struct {
		OK     bool   `json:"ok"`
		Error  string `json:"error"`
		Needed string `json:"needed"`
	}
	switch err := json.Unmarshal(body, &said); {
	case err != nil || (!said.OK && said.Error == ""):
		return fmt.Errorf("call %s: no answer that can be read", method)
	case !said.OK:
		return fmt.Errorf("call %s: %w", method, slack.SlackErrorResponse{Err: said.Error, Needed: said.Needed})
	}
	return json.Unmarshal(body, answer)
}

// failure says what became of a call. What Slack answers itself did not happen, but for the few answers that say it may have.
func (p *Platform) failure(doing, room string, err error) error {
	var done *outcome.Failure
	if err == nil || errors.As(err, &done) {
		return err
	}
	f := &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: fmt.Errorf("%s: %s", doing, code(err))}
	var said slack.SlackErrorResponse
	var status slack.StatusCodeError
	var limited *slack.RateLimitedError
	switch {
	case errors.As(err, &limited):
		f.Outcome, f.Reason, f.RetryAfter = outcome.Delayed, outcome.Limited, limited.RetryAfter
		p.pace.hold(room, limited.RetryAfter)
	case errors.As(err, &status) && status.Code == http.StatusTooManyRequests: // without Retry-After
		f.Outcome, f.Reason, f.RetryAfter = outcome.Delayed, outcome.Limited, 30*time.Second
		p.pace.hold(room, f.RetryAfter)
	case errors.As(err, &said):
		p.health.note(err, room)
		f.Outcome, f.Reason = meaning(said.Err)
	}
	return f
}

// meaning sorts Slack's answers. Source: the error tables of docs.slack.dev/reference/methods, August 2026. "fatal_error" and
// "internal_error" are documented as "some aspect may have succeeded".
func meaning(said string) (outcome.Outcome, outcome.Reason) {
	switch said {
	case "":
		return outcome.Unsure, outcome.Unavailable
	case "fatal_error", "internal_error", "request_timeout":
		return outcome.Unsure, outcome.Unavailable
	case "service_unavailable", "team_added_to_org":
		return outcome.Delayed, outcome.Unavailable
	case "ratelimited", "rate_limited", "message_limit_exceeded":
		return outcome.Delayed, outcome.Limited
	case "channel_not_found", "not_in_channel", "is_archived", "restricted_action", "restricted_action_read_only_channel", "user_not_found", "cannot_dm_bot":
		return outcome.Refused, outcome.Reconnect
	}
	if fatal[said] {
		return outcome.Refused, outcome.Reconnect
	}
	return outcome.Refused, outcome.Rejected
}

// single reports whether a message is known to have nothing in its thread.
func (p *Platform) single(ref chat.MessageRef) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.parts[ref.Room+"/"+ref.ID] == 1
}

func (p *Platform) remember(ref chat.MessageRef, parts int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.parts) > 10_000 {
		clear(p.parts)
	}
	p.parts[ref.Room+"/"+ref.ID] = parts
}
