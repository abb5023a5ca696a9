package discord

import (
	"strings"
	"time"
	"unicode/utf16"
)

// Discord's limits, in characters as Discord's own clients count them (see count) unless said otherwise. Sources: the reference pages
// message, components/reference, interactions/receiving-and-responding, interactions/application-commands and topics/rate-limits of
// discord.com/developers/docs, as of August 2026.
const (
	maxContent      = 2000 // content of a message (the OpenAPI description says 4,000: that is not for bots)
	maxEmbeds       = 6000 // words of all embeds of a message together
	maxDescription  = 4096 // description of an embed
	maxFooter       = 2048 // footer of an embed
	maxRows         = 5    // action rows in a message
	maxRowButtons   = 5    // buttons in a row
	maxButton       = 80   // label of a button
	maxCustomID     = 100  // custom_id of a button or a modal
	maxModalTitle   = 45   // title of a modal
	maxModalFields  = 5    // components of a modal
	maxLabel        = 45   // label of a field
	maxLabelHelp    = 100  // description of a field
	maxPlaceholder  = 100  // greyed example in a field
	maxField        = 4000 // value of a text field
	maxOption       = 100  // label of an option of a select
	maxOptions      = 25   // options of a select, choices of a command's option, suggestions, options of a command
	maxChoice       = 100  // name and value of a choice
	maxDescribed    = 100  // description of a command and of an option
	maxCommandName  = 32   // name of a command
	maxOptionLength = 6000 // characters of a command's option
	maxAlt          = 1024 // description of an attachment
	maxFiles        = 10   // attachments of a message
	maxNonce        = 25   // nonce of a message
	keyLength       = 8    // of a delivery's key in a button's id: with the longest press it makes 100

	privateFor    = 14 * time.Minute // an interaction can be answered for fifteen
	callTime      = 10 * time.Second // how long one request may take
	perSecond     = 45               // of the fifty requests a second that one bot may make
	burst         = 5.0              // how many may go at once within that
	maxInvalid    = 1000             // of the 10,000 answers 401, 403 and 429 within ten minutes that end in a ban: we stop long before
	invalidWithin = 10 * time.Minute
)

// count counts UTF-16 units, as Discord's clients do: never fewer than characters.
func count(s string) (n int) {
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// byteAt is the largest position in s whose beginning counts at most n.
func byteAt(s string, n int) int {
	for i, r := range s {
		if n -= max(1, utf16.RuneLen(r)); n < 0 {
			return i
		}
	}
	return len(s)
}

// split cuts words into pieces that count at most limit each, at a line end or a space where there is one. Nothing is lost.
func split(s string, limit int) []string {
	var pieces []string
	for count(s) > limit {
		at := byteAt(s, limit)
		if i := strings.LastIndexByte(s[:at], '\n'); i > at/2 {
			at = i + 1
		} else if i := strings.LastIndexByte(s[:at], ' '); i > 0 {
			at = i + 1
		}
		pieces = append(pieces, strings.TrimRight(s[:at], " \n"))
		s = s[at:]
	}
	if s != "" || len(pieces) == 0 {
		pieces = append(pieces, s)
	}
	return pieces
}

// brief shortens a label that must fit. Only labels of ours are ever shortened, never what a person wrote.
func brief(s string, limit int) string {
	if count(s) <= limit {
		return s
	}
	return s[:byteAt(s, limit-1)] + "…"
}
