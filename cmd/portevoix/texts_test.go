package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// Invisible marks can make source read differently from what it does (https://trojansource.codes, CVE-2021-42574). Only the
// left-to-right mark is allowed, which Arabic sentences need around a command's name.
func TestNoTrojanMarks(t *testing.T) {
	root := moduleRoot(t)
	eachGoFile(t, root, func(rel string) {
		source, err := os.ReadFile(filepath.Join(root, rel))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(source) {
			if unicode.Is(unicode.Bidi_Control, r) && r != '\u200e' {
				t.Errorf("%s holds the invisible mark %U: write it as an escape", rel, r)
				return
			}
		}
	})
}

// Every sentence is said in every language, and takes the same arguments in each.
func TestEveryTextIsWhole(t *testing.T) {
	root, seen := moduleRoot(t), 0
	eachGoFile(t, root, func(rel string) {
		if strings.HasSuffix(rel, "_test.go") {
			return
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, filepath.Join(root, rel), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, lit := range textLiterals(f) {
			seen++
			if problem := wholeness(lit); problem != "" {
				t.Errorf("%s: %s", strings.TrimPrefix(fset.Position(lit.Pos()).String(), root+"/"), problem)
			}
		}
	})
	if seen < 50 {
		t.Fatalf("only %d texts found: the test no longer sees them", seen)
	}
}

// The test itself is shown to fail.
func TestEveryTextIsWholeIsGuarded(t *testing.T) {
	source := `package p
import "portevoix/bot/text"
var a = text.Text{FR: "un", EN: "one"}
var b = text.Text{FR: "%s et %s", EN: "%s", AR: "%s و%s"}
var c = []text.Text{{FR: "x", EN: "y", AR: ""}}
var d = text.Text{FR: "deux %s", EN: "two %s", AR: "اثنان %s"}
var e = text.Text{}`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var problems []string
	for _, lit := range textLiterals(f) {
		if p := wholeness(lit); p != "" {
			problems = append(problems, p)
		}
	}
	if len(problems) != 3 {
		t.Fatalf("3 broken texts planted, found: %q", problems)
	}
}

// textLiterals finds composite literals with any of the keys FR, EN and AR whose values are strings: text.Text written out or
// with its type left out inside a slice, map or struct.
func textLiterals(f *ast.File) (found []*ast.CompositeLit) {
	ast.Inspect(f, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok || len(lit.Elts) == 0 {
			return true
		}
		for _, e := range lit.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			key, ok := kv.Key.(*ast.Ident)
			if !ok || !slices.Contains([]string{"FR", "EN", "AR"}, key.Name) {
				return true
			}
			if _, ok := stringOf(kv.Value); !ok {
				return true
			}
		}
		found = append(found, lit)
		return true
	})
	return found
}

// A verb of fmt: %s, %d, %[1]s.
var verb = regexp.MustCompile(`%(?:\[\d+\])?[a-z]`)

func wholeness(lit *ast.CompositeLit) string {
	said := map[string]string{}
	for _, e := range lit.Elts {
		kv := e.(*ast.KeyValueExpr)
		said[kv.Key.(*ast.Ident).Name], _ = stringOf(kv.Value)
	}
	for _, l := range []string{"FR", "EN", "AR"} {
		if strings.TrimSpace(said[l]) == "" {
			return "says nothing in " + l
		}
	}
	fr := verbs(said["FR"])
	if !slices.Equal(fr, verbs(said["EN"])) || !slices.Equal(fr, verbs(said["AR"])) {
		return "takes different arguments in its languages"
	}
	return ""
}

func verbs(s string) []string {
	all := verb.FindAllString(strings.ReplaceAll(s, "%%", ""), -1)
	slices.Sort(all)
	return all
}

// stringOf evaluates a string literal or a sum of them.
func stringOf(e ast.Expr) (string, bool) {
	switch v := e.(type) {
	case *ast.BasicLit:
		if v.Kind != token.STRING {
			return "", false
		}
		s, err := strconv.Unquote(v.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		a, okA := stringOf(v.X)
		b, okB := stringOf(v.Y)
		return a + b, okA && okB
	}
	return "", false
}
