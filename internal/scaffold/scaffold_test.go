package scaffold_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daylight/examples"
	"daylight/internal/conf"
	"daylight/internal/echarts"
	"daylight/internal/report"
	"daylight/internal/scaffold"
	"daylight/internal/tree"
	"daylight/templates"
)

var update = flag.Bool("update", false, "rewrite the expected claims of the examples")

// blank draws nothing: what is tested here is words.
type blank struct{}

func (blank) Draw(_ context.Context, prefix string, _ []byte, width, height int) ([]byte, error) {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"><rect id="%s-r" width="1" height="1"/></svg>`, width, height, width, height, prefix), nil
}

func build(t *testing.T, project tree.Tree) (*report.Result, error) {
	t.Helper()
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return report.Builder{Theme: theme, Drawer: blank{}, Engine: echarts.Version()}.Build(context.Background(), project)
}

// each calls do for every example in every choice of languages.
func each(t *testing.T, do func(t *testing.T, name string, languages []string, project tree.Tree)) {
	folders, err := fs.ReadDir(examples.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		sub, err := fs.Sub(examples.FS, folder.Name())
		if err != nil {
			t.Fatal(err)
		}
		example, err := tree.FromFS(sub)
		if err != nil {
			t.Fatal(err)
		}
		for _, languages := range [][]string{{"en"}, {"fr"}, {"en", "fr"}, {"fr", "en"}} {
			project, err := scaffold.In(example, languages)
			if err != nil {
				t.Fatal(err)
			}
			if slices.Equal(languages, scaffold.Languages()) && !bytes.Equal(project.Sums(), example.Sums()) {
				t.Errorf("%s in all its languages is not the example", folder.Name())
			}
			t.Run(folder.Name()+"/"+strings.Join(languages, ","), func(t *testing.T) {
				t.Parallel()
				do(t, folder.Name(), languages, project)
			})
		}
	}
}

// Every example is built in every choice of languages; each page says that the data
// are made up, and its claims are those that are expected.
func TestExamplesBuild(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, name string, languages []string, project tree.Tree) {
		built, err := build(t, project)
		if err != nil {
			t.Fatal(err)
		}
		saysSo := map[string]*regexp.Regexp{"en": regexp.MustCompile("(?i)made[ -]up"), "fr": regexp.MustCompile("inventé")}
		for _, page := range built.Site.Paths() {
			lang, _, _ := strings.Cut(page, "/")
			if text, _ := built.Site.Read(page); saysSo[lang] != nil && strings.HasSuffix(page, ".html") && !saysSo[lang].Match(text) {
				t.Errorf("%s does not say that the data are made up", page)
			}
		}
		if !slices.Equal(languages, scaffold.Languages()) {
			return
		}
		sameClaims(t, name, built.Site)
	})
}

// The example that is no beginning of a report of one's own is built and compared as the others are.
func TestWithheldBuilds(t *testing.T) {
	t.Parallel()
	project, err := tree.FromFS(os.DirFS("../../examples/withheld"))
	if err != nil {
		t.Fatal(err)
	}
	built, err := build(t, project)
	if err != nil {
		t.Fatal(err)
	}
	sameClaims(t, "withheld", built.Site)
}

// sameClaims holds the numbers that a site shows against those that are expected.
func sameClaims(t *testing.T, name string, site tree.Tree) {
	t.Helper()
	golden := "testdata/" + name + ".claims.csv"
	claims, _ := site.Read("claims.csv")
	if *update {
		if err := os.WriteFile(golden, claims, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(golden); err != nil || !bytes.Equal(want, claims) {
		t.Errorf("the claims are not those of %s (%v): run go test -update and read the difference", golden, err)
	}
}

// A new project is small, and nothing of a language is left that it is not in.
func TestMinimalIsSmall(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, name string, languages []string, project tree.Tree) {
		if files := project.Len(); name == "minimal" && len(languages) == 1 && files > 10 {
			t.Errorf("%d files", files)
		}
		if !slices.Contains(languages, "fr") {
			for _, file := range project.Paths() {
				if text, _ := project.Read(file); strings.ContainsAny(string(text), "éèêàù’\u202f") {
					t.Errorf("%s holds French", file)
				}
			}
		}
	})
}

// Whatever is added to a project, it can be built at once, and once more with all of it.
func TestNewBuildsAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, name string, languages []string, project tree.Tree) {
		before := project
		for _, kind := range []string{"finding", "chart", "figure", "table"} {
			for _, word := range []string{"Who-refused", "top_10"} {
				added, err := scaffold.New(project, kind, word+"-"+kind)
				if err != nil {
					t.Fatalf("%s %s: %v", kind, word, err)
				}
				if added.Files.Len() == 0 || (kind != "figure") && added.Project.Len() != project.Len()+added.Files.Len() {
					t.Errorf("%s: %q", kind, added.Files.Paths())
				}
				project = added.Project
				if _, err := scaffold.New(project, kind, word+"-"+kind); err == nil || !strings.Contains(err.Error(), string(scaffold.CodeNew)) {
					t.Errorf("%s a second time: %v", kind, err)
				}
			}
		}
		if lang := "fr"; len(languages) == 1 {
			if languages[0] == lang {
				lang = "en"
			}
			added, err := scaffold.New(project, "language", lang)
			if err != nil {
				t.Fatal(err)
			}
			project, languages = added.Project, append(languages, lang)
		}
		built, err := build(t, project)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range languages {
			home, _ := built.Site.Read(lang + "/index.html")
			if n := bytes.Count(home, []byte("who-refused-finding")); n == 0 {
				t.Errorf("the home page in %s does not lead to the finding", lang)
			}
			if !bytes.Contains(home, []byte("top-10-chart")) {
				t.Errorf("the home page in %s does not show the chart", lang)
			}
		}
		for _, change := range tree.Diff(before, project) {
			if change.Kind == tree.Removed {
				t.Errorf("%s is gone", change.Path)
			}
		}
	})
}

// What cannot be added is an error with what to do.
func TestNewNeeds(t *testing.T) {
	t.Parallel()
	minimal, err := fs.Sub(examples.FS, "minimal")
	if err != nil {
		t.Fatal(err)
	}
	project, err := tree.FromFS(minimal)
	if err != nil {
		t.Fatal(err)
	}
	with := func(file, text string) tree.Tree {
		over, err := tree.New(map[string][]byte{file: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		whole, err := project.Overlay(over)
		if err != nil {
			t.Fatal(err)
		}
		return whole
	}
	empty := with("data/datapackage.json", `{"resources": []}`).Filter(func(name string) bool { return name != "data/visits.csv" })
	for name, c := range map[string]struct {
		project    tree.Tree
		kind, name string
		want       string
	}{
		"a core table":          {project, "table", "calls", "core table"},
		"a chart of nothing":    {empty, "chart", "a", "nothing to draw"},
		"a figure of nothing":   {empty, "figure", "a", "no table"},
		"a chart like a table":  {project, "chart", "visits", string(scaffold.CodeNew)},
		"a table like a figure": {project, "table", "growth", string(scaffold.CodeNew)},
		"broken settings":       {with("content/report.yaml", "title: x"), "finding", "a", "conf-"},
		"a broken package":      {with("data/datapackage.json", `{"resources": [`), "table", "a", string(conf.CodeSyntax)},
		"a broken table":        {with("data/visits.csv", "year\n"), "figure", "a", "data-"},
		"broken references":     {with("content/references.yaml", "references: 1"), "chart", "a", "conf-"},
	} {
		if _, err := scaffold.New(c.project, c.kind, c.name); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	added, err := scaffold.New(empty, "table", "a")
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := added.Project.Read("data/datapackage.json"); conf.JSON("x", text, new(conf.Node)) != nil || bytes.Contains(text, []byte("[,")) {
		t.Errorf("the first table makes %s", text)
	}
}

func TestIsName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"a": true, "who-refused": true, "by_year2": true, "": false, "2a": false, "a/b": false, "../a": false, "a--b": false, "é": false, "a b": false, "-a": false, strings.Repeat("a", 61): false} {
		if scaffold.IsName(name) != want {
			t.Errorf("IsName(%q) = %v", name, !want)
		}
	}
}

func TestCI(t *testing.T) {
	t.Parallel()
	for _, host := range scaffold.Hosts() {
		if scaffold.CI(host).Len() != 1 {
			t.Errorf("%s has no file", host)
		}
	}
	if scaffold.CI("").Len() != 0 {
		t.Error("no host has a file")
	}
}
