package publish

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/outcome"
	"portevoix/bot/people"
	"portevoix/bot/text"
)

// This file reaches people outside the chat when an urgent notice waits for them: a row per reminder, member and pager is committed
// with the reminder, then sent. A page says that something waits and nothing else. Neither its words nor an address is stored: both
// are made when it is sent. Since somebody must wake up, a page whose end is unsure is sent again under the same key, which lets the
// other side ring once; it ends when it arrived, was refused, or the notice has been decided.

// pageLife is how long a page is tried: the patience of an urgent request. Later it would only confuse.
const pageLife = 30 * time.Minute

type pageRow struct {
	bun.BaseModel `bun:"table:page"`

	Key      string
	Pager    string
	CaseID   string
	MemberID string
	State    string
	Reason   outcome.Reason
	Attempt  int
	NextAt   time.Time
	MadeAt   time.Time
	EndedAt  *time.Time
}

// ring commits the pages of one reminder to one member, in its transaction.
func (p *Publisher) ring(ctx context.Context, tx database.Tx, c approval.Case, key string, who people.Person) error {
	now := p.Now().UTC()
	for _, pager := range p.Pagers {
		if !pager.Reaches(recipient(who, p.Lang)) {
			continue
		}
		row := pageRow{Key: key, Pager: pager.Name(), CaseID: c.ID, MemberID: who.ID, State: "waiting", NextAt: now, MadeAt: now}
		if _, err := tx.NewInsert().Model(&row).On("CONFLICT DO NOTHING").Exec(ctx); err != nil {
			return wrap("page", err)
		}
	}
	return tx.Wake(ctx, pageTopic)
}

func recipient(who people.Person, l text.Lang) chat.Recipient {
	return chat.Recipient{Phone: who.Phone, Mail: who.Mail, Lang: l}
}

// pageDue sends the pages that are due.
func (p *Publisher) pageDue(ctx context.Context, woken <-chan struct{}) (time.Duration, error) {
	var waiting []pageRow
	err := p.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewSelect().Model(&waiting).Where("state = 'waiting'").Order("next_at").Limit(200).Scan(ctx)
	})
	if err != nil {
		return 0, wrap("find pages", err)
	}
	for _, row := range waiting {
		if wait := row.NextAt.Sub(p.Now()); wait > 0 {
			return wait, nil
		}
		if p.ringing.startSoon(ctx, woken, idle, row.Key+"/"+row.Pager, func() { p.sendPage(ctx, row) }) == full {
			return 20 * time.Millisecond, nil
		}
	}
	return idle, nil
}

// sendPage takes a page, sends it and writes down what became of it.
func (p *Publisher) sendPage(ctx context.Context, row pageRow) {
	pager, to, words, err := p.takePage(ctx, &row)
	if err != nil {
		p.Log.Error("take a page", "pager", row.Pager, "err", err)
		return
	}
	if pager == nil {
		return
	}
	calling, cancel := context.WithTimeout(ctx, p.patience())
	defer cancel()
	err = pager.Page(calling, outcome.Attempt{Key: outcome.Key(row.Key), Number: row.Attempt, Began: p.Now()}, to, words)
	if err := p.rang(context.WithoutCancel(ctx), row, outcome.Of(err)); err != nil {
		p.Log.Error("settle a page", "pager", row.Pager, "err", err)
	}
}

// takePage makes this process the one that sends a page, until its lease is over, and reads whom it is for and what it says. A page that
// is no longer needed is dropped; then there is no pager.
func (p *Publisher) takePage(ctx context.Context, row *pageRow) (pager chat.Pager, to chat.Recipient, words string, err error) {
	err = p.DB.Do(ctx, func(tx database.Tx) error {
		now := p.Now().UTC()
		n, err := tx.Exec(ctx, "UPDATE page SET attempt = attempt + 1, next_at = ? WHERE key = ? AND pager = ? AND attempt = ? AND state = 'waiting'", now.Add(2*p.patience()), row.Key, row.Pager, row.Attempt)
		if err != nil || n == 0 {
			return err
		}
		row.Attempt++
		c, err := p.Office.Load(ctx, tx, row.CaseID)
		if err != nil {
			return err
		}
		who, err := p.People.Active(ctx, tx, row.MemberID)
		if err != nil && !errors.Is(err, people.ErrNobody) {
			return err
		}
		candidate := p.pager(row.Pager)
		if err != nil || candidate == nil || c.State != approval.Waiting || now.Sub(row.MadeAt) > pageLife || !candidate.Reaches(recipient(who, p.Lang)) {
			return p.endPage(ctx, tx, *row, "dropped", row.Reason)
		}
		pager, to = candidate, recipient(who, p.Lang)
		words = "Portevoix: " + p.say(awaitsYou.With(findings.Of(len(c.Subject.Accepted))))
		return nil
	})
	return pager, to, words, wrap("take a page", err)
}

func (p *Publisher) pager(name string) chat.Pager {
	for _, pager := range p.Pagers {
		if pager.Name() == name {
			return pager
		}
	}
	return nil
}

// rang writes down what became of a page. What was refused is over; anything else is tried again until nobody waits for it.
func (p *Publisher) rang(ctx context.Context, row pageRow, f *outcome.Failure) error {
	return p.DB.Do(ctx, func(tx database.Tx) error {
		if f == nil {
			return p.endPage(ctx, tx, row, "sent", "")
		}
		p.Log.Warn("a page has not arrived", "pager", row.Pager, "attempt", row.Attempt, "outcome", f.Outcome.String(), "reason", f.Reason, "err", f.Err)
		if f.Outcome == outcome.Refused {
			return p.endPage(ctx, tx, row, "failed", f.Reason)
		}
		next := p.Now().UTC().Add(max(f.RetryAfter, backoff(row.Attempt)))
		if _, err := tx.Exec(ctx, "UPDATE page SET reason = ?, next_at = ? WHERE key = ? AND pager = ? AND attempt = ? AND state = 'waiting'", f.Reason, next, row.Key, row.Pager, row.Attempt); err != nil {
			return err
		}
		return tx.Wake(ctx, pageTopic)
	})
}

func (p *Publisher) endPage(ctx context.Context, tx database.Tx, row pageRow, state string, reason outcome.Reason) error {
	_, err := tx.Exec(ctx, "UPDATE page SET state = ?, reason = ?, ended_at = ? WHERE key = ? AND pager = ? AND attempt = ? AND state = 'waiting'", state, reason, p.Now().UTC(), row.Key, row.Pager, row.Attempt)
	return wrap("settle a page", err)
}

// A PagerState is how a pager has done in the last day.
type PagerState struct {
	Pager  string
	Sent   int
	Failed int            // refused, or waiting after a failure
	Reason outcome.Reason // of a failure; empty when there is none
}

// PagerStates says how each pager has done in the last day, for /status and doctor.
func (p *Publisher) PagerStates(ctx context.Context) (all []PagerState, err error) {
	since := p.Now().UTC().Add(-24 * time.Hour)
	for _, pager := range p.Pagers {
		s := PagerState{Pager: pager.Name()}
		err := p.DB.Read(ctx, func(tx database.Tx) error {
			return tx.NewRaw(`SELECT COALESCE(SUM(CASE WHEN state = 'sent' THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state <> 'sent' AND reason <> '' THEN 1 ELSE 0 END), 0), COALESCE(MAX(CASE WHEN state <> 'sent' THEN reason ELSE '' END), '')
				FROM page WHERE pager = ? AND made_at > ?`, s.Pager, since).Scan(ctx, &s.Sent, &s.Failed, &s.Reason)
		})
		if err != nil {
			return nil, wrap("read the pagers", err)
		}
		all = append(all, s)
	}
	return all, nil
}

// ForgetPages removes what was paged more than a month ago.
func (p *Publisher) ForgetPages(ctx context.Context) error {
	return wrap("forget pages", p.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, "DELETE FROM page WHERE made_at < ?", p.Now().UTC().AddDate(0, -1, 0))
		return err
	}))
}
