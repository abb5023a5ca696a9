// Package slackfake is a Slack workspace inside a test: it speaks the real protocol on a loopback port (Web API, Socket Mode, signed
// HTTP deliveries, response addresses, views, files, history with metadata), keeps state, and fails on demand. Nothing of the product
// may import it; it imports nothing of the product.
//
// A test starts one, points the bot at URL, acts as people do (Slash, Submit, Press, MessageShortcut, GlobalShortcut, OpenHome, Mention,
// DirectMessage) and looks at what they see (Messages, Ephemerals, View, Home). Problems lists every breach of the protocol by the app
// that Slack itself would punish or ignore; a test ends by asking for it. Calls is every request the app made; a Contract holds them
// to Slack's published argument lists.
//
// What it enforces: tokens and their kind, scopes, membership, archived channels, single-use three-second triggers, five uses in thirty
// minutes of a response address, block and view limits, the 24 characters of a modal's title, errors only on input blocks, three views
// on a stack, view hashes, ten sockets, single-use tickets, one delivery to one socket, three seconds to acknowledge, 20 KiB of
// acknowledgement, redelivery of events only, upload sizes, and (when switched on) the message rates per channel and workspace.
//
// What it does not do: OAuth and token rotation, enterprise grids, user tokens, scheduled messages, reactions, canvases, workflows,
// search, block_suggestion, per-method rate tiers, and the look of anything. Where Slack's behaviour is not documented the stricter
// reading is taken: buttons on ephemeral messages come without their message, and a view that is updated keeps what was typed only
// where block_id and action_id stay the same.
package slackfake
