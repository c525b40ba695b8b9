package report_test

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/durable"
	"daylight/internal/report"
	"daylight/internal/tree"
	"daylight/templates"
)

// noPicture draws every chart as an empty picture: these tests are about words.
type noPicture struct{}

func (noPicture) Draw(_ context.Context, prefix string, _ []byte, width, height int) ([]byte, error) {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"><rect id="%s-r" width="1" height="1"/></svg>`, width, height, width, height, prefix), nil
}

// ours returns the report of this repository, and the problems of a project like it.
func ours(t *testing.T) (tree.Tree, func(tree.Tree) (*report.Result, diag.List)) {
	t.Helper()
	project, err := durable.ReadProject("../..")
	if err != nil {
		t.Fatal(err)
	}
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return project, func(project tree.Tree) (*report.Result, diag.List) {
		result, err := report.Builder{Theme: theme, Drawer: noPicture{}, Engine: "none"}.Build(t.Context(), project)
		list, isList := diag.AsList(err)
		if err != nil && !isList {
			t.Fatal(err)
		}
		return result, list
	}
}

// changed returns a project with one piece of a file replaced.
func changed(t *testing.T, project tree.Tree, file, old, text string) (tree.Tree, string) {
	t.Helper()
	data, _ := project.Read(file)
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s holds no %q: plant it elsewhere", file, old)
	}
	files := map[string][]byte{}
	for _, path := range project.Paths() {
		files[path], _ = project.Read(path)
	}
	whole := strings.Replace(string(data), old, text, 1)
	files[file] = []byte(whole)
	project, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return project, whole
}

// The reference report has no numeral that nothing stands behind, hardly any that is
// typed by hand, and no source that nothing uses.
func TestReferenceIsBound(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	result, problems := build(project)
	for _, d := range problems {
		if slices.Contains([]diag.Code{claim.CodeUnbound, claim.CodeTyped, report.CodeUnused}, d.Code) {
			t.Error(d)
		}
	}
	if len(problems) == 0 && result.Summary.Typed > 0 {
		t.Errorf("%d numerals are typed by hand", result.Summary.Typed)
	}
}

// TestPlantedNumerals plants a number in every kind of place in which a reader could
// meet it: each is found, where it stands.
func TestPlantedNumerals(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	const index, method, chart = "content/en/index.md", "content/en/method.md", "content/charts/communications.yaml"
	const planted = "12,345"
	for _, c := range []struct{ name, file, old, text string }{
		{"a title", "content/en/about.md", "title: About", "title: 12,345 about"},
		{"a summary", "content/en/about.md", "summary: ", "summary: 12,345 times "},
		{"a short name", "content/en/about.md", "nav: About", "nav: 12,345 about"},
		{"the lead", index, `lead: "`, `lead: "In 12,345 cases `},
		{"a heading", index, "## The scale", "## The 12,345 scale"},
		{"a paragraph", index, "You need not", "The 12,345 of you need not"},
		{"a list", index, "- **Look it up.**", "- **Look it up 12,345 times.**"},
		{"a caption", index, "![The findings]", "![The 12,345 findings]"},
		{"an alternative text", index, "![One bar in two parts.", "![One bar in two of 12,345 parts."},
		{"a cell", method, "| S | reported", "| S | 12,345 reported"},
		{"the head of a table", method, "| in words |", "| in 12,345 words |"},
		{"an aside", method, "> All incoming", "> All 12,345 incoming"},
		{"a footnote", method, "## What is derived", "A note.[^n]\n\n[^n]: Of 12,345.\n\n## What is derived"},
		{"the words of a link", method, "[listed](page:sources)", "[12,345 listed](page:sources)"},
		{"the title of a link", method, "[listed](page:sources)", `[listed](page:sources "12,345")`},
		{"emphasis", method, "Nothing was", "Nothing **of 12,345** was"},
		{"a chart's title", chart, `en: "By the end`, `en: "12,345 by the end`},
		{"a chart's subtitle", chart, "en: Communications", "en: 12,345 communications"},
		{"a chart's note", chart, "en: None", "en: None of 12,345"},
		{"a chart's unit", chart, "unit:\n  en: ", "unit:\n  en: 12,345 "},
		{"a chart's label", chart, "type: dots", "labels: {value: {en: \"12,345 value\", fr: valeur}}\ntype: dots"},
		{"the report's title", "content/report.yaml", "title:\n  en: ", "title:\n  en: 12,345 of "},
		{"the report's summary", "content/report.yaml", "summary:\n  en: ", "summary:\n  en: 12,345 "},
		{"the publisher", "content/report.yaml", "publisher:\n  en: ", "publisher:\n  en: 12,345 "},
		{"the scope, folded", "content/report.yaml", "investigated separately:", "investigated separately in 12,345 cases:"},
		{"a query's title", "data/figures/listed.sql", "-- title.en: ", "-- title.en: 12,345 of "},
		{"a query's unit", "data/figures/subscribers.sql", "-- unit.calls.en: ", "-- unit.calls.en: 12,345 "},
		{"the package's title", "data/datapackage.json", `"titles": {"en": "`, `"titles": {"en": "12,345 of `},
		{"the licence", "content/report.yaml", "licence: ", "licence: 12,345 of "},
		{"a source's note", "content/references.yaml", "note: Read in", "note: Read 12,345 times in"},
		{"a translated note", "content/references.yaml", "note: Lu dans", "note: 12,345 lu dans"},
		{"a source's folded note", "content/references.yaml", "these could be read", "these 12,345 could be read"},
		{"the reason of a break", "data/identities.yaml", "en: From here on", "en: From 12,345 on"},
		{"a description", "data/datapackage.json", `"description": "`, `"description": "12,345 of `},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.file == "data/datapackage.json" {
				data, _ := project.Read(c.file)
				c.old = spacing(string(data), c.old)
				c.text = c.old + "12,345 of "
			}
			with, text := changed(t, project, c.file, c.old, c.text)
			want := diag.NewSource(c.file, []byte(text)).Pos(strings.Index(text, planted))
			_, problems := build(with)
			if len(problems) == 0 {
				t.Fatal("it went through")
			}
			for _, d := range problems {
				inTitle := c.name == "the title of a link" && d.Pos.Line == want.Line
				if d.Code != claim.CodeUnbound || d.Pos != want && !inTitle || !strings.Contains(d.Message, planted) || d.Hint == "" {
					t.Errorf("%v (%s); want claim-unbound at %v", d, d.Hint, want)
				}
			}
		})
	}
}

func TestNumeralInTheUnitOfARule(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	with, _ := changed(t, project, "data/datapackage.json", `"path": "complaints.csv",`, `"path": "complaints.csv", "daylight": {"threshold": 1, "unit": {"en": "12,345 people", "fr": "personnes"}},`)
	if _, problems := build(with); len(problems) != 1 || problems[0].Code != claim.CodeUnbound {
		t.Errorf("got %v", problems)
	}
}

// A category's name may hold a numeral, but not one that a figure says: that is a count
// which nothing would keep up to date.
func TestNumeralsInCategories(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	for label, want := range map[string]int{
		"41st general election, called by 1,597 people": 1, "More than 31,000 contacts": 1, "59.4% of the numbers": 1,
		"18 to 24 years": 0, "from 12,345 to 23,456 people": 0, "called in 2011": 0, "paragraph 949": 0,
	} {
		with, text := changed(t, project, "data/datapackage.json", `"en": "41st general election called"`, `"en": "`+label+`"`)
		_, problems := build(with)
		if len(problems) != want {
			t.Errorf("%s: got %v, want %d problems", label, problems, want)
		}
		for _, d := range problems {
			line := strings.Count(text[:strings.Index(text, label)], "\n") + 1
			if d.Code != claim.CodeUnbound || d.Pos.Line != line || d.Hint == "" {
				t.Errorf("%s: %v (%s), want claim-unbound in line %d", label, d, d.Hint, line)
			}
		}
	}
}

// A project's own texts for the theme hold no numerals.
func TestNumeralsInTheme(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	theme, err := templates.FS.ReadFile("i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, planted := range [][2]string{{"skip: Skip to the content", "skip: Skip 12,345 items"}, {`one: "{n} row, {size} bytes"`, `one: "{n} of 12,345 rows, {size} bytes"`}} {
		text := strings.Replace(string(theme), planted[0], planted[1], 1)
		over, err := tree.New(map[string][]byte{"templates/i18n/en.yaml": []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		with, err := project.Overlay(over)
		if err != nil {
			t.Fatal(err)
		}
		want := diag.NewSource("templates/i18n/en.yaml", []byte(text)).Pos(strings.Index(text, "12,345"))
		if _, problems := build(with); len(problems) != 1 || problems[0].Code != claim.CodeUnbound || problems[0].Pos != want {
			t.Errorf("%s: got %v, want claim-unbound at %v", planted[1], problems, want)
		}
	}
}

// A project's own templates hold no numerals in words that readers see, and nor do the theme's.
func TestNumeralsInTemplates(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	files, err := fs.Glob(templates.FS, "*.html.tmpl")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	own := map[string][]byte{}
	for _, file := range files {
		text, err := templates.FS.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		own["templates/"+file] = append(text, "{{/* changed */}}"...)
	}
	const planted = `<p>In 2011, section 3 of {{.T "skip"}} had &#57;49 people</p><img alt="of 12,345" src="5.png">`
	top := string(own["templates/top.html.tmpl"])
	for added, want := range map[string]string{"": "", planted: "&#57;49 12,345"} {
		text := top + added
		own["templates/top.html.tmpl"] = []byte(text)
		over, err := tree.New(own)
		if err != nil {
			t.Fatal(err)
		}
		with, err := project.Overlay(over)
		if err != nil {
			t.Fatal(err)
		}
		_, problems := build(with)
		source := diag.NewSource("templates/top.html.tmpl", []byte(text))
		var wanted []diag.Pos
		for _, numeral := range strings.Fields(want) {
			wanted = append(wanted, source.Pos(strings.Index(text, numeral)))
		}
		var got []diag.Pos
		for _, d := range problems {
			if d.Code != claim.CodeUnbound || d.Hint == "" {
				t.Errorf("%v, want claim-unbound with a hint", d)
			}
			got = append(got, d.Pos)
		}
		if !slices.Equal(got, wanted) {
			t.Errorf("%q: problems at %v, want %v", text, got, wanted)
		}
	}
}

// Pages and pictures that go to the site as they are hold none either; other files do.
func TestNumeralsInStaticFiles(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Old</title></head><body><main><h1>Old</h1><p>In 2011, 31,000</p></main></body></html>`
	const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>Of 6,051</title></svg>`
	over, err := tree.New(map[string][]byte{
		"content/static/old/page.html": []byte(page), "content/static/old/mark.svg": []byte(picture), "content/static/LICENCE.txt": []byte("31,000"),
	})
	if err != nil {
		t.Fatal(err)
	}
	with, err := project.Overlay(over)
	if err != nil {
		t.Fatal(err)
	}
	_, problems := build(with)
	var got []string
	for _, d := range problems {
		got = append(got, fmt.Sprintf("%v %s", d.Pos, d.Code))
	}
	want := []string{
		fmt.Sprintf("content/static/old/mark.svg:1:%d claim-unbound", strings.Index(picture, "6,051")+1),
		fmt.Sprintf("content/static/old/page.html:1:%d claim-unbound", strings.Index(page, "31,000")+1),
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The reason that is given for a change holds none.
func TestNumeralsInReasons(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	over, err := tree.New(map[string][]byte{"content/changes.yaml": []byte("changes:\n  - kind: correction\n    of: [calls]\n    reason: {en: 6051 were counted in May 2011, fr: Compté deux fois}\n")})
	if err != nil {
		t.Fatal(err)
	}
	with, err := project.Overlay(over)
	if err != nil {
		t.Fatal(err)
	}
	_, problems := build(with)
	problems = slices.DeleteFunc(problems, func(d diag.Diagnostic) bool { return d.Code != claim.CodeUnbound })
	if want := (diag.Pos{Path: "content/changes.yaml", Line: 4, Col: 18}); len(problems) != 1 || problems[0].Pos != want {
		t.Errorf("got %v, want claim-unbound at %v", problems, want)
	}
}

// spacing finds a piece of JSON in the spacing that the file has.
func spacing(data, piece string) string {
	if strings.Contains(data, piece) {
		return piece
	}
	for _, between := range []string{"\n", "\n  ", "\n    ", "\n      "} {
		if spaced := strings.Replace(piece, `{"en"`, "{"+between+`"en"`, 1); strings.Contains(data, spaced) {
			return spaced
		}
	}
	return piece
}

// A mark with its reason lets a numeral through, and is counted.
func TestTypedIsCounted(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	const typed = `[12,345](typed: "an example of a number")`
	for _, c := range []struct{ file, old, text string }{
		{"content/en/index.md", "You need not", typed + " of you need not"},
		{"content/en/index.md", "![The findings]", "![The " + typed + " findings]"},
		{"content/en/about.md", "summary: ", "summary: 'Of " + typed + "' #"},
		{"content/charts/communications.yaml", "en: None", "en: '" + typed + "' #"},
		{"content/report.yaml", "summary:\n  en: ", "summary:\n  en: '" + typed + "' #"},
	} {
		with, _ := changed(t, project, c.file, c.old, c.text)
		result, problems := build(with)
		for _, d := range problems {
			t.Errorf("%s: %v", c.file, d)
		}
		if len(problems) == 0 && result.Summary.Typed != 1 {
			t.Errorf("%s: %d marks are counted, want 1", c.file, result.Summary.Typed)
		}
	}
}

func TestUnusedSource(t *testing.T) {
	t.Parallel()
	project, build := ours(t)
	with, text := changed(t, project, "content/references.yaml", "references:\n", "references:\n- id: unread\n  type: report\n  title: Never opened\n")
	_, problems := build(with)
	want := diag.NewSource("content/references.yaml", []byte(text)).Pos(strings.Index(text, "id: unread"))
	if len(problems) != 1 || problems[0].Code != report.CodeUnused || problems[0].Pos != want || problems[0].Hint == "" {
		t.Errorf("got %v, want one problem [content-unused-source] at %v", problems, want)
	}
}
