package database

import (
	"context"
	"database/sql/driver"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// A plainConnector makes connections on which bun's queries take one way there and back instead of two. bun writes the arguments into
// the query, so no two are alike, and pgx would prepare each one and keep it: a statement that is never used again.
type plainConnector struct{ driver.Connector }

func (c plainConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return plainConn{conn.(*stdlib.Conn)}, nil
}

type plainConn struct{ *stdlib.Conn }

// QueryContext passes the mode as pgx wants it: before the arguments, of which there are none.
func (c plainConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if len(args) == 0 {
		args = []driver.NamedValue{{Ordinal: 1, Value: pgx.QueryExecModeExec}}
	}
	return c.Conn.QueryContext(ctx, query, args)
}

// A borrowedTx lets River insert into the transaction that bun began on the same connection. Ending it is not its business:
// Do commits.
type borrowedTx struct {
	conn      *pgx.Conn
	savepoint bool // made by Begin, inside the borrowed one
}

var errBorrowed = errors.New("a borrowed transaction is ended by Do")

const savepoint = "borrowed"

func (t borrowedTx) Begin(ctx context.Context) (pgx.Tx, error) {
	if _, err := t.conn.Exec(ctx, "SAVEPOINT "+savepoint); err != nil {
		return nil, err
	}
	return borrowedTx{conn: t.conn, savepoint: true}, nil
}

func (t borrowedTx) Commit(ctx context.Context) error {
	if !t.savepoint {
		return errBorrowed
	}
	_, err := t.conn.Exec(ctx, "RELEASE SAVEPOINT "+savepoint)
	return err
}

func (t borrowedTx) Rollback(ctx context.Context) error {
	if !t.savepoint {
		return errBorrowed
	}
	_, err := t.conn.Exec(ctx, "ROLLBACK TO SAVEPOINT "+savepoint)
	return err
}

func (t borrowedTx) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return t.conn.Exec(ctx, sql, args...)
}

func (t borrowedTx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return t.conn.Query(ctx, sql, args...)
}

func (t borrowedTx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return t.conn.QueryRow(ctx, sql, args...)
}

func (t borrowedTx) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	return t.conn.SendBatch(ctx, b)
}

func (t borrowedTx) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error) {
	return t.conn.CopyFrom(ctx, table, columns, rows)
}

func (t borrowedTx) Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error) {
	return t.conn.Prepare(ctx, name, sql)
}

func (t borrowedTx) LargeObjects() pgx.LargeObjects { return pgx.LargeObjects{} }
func (t borrowedTx) Conn() *pgx.Conn                { return t.conn }
