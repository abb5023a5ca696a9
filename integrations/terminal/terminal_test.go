package terminal_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/terminal"
)

// echo answers every command with what reached it.
type echo struct {
	mu    sync.Mutex
	asked []chat.Request
}

var commands = []chat.Command{{Name: "ask", Inputs: func(chat.Values) []chat.Input {
	return []chat.Input{
		{Name: "what", Required: true, Free: true, Label: text.Same("What")},
		{Name: "link", Kind: chat.Address, Required: true, Label: text.Same("Link")},
	}
}}}

func (e *echo) Plan(r chat.Request) chat.Plan {
	if r.Command != "ask" {
		return chat.Plan{Refuse: text.Same("no such command")}
	}
	return chat.PlanInputs(commands[0], r)
}

func (e *echo) Handle(_ context.Context, r chat.Request) chat.Reply {
	e.mu.Lock()
	e.asked = append(e.asked, r)
	e.mu.Unlock()
	m := chat.Say(text.EN, "done: "+r.Values["what"]+" "+r.Action)
	m.Blocks = append(m.Blocks, chat.Buttons{Items: []chat.Button{{Label: "Again", Press: chat.Press{Command: "ask", Action: "again", Object: "o_1"}}}})
	return chat.Reply{Message: m}
}

func (e *echo) Suggest(context.Context, chat.Request, string, string) []chat.Choice { return nil }
func (e *echo) Home(context.Context, chat.Person) chat.Message                      { return chat.Message{} }

func play(t *testing.T, trial bool, lines ...string) (string, *echo) {
	t.Helper()
	var out bytes.Buffer
	e := &echo{}
	term := &terminal.Terminal{In: strings.NewReader(strings.Join(lines, "\n") + "\n"), Out: &out, Lang: text.EN, Rooms: []string{"general", "urgent"}, Trial: trial}
	if err := term.Run(t.Context(), commands, e); err != nil {
		t.Fatal(err)
	}
	return out.String(), e
}

func TestAFormAsksLineByLineAndOnlyAgainForWhatIsWrong(t *testing.T) {
	out, e := play(t, true, "/ask hello", "", "not a link", "https://r.example", ":press Again")
	if len(e.asked) != 2 || e.asked[0].Values["what"] != "hello" || e.asked[0].Values["link"] != "https://r.example" || e.asked[0].Via != chat.Submitted {
		t.Fatalf("asked %+v\n%s", e.asked, out)
	}
	if e.asked[1].Action != "again" || e.asked[1].Object != "o_1" || e.asked[1].Via != chat.Pressed {
		t.Errorf("the button arrived as %+v", e.asked[1])
	}
	if strings.Count(out, "What") != 1 || !strings.Contains(out, "This is not a link") {
		t.Errorf("asked in another way:\n%s", out)
	}
}

func TestWhoSpeaksAndWhere(t *testing.T) {
	out, e := play(t, true, ":as reviewer", ":room urgent", "/ask x link:https://r.example", ":room nowhere", "hello team")
	if len(e.asked) != 1 || e.asked[0].Who.ID != "reviewer" || e.asked[0].Where.Room != "urgent" || !e.asked[0].Who.Trial {
		t.Errorf("asked %+v", e.asked)
	}
	if !strings.Contains(out, "Rooms: general, urgent") || !strings.Contains(out, "[#urgent] reviewer: hello team") {
		t.Errorf("shown:\n%s", out)
	}
	out, e = play(t, false, ":as director", "/ask x link:https://r.example")
	if e.asked[0].Who.ID != "officer" || !strings.Contains(out, "only while nothing real is connected") {
		t.Errorf("outside a trial somebody acts as another: %+v\n%s", e.asked, out)
	}
}

func TestANewCommandGivesUpAFormAndUnknownOnesAreAnswered(t *testing.T) {
	out, e := play(t, true, "/ask one", "/ask two link:https://r.example", "/nothing", ":press Missing", ":cancel", ":what")
	if len(e.asked) != 1 || e.asked[0].Values["what"] != "two" {
		t.Errorf("asked %+v", e.asked)
	}
	for _, want := range []string{"no such command", "No button", ":as reviewer changes person"} {
		if !strings.Contains(out, want) {
			t.Errorf("not shown: %q\n%s", want, out)
		}
	}
}

func TestPostFindUpdateDelete(t *testing.T) {
	var out bytes.Buffer
	term := &terminal.Terminal{In: strings.NewReader(""), Out: &out, Lang: text.EN, Rooms: []string{"urgent"}}
	ctx, a := t.Context(), outcome.Attempt{Key: "k"}
	if _, err := term.Find(ctx, a, chat.Place{Room: "urgent"}); !errors.Is(err, outcome.ErrNotFound) {
		t.Errorf("found before it was posted: %v", err)
	}
	ref, err := term.Post(ctx, a, chat.Place{Room: "urgent"}, chat.Say(text.EN, "one"))
	if err != nil {
		t.Fatal(err)
	}
	if found, err := term.Find(ctx, a, chat.Place{Room: "urgent"}); err != nil || found != ref {
		t.Errorf("found %+v, %v", found, err)
	}
	if err := term.Update(ctx, ref, chat.Say(text.EN, "two")); err != nil {
		t.Error(err)
	}
	for range 2 { // what is gone already is no error
		if err := term.Delete(ctx, ref); err != nil {
			t.Error(err)
		}
	}
	if err := term.Update(ctx, ref, chat.Say(text.EN, "three")); !errors.Is(err, outcome.ErrNotFound) {
		t.Errorf("a deleted message changes: %v", err)
	}
	if _, err := term.Post(ctx, a, chat.Place{Room: "nowhere"}, chat.Say(text.EN, "x")); outcome.Of(err).Outcome != outcome.Refused {
		t.Errorf("a room that does not exist: %v", err)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("/ask\n:press 1\n:as x\n:lang ar\n")
	f.Add("/ask \x00\xff\n\u202e\n:")
	f.Fuzz(func(t *testing.T, lines string) {
		var out bytes.Buffer
		term := &terminal.Terminal{In: strings.NewReader(lines), Out: &out, Lang: text.AR, Rooms: []string{"general"}, Trial: true}
		if err := term.Run(t.Context(), commands, &echo{}); err != nil {
			t.Fatal(err)
		}
	})
}
