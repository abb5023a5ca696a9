package database_test

import (
	"strconv"
	"testing"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
)

// One row, one transaction, on disk when Do returns.
func BenchmarkDoInsert(b *testing.B) {
	for name, open := range map[string]func(*testing.B) *database.DB{
		"SQLite": func(b *testing.B) *database.DB { return databasetest.SQLite(b) },
		"Encrypted": func(b *testing.B) *database.DB {
			return databasetest.Open(b, database.Config{Dir: b.TempDir(), Key: hexKey})
		},
		"PostgreSQL": func(b *testing.B) *database.DB { return databasetest.Postgres(b) },
	} {
		b.Run(name, func(b *testing.B) {
			db, n := open(b), 0
			for b.Loop() {
				n++
				if err := db.Do(b.Context(), put(strconv.Itoa(n))); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tx/s")
		})
	}
}

// Looking up one row by its key.
func BenchmarkRead(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *database.DB{"SQLite": databasetest.SQLite, "PostgreSQL": databasetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			db := open(b)
			if err := db.Do(b.Context(), put("a")); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				var got secret
				err := db.Read(b.Context(), func(tx database.Tx) error {
					return tx.NewSelect().Model(&got).Where("name = ?", "a").Scan(b.Context())
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Open on a database that is up to date: what every start pays.
func BenchmarkOpen(b *testing.B) {
	for name, key := range map[string]string{"Plain": "", "Key": hexKey, "Passphrase": "une phrase que la direction garde"} {
		b.Run(name, func(b *testing.B) {
			c := database.Config{Dir: b.TempDir(), Key: key}
			databasetest.Open(b, c)
			for b.Loop() {
				db, err := database.Open(b.Context(), c)
				if err != nil {
					b.Fatal(err)
				}
				db.Close()
			}
		})
	}
}
