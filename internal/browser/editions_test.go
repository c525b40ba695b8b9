package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/echarts"
	"daylight/internal/report"
	"daylight/internal/tree"
	"daylight/templates"
)

// corrected writes the site of an example, in English and French, whose first edition was closed
// and of which two cells were changed since, and returns its folder.
func corrected(t *testing.T) string {
	t.Helper()
	if echarts.Version() == "" {
		t.Skip("no ECharts bundle: run make")
	}
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	project, err := tree.FromFS(os.DirFS("../../examples/minimal"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, name := range project.Paths() {
		if strings.HasPrefix(name, "content/") || strings.HasPrefix(name, "data/") {
			files[name], _ = project.Read(name)
		}
	}
	change := func(name, old, new string) {
		if !strings.Contains(string(files[name]), old) {
			t.Fatalf("%s has no %s", name, old)
		}
		files[name] = []byte(strings.Replace(string(files[name]), old, new, 1))
	}
	built := func() tree.Tree {
		made, err := tree.New(files)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	builder := report.Builder{Theme: theme, Drawer: echarts.New(1), Engine: echarts.Version()}
	change("content/report.yaml", "# base_url: ", "base_url: ")
	closing, err := builder.Close(t.Context(), built())
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range closing.Files {
		files[name] = data
	}
	change("content/report.yaml", "published: 2026-01-15", "published: 2026-02-01")
	change("data/visits.csv", "2022,5360", "2022,5361")
	change("data/visits.csv", "2024,6180", "2024,6190")
	files["content/changes.yaml"] = []byte(`changes:
  - kind: correction
    of: ["visits[2022].visits"]
    reason: {en: One visit was left out., fr: Une visite avait été oubliée.}
  - kind: revision
    of: ["visits[2024].visits"]
    reason: {en: Late cards were counted., fr: Des fiches tardives ont été comptées.}
`)
	result, err := builder.Build(t.Context(), built())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range result.Site.Paths() {
		data, _ := result.Site.Read(name)
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestPagesOfEditions holds the pages that only a report with closed editions has, and those that
// its changes mark, against axe and the Nu checker, in both languages.
func TestPagesOfEditions(t *testing.T) {
	t.Parallel()
	dir := corrected(t)
	site := nginxOf(t, dir)
	var some, addresses []string
	for _, tag := range []string{"en", "fr"} {
		some = append(some, tag+"/changes/index.html", tag+"/index.html", tag+"/figures/visits/index.html", tag+"/data/index.html")
	}
	for _, page := range some {
		data, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), "changes/index.html") || strings.Contains(page, "figures") && !strings.Contains(string(data), `class="revised"`) {
			t.Errorf("%s says nothing of changes", page)
		}
		addresses = append(addresses, site+page)
	}
	t.Run("axe", func(t *testing.T) {
		t.Parallel()
		axeLooksAt(t, site, append(inModes(some, []mode{lightWide}), look{some[0], darkNarrow}, look{some[4], darkNarrow}))
	})
	t.Run("Nu", func(t *testing.T) {
		t.Parallel()
		for _, m := range nu(t, addresses) {
			t.Errorf("%s:%d: %s: %s (%s)", strings.TrimPrefix(m.URL, site), m.LastLine, m.Type, m.Message, m.Extract)
		}
	})
}
