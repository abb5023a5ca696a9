package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "portevoix/"

// A direction says what a folder may import of the project, and why.
type direction struct {
	folder string   // "bot/privacy"; the longest that fits a package decides
	may    []string // prefixes of what it may import; its own folder is always allowed
	why    string
}

var directions = []direction{
	{"cmd", []string{""}, "cmd wires everything"},
	{"commands", []string{"bot/"}, "commands talk with topics, never with a service"},
	{"bot", []string{"bot/"}, "what the bot knows depends on nobody who talks or reaches out"},
	{"bot/text", nil, "how the product speaks depends on nothing"},
	{"bot/privacy", []string{"bot/text"}, "the check is a pure function of its arguments: country data and earlier posts reach it as values"},
	{"bot/outcome", []string{"bot/text"}, "what became of a call is said by everybody"},
	{"bot/chat", []string{"bot/text", "bot/outcome"}, "the language of chat is a contract"},
	{"bot/social", []string{"bot/text", "bot/outcome"}, "the language of networks is a contract"},
	{"bot/llm", []string{"bot/text"}, "the contract with models"},
	{"bot/database", nil, "the database knows no topic"},
	{"integrations", []string{"bot/chat", "bot/social", "bot/llm", "bot/trigger", "bot/text", "bot/outcome", "integrations/web"}, "an integration fulfils one contract and knows neither topics nor another integration"},
}

func TestImportDirections(t *testing.T) {
	for _, wrong := range wrongImports(t, moduleRoot(t)) {
		t.Error(wrong)
	}
}

// The test itself is shown to fail: a tree with planted bad imports.
func TestImportDirectionsAreGuarded(t *testing.T) {
	root := t.TempDir()
	plant := map[string]string{
		"bot/draft/a.go":          `package draft; import _ "portevoix/commands"`,
		"bot/privacy/a.go":        `package privacy; import _ "portevoix/bot/country"`,
		"commands/a.go":           `package commands; import _ "portevoix/integrations/slack"`,
		"integrations/slack/a.go": `package slack; import _ "portevoix/integrations/discord"`,
		"bot/text/a.go":           `package text; import _ "portevoix/bot/chat"`,
		"integrations/good/a.go":  `package good; import _ "portevoix/bot/chat"`,
	}
	for name, source := range plant {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if wrong := wrongImports(t, root); len(wrong) != 5 {
		t.Fatalf("5 bad imports planted, %d found: %q", len(wrong), wrong)
	}
}

func wrongImports(t *testing.T, root string) (wrong []string) {
	t.Helper()
	eachGoFile(t, root, func(rel string) {
		from := filepath.ToSlash(filepath.Dir(rel))
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, rel), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			to, ours := strings.CutPrefix(path, module)
			if !ours {
				continue
			}
			if d, ok := directionOf(from); ok && !d.allows(from, to) && !testOnly(rel, to) {
				wrong = append(wrong, rel+" imports "+to+": "+d.why)
			}
		}
	})
	return wrong
}

// testOnly allows tests to use the helpers that stand beside contracts, and topics to be tested on a real database.
func testOnly(rel, to string) bool {
	return strings.HasSuffix(rel, "_test.go") && (strings.HasSuffix(to, "test") || strings.HasPrefix(to, "bot/"))
}

func directionOf(pkg string) (best direction, ok bool) {
	for _, d := range directions {
		if within(pkg, d.folder) && len(d.folder) >= len(best.folder) {
			best, ok = d, true
		}
	}
	return best, ok
}

func (d direction) allows(from, to string) bool {
	own := d.folder
	if own == "integrations" { // each integration is a house of its own
		own = strings.Join(strings.SplitN(from, "/", 3)[:min(2, strings.Count(from, "/")+1)], "/")
	}
	if within(to, own) {
		return true
	}
	for _, prefix := range d.may {
		if prefix == "" || within(to, strings.TrimSuffix(prefix, "/")) {
			return true
		}
	}
	return false
}

func within(pkg, folder string) bool { return pkg == folder || strings.HasPrefix(pkg, folder+"/") }

// eachGoFile visits the Go files below root, without test data and what tests leave behind.
func eachGoFile(t *testing.T, root string, visit func(rel string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && path != root && (name == "testdata" || name == "artifacts" || name == "node_modules" || strings.HasPrefix(name, ".")) {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			rel, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			visit(filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}
