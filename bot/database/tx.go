package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"
	"github.com/uptrace/bun"
)

// A Tx is a transaction, given to the function that Do or Read calls and dead when that function returns. It offers bun's
// query builders; the same query must run on both engines, so write portable SQL and look at README.md for what is not.
type Tx struct {
	tx    bun.Tx
	state *txState
}

type txState struct {
	db     *DB
	conn   bun.Conn // the connection it runs on
	after  []func()
	topics map[string]bool
}

// NewSelect begins a SELECT.
func (tx Tx) NewSelect() *bun.SelectQuery { return tx.tx.NewSelect() }

// NewInsert begins an INSERT.
func (tx Tx) NewInsert() *bun.InsertQuery { return tx.tx.NewInsert() }

// NewUpdate begins an UPDATE.
func (tx Tx) NewUpdate() *bun.UpdateQuery { return tx.tx.NewUpdate() }

// NewDelete begins a DELETE.
func (tx Tx) NewDelete() *bun.DeleteQuery { return tx.tx.NewDelete() }

// NewRaw begins a query in plain SQL with "?" for each argument, on both engines.
func (tx Tx) NewRaw(query string, args ...any) *bun.RawQuery { return tx.tx.NewRaw(query, args...) }

// NewValues begins a VALUES list, to update many rows at once.
func (tx Tx) NewValues(model any) *bun.ValuesQuery { return tx.tx.NewValues(model) }

// Exec runs plain SQL with "?" for each argument and returns how many rows it changed. It is the short form for a
// compare-and-set: UPDATE … SET state = ? WHERE id = ? AND state = ?, and 1 means that we won.
func (tx Tx) Exec(ctx context.Context, query string, args ...any) (changed int, err error) {
	result, err := tx.tx.NewRaw(query, args...).Exec(ctx)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// AfterCommit calls f once the transaction is committed, on the goroutine that called Do, and never when it is not. It must
// be quick and must not fail; what has to happen even if the process dies here belongs in a job.
func (tx Tx) AfterCommit(f func()) { tx.state.after = append(tx.state.after, f) }

// Lock makes transactions that name the same thing wait for each other until they end: "register", "post:42". SQLite has
// one writer, so there they wait anyway.
func (tx Tx) Lock(ctx context.Context, name string) error {
	if !tx.state.db.Postgres() {
		return nil
	}
	_, err := tx.tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || ?, 0))", name)
	if err != nil {
		return fmt.Errorf("lock %s: %w", name, err)
	}
	return nil
}

// SQL is the transaction as database/sql knows it. It is for bot/jobs on SQLite.
func (tx Tx) SQL() *sql.Tx { return tx.tx.Tx }

// Pgx calls f with the transaction as pgx knows it. It is for bot/jobs on PostgreSQL; f must not commit, and must not use
// tx itself until it returns.
func (tx Tx) Pgx(f func(pgx.Tx) error) error {
	if !tx.state.db.Postgres() {
		return errors.New("borrow the transaction: not PostgreSQL")
	}
	return tx.state.conn.Raw(func(driverConn any) error {
		c, ok := driverConn.(plainConn)
		if !ok {
			return fmt.Errorf("borrow the transaction: %T is not a pgx connection", driverConn)
		}
		return f(borrowedTx{conn: c.Conn.Conn()})
	})
}

// slowTransaction is how long a transaction may hold the only writer before the log says so.
const slowTransaction = 500 * time.Millisecond

// writerWait is how long Do waits for its turn.
const writerWait = 30 * time.Second

// Do runs f in a transaction that commits when f returns nil and is undone when f returns an error, panics, or ctx ends.
//
// On SQLite it holds the one connection that writes: everybody else waits. So nothing slow happens in f: no network, no
// model, no file, no rendering. Check first, then Do a short compare-and-set. Do inside Do would wait for itself and is
// refused by a test; on PostgreSQL transactions run side by side (READ COMMITTED), so change rows by
// UPDATE … WHERE state = … and look at the count, or take tx.Lock.
func (db *DB) Do(ctx context.Context, f func(Tx) error) error {
	tx, end, err := db.begin(ctx, db.takeWriter, nil)
	if err != nil {
		return err
	}
	defer end()
	began := time.Now()
	if err := tx.run(f); err != nil {
		return err
	}
	if took := time.Since(began); took > slowTransaction {
		db.log.Warn("slow transaction", "took", took)
	}
	db.wakes.here(tx.state.topics)
	for _, after := range tx.state.after {
		after()
	}
	return nil
}

// Read runs f in a transaction that cannot write and sees one moment of the database. On SQLite it never waits for a writer
// and may take its time.
func (db *DB) Read(ctx context.Context, f func(Tx) error) error {
	options := &sql.TxOptions{ReadOnly: true}
	if db.Postgres() {
		options.Isolation = sql.LevelRepeatableRead
	}
	tx, end, err := db.begin(ctx, db.takeReader, options)
	if err != nil {
		return err
	}
	defer end()
	return tx.run(f)
}

// run calls f and commits, or leaves nothing.
func (tx Tx) run(f func(Tx) error) error {
	ended := false
	defer func() {
		if !ended {
			tx.tx.Rollback()
		}
	}()
	if err := f(tx); err != nil {
		return err
	}
	if err := tx.tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	ended = true
	return nil
}

// begin begins a transaction. PostgreSQL may have been restarted: a connection that turns out to be broken before anything
// was said on it is replaced by another one.
func (db *DB) begin(ctx context.Context, take func(context.Context) (bun.Conn, error), options *sql.TxOptions) (tx Tx, end func(), err error) {
	tries := 1
	if db.Postgres() {
		tries = 2 + int(db.pool.Stat().TotalConns())
	}
	for range tries {
		var conn bun.Conn
		if conn, err = take(ctx); err != nil {
			break
		}
		var begun bun.Tx
		if begun, err = conn.BeginTx(ctx, options); err == nil {
			return Tx{tx: begun, state: &txState{db: db, conn: conn}}, func() { conn.Close() }, nil
		}
		conn.Close()
		if ctx.Err() != nil {
			break
		}
	}
	return Tx{}, nil, fmt.Errorf("begin a transaction: %w", err)
}

func (db *DB) takeReader(ctx context.Context) (bun.Conn, error) { return db.readers.Conn(ctx) }

// takeWriter waits for a connection that may write, but not for ever: a Do inside Do would wait for itself.
func (db *DB) takeWriter(ctx context.Context) (bun.Conn, error) {
	limited, cancel := context.WithTimeout(ctx, writerWait)
	defer cancel()
	conn, err := db.writer.Conn(limited)
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		return conn, fmt.Errorf("no connection for %s; is Do called inside Do?", writerWait)
	}
	return conn, err
}

// IsDuplicate reports whether err says that a row with the same key is already there. On PostgreSQL the transaction cannot
// go on after it; to go on, insert with On("CONFLICT DO NOTHING") and look at the count.
func IsDuplicate(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	return errors.Is(err, sqlite3.CONSTRAINT_UNIQUE) || errors.Is(err, sqlite3.CONSTRAINT_PRIMARYKEY)
}

// IsNotFound reports whether err says that the row asked for is not there.
func IsNotFound(err error) bool { return errors.Is(err, sql.ErrNoRows) }
