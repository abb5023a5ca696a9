package database

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// keys holds what is derived from the one key that the hospital keeps: a key for the file and one for secrets, so that
// neither tells the other.
type keys struct {
	file   string // 64 hex digits, or empty
	master []byte // 32 bytes, or nil
}

const (
	minPassphrase = 16
	// OWASP's advice for PBKDF2-HMAC-SHA256 (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html,
	// read 2026). It costs some tenths of a second at start; 64 hex digits cost nothing.
	passphraseRounds = 600_000
)

func deriveKeys(key string) (keys, error) {
	if key == "" {
		return keys{}, nil
	}
	master, err := hex.DecodeString(key)
	if err != nil || len(master) != 32 {
		if len([]rune(key)) < minPassphrase {
			return keys{}, ErrWeakKey
		}
		// The salt is the same everywhere: there is one key per hospital, and a salt beside the file could be lost.
		if master, err = pbkdf2.Key(sha256.New, key, []byte("portevoix database"), passphraseRounds, 32); err != nil {
			return keys{}, fmt.Errorf("derive the database key: %w", err)
		}
	}
	file, err := hkdf.Key(sha256.New, master, nil, "portevoix file", 32)
	if err != nil {
		return keys{}, fmt.Errorf("derive the database key: %w", err)
	}
	return keys{file: hex.EncodeToString(file), master: master}, nil
}
