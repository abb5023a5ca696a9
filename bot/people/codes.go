package people

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/database"
)

// A code is shown on one side and typed on the other. It works once, for fifteen minutes, and is kept only as a keyed hash.
const codeLife = 15 * time.Minute

// Why a code is refused.
var (
	ErrCode    = errors.New("this code is wrong, used or too old")
	ErrClaimed = errors.New("the installation has an administrator already")
)

// ClaimCode makes the code with which the first administrator claims the installation. It is shown on the terminal or written to a
// file that only its owner reads; it is never logged. ErrClaimed when somebody is an administrator already.
func (d *Directory) ClaimCode(ctx context.Context) (code string, err error) {
	err = d.DB.Do(ctx, func(tx database.Tx) error {
		if claimed, err := d.claimed(ctx, tx); err != nil || claimed {
			return errors.Join(err, ErrClaimed)
		}
		if _, err := tx.Exec(ctx, "DELETE FROM people_code WHERE purpose = 'claim'"); err != nil {
			return err
		}
		code, err = d.newCode(ctx, tx, "claim", "")
		return err
	})
	return code, wrap("make a claim code", err)
}

// Claim makes whoever types the code the first administrator and communications director.
func (d *Directory) Claim(ctx context.Context, who chat.Person, code string) (p Person, err error) {
	err = d.DB.Do(ctx, func(tx database.Tx) error {
		if claimed, err := d.claimed(ctx, tx); err != nil || claimed {
			return errors.Join(err, ErrClaimed)
		}
		if _, err := d.useCode(ctx, tx, "claim", code); err != nil {
			return err
		}
		p, err = d.Add(ctx, tx, who.Name, who.Platform, who.ID, Admin, CommsDirector)
		return err
	})
	return p, wrap("claim the installation", err)
}

// claimed reports whether there is a real administrator.
func (d *Directory) claimed(ctx context.Context, tx database.Tx) (bool, error) {
	team, err := d.AllTx(ctx, tx)
	for _, p := range team {
		if !p.Trial && p.Is(Admin) {
			return true, nil
		}
	}
	return false, err
}

// LinkCode makes the code that a member types on another platform, so that both identities are one person.
func (d *Directory) LinkCode(ctx context.Context, memberID string) (code string, err error) {
	err = d.DB.Do(ctx, func(tx database.Tx) error {
		if _, err := d.Active(ctx, tx, memberID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM people_code WHERE purpose = 'link' AND member_id = ?", memberID); err != nil {
			return err
		}
		code, err = d.newCode(ctx, tx, "link", memberID)
		return err
	})
	return code, wrap("make a link code", err)
}

// Link says that the person who types the code is the member who made it. Whoever was another member before leaves that one behind;
// a member without any identity left has left the team.
func (d *Directory) Link(ctx context.Context, who chat.Person, code string) (p Person, err error) {
	err = d.DB.Do(ctx, func(tx database.Tx) error {
		memberID, err := d.useCode(ctx, tx, "link", code)
		if err != nil {
			return err
		}
		before, err := d.byIdentity(ctx, tx, who.Platform, who.ID)
		if err != nil && !errors.Is(err, ErrNobody) {
			return err
		}
		if p, err = d.Active(ctx, tx, memberID); err != nil {
			return err
		}
		if err := d.identify(ctx, tx, who.Platform, who.ID, memberID); err != nil {
			return err
		}
		return d.leaveWhenNowhere(ctx, tx, before.ID)
	})
	return p, wrap("link two identities", err)
}

func (d *Directory) leaveWhenNowhere(ctx context.Context, tx database.Tx, memberID string) error {
	if memberID == "" {
		return nil
	}
	left, err := d.Identities(ctx, tx, memberID)
	if err != nil || len(left) > 0 {
		return err
	}
	return d.Leave(ctx, tx, memberID)
}

func (d *Directory) newCode(ctx context.Context, tx database.Tx, purpose, memberID string) (string, error) {
	code := rand.Text()[:8]
	_, err := tx.Exec(ctx, "INSERT INTO people_code (hash, purpose, member_id, expires) VALUES (?, ?, ?, ?)", d.hashCode(code), purpose, memberID, d.Now().UTC().Add(codeLife))
	return code[:4] + "-" + code[4:], err
}

// useCode uses a code up.
func (d *Directory) useCode(ctx context.Context, tx database.Tx, purpose, code string) (memberID string, err error) {
	err = tx.NewRaw("DELETE FROM people_code WHERE hash = ? AND purpose = ? AND expires > ? RETURNING member_id", d.hashCode(code), purpose, d.Now().UTC()).Scan(ctx, &memberID)
	if database.IsNotFound(err) {
		return "", ErrCode
	}
	return memberID, err
}

func (d *Directory) hashCode(code string) string {
	h := hmac.New(sha256.New, d.DB.Derive("people codes"))
	h.Write([]byte(strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(code))))
	return hex.EncodeToString(h.Sum(nil))
}
