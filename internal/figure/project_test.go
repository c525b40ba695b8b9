package figure

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// project is a small project: its data package and its other files.
type project struct {
	schema string
	files  map[string]string
}

// load reads the project's tables.
func (p project) load(tb testing.TB) (*dataset.Set, tree.Tree) {
	tb.Helper()
	files := map[string][]byte{dataset.PackagePath: []byte(p.schema)}
	for name, text := range p.files {
		files[name] = []byte(text)
	}
	project, err := tree.New(files)
	if err != nil {
		tb.Fatal(err)
	}
	data, err := dataset.Load(project)
	if err != nil {
		tb.Fatal(err)
	}
	return data, project
}

// quick limits let a test of a query without end finish soon.
var quick = limits{time: 500 * time.Millisecond, rows: 1000, bytes: 1 << 20, memory: 512 << 20}

// worked evaluates a project that must hold.
func (p project) worked(tb testing.TB) *Set {
	tb.Helper()
	data, tree := p.load(tb)
	set, err := evaluate(tb.Context(), data, tree, allowed)
	if err != nil {
		tb.Fatal(report(err))
	}
	return set
}

// problems evaluates a project that must not hold.
func (p project) problems(tb testing.TB) diag.List {
	tb.Helper()
	data, tree := p.load(tb)
	_, err := evaluate(tb.Context(), data, tree, quick)
	list, ok := diag.AsList(err)
	if !ok {
		tb.Fatalf("want a list of problems, got %v", err)
	}
	return list
}

// report writes problems with their hints.
func report(err error) string {
	list, ok := diag.AsList(err)
	if !ok {
		return fmt.Sprint(err)
	}
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s\n\thint: %s\n", d, d.Hint)
	}
	return b.String()
}
