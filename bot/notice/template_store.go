package notice

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/register"
	"portevoix/bot/text"
)

type templateRow struct {
	bun.BaseModel `bun:"table:notice_template"`

	ID        string
	Kind      string
	State     TemplateState
	Author    string
	Version   int
	Seal      string
	ClearedBy string
	ClearedAt *time.Time
	ExpiresAt *time.Time
	Sealed    []byte
	MadeAt    time.Time
}

var templateNotWritten = &chat.Problem{
	What: text.Text{FR: "Ce modèle n'est plus en préparation.", EN: "This template is no longer being prepared.", AR: "لم يعد هذا القالب قيد الإعداد."},
	Do:   text.Text{FR: "Voyez où il en est : /template.", EN: "See where it stands: /template.", AR: "انظروا وضعه: ‎/template‎."},
}

// Template reads a template. An id that is not ours is a *chat.Problem.
func (d *Desk) Template(ctx context.Context, id string) (t Template, err error) {
	err = d.DB.Read(ctx, func(tx database.Tx) error {
		t, err = d.loadTemplate(ctx, tx, id)
		return err
	})
	return t, err
}

// Templates lists the templates that are not withdrawn, by kind and age.
func (d *Desk) Templates(ctx context.Context) (all []Template, err error) {
	err = d.DB.Read(ctx, func(tx database.Tx) error {
		var rows []templateRow
		if err := tx.NewSelect().Model(&rows).Where("state <> ?", TemplateWithdrawn).Order("kind", "made_at").Limit(200).Scan(ctx); err != nil {
			return fmt.Errorf("list templates: %w", err)
		}
		for _, r := range rows {
			t, err := d.template(r)
			if err != nil {
				return err
			}
			all = append(all, t)
		}
		return nil
	})
	return all, err
}

// Ready lists the templates that can be used now, by kind and age.
func (d *Desk) Ready(ctx context.Context) (ready []Template, err error) {
	all, err := d.Templates(ctx)
	for _, t := range all {
		if t.State == TemplateCleared && !t.Expired(d.Now()) && d.fingerprint(t) == t.Seal {
			ready = append(ready, t)
		}
	}
	return ready, err
}

func (d *Desk) loadTemplate(ctx context.Context, tx database.Tx, id string) (Template, error) {
	var r templateRow
	err := tx.NewSelect().Model(&r).Where("id = ?", id).Scan(ctx)
	if database.IsNotFound(err) {
		return Template{}, &chat.Problem{What: text.Text{FR: "Je ne trouve pas ce modèle.", EN: "I cannot find that template.", AR: "لا أجد هذا القالب."},
			Do: text.Text{FR: "Voyez les modèles : /template.", EN: "See the templates: /template.", AR: "انظروا القوالب: ‎/template‎."}}
	}
	if err != nil {
		return Template{}, fmt.Errorf("read the template: %w", err)
	}
	return d.template(r)
}

func (d *Desk) template(r templateRow) (t Template, err error) {
	data, err := d.DB.Unseal("template/"+r.ID, r.Sealed)
	if err == nil {
		err = json.Unmarshal(data, &t)
	}
	if err != nil {
		return t, fmt.Errorf("read the template: %w", err)
	}
	t.ID, t.Kind, t.State, t.Author, t.Version, t.Seal, t.ClearedBy = r.ID, r.Kind, r.State, r.Author, r.Version, r.Seal, r.ClearedBy
	t.Cleared, t.Expires = local(r.ClearedAt), local(r.ExpiresAt)
	return t, nil
}

func local(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

func (d *Desk) sealTemplate(t Template) ([]byte, error) {
	data, err := json.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("write the template: %w", err)
	}
	return d.DB.Seal("template/"+t.ID, data), nil
}

func (d *Desk) insertTemplate(ctx context.Context, t Template) (Template, error) {
	t.ID, t.State, t.Version = newTemplateID(), TemplateDraft, 1
	for _, target := range d.Targets {
		t.Targets = append(t.Targets, target.Name)
	}
	sealed, err := d.sealTemplate(t)
	if err != nil {
		return Template{}, err
	}
	r := templateRow{ID: t.ID, Kind: t.Kind, State: t.State, Author: t.Author, Version: 1, Sealed: sealed, MadeAt: d.Now().UTC()}
	err = d.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.NewInsert().Model(&r).Exec(ctx)
		return err
	})
	if err != nil {
		return Template{}, fmt.Errorf("keep the template: %w", err)
	}
	return t, nil
}

func (d *Desk) saveTemplate(ctx context.Context, t Template) (after Template, err error) {
	err = d.DB.Do(ctx, func(tx database.Tx) error {
		after, err = d.saveTemplateTx(ctx, tx, t)
		return err
	})
	return after, err
}

// saveTemplateTx keeps a changed template unless somebody else changed it meanwhile.
func (d *Desk) saveTemplateTx(ctx context.Context, tx database.Tx, t Template) (Template, error) {
	before := t.Version
	t.Version = before + 1
	sealed, err := d.sealTemplate(t)
	if err != nil {
		return Template{}, err
	}
	changed, err := tx.Exec(ctx, "UPDATE notice_template SET state = ?, version = ?, seal = ?, cleared_by = ?, cleared_at = ?, expires_at = ?, sealed = ? WHERE id = ? AND version = ?",
		t.State, t.Version, t.Seal, t.ClearedBy, utc(t.Cleared), utc(t.Expires), sealed, t.ID, before)
	if err != nil {
		return Template{}, fmt.Errorf("keep the template: %w", err)
	}
	if changed != 1 {
		return Template{}, templateNotWritten
	}
	return t, nil
}

// A Print says when the paper kit was last printed.
type Print struct {
	At   time.Time // zero: never
	Lang text.Lang
}

// Printed records that the paper kit was printed.
func (d *Desk) Printed(ctx context.Context, l text.Lang, templates int) error {
	return d.DB.Do(ctx, func(tx database.Tx) error {
		now := d.Now().UTC()
		_, err := tx.Exec(ctx, `INSERT INTO kit_print (lang, printed_at, templates) VALUES (?, ?, ?)
			ON CONFLICT (lang) DO UPDATE SET printed_at = excluded.printed_at, templates = excluded.templates`, l, now, templates)
		if err != nil {
			return fmt.Errorf("record the print: %w", err)
		}
		return d.Office.Register.Append(ctx, tx, register.Entry{Action: "kit-print", Object: "kit/" + string(l), At: now})
	})
}

// LastPrint says when the paper kit was last printed in any language.
func (d *Desk) LastPrint(ctx context.Context) (p Print, err error) {
	err = d.DB.Read(ctx, func(tx database.Tx) error {
		var r struct {
			Lang      text.Lang
			PrintedAt time.Time
		}
		err := tx.NewRaw("SELECT lang, printed_at FROM kit_print ORDER BY printed_at DESC LIMIT 1").Scan(ctx, &r)
		if database.IsNotFound(err) {
			return nil
		}
		p = Print{r.PrintedAt, r.Lang}
		return err
	})
	return p, err
}
