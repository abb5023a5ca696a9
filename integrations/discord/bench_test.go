package discord

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"portevoix/bot/chat"
	"portevoix/bot/chat/chattest"
	"portevoix/bot/text"
	"portevoix/integrations/discord/discordfake"
)

//go:embed testdata/discordjs-echo.mjs
var discordJSEcho string

const (
	typedPerSecond = 200             // commands
	typedFor       = 5 * time.Second // to each bot
)

// How fast a typed command is acknowledged at 200 a second while each command works for a while, against the same load on a bot in
// discord.js that only echoes, in one run. It needs PORTEVOIX_TEST_NODE.
//
//	go test -run '^$' -bench Acknowledgement -benchtime 1x ./integrations/discord
func BenchmarkAcknowledgement(b *testing.B) {
	for b.Loop() {
		theirs := loadOnDiscordJS(b)
		ours := loadOnUs(b)
		b.ReportMetric(ms(at(ours, 0.5)), "ours-p50-ms")
		b.ReportMetric(ms(at(ours, 0.99)), "ours-p99-ms")
		b.ReportMetric(ms(at(theirs, 0.5)), "discordjs-p50-ms")
		b.ReportMetric(ms(at(theirs, 0.99)), "discordjs-p99-ms")
		b.ReportMetric(ms(at(ours, 0.99))/ms(at(theirs, 0.99)), "p99-ratio")
	}
}

func loadOnDiscordJS(b *testing.B) []time.Duration {
	fake := discordfake.New()
	defer fake.Close()
	node := exec.Command("node", "--input-type=module", "-e", discordJSEcho, "--", fake.URL(), fake.Token, fake.App, fake.Guild)
	node.Dir, node.Stderr = chattest.Independent(b), os.Stderr
	in, err := node.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := node.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		in.Close() // which ends it
		if err := node.Wait(); err != nil {
			b.Errorf("discord.js ended with %v", err)
		}
	}()
	return load(b, fake)
}

// loadOnUs works on every command for 50 ms and answers it, as a check does.
func loadOnUs(b *testing.B) []time.Duration {
	fake := discordfake.New()
	defer fake.Close()
	fake.Arabic = true
	p, err := New(Config{Token: fake.Token, API: fake.URL(), Lang: text.EN})
	if err != nil {
		b.Fatal(err)
	}
	commands := []chat.Command{{Name: "echo", Summary: text.Same("echo"), Role: "member", Inputs: func(chat.Values) []chat.Input {
		return []chat.Input{{Name: "text", Label: text.Same("text"), Free: true}}
	}, Run: func(_ context.Context, r chat.Request) (chat.Reply, error) {
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
	return load(b, fake)
}

// load types commands at an even pace and reports how long each acknowledgement took, sorted.
func load(b *testing.B, fake *discordfake.Server) []time.Duration {
	wait := func(what string, holds func() bool) {
		for end := time.Now().Add(time.Minute); !holds(); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				b.Fatalf("never happened: %s", what)
			}
		}
	}
	typed := 0
	kind := func(i int) {
		if err := fake.Command(fmt.Sprint(300000000000000000+i%50), general, "echo", map[string]any{"text": fmt.Sprint(i)}); err != nil {
			b.Fatal(err)
		}
		typed++
	}
	wait("the command being announced", func() bool { return fake.Connected() == 1 && len(fake.Commands(fake.Guild)) == 1 })
	kind(0) // the first one opens connections
	wait("the first acknowledgement", func() bool { return len(fake.Acknowledgements()) == 1 })
	tick := time.NewTicker(time.Second / typedPerSecond)
	defer tick.Stop()
	for i := range int(typedFor/time.Second) * typedPerSecond {
		<-tick.C
		kind(i)
	}
	wait("every acknowledgement", func() bool { return len(fake.Acknowledgements()) == typed })
	for _, c := range fake.Complaints() {
		b.Errorf("Discord would not have it: %s", c)
	}
	took := fake.Acknowledgements()[1:]
	slices.Sort(took)
	return took
}

// A broadcast to 500 channels of a Discord that takes 50 requests a second and 5 messages in a channel within 5 seconds: how many times
// the floor that our own limit sets (45 a second) and that Discord's sets it takes, and how many 429 it meets; and the same through
// the bare library.
//
//	go test -run '^$' -bench Broadcast -benchtime 1x ./integrations/discord
func BenchmarkBroadcast(b *testing.B) {
	const channels = 500
	b.Run("ours", func(b *testing.B) {
		for b.Loop() {
			fake, rooms := wide(channels)
			p, err := New(Config{Token: fake.Token, API: fake.URL(), Lang: text.FR})
			if err != nil {
				b.Fatal(err)
			}
			took := toAll(rooms, func(room string) {
				if _, err := p.Post(b.Context(), try("broadcast/"+room), in(room), chat.Say(text.FR, "Exercice : plan blanc levé.")); err != nil {
					b.Errorf("%s: %v", room, err)
				}
			})
			floor := time.Duration(channels-burst) * time.Second / perSecond // a few go at once
			b.ReportMetric(took.Seconds()/floor.Seconds(), "x-floor")
			b.ReportMetric(took.Seconds()/(channels/50), "x-discords-floor")
			report(b, fake, rooms, took)
			p.rest.http.CloseIdleConnections()
			fake.Close()
		}
	})
	b.Run("discordgo", func(b *testing.B) {
		for b.Loop() {
			fake, rooms := wide(channels)
			s, err := discordgo.New("Bot " + fake.Token)
			if err != nil {
				b.Fatal(err)
			}
			elsewhere, err := url.Parse(fake.URL())
			if err != nil {
				b.Fatal(err)
			}
			s.Client = &http.Client{Timeout: 20 * time.Second, Transport: redirected(*elsewhere)}
			took := toAll(rooms, func(room string) {
				if _, err := s.ChannelMessageSend(room, "Exercice : plan blanc levé."); err != nil {
					b.Errorf("%s: %v", room, err)
				}
			})
			report(b, fake, rooms, took)
			s.Client.CloseIdleConnections()
			fake.Close()
		}
	})
}

// wide is a Discord with many channels and its limits on.
func wide(channels int) (fake *discordfake.Server, rooms []string) {
	fake = discordfake.New()
	fake.PerSecond, fake.PerChannel = 50, 5
	for i := range channels {
		rooms = append(rooms, fmt.Sprint(210000000000000000+i))
		fake.AddChannel(rooms[i], fmt.Sprint("unit-", i))
	}
	return fake, rooms
}

func toAll(rooms []string, send func(room string)) time.Duration {
	began := time.Now()
	var sending sync.WaitGroup
	for _, room := range rooms {
		sending.Go(func() { send(room) })
	}
	sending.Wait()
	return time.Since(began)
}

func report(b *testing.B, fake *discordfake.Server, rooms []string, took time.Duration) {
	for _, room := range rooms {
		if n := len(fake.Sees(officer, room)); n != 1 {
			b.Errorf("it stands %d times in %s", n, room)
		}
	}
	b.ReportMetric(float64(fake.Limited()), "429s")
	b.ReportMetric(took.Seconds(), "s")
}

// redirected sends the library's requests to another host.
type redirected url.URL

func (to redirected) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = to.Scheme, to.Host, to.Host
	return http.DefaultTransport.RoundTrip(r)
}

func at(sorted []time.Duration, q float64) time.Duration {
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
