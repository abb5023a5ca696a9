package discord_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/discord"
	"portevoix/integrations/discord/discordfake"
)

const room = "200000000000000001"

// The whole contract, over the real REST and the real gateway protocol.
func TestPlatform(t *testing.T) {
	chattest.Run(t, func(t *testing.T) chattest.Harness {
		fake := discord.Fake(t) // a case that is left out does not close its harness
		p := connect(t, fake, func(c *discord.Config) { c.Shelf = &shelf{} })
		return chattest.Harness{
			Platform: p, Room: room, Close: fake.Close, Closed: true, Acked: fake.Acknowledged,
			Open: func(t *testing.T) { announced(t, fake) },
			Lose: func() {
				fake.Fail(discordfake.Fault{Method: "POST", Path: "/channels/" + room + "/messages", After: true})
			},
			Person: func(t *testing.T, id string) chattest.Person { return &person{t: t, fake: fake, id: id} },
		}
	})
}

func connect(t *testing.T, fake *discordfake.Server, change func(*discord.Config)) *discord.Platform {
	t.Helper()
	c := discord.Config{Token: fake.Token, API: fake.URL(), Lang: text.EN, Zone: time.UTC}
	if change != nil {
		change(&c)
	}
	p, err := discord.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// announced waits until the commands of the server can be typed.
func announced(t *testing.T, fake *discordfake.Server) {
	t.Helper()
	until(t, "the commands being announced", func() bool { return fake.Connected() > 0 && len(fake.Commands(fake.Guild)) > 0 })
}

func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("never happened: %s", what)
}

// A person is somebody in front of Discord's client.
type person struct {
	t    *testing.T
	fake *discordfake.Server
	id   string
}

// Types types a command as its options: name:value where an option has that name, the rest into the first.
func (p *person) Types(line string) {
	p.t.Helper()
	name, rest, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	names := p.fake.Options(name)
	given, free := map[string]any{}, []string{}
	for _, word := range strings.Split(rest, " ") {
		if option, v, ok := strings.Cut(word, ":"); ok && slices.Contains(names, option) {
			given[option] = v
			continue
		}
		free = append(free, word)
	}
	if words := strings.Join(free, " "); words != "" && len(names) > 0 { // where nothing can be given, nothing can be typed
		given[names[0]] = words
	}
	if err := p.fake.Command(p.id, room, name, given); err != nil {
		p.t.Fatal(err)
	}
}

func (p *person) Submits(values chat.Values) {
	p.t.Helper()
	filled := map[string]any{}
	for name, v := range values {
		filled[name] = v
	}
	if err := p.fake.Submit(p.id, filled); err != nil {
		p.t.Fatal(err)
	}
}

func (p *person) Presses(label string) {
	p.t.Helper()
	for _, m := range slices.Backward(p.messages()) {
		for _, b := range p.fake.Read(m).Buttons {
			if b.Label != label {
				continue
			}
			if err := p.fake.Press(p.id, m, b.CustomID); err != nil {
				p.t.Fatal(err)
			}
			return
		}
	}
	p.t.Fatalf("no button %q", label)
}

func (p *person) Again() {
	p.t.Helper()
	if err := p.fake.Again(p.id); err != nil {
		p.t.Fatal(err)
	}
}

func (p *person) Form() (chattest.Form, bool) {
	m, ok := p.fake.Modal(p.id)
	if !ok {
		return chattest.Form{}, false
	}
	f := chattest.Form{}
	f.Title, _ = m.Raw["title"].(string)
	parts, _ := m.Raw["components"].([]any)
	for _, part := range parts {
		part := part.(map[string]any)
		c, ok := part["component"].(map[string]any)
		if !ok {
			continue
		}
		field := chattest.Field{}
		field.Name, _ = c["custom_id"].(string)
		field.Label, _ = part["label"].(string)
		field.Value, _ = c["value"].(string)
		options, _ := c["options"].([]any)
		for _, o := range options {
			if o := o.(map[string]any); o["default"] == true {
				field.Value += o["value"].(string)
			}
		}
		if why, _ := part["description"].(string); strings.HasPrefix(why, "⚠") {
			field.Error = why
		}
		f.Fields = append(f.Fields, field)
	}
	return f, true
}

func (p *person) messages() []*discordfake.Message {
	all := p.fake.Sees(p.id, room)
	if dm := p.fake.DM(p.id); dm != "" {
		all = append(all, p.fake.Sees(p.id, dm)...)
	}
	slices.SortStableFunc(all, func(a, b *discordfake.Message) int { return number(a.ID) - number(b.ID) })
	return all
}

func number(id string) int {
	n, _ := strconv.Atoi(id)
	return n
}

func (p *person) Sees() (all []chattest.Seen) {
	for _, m := range p.messages() {
		read := p.fake.Read(m)
		seen := chattest.Seen{Private: m.Only != "" || m.Channel != room, Text: read.Text, Links: read.Links, Pings: len(m.Pings) > 0}
		for _, b := range read.Buttons {
			seen.Buttons = append(seen.Buttons, b.Label)
		}
		all = append(all, seen)
	}
	return all
}

// reads waits for a message with these words.
func (p *person) reads(words string) (found chattest.Seen) {
	p.t.Helper()
	until(p.t, "reading "+words, func() bool {
		for _, m := range slices.Backward(p.Sees()) {
			if strings.Contains(strings.ReplaceAll(m.Text, "\u200b", ""), words) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// shelf keeps records in memory.
type shelf struct {
	mu   sync.Mutex
	kept []chat.Record
	kind []string
}

func (s *shelf) Put(_ context.Context, kind, id string, value []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(kind, id)
	s.kept, s.kind = append(s.kept, chat.Record{ID: id, Value: slices.Clone(value), At: time.Now()}), append(s.kind, kind)
	return nil
}

func (s *shelf) Get(_ context.Context, kind, id string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, r := range s.kept {
		if s.kind[i] == kind && r.ID == id {
			return r.Value, nil
		}
	}
	return nil, outcome.ErrNotFound
}

func (s *shelf) List(_ context.Context, kind string) (all []chat.Record, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, r := range s.kept {
		if s.kind[i] == kind {
			all = append(all, r)
		}
	}
	return all, nil
}

func (s *shelf) Delete(_ context.Context, kind, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(kind, id)
	return nil
}

func (s *shelf) remove(kind, id string) {
	for i := range s.kept {
		if s.kind[i] == kind && s.kept[i].ID == id {
			s.kept, s.kind = slices.Delete(s.kept, i, i+1), slices.Delete(s.kind, i, i+1)
			return
		}
	}
}
