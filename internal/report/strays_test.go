package report

import (
	"slices"
	"strings"
	"testing"

	"daylight/internal/tree"
)

func files(t *testing.T, names ...string) tree.Tree {
	t.Helper()
	data := map[string][]byte{}
	for _, name := range names {
		name, text, _ := strings.Cut(name, "=")
		data[name] = []byte(text)
	}
	made, err := tree.New(data)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestStrays(t *testing.T) {
	t.Parallel()
	theme := files(t, "page.html.tmpl", "home.html.tmpl", "assets/site.css", "i18n/en.yaml")
	for _, c := range []struct{ name, where, hint string }{
		{"content/xx.md", "", "content/en/xx.md"},
		{"content/foo/x.md", "content/foo", "report.yaml"},
		{"content/chart/x.yaml", "content/chart", `did you mean "charts"?`},
		{"content/EN/x.md", "content/EN", ""},
		{"content/reports.yaml", "", `did you mean "report.yaml"?`},
		{"content/logo.png", "", "content/static/"},
		{"content/charts/sub/x.yaml", "", "content/charts/x.yaml"},
		{"data/x.txt", "", "out of data/"},
		{"data/datapackages.json", "", `did you mean "datapackage.json"?`},
		{"data/identity.yaml", "", `did you mean "identities.yaml"?`},
		{"data/figures/x.txt", "", ".sql"},
		{"data/checks/x.yaml", "", ".sql"},
		{"data/figures/sub/x.sql", "", "data/figures/x.sql"},
		{"data/figures/x.SQL", "", "data/figures/x.sql"},
		{"data/figure/x.sql", "", ""},
		{"templates/pages.html.tmpl", "", `did you mean "page.html.tmpl"?`},
		{"templates/new.html.tmpl={{template \"new.html.tmpl\"}}", "", "built-in file"},
		{"templates/sub/page.html.tmpl", "", ""},
		{"templates/style.css", "", "templates/assets/"},
		{"templates/i18n/de.yaml", "", "content/report.yaml"},
		{"templates/i18n/en.yml", "", ""},
		{"templates/i18n/x/fr.yaml", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			name, _, _ := strings.Cut(c.name, "=")
			problems := checkStrays(files(t, c.name), theme, []string{"en", "fr"})
			if len(problems) != 1 {
				t.Fatalf("got %v, want one problem", problems)
			}
			d := problems[0]
			if c.where == "" {
				c.where = name
			}
			if d.Code != CodeStray || d.Pos.Path != c.where || d.Hint == "" || !strings.Contains(d.Hint, c.hint) {
				t.Errorf("got %v with the hint %q, want a hint with %q", d, d.Hint, c.hint)
			}
		})
	}
}

func TestNoStrays(t *testing.T) {
	t.Parallel()
	theme := files(t, "page.html.tmpl", "assets/site.css", "i18n/en.yaml")
	project := files(t, "content/report.yaml", "content/references.yaml", "content/personal.yaml", "content/README.md", "content/en/index.md", "content/fr/a/b.md",
		"content/charts/x.yaml", "content/images/a/b.png", "content/static/.well-known/x", "content/static/anything.txt",
		"data/datapackage.json", "data/identities.yaml", "data/calls.csv", "data/old/not-listed.CSV", "data/README.md", "data/LICENSE", "data/figures/notes.txt", "data/figures/x.sql", "data/checks/y.sql",
		"templates/page.html.tmpl={{template \"mine.html.tmpl\" .}}", "templates/mine.html.tmpl", "templates/assets/logo.svg", "templates/i18n/fr.yaml", "templates/i18n/en.yaml", "templates/README.md")
	if problems := checkStrays(project, theme, []string{"en", "fr"}); len(problems) > 0 {
		t.Errorf("got %v", problems)
	}
}

// A folder is one mistake, however many files it holds.
func TestStrayFolderIsToldOnce(t *testing.T) {
	t.Parallel()
	problems := checkStrays(files(t, "content/de/a.md", "content/de/b.md", "content/de/sub/c.md"), tree.Tree{}, []string{"en"})
	if len(problems) != 1 {
		t.Errorf("got %v", problems)
	}
}

// The check is part of a build, beside the other problems of the settings.
func TestBuildRefusesStrays(t *testing.T) {
	t.Parallel()
	project := files(t, "content/en/index.md", "content/foo/x.md", "data/x.txt", "content/report.yaml="+reportYAML)
	_, err := Builder{Theme: files(t, "i18n/en.yaml")}.Build(t.Context(), project)
	want := []string{"content/foo: ", "data/x.txt: "}
	for _, begin := range want {
		if err == nil || !slices.ContainsFunc(strings.Split(err.Error(), "\n"), func(line string) bool {
			return strings.HasPrefix(line, begin) && strings.HasSuffix(line, "["+string(CodeStray)+"]")
		}) {
			t.Errorf("no problem begins with %q: %v", begin, err)
		}
	}
}

const reportYAML = `title: {en: T}
summary: {en: S}
publisher: {en: P}
languages: [en]
published: 2026-11-23
period: 2011
licence: CC0
about: {en: A}
scope: {en: S}
independence: {en: I}
contact: {en: C}
`
