package slack

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/outcome"
	"portevoix/bot/text"
	"portevoix/integrations/slack/slackfake"
)

const (
	perSecond = 200             // typed commands
	loadFor   = 5 * time.Second // of each app
)

// How fast a typed command is acknowledged at 200 a second while each command works for a while, against the same load on an app of
// Slack's own framework that only echoes, in one run. It needs PORTEVOIX_TEST_NODE.
//
//	go test -run '^$' -bench Acknowledgement -benchtime 1x ./integrations/slack
func BenchmarkAcknowledgement(b *testing.B) {
	for b.Loop() {
		bolt := loadOnBolt(b)
		ours := loadOnUs(b)
		b.ReportMetric(ms(at(ours, 0.5)), "ours-p50-ms")
		b.ReportMetric(ms(at(ours, 0.99)), "ours-p99-ms")
		b.ReportMetric(ms(at(bolt, 0.5)), "bolt-p50-ms")
		b.ReportMetric(ms(at(bolt, 0.99)), "bolt-p99-ms")
		b.ReportMetric(ms(at(ours, 0.99))/ms(at(bolt, 0.99)), "p99-ratio")
	}
}

func loadOnBolt(b *testing.B) []time.Duration {
	fake := slackfake.New(b, slackfake.Options{Users: everybody})
	startNode(b, fake, boltEcho)
	until(b, "Bolt to connect", func() bool { open, _ := fake.Sockets(); return open == 1 })
	return load(b, fake, "/echo")
}

// loadOnUs works on every command for 50 ms and answers it, as a check does.
func loadOnUs(b *testing.B) []time.Duration {
	fake := slackfake.New(b, slackfake.Options{Users: everybody})
	p, err := New(Config{BotToken: slackfake.BotToken, AppToken: slackfake.AppToken, API: fake.API()})
	if err != nil {
		b.Fatal(err)
	}
	commands := []chat.Command{{Name: "echo", Summary: text.Same("echo"), Role: "member", Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
		time.Sleep(50 * time.Millisecond)
		return r.Answer(text.Same("echo")), nil
	}}}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx, commands, chattest.Door{Commands: commands}) }()
	defer func() {
		cancel()
		if err := <-ended; err != nil {
			b.Error(err)
		}
	}()
	until(b, "our sockets", func() bool { open, _ := fake.Sockets(); return open == connections })
	return load(b, fake, "/echo")
}

// load types commands at an even pace and reports how long each acknowledgement took, sorted.
func load(b *testing.B, fake *slackfake.Server, command string) []time.Duration {
	fake.Slash("officer", room, command, "warm") // the first one opens connections
	var (
		mu    sync.Mutex
		took  []time.Duration
		typed sync.WaitGroup
	)
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	for i := range int(loadFor/time.Second) * perSecond {
		<-tick.C
		typed.Go(func() {
			a := fake.Slash(everybody[i%len(everybody)].ID, room, command, fmt.Sprint(i))
			if !a.OK {
				b.Errorf("command %d: %s", i, a.Why)
			}
			mu.Lock()
			defer mu.Unlock()
			took = append(took, a.Took)
		})
	}
	typed.Wait()
	slices.Sort(took)
	return took
}

// A broadcast to 500 channels against the floor that Slack's limits set, with the limits switched on in the workspace: how many times the
// floor it takes, and how many 429 it met. It takes the floor's time, about a hundred seconds.
//
//	go test -run '^$' -bench Broadcast -benchtime 1x ./integrations/slack
func BenchmarkBroadcast(b *testing.B) {
	const rooms = 500
	var channels []slackfake.Channel
	for i := range rooms {
		channels = append(channels, slackfake.Channel{ID: fmt.Sprintf("C%06d", i), Name: fmt.Sprint("unit-", i), Members: []string{slackfake.BotUser}})
	}
	for b.Loop() {
		fake := slackfake.New(b, slackfake.Options{Channels: channels, Rate: slackfake.Rate{Channel: time.Second, PerMinute: perWorkspace*60 + 1}})
		p, err := New(Config{BotToken: slackfake.BotToken, AppToken: slackfake.AppToken, API: fake.API()})
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		var sending sync.WaitGroup
		for _, c := range channels {
			sending.Go(func() {
				a := outcome.Attempt{Key: outcome.Key("broadcast/" + c.ID), Number: 1, Began: time.Now()}
				if _, err := p.Post(b.Context(), a, chat.Place{Platform: "slack", Room: c.ID}, chat.Say(text.FR, "Exercice : plan blanc levé.")); err != nil {
					b.Errorf("%s: %v", c.ID, err)
				}
			})
		}
		sending.Wait()
		took, limited := time.Since(began), 0
		for _, c := range fake.Calls() {
			if c.Answer == "ratelimited" {
				limited++
			}
		}
		floor := time.Duration(rooms-1) * time.Second / perWorkspace // one goes at once
		b.ReportMetric(took.Seconds()/floor.Seconds(), "times-the-floor")
		b.ReportMetric(float64(limited), "429s")
		b.ReportMetric(took.Seconds(), "s")
		p.http.CloseIdleConnections()
	}
}

func at(sorted []time.Duration, q float64) time.Duration {
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
