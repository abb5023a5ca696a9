package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/jobs"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

// registerMonths is how long the register is kept: the upper end of what the CNIL advises for logs (6 to 12 months,
// recommendation on logging, 2021).
const registerMonths = 12

// A purge is one thing that time removes. Each topic brings its own.
type purge struct {
	what string
	run  func(context.Context) error
}

// purges lists what the nightly job and `portevoix purge` remove.
func (a *app) purges() []purge {
	return append(a.topicPurges, purge{"register", func(ctx context.Context) error {
		_, err := a.register.Retain(ctx, register.Entry{Action: "retain", Object: "register/all", At: a.now().UTC()}, registerMonths)
		return err
	}})
}

// purgeAll removes everything whose time has come, and makes it unreadable on the disk.
func (a *app) purgeAll(ctx context.Context) error {
	var errs []error
	for _, p := range a.purges() {
		if err := p.run(ctx); err != nil {
			errs = append(errs, fmt.Errorf("purge %s: %w", p.what, err))
		}
	}
	return errors.Join(append(errs, a.db.Scrub(ctx))...)
}

// nightly is the job that purges, every night.
var nightly = jobs.Kind[struct{}]("purge")

func (a *app) wirePurge(ctx context.Context) error {
	jobs.Register(a.jobs, nightly, 10*time.Minute, func(ctx context.Context, _ jobs.Job[struct{}]) error { return a.purgeAll(ctx) })
	return a.db.Do(ctx, func(tx database.Tx) error {
		return nightly.Schedule(ctx, a.jobs, tx, "purge", jobs.Plan{At: "03:40", Zone: a.settings.Zone.String()}, struct{}{})
	})
}

type purgeCmd struct{}

// Run purges now.
func (purgeCmd) Run(w *world) error {
	return w.withApp(func(a *app) error {
		if err := a.purgeAll(w.ctx); err != nil {
			return err
		}
		for _, p := range a.purges() {
			fmt.Fprintln(w.out, "✓", p.what)
		}
		return nil
	})
}

type registerCmd struct {
	Verify registerVerifyCmd `cmd:"" help:"Check that no entry was changed, removed or put in between."`
	Export registerExportCmd `cmd:"" help:"Write every entry to standard output."`
}

type registerVerifyCmd struct{}

// Run verifies the chain. Exit status 1 when it is broken.
func (registerVerifyCmd) Run(w *world) error {
	return w.withApp(func(a *app) error {
		proof, err := a.register.Verify(w.ctx)
		if err != nil {
			return err
		}
		fmt.Fprintln(w.out, text.Text{
			FR: "Le registre est intact : %s entrées scellées depuis la n° %s, %s en attente. Tête : %s",
			EN: "The register is whole: %s sealed entries since no. %s, %s waiting. Head: %s",
			AR: "السجل سليم: %s قيدا مختوما منذ الرقم %s، و%s في الانتظار. الرأس: %s",
		}.With(text.Number(proof.Entries), text.Number(proof.First), text.Number(proof.Waiting), fmt.Sprintf("%d:%s", proof.Head.Seq, proof.Head.Link)).In(a.settings.Lang))
		return nil
	})
}

type registerExportCmd struct {
	Format string `enum:"csv,json" default:"csv" help:"csv or json."`
}

// Run exports the register.
func (c registerExportCmd) Run(w *world) error {
	return w.withApp(func(a *app) error { return a.register.Export(w.ctx, w.out, register.Format(c.Format)) })
}

// withApp opens everything as a second client, beside a bot that may be running, and starts no work.
func (w *world) withApp(f func(*app) error) error {
	s, log, err := prepare(w)
	if err != nil {
		return err
	}
	a, err := assemble(w.ctx, s, log, time.Now)
	if err != nil {
		return startError(s, err)
	}
	return errors.Join(f(a), a.close())
}
