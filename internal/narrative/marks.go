package narrative

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"daylight/internal/diag"
)

// MarkKind is what a mark stands for.
type MarkKind string

// The kinds of marks.
const (
	MarkHeading  MarkKind = "heading"
	MarkFigure   MarkKind = "figure"
	MarkChart    MarkKind = "chart"
	MarkTable    MarkKind = "table" // or key figures, or a list of pages
	MarkCitation MarkKind = "citation"
	MarkLink     MarkKind = "link" // inside the site
	MarkAside    MarkKind = "aside"
)

// Mark is something on a page that does not depend on its language: two
// translations of a page hold the same in each section.
type Mark struct {
	Kind    MarkKind
	Name    string // as an author would write it
	Section string // id of the level-2 heading it stands under; "" before the first
	Pos     diag.Pos
}

// note adds a mark.
func (d *draft) note(kind MarkKind, name string, pos diag.Pos) {
	d.page.Marks = append(d.page.Marks, Mark{kind, name, d.section, pos})
}

// noteHeading notes a heading; one of level 2 begins the section it stands for.
func (d *draft) noteHeading(n *ast.Heading, id string) {
	d.note(MarkHeading, strings.Repeat("#", n.Level)+" … {#"+id+"}", d.pos(n.Pos()))
}

// noteEmbed notes a chart, a table, key figures or a list of pages.
func (d *draft) noteEmbed(n *embed) {
	kind, name := MarkTable, n.kind+":"+n.name
	if n.kind == "chart" {
		kind = MarkChart
	}
	if len(n.image.Title) > 0 {
		name += ` "` + plain(n.image.Title) + `"`
	}
	d.note(kind, name, d.pos(n.Pos()))
}

// noteLink notes a link inside the site, with a page named from content/<lang>/.
func (d *draft) noteLink(offset int, address string) {
	if !isPagePath(address) {
		d.note(MarkLink, address, d.pos(offset))
		return
	}
	file, id, hasID := strings.Cut(address, "#")
	target := d.page.Path
	if file != "" {
		target = path.Join(path.Dir(d.page.Path), file)
	}
	name := strings.TrimPrefix(target, d.folder)
	if hasID {
		name += "#" + id
	}
	d.note(MarkLink, name, d.pos(offset))
}
