package narrative

import (
	"regexp"
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// headings writes "## Words {#id}". The level waits for the page's place.
type headings struct{}

var (
	_ goldmark.Extender     = headings{}
	_ renderer.NodeRenderer = headings{}
)

// headingID is what an id may be: it stands in addresses and is never escaped.
var headingID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// madeIDs are the ids of the sections that the build adds at the end of a page.
var madeIDs = []string{"cite-this", "how-we-know"}

// Extend implements goldmark.Extender.
func (headings) Extend(md goldmark.Markdown) { addRenderer(md, headings{}) }

// RegisterFuncs implements renderer.NodeRenderer.
func (headings) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, writeHeading)
}

func writeHeading(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	d, n := w.(*draft), node.(*ast.Heading)
	if entering {
		d.headingLevel(n)
		d.raw("<h")
		d.headingGap(n.Level)
		d.raw(` id="`)
		d.lastID = d.headingID(n)
		d.id(d.lastID)
		d.raw(`">`)
		if n.Level == 2 {
			d.openSection(d.lastID)
		}
		d.noteHeading(n, d.lastID)
		d.mark, d.inHeading = len(d.html), true
		return ast.WalkContinue, nil
	}
	d.inHeading = false
	words := d.textSince(d.mark)
	if words == "" {
		d.problem(n.Pos(), CodeHeading, "write what the section is about", "this heading has no words")
	}
	if n.Level == 2 {
		d.page.Sections = append(d.page.Sections, Heading{ID: d.lastID, Text: words})
	}
	d.raw("</h")
	d.headingGap(n.Level)
	d.raw(">\n")
	return ast.WalkContinue, nil
}

// headingLevel holds the heading's level against the one before: the page's
// title is level 1.
func (d *draft) headingLevel(n *ast.Heading) {
	before := max(d.level, 1)
	d.level = n.Level
	switch {
	case n.Level == 1:
		d.problem(n.Pos(), CodeHeading, "begin at ##: the title of the front matter is the page's first heading", "a heading of level 1 stands in the text")
	case n.Level > before+1:
		d.problem(n.Pos(), CodeHeading, "use level "+string(rune('1'+before)), "this heading of level %d follows one of level %d", n.Level, before)
	}
}

// headingID returns the heading's id, checked and noted. An id that will not do
// is replaced, so that the rest of the page can be read.
func (d *draft) headingID(n *ast.Heading) string {
	attributes := n.Attributes()
	value, ok := n.AttributeString("id")
	id, isText := value.([]byte)
	switch {
	case !ok:
		d.problem(n.Pos(), CodeHeading, "end the heading with an id that is the same in every language: ## Who refused {#who-refused}", "this heading has no id")
	case len(attributes) > 1:
		d.problem(n.Pos(), CodeHeading, "keep {#id} alone", "this heading has attributes beside its id")
	case !isText || !headingID.Match(id):
		d.problem(n.Pos(), CodeHeading, "use letters a to z, digits and hyphens, beginning with a letter: {#who-refused}", "this heading's id will not do")
	case slices.Contains(madeIDs, string(id)):
		d.problem(n.Pos(), CodeHeading, "choose another id", "the id %q is that of a section which the build adds to pages", id)
	case d.ids[string(id)]:
		d.problem(n.Pos(), CodeHeading, "give each heading of a page an id of its own", "the id %q stands on this page a second time", id)
	default:
		if d.ids == nil {
			d.ids = map[string]bool{}
		}
		d.ids[string(id)] = true
		return string(id)
	}
	return "no-id"
}
