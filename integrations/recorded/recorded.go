// Package recorded stands in for a public network while there is no account: a post is drawn as it would look and stored, it can be
// found again and taken down. It publishes nothing, and says so wherever it is shown.
package recorded

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"portevoix/bot/outcome"
	"portevoix/bot/social"
	"portevoix/bot/text"
	"portevoix/bot/text/typeset"
)

// A Network is one network that is recorded. All fields are required.
type Network struct {
	Network  string       // "mastodon"
	Limits   social.Rules // of the network that it stands in for
	Hospital string       // who posts, for the drawing
	Lang     text.Lang    // of the drawing's frame
	Zone     *time.Location
	Shelf    social.Shelf
	Now      func() time.Time
}

// Name is the name of the network that it stands in for.
func (n *Network) Name() string { return n.Network }

// Rules are those of the network that it stands in for; a recorded post can always be taken down.
func (n *Network) Rules() social.Rules {
	r := n.Limits
	r.Deletable = social.DeletableAlways
	return r
}

// kept is a recorded post.
type kept struct {
	Text    string
	At      time.Time
	Drawing []byte // PNG
}

const shelf = "post"

// Publish draws and stores the post. The same key is stored once.
func (n *Network) Publish(ctx context.Context, a outcome.Attempt, p social.Post) (social.Receipt, error) {
	if err := n.fits(p); err != nil {
		return social.Receipt{}, err
	}
	if r, err := n.Find(ctx, a, p); err == nil {
		return r, nil
	}
	k := kept{Text: p.Text, At: n.Now()}
	drawing, err := n.draw(p, k.At)
	if err != nil {
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: fmt.Errorf("draw the post: %w", err)}
	}
	k.Drawing = drawing
	value, err := json.Marshal(k)
	if err != nil {
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: errors.New("encode the post")}
	}
	id := n.id(a)
	if err := n.Shelf.Put(ctx, shelf, id, value); err != nil {
		return social.Receipt{}, &outcome.Failure{Outcome: outcome.Unsure, Reason: outcome.Unavailable, Err: err}
	}
	return n.receipt(id, k), nil
}

// fits refuses what the network would refuse.
func (n *Network) fits(p social.Post) error {
	if n.Limits.Max > 0 && n.Limits.Length(p.Text) > n.Limits.Max {
		return &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: errors.New("longer than the network takes")}
	}
	if n.Limits.NeedsPicture && len(p.Pictures) == 0 {
		return &outcome.Failure{Outcome: outcome.Refused, Reason: outcome.Rejected, Err: errors.New("the network takes no post without a picture")}
	}
	return nil
}

func (n *Network) draw(p social.Post, at time.Time) ([]byte, error) {
	card := typeset.Card{
		Banner:  text.Text{FR: "Enregistré, pas publié", EN: "Recorded, not published", AR: "مسجل، غير منشور"}.In(n.Lang),
		Network: n.Limits.Title, Hospital: n.Hospital, When: text.Moment(at.In(n.Zone)).In(n.Lang), Text: p.Text, Lang: p.Lang, Says: n.Lang,
	}
	for _, pic := range p.Pictures {
		card.Pictures = append(card.Pictures, typeset.CardPicture{Bytes: pic.Bytes, Alt: pic.Alt})
	}
	return typeset.PostCard(card)
}

func (n *Network) id(a outcome.Attempt) string {
	sum := sha256.Sum256([]byte(a.Key))
	return hex.EncodeToString(sum[:10])
}

func (n *Network) receipt(id string, k kept) social.Receipt {
	return social.Receipt{Network: n.Network, ID: id, At: k.At, Recorded: true}
}

// Find looks whether the key was stored.
func (n *Network) Find(ctx context.Context, a outcome.Attempt, _ social.Post) (social.Receipt, error) {
	k, err := n.load(ctx, n.id(a))
	if err != nil {
		return social.Receipt{}, err
	}
	return n.receipt(n.id(a), k), nil
}

// Retract removes the post from the shelf.
func (n *Network) Retract(ctx context.Context, r social.Receipt) error {
	return n.Shelf.Delete(ctx, shelf, r.ID)
}

// Verify looks whether it is gone.
func (n *Network) Verify(ctx context.Context, r social.Receipt) (social.Presence, error) {
	switch _, err := n.load(ctx, r.ID); {
	case errors.Is(err, outcome.ErrNotFound):
		return social.Gone, nil
	case err != nil:
		return social.CannotTell, err
	}
	return social.Present, nil
}

// Drawing is the picture of a recorded post, with its text alternative.
func (n *Network) Drawing(ctx context.Context, r social.Receipt) (png []byte, alt string, err error) {
	k, err := n.load(ctx, r.ID)
	if err != nil {
		return nil, "", err
	}
	said := text.Text{FR: "Aperçu de la publication sur %s, enregistrée et non publiée : %s", EN: "Preview of the post on %s, recorded and not published: %s", AR: "معاينة المنشور على %s، مسجل وغير منشور: %s"}
	return bytes.Clone(k.Drawing), said.With(n.Limits.Title, k.Text).In(n.Lang), nil
}

func (n *Network) load(ctx context.Context, id string) (kept, error) {
	value, err := n.Shelf.Get(ctx, shelf, id)
	if err != nil {
		return kept{}, err
	}
	var k kept
	if err := json.Unmarshal(value, &k); err != nil {
		return kept{}, fmt.Errorf("read a recorded post: %w", err)
	}
	return k, nil
}
