// Package databasetest gives every storage test a fresh database, on SQLite and on PostgreSQL.
//
// The PostgreSQL half needs PORTEVOIX_TEST_POSTGRES, the address of a server on which the test may create schemas, for
// example "postgres://postgres@127.0.0.1:55432/postgres?sslmode=disable". Without it that half is skipped, or fails when
// PORTEVOIX_TEST_REQUIRE=1, so that CI cannot pass by skipping.
package databasetest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"portevoix/bot/database"
)

// Each runs the same test on a fresh SQLite file and on a fresh PostgreSQL schema.
func Each(t *testing.T, f func(t *testing.T, db *database.DB)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) { f(t, SQLite(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { f(t, Postgres(t)) })
}

// SQLite opens a fresh embedded database that ends with the test.
func SQLite(t testing.TB) *database.DB {
	t.Helper()
	return Open(t, database.Config{Dir: t.TempDir()})
}

// Postgres opens a fresh schema on the test server, or skips the test when there is none.
func Postgres(t testing.TB) *database.DB {
	t.Helper()
	return Open(t, database.Config{URL: PostgresURL(t)})
}

// Open opens a database that ends with the test: for a second client, or for a key.
func Open(t testing.TB, c database.Config) *database.DB {
	t.Helper()
	db, err := database.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close the database: %v", err)
		}
	})
	return db
}

// PostgresURL makes a fresh schema that ends with the test and returns the address that leads into it; several clients or
// processes may use it. It skips the test when there is no test server.
func PostgresURL(t testing.TB) string {
	t.Helper()
	server := os.Getenv("PORTEVOIX_TEST_POSTGRES")
	if server == "" {
		Skip(t, "PORTEVOIX_TEST_POSTGRES is not set: not tried on PostgreSQL")
	}
	schema := "test_" + strings.ToLower(rand.Text()[:16])
	execute(t, server, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { execute(t, server, "DROP SCHEMA "+schema+" CASCADE") })
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal("PORTEVOIX_TEST_POSTGRES is not an address")
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

// Skip skips the test with a reason, or fails it when PORTEVOIX_TEST_REQUIRE=1.
func Skip(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("PORTEVOIX_TEST_REQUIRE") == "1" {
		t.Fatalf("required by PORTEVOIX_TEST_REQUIRE=1: %s", reason)
	}
	t.Skip(reason)
}

func execute(t testing.TB, server, statement string) {
	t.Helper()
	ctx := t.Context()
	if ctx.Err() != nil { // in a Cleanup
		ctx = context.Background()
	}
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatalf("reach the PostgreSQL test server: %v", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
