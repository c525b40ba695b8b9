package narrative

import (
	"context"
	"fmt"
	"maps"
	"os"
	"strings"
	"sync"
	"testing"

	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// fixture is testdata/project, read and worked out once: figures and charts do
// not depend on the pages that a test puts beside them.
var fixture = sync.OnceValues(func() (Input, error) {
	project, err := tree.FromFS(os.DirFS("testdata/project"))
	if err != nil {
		return Input{}, err
	}
	words, err := os.ReadFile("../../templates/i18n/en.yaml")
	if err != nil {
		return Input{}, err
	}
	in := Input{Project: project}
	if in.Lang, err = locale.Load("en", "templates/i18n/en.yaml", words); err != nil {
		return in, err
	}
	data, err := dataset.Load(project)
	if err != nil {
		return in, err
	}
	if in.Figures, err = figure.Evaluate(context.Background(), data, project); err != nil {
		return in, err
	}
	if in.Charts, err = chart.Read(project, in.Figures, []*locale.Language{in.Lang}); err != nil {
		return in, err
	}
	in.References, err = ReadReferences(project)
	return in, err
})

// withFiles returns the fixture with files put in; an empty text takes a file out.
func withFiles(t testing.TB, files map[string]string) Input {
	t.Helper()
	in, err := fixture()
	if err != nil {
		t.Fatalf("the fixture: %v", err)
	}
	in.Project = treeOf(t, in.Project, files)
	return in
}

func treeOf(t testing.TB, base tree.Tree, files map[string]string) tree.Tree {
	t.Helper()
	all := map[string][]byte{}
	for _, path := range base.Paths() {
		all[path], _ = base.Read(path)
	}
	for path, text := range files {
		if all[path] = []byte(text); text == "" {
			delete(all, path)
		}
	}
	project, err := tree.New(maps.Clone(all))
	if err != nil {
		t.Fatal(err)
	}
	return project
}

// page returns the page of that slug.
func (c *Content) page(t testing.TB, slug string) *Page {
	t.Helper()
	for _, p := range c.Pages {
		if p.Slug == slug {
			return p
		}
	}
	t.Fatalf("there is no page %q", slug)
	return nil
}

// problems returns diagnostics as the terminal shows them, hints included.
func problems(t testing.TB, err error) string {
	t.Helper()
	list, ok := diag.AsList(err)
	if err != nil && !ok {
		t.Fatalf("not a list of diagnostics: %v", err)
	}
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintln(&b, d)
		if d.Hint != "" {
			fmt.Fprintln(&b, "hint:", d.Hint)
		}
	}
	return b.String()
}
