// Package archtest holds the tests of how the parts stand to each other: who may
// import whom, which package alone touches the disk or a technology, and that
// every diagnostic is documented and provoked. It has no code of its own.
package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// file is a parsed Go source of the repository.
type file struct {
	name   string // from the root: internal/diag/diag.go
	pkg    string // its folder: internal/diag
	isTest bool
	isMain bool
	syntax *ast.File
	fset   *token.FileSet
}

// imports returns the paths that the file imports.
func (f file) imports() []string {
	var paths []string
	for _, spec := range f.syntax.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		paths = append(paths, p)
	}
	return paths
}

// place returns a position for a message, path and line.
func (f file) place(n ast.Node) string {
	return f.name + ":" + strconv.Itoa(f.fset.Position(n.Pos()).Line)
}

// walk calls do for every file of the repository that is neither hidden nor made
// by a tool.
func walk(t *testing.T, do func(name string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		hidden := strings.HasPrefix(d.Name(), ".") && name != "."
		if d.IsDir() && (hidden || name == "node_modules" || name == "public" || name == "bin") {
			return fs.SkipDir
		}
		if !d.IsDir() && !hidden {
			do(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sources parses every Go file of the repository, but for what a build tag keeps
// out of every build.
func sources(t *testing.T) []file {
	t.Helper()
	var files []file
	walk(t, func(name string) {
		if !strings.HasSuffix(name, ".go") || strings.Contains(name, "/testdata/") || strings.HasPrefix(name, "internal/pending/") {
			return
		}
		fset := token.NewFileSet()
		syntax, err := parser.ParseFile(fset, filepath.Join(root, name), nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file{
			name: name, pkg: filepath.ToSlash(filepath.Dir(name)), isTest: strings.HasSuffix(name, "_test.go"),
			isMain: syntax.Name.Name == "main", syntax: syntax, fset: fset,
		})
	})
	if len(files) < 50 {
		t.Fatalf("only %d Go files found: the tests look in the wrong place", len(files))
	}
	return files
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
