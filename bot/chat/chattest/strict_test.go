package chattest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// The suite itself is tried on a platform that lives in memory and is as strict as any: five fields in a form, no form after a form,
// no errors inside a form, 2000 characters in a message. What it cannot do at once it does through a button.
func TestStrict(t *testing.T) {
	chattest.Run(t, func(t *testing.T) chattest.Harness {
		p := &strict{up: make(chan struct{})}
		return chattest.Harness{
			Platform: p, Room: "ward", Lose: func() { p.mu.Lock(); p.lose = true; p.mu.Unlock() },
			Open:   func(*testing.T) { <-p.up },
			Person: func(t *testing.T, id string) chattest.Person { return &seat{t: t, p: p, id: id} },
		}
	})
}

type strict struct {
	up chan struct{}

	mu       sync.Mutex
	ctx      context.Context
	commands []chat.Command
	handle   chat.Handler
	running  sync.WaitGroup
	shown    []*line
	lose     bool
	serial   int
	handled  map[string]bool
}

// line is one message on the screen; to is whose private message it is.
type line struct {
	id, to, key string
	m           chat.Message
	opens       *chat.Form // the form behind its button
}

const mostCharacters = 2000

func (p *strict) Name() string { return "strict" }

func (p *strict) Rules() chat.Rules {
	return chat.Rules{FormFields: 5, Message: mostCharacters, Buttons: 5, PressID: chat.MaxPress, Private: true}
}

func (p *strict) Run(ctx context.Context, commands []chat.Command, handle chat.Handler) error {
	p.mu.Lock()
	p.ctx, p.commands, p.handle, p.handled = ctx, commands, handle, map[string]bool{}
	p.mu.Unlock()
	close(p.up)
	<-ctx.Done()
	p.running.Wait()
	return nil
}

func length(m chat.Message) (n int) {
	for _, b := range m.Blocks {
		switch v := b.(type) {
		case chat.Paragraph:
			n += utf8.RuneCountInString(v.Text)
		case chat.Ready:
			n += utf8.RuneCountInString(v.Text)
		}
	}
	return n
}

func (p *strict) Post(_ context.Context, a outcome.Attempt, to chat.Place, m chat.Message) (chat.MessageRef, error) {
	if length(m) > mostCharacters {
		return chat.MessageRef{}, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: errors.New("too long")}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.serial++
	l := &line{id: fmt.Sprint("m", p.serial), key: string(a.Key), m: m}
	p.shown = append(p.shown, l)
	if p.lose {
		p.lose = false
		return chat.MessageRef{}, &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: errors.New("no answer")}
	}
	return chat.MessageRef{Platform: "strict", Room: to.Room, ID: l.id}, nil
}

func (p *strict) Find(_ context.Context, a outcome.Attempt, to chat.Place) (chat.MessageRef, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range p.shown {
		if l.key == string(a.Key) {
			return chat.MessageRef{Platform: "strict", Room: to.Room, ID: l.id}, nil
		}
	}
	return chat.MessageRef{}, outcome.ErrNotFound
}

func (p *strict) Update(_ context.Context, ref chat.MessageRef, m chat.Message) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range p.shown {
		if l.id == ref.ID {
			l.m = m
			return nil
		}
	}
	return outcome.ErrNotFound
}

func (p *strict) Delete(_ context.Context, ref chat.MessageRef) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shown = slices.DeleteFunc(p.shown, func(l *line) bool { return l.id == ref.ID })
	return nil
}

// ask plans at once and works afterwards. Whatever panics is answered.
func (p *strict) ask(s *seat, r chat.Request) {
	p.mu.Lock()
	seen := p.handled[r.ID]
	p.handled[r.ID] = true
	ctx := p.ctx
	p.mu.Unlock()
	if seen {
		return
	}
	sorry := func() {
		if recover() != nil {
			p.answer(s.id, chat.Say(text.EN, "Something failed on our side."), nil)
		}
	}
	defer sorry()
	switch plan := p.handle.Plan(r); {
	case !plan.Refuse.IsZero():
		p.answer(s.id, chat.Say(text.EN, r.Say(plan.Refuse)), nil)
	case plan.Form != nil && r.Via == chat.Submitted:
		p.answer(s.id, chat.Say(text.EN, "One more step."), plan.Form)
	case plan.Form != nil:
		s.form = plan.Form
	case len(plan.Errors) > 0:
		said := ""
		for _, e := range plan.Errors {
			said += r.Say(e)
		}
		again := *s.sent
		again.Values = r.Values
		p.answer(s.id, chat.Say(text.EN, said), &again)
	default:
		p.running.Go(func() {
			defer sorry()
			if reply := p.handle.Handle(ctx, r); !reply.Silent {
				p.answer(s.id, reply.Message, nil)
			}
		})
	}
}

func (p *strict) answer(to string, m chat.Message, opens *chat.Form) {
	if length(m) > mostCharacters {
		m = chat.Say(text.EN, "The answer is too long to be shown here.")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.serial++
	p.shown = append(p.shown, &line{id: fmt.Sprint("a", p.serial), to: to, m: m, opens: opens})
}

// seat is somebody in front of it.
type seat struct {
	t    *testing.T
	p    *strict
	id   string
	form *chat.Form // open now
	sent *chat.Form // submitted last
	last chat.Request
}

func (s *seat) request(r chat.Request) {
	s.p.mu.Lock()
	s.p.serial++
	r.ID = fmt.Sprint("r", s.p.serial)
	s.p.mu.Unlock()
	r.Who = chat.Person{Platform: "strict", ID: s.id, Lang: text.EN}
	r.Where, r.Now = chat.Place{Platform: "strict", Room: "ward"}, time.Now()
	s.last = r
	s.p.ask(s, r)
}

func (s *seat) Types(words string) {
	r, word, known := chat.Parse(s.p.commands, words)
	if !known {
		r.Command = word
	}
	s.request(r)
}

func (s *seat) Submits(values chat.Values) {
	if s.form == nil {
		s.t.Fatal("no form is open")
	}
	all := chat.Values{}
	for _, from := range []chat.Values{s.form.Values, values} {
		for k, v := range from {
			all[k] = v
		}
	}
	s.sent, s.form = s.form, nil
	s.request(chat.Request{Command: s.sent.Command, Action: s.sent.Action, Object: s.sent.Object, Via: chat.Submitted, Values: all})
}

func (s *seat) Presses(label string) {
	s.p.mu.Lock()
	for i := len(s.p.shown) - 1; i >= 0; i-- {
		l := s.p.shown[i]
		if l.to != "" && l.to != s.id {
			continue
		}
		if l.opens != nil && label == "Go on" {
			s.form = l.opens
			s.p.mu.Unlock()
			return
		}
		for _, b := range l.m.AllButtons() {
			if b.Label == label {
				s.p.mu.Unlock()
				r := b.Press.Request()
				r.Subject = &chat.MessageRef{Platform: "strict", Room: "ward", ID: l.id}
				s.request(r)
				return
			}
		}
	}
	s.p.mu.Unlock()
	s.t.Errorf("no button %q", label)
}

func (s *seat) Again() { s.p.ask(s, s.last) }

func (s *seat) Form() (chattest.Form, bool) {
	if s.form == nil {
		return chattest.Form{}, false
	}
	out := chattest.Form{Title: s.form.Title.EN}
	for _, in := range s.form.Inputs {
		out.Fields = append(out.Fields, chattest.Field{Name: in.Name, Label: in.Label.EN, Value: s.form.Values[in.Name], Error: s.form.Errors[in.Name].EN})
	}
	return out, true
}

func (s *seat) Sees() (all []chattest.Seen) {
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	for _, l := range s.p.shown {
		if l.to != "" && l.to != s.id {
			continue
		}
		seen := chattest.Seen{Private: l.to != "", Text: read(l.m)}
		if l.opens != nil {
			seen.Buttons = append(seen.Buttons, "Go on")
		}
		for _, b := range l.m.AllButtons() {
			seen.Buttons = append(seen.Buttons, b.Label)
		}
		all = append(all, seen)
	}
	return all
}

func read(m chat.Message) string {
	var words []string
	for _, b := range m.Blocks {
		switch v := b.(type) {
		case chat.Heading:
			words = append(words, v.Text)
		case chat.Paragraph:
			words = append(words, v.Text)
		case chat.Quote:
			words = append(words, v.Text)
		case chat.Ready:
			words = append(words, v.Label, v.Text)
		case chat.List:
			words = append(words, v.Items...)
		case chat.Facts:
			for _, f := range v.Items {
				words = append(words, f.Label, f.Value)
			}
		case chat.Links:
			for _, l := range v.Items {
				words = append(words, l.Label)
			}
		}
	}
	return strings.Join(words, "\n")
}
