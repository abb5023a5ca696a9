package discord

import (
	"time"
	"unicode/utf16"

	"portevoix/bot/chat"
)

// Discord's limits, in characters as Discord's own clients count them (see count) unless said otherwise. Sources: the reference pages
// message, components/reference, interactions/receiving-and-responding, interactions/application-commands and topics/rate-limits of
// discord.com/developers/docs, as of August 2026.
const (
	maxContent      = 2000     // content of a message (the OpenAPI description says 4,000: that is not for bots)
	maxEmbeds       = 6000     // words of all embeds of a message together
	maxDescription  = 4096     // description of an embed
	maxFooter       = 2048     // footer of an embed
	maxRows         = 5        // action rows in a message
	maxRowButtons   = 5        // buttons in a row
	maxButton       = 80       // label of a button
	maxCustomID     = 100      // custom_id of a button or a modal
	maxModalTitle   = 45       // title of a modal
	maxModalFields  = 5        // components of a modal
	maxLabel        = 45       // label of a field
	maxLabelHelp    = 100      // description of a field
	maxPlaceholder  = 100      // greyed example in a field
	maxField        = 4000     // value of a text field
	maxOption       = 100      // label of an option of a select
	maxOptions      = 25       // options of a select, choices of a command's option, suggestions, options of a command
	maxChoice       = 100      // name and value of a choice
	maxDescribed    = 100      // description of a command and of an option
	maxCommandName  = 32       // name of a command
	maxOptionLength = 6000     // characters of a command's option
	maxAlt          = 1024     // description of an attachment
	maxFiles        = 10       // attachments of a message
	maxUpload       = 10 << 20 // bytes of an attachment (reference.mdx, "Uploading Files")
	maxUploads      = 24 << 20 // bytes of all attachments of a message: 25 MiB in a request, with its words
	maxNonce        = 25       // nonce of a message
	keyLength       = 8        // of a delivery's key in a button's id: with the longest press it makes 100

	privateFor    = 14 * time.Minute // an interaction can be answered for fifteen
	callTime      = 10 * time.Second // how long one request may take
	perSecond     = 45               // of the fifty requests a second that one bot may make
	burst         = 2.0              // how many may go at once within that: few, since requests that left apart may arrive together
	maxInvalid    = 1000             // of the 10,000 answers 401, 403 and 429 within ten minutes that end in a ban: we stop long before
	invalidWithin = 10 * time.Minute
)

// units is what a character counts for Discord's clients: UTF-16 units, never fewer than characters.
func units(r rune) int { return max(1, utf16.RuneLen(r)) }

func count(s string) (n int) {
	for _, r := range s {
		n += units(r)
	}
	return n
}

func split(s string, limit int) []string   { return chat.Split(s, limit, units) }
func brief(label string, limit int) string { return chat.Brief(label, limit, units) }
func byteAt(s string, n int) int           { return chat.Fit(s, n, units) }
