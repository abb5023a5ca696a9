package slack

import (
	"time"
	"unicode/utf8"

	"portevoix/bot/chat"
)

// Slack's limits, in characters as Slack counts them (code points) unless said otherwise. Sources: the type definitions of @slack/types
// 3.2.0 and docs.slack.dev/reference/block-kit and /reference/methods, read August 2026.
const (
	maxSection     = 3000  // text of a section block
	maxHeader      = 150   // text of a header block
	maxBlocks      = 50    // blocks in a message
	maxWords       = 10000 // words of all blocks of a message together: about 13,000 are refused as msg_blocks_too_long (bolt-js issue 2509)
	maxRow         = 25    // elements of an actions block
	maxButton      = 75    // label of a button
	maxActionID    = 255   // action_id and block_id
	maxAlt         = 2000  // alt_text of an image
	maxTitle       = 24    // title and submit button of a modal
	maxLabel       = 2000  // label and hint of an input
	maxPlaceholder = 150   // greyed example in an input
	maxOption      = 75    // text of an option
	maxOptions     = 100   // options of a select
	maxField       = 3000  // characters in a plain_text_input, and its initial_value
	maxMetadata    = 3000  // private_metadata of a view
	maxViewBlocks  = 100   // blocks in a view
	maxConfirm     = 300   // text of a confirmation
	maxAck         = 20000 // bytes of an acknowledgement over a socket; larger ones are dropped without a word (20 KiB)

	responseUses = 5                // how often a response_url may be used
	responseLife = 30 * time.Minute // and for how long
	triggerLife  = 3 * time.Second  // how long a trigger_id opens a view, once
	perChannel   = time.Second      // one message a second in a channel (docs.slack.dev/apis/web-api/rate-limits)
	perWorkspace = 5                // messages a second over all channels: "several hundred a minute", taken as 300
)

// Slack counts code points.
func one(rune) int                         { return 1 }
func count(s string) int                   { return utf8.RuneCountInString(s) }
func split(s string, limit int) []string   { return chat.Split(s, limit, one) }
func brief(label string, limit int) string { return chat.Brief(label, limit, one) }
func byteAt(s string, n int) int           { return chat.Fit(s, n, one) }
