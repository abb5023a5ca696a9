// Package mentions gathers what is said about the hospital in public, sorts it (package triage) and keeps as little of it as
// possible: handles only as keyed hashes from the first moment, words sealed and gone after thirty days, counts for thirteen months.
//
// What speaks of a life in danger or of violence does not wait for the digest: it is announced at once, as category and link, and
// again until somebody has it. A person's words are shown only privately, masked, and never for the sensitive categories.
//
// It reads sources and writes its own table. What a digest says is bot/digest's.
package mentions

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/database"
	"portevoix/bot/mentions/triage"
	"portevoix/bot/social"
	"portevoix/bot/text"
)

// A Mention is something that was said, as it is kept.
type Mention struct {
	Serial   int64
	Source   string
	URL      string
	Author   string // keyed hash of the handle; the outlet's name for the press
	Press    bool
	Title    string // press headline
	Words    string // "" once they are purged
	Lang     text.Lang
	Category triage.Category
	Priority triage.Priority
	Rule     string
	Doubt    bool
	Tone     int   // -1 negative, 0, 1 positive
	SameAs   int64 // the first mention with the same words
	SaidAt   time.Time
	FoundAt  time.Time
	TakenBy  string
	Alarms   int
}

// ID is what a mention is called on screen: "m_12".
func (m Mention) ID() string { return "m_" + strconv.FormatInt(m.Serial, 10) }

// AlarmKey names the nth announcement of a mention that cannot wait: each is a message of its own, since it must ring again.
func (m Mention) AlarmKey(n int) string { return "alarm/" + m.ID() + "/" + strconv.Itoa(n) }

// ParseID reads what ID wrote.
func ParseID(s string) (int64, bool) {
	n, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimSpace(s), "m_"), 10, 64)
	return n, err == nil && n > 0
}

// A Watch is the mentions of one hospital.
type Watch struct {
	DB       *database.DB
	Triager  *triage.Triager
	Sources  []social.MentionSource
	Zone     *time.Location // of dates that name none; UTC unless set
	Now      func() time.Time
	Log      *slog.Logger
	Announce func(ctx context.Context, tx database.Tx, m Mention) error // brings what cannot wait to the urgent room

	key []byte // of handles and prints
}

// Open prepares a watch. Announce may be set afterwards, before anything runs.
func Open(db *database.DB, now func() time.Time, log *slog.Logger, sources ...social.MentionSource) *Watch {
	return &Watch{DB: db, Triager: triage.New(), Sources: sources, Now: now, Log: log, key: db.Derive("mentions")}
}

// On reports whether anything is being read.
func (w *Watch) On() bool { return len(w.Sources) > 0 }

// How long things are kept.
const (
	WordsKept  = 30 * 24 * time.Hour
	CountsKept = 396 * 24 * time.Hour // thirteen months
)

// ErrNone means that there is no such mention.
var ErrNone = errors.New("no such mention")

// Add keeps mentions: new ones only, sorted, without handles. It returns how many were new.
func (w *Watch) Add(ctx context.Context, found []social.Mention) (added int, err error) {
	const batch = 200 // the writer is free for others in between
	for start := 0; start < len(found); start += batch {
		sorted := make([]sortedMention, 0, batch)
		for _, m := range found[start:min(start+batch, len(found))] {
			sorted = append(sorted, w.sort(m))
		}
		err := w.DB.Do(ctx, func(tx database.Tx) error {
			n, err := w.insert(ctx, tx, sorted)
			added += n
			return err
		})
		if err != nil {
			return added, fmt.Errorf("keep mentions: %w", err)
		}
	}
	return added, nil
}

// sortedMention is a mention with everything that takes time done before the transaction.
type sortedMention struct {
	m       Mention
	native  string
	print   string
	alarmAt *time.Time
}

func (w *Watch) sort(in social.Mention) sortedMention {
	said := strings.TrimSpace(in.Title + "\n" + in.Text)
	v := w.Triager.Read(said, in.Press)
	now := w.Now().UTC()
	m := Mention{
		Source: in.Source, URL: Canonical(in.URL), Press: in.Press, Title: in.Title, Words: in.Text, Lang: in.Lang, Category: v.Category, Priority: v.Priority,
		Rule: v.Rule, Doubt: v.Doubt, Tone: int(w.Triager.Tone(said)), SaidAt: in.At.UTC(), FoundAt: now,
	}
	if m.SaidAt.IsZero() || m.SaidAt.After(now) {
		m.SaidAt = now
	}
	if m.Lang == "" {
		m.Lang, _ = triage.Lang(said)
	}
	m.Author = w.hash("author", in.Author)
	if in.Press {
		m.Author = in.Author // an outlet is no person
		if m.Title == "" {
			m.Title = headline(in.Text)
		}
	} else {
		m.Title = "" // a person's words stay with their words
		m.Words = said
	}
	s := sortedMention{m: m, native: in.ID, print: w.hash("print", printOf(said))}
	// What was said long ago is in no danger now: a file of last year pages nobody.
	if m.Priority == triage.P0 && now.Sub(m.SaidAt) < 48*time.Hour {
		s.alarmAt = &now
	}
	return s
}

// headline is the beginning of an article that came without one.
func headline(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 120 {
		return string(r[:120]) + "…"
	}
	return s
}

func (w *Watch) insert(ctx context.Context, tx database.Tx, batch []sortedMention) (added int, err error) {
	if err := tx.Lock(ctx, "mentions"); err != nil {
		return 0, err
	}
	var last int64
	if err := tx.NewRaw("SELECT COALESCE(MAX(serial), 0) FROM mention").Scan(ctx, &last); err != nil {
		return 0, err
	}
	for _, s := range batch {
		s.m.Serial = last + 1
		if s.m.SameAs, err = w.firstLike(ctx, tx, s); err != nil {
			return added, err
		}
		r := w.row(s)
		n, err := tx.NewInsert().Model(&r).On("CONFLICT (source, native) DO NOTHING").Exec(ctx)
		if err != nil {
			return added, err
		}
		if rows, err := n.RowsAffected(); err != nil || rows == 0 {
			continue
		}
		last++
		added++
		if s.alarmAt != nil && w.Announce != nil {
			if err := w.Announce(ctx, tx, s.m); err != nil {
				return added, err
			}
			if err := w.announced(ctx, tx, s.m.Serial, 1); err != nil {
				return added, err
			}
		}
	}
	return added, nil
}

// firstLike finds the first mention with the same words within a week, or says that this is the first.
func (w *Watch) firstLike(ctx context.Context, tx database.Tx, s sortedMention) (int64, error) {
	var first int64
	err := tx.NewRaw("SELECT same_as FROM mention WHERE print = ? AND said_at > ? ORDER BY serial LIMIT 1", s.print, s.m.SaidAt.Add(-7*24*time.Hour)).Scan(ctx, &first)
	if database.IsNotFound(err) {
		return s.m.Serial, nil
	}
	return first, err
}

func (w *Watch) hash(what, s string) string {
	if s = strings.ToLower(strings.TrimSpace(s)); s == "" {
		return ""
	}
	h := hmac.New(sha256.New, w.key)
	h.Write([]byte(what + "\x00" + s))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Between lists what was found in a stretch of time, oldest first.
func (w *Watch) Between(ctx context.Context, from, to time.Time) ([]Mention, error) {
	return w.query(ctx, "found_at >= ? AND found_at < ?", from.UTC(), to.UTC())
}

// Get reads one mention.
func (w *Watch) Get(ctx context.Context, serial int64) (Mention, error) {
	found, err := w.query(ctx, "serial = ?", serial)
	if err == nil && len(found) == 0 {
		err = ErrNone
	}
	if err != nil {
		return Mention{}, err
	}
	return found[0], nil
}

// Open lists what cannot wait and nobody has taken.
func (w *Watch) Open(ctx context.Context) ([]Mention, error) {
	return w.query(ctx, "alarm_at IS NOT NULL AND taken_by = ''")
}

// Take says that somebody has it. It returns who had it already, if anybody.
func (w *Watch) Take(ctx context.Context, serial int64, member string) (before string, err error) {
	err = w.DB.Do(ctx, func(tx database.Tx) error {
		n, err := tx.Exec(ctx, "UPDATE mention SET taken_by = ?, alarm_at = NULL WHERE serial = ? AND taken_by = ''", member, serial)
		if err != nil || n == 1 {
			return err
		}
		err = tx.NewRaw("SELECT taken_by FROM mention WHERE serial = ?", serial).Scan(ctx, &before)
		if database.IsNotFound(err) {
			return ErrNone
		}
		return err
	})
	return before, err
}

// Remove erases a mention by its link: words, headline, link and handle. The count stays.
func (w *Watch) Remove(ctx context.Context, url string) (removed int, err error) {
	err = w.DB.Do(ctx, func(tx database.Tx) error {
		removed, err = tx.Exec(ctx, "UPDATE mention SET words = ?, title = ?, url = '', author = '', alarm_at = NULL WHERE url = ?", []byte{}, []byte{}, Canonical(url))
		return err
	})
	return removed, err
}

// Purge erases words after thirty days and everything after thirteen months.
func (w *Watch) Purge(ctx context.Context) error {
	now := w.Now().UTC()
	return w.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE mention SET words = ?, title = ?, author = '', url = '' WHERE found_at < ? AND url <> ''", []byte{}, []byte{}, now.Add(-WordsKept)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "DELETE FROM mention WHERE found_at < ?", now.Add(-CountsKept))
		return err
	})
}

type row struct {
	bun.BaseModel `bun:"table:mention"`

	Serial   int64 `bun:",pk"`
	Source   string
	Native   string
	URL      string
	Author   string
	Press    bool
	Title    []byte
	Words    []byte
	Lang     text.Lang
	Category triage.Category
	Priority triage.Priority
	Rule     string
	Doubt    bool
	Tone     int
	SameAs   int64
	Print    string
	SaidAt   time.Time
	FoundAt  time.Time
	TakenBy  string
	Alarms   int
	AlarmAt  *time.Time
}

func (w *Watch) row(s sortedMention) row {
	m := s.m
	return row{
		Serial: m.Serial, Source: m.Source, Native: s.native, URL: m.URL, Author: m.Author, Press: m.Press, Title: w.seal(m.Serial, "title", m.Title),
		Words: w.seal(m.Serial, "words", m.Words), Lang: m.Lang, Category: m.Category, Priority: m.Priority, Rule: m.Rule, Doubt: m.Doubt, Tone: m.Tone,
		SameAs: m.SameAs, Print: s.print, SaidAt: m.SaidAt, FoundAt: m.FoundAt, AlarmAt: s.alarmAt,
	}
}

func (w *Watch) query(ctx context.Context, where string, args ...any) ([]Mention, error) {
	var rows []row
	err := w.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewSelect().Model(&rows).Where(where, args...).Order("serial").Scan(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("read mentions: %w", err)
	}
	all := make([]Mention, len(rows))
	for i, r := range rows {
		all[i] = Mention{Serial: r.Serial, Source: r.Source, URL: r.URL, Author: r.Author, Press: r.Press, Lang: r.Lang, Category: r.Category, Priority: r.Priority,
			Rule: r.Rule, Doubt: r.Doubt, Tone: r.Tone, SameAs: r.SameAs, SaidAt: r.SaidAt, FoundAt: r.FoundAt, TakenBy: r.TakenBy, Alarms: r.Alarms}
		if all[i].Title, err = w.unseal(r.Serial, "title", r.Title); err == nil {
			all[i].Words, err = w.unseal(r.Serial, "words", r.Words)
		}
		if err != nil {
			return nil, fmt.Errorf("read a mention: %w", err)
		}
	}
	return all, nil
}

func (w *Watch) seal(serial int64, part, s string) []byte {
	if s == "" {
		return []byte{}
	}
	return w.DB.Seal(fmt.Sprintf("mention/%d/%s", serial, part), []byte(s))
}

func (w *Watch) unseal(serial int64, part string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	b, err := w.DB.Unseal(fmt.Sprintf("mention/%d/%s", serial, part), sealed)
	return string(b), err
}

// Times lists when mentions were found in a stretch of time, in order: what volumes are compared by.
func (w *Watch) Times(ctx context.Context, from, to time.Time) (times []time.Time, err error) {
	err = w.DB.Read(ctx, func(tx database.Tx) error {
		return tx.NewSelect().Model((*row)(nil)).Column("found_at").Where("found_at >= ? AND found_at < ?", from.UTC(), to.UTC()).Order("found_at").Scan(ctx, &times)
	})
	if err != nil {
		return nil, fmt.Errorf("read the times of mentions: %w", err)
	}
	return times, nil
}
