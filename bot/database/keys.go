package database

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// The keys: the hospital keeps one (Config.Key). From it come the key of the embedded file and the key that wraps the master
// key, a random one that is kept in the database and seals secrets and drafts. So PostgreSQL, which does not encrypt its
// files, gets the same protection for what is sealed, and a hospital that sets a key later loses nothing on PostgreSQL.

// Derive returns 32 secret bytes for one purpose, always the same for this database: "register", "handles". Without a
// Config.Key they can be computed by whoever holds the database.
func (db *DB) Derive(purpose string) []byte { return derive(db.keys.master, "derived: "+purpose) }

// KeyBesideData reports whether the master key lies unprotected in the database, because no Config.Key was given.
func (db *DB) KeyBesideData() bool { return db.keys.wrap == nil }

// Seal encrypts a value (AES-256-GCM) for a place: "draft/42". It opens nowhere else.
func (db *DB) Seal(place string, value []byte) []byte {
	return sealer(derive(db.keys.master, "seal")).Seal(nil, nil, value, []byte(place))
}

// ErrSealed means that a sealed value cannot be opened: another key, another place, or changed.
var ErrSealed = errors.New("the sealed value does not open: wrong key, wrong place, or damaged")

// Unseal decrypts what Seal made for the same place, or returns ErrSealed.
func (db *DB) Unseal(place string, sealed []byte) ([]byte, error) {
	value, err := sealer(derive(db.keys.master, "seal")).Open(nil, nil, sealed, []byte(place))
	if err != nil {
		return nil, ErrSealed
	}
	return value, nil
}

// SaveSecret keeps a small secret (a rotating token) encrypted under a name; an empty value forgets it.
func (db *DB) SaveSecret(ctx context.Context, name string, value []byte) error {
	err := db.Do(ctx, func(tx Tx) error {
		if len(value) == 0 {
			_, err := tx.Exec(ctx, "DELETE FROM secret WHERE name = ?", name)
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO secret (name, sealed, saved_at) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at`,
			name, db.Seal("secret/"+name, value), time.Now().UTC())
		return err
	})
	if err != nil {
		return fmt.Errorf("save the secret %s: %w", name, err)
	}
	return nil
}

// LoadSecret returns a secret, or nil when there is none of that name.
func (db *DB) LoadSecret(ctx context.Context, name string) ([]byte, error) {
	var sealed []byte
	err := db.Read(ctx, func(tx Tx) error {
		return tx.NewRaw("SELECT sealed FROM secret WHERE name = ?", name).Scan(ctx, &sealed)
	})
	if IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("load the secret %s: %w", name, err)
	}
	value, err := db.Unseal("secret/"+name, sealed)
	if err != nil {
		return nil, fmt.Errorf("load the secret %s: %w", name, err)
	}
	return value, nil
}

// keys holds what is derived from the key that the hospital keeps, and the master key once the database is open.
type keys struct {
	file   string // 64 hex digits for SQLite's encryption, or empty
	wrap   []byte // wraps the master key, or nil
	master []byte // 32 random bytes
}

const (
	minPassphrase = 16
	// OWASP's advice for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet,
	// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). It costs some tenths of a second
	// at start; 64 hex digits cost nothing.
	passphraseRounds = 600_000
)

func deriveKeys(key string) (keys, error) {
	if key == "" {
		return keys{}, nil
	}
	secret, err := hex.DecodeString(key)
	if err != nil || len(secret) != 32 {
		if len([]rune(key)) < minPassphrase {
			return keys{}, ErrWeakKey
		}
		// The salt is the same everywhere: there is one key per hospital, and a salt beside the file could be lost.
		if secret, err = pbkdf2.Key(sha256.New, key, []byte("portevoix database"), passphraseRounds, 32); err != nil {
			return keys{}, fmt.Errorf("derive the database key: %w", err)
		}
	}
	return keys{file: hex.EncodeToString(derive(secret, "file")), wrap: derive(secret, "wrap")}, nil
}

func derive(secret []byte, purpose string) []byte {
	key, err := hkdf.Key(sha256.New, secret, nil, "portevoix "+purpose, 32)
	if err != nil {
		panic(err) // only for a length beyond 8160 bytes
	}
	return key
}

func sealer(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // only for a key that is not 16, 24 or 32 bytes
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // only for another cipher than AES
	}
	return aead
}

// loadMaster reads the master key, makes it at the first start, and wraps it at the first start with a key.
func (db *DB) loadMaster(ctx context.Context) error {
	return db.Do(ctx, func(tx Tx) error {
		var kept struct {
			Wrapped bool
			Key     []byte
		}
		err := tx.NewRaw("SELECT wrapped, key FROM master_key").Scan(ctx, &kept)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			kept.Key = make([]byte, 32)
			rand.Read(kept.Key)
			return db.keepMaster(ctx, tx, kept.Key)
		case err != nil:
			return fmt.Errorf("read the master key: %w", err)
		case !kept.Wrapped && db.keys.wrap != nil:
			return db.keepMaster(ctx, tx, kept.Key)
		case !kept.Wrapped:
			db.keys.master = kept.Key
			return nil
		case db.keys.wrap == nil:
			return ErrWrongKey
		}
		if db.keys.master, err = sealer(db.keys.wrap).Open(nil, nil, kept.Key, nil); err != nil {
			return ErrWrongKey
		}
		return nil
	})
}

func (db *DB) keepMaster(ctx context.Context, tx Tx, master []byte) error {
	db.keys.master = master
	wrapped := db.keys.wrap != nil
	if wrapped {
		master = sealer(db.keys.wrap).Seal(nil, nil, master, nil)
	}
	_, err := tx.Exec(ctx, `INSERT INTO master_key (id, wrapped, key) VALUES ('one', ?, ?)
		ON CONFLICT (id) DO UPDATE SET wrapped = excluded.wrapped, key = excluded.key`, wrapped, master)
	if err != nil {
		return fmt.Errorf("keep the master key: %w", err)
	}
	return nil
}
