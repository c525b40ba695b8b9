package site_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/narrative"
	"daylight/internal/site"
	"daylight/internal/tree"
	"daylight/templates"

	"github.com/rogpeppe/go-internal/txtar"
)

// penless draws every chart as an empty picture: what a page says around it is
// what is tested here.
type penless struct{}

func (penless) Draw(_ context.Context, _ string, _ []byte, _, _ int) ([]byte, error) {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="80" viewBox="0 0 640 80"></svg>`), nil
}

// input takes the project in testdata through the stages before site, with files
// changed; an empty file is taken away.
func input(t testing.TB, change map[string]string) site.Input {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/project.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range archive.Files {
		files[f.Name] = f.Data
	}
	for name, content := range change {
		files[name] = []byte(content)
		if content == "" {
			delete(files, name)
		}
	}
	project, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return staged(t, project)
}

func staged(t testing.TB, project tree.Tree) site.Input {
	t.Helper()
	in := site.Input{Project: project, Theme: theme(t, project), Version: "0.0.0", Engine: "none"}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var err error
	in.Report, err = narrative.ReadReport(project)
	must(err)
	in.References, err = narrative.ReadReferences(project)
	must(err)
	var languages []*locale.Language
	for _, tag := range in.Report.Languages {
		path := "i18n/" + tag.Value + ".yaml"
		data, _ := in.Theme.Read(path)
		language, err := locale.Load(tag.Value, "templates/"+path, data)
		must(err)
		languages = append(languages, language)
	}
	data, err := dataset.Load(project)
	must(err)
	in.Figures, err = figure.Evaluate(t.Context(), data, project)
	must(err)
	in.Charts, err = chart.Read(project, in.Figures, languages)
	must(err)
	must(in.Charts.Draw(t.Context(), chart.Studio{Drawer: penless{}}))
	for _, language := range languages {
		content, err := narrative.Read(narrative.Input{Project: project, Lang: language, Figures: in.Figures, Charts: in.Charts, References: in.References})
		must(err)
		in.Contents = append(in.Contents, content)
	}
	return in
}

// theme is the built-in theme, under the project's own templates and with a
// second language that is read from right to left.
func theme(t testing.TB, project tree.Tree) tree.Tree {
	t.Helper()
	builtin, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	english, _ := builtin.Read("i18n/en.yaml")
	hebrew := strings.NewReplacer("name: English\n", "name: עברית\n", "code: en-CA\n", "code: he\n", "dir: ltr\n", "dir: rtl\n").Replace(string(english))
	second, err := tree.New(map[string][]byte{"i18n/he.yaml": []byte(hebrew)})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := builtin.Overlay(second)
	if err == nil {
		whole, err = whole.Overlay(project.Sub("templates"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

func write(t *testing.T, change map[string]string) tree.Tree {
	t.Helper()
	public, err := site.Write(t.Context(), input(t, change))
	if err != nil {
		t.Fatal(err)
	}
	return public
}

func page(t *testing.T, public tree.Tree, name string) string {
	t.Helper()
	data, ok := public.Read(name)
	if !ok {
		t.Fatalf("the site has no %s; it has %v", name, public.Paths())
	}
	return string(data)
}

func TestWriteGivesASoundSite(t *testing.T) {
	t.Parallel()
	public := write(t, nil)
	if err := site.Check(public); err != nil {
		t.Error(err)
	}
	want := strings.Fields(`.nojekyll 404.html CNAME _headers cards/en/findings/first.png cards/en/findings/second.png cards/en/index.png cards/en/method.png cards/en/notes.png cards/en/notes/one.png charts/calls.en.cite.json charts/calls.en.csv charts/calls.en.svg charts/calls.he.cite.json charts/calls.he.csv charts/calls.he.svg claims.csv
		datapackage.json en/all/index.html en/data/index.html en/embed/calls/index.html en/figures/calls/index.html en/figures/index.html en/figures/nothing/index.html en/figures/parts/index.html
		en/findings/first/index.html en/findings/second/index.html en/index.html
		en/method/index.html en/not-reported/index.html en/notes/index.html en/notes/one/index.html en/report.jsonld en/reproduce/index.html en/sources/index.html
		figures.json figures.schema.json figures.sql he/all/index.html he/data/index.html he/embed/calls/index.html he/figures/calls/index.html he/figures/index.html he/figures/nothing/index.html he/figures/parts/index.html
		he/index.html he/method/index.html he/not-reported/index.html he/report.jsonld he/reproduce/index.html he/sources/index.html images/a.svg index.html provenance.json report.db reproduce.sql`)
	var got []string
	for _, p := range public.Paths() {
		if !strings.HasPrefix(p, "source/") && !strings.HasPrefix(p, "assets/") {
			got = append(got, p)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// TestWriteIsDeterministic holds that two runs give the same bytes.
func TestWriteIsDeterministic(t *testing.T) {
	t.Parallel()
	if diff := tree.Diff(write(t, nil), write(t, nil)); len(diff) > 0 {
		t.Errorf("two runs differ: %v", diff)
	}
}

func TestWriteCopiesTheInputs(t *testing.T) {
	t.Parallel()
	in := input(t, nil)
	public, err := site.Write(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if diff := tree.Diff(in.Project, public.Sub("source")); len(diff) > 0 {
		t.Errorf("source/ differs from the inputs: %v", diff)
	}
}

// TestPagesSay holds what each page must and must not say.
func TestPagesSay(t *testing.T) {
	t.Parallel()
	public := write(t, nil)
	cases := []struct {
		page      string
		has, lack []string
	}{
		{"index.html", []string{`<html lang="en-CA" dir="ltr">`, `<section class="choice" lang="he" dir="rtl">`, `href="en/index.html"`, `href="he/index.html"`}, []string{"refresh"}},
		{"404.html", []string{`href="https://example.org/report/en/"`, `href="https://example.org/report/he/"`}, []string{"stylesheet", `href="en`}},
		{"en/index.html", []string{
			`<h1>There were <data class="claim" value="6051">6,051</data> calls.</h1>`, `Nobody &quot;in particular&quot;`, "Independent of everybody.",
			`<link rel="canonical" href="https://example.org/report/en/">`, `hreflang="he" href="https://example.org/report/he/"`,
			`<a href="../he/index.html" lang="he" dir="rtl" hreflang="he">`, `id="list-findings"`, `href="../en/findings/first/index.html"`,
			`<a href="../en/index.html#list-findings">Findings</a>`, `<a href="../en/notes/index.html">Notes</a>`, `<a href="mailto:errors@example.org">`,
			`<time datetime="2026-11-23">23 November 2026</time>`, `more than 40,000`, `status-withheld`,
			`href="../charts/calls.en.csv"`, `href="../en/sources/index.html#made-up"`,
		}, []string{"<b>report</b>", "<calls>", `aria-current="page">Findings`}},
		{"he/index.html", []string{`<html lang="he" dir="rtl" data-edition=`, `href="../en/index.html" lang="en-CA"`}, []string{"findings"}},
		{"en/method/index.html", []string{`<a href="../../en/method/index.html" aria-current="page">`, `href="../../he/method/index.html"`, "Read with care", `href="../../en/findings/first/index.html#calls"`}, []string{`class="crumbs"`, `rel="next"`}},
		{"en/findings/first/index.html", []string{
			`<a href="../../../en/index.html#list-findings">Findings</a>`, `rel="next"`, `class="contents"`, "The first &#34;finding&#34; &lt;i&gt;of&lt;/i&gt; two",
			`href="../../../he/index.html"`, `href="#chart-calls"`, `<th scope="col" class="number">`, `<th scope="row">`,
		}, []string{`rel="prev"`, `hreflang="he" href="https`, "<i>of"}},
		{"en/findings/second/index.html", []string{`rel="prev"`, "Nothing at all"}, []string{`rel="next"`, `class="contents"`}},
		{"en/notes/one/index.html", []string{`<a href="../../../en/notes/index.html">Notes</a>`}, nil},
		{"en/data/index.html", []string{
			`id="rows"`, "Words &lt; &amp; &gt;", "The &lt;first&gt;", "Withheld", "It is not zero.", "The first 8 rows of 9", tree.Sum(mustRead(t, public, "source/data/rows.csv")),
			`href="../../source/data/rows.csv"`, "0 to 249", "about 100",
		}, []string{"<first>"}},
		{"en/sources/index.html", []string{`id="made-up"`, "April 2014", `href="https://example.org/a?b=1&amp;c=2"`, `href="../../en/method/index.html#from">How we know: Where from</a>`, `href="../../en/data/index.html#rows"`, "&lt;script&gt;"}, []string{"<script>"}},
		{"en/all/index.html", []string{`id="home"`, `id="findings-first"`, `id="findings-first-calls"`, `<h3 id="method-from"`, `href="#findings-first"`, "<details open>", `href="#chart-calls"`}, []string{`aria-labelledby=""`}},
	}
	for _, c := range cases {
		got := page(t, public, c.page)
		for _, words := range c.has {
			if !strings.Contains(got, words) {
				t.Errorf("%s lacks %s", c.page, words)
			}
		}
		for _, words := range c.lack {
			if strings.Contains(got, words) {
				t.Errorf("%s has %s", c.page, words)
			}
		}
	}
}

func mustRead(t *testing.T, files tree.Tree, name string) []byte {
	t.Helper()
	return []byte(page(t, files, name))
}

// TestPublishedPackage holds that the published schema is the project's own, in
// its order, with paths into the site, sizes and hashes.
func TestPublishedPackage(t *testing.T) {
	t.Parallel()
	public := write(t, nil)
	csv := mustRead(t, public, "source/data/rows.csv")
	got := page(t, public, "datapackage.json")
	for _, want := range []string{`"path": "source/data/rows.csv"`, `"hash": "sha256:` + tree.Sum(csv) + `"`, `"descriptions": {`, `"Words < & >"`} {
		if !strings.Contains(got, want) {
			t.Errorf("datapackage.json lacks %s:\n%s", want, got)
		}
	}
	if !inOrder(got, `"name"`, `"path"`, `"schema"`, `"mediatype"`, `"bytes"`, `"hash"`, `"version"`) {
		t.Errorf("datapackage.json has lost its order:\n%s", got)
	}
}

func inOrder(text string, words ...string) bool {
	for _, w := range words {
		i := strings.Index(text, w)
		if i < 0 {
			return false
		}
		text = text[i:]
	}
	return true
}

// TestOneLanguage holds that a report in one language leads straight to its home
// page, and without a base_url says no address of its own.
func TestOneLanguage(t *testing.T) {
	t.Parallel()
	report := page(t, input(t, nil).Project, "content/report.yaml")
	report = strings.ReplaceAll(strings.ReplaceAll(report, "[en, he]", "[en]"), "base_url: https://example.org/report/\n", "")
	var one []string
	for line := range strings.Lines(report) {
		if !strings.HasPrefix(line, "  he:") {
			one = append(one, line)
		}
	}
	chartSpec := page(t, input(t, nil).Project, "content/charts/calls.yaml")
	var spec []string
	for line := range strings.Lines(chartSpec) {
		if !strings.HasPrefix(line, "  he:") {
			spec = append(spec, line)
		}
	}
	public := write(t, map[string]string{"content/report.yaml": strings.Join(one, ""), "content/charts/calls.yaml": strings.Join(spec, ""), "content/he/index.md": "", "content/he/method.md": ""})
	if err := site.Check(public); err != nil {
		t.Error(err)
	}
	entry := page(t, public, "index.html")
	if !strings.Contains(entry, `content="0; url=en/index.html"`) || !strings.Contains(entry, `href="en/index.html"`) {
		t.Errorf("the entry leads nowhere:\n%s", entry)
	}
	for _, p := range public.Glob("en/**") {
		if strings.HasPrefix(p, "en/embed/") {
			continue // names its page by the way to it
		}
		if bytes.Contains(mustRead(t, public, p), []byte("canonical")) || bytes.Contains(mustRead(t, public, p), []byte(`class="switch"`)) {
			t.Errorf("%s names a canonical address or another language", p)
		}
	}
	if lost := page(t, public, "404.html"); strings.Contains(lost, "href") {
		t.Errorf("404.html has a link:\n%s", lost)
	}
}

func TestWriteRefusesFilesWithOneAddress(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"index.html", "_headers", "datapackage.json", "en/index.html", "assets/site.css", "en", "charts/calls.en.svg/x",
		"SHA256SUMS", "sha256sums", "Index.html", "INDEX.HTML", "SOURCE/x.txt", "en/METHOD/x.txt", "Assets", "_Headers", ".Nojekyll", "SHA256SUMS/x"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := site.Write(t.Context(), input(t, map[string]string{"content/static/" + name: "mine"}))
			if list, _ := diag.AsList(err); len(list) != 1 || list[0].Code != site.CodeClash || list[0].Pos.Path != "content/static/"+name {
				t.Errorf("want a problem %s at that file, got %v", site.CodeClash, err)
			}
		})
	}
}

func TestWriteRefusesSpellingsOfOneAddress(t *testing.T) {
	t.Parallel()
	for name, files := range map[string][]string{
		"two files":         {"content/static/a.txt", "content/static/A.txt"},
		"two folders":       {"content/static/docs/a.txt", "content/static/Docs/b.txt"},
		"a file, a folder":  {"content/static/x", "content/static/X/y"},
		"two pictures":      {"content/images/b.png", "content/images/B.png"},
		"two notes of data": {"data/README.md", "data/readme.md"},
		"the theme's":       {"templates/assets/SITE.css"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			change := map[string]string{}
			for _, file := range files {
				change[file] = "x"
			}
			_, err := site.Write(t.Context(), input(t, change))
			list, _ := diag.AsList(err)
			if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool {
				return d.Code == site.CodeClash && strings.Contains(strings.Join(files, " ")+" templates/assets/site.css", d.Pos.Path)
			}) {
				t.Errorf("want a problem %s, got %v", site.CodeClash, err)
			}
		})
	}
	write(t, map[string]string{"content/static/docs/a.txt": "a", "content/static/docs/b/c.txt": "c", "content/static/docs2/a.txt": "a"})
}

func TestWriteNamesABrokenTemplate(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"syntax": "{{if}}", "field": "\n{{.Titel}}", "text": "{{.T \"nav.hoem\"}}"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := site.Write(t.Context(), input(t, map[string]string{"templates/page.html.tmpl": text}))
			if err == nil || !strings.HasPrefix(err.Error(), "templates/page.html.tmpl:") || !strings.Contains(err.Error(), string(site.CodeTemplate)) {
				t.Errorf("want a problem %s in templates/page.html.tmpl, got %v", site.CodeTemplate, err)
			}
		})
	}
}

// TestWriteNamesATextThatATemplateCannotUse holds that the text's own place is said, in words of ours.
func TestWriteNamesATextThatATemplateCannotUse(t *testing.T) {
	t.Parallel()
	_, err := site.Write(t.Context(), input(t, map[string]string{"templates/page.html.tmpl": `{{.T "foot.licence"}}`}))
	list, _ := diag.AsList(err)
	if len(list) == 0 || !strings.Contains(list[0].Hint, "templates/i18n/en.yaml:") || strings.Contains(list[0].Message, "error calling") || !strings.HasPrefix(list[0].Message, `the template cannot be used: the text "foot.licence" needs`) {
		t.Errorf("got %q", list)
	}
}

func TestWriteStopsWhenAsked(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := site.Write(ctx, input(t, nil)); err == nil {
		t.Error("a cancelled build writes a site")
	}
}
