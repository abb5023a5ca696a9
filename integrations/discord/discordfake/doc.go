// Package discordfake is a Discord for tests: the REST API and the gateway, as far as a bot of this project needs them, with the rules
// that Discord documents and faults on demand. It knows nothing of the bot: other programs written for Discord run against it too
// (discord.js and disgo, in this package's tests).
//
// fake.go holds the state, rest.go the requests, rules.go what Discord refuses, permissions.go who may what where, description.go holds
// bodies to Discord's own OpenAPI description, gateway.go the sockets, people.go what people do and render.go what they read. Nothing
// here may be imported outside of tests.
//
// # What it enforces
//
// Interactions: the first answer within three seconds (404 10062) and once (400 40060), a token that lives for fifteen minutes (401
// 50027), a deferral that the first follow-up or the edit of @original replaces, updates only where there is a message to update,
// suggestions only for autocomplete, no form after a form, private answers that only the asker sees and that no history lists.
//
// Messages: everything in Discord's description of the body after Server.HoldTo; and, set or not, the rules that the
// description leaves out: content of 2,000 characters, 6,000 in all embeds, five rows, a custom id once, allowed mentions that do not
// contradict themselves, components v2 without content, an empty message (50006). Faults are named in a tree (50035) where they stand.
// enforce_nonce returns the earlier message for five minutes; a nonce is not told afterwards. allowed_mentions and the bot's
// permissions decide who is notified.
//
// Commands: names, locales, order of options, 8,000 characters, 100 commands and 15 menus; ids that stay while the name does.
//
// Permissions: everybody's role, the bot's roles and each channel's overwrites, for the bot (403 50001 where it does not see the channel,
// 50013 where something else is missing, an empty history without the right to read it) and for people, who cannot act where they see
// nothing. Changes are told to bots with the intent GUILDS.
//
// Limits: so many requests a second in all (429, global) and so many messages in a channel within some seconds, both with Discord's
// headers, when Server.PerSecond and Server.PerChannel are set. The User-Agent that Cloudflare asks for.
//
// Gateway: hello, heartbeats, identify, resume with what was missed, invalid session, and closes for a wrong token, privileged intents
// and frames that cannot be read.
//
// # What it does not
//
// Sharding, compression, presence, voice, threads, reactions, user apps, HTTP interactions, the owner's and timed-out members'
// permissions. Limits of other routes than messages; the ban after 10,000 refusals in ten minutes (Server.Invalid counts them). 200 new
// commands a day, 1,000 IDENTIFYs a day and one in five seconds, 120 packets a minute, heartbeats that stay away. The order in which
// Discord checks one thing before another is guessed where it is not documented, and of the codes inside a 50035 tree only the shape of
// the tree is documented.
package discordfake
