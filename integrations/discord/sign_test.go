package discord

import (
	"context"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
	"portevoix/integrations/discord/discordfake"
)

// worker is a bot with a command that shows a private message with buttons, and whose buttons work until they are let go.
func worker(t *testing.T, fake *discordfake.Server, change func(*timing)) (r *running, finish chan chat.Reply) {
	t.Helper()
	finish = make(chan chat.Reply)
	buttons := chat.Buttons{Items: []chat.Button{{Label: "Work", Press: chat.Press{Command: "work", Action: "go"}}}}
	show := chat.Command{Name: "show", Summary: text.Same("shows"), Role: "member", Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
		return chat.Reply{Message: chat.Message{Lang: text.EN, Blocks: []chat.Block{chat.Paragraph{Text: "a private message"}, buttons}}}, nil
	}}
	work := chat.Command{Name: "work", Hidden: true, Role: "member", Run: func(ctx context.Context, r chat.Request) (chat.Reply, error) {
		select {
		case reply := <-finish:
			return reply, nil
		case <-ctx.Done():
			return chat.Reply{}, ctx.Err()
		}
	}}
	r = start(t, fake, func(p *Platform) { change(&p.timing) }, show, work)
	eventually(t, "the commands", func() bool { return len(fake.Commands(fake.Guild)) > 0 && fake.Connected() == 1 })
	return r, finish
}

// reads is what the officer reads in the room, one message a line.
func reads(fake *discordfake.Server) string {
	var all []string
	for _, m := range fake.Sees(officer, general) {
		all = append(all, strings.TrimSpace(fake.Read(m).Text))
	}
	return strings.Join(all, "\n")
}

func presses(t *testing.T, fake *discordfake.Server, label string) {
	t.Helper()
	eventually(t, "a button "+label, func() bool {
		for _, m := range fake.Sees(officer, general) {
			for _, b := range fake.Read(m).Buttons {
				if b.Label == label {
					return fake.Press(officer, m, b.CustomID) == nil
				}
			}
		}
		return false
	})
}

// Work behind a private button that lasts shows a sign of life; whatever the answer is, the sign does not outlive it.
func TestSlowWorkShowsASignOfLife(t *testing.T) {
	say := func(words string) chat.Message { return chat.Say(text.EN, words) }
	for name, c := range map[string]struct {
		reply chat.Reply
		after string
	}{
		"an answer":                             {chat.Reply{Message: say("done")}, "a private message\ndone"},
		"an answer in the place of the message": {chat.Reply{Message: say("done"), Replace: true}, "done"},
		"nothing to say":                        {chat.Reply{Silent: true}, "a private message"},
		"a long answer":                         {chat.Reply{Message: say(strings.TrimSpace(strings.Repeat("word ", 1500)))}, "a private message\n" + strings.TrimSpace(strings.Repeat("word ", 1500))},
	} {
		t.Run(name, func(t *testing.T) {
			fake := server(t)
			r, finish := worker(t, fake, func(t *timing) { t.sign = 0 })
			if err := fake.Command(officer, general, "show", nil); err != nil {
				t.Fatal(err)
			}
			presses(t, fake, "Work")
			eventually(t, "a sign of life", func() bool {
				return strings.HasSuffix(reads(fake), "Portevoix is working on it. The answer will come here.")
			})
			if len(fake.Sees(author, general)) != 0 {
				t.Error("somebody else sees it")
			}
			finish <- c.reply
			wanted := strings.Join(strings.Fields(c.after), " ")
			eventually(t, "the answer and nothing else", func() bool { return strings.Join(strings.Fields(reads(fake)), " ") == wanted })
			r.finish(t)
		})
	}
}

// A button of a message in a room is acknowledged with Discord's own sign, seen by the asker alone, and the answer takes its place.
func TestASharedButtonIsAnsweredWithDiscordsOwnSign(t *testing.T) {
	fake := server(t)
	r, finish := worker(t, fake, func(*timing) {})
	card := chat.Message{Lang: text.EN, Blocks: []chat.Block{chat.Paragraph{Text: "a card"}, chat.Buttons{Items: []chat.Button{{Label: "Work", Press: chat.Press{Command: "work", Action: "go"}}}}}}
	if _, err := r.Post(t.Context(), try("card"), in(general), card); err != nil {
		t.Fatal(err)
	}
	presses(t, fake, "Work")
	eventually(t, "Discord's sign", func() bool { return fake.Thinking(officer) == 1 })
	if fake.Thinking(author) != 0 {
		t.Error("somebody else sees it")
	}
	finish <- chat.Reply{Message: chat.Say(text.EN, "done")}
	eventually(t, "the answer", func() bool { return strings.HasSuffix(reads(fake), "done") && fake.Thinking(officer) == 0 })
	presses(t, fake, "Work")
	finish <- chat.Reply{Silent: true}
	eventually(t, "the sign being gone", func() bool { return fake.Thinking(officer) == 0 && strings.HasSuffix(reads(fake), "done") })
	r.finish(t)
}

// Work that outlives what Discord waits for says where its answer will come, and the answer comes there.
func TestLongWorkSaysWhereItsAnswerWillCome(t *testing.T) {
	for name, shared := range map[string]bool{"a card's button": true, "a private button": false} {
		t.Run(name, func(t *testing.T) {
			fake := server(t)
			r, finish := worker(t, fake, func(t *timing) { t.sign, t.private = 0, 20*time.Millisecond })
			var err error
			if shared {
				_, err = r.Post(t.Context(), try("card"), in(general), chat.Message{Lang: text.EN, Blocks: []chat.Block{chat.Buttons{Items: []chat.Button{{Label: "Work", Press: chat.Press{Command: "work"}}}}}})
			} else {
				err = fake.Command(officer, general, "show", nil)
			}
			if err != nil {
				t.Fatal(err)
			}
			presses(t, fake, "Work")
			eventually(t, "where the answer will come", func() bool { return strings.HasSuffix(reads(fake), "The answer will come as a direct message.") })
			finish <- chat.Reply{Message: chat.Say(text.EN, "done")}
			eventually(t, "an answer all the same, when Discord takes it", func() bool { return strings.HasSuffix(reads(fake), "done") })
			r.finish(t)
		})
	}
}

// Discord stumbles while somebody waits for an answer: it comes all the same, once.
func TestAnAnswerOutlivesAStumble(t *testing.T) {
	for name, fault := range map[string]discordfake.Fault{
		"the first answer is cut off twice":    {Path: "/callback", Times: 2},
		"the first answer arrives, and is 502": {Path: "/callback", Status: 502, After: true},
		"the answer meets 503":                 {Method: "PATCH", Path: "/@original", Times: 2, Status: 503},
		"the answer is limited":                {Method: "PATCH", Path: "/@original", Status: 429, Body: `{"retry_after":0.05,"global":false}`},
		"the answer arrives, and is cut off":   {Method: "PATCH", Path: "/@original", After: true},
	} {
		t.Run(name, func(t *testing.T) {
			fake := discordfake.New()
			fake.Arabic = true
			fake.HoldTo(Described())
			t.Cleanup(func() {
				fake.Close()
				for _, c := range fake.Complaints() {
					if c != "an interaction acknowledged twice" { // it cannot be known that the first one arrived
						t.Errorf("Discord would not have it: %s", c)
					}
				}
			})
			ask := chat.Command{Name: "ask", Summary: text.Same("asks"), Role: "member", Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
				return r.Answer(text.Same("answered")), nil
			}}
			r := start(t, fake, nil, ask)
			eventually(t, "the commands", func() bool { return len(fake.Commands(fake.Guild)) > 0 && fake.Connected() == 1 })
			fake.Fail(fault)
			if err := fake.Command(officer, general, "ask", nil); err != nil {
				t.Fatal(err)
			}
			eventually(t, "the answer", func() bool { return reads(fake) == "answered" })
			if fake.DM(officer) != "" {
				t.Error("it came as a direct message")
			}
			r.finish(t)
		})
	}
}
