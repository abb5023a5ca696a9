package draft

import (
	"context"

	"portevoix/bot/llm"
)

// A Writer asks a language model for better texts.
type Writer struct {
	Model llm.Model
}

func (w *Writer) improve(ctx context.Context, d *Desk, c *Content) {}
