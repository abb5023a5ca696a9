package register

import (
	"bytes"
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/uptrace/bun"

	"portevoix/bot/database"
)

// Run seals entries into the chain until ctx ends, each within a second of its commit. Any number of replicas may run it;
// they take turns. When sealing does not work it says so in the log and keeps trying: the bot must not fall silent at night
// because its register was tampered with, and what is recorded meanwhile is sealed later.
func (r *Register) Run(ctx context.Context) error {
	waken := r.DB.Waken(ctx, appended)
	look := time.NewTicker(time.Second) // for entries of other processes
	defer look.Stop()
	var told time.Time
	for {
		if err := r.Seal(ctx); err != nil && ctx.Err() == nil && time.Since(told) > time.Minute {
			r.Logger.Error("the register cannot be sealed", "error", err)
			told = time.Now()
		}
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			return r.Seal(last) // what was recorded on the way out
		case <-waken:
		case <-look.C:
		}
	}
}

// sealAtOnce is how many entries one transaction seals.
const sealAtOnce = 500

// Seal chains every entry that waits.
func (r *Register) Seal(ctx context.Context) error {
	for {
		var waiting int
		err := r.DB.Read(ctx, func(tx database.Tx) error {
			return tx.NewRaw("SELECT COUNT(*) FROM (SELECT 1 FROM register_entry WHERE seq IS NULL LIMIT ?) AS w", sealAtOnce).Scan(ctx, &waiting)
		})
		if err != nil {
			return fmt.Errorf("seal the register: %w", err)
		}
		if waiting == 0 {
			return nil
		}
		if err := r.DB.Do(ctx, func(tx database.Tx) error { return r.sealSome(ctx, tx) }); err != nil {
			return fmt.Errorf("seal the register: %w", err)
		}
	}
}

func (r *Register) sealSome(ctx context.Context, tx database.Tx) error {
	if err := tx.Lock(ctx, lock); err != nil {
		return err
	}
	h, err := r.head(ctx, tx)
	if err != nil {
		return err
	}
	var rows []row
	if err := tx.NewSelect().Model(&rows).Where("seq IS NULL").Order("at", "id").Limit(sealAtOnce).Scan(ctx); err != nil {
		return err
	}
	for i := range rows {
		h.LastSeq++
		h.LastLink = r.link(h.LastLink, h.LastSeq, &rows[i])
		if _, err := tx.Exec(ctx, "UPDATE register_entry SET seq = ?, link = ? WHERE id = ?", h.LastSeq, h.LastLink, rows[i].ID); err != nil {
			return err
		}
	}
	return r.keepHead(ctx, tx, h)
}

// A Head is the end of the chain. Noted somewhere else (a mail, a sheet of paper), it proves later that the entries up to
// it were there and as they are.
type Head struct {
	Seq  int64
	Link string // 64 hex digits
}

// A Proof is what Verify found.
type Proof struct {
	Entries int   // sealed and whole
	Erased  int   // of them, without personal fields
	Waiting int   // not yet sealed
	First   int64 // the oldest entry kept
	Head    Head
}

// A Broken tells the first place where the register is not as it was written.
type Broken struct {
	Seq int64
	ID  string // of the entry, if there is one
	Why string
}

func (b *Broken) Error() string {
	return fmt.Sprintf("the register is broken at entry %d: %s", b.Seq, b.Why)
}

// Verify reads the whole chain and returns a *Broken error for the first entry that is not as it was written.
func (r *Register) Verify(ctx context.Context) (Proof, error) {
	var p Proof
	err := r.DB.Read(ctx, func(tx database.Tx) error {
		h, err := r.walk(ctx, tx, func(s *row) error {
			p.Entries++
			if s.Erased != nil {
				p.Erased++
			}
			return nil
		})
		if err != nil {
			return err
		}
		p.First = h.FirstSeq
		p.Head = Head{Seq: h.LastSeq, Link: fmt.Sprintf("%x", h.LastLink)}
		return tx.NewRaw("SELECT COUNT(*) FROM register_entry WHERE seq IS NULL").Scan(ctx, &p.Waiting)
	})
	if err != nil {
		return p, fmt.Errorf("verify the register: %w", err)
	}
	return p, nil
}

// walk calls f with every sealed entry in order, each checked before, and checks that the chain ends where it should.
func (r *Register) walk(ctx context.Context, tx database.Tx, f func(*row) error) (head, error) {
	h, err := r.head(ctx, tx)
	if err != nil {
		return h, err
	}
	seq, link := h.FirstSeq-1, h.FirstLink
	err = r.each(ctx, tx, func(s *row) error {
		if link, err = r.checkRow(s, seq+1, link); err != nil {
			return err
		}
		seq++
		return f(s)
	})
	if err == nil && (seq != h.LastSeq || !bytes.Equal(link, h.LastLink)) {
		err = &Broken{Seq: seq + 1, Why: fmt.Sprintf("entries are missing at the end; the last one should be %d", h.LastSeq)}
	}
	return h, err
}

// checkRow checks one entry that should be number want and follow link, and returns its own link.
func (r *Register) checkRow(s *row, want int64, link []byte) ([]byte, error) {
	broken := func(why string) error { return &Broken{Seq: want, ID: s.ID, Why: why} }
	if *s.Seq != want {
		return nil, &Broken{Seq: want, Why: "it is missing"}
	}
	if own := r.link(link, want, s); !hmac.Equal(own, s.Link) {
		return nil, broken("it was changed, or another one stood before it")
	}
	for _, f := range []struct {
		name       string
		value      *string
		salt, seal []byte
	}{{"actor", s.Actor, s.ActorSalt, s.ActorSeal}, {"source", s.Source, s.SourceSalt, s.SourceSeal}, {"reason", s.Reason, s.ReasonSalt, s.ReasonSeal}} {
		if f.value == nil && f.salt == nil && s.Erased != nil {
			continue
		}
		if f.value == nil || f.salt == nil || !hmac.Equal(mac(f.salt, f.name, *f.value), f.seal) {
			return nil, broken("its " + f.name + " was changed")
		}
	}
	if s.Erased != nil && !hmac.Equal(s.Erased, r.erasure(s.ID)) {
		return nil, broken("its personal fields were removed by somebody else than the register")
	}
	return s.Link, nil
}

// readAtOnce is how many entries are read into memory together.
const readAtOnce = 1000

// each calls f with every sealed entry in order.
func (r *Register) each(ctx context.Context, tx database.Tx, f func(*row) error) error {
	var after int64 = -1 << 62
	for {
		var rows []row
		if err := tx.NewSelect().Model(&rows).Where("seq > ?", after).Order("seq").Limit(readAtOnce).Scan(ctx); err != nil {
			return err
		}
		for i := range rows {
			if err := f(&rows[i]); err != nil {
				return err
			}
		}
		if len(rows) < readAtOnce {
			return nil
		}
		after = *rows[len(rows)-1].Seq
	}
}

// Retain removes sealed entries older than so many months, oldest first, so that the chain begins later and is still whole.
// That it was done is an entry of its own, as by says. It returns how many were removed.
func (r *Register) Retain(ctx context.Context, by Entry, months int) (removed int, err error) {
	if months < 1 {
		return 0, errors.New("retain the register: less than a month")
	}
	before := r.Now().UTC().AddDate(0, -months, 0)
	err = r.DB.Do(ctx, func(tx database.Tx) error {
		if err := tx.Lock(ctx, lock); err != nil {
			return err
		}
		h, err := r.head(ctx, tx)
		if err != nil {
			return err
		}
		last, err := lastBefore(ctx, tx, before)
		if err != nil || last == nil {
			return err
		}
		h.FirstSeq, h.FirstLink = *last.Seq+1, last.Link
		if removed, err = tx.Exec(ctx, "DELETE FROM register_entry WHERE seq <= ?", *last.Seq); err != nil {
			return err
		}
		if err := r.keepHead(ctx, tx, h); err != nil {
			return err
		}
		by.Details = with(by.Details, "removed", strconv.Itoa(removed))
		return r.Append(ctx, tx, by)
	})
	if err != nil {
		return 0, fmt.Errorf("retain the register: %w", err)
	}
	return removed, nil
}

// lastBefore is the last entry of the beginning of the chain in which all are older than a moment, or nil.
func lastBefore(ctx context.Context, tx database.Tx, before time.Time) (*row, error) {
	var last row
	err := tx.NewSelect().Model(&last).
		Where("seq < (SELECT COALESCE(MIN(seq), 9223372036854775807) FROM register_entry WHERE at >= ? AND seq IS NOT NULL)", before).
		Order("seq DESC").Limit(1).Scan(ctx)
	if database.IsNotFound(err) {
		return nil, nil
	}
	return &last, err
}

type head struct {
	bun.BaseModel `bun:"table:register_head"`

	ID        string `bun:",pk"`
	FirstSeq  int64
	FirstLink []byte
	LastSeq   int64
	LastLink  []byte
	Proof     []byte
}

// head reads where the chain begins and ends, and refuses a head that we did not write.
func (r *Register) head(ctx context.Context, tx database.Tx) (head, error) {
	h := head{ID: "one", FirstSeq: 1, FirstLink: []byte{}, LastLink: []byte{}}
	err := tx.NewSelect().Model(&h).WherePK().Scan(ctx)
	if database.IsNotFound(err) {
		var sealed int
		if err := tx.NewRaw("SELECT COUNT(*) FROM (SELECT 1 FROM register_entry WHERE seq IS NOT NULL LIMIT 1) AS s").Scan(ctx, &sealed); err != nil {
			return h, err
		}
		if sealed > 0 {
			return h, &Broken{Seq: 1, Why: "the record of where the chain begins and ends is missing"}
		}
		return h, nil
	}
	if err != nil {
		return h, err
	}
	if !hmac.Equal(h.Proof, r.headProof(h)) {
		return h, &Broken{Seq: h.FirstSeq, Why: "the record of where the chain begins and ends was changed"}
	}
	return h, nil
}

func (r *Register) keepHead(ctx context.Context, tx database.Tx, h head) error {
	// An empty value may come back as nil, which the column refuses.
	h.FirstLink, h.LastLink = append([]byte{}, h.FirstLink...), append([]byte{}, h.LastLink...)
	h.Proof = r.headProof(h)
	_, err := tx.NewInsert().Model(&h).On("CONFLICT (id) DO UPDATE").
		Set("first_seq = excluded.first_seq, first_link = excluded.first_link").
		Set("last_seq = excluded.last_seq, last_link = excluded.last_link, proof = excluded.proof").
		Exec(ctx)
	return err
}

func (r *Register) headProof(h head) []byte {
	return mac(r.chain, "head", strconv.FormatInt(h.FirstSeq, 10), string(h.FirstLink), strconv.FormatInt(h.LastSeq, 10), string(h.LastLink))
}

// link binds an entry to its number and to the entry before it.
func (r *Register) link(before []byte, seq int64, s *row) []byte {
	return mac(r.chain, "link", string(before), strconv.FormatInt(seq, 10), s.ID, strconv.FormatInt(s.At.UnixMicro(), 10),
		s.Role, s.Action, s.Object, s.Hash, s.Details, string(s.ActorSeal), string(s.SourceSeal), string(s.ReasonSeal))
}

// erasure proves that the register itself erased an entry's personal fields.
func (r *Register) erasure(id string) []byte { return mac(r.chain, "erased", id) }
