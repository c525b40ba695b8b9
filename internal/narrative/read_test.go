package narrative

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"daylight/internal/locale"
)

func TestReadPage(t *testing.T) {
	t.Parallel()
	content, err := Read(withFiles(t, map[string]string{testPage: `---
title: "Of [949](figure:subscribers.obtained) numbers"
summary: A summary.
nav: Of numbers
order: 7
---

## First {#first}

[648](figure:subscribers.not_obtained) [@ec2012] [@cce2014] ![Dot](../../images/dot.png)

![Bars](chart:split)

### Below {#below}

## Second: [949](figure:subscribers.obtained) & *so* {#second}
`}))
	if err != nil {
		t.Fatal(err)
	}
	p := content.page(t, "findings/page")
	if p.Title.String() != "Of 949 numbers" || p.Summary.String() != "A summary." || p.Nav != "Of numbers" || p.Order != 7 {
		t.Errorf("front matter: %q %q %q %d", p.Title, p.Summary, p.Nav, p.Order)
	}
	for name, lists := range map[string][2][]string{
		"Figures": {p.Figures, {"subscribers.obtained", "subscribers.not_obtained"}},
		"Cites":   {p.Cites, {"ec2012", "cce2014"}},
		"Charts":  {p.Charts, {"split"}},
		"Images":  {p.Images, {"content/images/dot.png"}},
	} {
		if !slices.Equal(lists[0], lists[1]) {
			t.Errorf("%s: %q, want %q", name, lists[0], lists[1])
		}
	}
	if want := []Heading{{"first", "First"}, {"second", "Second: 949 & so"}}; !slices.Equal(p.Sections, want) {
		t.Errorf("Sections: %q", p.Sections)
	}
	if home := content.Pages[0]; home.Slug != "" || home.Lead.String() != "For 648 they could not." || home.Nav != "Home" {
		t.Errorf("home: %+v", home)
	}
	if got := string(HTML(p.Title)); got != `Of <data class="claim" value="949">949</data> numbers` {
		t.Errorf("HTML of the title: %s", got)
	}
}

func TestReadingOrder(t *testing.T) {
	t.Parallel()
	page := func(order string) string { return "---\ntitle: T\nsummary: S\norder: " + order + "\n---\n" }
	content, err := Read(withFiles(t, map[string]string{
		"content/en/index.md":        page("5"),
		"content/en/method.md":       page("3"),
		"content/en/about.md":        page("4"),
		"content/en/notes.md":        page("2"),
		"content/en/zeta/index.md":   page("1"),
		"content/en/zeta/a/b.md":     page("-1"),
		"content/en/zeta/c.md":       page("-1"),
		"content/en/findings/one.md": page("3"), // the folder stands at 2, by its first page
		"content/en/findings/two.md": page("2"),
	}))
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, p := range content.Pages {
		slugs = append(slugs, p.Slug)
	}
	if want := []string{"", "zeta", "zeta/a/b", "zeta/c", "findings/two", "findings/one", "notes", "method", "about"}; !slices.Equal(slugs, want) {
		t.Errorf("order: %q", slugs)
	}
}

func TestReadProblems(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"no home page": {map[string]string{"content/en/index.md": ""}, `
content/en/index.md: the language en has no home page [content-path]
hint: write the home page`},
		"names": {map[string]string{
			"content/en/A b.md": frontMatter, "content/en/été.md": frontMatter, "content/en/a_b/c.md": frontMatter, "content/en/notes.txt": "x",
			"content/en/data.md": frontMatter, "content/en/all/x.md": frontMatter, "content/en/-a.md": frontMatter, "content/en/.md": frontMatter,
			"content/en/findings.md": frontMatter, "content/en/findings/index.md": frontMatter,
		}, `
content/en/-a.md: the name of this file or of a folder above it cannot stand in an address [content-path]
hint: use letters a to z, digits and hyphens
content/en/.md: the name of this file or of a folder above it cannot stand in an address [content-path]
hint: use letters a to z, digits and hyphens
content/en/A b.md: the name of this file or of a folder above it cannot stand in an address [content-path]
hint: use letters a to z, digits and hyphens
content/en/a_b/c.md: the name of this file or of a folder above it cannot stand in an address [content-path]
hint: use letters a to z, digits and hyphens
content/en/all/x.md: the build writes all/ itself [content-path]
hint: give it another name
content/en/data.md: the build writes data/ itself [content-path]
hint: give it another name
content/en/findings/index.md: this page has the same address as content/en/findings.md [content-path]
hint: keep one of them
content/en/notes.txt: this file is no page: pages end in .md [content-path]
hint: move it: pictures stand in content/images/, files to copy in content/static/
content/en/été.md: the name of this file or of a folder above it cannot stand in an address [content-path]
hint: use letters a to z, digits and hyphens`},
		"no front matter": {map[string]string{testPage: "## Words {#words}\n"}, `
content/en/findings/page.md:1:1: this page has no front matter [content-front-matter]
hint: begin the file with a line ---, then title: … and summary: …, then a line ---`},
		"front matter without end": {map[string]string{testPage: "---\ntitle: T\n"}, `
content/en/findings/page.md:1:1: this page has no front matter [content-front-matter]
hint: begin the file with a line ---, then title: … and summary: …, then a line ---`},
		"keys": {map[string]string{testPage: "---\ntitel: T\nsummary: S\norder: first\n---\n<b>\n"}, `
content/en/findings/page.md:2:1: the file has no "title" [conf-missing-key]
hint: add title: …
content/en/findings/page.md:2:1: the file has an unknown key "titel" [conf-unknown-key]
hint: did you mean "title"?
content/en/findings/page.md:4:8: "order" must be a whole number [conf-type]
hint: write digits alone, such as 3
content/en/findings/page.md:6:1: raw HTML is not allowed [content-html]
hint: write Markdown; for the sign itself write \< or &lt;`},
		"texts": {map[string]string{testPage: "---\ntitle: \"\"\nsummary: \" \"\nnav: \"[9](figure:x)\"\nlead: L\n---\n"}, `
content/en/findings/page.md:2:8: title has no words [content-front-matter]
hint: write it out
content/en/findings/page.md:3:10: summary has no words [content-front-matter]
hint: write it out
content/en/findings/page.md:4:6: a short name cannot hold claims or links [content-front-matter]
hint: write plain words
content/en/findings/page.md:5:7: only the home page has a lead [content-front-matter]
hint: take it out, or move it to index.md`},
		"positions behind a BOM, wide letters and Windows line ends": {map[string]string{testPage: "\ufeff---\r\ntitle: É\r\nsummary: S\r\n---\r\n\r\nÉté 🗳 <b>\r\n"}, `
content/en/findings/page.md:6:7: raw HTML is not allowed [content-html]
hint: write Markdown; for the sign itself write \< or &lt;`},
		"no text": {map[string]string{testPage: "---\ntitle: T\nsummary: a\x00b\n---\n", "content/en/method.md": "---\ntitle: T\xe9\n---\n"}, `
content/en/findings/page.md:3:11: this is no text in UTF-8 [content-text]
hint: save the file as UTF-8 text without control characters
content/en/method.md:2:9: this is no text in UTF-8 [content-text]
hint: save the file as UTF-8 text without control characters`},
		"too much": {map[string]string{testPage: frontMatter + strings.Repeat("a\n\n", maxFile/3)}, `
content/en/findings/page.md:1:1: this file is larger than 512 KiB [content-text]
hint: divide it into several pages`},
		"too deep": {map[string]string{testPage: frontMatter + strings.Repeat("> ", maxNest+1) + "a\n"}, `
content/en/findings/page.md:5:1: this line stands inside more than 50 quotations or lists [content-text]
hint: write it flatter`},
		"too deep in lines": {map[string]string{testPage: frontMatter + nestedLists(80)}, `
content/en/findings/page.md:54:101: this stands inside more than 100 other things [content-text]
hint: write it flatter
content/en/findings/page.md:55:101: this stands inside more than 100 other things [content-text]
hint: write it flatter`},
		"too many marks": {map[string]string{testPage: frontMatter + "a\n\n" + strings.Repeat("[a]", maxMarks+1)}, `
content/en/findings/page.md:7:1: the lines from here on are too many, or hold too many marks, for one paragraph or table [content-text]
hint: divide it by blank lines`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read(withFiles(t, test.files))
			if got := problems(t, err); strings.TrimSpace(got) != strings.TrimSpace(test.want) {
				t.Errorf("--- got\n%s--- want%s", got, test.want)
			}
		})
	}
}

// unwritten reads "~" as a node that nothing can write.
type unwritten struct{ ast.BaseInline }

var kindUnwritten = ast.NewNodeKind("Unwritten")

func (*unwritten) Kind() ast.NodeKind                                          { return kindUnwritten }
func (*unwritten) Dump([]byte, int)                                            {}
func (*unwritten) Trigger() []byte                                             { return []byte{'~'} }
func (*unwritten) Parse(ast.Node, text.Reader, parser.Context) (none ast.Node) { return none }
func (*unwritten) Extend(md goldmark.Markdown) {
	md.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(tilde{}, 1)))
}

type tilde struct{ unwritten }

func (tilde) Trigger() []byte { return []byte{'~'} }
func (tilde) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	block.Advance(1)
	return &unwritten{}
}

func TestNothingIsLeftOut(t *testing.T) {
	t.Parallel()
	_, err := read(withFiles(t, map[string]string{testPage: frontMatter + "a ~ b\n"}), newMarkdown(&unwritten{}))
	want := "content/en/findings/page.md:5:3: there is no way to write this Markdown (Unwritten) as HTML [content-unrendered]\n"
	if got := problems(t, err); got != want {
		t.Errorf("got %s", got)
	}
}

func TestMissingThemeText(t *testing.T) {
	t.Parallel()
	words, err := os.ReadFile("../../templates/i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	in := withFiles(t, map[string]string{testPage: frontMatter + "\n> [!caution]\n> A.\n"})
	in.Lang, err = locale.Load("en", "templates/i18n/en.yaml", bytes.Replace(words, []byte("  aside.caution:"), []byte("  aside.other:"), 1))
	if err != nil {
		t.Fatal(err)
	}
	_, err = Read(in)
	if got := problems(t, err); got != "templates/i18n/en.yaml: there is no text \"aside.caution\" [i18n-text]\n" {
		t.Errorf("got %s", got)
	}
}
