package narrative

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// tables writes the tables that stand in the text as rows of "|": in a box that
// scrolls by itself and is named by what stands above it, its heads with their scope,
// alignment as a class.
type tables struct{}

var (
	_ goldmark.Extender     = tables{}
	_ renderer.NodeRenderer = tables{}
)

// Extend implements goldmark.Extender.
func (tables) Extend(md goldmark.Markdown) {
	extension.Table.Extend(md)
	addRenderer(md, tables{})
}

// RegisterFuncs implements renderer.NodeRenderer.
func (tables) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindTable, writeTable)
	reg.Register(extast.KindTableCell, writeCell)
}

func writeTable(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if d := w.(*draft); entering {
		d.openTable()
	} else {
		d.raw("</table>\n</div>\n")
	}
	return ast.WalkContinue, nil
}

// openTable opens a table's box. It has no caption of its own: the heading above it says
// what it is, or the page's title where there is none.
func (d *draft) openTable() {
	d.raw(`<div class="table-wrap" role="region"`)
	if d.lastID != "" {
		d.raw(` aria-labelledby="`)
		d.id(d.lastID)
	} else {
		d.raw(` aria-label="`)
		d.text(d.page.Title.String())
	}
	d.raw("\" tabindex=\"0\">\n<table>\n")
}

func writeCell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	d, n := w.(*draft), node.(*extast.TableCell)
	// A corner without words is no head of anything.
	tag, scope := "td", ""
	if n.Parent().Kind() == extast.KindTableHeader && n.HasChildren() {
		tag, scope = "th", ` scope="col"`
	}
	if !entering {
		d.raw("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	d.raw("<" + tag + scope)
	if n.Alignment != extast.AlignNone {
		d.raw(` class="align-` + n.Alignment.String() + `"`)
	}
	d.raw(">")
	return ast.WalkContinue, nil
}
