package webchat

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// rooms holds the newest messages of every room and of every person's direct messages. The shelf holds all of them.
type rooms struct {
	write    sync.Mutex // one change at a time: shelf first, then memory, then the pages
	mu       sync.Mutex
	messages map[string][]message // by place, oldest first
}

// roomNames are the rooms of the team, in the order in which they are shown.
var roomNames = []string{"general", "approvals", "urgent", "digest"}

const (
	shown    = 300                 // messages of one room on the page
	roomKept = 90 * 24 * time.Hour // how long the shelf keeps what was posted
)

// messageID is the same for every attempt of a delivery to a place, so that posting again changes nothing and looking is exact.
func messageID(key outcome.Key, place string) string {
	sum := sha256.Sum256([]byte(string(key) + "\x00" + place))
	return "m" + hex.EncodeToString(sum[:12])
}

// Post puts a message into a room or a person's direct messages. The key of the attempt is the idempotency key: a second attempt
// finds the first.
func (p *Platform) Post(ctx context.Context, a outcome.Attempt, to chat.Place, m chat.Message) (chat.MessageRef, error) {
	place, err := p.place(to)
	if err != nil {
		return chat.MessageRef{}, err
	}
	if a.Key == "" {
		return chat.MessageRef{}, rejected(errors.New("post into the web chat: the attempt has no key"))
	}
	p.rooms.write.Lock()
	defer p.rooms.write.Unlock()
	id := messageID(a.Key, place)
	ref := chat.MessageRef{Platform: platformName, Room: place, ID: id}
	switch old, err := p.stored(ctx, place, id); {
	case err == nil:
		p.showMissing(old)
		return ref, nil
	case !errors.Is(err, outcome.ErrNotFound):
		return chat.MessageRef{}, unsure("post into the web chat", err)
	}
	drawn, err := p.drawForRoom(ctx, id, m)
	if err != nil {
		return chat.MessageRef{}, err
	}
	drawn.ID, drawn.Place, drawn.At, drawn.Key = id, place, p.config.Now().In(p.config.Zone), string(a.Key)
	if err := p.put(ctx, drawn); err != nil {
		return chat.MessageRef{}, unsure("post into the web chat", err)
	}
	return ref, nil
}

// Find looks for what an attempt with this key has posted. It is exact: outcome.ErrNotFound means that it is not there.
func (p *Platform) Find(ctx context.Context, a outcome.Attempt, to chat.Place) (chat.MessageRef, error) {
	place, err := p.place(to)
	if err != nil {
		return chat.MessageRef{}, err
	}
	id := messageID(a.Key, place)
	p.rooms.write.Lock()
	defer p.rooms.write.Unlock()
	found, err := p.stored(ctx, place, id)
	switch {
	case errors.Is(err, outcome.ErrNotFound):
		return chat.MessageRef{}, outcome.ErrNotFound
	case err != nil:
		return chat.MessageRef{}, fmt.Errorf("look in the web chat: %w", errors.Join(outcome.ErrCannotTell, err))
	}
	p.showMissing(found)
	return chat.MessageRef{Platform: platformName, Room: place, ID: id}, nil
}

// Update changes a posted message where it stands, in the rooms and on every open page.
func (p *Platform) Update(ctx context.Context, ref chat.MessageRef, m chat.Message) error {
	if err := p.shelved(); err != nil {
		return err
	}
	p.rooms.write.Lock()
	defer p.rooms.write.Unlock()
	old, err := p.stored(ctx, ref.Room, ref.ID)
	switch {
	case errors.Is(err, outcome.ErrNotFound):
		return outcome.ErrNotFound
	case err != nil:
		return unsure("change a message of the web chat", err)
	}
	drawn, err := p.drawForRoom(ctx, ref.ID, m)
	if err != nil {
		return err
	}
	drawn.ID, drawn.Place, drawn.At, drawn.Key, drawn.Author = old.ID, old.Place, old.At, old.Key, old.Author
	drawn.Version = old.Version + 1
	if err := p.put(ctx, drawn); err != nil {
		return unsure("change a message of the web chat", err)
	}
	p.dropPictures(ctx, old, drawn)
	return nil
}

// Delete removes a message from the rooms, the shelf and every open page. One that is gone is no error.
func (p *Platform) Delete(ctx context.Context, ref chat.MessageRef) error {
	if err := p.shelved(); err != nil {
		return err
	}
	p.rooms.write.Lock()
	defer p.rooms.write.Unlock()
	old, err := p.stored(ctx, ref.Room, ref.ID)
	switch {
	case errors.Is(err, outcome.ErrNotFound):
		p.forget(ref.Room, ref.ID)
		return nil
	case err != nil:
		return unsure("delete a message of the web chat", err)
	}
	if err := p.Shelf.Delete(ctx, kindOf(ref.Room), ref.ID); err != nil && !errors.Is(err, outcome.ErrNotFound) {
		return unsure("delete a message of the web chat", err)
	}
	p.dropPictures(ctx, old, message{})
	p.forget(ref.Room, ref.ID)
	return nil
}

// say puts a person's own words into a room. They reach the shelf only when Config.Keep allows it.
func (p *Platform) say(ctx context.Context, place, person, words string, lang text.Lang) {
	p.rooms.write.Lock()
	defer p.rooms.write.Unlock()
	m := message{
		ID: "p" + strings.ToLower(rand.Text()[:20]), Place: place, At: p.config.Now().In(p.config.Zone), Author: person, Lang: lang,
		Trial: p.config.Trial, Blocks: []block{{Kind: "paragraph", Text: chat.Inert(words)}},
	}
	if p.config.Keep != nil && p.config.Keep(words) {
		if err := p.put(ctx, m); err == nil {
			return
		}
		p.config.Log.Warn("webchat: a person's message could not be kept and stays in memory")
	}
	p.show(m)
}

// put writes a message to the shelf, then shows it.
func (p *Platform) put(ctx context.Context, m message) error {
	if err := p.Shelf.Put(ctx, kindOf(m.Place), m.ID, m.encode()); err != nil {
		return err
	}
	p.show(m)
	return nil
}

// showMissing shows a message that reached the shelf although writing it seemed to fail.
func (p *Platform) showMissing(m message) {
	if p.rooms.lacks(m) {
		p.show(m)
	}
}

// show brings a message to the open pages, in its place or at the end.
func (p *Platform) show(m message) {
	p.hub.mu.Lock()
	defer p.hub.mu.Unlock()
	p.rooms.keep(m)
	p.hub.tell(event{person: personOf(m.Place), name: "message", data: m})
}

func (p *Platform) forget(place, id string) {
	p.hub.mu.Lock()
	defer p.hub.mu.Unlock()
	p.rooms.drop(place, id)
	p.hub.tell(event{person: personOf(place), name: "gone", data: map[string]string{"id": id}})
}

// stored reads a message as the shelf has it; what a person said without being kept is found in memory.
func (p *Platform) stored(ctx context.Context, place, id string) (message, error) {
	value, err := p.Shelf.Get(ctx, kindOf(place), id)
	if err != nil {
		return message{}, err
	}
	return decode(value)
}

// find finds a message that is shown in a place.
func (r *rooms) find(place, id string) (message, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range r.messages[place] {
		if m.ID == id {
			return m, true
		}
	}
	return message{}, false
}

// lacks reports whether a message should be in memory, being as new as what is there, and is not.
func (r *rooms) lacks(m message) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.messages[m.Place]
	if len(list) == shown && m.At.Before(list[0].At) {
		return false
	}
	return !slices.ContainsFunc(list, func(have message) bool { return have.ID == m.ID })
}

func (r *rooms) keep(m message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.messages == nil {
		r.messages = map[string][]message{}
	}
	list := r.messages[m.Place]
	if i := slices.IndexFunc(list, func(old message) bool { return old.ID == m.ID }); i >= 0 {
		list[i] = m
		return
	}
	list = append(list, m)
	r.messages[m.Place] = list[max(0, len(list)-shown):]
}

func (r *rooms) drop(place, id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.messages[place] = slices.DeleteFunc(r.messages[place], func(m message) bool { return m.ID == id })
}

// seenBy is what a person may see: every room, and their own direct messages.
func (r *rooms) seenBy(person string) (all []message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, name := range roomNames {
		all = append(all, r.messages[name]...)
	}
	return append(all, r.messages["@"+person]...)
}

// places are the rooms and the direct messages of everybody who uses this page.
func (p *Platform) places() []string {
	all := append(slices.Clone(roomNames), "@"+p.config.Person)
	for _, a := range actors {
		if a.id != p.config.Person {
			all = append(all, "@"+a.id)
		}
	}
	return all
}

// load reads what the shelf has, once.
func (p *Platform) load(ctx context.Context) error {
	if p.loaded {
		return nil
	}
	for _, place := range p.places() {
		records, err := p.Shelf.List(ctx, kindOf(place))
		if err != nil {
			return err
		}
		for _, r := range records {
			m, err := decode(r.Value)
			if err != nil {
				p.config.Log.Warn("webchat: a kept message cannot be read", "id", r.ID)
				continue
			}
			p.rooms.keep(m)
		}
	}
	p.loaded = true
	return p.door.load(ctx)
}

// earlier are older messages of a place, oldest first, and whether there are more before them.
type earlier struct {
	Messages []message `json:"messages"`
	More     bool      `json:"more"`
}

const olderAtOnce = 100

// before reads from the shelf what came before a message.
func (p *Platform) before(ctx context.Context, place, id string) (earlier, error) {
	records, err := p.Shelf.List(ctx, kindOf(place))
	if err != nil {
		return earlier{}, err
	}
	all := make([]message, 0, len(records))
	for _, r := range records {
		if m, err := decode(r.Value); err == nil {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b message) int { return a.At.Compare(b.At) })
	end := slices.IndexFunc(all, func(m message) bool { return m.ID == id })
	if end < 0 { // said by a person and only in memory, or gone meanwhile
		end = max(0, len(all)-shown)
	}
	from := max(0, end-olderAtOnce)
	return earlier{Messages: all[from:end], More: from > 0}, nil
}

// every does something at once and then regularly, until the context ends.
func every(ctx context.Context, pause time.Duration, do func()) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		do()
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// sweep deletes what has been kept long enough.
func (p *Platform) sweep(ctx context.Context) {
	for _, place := range p.places() {
		records, err := p.Shelf.List(ctx, kindOf(place))
		if err != nil {
			p.logUnlessEnding(ctx, "webchat: look for old messages", err)
			return
		}
		for _, r := range records {
			if p.config.Now().Sub(r.At) <= roomKept {
				continue
			}
			if err := p.Delete(ctx, chat.MessageRef{Platform: platformName, Room: place, ID: r.ID}); err != nil {
				p.logUnlessEnding(ctx, "webchat: delete an old message", err)
			}
		}
	}
}

func (p *Platform) logUnlessEnding(ctx context.Context, doing string, err error) {
	if ctx.Err() == nil {
		p.config.Log.Warn(doing, "err", err)
	}
}

// place checks where a message is to go, and that there is somewhere to put it.
func (p *Platform) place(to chat.Place) (string, error) {
	if err := p.shelved(); err != nil {
		return "", err
	}
	place, err := placeOf(to)
	if err != nil {
		return "", err
	}
	if !slices.Contains(p.places(), place) {
		return "", rejected(fmt.Errorf("the web chat has no place %q", place))
	}
	return place, nil
}

func (p *Platform) shelved() error {
	p.loading.Lock()
	defer p.loading.Unlock()
	if p.Shelf == nil || !p.loaded {
		return &outcome.Failure{Outcome: outcome.Delayed, Reason: outcome.Unavailable, Err: errors.New("the web chat is not running yet")}
	}
	return nil
}

func kindOf(place string) string { return "room/" + place }

// personOf is whose direct messages a place is; empty for a room.
func personOf(place string) string {
	if person, ok := strings.CutPrefix(place, "@"); ok {
		return person
	}
	return ""
}

func rejected(err error) error {
	return &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: err}
}

func unsure(doing string, err error) error {
	return &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: fmt.Errorf("%s: %w", doing, err)}
}
