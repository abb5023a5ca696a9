package chattest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
)

// The commands that the suite asks for. Each does one thing that a platform must carry.
func (s *suite) commands() []chat.Command {
	same := text.Same
	member := chat.Role("member")
	echo := func(_ context.Context, r chat.Request) (chat.Reply, error) {
		s.note(r)
		return r.Answer(same("echo: %s"), r.Values["text"]), nil
	}
	line := chat.Input{Name: "text", Kind: chat.Line, Free: true, Required: true, Label: same("Text")}
	number := chat.Input{Name: "beds", Kind: chat.Number, Required: true, Label: same("Beds")}
	return []chat.Command{
		{Name: "echo", Summary: same("says it again"), Role: member, Inputs: inputs(line), Run: echo},
		{Name: "beds", Summary: same("counts beds"), Role: member, Inputs: inputs(line, number), Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
			s.note(r)
			return r.Answer(same("%s has %s beds"), r.Values["text"], r.Values["beds"]), nil
		}},
		{Name: "many", Summary: same("asks a lot"), Role: member, Inputs: manyInputs, Run: echo},
		{Name: "wizard", Summary: same("asks twice"), Role: member, Inputs: inputs(line), Plan: wizard, Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
			s.note(r)
			return r.Answer(same("first %s second %s"), r.Values["first"], r.Values["second"]), nil
		}},
		{Name: "card", Summary: same("a shared card"), Role: member, Run: s.pressed},
		{Name: "slow", Summary: same("takes its time"), Role: member, Run: func(ctx context.Context, r chat.Request) (chat.Reply, error) {
			s.note(r)
			select {
			case <-time.After(chat.Deadline + 500*time.Millisecond):
			case <-ctx.Done():
			}
			return r.Answer(same("slow but done")), nil
		}},
		{Name: "wait", Summary: same("waits for the end"), Role: member, Run: func(ctx context.Context, r chat.Request) (chat.Reply, error) {
			s.note(r)
			<-ctx.Done()
			close(s.stopped)
			return r.Answer(same("interrupted")), nil
		}},
		{Name: "long", Summary: same("says a lot"), Role: member, Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
			s.note(r)
			return chat.Reply{Message: long(r.Lang(), s.h.Platform.Rules())}, nil
		}},
		{Name: "panic", Summary: same("has a bug"), Role: member, Run: func(context.Context, chat.Request) (chat.Reply, error) { panic("a bug in a command") }},
		{Name: "plan-panic", Summary: same("has a bug before"), Role: member, Run: echo},
	}
}

func inputs(list ...chat.Input) func(chat.Values) []chat.Input {
	return func(chat.Values) []chat.Input { return list }
}

func manyInputs(chat.Values) []chat.Input {
	all := []chat.Input{{Name: "text", Kind: chat.Line, Free: true, Required: true, Label: text.Same("Text")}}
	for i := range 8 {
		all = append(all, chat.Input{Name: fmt.Sprintf("extra%d", i), Kind: chat.Line, Label: text.Same(fmt.Sprintf("Extra %d", i))})
	}
	return all
}

// wizard asks for one thing, then for another, and carries the first along.
func wizard(r chat.Request) chat.Plan {
	field := func(name string) *chat.Form {
		return &chat.Form{Command: "wizard", Object: "w1", Title: text.Same("Ask " + name), Values: r.Values, Submit: text.Same("Go on"), Lang: r.Lang(),
			Inputs: []chat.Input{{Name: name, Kind: chat.Line, Required: true, Label: text.Same(name)}}}
	}
	switch {
	case r.Values["first"] == "":
		return chat.Plan{Form: field("first")}
	case r.Values["second"] == "":
		return chat.Plan{Form: field("second")}
	}
	return chat.Plan{}
}

func (s *suite) pressed(ctx context.Context, r chat.Request) (chat.Reply, error) {
	s.note(r)
	if r.Action == "count" {
		return chat.Reply{Silent: true}, nil
	}
	return chat.Reply{Silent: true}, s.h.Platform.Update(ctx, *r.Subject, chat.Say(text.EN, "approved by "+r.Who.ID))
}

// cardWith is a shared card whose button carries as much as a button may.
func cardWith(action string) chat.Message {
	carried := chat.Press{Command: "card", Action: action}
	carried.Object = strings.Repeat("k", chat.MaxPress-len(carried.String()))
	return chat.Message{Lang: text.EN, Notify: "Something waits", Blocks: []chat.Block{
		chat.Heading{Text: "the card"},
		chat.Buttons{Items: []chat.Button{{Label: "Approve", Look: chat.Primary, Press: carried}}},
	}}
}

func long(l text.Lang, rules chat.Rules) chat.Message {
	n := rules.Message
	if n == 0 {
		n = 6000
	}
	m := chat.Message{Lang: l, Blocks: []chat.Block{chat.Paragraph{Text: "it begins here"}}}
	for words := 0; words < n+n/2; words += 1000 {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: strings.Repeat("ninechars ", 100)})
	}
	m.Blocks = append(m.Blocks, chat.Paragraph{Text: "it ends here"})
	return m
}

// attempts are named after the case, so that cases that share a server do not meet.
func (s *suite) attempt(t *testing.T, name string) outcome.Attempt {
	return outcome.Attempt{Key: outcome.Key(t.Name() + "/" + name), Number: 1, Began: time.Now()}
}

func (s *suite) place() chat.Place { return chat.Place{Platform: s.h.Platform.Name(), Room: s.h.Room} }

func typedCommand(t *testing.T, s *suite) {
	officer, reviewer := s.h.Person(t, "officer"), s.h.Person(t, "reviewer")
	officer.Types("/echo blood drive on Saturday")
	if m := read(t, officer, "echo: blood drive on Saturday"); !m.Private {
		t.Error("the answer is not marked as private")
	}
	r := s.last(t)
	if r.Who.ID == "" || r.Who.Platform != s.h.Platform.Name() || r.Via != chat.Typed || r.ID == "" || r.Now.IsZero() {
		t.Errorf("the request lacks who asks, how, its id or its time: %+v", r)
	}
	if _, sees := find(reviewer, "echo: blood drive"); sees {
		t.Error("somebody else sees a private answer")
	}
}

func formWithErrors(t *testing.T, s *suite) {
	officer := s.h.Person(t, "officer")
	officer.Types("/beds Ward 3")
	f := form(t, officer, "beds")
	if len(f.Fields) > chat.MaxFields {
		t.Errorf("the form asks %d things", len(f.Fields))
	}
	if field, ok := f.Field("text"); !ok || field.Value != "Ward 3" {
		t.Errorf("what was typed is not in the form: %+v", f.Fields)
	}
	officer.Submits(chat.Values{"beds": "a dozen"})
	eventually(t, "being told what is wrong", func() bool {
		open, ok := officer.Form()
		field, _ := open.Field("beds")
		if ok && field.Error != "" {
			return true
		}
		_, said := find(officer, "Write a number")
		return said
	})
	f = form(t, officer, "beds")
	if field, _ := f.Field("text"); field.Value != "Ward 3" {
		t.Errorf("an error lost what was typed: %+v", f.Fields)
	}
	if field, _ := f.Field("beds"); field.Value != "a dozen" {
		t.Errorf("an error lost the wrong value, which somebody wants to mend: %+v", f.Fields)
	}
	officer.Submits(chat.Values{"beds": "12"})
	if m := read(t, officer, "Ward 3 has 12 beds"); !m.Private {
		t.Error("the answer to a form is not private")
	}
	if r := s.last(t); r.Via != chat.Submitted {
		t.Errorf("a submitted form came as %q", r.Via)
	}
	if _, open := officer.Form(); open {
		t.Error("the form stays open after it was taken")
	}
}

func smallForms(t *testing.T, s *suite) {
	officer := s.h.Person(t, "officer")
	officer.Types("/many")
	f := form(t, officer, "text")
	most := chat.MaxFields
	if n := s.h.Platform.Rules().FormFields; n > 0 {
		most = min(most, n)
	}
	if len(f.Fields) > most {
		t.Errorf("%d fields, at most %d", len(f.Fields), most)
	}
	officer.Submits(chat.Values{"text": "few words"})
	read(t, officer, "echo: few words")
}

func formAfterForm(t *testing.T, s *suite) {
	officer := s.h.Person(t, "officer")
	officer.Types("/wizard")
	form(t, officer, "first")
	officer.Submits(chat.Values{"first": "one"})
	form(t, officer, "second") // through a button where the platform has no form after a form
	officer.Submits(chat.Values{"second": "two"})
	read(t, officer, "first one second two")
}

func refusal(t *testing.T, s *suite) {
	stranger, officer := s.h.Person(t, "stranger"), s.h.Person(t, "officer")
	stranger.Types("/echo let me in")
	if m := read(t, stranger, "not for strangers"); !m.Private {
		t.Error("the refusal is not private")
	}
	if _, sees := find(officer, "not for strangers"); sees {
		t.Error("somebody else sees the refusal")
	}
	if s.requests() != 0 {
		t.Error("a refused command ran")
	}
}

func unknownCommand(t *testing.T, s *suite) {
	if s.h.Closed {
		t.Skip("only announced commands can be typed on this platform")
	}
	officer := s.h.Person(t, "officer")
	officer.Types("/ekko hello")
	read(t, officer, "I do not know /ekko")
}

func press(t *testing.T, s *suite) {
	officer, reviewer := s.h.Person(t, "officer"), s.h.Person(t, "reviewer")
	card := cardWith("yes")
	ref, err := s.h.Platform.Post(t.Context(), s.attempt(t, "card"), s.place(), card)
	if err != nil {
		t.Fatal(err)
	}
	if m := read(t, officer, "the card"); m.Private {
		t.Error("a posted card is shown as private")
	}
	read(t, reviewer, "the card")
	reviewer.Presses("Approve")
	eventually(t, "the press arriving", func() bool { return s.requests() == 1 })
	r, want := s.last(t), card.AllButtons()[0].Press
	if got := (chat.Press{Command: r.Command, Action: r.Action, Object: r.Object}); got != want {
		t.Errorf("the button came back as %q, it was made as %q", got, want)
	}
	if r.Via != chat.Pressed || r.Subject == nil || *r.Subject != ref {
		t.Errorf("the press does not know its message: via %q, subject %v, posted %v", r.Via, r.Subject, ref)
	}
	for _, p := range []Person{officer, reviewer} {
		m := read(t, p, "approved by "+r.Who.ID)
		if m.Private || len(m.Buttons) != 0 {
			t.Errorf("the card did not change in place: %+v", m)
		}
		if _, old := find(p, "the card"); old {
			t.Error("the old card is still there")
		}
	}
}

func lifecycle(t *testing.T, s *suite) {
	p, ctx := s.h.Platform, t.Context()
	officer := s.h.Person(t, "officer")
	a := s.attempt(t, "notice")
	if _, err := p.Find(ctx, a, s.place()); !isGone(err) {
		t.Errorf("Find before Post: %v", err)
	}
	ref, err := p.Post(ctx, a, s.place(), chat.Say(text.EN, "visits stop at 8 pm"))
	if err != nil {
		t.Fatal(err)
	}
	read(t, officer, "visits stop at 8 pm")
	if found, err := p.Find(ctx, a, s.place()); !isFound(err) || err == nil && found != ref {
		t.Errorf("Find after Post: %v, %v; posted %v", found, err, ref)
	}
	if err := p.Update(ctx, ref, chat.Say(text.EN, "visits stop at 9 pm")); err != nil {
		t.Fatal(err)
	}
	read(t, officer, "visits stop at 9 pm")
	if _, old := find(officer, "visits stop at 8 pm"); old {
		t.Error("the old text is still there")
	}
	for range 2 {
		if err := p.Delete(ctx, ref); err != nil {
			t.Fatalf("Delete: %v", err)
		}
	}
	eventually(t, "the message going away", func() bool { _, still := find(officer, "visits stop"); return !still })
	if err := p.Update(ctx, ref, chat.Say(text.EN, "too late")); !isGone(err) {
		t.Errorf("Update after Delete: %v", err)
	}
	if _, err := p.Find(ctx, a, s.place()); !isGone(err) {
		t.Errorf("Find after Delete: %v", err)
	}
}

func lostAnswer(t *testing.T, s *suite) {
	if s.h.Lose == nil {
		t.Skip("this platform's answers cannot get lost")
	}
	a, officer := s.attempt(t, "lost"), s.h.Person(t, "officer")
	s.h.Lose()
	_, err := s.h.Platform.Post(t.Context(), a, s.place(), chat.Say(text.EN, "posted once"))
	if err == nil {
		t.Fatal("an answer that got lost is reported as success")
	}
	if f := outcome.Of(err); f.Outcome != outcome.Unsure {
		t.Errorf("a lost answer is %v, it must be unsure", f.Outcome)
	}
	if _, err := s.h.Platform.Find(t.Context(), a, s.place()); !isFound(err) {
		t.Errorf("what was posted is not found again: %v", err)
	}
	read(t, officer, "posted once")
}

func longMessage(t *testing.T, s *suite) {
	officer := s.h.Person(t, "officer")
	m := long(text.EN, s.h.Platform.Rules())
	switch _, err := s.h.Platform.Post(t.Context(), s.attempt(t, "long"), s.place(), m); {
	case err == nil:
		read(t, officer, "it begins here")
		read(t, officer, "it ends here")
		if got, want := wordsShown(officer), wordsOf(m); got < want {
			t.Errorf("%d of %d words of a long message are shown", got, want)
		}
	case outcome.Of(err).Outcome != outcome.Refused:
		t.Errorf("a message that is too long is %v, it must be refused", err)
	default:
		if _, cut := find(officer, "it begins here"); cut {
			t.Error("a refused message is shown in part")
		}
	}
	officer.Types("/long")
	eventually(t, "an answer to /long", func() bool {
		_, whole := find(officer, "it ends here")
		all := officer.Sees()
		said := len(all) > 0 && all[len(all)-1].Private && !strings.Contains(all[len(all)-1].Text, "ninechars")
		return whole || said
	})
}

func wordsShown(p Person) (n int) {
	for _, m := range p.Sees() {
		n += strings.Count(m.Text, "ninechars")
	}
	return n
}

func wordsOf(m chat.Message) (n int) {
	for _, b := range m.Blocks {
		if p, ok := b.(chat.Paragraph); ok {
			n += strings.Count(p.Text, "ninechars")
		}
	}
	return n
}

// hostile is what somebody may type to make a message do something.
var hostile = []string{
	"*stars* _lines_ ~waves~ `ticks` ||bars||",
	"<b>bold</b> <script>alert(1)</script> <img src=x onerror=alert(1)>",
	"@everyone @here <!channel> <!here> <@U024BE7LH> <@&123456789012345678> <#C024BE7LR>",
	"[click](https://evil.example/a) <https://evil.example/b|safe> https://evil.example/c",
	"&lt;not an entity&gt; &amp; {{template}} ${code} %s %d",
	"> quote\n# heading\n- list\n1. list",
	"bidi \u202eoverride\u202c and \u2066isolate\u2069 zero\u200bwidth\u200d\ufeff",
}

func inertText(t *testing.T, s *suite) {
	officer := s.h.Person(t, "officer")
	m := chat.Message{Lang: text.EN, Blocks: []chat.Block{chat.Heading{Text: "hostile " + hostile[0]}}}
	for _, h := range hostile {
		m.Blocks = append(m.Blocks, chat.Paragraph{Text: h})
	}
	m.Blocks = append(m.Blocks,
		chat.Quote{Text: hostile[2]}, chat.List{Items: hostile}, chat.Facts{Items: []chat.Fact{{Label: hostile[1], Value: hostile[3]}}},
		chat.Ready{Label: "Mastodon", Text: hostile[1]},
		chat.Links{Items: []chat.Link{{Label: "ours", URL: "https://ch-valombre.example/visites"}, {Label: "theirs", URL: "javascript:alert(1)"}}},
		chat.Buttons{Items: []chat.Button{{Label: "<i>press</i>", Press: chat.Press{Command: "card", Action: "count", Object: "x"}}}})
	if _, err := s.h.Platform.Post(t.Context(), s.attempt(t, "hostile"), s.place(), m); err != nil {
		t.Fatal(err)
	}
	checkInert(t, officer, read(t, officer, "hostile"))
	officer.Types("/echo " + hostile[2] + " " + hostile[1])
	seen := read(t, officer, "echo: ")
	if seen.Pings || len(seen.Links) != 0 || !strings.Contains(plain(seen.Text), hostile[1]) {
		t.Errorf("an echo of hostile text is not inert: %+v", seen)
	}
}

func checkInert(t *testing.T, p Person, m Seen) {
	t.Helper()
	var all strings.Builder // a platform may need several messages for one
	for _, seen := range p.Sees() {
		all.WriteString(plain(seen.Text) + "\n")
		if seen.Pings {
			t.Error("text from a message pinged somebody")
		}
		for _, l := range seen.Links {
			if l != "https://ch-valombre.example/visites" {
				t.Errorf("text from a message became a link: %q", l)
			}
		}
	}
	for _, h := range hostile {
		for line := range strings.Lines(h) {
			if line = strings.TrimSpace(plain(line)); !strings.Contains(all.String(), line) {
				t.Errorf("not shown word for word: %q", line)
			}
		}
	}
	if len(m.Buttons) == 1 && m.Buttons[0] != "<i>press</i>" {
		t.Errorf("a label reads %q", m.Buttons[0])
	}
}

func slowWork(t *testing.T, s *suite) {
	officer := s.h.Person(t, "officer")
	officer.Types("/slow")
	officer.Types("/echo meanwhile")
	read(t, officer, "echo: meanwhile")
	read(t, officer, "slow but done")
	if s.h.Acked == nil {
		return
	}
	if slowest, n := s.h.Acked(); n == 0 || slowest > chat.Deadline {
		t.Errorf("%d acknowledgements, the slowest after %v: it must come within %v", n, slowest, chat.Deadline)
	}
}

func panics(t *testing.T, s *suite) {
	officer := s.h.Person(t, "officer")
	for _, command := range []string{"/panic", "/plan-panic x"} {
		before := len(officer.Sees())
		officer.Types(command)
		eventually(t, "an answer after a panic in "+command, func() bool { return len(officer.Sees()) > before })
		for _, m := range officer.Sees() {
			if strings.Contains(m.Text, "a bug in") {
				t.Error("what the panic said reached a person")
			}
		}
	}
	officer.Types("/echo still alive")
	read(t, officer, "echo: still alive")
}

func concurrentPresses(t *testing.T, s *suite) {
	if _, err := s.h.Platform.Post(t.Context(), s.attempt(t, "counter"), s.place(), cardWith("count")); err != nil {
		t.Fatal(err)
	}
	const each = 5
	var all sync.WaitGroup
	for _, id := range []string{"officer", "reviewer", "director"} {
		p := s.h.Person(t, id)
		read(t, p, "the card")
		all.Go(func() {
			for range each {
				p.Presses("Approve")
			}
		})
	}
	all.Wait()
	eventually(t, "every press arriving", func() bool { return s.requests() == 3*each })
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, n := range s.ran {
		if n != 1 {
			t.Errorf("request %s ran %d times", id, n)
		}
	}
}

func redelivery(t *testing.T, s *suite) {
	officer := s.h.Person(t, "officer")
	officer.Types("/echo once")
	read(t, officer, "echo: once")
	officer.Again()
	officer.Again()
	officer.Types("/echo after")
	read(t, officer, "echo: after")
	if n := s.requests(); n != 2 {
		t.Errorf("two requests have %d ids: a delivery that comes twice must keep its id", n)
	}
}

func ending(t *testing.T, s *suite) {
	officer := s.h.Person(t, "officer")
	officer.Types("/wait")
	eventually(t, "the command running", func() bool { return s.requests() == 1 })
	s.cancel()
	select {
	case <-s.stopped:
	case <-time.After(10 * time.Second):
		t.Fatal("a command that runs does not see the end of its context")
	}
}
