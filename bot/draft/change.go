package draft

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/privacy"
	"portevoix/bot/text"
)

// change opens a draft, lets f change its content, and keeps the result.
func (d *Desk) change(ctx context.Context, id, by, what string, f func(*Draft) error, also ...step) (Draft, error) {
	before, err := d.Open(ctx, id)
	if err != nil {
		return Draft{}, err
	}
	if before.Status != Writing && before.Status != Offered {
		return Draft{}, changedMeanwhile
	}
	after := before
	after.Content = clone(before.Content)
	if err := f(&after); err != nil {
		return Draft{}, err
	}
	return d.save(ctx, before, after.Content, by, what, also...)
}

func clone(c Content) Content {
	c.Variants = slices.Clone(c.Variants)
	c.Brief.Questions = slices.Clone(c.Brief.Questions)
	prose := map[text.Lang][]string{}
	for l, s := range c.Brief.Prose {
		prose[l] = slices.Clone(s)
	}
	said := map[string]Saying{}
	for k, v := range c.Brief.Said {
		said[k] = v
	}
	c.Brief.Prose, c.Brief.Said = prose, said
	return c
}

// Facts are a brief as a form shows it: each in the words of the brief's language.
type Facts struct{ What, When, Where, More, Contact string }

// Facts says the facts of a brief for a form.
func (b Brief) Facts() Facts {
	l := b.Lang
	prose := b.prose(l)
	f := Facts{When: text.StripMarks(b.When.In(l)), Where: text.StripMarks(b.where(l))}
	if b.Announced {
		f.What = b.EventName(l)
	} else if len(prose) > 0 {
		f.What, prose = prose[0], prose[1:]
	}
	more := slices.Clone(prose)
	for _, id := range b.Details {
		if d, ok := detailOf(id); ok {
			more = append(more, d.say.In(l))
		}
	}
	if len(b.Groups) > 0 {
		more = append(more, strings.Join(b.Groups, ", "))
	}
	f.More = strings.Join(more, " ")
	f.Contact = strings.Join(slices.DeleteFunc([]string{b.Link, b.Phone, b.Mail}, func(s string) bool { return s == "" }), " ")
	return f
}

// ChangeFacts takes a changed form: what was not changed stays as it was read, what was is read anew. Every text that nobody
// edited is written anew; an edited one is marked with what changed.
func (d *Desk) ChangeFacts(ctx context.Context, id, by string, now Facts) (Draft, error) {
	return d.change(ctx, id, by, "facts", func(out *Draft) error {
		all := strings.Join([]string{now.What, now.When, now.Where, now.More, now.Contact}, "\n")
		if r := d.checkWords(tidy(all)); r.Verdict >= privacy.Block {
			return &Blocked{r}
		}
		before := out.Brief.Facts()
		changes := changed(before, now)
		if len(changes) == 0 {
			return nil
		}
		d.apply(&out.Brief, before, now)
		out.Words = tidy(all)
		for i := range out.Variants {
			if out.Variants[i].Edited {
				out.Variants[i].Stale = append(out.Variants[i].Stale, changes...)
			}
		}
		d.write(ctx, id, &out.Content)
		return nil
	})
}

func changed(a, b Facts) []string {
	var all []string
	for _, p := range [][2]string{{a.What, b.What}, {a.When, b.When}, {a.Where, b.Where}, {a.More, b.More}, {a.Contact, b.Contact}} {
		if strings.TrimSpace(p[0]) != strings.TrimSpace(p[1]) {
			all = append(all, orDash(p[0])+" → "+orDash(p[1]))
		}
	}
	return all
}

func orDash(s string) string {
	if strings.TrimSpace(s) == "" {
		return "–"
	}
	return strings.TrimSpace(s)
}

// apply reads the fields that changed and puts their facts in place of the old ones.
func (d *Desk) apply(b *Brief, before, now Facts) {
	read := func(s string) Brief { return d.reader(b.Lang).Read(s) }
	differs := func(a, c string) bool { return strings.TrimSpace(a) != strings.TrimSpace(c) }
	if differs(before.When, now.When) {
		f := read(now.When)
		b.When, b.Questions = f.When, f.Questions
		if strings.TrimSpace(now.When) != "" && f.When.IsZero() && len(f.Questions) == 0 {
			b.Questions = []Question{askNoSuchDay(0, 0)}
		}
	}
	if differs(before.Where, now.Where) {
		b.Places = read(now.Where).Places
		if len(b.Places) == 0 && strings.TrimSpace(now.Where) != "" {
			b.Places = []Spot{{Name: tidy(now.Where)}}
		}
	}
	if differs(before.Contact, now.Contact) {
		f := read(now.Contact)
		b.Link, b.Phone, b.Mail = f.Link, f.Phone, f.Mail
	}
	if !differs(before.What, now.What) && !differs(before.More, now.More) {
		return
	}
	f := read(now.What + "\n" + now.More)
	b.Event, b.Announced, b.Service, b.Details, b.Groups = f.Event, f.Announced, f.Service, f.Details, f.Groups
	b.Prose = map[text.Lang][]string{b.Lang: f.Prose[b.Lang]} // other languages' wording was about the old words
	b.Said = f.Said
	b.Hashtags = append(b.Hashtags, f.Hashtags...)
	if !f.When.IsZero() {
		b.When, b.Questions = f.When, f.Questions
	}
	if len(f.Places) > 0 && !differs(before.Where, now.Where) {
		b.Places = f.Places
	}
}

// Choose settles a question of dates with one of the days that were offered.
func (d *Desk) Choose(ctx context.Context, id, by string, day Date) (Draft, error) {
	return d.change(ctx, id, by, "facts", func(out *Draft) error {
		i := slices.IndexFunc(out.Brief.Questions, func(q Question) bool { return slices.Contains(q.Offers, day) })
		if i < 0 {
			return changedMeanwhile
		}
		old := out.Brief.When.In(out.Brief.Lang)
		out.Brief.Questions = slices.Delete(out.Brief.Questions, i, i+1)
		out.Brief.When.Day, out.Brief.When.Weekday = day, ""
		for i := range out.Variants {
			if out.Variants[i].Edited {
				out.Variants[i].Stale = append(out.Variants[i].Stale, orDash(old)+" → "+out.Brief.When.In(out.Brief.Lang))
			}
		}
		d.write(ctx, id, &out.Content)
		return nil
	})
}

// Settings are how a draft is to sound and where it goes.
type Settings struct {
	Objective Objective
	Tone      Tone
	Networks  []string
	Langs     []text.Lang
	Alt       string
}

// Configure changes the settings; texts that nobody edited are written anew.
func (d *Desk) Configure(ctx context.Context, id, by string, s Settings) (Draft, error) {
	return d.change(ctx, id, by, "settings", func(out *Draft) error {
		if err := d.describe(&out.Content, s.Alt); err != nil {
			return err
		}
		out.Objective, out.Tone, out.Networks, out.Langs = s.Objective, s.Tone, s.Networks, s.Langs
		d.defaults(&out.Content)
		d.write(ctx, id, &out.Content)
		return nil
	})
}

// Edit replaces one text by what a person wrote.
func (d *Desk) Edit(ctx context.Context, id, by, network string, l text.Lang, words string) (Draft, error) {
	return d.change(ctx, id, by, "edit", func(out *Draft) error {
		v, ok := out.Variant(network, l)
		if !ok {
			return noSuchDraft(id)
		}
		words = tidy(words)
		if problem := usable(words); problem != nil {
			return problem
		}
		next := Variant{Network: network, Lang: l, Text: words, Edited: true, Minimal: true, Over: over(network, words)}
		if r := d.CheckVariant(next); r.Verdict >= privacy.Block {
			return &Blocked{r}
		}
		d.judge(&next)
		*v = next
		return nil
	})
}

// Rewrite gives up a person's edit and writes the text from the facts again.
func (d *Desk) Rewrite(ctx context.Context, id, by, network string, l text.Lang) (Draft, error) {
	return d.change(ctx, id, by, "rewrite", func(out *Draft) error {
		v, ok := out.Variant(network, l)
		if !ok {
			return noSuchDraft(id)
		}
		*v = Variant{Network: network, Lang: l}
		d.compose(id, &out.Content, v)
		return nil
	})
}

// Keep says that an edited text was reviewed after facts changed.
func (d *Desk) Keep(ctx context.Context, id, by, network string, l text.Lang) (Draft, error) {
	return d.change(ctx, id, by, "reviewed", func(out *Draft) error {
		v, ok := out.Variant(network, l)
		if !ok {
			return noSuchDraft(id)
		}
		v.Stale = nil
		return nil
	})
}

// Shorten leaves one more block out of a text. An edited text is the person's to shorten.
func (d *Desk) Shorten(ctx context.Context, id, by, network string, l text.Lang) (Draft, error) {
	return d.change(ctx, id, by, "shorten", func(out *Draft) error {
		v, ok := out.Variant(network, l)
		switch {
		case !ok:
			return noSuchDraft(id)
		case v.Edited:
			return &chat.Problem{
				What: text.Text{FR: "Ce texte a été modifié à la main : je n'y coupe rien.", EN: "This text was edited by hand: I cut nothing from it.", AR: "عُدّل هذا النص يدويا: لا أحذف منه شيئا."},
				Do:   text.Text{FR: "Raccourcissez-le avec « Modifier ».", EN: "Shorten it with “Edit”.", AR: "اختصروه باستعمال «تعديل»."},
			}
		case v.Minimal:
			return &chat.Problem{
				What: text.Text{FR: "Il ne reste que l'essentiel : je ne peux rien enlever de plus.", EN: "Only the essential is left: there is nothing more to take out.", AR: "لم يبق إلا الأساسي: لا يمكنني حذف المزيد."},
				Do:   text.Text{FR: "Modifiez le texte ou les faits si c'est encore trop long.", EN: "Edit the text or the facts if it is still too long.", AR: "عدّلوا النص أو المعطيات إذا كان لا يزال طويلا."},
			}
		}
		v.Trim++
		d.compose(id, &out.Content, v)
		return nil
	})
}

// Again writes another version of every text that nobody edited.
func (d *Desk) Again(ctx context.Context, id, by string) (Draft, error) {
	return d.change(ctx, id, by, "again", func(out *Draft) error {
		out.Take++
		d.write(ctx, id, &out.Content)
		return nil
	})
}

// Word gives the author's sentences in another language.
func (d *Desk) Word(ctx context.Context, id, by string, l text.Lang, words string) (Draft, error) {
	return d.change(ctx, id, by, "wording", func(out *Draft) error {
		words = tidy(words)
		if problem := usable(words); problem != nil {
			return problem
		}
		if r := d.checkWords(words); r.Verdict >= privacy.Block {
			return &Blocked{r}
		}
		if guessLang(words, l) != l {
			return &chat.Problem{
				What: text.Text{FR: "Ce texte ne semble pas être en %s.", EN: "This text does not seem to be in %s.", AR: "لا يبدو أن هذا النص بـ%s."}.With(LangName(l)),
				Do:   text.Text{FR: "Écrivez-le dans cette langue, ou retirez-la dans « Réglages ».", EN: "Write it in that language, or remove the language under “Settings”.", AR: "اكتبوه بهذه اللغة أو أزيلوها من «الإعدادات»."},
			}
		}
		out.Brief.Prose[l] = splitSentences(words)
		d.write(ctx, id, &out.Content)
		return nil
	})
}

// LangName names a language in each language.
func LangName(l text.Lang) text.Text {
	switch l {
	case text.FR:
		return text.Text{FR: "français", EN: "French", AR: "الفرنسية"}
	case text.AR:
		return text.Text{FR: "arabe", EN: "Arabic", AR: "العربية"}
	}
	return text.Text{FR: "anglais", EN: "English", AR: "الإنجليزية"}
}

func splitSentences(s string) []string {
	var all []string
	start := 0
	for i, r := range s {
		if strings.ContainsRune(".!?؟\n", r) && (i+1 >= len(s) || s[i+len(string(r)):] == "" || strings.ContainsRune(" \n", rune(s[i+len(string(r))]))) {
			if part := strings.TrimSpace(s[start : i+len(string(r))]); part != "" {
				all = append(all, capital(part))
			}
			start = i + len(string(r))
		}
	}
	if part := strings.TrimSpace(s[start:]); part != "" {
		all = append(all, capital(part)+".")
	}
	return all
}

// Back restores the revision before the last change. A picture that was changed since stays: the one before is erased.
func (d *Desk) Back(ctx context.Context, id, by string) (Draft, error) {
	now, err := d.Open(ctx, id)
	if err != nil {
		return Draft{}, err
	}
	var sealed []byte
	err = d.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT sealed FROM draft_revision WHERE draft_id = ? AND number = ?", id, now.Revision-1).Scan(ctx, &sealed)
	})
	if database.IsNotFound(err) {
		return Draft{}, &chat.Problem{
			What: text.Text{FR: "C'est la première version : il n'y en a pas d'autre avant.", EN: "This is the first version: there is none before it.", AR: "هذه هي النسخة الأولى: لا توجد نسخة قبلها."},
			Do:   text.Text{FR: "Demandez une autre version.", EN: "Ask for another version.", AR: "اطلبوا نسخة أخرى."},
		}
	}
	if err != nil {
		return Draft{}, fmt.Errorf("read the revision: %w", err)
	}
	earlier, err := d.unseal(id, sealed)
	if err != nil {
		return Draft{}, err
	}
	return d.change(ctx, id, by, "back", func(out *Draft) error {
		if now := out.Content; earlier.Picture != now.Picture {
			earlier.Picture, earlier.Hash, earlier.Alt = now.Picture, now.Hash, now.Alt
			earlier.AltFound, earlier.Traits, earlier.Look = now.AltFound, now.Traits, now.Look
		}
		out.Content = earlier
		for i := range out.Variants { // the rules may have changed since
			d.judge(&out.Variants[i])
		}
		return nil
	})
}

// Take accepts an offered wording.
func (d *Desk) Take(ctx context.Context, id, by string) (Draft, error) {
	return d.change(ctx, id, by, "adopted", func(*Draft) error { return nil })
}

// Discard erases a draft with its revisions and picture; only that it existed stays.
func (d *Desk) Discard(ctx context.Context, id string) error {
	out, err := d.Open(ctx, id)
	if err != nil {
		return err
	}
	return d.DB.Do(ctx, func(tx database.Tx) error {
		n, err := tx.Exec(ctx, "UPDATE draft SET status = 'discarded', sealed = ?, updated_at = ? WHERE id = ? AND status IN ('draft', 'offered')", []byte{}, d.Now().UTC(), id)
		if err != nil {
			return fmt.Errorf("discard the draft: %w", err)
		}
		if n != 1 {
			return &chat.Problem{
				What: text.Text{FR: "Ce brouillon attend une validation ou est déjà parti.", EN: "This draft awaits approval or has already gone out.", AR: "هذه المسودة في انتظار المصادقة أو سبق نشرها."},
				Do:   text.Text{FR: "Retirez d'abord la demande, ou utilisez /retract si c'est publié.", EN: "Withdraw the request first, or use /retract if it is published.", AR: "اسحبوا الطلب أولا، أو استعملوا ‎/retract‎ إذا كان منشورا."},
			}
		}
		return d.erase(ctx, tx, id, out)
	})
}

func (d *Desk) erase(ctx context.Context, tx database.Tx, id string, out Draft) error {
	if _, err := tx.Exec(ctx, "DELETE FROM draft_revision WHERE draft_id = ?", id); err != nil {
		return fmt.Errorf("erase the revisions: %w", err)
	}
	if out.Picture != "" {
		return d.Pictures.Delete(ctx, tx, out.Picture)
	}
	return nil
}

// Kept is how long a draft that nobody touches and nobody has sent on is kept.
const Kept = 90 * 24 * time.Hour

// Purge erases wordings that were offered and not taken, and drafts that nobody has touched for ninety days. What awaits approval or
// went out stays.
func (d *Desk) Purge(ctx context.Context) error {
	if _, err := d.Sweep(ctx); err != nil {
		return err
	}
	var old []string
	err := d.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT id FROM draft WHERE status = 'draft' AND updated_at < ?", d.Now().UTC().Add(-Kept)).Scan(ctx, &old)
	})
	if err != nil {
		return fmt.Errorf("look for old drafts: %w", err)
	}
	for _, id := range old {
		if err := d.Discard(ctx, id); err != nil {
			return fmt.Errorf("erase an old draft: %w", err)
		}
	}
	return nil
}

// Sweep erases wordings that were offered and not taken within a day. It returns how many.
func (d *Desk) Sweep(ctx context.Context) (erased int, err error) {
	old := d.Now().UTC().Add(-24 * time.Hour)
	err = d.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM draft_revision WHERE draft_id IN (SELECT id FROM draft WHERE status = 'offered' AND created_at < ?)", old); err != nil {
			return err
		}
		erased, err = tx.Exec(ctx, "DELETE FROM draft WHERE status = 'offered' AND created_at < ?", old)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("sweep offered wordings: %w", err)
	}
	return erased, nil
}

// Mine lists an author's drafts that are still being written or wait, newest first.
func (d *Desk) Mine(ctx context.Context, author string, most int) ([]Draft, error) {
	var rows []row
	err := d.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT id, author, status, revision, sealed, created_at, updated_at FROM draft WHERE author = ? AND status IN ('draft', 'submitted') ORDER BY updated_at DESC LIMIT "+strconv.Itoa(most), author).Scan(ctx, &rows)
	})
	if err != nil {
		return nil, fmt.Errorf("list drafts: %w", err)
	}
	all := make([]Draft, len(rows))
	for i, r := range rows {
		all[i] = Draft{ID: r.ID, Author: r.Author, Status: Status(r.Status), Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}
		if all[i].Content, err = d.unseal(r.ID, r.Sealed); err != nil {
			return nil, err
		}
	}
	return all, nil
}
