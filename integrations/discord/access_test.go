package discord

import (
	"errors"
	"strings"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/discord/discordfake"
)

// Doctor names exactly what is missing, whether a role, the channel's own rule for a role, or its rule for the bot takes it away.
func TestDoctorNamesTheMissingPermission(t *testing.T) {
	const comms = "500000000000000002"
	fake := server(t)
	p := sender(t, fake)
	fake.SetRole(discordfake.Role{ID: comms, Name: "comms"})
	fake.GiveBot(comms)
	look := func(what string, wanted ...string) {
		t.Helper()
		problem := p.LookAt(t.Context(), general)
		if len(wanted) == 0 {
			if problem != nil {
				t.Errorf("%s: %s", what, problem.Do.EN)
			}
			return
		}
		if problem == nil || !strings.Contains(problem.Do.EN, ": "+strings.Join(wanted, ", ")+".") || !strings.Contains(problem.What.FR, general) {
			t.Errorf("%s: %+v", what, problem)
		}
	}
	look("as invited")
	fake.Overwrite(general, fake.Guild, false, 0, discordfake.EmbedLinks|discordfake.ReadHistory)
	look("everybody without embeds", "Embed Links", "Read Message History")
	fake.Overwrite(general, comms, false, discordfake.EmbedLinks, 0)
	look("a role of the bot's lets it", "Read Message History")
	fake.Overwrite(general, fake.Bot, true, discordfake.ReadHistory, discordfake.AttachFiles)
	look("the bot itself", "Attach Files")
	fake.Overwrite(general, fake.Bot, true, 0, 0)
	fake.SetRole(discordfake.Role{ID: comms, Name: "comms", Permissions: discordfake.Administrator})
	look("an administrator")
	fake.SetRole(discordfake.Role{ID: comms, Name: "comms"})
	fake.Forbid(general, true)
	look("a channel that it does not see", "View Channel", "Send Messages", "Embed Links", "Attach Files", "Read Message History")
	if problem := p.LookAt(t.Context(), "200000000000000099"); problem == nil || !strings.Contains(problem.Do.EN, "DISCORD_ROOMS") {
		t.Errorf("a channel that does not exist: %+v", problem)
	}
}

// Where history cannot be read, Discord shows an empty one: that must never be taken for "it did not arrive".
func TestAnEmptyHistoryIsNotAlwaysOne(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	a := try("unsure")
	fake.Fail(discordfake.Fault{Method: "POST", Path: "/messages", Status: 500, After: true})
	if _, err := p.Post(t.Context(), a, in(general), chat.Say(text.EN, "x")); err == nil {
		t.Fatal("a 500 is reported as success")
	}
	fake.Overwrite(general, fake.Guild, false, 0, discordfake.ReadHistory)
	if _, err := p.Find(t.Context(), a, in(general)); !errors.Is(err, outcome.ErrCannotTell) {
		t.Errorf("what stands there is reported as absent: %v", err)
	}
	if problems := p.Health(t.Context()); len(problems) != 1 || !strings.Contains(problems[0].Do.EN, ": Read Message History.") {
		t.Errorf("reported: %+v", problems)
	}
	fake.Overwrite(general, fake.Guild, false, 0, 0)
	if _, err := p.Find(t.Context(), a, in(general)); err != nil {
		t.Errorf("now it can be read: %v", err)
	}
	if problems := p.Health(t.Context()); len(problems) != 0 {
		t.Errorf("still reported: %+v", problems)
	}
}

// A channel that refused the bot is taken up again as soon as it lets it in: when Discord tells of the change, or when somebody asks how
// the bot is. Until then it costs not one more refusal.
func TestAChannelThatLetsUsInAgainIsTakenUpAgain(t *testing.T) {
	const comms = "500000000000000002"
	fake := server(t)
	fake.SetRole(discordfake.Role{ID: comms, Name: "comms", Permissions: discordfake.SendMessages})
	r := start(t, fake, nil)
	r.works(t)
	for what, change := range map[string]struct{ closes, opens func() }{
		"its own rule": {func() { fake.Forbid(general, true) }, func() { fake.Forbid(general, false) }},
		"a role that the bot is given": {
			func() {
				fake.SetRole(discordfake.Role{ID: fake.Guild, Name: "@everyone", Permissions: discordfake.ViewChannel | discordfake.EmbedLinks | discordfake.AttachFiles | discordfake.ReadHistory | discordfake.UseCommands})
			},
			func() { fake.GiveBot(comms) },
		},
	} {
		change.closes()
		for range 3 {
			if _, err := r.Post(t.Context(), try(what+" closed"), in(general), chat.Say(text.EN, "x")); outcome.Of(err).Outcome != outcome.Refused {
				t.Fatalf("%s: posted all the same: %v", what, err)
			}
		}
		before := fake.Invalid()
		if !r.shut(general) || len(r.Health(t.Context())) != 1 {
			t.Errorf("%s: not reported", what)
		}
		if fake.Invalid() != before {
			t.Errorf("%s: to ask how it is costs a refusal", what)
		}
		change.opens()
		eventually(t, what+": the channel being taken up again", func() bool { return !r.shut(general) })
		if _, err := r.Post(t.Context(), try(what+" open"), in(general), chat.Say(text.EN, "x")); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if problems := r.Health(t.Context()); len(problems) != 0 {
			t.Errorf("%s: still reported: %v", what, problems)
		}
	}
	r.finish(t)
}

// A process that hears no event (another one holds the gateway) takes a channel up again when somebody asks for /status, and by itself
// after a while that grows.
func TestAClosedChannelIsTriedAgain(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	now := time.Now()
	p.config.Now = func() time.Time { return now }
	post := func() error {
		_, err := p.Post(t.Context(), try(now.String()), in(general), chat.Say(text.EN, "x"))
		return err
	}
	fake.Forbid(general, true)
	if post() == nil {
		t.Fatal("a closed channel takes a message")
	}
	fake.Forbid(general, false)
	if post() == nil {
		t.Fatal("a channel that has just refused is asked again at once")
	}
	if problems := p.Health(t.Context()); len(problems) != 0 {
		t.Errorf("it lets us in, and is reported: %v", problems)
	}
	if err := post(); err != nil {
		t.Errorf("after /status: %v", err)
	}
	fake.Forbid(general, true)
	asked := fake.Invalid()
	for began := now; now.Sub(began) < 7*24*time.Hour; now = now.Add(time.Minute) {
		if post() == nil {
			t.Fatal("a closed channel takes a message")
		}
	}
	if n := fake.Invalid() - asked; n < 7 || n > 20 {
		t.Errorf("asked %d times in a week: once a day is enough, never is too little", n)
	}
}

// Taking down goes before everything: a channel that is left alone is asked all the same.
func TestTakingDownAsksAClosedChannel(t *testing.T) {
	fake := server(t)
	p := sender(t, fake)
	ref, err := p.Post(t.Context(), try("up"), in(general), chat.Say(text.EN, "x"))
	if err != nil {
		t.Fatal(err)
	}
	fake.Overwrite(general, fake.Bot, true, 0, discordfake.SendMessages)
	if _, err := p.Post(t.Context(), try("more"), in(general), chat.Say(text.EN, "x")); err == nil {
		t.Fatal("a closed channel takes a message")
	}
	if err := p.Update(t.Context(), ref, chat.Say(text.EN, "y")); outcome.Of(err) == nil || outcome.Of(err).Reason != outcome.Reconnect {
		t.Errorf("changed in a closed channel: %v", err)
	}
	if err := p.Delete(t.Context(), ref); err != nil {
		t.Errorf("it stays: %v", err)
	}
	if len(fake.Sees(officer, general)) != 0 {
		t.Error("it is still there")
	}
}
