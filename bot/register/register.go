// Package register is the audit trail: who did what, when, from where, on which text, and why. Entries are only ever added,
// each committed by the transaction that it records, and within a second sealed into a chain in which no entry can be
// changed, removed or put in between unnoticed.
//
//	err := db.Do(ctx, func(tx database.Tx) error {
//		… // the decision itself
//		return reg.Append(ctx, tx, register.Entry{Actor: "m_17", Role: "director", Action: "approve", Object: "post/42",
//			Hash: reg.HashText(text), Source: "slack/T01/U02"})
//	})
//
// No text of a post, and no word of a patient, is kept here: a text appears as a keyed hash, by which a known text can be
// recognised and an unknown one not be guessed. Three fields concern the person who acted (Actor, Source, Reason). They lie
// beside the chain, which holds only salted commitments to them; so a person's fields can be erased, and the chain still
// proves that the entry was there and when.
//
// What it proves, and to whom: somebody who can write to the database but does not have its key cannot change a sealed entry,
// remove one, add one in between or at the end, or blank a personal field without Verify naming it. Whoever has the key, or
// puts back an older copy of the whole database, can; against that the hospital notes the Head now and then somewhere else.
// An entry can be removed unnoticed in the second before it is sealed.
package register

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"portevoix/bot/database"
)

// An Entry is one line of the register. Every field but Reason holds words and ids, never sentences.
type Entry struct {
	ID      string            // given by Append
	Seq     int64             // 1, 2, 3, …; 0 until sealed
	At      time.Time         // UTC; now when left zero
	Role    string            // the role that allowed it: "director"
	Action  string            // "approve", "publish", "retract"; lives on: never rename
	Object  string            // "post/42"
	Hash    string            // HashText of the text it was about
	Details map[string]string // what else belongs on record: {"network": "mastodon", "rules": "2026.11", "url": "https://…"}

	// The person. Empty when the bot acted by itself, or erased.
	Actor  string // the member's id in the bot: "m_17"
	Source string // where it came from: "slack/T01/U02"
	Reason string // a choice, or a text that passed the privacy check
	Erased bool   // the three are gone
}

// A Register writes and proves the trail of one database.
type Register struct {
	DB     *database.DB
	Now    func() time.Time
	Logger *slog.Logger // told when sealing does not work

	chain []byte // makes links
	texts []byte // makes hashes of texts
}

// New opens the register of a database.
func New(db *database.DB) *Register {
	return &Register{DB: db, Now: time.Now, Logger: slog.New(slog.DiscardHandler), chain: db.Derive("register chain"), texts: db.Derive("register texts")}
}

// HashText is the keyed hash by which the register names a text (or several that belong together, in order). The same text
// always has the same hash here and another one in another hospital's register.
func (r *Register) HashText(texts ...string) string {
	return hex.EncodeToString(mac(r.texts, texts...))
}

// Append adds an entry that exists when tx commits. It refuses an entry without an action or an object, and sentences where
// words belong.
func (r *Register) Append(ctx context.Context, tx database.Tx, e Entry) error {
	row, err := r.row(e)
	if err != nil {
		return fmt.Errorf("record %s: %w", e.Action, err)
	}
	if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
		return fmt.Errorf("record %s: %w", e.Action, err)
	}
	return tx.Wake(ctx, appended)
}

// AppendAll is Append for many entries at once, in their order.
func (r *Register) AppendAll(ctx context.Context, tx database.Tx, entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	rows := make([]*row, len(entries))
	for i, e := range entries {
		var err error
		if rows[i], err = r.row(e); err != nil {
			return fmt.Errorf("record %s: %w", e.Action, err)
		}
	}
	if _, err := tx.NewInsert().Model(&rows).Exec(ctx); err != nil {
		return fmt.Errorf("record %d entries: %w", len(entries), err)
	}
	return tx.Wake(ctx, appended)
}

// History returns the entries about an object, oldest first.
func (r *Register) History(ctx context.Context, tx database.Tx, object string) ([]Entry, error) {
	var rows []row
	if err := tx.NewSelect().Model(&rows).Where("object = ?", object).OrderExpr("seq IS NULL, seq, at").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read the history of %s: %w", object, err)
	}
	entries := make([]Entry, len(rows))
	for i := range rows {
		entries[i] = rows[i].entry()
	}
	return entries, nil
}

// Erase removes the personal fields of every entry of an actor (somebody who left, after the time that the hospital keeps
// such things) and records that it did, as by says. It returns how many entries it changed.
func (r *Register) Erase(ctx context.Context, by Entry, actor string) (erased int, err error) {
	err = r.DB.Do(ctx, func(tx database.Tx) error {
		if err := tx.Lock(ctx, lock); err != nil {
			return err
		}
		var ids []string
		if err := tx.NewSelect().Model((*row)(nil)).Column("id").Where("actor = ?", actor).Scan(ctx, &ids); err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := tx.Exec(ctx, `UPDATE register_entry SET erased = ?, actor = NULL, actor_salt = NULL,
				source = NULL, source_salt = NULL, reason = NULL, reason_salt = NULL WHERE id = ?`, r.erasure(id), id); err != nil {
				return err
			}
		}
		erased = len(ids)
		by.Details = with(by.Details, "erased", fmt.Sprint(erased))
		return r.Append(ctx, tx, by)
	})
	if err != nil {
		return 0, fmt.Errorf("erase a person from the register: %w", err)
	}
	return erased, nil
}

// appended wakes the sealer; lock keeps sealing, erasing and retention apart.
const (
	appended = "register"
	lock     = "register"
)

type row struct {
	bun.BaseModel `bun:"table:register_entry"`

	ID         string `bun:",pk"`
	At         time.Time
	Role       string
	Action     string
	Object     string
	Hash       string
	Details    string
	Actor      *string
	ActorSalt  []byte
	ActorSeal  []byte
	Source     *string
	SourceSalt []byte
	SourceSeal []byte
	Reason     *string
	ReasonSalt []byte
	ReasonSeal []byte
	Erased     []byte
	Seq        *int64
	Link       []byte
}

func (r *Register) row(e Entry) (*row, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	if e.At.IsZero() {
		e.At = r.Now()
	}
	if e.Details == nil {
		e.Details = map[string]string{}
	}
	details, err := json.Marshal(e.Details) // sorts the keys
	if err != nil {
		return nil, err
	}
	stored := &row{
		ID: rand.Text(), At: e.At.UTC().Truncate(time.Microsecond), Role: e.Role, Action: e.Action, Object: e.Object,
		Hash: e.Hash, Details: string(details), Actor: &e.Actor, Source: &e.Source, Reason: &e.Reason,
	}
	stored.ActorSalt, stored.ActorSeal = commit("actor", e.Actor)
	stored.SourceSalt, stored.SourceSeal = commit("source", e.Source)
	stored.ReasonSalt, stored.ReasonSeal = commit("reason", e.Reason)
	return stored, nil
}

func (s *row) entry() Entry {
	e := Entry{ID: s.ID, At: s.At.UTC(), Role: s.Role, Action: s.Action, Object: s.Object, Hash: s.Hash, Erased: s.Erased != nil}
	json.Unmarshal([]byte(s.Details), &e.Details) // Verify tells when it was tampered with
	e.Actor, e.Source, e.Reason = value(s.Actor), value(s.Source), value(s.Reason)
	if s.Seq != nil {
		e.Seq = *s.Seq
	}
	return e
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

const (
	maxWord   = 300 // runes; a URL fits
	maxReason = 1000
)

// check refuses what does not belong in a register.
func (e Entry) check() error {
	if e.Action == "" || e.Object == "" {
		return errors.New("an entry needs an action and an object")
	}
	words := map[string]string{"role": e.Role, "action": e.Action, "object": e.Object, "hash": e.Hash, "actor": e.Actor, "source": e.Source}
	for name, v := range e.Details {
		words["details "+name] = v
		if !isWord(name) {
			return errors.New("a name in the details is not a word")
		}
	}
	for name, v := range words {
		if !isWord(v) {
			return fmt.Errorf("the %s is a sentence; the register keeps words and ids", name)
		}
	}
	if !utf8.ValidString(e.Reason) || strings.ContainsRune(e.Reason, 0) || utf8.RuneCountInString(e.Reason) > maxReason {
		return fmt.Errorf("the reason is longer than %d characters or not text", maxReason)
	}
	return nil
}

func isWord(s string) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= maxWord &&
		!strings.ContainsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) })
}

// commit hides a value behind a random salt; whoever has both can prove that they belong to the commitment.
func commit(field, value string) (salt, seal []byte) {
	salt = make([]byte, 16)
	rand.Read(salt)
	return salt, mac(salt, field, value)
}

// mac is HMAC-SHA256 over parts, each with its length before it so that no two lists of parts look the same.
func mac(key []byte, parts ...string) []byte {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		fmt.Fprintf(h, "%d:", len(p))
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

func with(details map[string]string, name, value string) map[string]string {
	copied := maps.Clone(details)
	if copied == nil {
		copied = map[string]string{}
	}
	copied[name] = value
	return copied
}
