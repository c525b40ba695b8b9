package chart

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/echarts"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// needBundle skips a test when ECharts is not embedded; a run that must be whole fails.
func needBundle(t testing.TB) {
	t.Helper()
	if echarts.Version() != "" {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("the chart engine is not embedded: run make")
	}
	t.Skip("the chart engine is not embedded: run make")
}

// english is the theme's own language file.
var english = sync.OnceValues(func() (*locale.Language, error) {
	path := filepath.Join("..", "..", "templates", "i18n", "en.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return locale.Load("en", "templates/i18n/en.yaml", data)
})

// project is testdata/project, with over laid over it.
func project(t testing.TB, over map[string]string) tree.Tree {
	t.Helper()
	base, err := tree.FromFS(os.DirFS(filepath.Join("testdata", "project")))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for name, text := range over {
		files[name] = []byte(text)
	}
	layer, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	both, err := base.Overlay(layer)
	if err != nil {
		t.Fatal(err)
	}
	return both
}

// fixture is a project with its figures and language.
type fixture struct {
	project tree.Tree
	figures *figure.Set
	lang    *locale.Language
}

// newFixture lays files over testdata/project. The figures are worked out once for
// all tests that leave the data as it is.
func newFixture(t testing.TB, over map[string]string) fixture {
	t.Helper()
	f := fixture{project: project(t, over)}
	var err error
	if f.lang, err = english(); err != nil {
		t.Fatal(err)
	}
	evaluate := func() (*figure.Set, error) {
		data, err := dataset.Load(f.project)
		if err != nil {
			return nil, err
		}
		return figure.Evaluate(context.Background(), data, f.project)
	}
	for name := range over {
		if strings.HasPrefix(name, "data/") {
			f.figures, err = evaluate()
		}
	}
	if f.figures == nil && err == nil {
		f.figures, err = commonFigures(evaluate)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var common struct {
	sync.Once
	figures *figure.Set
	err     error
}

func commonFigures(evaluate func() (*figure.Set, error)) (*figure.Set, error) {
	common.Do(func() { common.figures, common.err = evaluate() })
	return common.figures, common.err
}

// drawnOnce is the set that most tests look at.
var drawnOnce struct {
	sync.Once
	set *Set
	err error
}

// drawnSet returns testdata/project's charts, drawn once for all tests.
func drawnSet(t testing.TB) *Set {
	t.Helper()
	needBundle(t)
	f := newFixture(t, nil)
	drawnOnce.Do(func() {
		drawnOnce.set, drawnOnce.err = readAndDraw(context.Background(), f, langs(f), Studio{engine(), "test", nil})
	})
	if drawnOnce.err != nil {
		t.Fatal(drawnOnce.err)
	}
	return drawnOnce.set
}

// readAndDraw is what a build does with a project's charts.
func readAndDraw(ctx context.Context, f fixture, langs []*locale.Language, studio Studio) (*Set, error) {
	set, err := Read(f.project, f.figures, langs)
	if err != nil {
		return set, err
	}
	return set, set.Draw(ctx, studio)
}

func (f fixture) draw(t testing.TB, drawer Drawer, cache Cache) (*Set, error) {
	t.Helper()
	return readAndDraw(t.Context(), f, []*locale.Language{f.lang}, Studio{drawer, "test", cache})
}

// engine is one for all tests: its machines are slow to start.
var engine = sync.OnceValue(func() *echarts.Engine { return echarts.New(2) })

func TestGolden(t *testing.T) {
	t.Parallel()
	set := drawnSet(t)
	for _, name := range set.Names() {
		c := set.Chart(name, "en")
		golden(t, name+".wide.svg", []byte(c.Wide))
		golden(t, name+".narrow.svg", []byte(c.Narrow))
		golden(t, name+".svg", c.SVG)
		golden(t, name+".csv", c.CSV)
		golden(t, name+".txt", []byte(c.Description+"\n\n"+plain(c.Table)))
	}
	stale(t, set)
}

// golden compares with testdata/golden/name, or rewrites it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != string(got) {
		t.Errorf("%s differs (%v): look at it, then run go test ./internal/chart -update\n%s", name, err, got)
	}
}

// stale fails for a golden file of a chart that is no more.
func stale(t *testing.T, set *Set) {
	t.Helper()
	filepath.WalkDir(filepath.Join("testdata", "golden"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _, _ := strings.Cut(d.Name(), ".")
		if set.Chart(name, "en") == nil {
			t.Errorf("%s is of no chart", path)
		}
		return nil
	})
}

// plain writes a table for the eye.
func plain(table Table) string {
	var b strings.Builder
	for _, h := range table.Head {
		b.WriteString("| " + short(h.Text))
		if h.Unit != "" {
			b.WriteString(" (" + h.Unit + ")")
		}
		if h.Numeric {
			b.WriteString(" #")
		}
		b.WriteString(" ")
	}
	b.WriteString("|\n")
	for _, row := range table.Rows {
		for _, c := range row {
			b.WriteString("| " + short(c.Text) + " ")
			if c.Status != dataset.Exact {
				b.WriteString("[" + c.Status.String() + "] ")
			}
		}
		b.WriteString("|\n")
	}
	return b.String()
}

func short(text string) string {
	if len(text) > 100 {
		return text[:100] + "…"
	}
	return text
}

type drawerFunc func(ctx context.Context, prefix string, option []byte, width, height int) ([]byte, error)

func (f drawerFunc) Draw(ctx context.Context, prefix string, option []byte, width, height int) ([]byte, error) {
	return f(ctx, prefix, option, width, height)
}
