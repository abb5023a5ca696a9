package notice

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/text"
)

type row struct {
	bun.BaseModel `bun:"table:notice"`

	ID        string
	Year      int
	Number    int
	Kind      string
	Phase     Phase
	State     State
	Author    string
	Ref       string
	Version   int
	UntilAt   *time.Time
	AskedFor  *time.Time
	Dedupe    *string
	Sealed    []byte
	CreatedAt time.Time
	UpdatedAt time.Time
}

type version struct {
	bun.BaseModel `bun:"table:notice_version"`

	NoticeID string
	Number   int
	ByWhom   string
	What     string
	Sealed   []byte
	At       time.Time
}

var notWritten = &chat.Problem{
	What: text.Text{FR: "Cet avis n'est plus en cours de rédaction.", EN: "This notice is no longer being written.", AR: "هذا الإشعار لم يعد قيد التحرير."},
	Do:   text.Text{FR: "Voyez où il en est : /urgent list.", EN: "See where it stands: /urgent list.", AR: "انظروا وضعه: ‎/urgent list‎."},
}

var changedMeanwhile = &chat.Problem{
	What: text.Text{FR: "Quelqu'un d'autre vient de changer cet avis.", EN: "Somebody else has just changed this notice.", AR: "قام شخص آخر للتو بتغيير هذا الإشعار."},
	Do:   text.Text{FR: "Rouvrez-le avec /urgent list, puis recommencez.", EN: "Open it again with /urgent list, then try once more.", AR: "افتحوه من جديد عبر ‎/urgent list‎ ثم حاولوا مرة أخرى."},
}

// Get reads a notice. An id that is not ours is a *chat.Problem.
func (d *Desk) Get(ctx context.Context, id string) (n Notice, err error) {
	err = d.DB.Read(ctx, func(tx database.Tx) error {
		n, err = d.load(ctx, tx, id)
		return err
	})
	return n, err
}

// Open lists the notices that somebody must still look after: live, expired without an end, submitted or being written; newest first.
func (d *Desk) Open(ctx context.Context) (all []Notice, err error) {
	err = d.DB.Read(ctx, func(tx database.Tx) error {
		var rows []row
		err := tx.NewSelect().Model(&rows).Where("state IN (?, ?, ?, ?)", Live, Expired, Submitted, Drafted).Where("updated_at > ?", d.Now().UTC().Add(-14*24*time.Hour)).
			Order("year DESC", "number DESC").Limit(30).Scan(ctx)
		if err != nil {
			return fmt.Errorf("list notices: %w", err)
		}
		for _, r := range rows {
			n, err := d.notice(r)
			if err != nil {
				return err
			}
			all = append(all, n)
		}
		return nil
	})
	return all, err
}

func (d *Desk) load(ctx context.Context, tx database.Tx, id string) (Notice, error) {
	var r row
	err := tx.NewSelect().Model(&r).Where("id = ?", id).Scan(ctx)
	if database.IsNotFound(err) {
		return Notice{}, &chat.Problem{What: text.Text{FR: "Je ne trouve pas cet avis.", EN: "I cannot find that notice.", AR: "لا أجد هذا الإشعار."},
			Do: text.Text{FR: "Voyez les avis : /urgent list.", EN: "See the notices: /urgent list.", AR: "انظروا الإشعارات: ‎/urgent list‎."}}
	}
	if err != nil {
		return Notice{}, fmt.Errorf("read the notice: %w", err)
	}
	return d.notice(r)
}

func (d *Desk) notice(r row) (n Notice, err error) {
	data, err := d.DB.Unseal("notice/"+r.ID, r.Sealed)
	if err == nil {
		err = json.Unmarshal(data, &n)
	}
	if err != nil {
		return n, fmt.Errorf("read the notice: %w", err)
	}
	n.ID, n.Kind, n.Phase, n.State, n.Author, n.Ref, n.Version, n.Changed = r.ID, r.Kind, r.Phase, r.State, r.Author, r.Ref, r.Version, r.UpdatedAt
	if n.Fields == nil {
		n.Fields = map[string]string{}
	}
	return n, nil
}

func (d *Desk) seal(n Notice) ([]byte, error) {
	data, err := json.Marshal(n)
	if err != nil {
		return nil, fmt.Errorf("write the notice: %w", err)
	}
	return d.DB.Seal("notice/"+n.ID, data), nil
}

// insert gives the notice the next number of its year and keeps it.
func (d *Desk) insert(ctx context.Context, n Notice, dedupe string) (Notice, error) {
	now := d.Now().UTC()
	year := now.In(d.Zone).Year()
	n.Version, n.Changed = 1, now
	err := d.DB.Do(ctx, func(tx database.Tx) error {
		if err := tx.Lock(ctx, "notice"); err != nil {
			return err
		}
		if dedupe != "" {
			var earlier row
			err := tx.NewSelect().Model(&earlier).Where("dedupe = ?", dedupe).Scan(ctx)
			if err == nil {
				n, err = d.notice(earlier)
				return err
			}
			if !database.IsNotFound(err) {
				return err
			}
		}
		number := 0
		if err := tx.NewRaw("SELECT COALESCE(MAX(number), 0) + 1 FROM notice WHERE year = ?", year).Scan(ctx, &number); err != nil {
			return err
		}
		n.ID = fmt.Sprintf("n_%d-%03d", year, number)
		sealed, err := d.seal(n)
		if err != nil {
			return err
		}
		r := row{ID: n.ID, Year: year, Number: number, Kind: n.Kind, Phase: n.Phase, State: n.State, Author: n.Author, Ref: n.Ref, Version: 1, UntilAt: utc(n.Until), Sealed: sealed, CreatedAt: now, UpdatedAt: now}
		if dedupe != "" {
			r.Dedupe = &dedupe
		}
		if _, err := tx.NewInsert().Model(&r).Exec(ctx); err != nil {
			return err
		}
		return keepVersion(ctx, tx, n, n.Author, "new", sealed, now)
	})
	if err != nil {
		return Notice{}, fmt.Errorf("keep the notice: %w", err)
	}
	return n, nil
}

func utc(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

func keepVersion(ctx context.Context, tx database.Tx, n Notice, by, what string, sealed []byte, at time.Time) error {
	_, err := tx.NewInsert().Model(&version{NoticeID: n.ID, Number: n.Version, ByWhom: by, What: what, Sealed: sealed, At: at}).Exec(ctx)
	return err
}

// save keeps a changed notice unless somebody else changed it meanwhile.
func (d *Desk) save(ctx context.Context, n Notice, by, what string) (Notice, error) {
	var after Notice
	err := d.DB.Do(ctx, func(tx database.Tx) (err error) {
		after, err = d.saveTx(ctx, tx, n, by, what)
		return err
	})
	return after, err
}

func (d *Desk) saveTx(ctx context.Context, tx database.Tx, n Notice, by, what string) (Notice, error) {
	before := n.Version
	n.Version, n.Changed = before+1, d.Now().UTC()
	sealed, err := d.seal(n)
	if err != nil {
		return Notice{}, err
	}
	changed, err := tx.Exec(ctx, "UPDATE notice SET phase = ?, state = ?, version = ?, until_at = ?, sealed = ?, updated_at = ? WHERE id = ? AND version = ?",
		n.Phase, n.State, n.Version, utc(n.Until), sealed, n.Changed, n.ID, before)
	if err != nil {
		return Notice{}, fmt.Errorf("keep the notice: %w", err)
	}
	if changed != 1 {
		return Notice{}, changedMeanwhile
	}
	return n, keepVersion(ctx, tx, n, by, what, sealed, n.Changed)
}

// Decided follows what the second person said, in the same transaction. Wire it with Office.On("notice", desk.Decided).
func (d *Desk) Decided(ctx context.Context, tx database.Tx, c approval.Case) error {
	n, err := d.load(ctx, tx, c.Subject.ID)
	if err != nil {
		return err
	}
	if n.State != Submitted {
		return nil
	}
	switch c.State {
	case approval.Approved:
		if err := d.stillCleared(ctx, tx, n); err != nil {
			return err
		}
		return d.goLive(ctx, tx, n)
	case approval.Refused, approval.Changes, approval.Withdrawn, approval.Expired:
		n.State = Drafted
		_, err = d.saveTx(ctx, tx, n, "", string(c.State))
	}
	return err
}

// goLive makes a notice live, closes the one that it corrects or ends, and plans the question whether it is still true.
func (d *Desk) goLive(ctx context.Context, tx database.Tx, n Notice) error {
	n.State = Live
	n, err := d.saveTx(ctx, tx, n, "", "live")
	if err != nil {
		return err
	}
	if n.Ref != "" {
		before, err := d.load(ctx, tx, n.Ref)
		if err != nil {
			return err
		}
		if before.State = Replaced; n.Phase == End {
			before.State = Ended
		}
		if _, err := d.saveTx(ctx, tx, before, "", string(before.State)); err != nil {
			return err
		}
		if err := d.closeQuestion(ctx, tx, before); err != nil {
			return err
		}
	}
	return d.plan(ctx, tx, n)
}
