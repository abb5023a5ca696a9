package publish

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/outcome"
)

// A TeamMessage is something the bot says unasked to its own team: a card, a digest, a reminder, a page. It goes to a room by
// what the room is for, or to one member wherever they are known. The caller has masked it.
type TeamMessage struct {
	Key     string // the same key later changes the message in place: "digest/2026-11-24"
	Room    string // "approvals"
	Member  string // member id, instead of a room
	Object  string // what it is about, "draft/d_4k7m": blanked when that is taken down
	Message chat.Message
	Lane    Lane
}

// Team says something to the team, or changes what was said under the same key.
func (p *Publisher) Team(ctx context.Context, m TeamMessage) error {
	return p.DB.Do(ctx, func(tx database.Tx) error { return p.TeamTx(ctx, tx, m) })
}

// TeamTx is Team inside the transaction that it belongs to.
func (p *Publisher) TeamTx(ctx context.Context, tx database.Tx, m TeamMessage) error {
	now := p.Now().UTC()
	_, err := tx.Exec(ctx, `INSERT INTO team_message (key, room, member, object, lane, content, version, gone, next_at, settled, made_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, 0, ?)
		ON CONFLICT (key) DO UPDATE SET content = excluded.content, version = team_message.version + 1, next_at = excluded.next_at`,
		m.Key, m.Room, m.Member, m.Object, m.Lane, p.sealJSON("team/"+m.Key, m.Message), false, now, now)
	if err != nil {
		return wrap("say to the team", err)
	}
	return tx.Wake(ctx, teamTopic)
}

// Unsay deletes a team message wherever it stands.
func (p *Publisher) Unsay(ctx context.Context, tx database.Tx, key string) error {
	_, err := tx.Exec(ctx, "UPDATE team_message SET gone = ?, version = version + 1, next_at = ? WHERE key = ?", true, p.Now().UTC(), key)
	if err != nil {
		return wrap("take back from the team", err)
	}
	return tx.Wake(ctx, teamTopic)
}

type teamRow struct {
	bun.BaseModel `bun:"table:team_message"`

	Key     string
	Room    string
	Member  string
	Object  string
	Lane    Lane
	Content []byte
	Version int
	Gone    bool
	NextAt  time.Time
	Settled int
	MadeAt  time.Time
}

type teamPost struct {
	bun.BaseModel `bun:"table:team_post"`

	Key      string
	Platform string
	Place    string
	Room     string
	Ref      string
	Version  int
	Attempt  int
	Began    time.Time
}

// postDue brings every team message to where it belongs, in its latest form.
func (p *Publisher) postDue(ctx context.Context, woken <-chan struct{}) (time.Duration, error) {
	var due []teamRow
	err := p.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewSelect().Model(&due).Where("settled < version AND next_at <= ?", p.Now().UTC()).Order("lane", "made_at").Limit(200).Scan(ctx)
	})
	if err != nil {
		return 0, wrap("find team messages", err)
	}
	next := idle
	for _, m := range due {
		if wait := p.roomWait(m.Room); wait > 0 { // a card that changes often is edited as often as its room allows
			next = min(next, wait)
			continue
		}
		if p.telling.startSoon(ctx, woken, idle, m.Key, func() { p.bring(ctx, m) }) != running {
			return 20 * time.Millisecond, nil
		}
	}
	return next, nil
}

// roomWait is how long the places of a purpose must not be written to yet.
func (p *Publisher) roomWait(purpose string) (wait time.Duration) {
	for _, place := range p.Rooms[purpose] {
		target := roomTarget(place)
		wait = max(wait, p.pace.wait(target, p.limitOf(target), p.Now()))
	}
	return wait
}

func roomTarget(place chat.Place) string { return "room:" + place.Platform + "/" + place.Room }

// bring posts or updates one team message in every place. What fails is tried again later; what is gone stays gone.
func (p *Publisher) bring(ctx context.Context, m teamRow) {
	places, err := p.placesOf(ctx, m)
	if err == nil {
		var content chat.Message
		if err = p.unseal("team/"+m.Key, m.Content, &content); err == nil {
			for _, place := range places {
				err = errors.Join(err, p.bringTo(ctx, m, place, content))
			}
		}
	}
	after := context.WithoutCancel(ctx)
	if err != nil {
		p.Log.Warn("a team message has not arrived everywhere", "key", m.Key, "err", err)
		p.settleTeam(after, "UPDATE team_message SET next_at = ? WHERE key = ? AND version = ?", p.Now().UTC().Add(3*time.Second), m.Key, m.Version)
		return
	}
	p.settleTeam(after, "UPDATE team_message SET settled = ? WHERE key = ? AND settled < ?", m.Version, m.Key, m.Version)
}

func (p *Publisher) settleTeam(ctx context.Context, query string, args ...any) {
	err := p.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := tx.Exec(ctx, query, args...); err != nil {
			return err
		}
		return tx.Wake(ctx, teamTopic)
	})
	if err != nil {
		p.Log.Error("settle a team message", "err", err)
	}
}

func (p *Publisher) placesOf(ctx context.Context, m teamRow) (places []chat.Place, err error) {
	if m.Room != "" {
		return p.Rooms[m.Room], nil
	}
	err = p.DB.Read(ctx, func(tx database.Tx) error {
		places, err = p.People.Identities(ctx, tx, m.Member)
		return err
	})
	return places, err
}

// bringTo makes one place show the latest form. The row of an attempt is committed before the call; an attempt whose end nobody
// knows is looked up first.
func (p *Publisher) bringTo(ctx context.Context, m teamRow, place chat.Place, content chat.Message) error {
	platform, ok := p.Platforms[place.Platform]
	if !ok {
		return nil // a member may be known on a platform that is not connected now
	}
	post, err := p.teamPost(ctx, m.Key, place)
	if err != nil {
		return err
	}
	a := outcome.Attempt{Key: outcome.Key("team-" + m.Key + "-" + post.Place), Number: post.Attempt, Began: post.Began}
	ref := chat.MessageRef{Platform: post.Platform, Room: post.Room, ID: post.Ref}
	if post.Ref == "" && post.Attempt > 1 { // an earlier attempt may have got through
		if found, err := platform.Find(ctx, a, place); err == nil {
			ref, post.Ref = found, found.ID
		} else if errors.Is(err, outcome.ErrCannotTell) && m.Lane != Urgent {
			return nil // a second card would be worse than none
		}
	}
	calling, cancel := context.WithTimeout(context.WithoutCancel(ctx), p.patience())
	defer cancel()
	p.pace.spend(roomTarget(place), p.limitOf(roomTarget(place)), p.Now())
	switch {
	case m.Gone && post.Ref == "":
		return nil
	case m.Gone:
		return platform.Delete(calling, ref)
	case post.Ref == "":
		ref, err = platform.Post(calling, a, place, content)
	default:
		if err = platform.Update(calling, ref, content); errors.Is(err, outcome.ErrNotFound) {
			return nil // somebody deleted it: it stays deleted
		}
	}
	if err != nil {
		return err
	}
	return p.DB.Do(context.WithoutCancel(ctx), func(tx database.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE team_post SET room = ?, ref = ?, version = ? WHERE key = ? AND platform = ? AND place = ?", ref.Room, ref.ID, m.Version, m.Key, post.Platform, post.Place)
		return err
	})
}

// teamPost reads what stands in a place, and counts the attempt when nothing does yet.
func (p *Publisher) teamPost(ctx context.Context, key string, place chat.Place) (post teamPost, err error) {
	where := place.Room
	if where == "" {
		where = "@" + place.Person
	}
	err = p.DB.Do(ctx, func(tx database.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO team_post (key, platform, place, room, ref, version, attempt, began) VALUES (?, ?, ?, '', '', 0, 1, ?)
			ON CONFLICT (key, platform, place) DO UPDATE SET attempt = CASE WHEN team_post.ref = '' THEN team_post.attempt + 1 ELSE team_post.attempt END`,
			key, place.Platform, where, p.Now().UTC())
		if err != nil {
			return err
		}
		return tx.NewSelect().Model(&post).Where("key = ? AND platform = ? AND place = ?", key, place.Platform, where).Scan(ctx)
	})
	return post, wrap("post to the team", err)
}

// forgetTeam blanks every team message about an object: what stands in rooms shows only that it was taken down.
func (p *Publisher) forgetTeam(ctx context.Context, tx database.Tx, object, except string, blank chat.Message) error {
	var keys []string
	if err := tx.NewRaw("SELECT key FROM team_message WHERE object = ? AND key <> ? AND gone = ?", object, except, false).Scan(ctx, &keys); err != nil {
		return wrap("blank our copies", err)
	}
	for _, key := range keys {
		if err := p.TeamTx(ctx, tx, TeamMessage{Key: key, Message: blank}); err != nil {
			return err
		}
	}
	return nil
}
