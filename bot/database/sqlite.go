package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	_ "github.com/ncruces/go-sqlite3/vfs/adiantum" // encryption at rest
)

// connectAlone makes the first connection while no other process makes its own: the first of all turns the file into WAL mode,
// and SQLite does not wait for its turn there (https://sqlite.org/wal.html#sometimes_queries_return_sqlite_busy_in_wal_mode).
// A process that closes the file just now is waited for.
func (db *DB) connectAlone(ctx context.Context) error {
	lock, err := takeFileLock(ctx, db.path+".migrating", migrationWait)
	if err != nil {
		return err
	}
	defer lock.release()
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		err := db.writer.PingContext(ctx)
		if !errors.Is(err, sqlite3.BUSY) || ctx.Err() != nil || time.Since(began) > migrationWait {
			return err
		}
	}
}

type mode bool

const (
	reading mode = false
	writing mode = true
)

// openFile opens a SQLite file, encrypted when there is a key. The key is given to each connection by a PRAGMA and not in
// the file's address, because addresses end up in error messages.
func openFile(path string, k keys, m mode) (*sql.DB, error) {
	options := url.Values{"_txlock": {"immediate"}}
	if k.file != "" {
		options.Set("vfs", "adiantum")
	}
	// https://sqlite.org/pragma.html. A hospital's machine may lose power: FULL waits for the disk at every commit.
	pragmas := "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
	if m == reading {
		pragmas += "PRAGMA query_only=ON;"
	}
	db, err := driver.Open(fileURI(path, options), func(c *sqlite3.Conn) error {
		if k.file != "" {
			if err := c.Exec("PRAGMA hexkey='" + k.file + "'"); err != nil {
				return errors.New("use the database key")
			}
		}
		return c.Exec(pragmas)
	})
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return db, nil
}

// fileURI writes a path as SQLite's file: address (https://sqlite.org/uri.html), on Windows too.
func fileURI(path string, options url.Values) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: options.Encode()}
	return u.String()
}

func explainSQLite(err error) error {
	if errors.Is(err, sqlite3.NOTADB) || errors.Is(err, sqlite3.IOERR_BADKEY) {
		return ErrWrongKey
	}
	return err
}

// A fileLock keeps other processes out. It is an exclusive transaction in an empty SQLite file, because that works the same
// on Linux, macOS and Windows and ends with the process, even by kill -9.
type fileLock struct{ db *sql.DB }

// takeFileLock waits at most wait for the lock and returns ErrInUse when somebody else still has it.
func takeFileLock(ctx context.Context, path string, wait time.Duration) (*fileLock, error) {
	db, err := driver.Open(fileURI(path, nil), func(c *sqlite3.Conn) error { return c.BusyTimeout(wait) })
	if err != nil {
		return nil, fmt.Errorf("open the lock file: %w", err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "BEGIN EXCLUSIVE"); err != nil {
		db.Close()
		if errors.Is(err, sqlite3.BUSY) {
			return nil, ErrInUse
		}
		return nil, fmt.Errorf("take the lock file: %w", err)
	}
	return &fileLock{db: db}, nil
}

func (l *fileLock) release() error { return l.db.Close() }

// Backup writes a consistent copy of the embedded database to a file that must not exist yet, while the bot runs. The copy
// is encrypted with the same key. PostgreSQL has pg_dump for this, and Backup says so.
func (db *DB) Backup(ctx context.Context, file string) error {
	if db.Postgres() {
		return errors.New("back up: PostgreSQL is backed up by pg_dump, not by portevoix")
	}
	if _, err := os.Stat(file); err == nil {
		return fmt.Errorf("back up: %s exists already; name another file", file)
	}
	options := url.Values{}
	if db.keys.file != "" {
		options.Set("vfs", "adiantum")
		options.Set("hexkey", db.keys.file)
	}
	// A connection of its own: VACUUM cannot run where writing is forbidden, and must not hold up the writer.
	source, err := openFile(db.path, db.keys, writing)
	if err != nil {
		return err
	}
	defer source.Close()
	created, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	created.Close()
	if _, err := source.ExecContext(ctx, "VACUUM INTO ?", fileURI(file, options)); err != nil {
		os.Remove(file)
		return fmt.Errorf("back up: %s", redact(err, db.keys.file))
	}
	return nil
}

// Scrub makes what was deleted unreadable on the disk: SQLite overwrites freed places at once (secure_delete), and Scrub
// empties the log that may still hold them. Call it after erasing a text, outside Do. On PostgreSQL it does nothing: there
// autovacuum does its part, and what must be unreadable is sealed.
func (db *DB) Scrub(ctx context.Context) error {
	if db.Postgres() {
		return nil
	}
	conn, err := db.takeWriter(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var busy, inLog, moved int
	if err := conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &inLog, &moved); err != nil {
		return fmt.Errorf("empty the database's log: %w", err)
	}
	if busy != 0 {
		return errors.New("empty the database's log: somebody reads for long; try again")
	}
	return nil
}

// redact removes a secret from an error's text. The error itself is dropped: its chain could still say it.
func redact(err error, secret string) string {
	if secret == "" {
		return err.Error()
	}
	return strings.ReplaceAll(err.Error(), secret, "…")
}
