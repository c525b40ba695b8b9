package site_test

import (
	"bytes"
	"context"
	"maps"
	"os"
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/report"
	"daylight/internal/tree"
	"daylight/templates"
)

// blank draws nothing: these tests are about what stands around charts.
type blank struct{}

func (blank) Draw(context.Context, string, []byte, int, int) ([]byte, error) {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="720" height="100"><path d="M0 0h1"/></svg>`), nil
}

// builtin reads a file of the built-in theme.
func builtin(t *testing.T, name string) string {
	t.Helper()
	data, err := templates.FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// laid is the tests' project with files laid over it.
func laid(t *testing.T, files map[string]string) tree.Tree {
	t.Helper()
	project, err := tree.FromFS(os.DirFS("../../cmd/daylight/testdata/base"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, name := range project.Paths() {
		all[name], _ = project.Read(name)
	}
	for name, text := range files {
		all[name] = []byte(text)
	}
	project, err = tree.New(all)
	if err != nil {
		t.Fatal(err)
	}
	return project
}

// overlaid builds the tests' project with files laid over it.
func overlaid(t *testing.T, files map[string]string) (tree.Tree, error) {
	t.Helper()
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	result, err := report.Builder{Theme: theme, Drawer: blank{}, Engine: "none"}.Build(t.Context(), laid(t, files))
	if err != nil {
		return tree.Tree{}, err
	}
	return result.Site, nil
}

// replaced returns a file of the built-in theme with one thing changed.
func replaced(t *testing.T, name, old, with string) string {
	t.Helper()
	text := builtin(t, name)
	if strings.Count(text, old) == 0 {
		t.Fatalf("%s has no %s", name, old)
	}
	return strings.Replace(text, old, with, 1)
}

const sheet = `<link rel="stylesheet" href="{{.Root}}assets/site.css">`

// ownTheme is what docs/themes.md tells a publisher to write.
func ownTheme(t *testing.T) map[string]string {
	top := replaced(t, "top.html.tmpl", sheet, sheet+"\n"+`<link rel="stylesheet" href="{{.Root}}assets/own.css">`)
	top = strings.Replace(top, `<p class="masthead-title">`, `<img src="{{.Root}}assets/logo.svg" alt="Office of Examples" width="160" height="40">`+"\n"+`<p class="masthead-title">`, 1)
	return map[string]string{
		"templates/top.html.tmpl":            top,
		"templates/assets/own.css":           "@font-face { font-family: House; src: url(fonts/house.woff2) format(\"woff2\") }\n:root { --brand: #00563f; --serif: House, serif }\n",
		"templates/assets/fonts/house.woff2": "wOF2",
		"templates/assets/logo.svg":          `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40"><path fill="#00563f" d="M0 0h160v40H0z"/></svg>`,
		"templates/assets/icon.svg":          `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1H0z"/></svg>`,
		"templates/i18n/en.yaml":             replaced(t, "i18n/en.yaml", "  skip: ", "  skip: Onwards – "),
		"templates/again.html.tmpl":          replaced(t, "again.html.tmpl", `class="again"`, `class="again own"`),
		"templates/page.html.tmpl":           replaced(t, "page.html.tmpl", `<h1>{{inline .Heading}}</h1>`, `<h1>{{inline .Heading}}</h1><p class="own">{{.Foot.Licence}}, {{len .Sections}}</p>`),
	}
}

// TestOverlay holds that what a project lays over the theme is what readers get.
func TestOverlay(t *testing.T) {
	t.Parallel()
	public, err := overlaid(t, ownTheme(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, wants := range map[string][]string{
		"en/index.html": {
			`<link rel="stylesheet" href="../assets/own.css">`, `<img src="../assets/logo.svg" alt="Office of Examples" width="160" height="40">`, `href="#main">Onwards – `,
		},
		"en/findings/method/index.html": {`href="../../../assets/own.css"`, `<p class="own">CC BY 4.0, `},
		"assets/own.css":                {"--brand: #00563f"},
		"assets/site.css":               {"--brand: #1c3f75"},
		"assets/logo.svg":               {"#00563f"},
		"assets/icon.svg":               {"M0 0h1v1H0z"},
		"assets/fonts/house.woff2":      {"wOF2"},
	} {
		data, ok := public.Read(name)
		for _, want := range wants {
			if !ok || !bytes.Contains(data, []byte(want)) {
				t.Errorf("%s has no %s", name, want)
			}
		}
	}
	plain, err := overlaid(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"assets/site.css", "assets/site.js", "index.html", "404.html"} {
		own, _ := public.Read(name)
		if kept, ok := plain.Read(name); !ok || !bytes.Equal(own, kept) {
			t.Errorf("%s is not that of the built-in theme, which nothing was laid over", name)
		}
	}
}

// TestOverlayRefused holds that what does not fit is named with its place, its code and what to do.
func TestOverlayRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ what, file, text, at, code, hint string }{
		{"a template that does not end", "templates/home.html.tmpl", "<p>\n{{if .Lead}}", "templates/home.html.tmpl:2", "site-template", "built-in"},
		{"a field that is not there", "templates/home.html.tmpl", "<p>\n<b>{{.Headline}}</b>", "templates/home.html.tmpl:2:5", "site-template", "built-in"},
		{"a field below a field", "templates/nav.html.tmpl", "{{range .Items}}\n  {{.Address}}{{end}}", "templates/nav.html.tmpl:2:4", "site-template", "built-in"},
		{"a function that is not there", "templates/home.html.tmpl", "\n\n{{upper .Title}}", "templates/home.html.tmpl:3", "site-template", "built-in"},
		{"a text that is not there", "templates/home.html.tmpl", `{{.T "own.text"}}`, "templates/home.html.tmpl:1:2", "site-template", "built-in"},
		{"a template that is not there", "templates/home.html.tmpl", `{{template "own.html.tmpl" .}}`, "templates/home.html.tmpl:1:11", "site-template", "built-in"},
		{"a name that is near", "templates/hoem.html.tmpl", "x", "templates/hoem.html.tmpl", "report-stray", "home.html.tmpl"},
		{"a text that is gone", "templates/i18n/en.yaml", replaced(t, "i18n/en.yaml", "  skip: ", "  skipp: "), "templates/", "", ""},
		{"a font from elsewhere", "templates/assets/own.css", "p {}\n@font-face { src: url(https://example.org/a.woff2) }", "assets/own.css:2:19", "site-request", "templates/assets"},
		{"a script in a logo", "templates/assets/logo.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`, "assets/logo.svg:1:41", "site-inline", ""},
		{"a style in a template", "templates/nav.html.tmpl", `<nav style="color:red"></nav>`, "en/", "site-inline", "style sheet"},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			_, err := overlaid(t, map[string]string{c.file: c.text})
			list, ok := diag.AsList(err)
			if !ok || len(list) == 0 {
				t.Fatalf("it is built: %v", err)
			}
			d := list[0]
			if !strings.HasPrefix(d.Pos.String(), c.at) || c.code != "" && string(d.Code) != c.code || !strings.Contains(d.Hint, c.hint) {
				t.Errorf("want %s [%s] … %s\ngot  %s\nhint %s", c.at, c.code, c.hint, d, d.Hint)
			}
		})
	}
}

// TestOverlayWhole holds that a theme in which every file is the project's own is the same report.
func TestOverlayWhole(t *testing.T) {
	t.Parallel()
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]string{}
	for _, name := range theme.Paths() {
		own["templates/"+name] = builtin(t, name)
	}
	delete(own, "templates/i18n/fr.yaml") // a language that the report has not
	with, err := overlaid(t, maps.Clone(own))
	if err != nil {
		t.Fatal(err)
	}
	without, err := overlaid(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"en/index.html", "en/data/index.html", "index.html", "assets/site.css"} {
		a, _ := with.Read(name)
		if b, ok := without.Read(name); !ok || !bytes.Equal(a, b) {
			t.Errorf("%s differs", name)
		}
	}
}
