package report_test

import (
	"os"
	"strings"
	"testing"

	"daylight/internal/conf"
	"daylight/internal/durable"
	"daylight/internal/report"
	"daylight/internal/tree"
	"daylight/templates"
)

// TestRightToLeft builds a made-up report in English and Hebrew: a language is a folder and a
// file of words, and one that is written from right to left needs nothing more.
func TestRightToLeft(t *testing.T) {
	t.Parallel()
	project, theme := hebrew(t)
	result, err := report.Builder{Theme: theme, Drawer: noPicture{}, Engine: "none"}.Build(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ page, want string }{
		{"index.html", `<section class="choice" lang="he" dir="rtl">`},
		{"he/index.html", `<html lang="he" dir="rtl" data-edition=`},
		{"he/index.html", `<a href="../en/index.html" lang="en-CA" dir="ltr" hreflang="en-CA">English</a>`},
		{"he/index.html", `<link rel="alternate" hreflang="en-CA" href="../en/index.html">`},
		{"he/index.html", `value="0.594239198497">59.4%</data>`},
		{"he/index.html", "רוב השיחות"},
		{"he/findings/two-in-five/index.html", "שתיים מכל חמש"},
		{"he/data/index.html", "הרחוב הקצר"},
		{"he/sources/index.html", `lang="en" rel="noopener">A report that nobody wrote</a>`},
		{"he/figures/streets/index.html", `dir="rtl"`},
		{"404.html", `dir="rtl"`},
	} {
		page, _ := result.Site.Read(c.page)
		if !strings.Contains(string(page), c.want) {
			t.Errorf("%s holds no %s", c.page, c.want)
		}
	}
}

// hebrew returns the made-up project with its words of Hebrew, those it leaves out in English.
func hebrew(t *testing.T) (project, theme tree.Tree) {
	t.Helper()
	project, err := durable.ReadProject("testdata/hebrew")
	if err != nil {
		t.Fatal(err)
	}
	if theme, err = tree.FromFS(templates.FS); err != nil {
		t.Fatal(err)
	}
	words, err := os.ReadFile("testdata/hebrew/he.yaml")
	if err != nil {
		t.Fatal(err)
	}
	english, _ := theme.Read("i18n/en.yaml")
	root, err := conf.ParseYAML("en.yaml", english)
	if err != nil {
		t.Fatal(err)
	}
	_, lines, _ := strings.Cut(string(english), "\ntexts:\n")
	texts, _ := root.Get("texts")
	var rest strings.Builder
	keep := false
	for line := range strings.Lines(lines) {
		if key, _, ok := strings.Cut(strings.TrimPrefix(line, "  "), ":"); ok && strings.HasPrefix(line, "  ") && !strings.HasPrefix(line, "    ") {
			_, known := texts.Get(key)
			keep = known && !strings.Contains(string(words), "\n  "+key+":")
		}
		if keep {
			rest.WriteString(line)
		}
	}
	own, err := tree.New(map[string][]byte{"templates/i18n/he.yaml": append(words, rest.String()...)})
	if err != nil {
		t.Fatal(err)
	}
	if project, err = project.Overlay(own); err != nil {
		t.Fatal(err)
	}
	return project, theme
}
