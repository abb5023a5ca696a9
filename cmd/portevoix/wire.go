package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"portevoix/bot"
	"portevoix/bot/approval"
	"portevoix/bot/casebook"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/hold"
	"portevoix/bot/jobs"
	"portevoix/bot/keep"
	"portevoix/bot/people"
	"portevoix/bot/picture"
	"portevoix/bot/privacy"
	"portevoix/bot/publish"
	"portevoix/bot/register"
	"portevoix/bot/social"
	"portevoix/bot/text"
	"portevoix/commands"
	"portevoix/integrations/recorded"
)

// An app is the whole product, put together. The order in assemble is the order of dependence: read it top to bottom to see what
// needs what.
type app struct {
	settings Settings
	log      *slog.Logger
	now      func() time.Time
	db       *database.DB
	kit      commands.Kit
	bot      *bot.Bot
	register *register.Register
	jobs     *jobs.Jobs

	checker     *privacy.Checker
	casebook    *casebook.Book
	topicPurges []purge                       // what each topic removes in time
	background  []func(context.Context) error // runs until its context ends
	closers     []func() error                // in reverse order
	routes      *http.ServeMux                // signed endpoints for PORTEVOIX_PUBLIC_LISTEN; nil: none
	publicAddr  string                        // where they listen
}

// trial reports whether "act as" exists: only while nothing real is connected.
func (s Settings) trial() bool { return !s.Slack.on() && !s.Discord.on() }

// rooms are the rooms of the team, by what they are for.
var rooms = []string{"general", "approvals", "urgent", "digest"}

// assemble opens the database and puts every part together; nothing runs yet. Close the app at the end.
func assemble(ctx context.Context, s Settings, log *slog.Logger, now func() time.Time, platforms ...chat.Platform) (*app, error) {
	a := &app{settings: s, log: log, now: now}
	if err := a.wire(ctx, platforms); err != nil {
		return nil, errors.Join(err, a.close())
	}
	return a, nil
}

func (a *app) wire(ctx context.Context, platforms []chat.Platform) error {
	db, err := database.Open(ctx, database.Config{URL: a.settings.Database, Dir: a.settings.Data, Key: a.settings.DBKey, Logger: a.log})
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	a.db = db
	a.closers = append(a.closers, db.Close)
	if platforms, err = a.wirePlatforms(platforms); err != nil {
		return err
	}

	team := &people.Directory{DB: db, Now: a.now, Trial: a.settings.trial(), Groups: a.settings.Groups}
	if err := team.EnsureTrial(ctx, a.settings.Lang, names(platforms)...); err != nil {
		return err
	}

	checker, err := newChecker(a.settings)
	if err != nil {
		return err
	}
	a.checker = checker
	a.casebook = &casebook.Book{DB: db, Checker: checker, Country: a.settings.Country, Now: a.now}
	a.topicPurges = append(a.topicPurges, purge{"casebook", a.casebook.Purge})
	a.kit.Hospital, a.kit.Country, a.kit.Check = a.settings.Profile, a.settings.Country, a.casebook.Check
	if a.kit.Drafts, err = a.wireDrafts(checker); err != nil {
		return err
	}
	a.topicPurges = append(a.topicPurges, purge{"drafts", a.kit.Drafts.Purge})
	if a.jobs, err = jobs.New(db, a.log); err != nil {
		return err
	}
	if err := a.kit.Drafts.Work(ctx, a.jobs); err != nil {
		return err
	}
	if err := a.wireRoad(ctx, team, checker, platforms); err != nil {
		return err
	}

	if a.kit.Notices, err = a.wireNotices(checker); err != nil {
		return err
	}
	a.kit.StatusParts = append(a.kit.StatusParts, a.kit.NoticeStatus)
	if err := a.wireHooks(ctx); err != nil {
		return err
	}

	a.kit.Safe = &hold.Safe{DB: db, Now: a.now}
	a.topicPurges = append(a.topicPurges, purge{"held texts", a.kit.Safe.Purge})
	if err := a.kit.Safe.Work(ctx, a.jobs); err != nil {
		return err
	}
	if err := a.wireMentions(ctx, checker); err != nil {
		return err
	}
	if err := a.wirePurge(ctx); err != nil {
		return err
	}
	a.kit.Connections = a.connections(platforms)

	a.bot = &bot.Bot{Commands: a.kit.Table(), Platforms: platforms, Who: team.Who, HomeView: a.kit.Home, Now: a.now, Log: a.log}
	a.background = append(a.background, db.Listen, a.jobs.Run)
	return nil
}

// wireRoad puts the one road out together: the register, the office that decides, the publisher that sends.
func (a *app) wireRoad(ctx context.Context, team *people.Directory, checker *privacy.Checker, platforms []chat.Platform) error {
	reg := register.New(a.db)
	reg.Now, reg.Logger = a.now, a.log
	office := &approval.Office{DB: a.db, People: team, Register: reg, Now: a.now}
	publisher := &publish.Publisher{
		DB: a.db, Office: office, People: team, Register: reg, Pictures: picture.Shelf{DB: a.db, Now: a.now}, Checker: checker,
		Country: a.settings.Country, Lang: a.settings.Lang, Zone: a.settings.Zone, Networks: a.networks(),
		Platforms: map[string]chat.Platform{}, Rooms: map[string][]chat.Place{}, Pagers: a.pagers(), Now: a.now, Log: a.log,
	}
	a.wireRooms(publisher, platforms)
	publisher.Connect()
	office.On("", a.casebook.Follow)
	a.kit.People, a.kit.Office, a.kit.Publisher, a.register = team, office, publisher, reg
	office.On("draft", a.kit.Drafts.Decided)
	publisher.On("draft", func(ctx context.Context, tx database.Tx, id string, st publish.Status) error {
		if st.Down {
			if err := a.casebook.Forget(ctx, tx, "draft/"+id); err != nil {
				return err
			}
		}
		return a.kit.Drafts.Out(ctx, tx, id, st.Sent > 0, st.Down)
	})
	a.background = append(a.background, reg.Run, publisher.Run)
	a.topicPurges = append(a.topicPurges, purge{"pages", publisher.ForgetPages}, purge{"backups", publisher.ForgetBackups})
	return office.Work(ctx, a.jobs)
}

// connections tells /status what is connected and what is wrong with it.
func (a *app) connections(platforms []chat.Platform) func(context.Context) []commands.Connection {
	return func(ctx context.Context) []commands.Connection {
		var all []commands.Connection
		for _, p := range platforms {
			c := commands.Connection{Name: titleOf(p), State: text.Text{FR: "connecté", EN: "connected", AR: "متصل"}}
			if h, ok := p.(chat.Healthy); ok {
				c.Problems = h.Health(ctx)
			}
			all = append(all, c)
		}
		all = append(all, a.pagerConnections(ctx)...)
		var titles []string
		for _, known := range social.Networks() {
			titles = append(titles, known.Rules.Title)
		}
		all = append(all, commands.Connection{Name: text.Same(strings.Join(titles, ", ")), State: text.Text{FR: "enregistrés, pas publiés (aucun compte)", EN: "recorded, not published (no account)", AR: "مسجلة، غير منشورة (لا حساب)"}})
		model := commands.Connection{Name: text.Text{FR: "Modèle de langue (IA)", EN: "Language model (AI)", AR: "النموذج اللغوي (ذكاء اصطناعي)"}, State: text.Text{FR: "éteint", EN: "off", AR: "متوقف"}}
		if a.settings.LLM {
			model.State = text.Text{FR: "allumé, texte masqué seulement", EN: "on, masked text only", AR: "مفعّل، نص محجوب فقط"}
		}
		return append(all, model)
	}
}

// titleOf is what people call a platform.
func titleOf(p chat.Platform) text.Text {
	if t, ok := p.(interface{ Title() text.Text }); ok {
		return t.Title()
	}
	return text.Same(p.Name())
}

// networks are the public networks. Without an account, each is recorded.
func (a *app) networks() map[string]social.Network {
	all := map[string]social.Network{}
	for _, known := range social.Networks() {
		all[known.Name] = &recorded.Network{
			Network: known.Name, Limits: known.Rules, Hospital: a.settings.Profile.Called("Hôpital"), Lang: a.settings.Lang, Zone: a.settings.Zone,
			Shelf: a.shelf("recorded/" + known.Name), Now: a.now,
		}
	}
	return all
}

// shelf is where an integration keeps its own records.
func (a *app) shelf(owner string) keep.Shelf { return keep.Shelf{DB: a.db, Owner: owner, Now: a.now} }

func names(platforms []chat.Platform) []string {
	all := make([]string, len(platforms))
	for i, p := range platforms {
		all[i] = p.Name()
	}
	return all
}

// run works until ctx ends: the background work and every platform. When one part of the background fails, everything stops.
func (a *app) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	done := make(chan error, len(a.background)+1)
	for _, f := range a.background {
		go func() { done <- f(ctx) }()
	}
	go func() { done <- a.bot.Run(ctx) }()
	var first error
	for i := range len(a.background) + 1 {
		err := <-done
		switch {
		case i > 0 && err != nil: // it was told to stop in the middle of something
			a.log.Debug("stopping", "err", err)
		case err != nil && ctx.Err() == nil:
			first = err
		}
		cancel(err) // the first to stop stops the others
	}
	return first
}

func (a *app) close() error {
	var errs []error
	for i := len(a.closers) - 1; i >= 0; i-- {
		errs = append(errs, a.closers[i]())
	}
	a.closers = nil
	return errors.Join(errs...)
}
