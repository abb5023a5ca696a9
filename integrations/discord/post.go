package discord

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
)

// Every message that goes out unasked carries its delivery's key twice: hashed into its nonce, by which Discord itself refuses a second
// copy for some minutes (message.mdx, "enforce_nonce"; how many is not documented), and in its buttons' ids or in small print, by which
// it is found in the channel's history afterwards. A nonce is not told there.

// hashed is a key as it may be shown: it says nothing about what was sent.
func hashed(key outcome.Key) string {
	sum := sha256.Sum256([]byte(key))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))
}

// Post puts a message into a place: one message of Discord's, whatever its length.
func (p *Platform) Post(ctx context.Context, a outcome.Attempt, to chat.Place, m chat.Message) (chat.MessageRef, error) {
	room, err := p.roomOf(ctx, to)
	if err != nil {
		return chat.MessageRef{}, err
	}
	hash := hashed(a.Key)
	b, err := p.drawOne(m, hash[:keyLength])
	if err != nil {
		return chat.MessageRef{}, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: err}
	}
	b.Nonce, b.Enforce = hash[:maxNonce], true
	b.ping(to.Ping)
	id, err := p.send(ctx, room, b, m.Tone == chat.Urgent)
	if err != nil {
		return chat.MessageRef{}, err
	}
	p.remember(room, id, hash[:keyLength])
	return chat.MessageRef{Platform: p.Name(), Room: room, ID: id}, nil
}

// ping is the only place where something may ring: an approved urgent notice that says which role. Nothing else is understood: a whole
// server is never rung. The role must be mentionable, or the bot must have the permission to mention it.
func (b *body) ping(role string) {
	if id.MatchString(role) {
		b.Content, b.Mentions.Roles = "<@&"+role+"> "+b.Content, []string{role}
	}
}

// id is what Discord calls things by. Source: developers/reference.mdx, "Snowflakes".
var id = regexp.MustCompile(`^\d{17,20}$`)

// send posts a message, when the channel and the limits may take it.
func (p *Platform) send(ctx context.Context, room string, b body, urgent bool) (id string, err error) {
	if p.shut(room) {
		return "", &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Reconnect, Err: errShut("post a message")}
	}
	var got struct{ ID string }
	files := b.attach()
	err = p.rest.do(ctx, call{doing: "post a message", method: http.MethodPost, path: "/channels/" + room + "/messages", body: &b, files: files, room: room, urgent: urgent}, &got)
	if err == nil && got.ID == "" {
		return "", &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: errors.New("post a message: an answer without its id")}
	}
	p.heedRefusal(room, err)
	if err == nil {
		p.taken(room)
	}
	return got.ID, failure(err)
}

// Find looks in the history of a place for what an attempt may have posted.
func (p *Platform) Find(ctx context.Context, a outcome.Attempt, to chat.Place) (chat.MessageRef, error) {
	room, err := p.roomOf(ctx, to)
	if err != nil {
		return chat.MessageRef{}, outcome.ErrCannotTell
	}
	key, after := hashed(a.Key)[:keyLength], a.Began.Add(-lookBack)
	if a.Began.IsZero() {
		after = p.config.Now().Add(-24 * time.Hour)
	}
	from, some := snowflake(after), false
	for range 20 { // 2,000 messages since the attempt: more, and we cannot tell
		var page []json.RawMessage
		path := "/channels/" + room + "/messages?limit=100&after=" + from
		if err := p.rest.do(ctx, call{doing: "read a channel", method: http.MethodGet, path: path, room: room}, &page); err != nil {
			p.heedRefusal(room, err)
			return chat.MessageRef{}, outcome.ErrCannotTell
		}
		newest := from
		for _, raw := range page {
			var m message
			_ = json.Unmarshal(raw, &m) // one message that cannot be read must not hide the others
			if p.ours(m) && m.key() == key {
				p.remember(room, m.ID, key)
				return chat.MessageRef{Platform: p.Name(), Room: room, ID: m.ID}, nil
			}
			newest = larger(newest, m.ID)
		}
		if some = some || len(page) > 0; len(page) < 100 || newest == from {
			if !some && !p.remembers(ctx, room) { // an empty history is not always one
				return chat.MessageRef{}, outcome.ErrCannotTell
			}
			return chat.MessageRef{}, outcome.ErrNotFound
		}
		from = newest
	}
	return chat.MessageRef{}, outcome.ErrCannotTell
}

// lookBack allows for clocks that differ.
const lookBack = 2 * time.Minute

// snowflake is the smallest id of a moment. Source: developers/reference.mdx, "Snowflakes".
func snowflake(t time.Time) string {
	const discordsEpoch = 1420070400000
	return strconv.FormatInt(max(0, t.UnixMilli()-discordsEpoch)<<22, 10)
}

func larger(a, b string) string {
	if len(b) > len(a) || len(b) == len(a) && b > a {
		return b
	}
	return a
}

// ours reports whether we wrote a message, as far as we know who we are.
func (p *Platform) ours(m message) bool {
	user, _ := p.self()
	return m.Author != nil && (user == "" && m.Author.Bot || user != "" && m.Author.ID == user)
}

// key is the delivery's key that a message carries; empty when it carries none.
func (m message) key() (key string) {
	for _, e := range m.Embeds {
		if e.Footer != nil {
			if k, ok := strings.CutPrefix(e.Footer.Text, keyPrefix); ok {
				key = k
			}
		}
	}
	walk(m.Components, func(c component) {
		if head, _, ok := strings.Cut(c.ID, "~"); ok && len(head) == 1+keyLength && (head[0] == 'b' || head[0] == 'c') {
			key = head[1:]
		}
	})
	return key
}

// Update changes a message in place. It goes on carrying its delivery's key.
func (p *Platform) Update(ctx context.Context, ref chat.MessageRef, m chat.Message) error {
	if p.shut(ref.Room) {
		return &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Reconnect, Err: errShut("change a message")}
	}
	key, err := p.keyOf(ctx, ref)
	if err != nil {
		return err
	}
	b, err := p.drawOne(m, key)
	if err != nil {
		return &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: err}
	}
	b.Flags = 0 // whether it made a sound is past
	files := b.attach()
	err = p.rest.do(ctx, call{doing: "change a message", method: http.MethodPatch, path: "/channels/" + ref.Room + "/messages/" + ref.ID, body: &b, files: files, room: ref.Room}, nil)
	if isCode(err, unknownMessage, unknownChannel) {
		return outcome.ErrNotFound
	}
	p.heedRefusal(ref.Room, err)
	if err == nil {
		p.taken(ref.Room)
	}
	return failure(err)
}

// keyOf is the key that a message of ours carries, known or read from it.
func (p *Platform) keyOf(ctx context.Context, ref chat.MessageRef) (string, error) {
	p.mu.Lock()
	key, known := p.keys[ref.Room+"/"+ref.ID]
	p.mu.Unlock()
	if known {
		return key, nil
	}
	var m message
	err := p.rest.do(ctx, call{doing: "read a message", method: http.MethodGet, path: "/channels/" + ref.Room + "/messages/" + ref.ID, room: ref.Room}, &m)
	if isCode(err, unknownMessage, unknownChannel) {
		return "", outcome.ErrNotFound
	}
	if err != nil {
		p.heedRefusal(ref.Room, err)
		f := *outcome.Of(failure(err))
		if f.Outcome == outcome.Unsure { // nothing was changed
			f.Outcome = outcome.Delayed
		}
		return "", &f
	}
	p.remember(ref.Room, ref.ID, m.key())
	return m.key(), nil
}

func (p *Platform) remember(room, id, key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.keys) > 10_000 {
		clear(p.keys)
	}
	p.keys[room+"/"+id] = key
}

// Delete removes a message; one that is gone already is no error. A channel that is left alone is asked all the same: taking down goes
// before everything.
func (p *Platform) Delete(ctx context.Context, ref chat.MessageRef) error {
	err := p.rest.do(ctx, call{doing: "delete a message", method: http.MethodDelete, path: "/channels/" + ref.Room + "/messages/" + ref.ID, room: ref.Room}, nil)
	if isCode(err, unknownMessage) {
		return nil
	}
	p.heedRefusal(ref.Room, err)
	return failure(err)
}

// roomOf is the channel of a place; a person's is opened when it is needed first.
func (p *Platform) roomOf(ctx context.Context, to chat.Place) (string, error) {
	if to.Room != "" {
		return to.Room, nil
	}
	p.mu.Lock()
	room, ok := p.dms[to.Person]
	p.mu.Unlock()
	if ok {
		return room, nil
	}
	var got struct{ ID string }
	err := p.rest.do(ctx, call{doing: "open a direct message", method: http.MethodPost, path: "/users/@me/channels", body: map[string]string{"recipient_id": to.Person}, room: "dm/" + to.Person}, &got)
	if err == nil && got.ID == "" {
		err = fmt.Errorf("open a direct message: no channel")
	}
	if err != nil {
		f := *outcome.Of(failure(err))
		if f.Outcome == outcome.Unsure { // nothing was posted
			f.Outcome = outcome.Delayed
		}
		return "", &f
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dms[to.Person] = got.ID
	return got.ID, nil
}

// whisper sends a private message to somebody outside any room.
func (p *Platform) whisper(ctx context.Context, person string, m chat.Message) error {
	room, err := p.roomOf(ctx, chat.Place{Person: person})
	if err != nil {
		return err
	}
	parts, err := p.draw(m, "")
	if err != nil {
		return err
	}
	parts[0].Content = escape(summary(m)) // what a locked phone shows
	for _, b := range slices.Clone(parts) {
		if err := p.sendSurely(ctx, room, b); err != nil {
			return err
		}
	}
	return nil
}

// sendSurely sends a message that nobody would send again, with a nonce of its own, by which Discord tells a second try from a second
// message.
func (p *Platform) sendSurely(ctx context.Context, room string, b body) error {
	b.Nonce, b.Enforce = rand.Text()[:maxNonce], true
	for pause := 250 * time.Millisecond; ; pause *= 2 {
		_, err := p.send(ctx, room, b, false)
		var f *outcome.Failure
		if err == nil || !errors.As(err, &f) || f.Outcome == outcome.Refused || pause > 4*time.Second || ctx.Err() != nil {
			return err
		}
		sleep(ctx, max(pause, f.RetryAfter))
	}
}
