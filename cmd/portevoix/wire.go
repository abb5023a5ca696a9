package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"portevoix/bot"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/keep"
	"portevoix/bot/people"
	"portevoix/commands"
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

	background []func(context.Context) error // runs until its context ends
	closers    []func() error                // in reverse order
}

// trial reports whether "act as" exists: only while nothing real is connected.
func (s Settings) trial() bool { return true }

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

	team := &people.Directory{DB: db, Now: a.now, Trial: a.settings.trial()}
	if err := team.EnsureTrial(ctx, a.settings.Lang, names(platforms)...); err != nil {
		return err
	}

	a.bot = &bot.Bot{Commands: a.kit.Table(), Platforms: platforms, Who: team.Who, Now: a.now, Log: a.log}
	return nil
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
	var errs []error
	for i := range len(a.background) + 1 {
		err := <-done
		if err != nil && !errors.Is(err, context.Canceled) {
			errs = append(errs, err)
		}
		if i == 0 { // the first to stop stops the others
			cancel(err)
		}
	}
	return errors.Join(errs...)
}

func (a *app) close() error {
	var errs []error
	for i := len(a.closers) - 1; i >= 0; i-- {
		errs = append(errs, a.closers[i]())
	}
	a.closers = nil
	return errors.Join(errs...)
}
