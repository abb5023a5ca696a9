package publish

import (
	"context"
	"errors"

	"portevoix/bot/approval"
	"portevoix/bot/chat"
	"portevoix/bot/outcome"
	"portevoix/bot/social"
)

// mostDrawings is how many recorded posts one answer shows: a private answer holds them as pictures.
const mostDrawings = 8

// Drawings shows the recorded posts of a case as they would look on their networks; none when nothing was recorded, or when it was
// taken down.
func (p *Publisher) Drawings(ctx context.Context, c approval.Case) ([]chat.Block, error) {
	all, err := p.Deliveries(ctx, c.Subject.Kind, c.Subject.ID)
	if err != nil {
		return nil, err
	}
	var blocks []chat.Block
	for _, d := range all {
		network, draws := p.Networks[d.Target].(social.Drawer)
		if !draws || d.State != Sent || d.Down != Up || !d.Receipt.Recorded || len(blocks) == mostDrawings {
			continue
		}
		png, alt, err := network.Drawing(ctx, d.Receipt)
		if errors.Is(err, outcome.ErrNotFound) {
			continue // taken down meanwhile
		}
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, chat.Picture{File: chat.File{Name: d.Target + "-" + string(d.Lang()) + ".png", Type: "image/png", Bytes: png, Alt: alt}})
	}
	return blocks, nil
}
