package bot_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"portevoix/bot"
	"portevoix/bot/chat"
	"portevoix/bot/text"
)

const member chat.Role = "member"

// door is a bot with a few commands, and what it logs.
func door(log *bytes.Buffer, commands ...chat.Command) *bot.Bot {
	return &bot.Bot{
		Commands: commands, Now: time.Now, Log: slog.New(slog.NewJSONHandler(log, nil)),
		Who: func(_ context.Context, p chat.Person) (chat.Person, error) {
			if p.ID == "known" {
				p.Member, p.Roles = "p_1", []chat.Role{member}
			}
			return p, nil
		},
	}
}

func ask(command string, values chat.Values) chat.Request {
	return chat.Request{Command: command, Values: values, Who: chat.Person{ID: "known", Lang: text.EN}}
}

func says(m chat.Message) string {
	var all []string
	for _, b := range m.Blocks {
		if p, ok := b.(chat.Paragraph); ok {
			all = append(all, text.StripMarks(p.Text))
		}
	}
	return strings.Join(all, " ")
}

func TestTheDoor(t *testing.T) {
	var log bytes.Buffer
	ran := 0
	run := func(context.Context, chat.Request) (chat.Reply, error) { ran++; return chat.Reply{}, nil }
	b := door(&log, chat.Command{Name: "check", Role: member, Run: run}, chat.Command{Name: "zero", Run: run})
	stranger := ask("check", nil)
	stranger.Who.ID = "unknown"
	for name, c := range map[string]struct {
		r    chat.Request
		want string
	}{
		"an unknown command":    {ask("/chekc", nil), "Did you mean /check?"},
		"a stranger":            {stranger, "not yet a member"},
		"a zero role":           {ask("zero", nil), "do not have the role"},
		"bytes that no text is": {ask("check", chat.Values{"text": "\xff\xfe"}), "cannot be read"},
		"a null character":      {ask("check", chat.Values{"text": "a\x00b"}), "cannot be read"},
		"a hundred kilobytes":   {ask("check", chat.Values{"text": strings.Repeat("x", 100_000)}), "too long"},
	} {
		if got := says(b.Handle(t.Context(), c.r).Message); !strings.Contains(got, c.want) {
			t.Errorf("%s is answered by %q", name, got)
		}
		if plan := b.Plan(c.r); plan.Go() {
			t.Errorf("%s is let through before the acknowledgement", name)
		}
	}
	if ran != 0 {
		t.Errorf("%d of them ran all the same", ran)
	}
}

func TestAPanicOrAFailureEndsOneRequestAndLogsNoWords(t *testing.T) {
	var log bytes.Buffer
	b := door(&log,
		chat.Command{Name: "panics", Role: member, Run: func(_ context.Context, r chat.Request) (chat.Reply, error) { panic("canary " + r.Values["text"]) }},
		chat.Command{Name: "fails", Role: member, Run: func(context.Context, chat.Request) (chat.Reply, error) { return chat.Reply{}, errors.New("disk full") }},
		chat.Command{Name: "explains", Role: member, Run: func(context.Context, chat.Request) (chat.Reply, error) {
			return chat.Reply{}, &chat.Problem{What: text.Same("Wrong date."), Do: text.Same("Write it again.")}
		}},
	)
	for command, want := range map[string]string{"panics": "failed on our side", "fails": "failed on our side", "explains": "Wrong date. Write it again."} {
		if got := says(b.Handle(t.Context(), ask(command, chat.Values{"text": "Mme Untel"})).Message); !strings.Contains(got, want) {
			t.Errorf("%s is answered by %q", command, got)
		}
	}
	if strings.Contains(log.String(), "Untel") {
		t.Errorf("the log holds what was typed: %s", log.String())
	}
	if !strings.Contains(log.String(), "disk full") {
		t.Error("our own failure is not in the log")
	}
}

func TestADoubleClickIsHandledOnce(t *testing.T) {
	var log bytes.Buffer
	var ran atomic.Int32
	b := door(&log, chat.Command{Name: "check", Role: member, Run: func(context.Context, chat.Request) (chat.Reply, error) {
		ran.Add(1)
		return chat.Reply{}, nil
	}})
	r := ask("check", nil)
	r.ID = "same"
	b.Handle(t.Context(), r)
	if reply := b.Handle(t.Context(), r); !reply.Silent || ran.Load() != 1 {
		t.Errorf("ran %d times, answered %+v", ran.Load(), reply)
	}
}
