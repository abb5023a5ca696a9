// Package slack is Portevoix in Slack: it translates between Slack's protocol and chat.Platform, and knows nothing of what a command
// does. Nothing here decides what is said or who may ask for it.
//
// The way in is Socket Mode (socket.go) or signed HTTP (http.go); both hand the same deliveries to the desk (desk.go), which plans,
// acknowledges, then works. What goes out unasked goes through post.go. draw.go and form.go translate messages and forms.
package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// A Config says how one workspace is reached. Several workspaces are several Platforms with different Names.
type Config struct {
	Name          string            // stored in references, never renamed; empty: "slack"
	BotToken      string            // xoxb-…
	AppToken      string            // xapp-…: Socket Mode
	SigningSecret string            // HTTP, when there is no AppToken
	API           string            // base of the Web API; empty: https://slack.com/api/
	Names         map[string]string // command → short name without slash, where the workspace has taken the usual one
	Lang          text.Lang         // of somebody whose language is not known
	Zone          *time.Location    // the team's; nil: UTC
	Cloud         chat.Cloud        // which commands take texts that pass through Slack, and whether they may
	Groups        bool              // whether user groups are read (scope usergroups:read), because they lend roles
	Seen          chat.Seen         // the replay memory; nil: this process only
	Shelf         chat.Shelf        // keeps what is being worked on, and who was told what; nil: this process only
	Now           func() time.Time
	Log           *slog.Logger // never gets a person's words
	HTTP          *http.Client // nil: one with a time limit
}

// A Platform is one Slack workspace.
type Platform struct {
	config Config
	api    *slack.Client
	http   *http.Client
	stash  *stash
	people *profiles
	pace   *pace
	self   *identity
	told   chat.Told // who knows that texts pass through Slack
	health *health

	mu    sync.Mutex
	dms   map[string]string // person → the id of their direct-message channel
	parts map[string]int    // room/ts → how many parts the message has, as far as we know
	desk  *desk             // nil while not running
}

// New makes a platform that is not connected yet. It refuses what can never connect, and says what to mend.
func New(c Config) (*Platform, error) {
	switch {
	case !strings.HasPrefix(c.BotToken, "xoxb-"):
		return nil, errors.New("slack: the bot token must begin with xoxb- (OAuth & Permissions, “Bot User OAuth Token”)")
	case c.AppToken != "" && !strings.HasPrefix(c.AppToken, "xapp-"):
		return nil, errors.New("slack: the app-level token must begin with xapp- (Basic Information, “App-Level Tokens”, scope connections:write)")
	case c.AppToken == "" && c.SigningSecret == "":
		return nil, errors.New("slack: there is no way in: an app-level token (Socket Mode) or a signing secret (HTTP) is needed")
	}
	if c.Name == "" {
		c.Name = "slack"
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
	if c.API == "" {
		c.API = "https://slack.com/api/"
	}
	c.API = strings.TrimSuffix(c.API, "/") + "/"
	if c.HTTP == nil { // the library's own client has no time limit
		c.HTTP = &http.Client{Timeout: 10 * time.Second, Transport: http.DefaultTransport.(*http.Transport).Clone()}
	}
	p := &Platform{
		config: c, http: c.HTTP, stash: newStash(c.Now), pace: newPace(), self: &identity{}, health: &health{},
		dms: map[string]string{}, parts: map[string]int{},
	}
	p.api = slack.New(c.BotToken, slack.OptionAPIURL(c.API), slack.OptionHTTPClient(c.HTTP), slack.OptionAppLevelToken(c.AppToken))
	p.people = newProfiles(p)
	return p, nil
}

// Name is how references and members name this workspace.
func (p *Platform) Name() string { return p.config.Name }

// Rules are Slack's limits and abilities.
func (p *Platform) Rules() chat.Rules {
	return chat.Rules{
		FormAfterForm: true, Message: maxWords, Count: count, PressID: maxActionID,
		PrivateFor: responseLife, Private: true, Pictures: true, Home: true, PerSecond: 1, Burst: 1,
	}
}

// Run connects, hands every delivery to the desk, and returns when ctx ends.
func (p *Platform) Run(ctx context.Context, commands []chat.Command, handle chat.Handler) error {
	defer p.http.CloseIdleConnections()
	work, stop := context.WithCancel(ctx)
	defer stop()
	desk := newDesk(work, p, commands, handle)
	defer desk.wait()
	defer stop() // what runs sees the end before it is waited for
	if err := p.introduce(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	p.serve(desk)
	defer p.serve(nil)
	desk.running.Go(desk.resume)
	desk.running.Go(func() { p.people.refreshGroups(work) })
	if p.config.AppToken != "" {
		return p.listenSockets(ctx, desk)
	}
	<-ctx.Done()
	return nil
}

// serve lets the HTTP side hand deliveries to a desk, or to none.
func (p *Platform) serve(d *desk) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.desk = d
}

func (p *Platform) serving() *desk {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.desk
}

// identity is who we are in the workspace.
type identity struct {
	mu        sync.Mutex
	user, bot string
}

func (i *identity) set(who *slack.AuthTestResponse) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.user, i.bot = who.UserID, who.BotID
}

func (i *identity) get() (user, bot string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.user, i.bot
}

// introduce asks Slack who we are, until it answers. A token that can never work is an error that says what to mend.
func (p *Platform) introduce(ctx context.Context) error {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		calling, cancel := context.WithTimeout(ctx, 10*time.Second)
		who, err := p.api.AuthTestContext(calling)
		cancel()
		if err == nil && who.UserID != "" {
			p.self.set(who)
			p.health.set(nil)
			return nil
		}
		var said slack.SlackErrorResponse
		if errors.As(err, &said) && fatal[said.Err] {
			problem := unauthorised(said.Err)
			p.health.set(problem)
			return fmt.Errorf("connect to slack: %s: %s", said.Err, problem.Do.EN)
		}
		p.config.Log.Warn("slack does not answer; trying again", "err", code(err), "in", wait.String())
		p.health.set(silent)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// fatal are the answers after which trying again cannot help.
var fatal = map[string]bool{
	"invalid_auth": true, "account_inactive": true, "not_authed": true, "token_revoked": true, "token_expired": true, "not_allowed_token_type": true,
	"no_permission": true, "org_login_required": true, "ekm_access_denied": true, "missing_scope": true, "team_access_not_granted": true,
}

// code is what an error may say in the log: Slack's own code, never an address that holds a token.
func code(err error) string {
	var said slack.SlackErrorResponse
	var status slack.StatusCodeError
	var limited *slack.RateLimitedError
	switch {
	case err == nil:
		return "no answer that can be used"
	case errors.As(err, &said):
		return said.Err
	case errors.As(err, &limited):
		return "ratelimited"
	case errors.As(err, &status):
		return fmt.Sprintf("status %d", status.Code)
	case errors.Is(err, context.DeadlineExceeded):
		return "time-out"
	case errors.Is(err, context.Canceled):
		return "stopped"
	}
	return fmt.Sprintf("%T", errors.Unwrap(err))
}

var _ chat.Healthy = (*Platform)(nil)
