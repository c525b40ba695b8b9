package site_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"daylight/internal/report"
	"daylight/internal/tree"
	"daylight/templates"

	"golang.org/x/net/html"
	"golang.org/x/text/language"
)

// revised builds the tests' project with a closed edition, and a cell that was corrected since.
func revised(t *testing.T, over map[string]string) tree.Tree {
	t.Helper()
	first := laid(t, map[string]string{"content/report.yaml": reportFile(t, "2026-11-23")})
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	closing, err := report.Builder{Theme: theme, Drawer: blank{}, Engine: "none"}.Close(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"content/report.yaml": reportFile(t, "2027-01-15"),
		"data/letters.csv":    strings.Replace(mustText(t, first, "data/letters.csv"), "north,120", "north,121", 1),
		"content/changes.yaml": "changes:\n  - kind: correction\n    of: [letters]\n    reason: {en: 'One bag <b>had been left out</b> & more.'}\n" +
			"  - kind: revision\n    of: [by_region, totals.exact]\n    reason: {en: They follow.}\n",
	}
	for name, data := range closing.Files {
		files[name] = string(data)
	}
	for _, name := range first.Paths() { // the sentences follow the numbers
		if text := mustText(t, first, name); strings.HasPrefix(name, "content/en/") || strings.HasPrefix(name, "content/charts/") {
			files[name] = strings.NewReplacer("[150]", "[151]", "[120]", "[121]").Replace(text)
		}
	}
	maps.Copy(files, over)
	public, err := overlaid(t, files)
	if err != nil {
		t.Fatal(err)
	}
	return public
}

func reportFile(t *testing.T, date string) string {
	t.Helper()
	text := mustText(t, laid(t, nil), "content/report.yaml")
	return strings.Replace(text, "published: 2026-11-23", "published: "+date+"\nbase_url: https://example.org/letters/", 1)
}

func mustText(t *testing.T, files tree.Tree, name string) string {
	t.Helper()
	data, ok := files.Read(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	return string(data)
}

// TestFeedIsAtom holds the feed to RFC 4287, and the test to finding what is wrong in one.
func TestFeedIsAtom(t *testing.T) {
	t.Parallel()
	feed := mustText(t, revised(t, nil), "en/changes/feed.xml")
	for _, problem := range atomProblems(feed) {
		t.Error(problem)
	}
	if !strings.Contains(feed, "One bag &amp;lt;b&amp;gt;had been left out&amp;lt;/b&amp;gt; &amp;amp; more.") {
		t.Errorf("the words of a reason are not text within the entry's HTML:\n%s", feed)
	}
	for _, change := range [][2]string{
		{"</feed>", ""},
		{`xmlns="http://www.w3.org/2005/Atom"`, `xmlns="http://purl.org/atom/ns#"`},
		{"<author>", "<editor>"}, {"</author>", "</author><author></author>"},
		{"<updated>2027-01-15T00:00:00Z</updated>", "<updated>2027-01-15</updated>"},
		{"<updated>2027-01-15T00:00:00Z</updated>", ""},
		{"<id>https://example.org/letters/en/changes/</id>", "<id>changes</id>"},
		{"<title>", "<title>A</title><title>"},
		{`rel="self"`, `rel="alternate"`},
		{` href="https://example.org/letters/en/changes/feed.xml"`, ""},
		{`<content type="html">`, `<content type="xhtml">`},
		{`<content type="html">`, `<content type="html"><b/>`},
		{"<entry>", "<entry><link href=\"x\" rel=\"alternate\" type=\"text/html\"></link>"},
		{"<entry>", "<entry><id>https://example.org/</id>"},
		{"<entry>", "<entry><pubDate>x</pubDate>"},
		{`xml:lang="en-CA"`, `xml:lang="english or so"`},
	} {
		spoilt := strings.Replace(feed, change[0], change[1], 1)
		if spoilt == feed {
			t.Errorf("the feed has no %s", change[0])
		} else if len(atomProblems(spoilt)) == 0 {
			t.Errorf("with %s for %s nothing is found wrong", change[1], change[0])
		}
	}
}

const atomSpace = "http://www.w3.org/2005/Atom"

// element is an element of XML with all that it holds.
type element struct {
	name     xml.Name
	attrs    map[string]string
	children []*element
	text     string
}

func (e *element) all(name string) []*element {
	return slices.DeleteFunc(slices.Clone(e.children), func(c *element) bool { return c.name.Local != name })
}

// readXML reads a document into elements.
func readXML(text string) (*element, error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	top := &element{}
	open := []*element{top}
	for {
		token, err := decoder.Token()
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			last.children = append(last.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(token)
		}
		switch {
		case err == io.EOF && len(open) == 1 && len(top.children) == 1:
			return top.children[0], nil
		case err != nil:
			return nil, fmt.Errorf("no XML: %w", err)
		}
	}
}

// atomRules says how often an element stands in a feed and in an entry: at least, at most;
// what is not named may not stand there.
var atomRules = map[string]map[string][2]int{
	"feed": {
		"id": {1, 1}, "title": {1, 1}, "updated": {1, 1}, "author": {0, 99}, "link": {1, 99}, "entry": {0, 1e6}, "subtitle": {0, 1}, "rights": {0, 1},
		"generator": {0, 1}, "icon": {0, 1}, "logo": {0, 1}, "category": {0, 99}, "contributor": {0, 99},
	},
	"entry": {
		"id": {1, 1}, "title": {1, 1}, "updated": {1, 1}, "author": {0, 99}, "link": {0, 99}, "content": {0, 1}, "published": {0, 1}, "summary": {0, 1},
		"rights": {0, 1}, "source": {0, 1}, "category": {0, 99}, "contributor": {0, 99},
	},
	"author": {"name": {1, 1}, "uri": {0, 1}, "email": {0, 1}},
	"link":   {}, "id": {}, "title": {}, "updated": {}, "name": {}, "content": {},
}

// atomProblems says what is wrong with a feed.
func atomProblems(text string) []string {
	feed, err := readXML(text)
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if feed.name.Local != "feed" {
		say("the document is a <%s>", feed.name.Local)
	}
	if _, err := language.Parse(feed.attrs["lang"]); err != nil {
		say("xml:lang: %v", err)
	}
	if !slices.ContainsFunc(feed.all("link"), func(l *element) bool { return l.attrs["rel"] == "self" }) {
		say("the feed does not say where it is")
	}
	ids := map[string]bool{}
	for _, entry := range feed.all("entry") {
		if len(feed.all("author"))+len(entry.all("author")) == 0 {
			say("an entry without an author")
		}
		if len(entry.all("content")) == 0 && !slices.ContainsFunc(entry.all("link"), func(l *element) bool { return l.attrs["rel"] == "alternate" }) {
			say("an entry without content or address")
		}
		for _, id := range entry.all("id") {
			if ids[id.text] {
				say("two entries are %s", id.text)
			}
			ids[id.text] = true
		}
	}
	atomElement(feed, say)
	return found
}

// atomElement holds an element and all within it to the rules.
func atomElement(e *element, say func(string, ...any)) {
	rules, known := atomRules[e.name.Local]
	if e.name.Space != atomSpace || !known {
		say("<%s> of %q is none of Atom's that Daylight writes", e.name.Local, e.name.Space)
		return
	}
	counts, alternates := map[string]int{}, map[string]bool{}
	for _, child := range e.children {
		counts[child.name.Local]++
		if _, allowed := rules[child.name.Local]; !allowed {
			say("<%s> stands in <%s>", child.name.Local, e.name.Local)
		}
		if kind := child.attrs["type"] + " " + child.attrs["hreflang"]; child.name.Local == "link" && child.attrs["rel"] == "alternate" {
			if alternates[kind] {
				say("two alternates of one kind in <%s>", e.name.Local)
			}
			alternates[kind] = true
		}
		atomElement(child, say)
	}
	for name, limits := range rules {
		if counts[name] < limits[0] || counts[name] > limits[1] {
			say("<%s> has %d <%s>", e.name.Local, counts[name], name)
		}
	}
	switch e.name.Local {
	case "id":
		wholeAddress(e.text, say)
	case "link":
		wholeAddress(e.attrs["href"], say)
	case "updated":
		if _, err := time.Parse(time.RFC3339, e.text); err != nil {
			say("%v", err)
		}
	case "name", "title":
		if strings.TrimSpace(e.text) == "" {
			say("<%s> is empty", e.name.Local)
		}
	case "content":
		if e.attrs["type"] != "html" {
			say("content of the type %q", e.attrs["type"])
		}
		if _, err := html.Parse(strings.NewReader(e.text)); err != nil {
			say("%v", err)
		}
	}
}

func wholeAddress(address string, say func(string, ...any)) {
	if u, err := url.Parse(address); err != nil || u.Scheme == "" || u.Host == "" {
		say("%q is no whole address", address)
	}
}
