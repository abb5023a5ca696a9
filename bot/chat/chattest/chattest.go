// Package chattest holds what every chat.Platform must do, told as what people do and see: they type, fill forms, press buttons and
// read. Each platform runs it against itself (or against a fake that speaks the real protocol) by giving a Harness that does those
// things from outside.
//
//	func TestPlatform(t *testing.T) {
//		chattest.Run(t, func(t *testing.T) chattest.Harness { … })
//	}
//
// Nothing here knows a particular platform: where platforms may differ, the Rules decide what is asked of them.
package chattest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// A Harness drives one fresh platform from outside. The suite itself calls Platform.Run.
type Harness struct {
	Platform chat.Platform
	Room     string                                // the id of a room that exists
	Open     func(t *testing.T)                    // returns once the platform, which is running now, can be used; nil: at once
	Person   func(t *testing.T, id string) Person  // somebody on that platform: "officer", "reviewer", "stranger"
	Close    func()                                // after Run has ended: closes what the harness holds (connections, fakes); nil: nothing
	Lose     func()                                // the next Post reaches the platform but its answer is lost; nil: that cannot be arranged
	Closed   bool                                  // only announced commands can be typed (Slack, Discord): an unknown one cannot
	Acked    func() (slowest time.Duration, n int) // how long acknowledgements took so far; nil: the platform needs none
}

// A Person is somebody at a screen of the platform. Methods fail the test when what they do is impossible.
type Person interface {
	Types(line string)          // types a line into the room and sends it: "/draft …"
	Submits(values chat.Values) // fills fields of the open form by input name, leaves the others, and submits it
	Presses(label string)       // presses the newest visible button with this label
	Again()                     // the platform delivers the last of these once more, with the same id
	Form() (Form, bool)         // the open form
	Sees() []Seen               // what this person can read in the room now, oldest first
}

// A Form as somebody sees it.
type Form struct {
	Title  string
	Fields []Field
}

// A Field of a form: the input's name, what is filled in, and what is said to be wrong with it.
type Field struct{ Name, Label, Value, Error string }

// Field finds a field.
func (f Form) Field(name string) (Field, bool) {
	for _, field := range f.Fields {
		if field.Name == name {
			return field, true
		}
	}
	return Field{}, false
}

// A Seen message, as somebody reads it.
type Seen struct {
	Private bool     // only this person sees it
	Text    string   // everything that can be read, without what a platform adds for layout
	Buttons []string // their labels
	Links   []string // addresses that a click would open
	Pings   bool     // it notified people by name or group
}

// Run runs the suite. fresh makes a platform and its harness anew for every case.
func Run(t *testing.T, fresh func(t *testing.T) Harness) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := &suite{ran: make(map[string]int)}
			leaks := goleak.IgnoreCurrent()
			t.Cleanup(func() { goleak.VerifyNone(t, leaks) })
			s.h = fresh(t)
			s.start(t)
			c.try(t, s)
			s.stop(t)
		})
	}
}

var cases = []struct {
	name string
	try  func(*testing.T, *suite)
}{
	{"a typed command is answered to the asker alone", typedCommand},
	{"what is missing is asked with a form, and wrong fields keep what was typed", formWithErrors},
	{"no form asks more than five things", smallForms},
	{"a form after a form", formAfterForm},
	{"a refusal is private and nothing runs", refusal},
	{"an unknown command is answered", unknownCommand},
	{"a button comes back as it was made, and its card changes in place", press},
	{"post, find, update, delete", lifecycle},
	{"an answer that got lost is found again", lostAnswer},
	{"a long message is never cut silently", longMessage},
	{"text stays text", inertText},
	{"slow work is still answered", slowWork},
	{"a panic ends one request only", panics},
	{"presses at the same time", concurrentPresses},
	{"a delivery that comes twice is one request", redelivery},
	{"the end of the context stops everything", ending},
}

// suite is one case: a platform that runs, and what its commands were asked.
type suite struct {
	h      Harness
	cancel context.CancelFunc
	ended  chan error

	mu      sync.Mutex
	ran     map[string]int // how often each request id reached a command
	asked   []chat.Request
	stopped chan struct{} // closed when a waiting command saw its context end
}

func (s *suite) start(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel, s.ended, s.stopped = cancel, make(chan error, 1), make(chan struct{})
	commands := s.commands()
	door := Door{Commands: commands, Refuse: func(r chat.Request) text.Text {
		if r.Who.ID == "stranger" {
			return text.Same("not for strangers")
		}
		if r.Command == "plan-panic" {
			panic("a bug in a plan")
		}
		return text.Text{}
	}}
	go func() { s.ended <- s.h.Platform.Run(ctx, commands, door) }()
	t.Cleanup(cancel)
	if s.h.Open != nil {
		s.h.Open(t)
	}
}

// stop ends the platform; Run must come back without an error.
func (s *suite) stop(t *testing.T) {
	t.Helper()
	s.cancel()
	select {
	case err := <-s.ended:
		if err != nil {
			t.Errorf("Run ended with: %v", err)
		}
	case <-time.After(15 * time.Second):
		t.Fatal("Run does not end with its context")
	}
	if s.h.Close != nil {
		s.h.Close()
	}
}

func (s *suite) note(r chat.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ran[r.ID]++
	s.asked = append(s.asked, r)
}

func (s *suite) last(t *testing.T) chat.Request {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.asked) == 0 {
		t.Fatal("no command was asked anything")
	}
	return s.asked[len(s.asked)-1]
}

func (s *suite) requests() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.ran)
}

// eventually waits for something to become true: platforms answer in their own time.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("never happened: %s", what)
}

// find finds the newest message with these words.
func find(p Person, words string) (Seen, bool) {
	all := p.Sees()
	for i := len(all) - 1; i >= 0; i-- {
		if strings.Contains(plain(all[i].Text), plain(words)) {
			return all[i], true
		}
	}
	return Seen{}, false
}

// read waits for a message with these words.
func read(t *testing.T, p Person, words string) (m Seen) {
	t.Helper()
	eventually(t, "reading "+words, func() (ok bool) {
		m, ok = find(p, words)
		return ok
	})
	return m
}

// form waits for a form that has this field. Where a platform cannot answer a form with a form, it shows a button that leads on:
// the newest private one is pressed, once.
func form(t *testing.T, p Person, field string) (f Form) {
	t.Helper()
	pressed := false
	eventually(t, "a form with the field "+field, func() bool {
		open, ok := p.Form()
		if _, has := open.Field(field); ok && has {
			f = open
			return true
		}
		if all := p.Sees(); !ok && !pressed && len(all) > 0 {
			if m := all[len(all)-1]; m.Private && len(m.Buttons) > 0 {
				pressed = true
				p.Presses(m.Buttons[0])
			}
		}
		return false
	})
	return f
}

// plain leaves out the invisible characters that platforms and texts may add around words.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u2069', r == '\ufeff':
			return -1
		}
		return r
	}, s)
}

func isFound(err error) bool { return err == nil || errors.Is(err, outcome.ErrCannotTell) }

func isGone(err error) bool {
	return errors.Is(err, outcome.ErrNotFound) || errors.Is(err, outcome.ErrCannotTell)
}
