package publish

import (
	"context"
	"time"

	"portevoix/bot/database"
	"portevoix/bot/register"
)

// A Pause stops everything that is not urgent: the hospital has other things to say, or nothing.
type Pause struct {
	Reason string
	Member string
	Since  time.Time
}

// Pause stops routine deliveries until Resume. Urgent notices and take-downs go on.
func (p *Publisher) Pause(ctx context.Context, member, reason string) error {
	return wrap("pause", p.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO publish_pause (id, reason, member, since) VALUES ('one', ?, ?, ?) ON CONFLICT DO NOTHING", reason, member, p.Now().UTC())
		if err != nil {
			return err
		}
		return p.Register.Append(ctx, tx, register.Entry{Actor: member, Action: "pause", Object: "publish/all", Reason: reason, At: p.Now().UTC()})
	}))
}

// resumeGap spreads what had become due during a pause: no burst.
const resumeGap = 20 * time.Second

// Resume lets routine deliveries go on, one after the other. What expired meanwhile is refused by the gate.
func (p *Publisher) Resume(ctx context.Context, member string) error {
	return wrap("resume", p.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM publish_pause"); err != nil {
			return err
		}
		var cases []string
		now := p.Now().UTC()
		err := tx.NewRaw("SELECT case_id FROM delivery WHERE state IN ('waiting', 'delayed') AND lane > 0 AND next_at <= ? GROUP BY case_id ORDER BY MIN(serial)", now.Add(idle)).Scan(ctx, &cases)
		if err != nil {
			return err
		}
		for i, id := range cases {
			if _, err := tx.Exec(ctx, "UPDATE delivery SET next_at = ? WHERE case_id = ? AND state IN ('waiting', 'delayed') AND next_at <= ?", now.Add(time.Duration(i)*resumeGap), id, now.Add(idle)); err != nil {
				return err
			}
		}
		if err := p.Register.Append(ctx, tx, register.Entry{Actor: member, Action: "resume", Object: "publish/all", At: now}); err != nil {
			return err
		}
		return tx.Wake(ctx, outwardTopic)
	}))
}

// Paused reads the pause, if there is one.
func (p *Publisher) Paused(ctx context.Context) (pause Pause, paused bool, err error) {
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewRaw("SELECT reason, member, since FROM publish_pause").Scan(ctx, &pause.Reason, &pause.Member, &pause.Since)
	})
	if database.IsNotFound(err) {
		return Pause{}, false, nil
	}
	return pause, err == nil, wrap("read the pause", err)
}

// paused is the gate's look at the pause. Until its transaction ends the pause cannot end: what it holds back is among what Resume
// spreads. SQLite has one writer at a time anyway.
func (p *Publisher) paused(ctx context.Context, tx database.Tx) (bool, error) {
	query := "SELECT id FROM publish_pause"
	if p.DB.Postgres() {
		query += " FOR KEY SHARE"
	}
	var pauses []string
	err := tx.NewRaw(query).Scan(ctx, &pauses)
	return len(pauses) > 0, err
}
