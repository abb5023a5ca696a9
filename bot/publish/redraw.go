package publish

import (
	"context"
	"time"

	"portevoix/bot/approval"
	"portevoix/bot/database"
)

// touched notes that the card of a case is no longer true. It follows within a moment: a broadcast to hundreds of targets changes
// faster than anybody reads.
func (p *Publisher) touched(ctx context.Context, tx database.Tx, caseID string) error {
	return p.touchedBy(ctx, tx, caseID, 1)
}

func (p *Publisher) touchedBy(ctx context.Context, tx database.Tx, caseID string, changes int) error {
	_, err := tx.Exec(ctx, `INSERT INTO publish_touched (case_id, changes, since) VALUES (?, ?, ?)
		ON CONFLICT (case_id) DO UPDATE SET changes = publish_touched.changes + excluded.changes`, caseID, changes, p.Now().UTC())
	if err != nil {
		return wrap("note a change", err)
	}
	return tx.Wake(ctx, cardTopic)
}

// cardPause is the least time between two drawings of a card. A card that takes long to draw, because it has thousands of targets,
// comes less often: drawing must never take the machine from sending.
const (
	cardPause   = 150 * time.Millisecond
	cardShare   = 10 // at most a tenth of the time goes into drawing
	longestCard = 5 * time.Second
)

// A touch is that a case has changed since its card was drawn. Since names it: whoever draws the card makes it another one.
type touch struct {
	CaseID  string
	Changes int
	Since   time.Time
}

// drawDue draws the cards of the cases that have changed.
func (p *Publisher) drawDue(ctx context.Context, _ <-chan struct{}) (time.Duration, error) {
	began := time.Now()
	var due []touch
	err := p.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT case_id, changes, since FROM publish_touched ORDER BY since").Scan(ctx, &due)
	})
	for _, t := range due {
		if err == nil {
			err = p.redraw(ctx, t)
		}
	}
	if err != nil {
		return 0, wrap("draw the cards", err)
	}
	if len(due) > 0 {
		select {
		case <-ctx.Done():
		case <-time.After(min(max(cardPause, cardShare*time.Since(began)), longestCard)):
		}
		return 0, nil
	}
	return idle, nil
}

// redraw reads a case and its deliveries without keeping anybody from writing, and then puts up the card. When somebody else has drawn
// meanwhile (another replica, a take-down that blanked it) what was read is no longer true and is dropped.
func (p *Publisher) redraw(ctx context.Context, t touch) error {
	var c approval.Case
	var all []Delivery
	err := p.DB.Read(ctx, func(tx database.Tx) (err error) {
		if c, err = p.Office.Load(ctx, tx, t.CaseID); err != nil {
			return err
		}
		all, err = p.deliveries(ctx, tx, "case_id = ?", t.CaseID)
		return err
	})
	if err != nil {
		return err
	}
	return p.DB.Do(ctx, func(tx database.Tx) error {
		n, err := tx.Exec(ctx, "UPDATE publish_touched SET changes = changes - ?, since = ? WHERE case_id = ? AND since = ?", t.Changes, p.Now().UTC(), t.CaseID, t.Since.UTC())
		if err != nil || n == 0 {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM publish_touched WHERE case_id = ? AND changes <= 0", t.CaseID); err != nil {
			return err
		}
		return p.show(ctx, tx, c, all)
	})
}

// draw draws the card of a case in the transaction that changed it.
func (p *Publisher) draw(ctx context.Context, tx database.Tx, caseID string) error {
	if _, err := tx.Exec(ctx, "DELETE FROM publish_touched WHERE case_id = ?", caseID); err != nil {
		return wrap("draw the card", err)
	}
	c, err := p.Office.Load(ctx, tx, caseID)
	if err != nil {
		return err
	}
	all, err := p.deliveries(ctx, tx, "case_id = ?", caseID)
	if err != nil {
		return err
	}
	return p.show(ctx, tx, c, all)
}

// show puts up the card of a case and tells the followers how its object stands.
func (p *Publisher) show(ctx context.Context, tx database.Tx, c approval.Case, all []Delivery) error {
	if err := p.drawCase(ctx, tx, c, all); err != nil {
		return err
	}
	for _, follow := range p.settled {
		if follow.kind == c.Subject.Kind {
			if err := follow.f(ctx, tx, c.Subject.ID, status(c.ID, all)); err != nil {
				return err
			}
		}
	}
	return nil
}
