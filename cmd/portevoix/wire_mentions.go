package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/country"
	"portevoix/bot/database"
	"portevoix/bot/digest"
	"portevoix/bot/mentions"
	"portevoix/bot/mentions/triage"
	"portevoix/bot/privacy"
	"portevoix/bot/publish"
	"portevoix/bot/social"
	"portevoix/bot/text"
	"portevoix/integrations/rss"
	"portevoix/integrations/terminal"
)

// wireMentions puts together what is said about the hospital: the feeds, the watch over them, the alarm of what cannot wait, and the
// digest at the team's hour.
func (a *app) wireMentions(ctx context.Context, checker *privacy.Checker) error {
	var sources []social.MentionSource
	for _, address := range a.settings.Feeds {
		feed := rss.New(address)
		a.closers = append(a.closers, func() error { feed.Close(); return nil })
		sources = append(sources, feed)
	}
	watch := mentions.Open(a.db, a.now, a.log, sources...)
	watch.Announce, watch.Zone = a.announce, a.settings.Zone
	editor := &digest.Editor{Watch: watch, Check: checker.Check, Zone: a.settings.Zone, Now: a.now, Country: a.settings.Country, Ours: append(ours(a.settings.Profile).Names, a.settings.Profile.City)}
	a.kit.Watch, a.kit.Editor = watch, editor
	a.topicPurges = append(a.topicPurges, purge{"mentions", watch.Purge})
	a.kit.StatusParts = append(a.kit.StatusParts, a.digestStatus)
	if err := watch.Work(ctx, a.jobs); err != nil {
		return err
	}
	return editor.Work(ctx, a.jobs, a.db, a.settings.DigestAt, a.settings.Lang, func(ctx context.Context, key string, m chat.Message) error {
		return a.kit.Publisher.Team(ctx, publish.TeamMessage{Key: key, Room: "digest", Message: m, Lane: publish.Routine})
	})
}

// announce brings what cannot wait to the urgent room: category and link, never the words.
func (a *app) announce(ctx context.Context, tx database.Tx, m mentions.Mention) error {
	card := digest.AlarmMessage(m.ID(), m.URL, m.Category, m.Alarms, a.helpline(m.Category), a.settings.Lang)
	return a.kit.Publisher.TeamTx(ctx, tx, publish.TeamMessage{Key: m.AlarmKey(m.Alarms), Room: "urgent", Message: card, Lane: publish.Urgent})
}

// helpline is the number of the country that belongs beside such a message; empty when there is none.
func (a *app) helpline(c triage.Category) string {
	p, err := country.Get(a.settings.Country)
	if err != nil {
		return ""
	}
	id := "vital"
	if c == triage.Suicide {
		id = "suicide"
	}
	v, _ := p.For(a.settings.Profile).Value(id)
	return v.Value
}

// digestStatus tells /status when the next digest comes and how the sources are read.
func (a *app) digestStatus(ctx context.Context, r chat.Request) ([]chat.Block, error) {
	var at time.Time
	planned := false
	err := a.db.Read(ctx, func(tx database.Tx) (err error) {
		at, planned, err = a.jobs.NextRun(ctx, tx, "digest.daily")
		return err
	})
	if err != nil {
		return nil, err
	}
	next := text.Text{FR: "Synthèse quotidienne : arrêtée.", EN: "Daily digest: off.", AR: "الملخص اليومي: متوقف."}
	if planned {
		next = text.Text{FR: "Prochaine synthèse : %s.", EN: "Next digest: %s.", AR: "الملخص القادم: %s."}.With(text.Moment(at.In(a.settings.Zone)))
	}
	return []chat.Block{chat.Paragraph{Text: r.Say(next)}}, nil
}

type mentionsCmd struct {
	Import mentionsImportCmd `cmd:"" help:"Import an export of a listening tool: CSV or JSON lines."`
}

type mentionsImportCmd struct {
	Files []string `arg:"" help:"Files to import."`
}

// Run imports files; lines that cannot be read are named and skipped.
func (c mentionsImportCmd) Run(w *world) error {
	return w.withApp(func(a *app) error {
		for _, name := range c.Files {
			if err := a.importFile(w, name); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *app) importFile(w *world, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return &exitError{2, err}
	}
	defer f.Close()
	done, err := a.kit.Watch.Import(w.ctx, f, filepath.Base(name))
	var problem *chat.Problem
	if errors.As(err, &problem) {
		return &exitError{2, fmt.Errorf("%s: %s", name, text.Join(" ", problem.What, problem.Do).In(a.settings.Lang))}
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(w.out, text.Text{
		FR: "%s : %s lignes lues, %s mentions nouvelles, %s déjà là, %s illisibles.", EN: "%s: %s lines read, %s new mentions, %s already there, %s unreadable.", AR: "%s: قُرئ %s سطرا، %s إشارة جديدة، %s موجودة، %s غير مقروءة.",
	}.With(name, text.Number(done.Lines), text.Number(done.Added), text.Number(done.Same), text.Number(done.Wrong)).In(a.settings.Lang))
	if len(done.Bad) > 0 {
		fmt.Fprintln(w.out, text.Text{FR: "Lignes sautées : %s", EN: "Lines skipped: %s", AR: "أسطر متجاوزة: %s"}.With(strings.Trim(fmt.Sprint(done.Bad), "[]")).In(a.settings.Lang))
	}
	return nil
}

type digestCmd struct{}

// Run prints the digest of the last day, once.
func (digestCmd) Run(w *world) error {
	return w.withApp(func(a *app) error {
		d, err := a.kit.Editor.Make(w.ctx, a.now().Add(-24*time.Hour), a.now())
		if err != nil {
			return err
		}
		fmt.Fprint(w.out, terminal.Draw(a.kit.Editor.Message(d, a.settings.Lang)))
		return nil
	})
}
