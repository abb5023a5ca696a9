package database

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrationWait is how long a process waits for another one that is migrating.
const migrationWait = time.Minute

// migrate brings the product's tables and then River's up to date, one process at a time.
func (db *DB) migrate(ctx context.Context) error {
	unlock, err := db.lockMigrations(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := db.migrateTables(ctx); err != nil {
		return fmt.Errorf("bring the tables up to date: %w", err)
	}
	if err := db.migrateRiver(ctx); err != nil {
		return fmt.Errorf("bring the job tables up to date: %w", err)
	}
	return db.loadMaster(ctx)
}

func (db *DB) migrateTables(ctx context.Context) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	dialect := goose.DialectSQLite3
	if db.Postgres() {
		dialect = goose.DialectPostgres
	}
	// Each topic numbers its files in a range of its own, so a lower number may well arrive after a higher one.
	provider, err := goose.NewProvider(dialect, db.writer.DB, folder, goose.WithAllowOutofOrder(true), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

func (db *DB) migrateRiver(ctx context.Context) error {
	// River tells every step at level info; only trouble matters here, and trouble comes back as an error.
	config := &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)}
	if db.Postgres() {
		m, err := rivermigrate.New(riverpgxv5.New(db.pool), config)
		if err != nil {
			return err
		}
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	}
	m, err := rivermigrate.New(riversqlite.New(db.writer.DB), config)
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

func (db *DB) lockMigrations(ctx context.Context) (unlock func(), err error) {
	if !db.Postgres() {
		lock, err := takeFileLock(ctx, db.path+".migrating", migrationWait)
		if err != nil {
			return nil, fmt.Errorf("wait for another process to bring the tables up to date: %w", err)
		}
		return func() { lock.release() }, nil
	}
	conn, err := db.pool.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("lock migrations: %w", err)
	}
	const lock = "hashtextextended(current_schema() || '/portevoix migrations', 0)"
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock("+lock+")"); err != nil {
		conn.Release()
		return nil, fmt.Errorf("lock migrations: %w", err)
	}
	return func() {
		// Even if ctx ended: a lock left behind on a pooled connection would stop every later start.
		if _, err := conn.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock("+lock+")"); err != nil {
			conn.Conn().Close(context.WithoutCancel(ctx))
		}
		conn.Release()
	}, nil
}
