package slack

import (
	"cmp"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/text"
	"portevoix/integrations/slack/slackfake"
)

const room = "C01GENERAL"

// everybody are the people of the suite. Their profiles speak English, whatever the team's language is.
var everybody = []slackfake.User{
	{ID: "officer", Name: "officer", RealName: "Nour Haddad", Locale: "en-GB", TZ: "Europe/Paris"},
	{ID: "reviewer", Name: "reviewer", RealName: "Basma Idrissi", Locale: "en-US", TZ: "Africa/Casablanca"},
	{ID: "director", Name: "director", RealName: "Chloé Martin", Locale: "en-GB", TZ: "Europe/London"},
	{ID: "stranger", Name: "stranger", RealName: "Sam Doe", Locale: "en-GB"},
}

func TestPlatformOverSockets(t *testing.T) {
	chattest.Run(t, func(t *testing.T) chattest.Harness {
		w := workspace(t, slackfake.Options{}, Config{AppToken: slackfake.AppToken})
		return w.harness(func(t *testing.T) { w.connected(t) })
	})
}

func TestPlatformOverHTTP(t *testing.T) {
	chattest.Run(t, func(t *testing.T) chattest.Harness {
		w := workspace(t, slackfake.Options{}, Config{SigningSecret: slackfake.SigningSecret})
		w.mount()
		return w.harness(func(t *testing.T) { w.connected(t) })
	})
}

// world is a fake workspace with our platform in it.
type world struct {
	*slackfake.Server
	p    *Platform
	http *httptest.Server // where signed calls arrive; nil over sockets
}

func workspace(t *testing.T, o slackfake.Options, c Config) *world {
	t.Helper()
	if o.Users == nil {
		o.Users = everybody
	}
	s, err := slackfake.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	c.BotToken, c.API = cmp.Or(c.BotToken, slackfake.BotToken), s.API()
	if testing.Verbose() {
		c.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	}
	if c.Lang == "" {
		c.Lang = text.FR
	}
	p, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	p.pace.each, p.pace.eachRoom = 0, 20*time.Millisecond // the limits themselves have tests of their own
	w := &world{Server: s, p: p}
	t.Cleanup(w.close)
	return w
}

// mount serves the platform's signed endpoints and points the workspace at them.
func (w *world) mount() {
	mux := http.NewServeMux()
	for pattern, h := range w.p.Routes() {
		mux.Handle(pattern, h)
	}
	w.http = httptest.NewServer(mux)
	w.DeliverTo(slackfake.RequestURLs{Commands: w.http.URL + callPath, Interactive: w.http.URL + callPath, Events: w.http.URL + callPath})
}

func (w *world) close() {
	if w.http != nil {
		w.http.Close()
		w.http = nil
	}
	w.Close()
}

// connected waits until deliveries arrive.
func (w *world) connected(t *testing.T) {
	t.Helper()
	until(t, "the platform to connect", func() bool {
		open, _ := w.Sockets()
		return w.p.serving() != nil && (w.p.config.AppToken == "" || open == connections)
	})
}

func until(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}

func (w *world) harness(open func(*testing.T)) chattest.Harness {
	return chattest.Harness{
		Platform: w.p, Room: room, Open: open, Acked: w.Slowest,
		Lose: func() { w.Fail("chat.postMessage", slackfake.DoneThenLost) },
		Person: func(t *testing.T, id string) chattest.Person {
			t.Cleanup(func() {
				keepsToReference(t, w.Calls())
				for _, breach := range w.Problems() {
					t.Errorf("a breach of Slack's protocol: %s", breach)
				}
			})
			return &seat{t: t, w: w, id: id}
		},
		Close: w.close,
	}
}

// seat is somebody in front of Slack.
type seat struct {
	t       *testing.T
	w       *world
	id      string
	kind    string // of the last typed command
	payload []byte
}

// Types types a command: /echo by its short name, all others as "/portevoix word …", which reaches unknown words too.
func (s *seat) Types(line string) {
	word, rest, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	command := "/" + word
	if word != "echo" {
		command, rest = "/"+anyCommand, word+" "+rest
	}
	// Slack escapes what was typed. Source: docs.slack.dev/messaging/formatting-message-text.
	kind, payload := s.w.Prepared(s.id, room, command, escape(rest))
	s.kind, s.payload = kind, payload
	if a := s.w.Server.Again(kind, payload); !a.OK {
		s.t.Errorf("%s was not acknowledged: %s", command, a.Why)
	}
}

func (s *seat) Again() {
	if a := s.w.Server.Again(s.kind, s.payload); !a.OK {
		s.t.Errorf("a second delivery was not acknowledged: %s", a.Why)
	}
}

func (s *seat) Submits(values chat.Values) {
	if a, err := s.w.Submit(s.id, maps.Clone(map[string]string(values))); err != nil || !a.OK {
		s.t.Errorf("submit a form: %v, %s", err, a.Why)
	}
}

func (s *seat) Presses(label string) {
	if a, err := s.w.Press(s.id, label); err != nil || !a.OK {
		s.t.Errorf("press %q: %v, %s", label, err, a.Why)
	}
}

func (s *seat) Form() (chattest.Form, bool) {
	v, ok := s.w.View(s.id)
	if !ok || v.Submit == "" {
		return chattest.Form{}, false
	}
	f := chattest.Form{Title: v.Title}
	for _, field := range v.Fields() {
		f.Fields = append(f.Fields, chattest.Field{Name: field.Block, Label: field.Label, Value: field.Value, Error: field.Error})
	}
	return f, true
}

func (s *seat) Sees() (all []chattest.Seen) {
	for _, m := range s.w.Server.Sees(s.id, "") {
		all = append(all, chattest.Seen{Private: m.Private, Text: m.Words, Buttons: m.Buttons, Links: m.Links, Pings: m.Pings})
	}
	if v, ok := s.w.View(s.id); ok && v.Submit == "" { // a note on top of a form
		m := slackfake.Look("", v.Blocks)
		all = append(all, chattest.Seen{Private: true, Text: m.Words, Buttons: m.Buttons, Links: m.Links, Pings: m.Pings})
	}
	return all
}
