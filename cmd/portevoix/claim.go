package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"portevoix/bot/people"
	"portevoix/bot/text"
)

type claimCmd struct{}

// Run makes a new code with which the first administrator claims the installation, while the bot runs or not.
func (claimCmd) Run(w *world) error {
	return w.withApp(func(a *app) error {
		err := a.offerClaim(w.ctx, w.out)
		if errors.Is(err, people.ErrClaimed) {
			return &exitError{1, errors.New(text.Text{FR: "Cette installation a déjà quelqu'un qui l'administre : voyez avec cette personne, ou /team.", EN: "Somebody administers this installation already: ask them, or see /team.", AR: "لهذا التثبيت من يديره بالفعل: راجعوا ذلك الشخص أو \u200e/team\u200e."}.In(a.settings.Lang))}
		}
		return err
	})
}

// offerClaim shows the code on a terminal, where only whoever started the program reads it; where the output goes elsewhere (a service
// manager keeps it for years), the code lies in a file that only its owner may read. It is never logged.
func (a *app) offerClaim(ctx context.Context, out io.Writer) error {
	code, err := a.kit.People.ClaimCode(ctx)
	if err != nil {
		return err
	}
	if onTerminal(out) {
		say(out, a.settings.Lang, text.Text{
			FR: "Personne n'administre encore cette installation. Dans Slack, Discord ou le chat intégré, tapez dans les quinze minutes : %s",
			EN: "Nobody administers this installation yet. In Slack, Discord or the web chat, type within fifteen minutes: %s",
			AR: "لا أحد يدير هذا التثبيت بعد. في Slack أو Discord أو الدردشة المدمجة، اكتبوا خلال خمس عشرة دقيقة: %s",
		}, "/join "+code)
		return nil
	}
	file := filepath.Join(a.settings.Data, "claim-code")
	if err := os.MkdirAll(a.settings.Data, 0o700); err != nil {
		return fmt.Errorf("keep the claim code: %w", err)
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) { // a file that is there already keeps its own rights
		return fmt.Errorf("keep the claim code: %w", err)
	}
	if err := os.WriteFile(file, []byte(code+"\n"), 0o600); err != nil {
		return fmt.Errorf("keep the claim code: %w", err)
	}
	say(out, a.settings.Lang, text.Text{
		FR: "Personne n'administre encore cette installation. Le code pour le faire est dans %s ; tapez /join et ce code dans les quinze minutes. Un nouveau : portevoix claim.",
		EN: "Nobody administers this installation yet. The code to do so is in %s; type /join and that code within fifteen minutes. A new one: portevoix claim.",
		AR: "لا أحد يدير هذا التثبيت بعد. الرمز موجود في %s؛ اكتبوا \u200e/join\u200e مع هذا الرمز خلال خمس عشرة دقيقة. رمز جديد: portevoix claim.",
	}, file)
	return nil
}

func say(out io.Writer, l text.Lang, t text.Text, args ...any) {
	fmt.Fprintf(out, "  %s\n", t.With(args...).In(l))
}

// onTerminal reports whether somebody reads the output as it is written.
func onTerminal(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
