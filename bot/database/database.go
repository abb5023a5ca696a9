// Package database opens the embedded SQLite file or the PostgreSQL server, brings its tables up to date, and hands out
// transactions: Do to change things, Read to look. Nothing else in the product begins a transaction.
//
// Here live connections, migrations, encryption at rest, the role lock and backups. What the tables mean lives in the topic
// that owns them (bot/draft owns draft, bot/publish owns delivery); this package knows no topic and imports nothing of the
// project. README.md in this folder tells how to add a table.
package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
)

// FileName is the name of the embedded database in the data folder.
const FileName = "portevoix.db"

// Config says which database to open. With a URL it is PostgreSQL; otherwise it is the file FileName in the folder Dir.
type Config struct {
	URL    string       // "postgres://portevoix@db.example/portevoix": PostgreSQL, or empty for the embedded database
	Dir    string       // "/var/lib/portevoix": the data folder, created with mode 0700 when it does not exist
	Key    string       // encrypts the embedded database and all that is sealed: 64 hex digits, or a passphrase of at least 16 characters; empty for none
	Logger *slog.Logger // nil discards
}

// A DB is an open database. It is safe for use by many goroutines; Close it at the end.
type DB struct {
	writer  *bun.DB       // SQLite: the one connection that writes; PostgreSQL: the pool
	readers *bun.DB       // SQLite: connections that cannot write; PostgreSQL: the same pool
	pool    *pgxpool.Pool // PostgreSQL only
	path    string        // SQLite only: the file
	keys    keys
	log     *slog.Logger
	wakes   wakes

	roleMu sync.Mutex
	role   *fileLock // held between LockRole and Close
}

// Errors that a person can do something about. Their text is for logs; cmd/portevoix says them in the reader's language.
var (
	// ErrInUse means that another Portevoix runs on the same data folder.
	ErrInUse = errors.New("another portevoix is already running on this data folder")
	// ErrWrongKey means that the file cannot be read with the key given: wrong, missing, or given for a file that has none.
	ErrWrongKey = errors.New("the database file cannot be read with this key")
	// ErrWeakKey means that the key is neither 64 hex digits nor a passphrase of at least 16 characters.
	ErrWeakKey = errors.New("the database key must be 64 hex digits or at least 16 characters")
)

// Open opens the database and brings its tables up to date. Several processes may open the same database at once: one
// migrates while the others wait. Only the process that does the work should then take LockRole.
func Open(ctx context.Context, c Config) (*DB, error) {
	k, err := deriveKeys(c.Key)
	if err != nil {
		return nil, err
	}
	db := &DB{keys: k, log: c.Logger}
	if db.log == nil {
		db.log = slog.New(slog.DiscardHandler)
	}
	open := db.openSQLite
	if c.URL != "" {
		open = db.openPostgres
	}
	if err := open(ctx, c); err != nil {
		db.Close()
		return nil, err
	}
	if err := db.migrate(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// Close ends every connection and gives up the role lock. Transactions still running fail.
func (db *DB) Close() error {
	var errs []error
	if db.readers != nil && db.readers != db.writer {
		errs = append(errs, db.readers.Close())
	}
	if db.writer != nil {
		errs = append(errs, db.writer.Close())
	}
	if db.pool != nil {
		db.pool.Close()
	}
	db.roleMu.Lock()
	defer db.roleMu.Unlock()
	if db.role != nil {
		errs = append(errs, db.role.release())
		db.role = nil
	}
	return errors.Join(errs...)
}

// Postgres reports whether this is PostgreSQL. Topics need not ask: every query of theirs runs on both engines.
func (db *DB) Postgres() bool { return db.pool != nil }

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.writer.PingContext(ctx); err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}

// LockRole makes this process the one that does the work. On SQLite it takes an exclusive lock beside the file, which the
// operating system gives back when the process ends in whatever way, and returns ErrInUse when another process has it. On
// PostgreSQL several processes share the work, and LockRole does nothing.
func (db *DB) LockRole(ctx context.Context) error {
	if db.Postgres() {
		return nil
	}
	db.roleMu.Lock()
	defer db.roleMu.Unlock()
	if db.role != nil {
		return nil
	}
	lock, err := takeFileLock(ctx, db.path+".running", 0)
	if err != nil {
		return err
	}
	db.role = lock
	return nil
}

// SQLite's readers see the last commit and never wait for the writer; a handful is enough for one machine.
const sqliteReaders = 4

// PostgreSQL allows 100 connections by default (https://www.postgresql.org/docs/15/runtime-config-connection.html); this
// leaves room for several replicas. pool_max_conns in the address says otherwise.
const postgresConns = 16

func (db *DB) openSQLite(ctx context.Context, c Config) error {
	if c.Dir == "" {
		return errors.New("open database: no data folder given")
	}
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return fmt.Errorf("create the data folder: %w", err)
	}
	db.path = filepath.Join(c.Dir, FileName)
	writer, err := openFile(db.path, db.keys, writing)
	if err != nil {
		return err
	}
	writer.SetMaxOpenConns(1)
	db.writer = bun.NewDB(writer, sqlitedialect.New())
	if err := db.connectAlone(ctx); err != nil {
		return fmt.Errorf("open database: %w", explainSQLite(err))
	}
	readers, err := openFile(db.path, db.keys, reading)
	if err != nil {
		return err
	}
	readers.SetMaxOpenConns(sqliteReaders)
	readers.SetMaxIdleConns(sqliteReaders)
	db.readers = bun.NewDB(readers, sqlitedialect.New())
	return nil
}

func (db *DB) openPostgres(ctx context.Context, c Config) error {
	config, err := pgxpool.ParseConfig(c.URL)
	if err != nil {
		// pgx repeats the address in its message, and the address may hold a password.
		return errors.New("open database: DATABASE_URL is not a PostgreSQL address (postgres://user@host:5432/name)")
	}
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	if !strings.Contains(c.URL, "pool_max_conns") {
		config.MaxConns = postgresConns
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = 10 * time.Second
	}
	if db.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	pooled := sql.OpenDB(plainConnector{stdlib.GetPoolConnector(db.pool)})
	pooled.SetMaxIdleConns(0) // the pool below keeps them
	db.writer = bun.NewDB(pooled, pgdialect.New())
	db.readers = db.writer
	if err := db.writer.PingContext(ctx); err != nil {
		return fmt.Errorf("reach PostgreSQL at %s: %w", config.ConnConfig.Host, err)
	}
	return nil
}

// Writer is the bare SQLite connection that writes, and nil on PostgreSQL. It is for bot/jobs, which gives it to River; a
// test keeps everybody else away.
func (db *DB) Writer() *sql.DB {
	if db.Postgres() {
		return nil
	}
	return db.writer.DB
}

// Pool is the bare PostgreSQL pool, and nil on SQLite. It is for bot/jobs, as Writer is.
func (db *DB) Pool() *pgxpool.Pool { return db.pool }
