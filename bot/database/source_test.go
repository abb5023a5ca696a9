package database_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Two rules are kept by reading the whole source tree.
//
//  1. Inside a transaction (a function that takes a Tx) nobody uses the bare database, the network or a pause: on SQLite the
//     first would wait for itself and the others make everybody wait.
//  2. Only bot/database and bot/jobs know drivers, raw connections and other ways to begin a transaction.
//
// What a function does that is called from a transaction is not followed; for that, Do gives up with a sentence instead of
// waiting for itself for ever.

// bareMethods are the methods of DB that must not be called while a transaction is open.
var bareMethods = []string{"Do", "Read", "Backup", "SaveSecret", "LoadSecret", "Scrub", "LockRole", "Ping", "Writer", "Pool"}

// rawMethods lead around Do.
var rawMethods = []string{"Writer", "Pool", "SQL", "Pgx", "BeginTx", "RunInTx"}

// slowPackages have no business inside a transaction.
var slowPackages = []string{"http", "exec"}

var driverImports = []string{"github.com/ncruces/go-sqlite3", "github.com/jackc/pgx", "github.com/riverqueue/river", "github.com/pressly/goose", "github.com/uptrace/bun/dialect"}

func TestNothingGoesAroundDo(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root && d.Name() != ".." {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		for _, complaint := range inspect(t, filepath.ToSlash(rel), nil) {
			t.Error(complaint)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSourceRulesBite(t *testing.T) {
	const before = "package draft\nimport (\"context\"; \"net/http\"; \"time\"; \"portevoix/bot/database\")\ntype Store struct { DB *database.DB }\n"
	for _, c := range []struct {
		why, source string
		complaints  int
	}{
		{"a short transaction", before + `func (s Store) F(ctx context.Context) { s.DB.Do(ctx, func(tx database.Tx) error { return tx.NewInsert().Err() }) }`, 0},
		{"Do inside Do", before + `func (s Store) F(ctx context.Context) { s.DB.Do(ctx, func(tx database.Tx) error { return s.DB.Do(ctx, nil) }) }`, 1},
		{"Read in a helper that takes a Tx", before + `func (s Store) f(ctx context.Context, tx database.Tx) error { return s.DB.Read(ctx, nil) }`, 1},
		{"network inside Do", before + `func (s Store) F(ctx context.Context) { s.DB.Do(ctx, func(tx database.Tx) error { _, err := http.Get("x"); return err }) }`, 1},
		{"a pause inside Do", before + `func (s Store) F(ctx context.Context) { s.DB.Do(ctx, func(tx database.Tx) error { time.Sleep(1); return nil }) }`, 1},
		{"the raw connection", before + `func (s Store) F() { s.DB.Writer().Exec("x") }`, 1},
		{"a driver", "package draft\nimport _ \"github.com/jackc/pgx/v5\"\n", 1},
	} {
		if got := inspect(t, "bot/draft/planted.go", []byte(c.source)); len(got) != c.complaints {
			t.Errorf("%s: got %q", c.why, got)
		}
	}
}

// inspect returns what a file does against the rules; source is read from the module when it is nil.
func inspect(t *testing.T, path string, source []byte) (complaints []string) {
	t.Helper()
	if path == "deps.go" {
		return nil // the list that keeps libraries in go.mod
	}
	files := token.NewFileSet()
	var content any
	if source != nil {
		content = source
	}
	file, err := parser.ParseFile(files, filepath.Join("..", "..", filepath.FromSlash(path)), content, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	insider := strings.HasPrefix(path, "bot/database/") || strings.HasPrefix(path, "bot/jobs/")
	complain := func(n ast.Node, format string, args ...any) {
		complaints = append(complaints, fmt.Sprintf("%s:%d: ", path, files.Position(n.Pos()).Line)+fmt.Sprintf(format, args...))
	}
	usesDatabase := strings.HasPrefix(path, "bot/database/")
	for _, i := range file.Imports {
		name, _ := strconv.Unquote(i.Path.Value)
		usesDatabase = usesDatabase || name == "portevoix/bot/database"
		for _, driver := range driverImports {
			if !insider && strings.HasPrefix(name, driver) {
				complain(i, "only bot/database and bot/jobs import %s", name)
			}
		}
	}
	if !usesDatabase {
		return complaints
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if takesTx(n.Type) && n.Body != nil {
				inspectTransaction(n.Body, complain)
			}
		case *ast.FuncLit:
			if takesTx(n.Type) {
				inspectTransaction(n.Body, complain)
			}
		case *ast.CallExpr:
			if s, ok := n.Fun.(*ast.SelectorExpr); ok && !insider && slices.Contains(rawMethods, s.Sel.Name) {
				complain(n, "%s leads around Do; only bot/jobs may", s.Sel.Name)
			}
		}
		return true
	})
	return complaints
}

func inspectTransaction(body ast.Node, complain func(ast.Node, string, ...any)) {
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		s, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		on := lastName(s.X)
		switch {
		case slices.Contains(bareMethods, s.Sel.Name) && (strings.EqualFold(on, "db") || strings.EqualFold(on, "database")):
			complain(call, "%s.%s inside a transaction waits for itself: use the tx", on, s.Sel.Name)
		case slices.Contains(slowPackages, on), on == "time" && s.Sel.Name == "Sleep":
			complain(call, "%s.%s inside a transaction makes everybody wait", on, s.Sel.Name)
		}
		return true
	})
}

// takesTx reports whether a function is given a transaction.
func takesTx(f *ast.FuncType) bool {
	for _, p := range f.Params.List {
		if lastName(p.Type) == "Tx" {
			return true
		}
	}
	return false
}

// lastName is the last word of a selector: "DB" of s.store.DB.
func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
