package hostile

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"daylight/internal/locale"
	"daylight/internal/tree"

	"golang.org/x/net/html"
)

// skeleton is what a page is made of, without its words: each kind of element with the
// names of its attributes, and how often it stands there.
type skeleton map[string]int

func skeletonOf(t testing.TB, page []byte) skeleton {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	s := skeleton{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode || n.Type == html.CommentNode || n.Type == html.DoctypeNode {
			s[kindOf(n)]++
		}
	}
	return s
}

func kindOf(n *html.Node) string {
	if n.Type != html.ElementNode {
		return fmt.Sprint("node of type ", n.Type)
	}
	var names []string
	for _, a := range n.Attr {
		if a.Key != "lang" && a.Key != "hreflang" && a.Key != "dir" { // a source's language may be one that is known
			names = append(names, a.Key)
		}
	}
	slices.Sort(names)
	return n.Data + " " + strings.Join(names, " ")
}

// written are the elements and attributes that Markdown may add to a page.
var written = []string{
	"a href", "a class href", "a href rel", "a href rel title", "cite ", "a href title", "blockquote ", "code ", "code class", "em ", "strong ", "del ", "hr ", "br ", "ol ", "ol start", "ul ", "li ", "p ", "pre ",
	"pre tabindex", "table ", "tbody ", "thead ", "tr ", "td ", "th scope", "div class", "div aria-label class role tabindex", "span lang", "span class", "h2 id", "h3 id", "i ", "aside class", "p class",
}

// compare holds a site against its harmless twin.
func compare(t *testing.T, o outcome, twin map[string]skeleton) {
	t.Helper()
	for _, name := range o.site.Paths() {
		data, _ := o.site.Read(name)
		switch {
		case strings.HasPrefix(name, "source/"):
		case path.Ext(name) == ".html":
			compareSkeleton(t, o.text, name, skeletonOf(t, data), twin)
		case path.Ext(name) == ".csv":
			inert(t, name, data)
		case path.Ext(name) == ".json" && !json.Valid(data):
			t.Errorf("%s is no JSON", name)
		}
	}
}

func compareSkeleton(t *testing.T, o, name string, got skeleton, twin map[string]skeleton) {
	t.Helper()
	want, ok := twin[name]
	if !ok && o == "total" {
		return // a column is called so, and a chart may be drawn of it
	}
	if !ok {
		t.Errorf("the twin has no page %s", name)
		return
	}
	_, rest, _ := strings.Cut(name, "/")
	free := rest == "findings/raw/index.html" || rest == "all/index.html"
	tab := strings.HasPrefix(o, "\t") && strings.HasSuffix(name, "meant/index.html") // indented code: a tab cannot be escaped
	for kind, n := range got {
		tag, _, _ := strings.Cut(kind, " ")
		switch {
		case want[kind] == 0 && !((free || tab) && slices.Contains(written, kind)) && kind != "cite ": // the title of a source without an address
			t.Errorf("%s: the twin has no <%s>", name, kind)
		case slices.Contains(once, tag) && n > want[kind]:
			t.Errorf("%s: <%s> stands there %d times, in the twin %d times", name, kind, n, want[kind])
		}
	}
}

// once are the elements of which a string may not add one, although the page has some.
var once = []string{"script", "img", "link", "meta", "title", "svg", "h1", "main", "body", "header", "footer", "nav", "figure", "section", "details", "summary"}

// inert holds a CSV of the site to what a spreadsheet does not run.
func inert(t *testing.T, name string, data []byte) {
	t.Helper()
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	records, err := reader.ReadAll()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, record := range records {
		for _, field := range record {
			if _, err := locale.ParseDecimal(field); err != nil && field != "" && strings.ContainsAny(string([]rune(field)[0]), "=+-@\t\r\x00＝＋－＠") {
				t.Errorf("%s: a spreadsheet runs %.40q", name, field)
			}
		}
	}
}

// skeletons returns those of all pages of a site.
func skeletons(t testing.TB, site tree.Tree) map[string]skeleton {
	t.Helper()
	found := map[string]skeleton{}
	for _, name := range site.Paths() {
		if data, _ := site.Read(name); path.Ext(name) == ".html" && !strings.HasPrefix(name, "source/") {
			found[name] = skeletonOf(t, data)
		}
	}
	return found
}
