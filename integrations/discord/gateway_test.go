package discord

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/text"
	"portevoix/integrations/discord/discordfake"
)

// Each of these is a way in which a bot built on the library alone stops working, for minutes or until somebody restarts it.

// running is a bot that runs against a fake, and what it was asked.
type running struct {
	*Platform
	fake  *discordfake.Server
	ended chan error
	stop  context.CancelFunc

	mu    sync.Mutex
	asked []chat.Request
}

func quick() timing {
	return timing{standby: 20 * time.Millisecond, silence: 400 * time.Millisecond, identify: 10 * time.Millisecond, ack: 100 * time.Millisecond, sign: time.Hour, private: time.Hour}
}

func start(t *testing.T, fake *discordfake.Server, change func(*Platform), commands ...chat.Command) *running {
	t.Helper()
	p, err := New(Config{Token: fake.Token, API: fake.URL(), Lang: text.EN, Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	p.timing = quick()
	if change != nil {
		change(p)
	}
	r := &running{Platform: p, fake: fake, ended: make(chan error, 1)}
	if commands == nil {
		commands = []chat.Command{{Name: "echo", Summary: text.Same("says it again"), Role: "member", Run: r.echo}}
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.stop = cancel
	go func() { r.ended <- p.Run(ctx, commands, chattest.Door{Commands: commands}) }()
	t.Cleanup(cancel)
	return r
}

func (r *running) echo(_ context.Context, q chat.Request) (chat.Reply, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = append(r.asked, q)
	return q.Answer(text.Same("heard")), nil
}

func (r *running) heard() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.asked)
}

func (r *running) finish(t *testing.T) {
	t.Helper()
	r.stop()
	select {
	case err := <-r.ended:
		if err != nil {
			t.Errorf("Run ended with: %v", err)
		}
	case <-time.After(time.Minute):
		t.Fatal("Run does not end")
	}
}

func server(t *testing.T) *discordfake.Server {
	t.Helper()
	leaks := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, leaks) }) // after the fake's own end
	fake := Fake(t)
	fake.Beat = 100 * time.Millisecond
	return fake
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("never happened: %s", what)
}

// works asks the bot something and waits for it.
func (r *running) works(t *testing.T) {
	t.Helper()
	eventually(t, "the bot being connected", func() bool { return r.fake.Connected() == 1 && len(r.fake.Commands(r.fake.Guild)) > 0 })
	before := r.heard()
	eventually(t, "the bot hearing somebody", func() bool {
		_ = r.fake.Command(officer, "200000000000000001", "echo", nil)
		for range 20 {
			if r.heard() > before {
				return true
			}
			time.Sleep(10 * time.Millisecond)
		}
		return false
	})
}

// P1, P2, P3, P5, P7: a reconnect as the first packet, a gateway that never greets or never says READY, one that does not answer
// heartbeats, a session that cannot be resumed, and frames that nobody can read. After each, the bot hears people again.
func TestTheBotComesBack(t *testing.T) {
	for name, fault := range map[string]discordfake.GateFault{
		"asked to reconnect first (library: deadlock)":            discordfake.ReconnectFirst,
		"never READY (library: blocks for ever)":                  discordfake.Mute,
		"never HELLO (library: blocks for ever)":                  discordfake.NoHello,
		"heartbeats unanswered (library: five intervals)":         discordfake.NoAck,
		"a session that is gone":                                  discordfake.Unresumable,
		"frames that cannot be read (library: null ends the bot)": discordfake.BadFrames,
	} {
		t.Run(name, func(t *testing.T) {
			fake := server(t)
			fake.FailGateway(fault)
			r := start(t, fake, nil)
			r.works(t)
			r.finish(t)
		})
	}
}

// Whatever happens to a session that stands, the next interaction is heard, and a session that may be resumed is.
func TestASessionGoesOn(t *testing.T) {
	fake := server(t)
	r := start(t, fake, nil)
	r.works(t)
	for i, trouble := range []func(){fake.Reconnect, func() { fake.Invalidate(true) }, fake.Drop, func() { fake.CloseGateway(4000) }} {
		trouble()
		eventually(t, "the session being resumed", func() bool { _, resumed := fake.Sessions(); return resumed > i })
		r.works(t)
	}
	fake.Demand()
	r.works(t)
	if identified, resumed := fake.Sessions(); identified != 1 || resumed < 4 {
		t.Errorf("identified %d times and resumed %d times: a session must be resumed while it can be", identified, resumed)
	}
	for i, trouble := range []func(){func() { fake.Invalidate(false) }, func() { fake.CloseGateway(4009) }} {
		trouble()
		eventually(t, "a session being begun anew", func() bool { identified, _ := fake.Sessions(); return identified > i+1 })
		r.works(t)
	}
	r.finish(t)
}

// P6: the library asks again for ever after a code that means "never". We stop, and say what to mend.
func TestWhatCanNeverWorkStops(t *testing.T) {
	for name, arrange := range map[string]func(*discordfake.Server, *Config){
		"closed with 4004": func(f *discordfake.Server, _ *Config) { f.FailGateway(discordfake.BadToken) },
		"closed with 4014": func(f *discordfake.Server, _ *Config) { f.FailGateway(discordfake.BadIntent) },
		"another token":    func(_ *discordfake.Server, c *Config) { c.Token = "not.the.token" },
	} {
		t.Run(name, func(t *testing.T) {
			fake := server(t)
			c := Config{Token: fake.Token, API: fake.URL()}
			arrange(fake, &c)
			p, err := New(c)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			err = p.Run(ctx, nil, chattest.Door{})
			if err == nil || ctx.Err() != nil {
				t.Fatalf("Run goes on, or ends without a word: %v", err)
			}
			if strings.Contains(err.Error(), c.Token) {
				t.Error("the error holds the token")
			}
			if len(p.Health(t.Context())) == 0 && name != "another token" {
				t.Error("nothing is reported")
			}
			p.rest.http.CloseIdleConnections()
		})
	}
}

// One process holds the gateway; when it ends, another takes over.
func TestOneReplicaHoldsTheGateway(t *testing.T) {
	fake := server(t)
	lease := &oneLease{}
	hold := func(p *Platform) { p.config.Lease = lease }
	first := start(t, fake, hold)
	first.works(t)
	second := start(t, fake, hold)
	time.Sleep(10 * quick().standby)
	if identified, _ := fake.Sessions(); identified != 1 {
		t.Errorf("%d processes are connected", identified)
	}
	first.finish(t)
	second.works(t)
	if first.heard() == 0 || second.heard() == 0 {
		t.Error("one of the two has heard nobody")
	}
	second.finish(t)
}

type oneLease struct{ mu sync.Mutex }

func (l *oneLease) Lease(ctx context.Context, _ string) (context.Context, func(), error) {
	if !l.mu.TryLock() {
		return nil, nil, errors.New("held by another process")
	}
	return ctx, l.mu.Unlock, nil
}

// A session that is resumed delivers again what it believes unread. Each is one request.
func TestWhatComesTwiceIsOneRequest(t *testing.T) {
	fake := server(t)
	r := start(t, fake, nil)
	r.works(t)
	n := r.heard()
	for range 3 {
		if err := fake.Again(officer); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(100 * time.Millisecond)
	if r.heard() != n {
		t.Errorf("%d requests instead of %d", r.heard(), n)
	}
	r.finish(t)
}

// P7: a component that is new to us must not hide the rest of a form, as it does in the library, where reading it ends the process.
func TestAnUnknownComponentHidesNothing(t *testing.T) {
	p, err := New(Config{Token: "t"})
	if err != nil {
		t.Fatal(err)
	}
	raw := `{"id":"1","token":"t","type":5,"locale":"fr","channel_id":"2","member":{"roles":["7"],"user":{"id":"3","username":"u"}},"data":{"custom_id":"m~draft:edit:d_1","components":[
		{"type":97,"odd":{"x":[1]},"components":[{"type":4,"custom_id":"brief","value":"Collecte"}]},
		{"type":18,"component":{"type":3,"custom_id":"networks","values":["x","facebook"]}},
		{"type":18,"component":{"type":4,"custom_id":"brief~2","value":" samedi"}}]}}`
	a, err := p.translate([]byte(raw), nil)
	if err != nil {
		t.Fatal(err)
	}
	if a.r.Command != "draft" || a.r.Action != "edit" || a.r.Object != "d_1" || a.r.Who.Lang != text.FR || a.r.Who.Groups[0] != "7" {
		t.Errorf("got %+v", a.r)
	}
	if a.r.Values["brief"] != "Collecte samedi" || a.r.Values["networks"] != "x,facebook" {
		t.Errorf("the values are %v", a.r.Values)
	}
}

// People are answered in their own language, then in their server's, then in the team's, whatever Discord calls it.
func TestInWhichLanguageSomebodyIsAnswered(t *testing.T) {
	p, err := New(Config{Token: "t", Lang: text.AR})
	if err != nil {
		t.Fatal(err)
	}
	for given, wanted := range map[[2]string]text.Lang{
		{"fr", "en-US"}: text.FR, {"en-GB", "fr"}: text.EN, {"en-US", ""}: text.EN, {"ar", "fr"}: text.AR,
		{"es-419", "fr"}: text.FR, {"pt-BR", "en-US"}: text.EN, {"ja", "ko"}: text.AR, {"", ""}: text.AR, {"\x00", "français"}: text.AR,
	} {
		raw, err := json.Marshal(map[string]any{"id": "1", "token": "t", "type": kindCommand, "locale": given[0], "guild_locale": given[1], "user": map[string]any{"id": "3"}, "data": map[string]any{"name": "x"}})
		if err != nil {
			t.Fatal(err)
		}
		if a, err := p.translate(raw, nil); err != nil || a.r.Lang() != wanted {
			t.Errorf("%v: %s, %v", given, a.r.Lang(), err)
		}
	}
}

// Plan may be slow: Discord is answered in time all the same, and a button leads to the form that can no longer open by itself.
func TestASlowPlanIsAcknowledgedMeanwhile(t *testing.T) {
	fake := server(t)
	slow := chat.Command{Name: "echo", Summary: text.Same("asks"), Role: "member", Plan: func(r chat.Request) chat.Plan {
		time.Sleep(400 * time.Millisecond)
		return chat.Plan{Form: &chat.Form{Command: "echo", Title: text.Same("Ask"), Lang: r.Lang(), Inputs: []chat.Input{{Name: "text", Label: text.Same("Text")}}}}
	}, Run: func(_ context.Context, r chat.Request) (chat.Reply, error) { return r.Answer(text.Same("never")), nil }}
	r := start(t, fake, nil, slow)
	eventually(t, "the commands", func() bool { return len(fake.Commands(fake.Guild)) > 0 && fake.Connected() == 1 })
	if err := fake.Command(officer, "200000000000000001", "echo", nil); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a button to the form", func() bool {
		for _, m := range fake.Sees(officer, "200000000000000001") {
			for _, b := range fake.Read(m).Buttons {
				return fake.Press(officer, m, b.CustomID) == nil
			}
		}
		return false
	})
	eventually(t, "the form", func() bool { _, open := fake.Modal(officer); return open })
	if slowest, n := fake.Acknowledged(); n == 0 || slowest > 390*time.Millisecond {
		t.Errorf("%d acknowledgements, the slowest after %v", n, slowest)
	}
	r.finish(t)
}

// Frames and interactions come from outside: nothing that they hold may end more than themselves.
func FuzzFrame(f *testing.F) {
	for _, s := range []string{"null", "{}", `{"op":10,"d":{"heartbeat_interval":41250}}`, `{"op":0,"s":1,"t":"READY","d":null}`, `{"op":0,"t":"GUILD_CREATE","d":[]}`, "\x78\x9c", `{"op":"x"}`} {
		f.Add(1, []byte(s))
		f.Add(2, []byte(s))
	}
	f.Fuzz(func(t *testing.T, kind int, b []byte) {
		got, err := read(kind, b)
		if err == nil && got.Op == opHello && !json.Valid(b) && kind == 1 {
			t.Errorf("%q is taken for a greeting", b)
		}
	})
}

func FuzzInteraction(f *testing.F) {
	for _, s := range []string{
		`null`, `{}`, `{"id":"1","token":"t","type":2,"user":{"id":"3"},"data":{"name":"echo","type":1,"options":[{"name":"text","type":3,"value":"x"},{"name":"n","type":4,"value":3}]}}`,
		`{"id":"1","token":"t","type":2,"member":{"user":{"id":"3"}},"data":{"name":"Check","type":3,"target_id":"9","resolved":{"messages":{"9":{"content":"c","embeds":[{"description":"d"}]}}}}}`,
		`{"id":"1","token":"t","type":3,"user":{"id":"3"},"message":{"id":"5","flags":64},"data":{"custom_id":"b1234567~card:yes:x","component_type":2}}`,
		`{"id":"1","token":"t","type":5,"user":{"id":"3"},"data":{"custom_id":"m~a:b:c","components":[{"type":18,"component":{"type":4,"custom_id":"x","value":true}}]}}`,
		`{"id":1,"token":{},"type":"x","data":[]}`,
	} {
		f.Add([]byte(s))
	}
	p, err := New(Config{Token: "t"})
	if err != nil {
		f.Fatal(err)
	}
	commands := []chat.Command{{Name: "echo", OnMessage: text.Same("Check"), Inputs: func(chat.Values) []chat.Input { return []chat.Input{{Name: "text", Free: true}} }}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := p.translate(raw, commands)
		if err != nil {
			return
		}
		if a.r.ID == "" || a.r.Who.ID == "" || a.at.token == "" {
			t.Errorf("an interaction of nobody is taken: %+v", a.r)
		}
		if a.r.Command == "" && a.reopen == "" && !a.lost && a.at.kind != kindCommand && a.at.kind != kindSuggest {
			t.Errorf("an interaction that asks nothing is taken: %+v", a)
		}
	})
}
