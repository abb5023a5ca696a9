package webchat_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/outcome"
	"portevoix/integrations/webchat"
)

// The whole contract, over the real HTTP of the page.
func TestPlatform(t *testing.T) {
	chattest.Run(t, func(t *testing.T) chattest.Harness {
		shelf := &shelf{}
		p, err := webchat.New(webchat.Config{Addr: "127.0.0.1:0", Trial: true, Zone: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		p.Shelf = shelf
		if err := p.Listen(); err != nil {
			t.Fatal(err)
		}
		people := &people{t: t, p: p, by: map[string]*client{}}
		return chattest.Harness{
			Platform: p, Room: "general", Close: people.close, Lose: shelf.loseNext,
			Person: func(t *testing.T, id string) chattest.Person { return people.find(t, id) },
		}
	})
}

type people struct {
	t  *testing.T
	p  *webchat.Platform
	by map[string]*client
}

func (all *people) find(t *testing.T, id string) *client {
	t.Helper()
	if all.by[id] == nil {
		all.by[id] = enter(t, all.p, id)
	}
	return all.by[id]
}

func (all *people) close() {
	for _, c := range all.by {
		c.close()
	}
}

// A client speaks with the web chat as its page does.
type client struct {
	t    *testing.T
	http *http.Client
	base string
	as   string
	stop context.CancelFunc
	done chan struct{}

	mu     sync.Mutex
	seen   []drawn
	form   *drawnForm
	last   map[string]any
	serial int
	cursor string
	names  []string // of the events, in order
}

type drawn struct {
	ID      string `json:"id"`
	Place   string `json:"place"`
	Private bool   `json:"private"`
	Trial   bool   `json:"trial"`
	Author  string `json:"author"`
	Request string `json:"request"`
	Blocks  []struct {
		Kind, Text, Label, Alt, Picture string
		Items                           []string
		Facts                           []struct{ Label, Value string }
		Links                           []struct{ Label, URL string }
		Buttons                         []struct{ Label, Press string }
	} `json:"blocks"`
}

type drawnForm struct {
	Command, Action, Object, Title string
	Fields                         []struct{ Name, Label, Error string }
	Values                         map[string]string
}

type answered struct {
	OK     bool
	Form   *drawnForm
	Errors map[string]string
	Refuse string
}

// enter comes in through the printed link and listens.
func enter(t *testing.T, p *webchat.Platform, as string) *client {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	c := &client{t: t, as: as, http: &http.Client{Jar: jar, Transport: &http.Transport{}}}
	url := p.URL()
	c.base, _, _ = strings.Cut(url, "/enter")
	res, err := c.http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, res.Body)
	res.Body.Close()
	if res.StatusCode != http.StatusOK || res.Request.URL.Path != "/" || res.Request.URL.RawQuery != "" {
		t.Fatalf("the link led to %s with %s", res.Request.URL.Path, res.Status)
	}
	c.read("")
	c.listen()
	return c
}

// read reads the state of the page.
func (c *client) read(lang string) {
	c.t.Helper()
	var state struct {
		Cursor   string
		Messages []drawn
	}
	res, err := c.http.Get(c.base + "/api/state?as=" + c.as + "&lang=" + lang)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&state); err != nil {
		c.t.Fatal(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen, c.cursor = state.Messages, state.Cursor
}

// listen follows the events after the last one seen, until stop.
func (c *client) listen() {
	c.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	c.stop, c.done = cancel, make(chan struct{})
	req, _ := http.NewRequestWithContext(ctx, "GET", c.base+"/api/events?as="+c.as+"&after="+c.cursor, nil)
	res, err := c.http.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	go func() {
		defer close(c.done)
		defer res.Body.Close()
		lines := bufio.NewScanner(res.Body)
		lines.Buffer(nil, 8<<20)
		id, name, data := "", "", ""
		for lines.Scan() {
			field, value, _ := strings.Cut(lines.Text(), ": ")
			switch field {
			case "id":
				id = value
			case "event":
				name = value
			case "data":
				data = value
			case "":
				c.take(id, name, data)
				id, name, data = "", "", ""
			}
		}
	}()
}

func (c *client) take(id, name, data string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if name != "" {
		c.names = append(c.names, name)
	}
	if id != "" {
		c.cursor = id
	}
	var m drawn
	if json.Unmarshal([]byte(data), &m) != nil {
		return
	}
	at := slices.IndexFunc(c.seen, func(old drawn) bool { return old.ID == m.ID })
	switch {
	case name == "gone" && at >= 0:
		c.seen = slices.Delete(c.seen, at, at+1)
	case name == "message" && at >= 0:
		c.seen[at] = m
	case name == "message":
		c.seen = append(c.seen, m)
	}
}

func (c *client) close() {
	c.stop()
	<-c.done
	c.http.CloseIdleConnections()
}

// post sends JSON as the page does and gives the status and the body.
func (c *client) post(path string, body map[string]any) (int, []byte) {
	c.t.Helper()
	sent, _ := json.Marshal(body)
	req, _ := http.NewRequest("POST", c.base+path, bytes.NewReader(sent))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", c.base)
	res, err := c.http.Do(req)
	if err != nil {
		c.t.Errorf("post %s: %v", path, err)
		return 0, nil
	}
	defer res.Body.Close()
	got, _ := io.ReadAll(res.Body)
	return res.StatusCode, got
}

func (c *client) ask(body map[string]any) answered {
	c.t.Helper()
	c.mu.Lock()
	c.serial++
	body["id"], body["as"], body["lang"] = fmt.Sprintf("%s-%d", c.as, c.serial), c.as, "en"
	if body["place"] == nil {
		body["place"] = "general"
	}
	c.last = body
	c.mu.Unlock()
	return c.send(body)
}

func (c *client) send(body map[string]any) (a answered) {
	c.t.Helper()
	status, got := c.post("/api/request", body)
	if status != http.StatusOK || json.Unmarshal(got, &a) != nil {
		c.t.Errorf("%d: %s", status, got)
	}
	return a
}

func (c *client) Types(line string) {
	c.t.Helper()
	c.follow(c.ask(map[string]any{"via": "typed", "line": line, "said": line}))
}

func (c *client) follow(a answered) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case a.Form != nil:
		c.form = a.Form
		if c.form.Values == nil {
			c.form.Values = map[string]string{}
		}
	case a.OK:
		c.form = nil
	case c.form != nil:
		for i, f := range c.form.Fields {
			c.form.Fields[i].Error = a.Errors[f.Name]
		}
	}
}

func (c *client) Submits(values chat.Values) {
	c.t.Helper()
	c.mu.Lock()
	f := c.form
	if f == nil {
		c.mu.Unlock()
		c.t.Fatal("no form is open")
	}
	for k, v := range values {
		f.Values[k] = v
	}
	body := map[string]any{"via": "submitted", "command": f.Command, "action": f.Action, "object": f.Object, "values": f.Values}
	c.mu.Unlock()
	c.follow(c.ask(body))
}

func (c *client) Presses(label string) {
	c.t.Helper()
	c.mu.Lock()
	var body map[string]any
	for _, m := range c.seen {
		for _, b := range m.Blocks {
			for _, button := range b.Buttons {
				if button.Label == label {
					body = map[string]any{"via": "pressed", "press": button.Press, "subject": m.ID, "place": m.Place}
				}
			}
		}
	}
	c.mu.Unlock()
	if body == nil {
		c.t.Errorf("no button %q", label)
		return
	}
	c.follow(c.ask(body))
}

func (c *client) Again() {
	c.t.Helper()
	c.send(c.last)
}

func (c *client) Form() (chattest.Form, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.form == nil {
		return chattest.Form{}, false
	}
	out := chattest.Form{Title: c.form.Title}
	for _, f := range c.form.Fields {
		out.Fields = append(out.Fields, chattest.Field{Name: f.Name, Label: f.Label, Value: c.form.Values[f.Name], Error: f.Error})
	}
	return out, true
}

func (c *client) Sees() (all []chattest.Seen) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, m := range c.seen {
		if m.Place != "general" {
			continue
		}
		seen := chattest.Seen{Private: m.Private}
		var words []string
		for _, b := range m.Blocks {
			words = append(words, b.Label, b.Text, b.Alt)
			words = append(words, b.Items...)
			for _, f := range b.Facts {
				words = append(words, f.Label, f.Value)
			}
			for _, l := range b.Links {
				words = append(words, l.Label)
				if l.URL != "" {
					seen.Links = append(seen.Links, l.URL)
				}
			}
			for _, button := range b.Buttons {
				seen.Buttons = append(seen.Buttons, button.Label)
			}
		}
		seen.Text = strings.Join(words, "\n")
		all = append(all, seen)
	}
	return all
}

// shelf keeps records in memory, like a database that survives the process it serves, and can lose an answer.
type shelf struct {
	mu      sync.Mutex
	records map[string][]chat.Record
	lose    bool
	down    bool
}

var errLost = errors.New("the connection broke")

func (s *shelf) loseNext() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lose = true
}

func (s *shelf) Put(_ context.Context, kind, id string, value []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return errLost
	}
	if s.records == nil {
		s.records = map[string][]chat.Record{}
	}
	if i := s.index(kind, id); i >= 0 {
		s.records[kind][i].Value = slices.Clone(value)
	} else {
		s.records[kind] = append(s.records[kind], chat.Record{ID: id, Value: slices.Clone(value), At: time.Now()})
	}
	if s.lose && strings.HasPrefix(kind, "room/") {
		s.lose = false
		return errLost
	}
	return nil
}

func (s *shelf) Get(_ context.Context, kind, id string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return nil, errLost
	}
	if i := s.index(kind, id); i >= 0 {
		return slices.Clone(s.records[kind][i].Value), nil
	}
	return nil, outcome.ErrNotFound
}

func (s *shelf) List(_ context.Context, kind string) ([]chat.Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.records[kind]), nil
}

func (s *shelf) Delete(_ context.Context, kind, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.index(kind, id); i >= 0 {
		s.records[kind] = slices.Delete(s.records[kind], i, i+1)
	}
	return nil
}

func (s *shelf) index(kind, id string) int {
	return slices.IndexFunc(s.records[kind], func(r chat.Record) bool { return r.ID == id })
}
