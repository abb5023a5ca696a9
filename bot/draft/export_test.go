package draft

import "context"

// Improve lets a test ask the model alone, without a database, in virtual time.
func (d *Desk) Improve(ctx context.Context, c *Content) { d.Writer.improve(ctx, d, c) }
