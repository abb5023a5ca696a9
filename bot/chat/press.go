package chat

import (
	"errors"
	"strings"
)

// A Press is what a button carries: a command, what is asked of it, and the id of what it is asked about. Never content: it
// fits into 100 characters (Discord's custom_id, https://discord.com/developers/docs/components/reference, read 2026-08-06) and
// stays valid for messages that are months old.
type Press struct{ Command, Action, Object string }

// MaxPress is how long a press may be when written.
const MaxPress = 90

// String writes the press as "command:action:object".
func (p Press) String() string { return p.Command + ":" + p.Action + ":" + p.Object }

// ParsePress reads what String wrote.
func ParsePress(s string) (Press, error) {
	parts := strings.SplitN(s, ":", 3)
	if len(s) > MaxPress || len(parts) != 3 || parts[0] == "" {
		return Press{}, errors.New("not a button of ours")
	}
	return Press{parts[0], parts[1], parts[2]}, nil
}

// Request makes the request that pressing it stands for.
func (p Press) Request() Request {
	return Request{Command: p.Command, Action: p.Action, Object: p.Object, Via: Pressed, Values: Values{}}
}
