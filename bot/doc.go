// Package bot is the one door that every request passes, and the home of what the bot knows.
//
// # The system in prose
//
// Portevoix is a colleague in the hospital communication team's chat. A person types /draft, /check, /mentions, /digest or
// /urgent on a chat platform (package chat says what a platform is). The platform hands the request to [Bot.Plan], which answers at
// once: go on, ask with a form, or point at a wrong field. Then the platform acknowledges and hands the request to [Bot.Handle],
// which finds the command in the table (commands.Table), finds the member behind the person (package people), checks the role,
// runs the command and explains whatever went wrong in the asker's language. The answer is for the asker alone.
//
// What the bot knows lives in topics, a folder each. Package privacy decides whether somebody could be recognised in a text. Package
// draft writes posts, package notice writes urgent notices, package mentions gathers what is said about the hospital, and package
// digest tells it. Package country holds what differs between countries, package hospital what is ours. None of them
// publishes anything.
//
// There is one road out. A draft or notice becomes an approval.Subject: exactly what would be said, where, until when. A second person
// says yes to its seal, a hash over all of that; package publish then commits a row per target, and only afterwards calls a
// network or a room. A call that may or may not have worked is looked up before anything is sent again. Every message that
// nobody asked for (digests, cards, reminders, pages) takes the same road in its team class. Taking down overtakes everything.
//
// Everything is kept in one database (package database: SQLite by default, PostgreSQL by setting), everything that waits is a job
// (package jobs), and everything that somebody decided is an entry in the register (package register). Text is checked in memory
// before its first write, so blocked text is never stored.
//
// The outside world lives in integrations/, each folder fulfilling one small contract: chat.Platform, social.Network,
// social.MentionSource or llm.Model. cmd/portevoix reads the settings and puts the parts together; nothing is global and
// nothing happens in init.
package bot
