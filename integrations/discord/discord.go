// Package discord is Portevoix in Discord: it translates between Discord's protocol and chat.Platform, and knows nothing of what a
// command does. Nothing here decides what is said or who may ask for it.
//
// The way in is the gateway (gateway.go), held by one process at a time; it hands raw interactions to the desk (desk.go), which plans,
// acknowledges, then works. Interactions that came by HTTP would be handed to the same desk. What goes out unasked goes through post.go;
// access.go knows where it may not. draw.go, form.go and commands.go translate messages, forms and commands; interaction.go translates
// what people do.
//
// github.com/bwmarrin/discordgo v0.29.0 gives the protocol's constants, structures and multipart bodies. Its Session is not used: a frame
// that holds only "null" is dereferenced on a goroutine of its own, which ends the process and cannot be recovered from; reconnecting
// waits on a lock that it holds itself (its issue 513); and its REST calls wait without regard to their context. The sockets, the
// requests and the limits are therefore ours (gateway.go, rest.go, pace.go).
package discord

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A Config says how the bot is reached.
type Config struct {
	Token   string         // the bot's, with or without "Bot "
	API     string         // base of the API; empty: https://discord.com
	Name    string         // stored in references, never renamed; empty: "discord"
	Servers []string       // ids of the servers in which the bot answers; empty: all that it is in
	Lang    text.Lang      // of somebody whose language is not known
	Zone    *time.Location // the team's; nil: UTC
	Cloud   chat.Cloud     // which commands take texts that pass through Discord, and whether they may
	Seen    chat.Seen      // the replay memory; nil: this process only
	Lease   chat.Lease     // lets one process hold the gateway; nil: this process holds it
	Shelf   chat.Shelf     // who was told what; nil: this process only
	Now     func() time.Time
	Log     *slog.Logger // never gets a person's words
}

// A Platform is the bot in Discord.
type Platform struct {
	config Config
	rest   *rest
	pace   *pace
	stash  *stash
	told   chat.Told // who knows that texts pass through Discord
	health *health

	mu     sync.Mutex
	user   string             // the bot's own id, once the gateway has said it
	app    string             // the application's id
	dms    map[string]string  // person → the id of their direct-message channel
	closed map[string]closure // channels that refuse us (access.go)
	keys   map[string]string  // room/message → the delivery's key that it carries, as far as we know
	timing timing

	looking bool // at what channels allow
	again   bool // something changed meanwhile
}

// timing is how long things take; tests shorten it.
type timing struct {
	standby  time.Duration // how often a process without the lease asks for it
	silence  time.Duration // how long the gateway may say nothing: it answers a heartbeat every 41 s, and 60 s is what we promise
	identify time.Duration // between two IDENTIFYs (max_concurrency 1: one per five seconds)
	ack      time.Duration // how long Plan may take before the interaction is deferred
	sign     time.Duration // how long work may take, after a silent acknowledgement, before a sign of it is shown
	private  time.Duration // after which somebody is told that the answer comes as a direct message
	settled  time.Duration // how long a session must have stood for the next to be opened at once
}

// Standby is how often a process without the lease asks for it. With a lease that lives for ten seconds, another process takes over
// within eleven, and has four to connect in the fifteen that are promised.
const Standby = time.Second

var usual = timing{standby: Standby, silence: 55 * time.Second, identify: 5 * time.Second, ack: 1500 * time.Millisecond, sign: 2 * time.Second, private: privateFor, settled: 500 * time.Millisecond}

// New makes a platform that is not connected yet. It refuses what can never connect, and says what to mend.
func New(c Config) (*Platform, error) {
	c.Token = strings.TrimPrefix(strings.TrimSpace(c.Token), "Bot ")
	if c.Token == "" || strings.ContainsAny(c.Token, " \t\r\n") {
		return nil, errors.New("discord: the bot's token is missing or holds spaces (Developer Portal, Bot, “Reset Token”)")
	}
	if c.API == "" {
		c.API = "https://discord.com"
	}
	c.API = strings.TrimSuffix(c.API, "/")
	if u, err := url.Parse(c.API); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, errors.New("discord: the address of the API must begin with https:// or http://")
	}
	if c.Name == "" {
		c.Name = "discord"
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if _, ok := text.ParseLang(string(c.Lang)); !ok {
		c.Lang = text.EN
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	p := &Platform{
		config: c, pace: newPace(), stash: newStash(c.Now), health: &health{},
		dms: map[string]string{}, closed: map[string]closure{}, keys: map[string]string{}, timing: usual,
	}
	p.rest = &rest{base: c.API + "/api/v10", token: c.Token, pace: p.pace, http: &http.Client{Timeout: callTime, Transport: transport}}
	return p, nil
}

// Name is how references and members name Discord.
func (p *Platform) Name() string { return p.config.Name }

// Rules are Discord's limits and abilities.
func (p *Platform) Rules() chat.Rules {
	return chat.Rules{
		FormFields: maxModalFields, Message: maxEmbeds, Count: count, Buttons: maxRows * maxRowButtons, PressID: chat.MaxPress,
		PrivateFor: privateFor, Private: true, Pictures: true, PerSecond: 1, Burst: 5,
	}
}

// Run holds the gateway whenever the lease is ours, hands every interaction to the desk, and returns when ctx ends.
func (p *Platform) Run(ctx context.Context, commands []chat.Command, handle chat.Handler) error {
	defer p.rest.http.CloseIdleConnections()
	work, stop := context.WithCancel(ctx)
	defer stop()
	desk := newDesk(work, p, commands, handle)
	defer desk.wait()
	defer stop() // what runs sees the end before it is waited for
	desk.running.Go(desk.resume)
	g := &gateway{p: p, desk: desk}
	for ctx.Err() == nil {
		held, release, err := p.lease(ctx)
		if err == nil {
			err = g.run(held)
			release()
			if err != nil && ctx.Err() == nil {
				return err
			}
			continue
		}
		sleep(ctx, p.timing.standby)
	}
	return nil
}

// lease takes the right to hold the gateway.
func (p *Platform) lease(ctx context.Context) (context.Context, func(), error) {
	if p.config.Lease == nil {
		return ctx, func() {}, nil
	}
	return p.config.Lease.Lease(ctx, "gateway/"+p.Name())
}

// serves reports whether the bot answers in a server. Direct messages belong to none.
func (p *Platform) serves(guild string) bool {
	if guild == "" || len(p.config.Servers) == 0 {
		return true
	}
	for _, s := range p.config.Servers {
		if s == guild {
			return true
		}
	}
	return false
}

func (p *Platform) introduced(user, app string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.user, p.app = user, app
}

func (p *Platform) self() (user, app string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.user, p.app
}

// sleep waits, or returns early when ctx ends.
func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

var (
	_ chat.Platform = (*Platform)(nil)
	_ chat.Healthy  = (*Platform)(nil)
)
