package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/people"
	"portevoix/bot/privacy"
	"portevoix/bot/publish"
	"portevoix/bot/text"
	"portevoix/integrations/terminal"
	"portevoix/integrations/webchat"
)

type runCmd struct{}

// Run is the bot until it is told to stop.
func (runCmd) Run(w *world) error {
	s, log, err := prepare(w)
	if err != nil {
		return err
	}
	var a *app
	chat, err := webchat.New(webchat.Config{
		Addr: s.Listen, Trial: s.trial(), Lang: s.Lang, Zone: s.Zone, Log: log,
		Announce: func(url string) { fmt.Fprintln(w.out, " ", url) },
		Keep: func(words string) bool { // what a person says in a room is kept only when nobody could be recognised in it
			return a.checker.Check(privacy.Input{Text: words, Country: s.Country, Now: time.Now()}).Verdict < privacy.High
		},
	})
	if err != nil {
		return &exitError{2, err}
	}
	if a, err = assemble(w.ctx, s, log, time.Now, chat); err != nil {
		return startError(s, err)
	}
	defer a.close()
	if err := a.db.LockRole(w.ctx); err != nil {
		return startError(s, err)
	}
	chat.Shelf = a.shelf("webchat")
	if err := chat.Listen(); err != nil {
		return &exitError{2, err}
	}
	if err := a.listenPublic(w.ctx); err != nil {
		return &exitError{2, err}
	}
	greet(w.out, s, chat.URL())
	if !s.trial() {
		if err := a.offerClaim(w.ctx, w.out); err != nil && !errors.Is(err, people.ErrClaimed) {
			return err
		}
	}
	return a.run(w.ctx)
}

// greet prints what somebody who has just started it needs: where to go, where the data lies, how to stop.
func greet(out io.Writer, s Settings, url string) {
	data, err := filepath.Abs(s.Data)
	if err != nil {
		data = s.Data
	}
	where := data
	if s.Database != "" {
		where = "PostgreSQL"
	}
	fmt.Fprintf(out, "\n  Portevoix\n\n  %s\n  %s\n\n  %s %s\n  %s\n\n",
		text.Text{FR: "Ouvrez cette adresse dans votre navigateur (elle contient un secret à usage unique) :", EN: "Open this address in your browser (it holds a one-time secret):", AR: "افتحوا هذا العنوان في متصفحكم (يحتوي على سر صالح مرة واحدة):"}.In(s.Lang), url,
		text.Text{FR: "Données :", EN: "Data:", AR: "البيانات:"}.In(s.Lang), where,
		connected(s).In(s.Lang))
}

// connected says how to stop, and what is real.
func connected(s Settings) text.Text {
	stop := text.Text{FR: "Ctrl+C pour arrêter.", EN: "Ctrl+C to stop.", AR: "Ctrl+C للإيقاف."}
	var names []string
	if s.Slack.on() {
		names = append(names, "Slack")
	}
	if s.Discord.on() {
		names = append(names, "Discord")
	}
	if len(names) == 0 {
		return text.Join(" ", stop, text.Text{FR: "Rien n'est publié : aucun compte n'est connecté.", EN: "Nothing is published: no account is connected.", AR: "لا شيء يُنشر: لا حساب متصل."})
	}
	return text.Join(" ", stop, text.Text{FR: "L'équipe est jointe sur %s. Réseaux publics : aucun compte, rien n'est publié.", EN: "The team is reached on %s. Public networks: no account, nothing is published.", AR: "يُتواصل مع الفريق عبر %s. الشبكات العمومية: لا حساب، لا شيء يُنشر."}.With(text.List(s.Lang, names...)))
}

type terminalCmd struct{}

// Run is the bot on standard input and output.
func (terminalCmd) Run(w *world) error {
	s, log, err := prepare(w)
	if err != nil {
		return err
	}
	t := &terminal.Terminal{In: w.in, Out: w.out, Lang: s.Lang, Zone: s.Zone, Rooms: rooms, Trial: s.trial(), Now: time.Now}
	a, err := assemble(w.ctx, s, log, time.Now, t)
	if err != nil {
		return startError(s, err)
	}
	defer a.close()
	if err := a.db.LockRole(w.ctx); err != nil {
		return startError(s, err)
	}
	return a.run(w.ctx)
}

// prepare reads the settings and opens the log, which goes to standard error so that standard output stays the product's.
func prepare(w *world) (Settings, *slog.Logger, error) {
	s, err := readSettings(w.getenv)
	if err != nil {
		return s, nil, &exitError{2, fmt.Errorf("the settings need mending:\n%w", err)}
	}
	return s, newLog(w.errOut, s.LogLevel, secrets(s)...), nil
}

// startError says in the team's language what a person can do about a start that failed.
func startError(s Settings, err error) error {
	say := func(t text.Text) error { return &exitError{2, errors.New(t.In(s.Lang))} }
	switch {
	case errors.Is(err, database.ErrInUse):
		return say(text.Text{FR: "Portevoix tourne déjà sur ce dossier de données. Arrêtez l'autre, ou choisissez un autre dossier avec PORTEVOIX_DATA.", EN: "Portevoix already runs on this data folder. Stop the other one, or choose another folder with PORTEVOIX_DATA.", AR: "Portevoix يعمل بالفعل على مجلد البيانات هذا. أوقفوا الآخر أو اختاروا مجلدا آخر عبر PORTEVOIX_DATA."})
	case errors.Is(err, database.ErrWrongKey):
		return say(text.Text{FR: "La base de données ne s'ouvre pas avec cette clé. Vérifiez PORTEVOIX_DB_KEY : il faut la clé du premier démarrage.", EN: "The database does not open with this key. Check PORTEVOIX_DB_KEY: it must be the key of the first start.", AR: "لا تُفتح قاعدة البيانات بهذا المفتاح. تحققوا من PORTEVOIX_DB_KEY: يجب أن يكون مفتاح أول تشغيل."})
	case errors.Is(err, database.ErrWeakKey):
		return say(text.Text{FR: "PORTEVOIX_DB_KEY est trop courte : 64 chiffres hexadécimaux, ou une phrase d'au moins 16 caractères.", EN: "PORTEVOIX_DB_KEY is too short: 64 hexadecimal digits, or a passphrase of at least 16 characters.", AR: "PORTEVOIX_DB_KEY قصير جدا: 64 رقما سداسيا عشريا أو عبارة من 16 حرفا على الأقل."})
	case errors.Is(err, os.ErrPermission):
		return say(text.Text{FR: "Le dossier de données ne peut pas être écrit. Choisissez-en un autre avec PORTEVOIX_DATA.", EN: "The data folder cannot be written. Choose another one with PORTEVOIX_DATA.", AR: "لا يمكن الكتابة في مجلد البيانات. اختاروا مجلدا آخر عبر PORTEVOIX_DATA."})
	}
	return &exitError{2, err}
}

type backupCmd struct {
	File string `arg:"" help:"Where to write the copy; it must not exist yet."`
	Keep int    `default:"30" help:"Days for which the copy is kept; whoever takes a post down is told that it stands in there until then."`
}

// Run copies the embedded database while the bot may be running.
func (c backupCmd) Run(w *world) error {
	s, log, err := prepare(w)
	if err != nil {
		return err
	}
	db, err := database.Open(w.ctx, database.Config{URL: s.Database, Dir: s.Data, Key: s.DBKey, Logger: log})
	if err != nil {
		return startError(s, err)
	}
	defer db.Close()
	if err := db.Backup(w.ctx, c.File); err != nil {
		return &exitError{2, err}
	}
	if err := publish.NoteBackup(w.ctx, db, time.Now(), time.Now().AddDate(0, 0, c.Keep)); err != nil {
		return err
	}
	fmt.Fprintln(w.out, c.File)
	return nil
}
