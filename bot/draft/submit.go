package draft

import (
	"context"
	"fmt"
	"slices"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/privacy"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// Submit puts a draft before those who decide. A draft that is not ready is a *chat.Problem that says what to mend. The draft
// becomes Submitted in the transaction that opens the case, by way of Decided.
func (d *Desk) Submit(ctx context.Context, office *approval.Office, id, by string) (Draft, error) {
	out, err := d.Open(ctx, id)
	if err != nil {
		return Draft{}, err
	}
	if out.Status != Writing {
		return Draft{}, changedMeanwhile
	}
	if problem := out.unready(); problem != nil {
		return Draft{}, problem
	}
	if problem := d.unseen(out.Content); problem != nil {
		return Draft{}, problem
	}
	s, err := d.Subject(ctx, out, by)
	if err != nil {
		return Draft{}, err
	}
	if _, err := office.Submit(ctx, s); err != nil {
		return Draft{}, err
	}
	return d.Open(ctx, id)
}

// Subject is everything that somebody else says yes to. Whoever wrote a part of it may not approve it.
func (d *Desk) Subject(ctx context.Context, out Draft, by string) (approval.Subject, error) {
	s := approval.Subject{
		Kind: "draft", ID: out.ID, Version: out.Revision, Author: by, Rules: privacy.RulesVersion,
		Title: text.Text{FR: "Brouillon %s", EN: "Draft %s", AR: "المسودة %s"}.With(out.ID),
	}
	err := d.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT DISTINCT by_whom FROM draft_revision WHERE draft_id = ? ORDER BY by_whom", out.ID).Scan(ctx, &s.Writers)
	})
	if err != nil {
		return s, fmt.Errorf("list who wrote the draft: %w", err)
	}
	for _, f := range d.pictured(out.Content) {
		accept(&s, f)
	}
	for _, v := range out.Variants {
		if v.Text == "" {
			continue
		}
		part := approval.Part{Target: v.Network, Lang: v.Lang, Text: v.Text}
		if out.Picture != "" {
			part.Pictures = []approval.Picture{{ID: string(out.Picture), Hash: out.Hash, Alt: out.Alt}}
		}
		s.Parts = append(s.Parts, part)
		for _, f := range v.Found {
			s.HealthAdvice = s.HealthAdvice || f.Rule == "INF-02" || f.Rule == "INF-04"
			accept(&s, f)
		}
	}
	return s, nil
}

// accept puts a finding before those who decide; a hint needs nobody.
func accept(s *approval.Subject, f Found) {
	a := approval.Accepted{Rule: f.Rule, Severity: int(f.Severity)}
	if f.Severity >= privacy.Warn && !slices.Contains(s.Accepted, a) {
		s.Accepted = append(s.Accepted, a)
	}
}

// unready says what keeps a draft from approval; nil when nothing does.
func (out Draft) unready() *chat.Problem {
	if open := out.Open(); len(open) > 0 {
		return &chat.Problem{
			What: text.Text{FR: "Une question reste ouverte : %s", EN: "A question is still open: %s", AR: "لا يزال سؤال مطروحا: %s"}.With(open[0].Text),
			Do:   text.Text{FR: "Répondez-y avec les boutons du brouillon, ou changez les faits.", EN: "Answer it with the draft's buttons, or change the facts.", AR: "أجيبوا عنه بأزرار المسودة أو عدّلوا المعطيات."},
		}
	}
	for _, v := range out.Variants {
		rules, _ := social.RulesOf(v.Network)
		if why := v.unready(out, rules); !why.IsZero() {
			return &chat.Problem{
				What: text.Text{FR: "%s (%s) n'est pas prêt : %s", EN: "%s (%s) is not ready: %s", AR: "%s (%s) غير جاهز: %s"}.With(rules.Title, LangName(v.Lang), why),
				Do:   text.Text{FR: "Corrigez ce texte, ou enlevez ce réseau dans « Réglages ».", EN: "Mend this text, or leave that network out under “Settings”.", AR: "صححوا هذا النص أو أزيلوا هذه الشبكة من «الإعدادات»."},
			}
		}
	}
	if len(out.Variants) == 0 {
		return &chat.Problem{
			What: text.Text{FR: "Ce brouillon n'a aucun texte.", EN: "This draft has no text.", AR: "لا تحتوي هذه المسودة على أي نص."},
			Do:   text.Text{FR: "Choisissez un réseau dans « Réglages ».", EN: "Choose a network under “Settings”.", AR: "اختاروا شبكة من «الإعدادات»."},
		}
	}
	return nil
}

func (v Variant) unready(out Draft, rules social.Rules) text.Text {
	switch {
	case v.Text == "":
		return text.Text{FR: "il n'y a pas de texte.", EN: "there is no text.", AR: "لا يوجد نص."}
	case len(v.Missing) > 0:
		return text.Text{FR: "des phrases manquent dans cette langue.", EN: "sentences are missing in this language.", AR: "تنقص جمل بهذه اللغة."}
	case v.Over > 0:
		return text.Text{FR: "il est trop long.", EN: "it is too long.", AR: "النص طويل جدا."}
	case len(v.Stale) > 0:
		return text.Text{FR: "un fait a changé depuis la modification à la main.", EN: "a fact has changed since it was edited by hand.", AR: "تغير معطى منذ التعديل اليدوي."}
	case rules.NeedsPicture && out.Picture == "":
		return text.Text{FR: "il faut une image.", EN: "it needs a picture.", AR: "تلزم صورة."}
	case out.Picture != "" && out.Alt == "":
		return text.Text{FR: "l'image n'a pas de texte alternatif.", EN: "the picture has no text alternative.", AR: "الصورة بدون نص بديل."}
	}
	return text.Text{}
}

// Decided follows what becomes of a request for approval, in its transaction. Wire it with Office.On("draft", desk.Decided).
func (d *Desk) Decided(ctx context.Context, tx database.Tx, c approval.Case) error {
	next := map[approval.State]Status{
		approval.Waiting: Submitted, approval.Approved: Approved, approval.ByHand: Published,
		approval.Refused: Writing, approval.Changes: Writing, approval.Withdrawn: Writing, approval.Expired: Writing,
	}[c.State]
	n, err := tx.Exec(ctx, "UPDATE draft SET status = ?, updated_at = ? WHERE id = ? AND revision = ? AND status IN ('draft', 'submitted', 'approved', 'published')",
		string(next), d.Now().UTC(), c.Subject.ID, c.Subject.Version)
	if err != nil {
		return fmt.Errorf("follow the decision: %w", err)
	}
	if n == 0 && c.State != approval.Withdrawn { // a withdrawn request may be about an older revision
		return changedMeanwhile
	}
	switch c.State {
	case approval.Refused, approval.Changes:
		return d.note(ctx, tx, c.Subject.ID, c.Votes[len(c.Votes)-1].Reason)
	case approval.Waiting: // what was asked for has been answered
		return d.note(ctx, tx, c.Subject.ID, "")
	}
	return nil
}

// note keeps with the draft what a reviewer asked for. It is no change of the draft: nothing that is approved depends on it.
func (d *Desk) note(ctx context.Context, tx database.Tx, id, words string) error {
	out, err := d.load(ctx, tx, id)
	if err != nil || out.Note == words {
		return err
	}
	out.Note = words
	sealed, err := d.seal(id, out.Content)
	if err == nil {
		_, err = tx.Exec(ctx, "UPDATE draft SET sealed = ? WHERE id = ? AND revision = ?", sealed, id, out.Revision)
	}
	if err != nil {
		return fmt.Errorf("note what a reviewer asked for: %w", err)
	}
	return nil
}

// Out says that a draft is out somewhere, or that it was taken down: then nothing of it is left here.
func (d *Desk) Out(ctx context.Context, tx database.Tx, id string, published, down bool) error {
	if down {
		return d.forget(ctx, tx, id)
	}
	if !published {
		return nil
	}
	_, err := tx.Exec(ctx, "UPDATE draft SET status = 'published', updated_at = ? WHERE id = ? AND status = 'approved'", d.Now().UTC(), id)
	return err
}

// forget erases a draft that was taken down: its texts, its revisions, its picture. A second call finds nothing to do.
func (d *Desk) forget(ctx context.Context, tx database.Tx, id string) error {
	out, err := d.load(ctx, tx, id)
	if err != nil {
		return nil // discarded already, or never ours
	}
	if _, err := tx.Exec(ctx, "UPDATE draft SET status = 'discarded', sealed = ?, updated_at = ? WHERE id = ?", []byte{}, d.Now().UTC(), id); err != nil {
		return fmt.Errorf("erase the draft: %w", err)
	}
	return d.erase(ctx, tx, id, out)
}
