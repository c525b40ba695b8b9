package narrative

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"daylight/internal/chart"
	"daylight/internal/figure"
)

// embeds turns images of charts, tables, strips and lists of pages, each alone in
// its paragraph, into blocks.
type embeds struct{}

var (
	_ goldmark.Extender     = embeds{}
	_ parser.ASTTransformer = embeds{}
	_ renderer.NodeRenderer = embeds{}
	_ ast.Node              = (*embed)(nil)
)

// embed is a paragraph that is one chart, table, strip or list.
type embed struct {
	ast.BaseBlock
	image      *ast.Image
	kind, name string
}

// kindEmbed is the kind of embed nodes.
var kindEmbed = ast.NewNodeKind("Embed")

// Kind implements ast.Node.
func (*embed) Kind() ast.NodeKind { return kindEmbed }

// Dump implements ast.Node.
func (n *embed) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Kind": n.kind, "Name": n.name}, nil)
}

// embedOf returns what an image's address embeds: "chart:subscribers".
func embedOf(address string) (kind, name string, ok bool) {
	kind, name, ok = strings.Cut(address, ":")
	return kind, name, ok && (kind == "chart" || kind == "table" || kind == "strip" || kind == "pages")
}

// Extend implements goldmark.Extender.
func (embeds) Extend(md goldmark.Markdown) {
	md.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(embeds{}, ours)))
	addRenderer(md, embeds{})
}

// Transform implements parser.ASTTransformer.
func (embeds) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	for block := doc.FirstChild(); block != nil; {
		next := block.NextSibling()
		if image, ok := block.FirstChild().(*ast.Image); ok && ast.IsParagraph(block) && block.ChildCount() == 1 {
			if kind, name, ok := embedOf(plain(image.Destination)); ok {
				n := &embed{image: image, kind: kind, name: name}
				n.SetPos(image.Pos())
				doc.ReplaceChild(doc, block, n)
			}
		}
		block = next
	}
}

// RegisterFuncs implements renderer.NodeRenderer.
func (embeds) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindEmbed, writeEmbed)
}

func writeEmbed(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	d, n := w.(*draft), node.(*embed)
	d.useDefinition(n.image.Reference)
	words := d.plainWords(n.image, "this caption")
	if words == "" {
		d.problem(n.Pos(), CodeChart, "write between [ and ] what it shows", "this %s has no words", n.kind)
	}
	if len(n.image.Title) > 0 && (n.kind == "chart" || n.kind == "pages") {
		d.problem(n.Pos(), CodeConstruct, "leave out the words in quotation marks", "a %s takes no title", n.kind)
	}
	d.noteEmbed(n)
	switch n.kind {
	case "chart":
		d.embedChart(n, words)
	case "pages":
		d.embedPages(n, words)
	default:
		d.embedTable(n, words)
	}
	return ast.WalkContinue, nil
}

func (d *draft) embedChart(n *embed, alt string) {
	drawn := d.Charts.Chart(n.name, d.Lang.Tag)
	if drawn == nil {
		d.problem(n.Pos(), CodeChart, didYouMean(n.name, d.Charts.Names()), "there is no chart %q", clip(n.name))
		return
	}
	d.useChart(drawn, d.pos(n.Pos()))
	d.charts.add(n.name)
	d.block(&Block{Chart: &ChartBlock{Alt: alt, Chart: drawn}})
}

// embedPages notes the folder; its pages are known when all have been read.
func (d *draft) embedPages(n *embed, caption string) {
	list := &PagesBlock{Caption: caption}
	d.lists = append(d.lists, pageList{pos: d.pos(n.Pos()), folder: n.name, into: list})
	d.block(&Block{Pages: list})
}

func (d *draft) embedTable(n *embed, caption string) {
	query := d.Figures.Query(n.name)
	if query == nil {
		d.problem(n.Pos(), CodeChart, didYouMean(n.name, d.Figures.Names()), "there is no query or table %q", clip(n.name))
		return
	}
	columns, ok := d.columns(n, query)
	if !ok {
		return
	}
	table := &TableBlock{Caption: caption, Query: query, Table: chart.Tabulate(d.Lang, query, columns)}
	d.useTable(caption, table.Table, d.pos(n.Pos()))
	if n.kind == "strip" {
		d.block(&Block{Strip: table})
		return
	}
	d.block(&Block{Table: table})
}

// columns returns the columns that the title names, or nil for all, and whether
// the query has them.
func (d *draft) columns(n *embed, query *figure.Query) ([]string, bool) {
	if len(n.image.Title) == 0 {
		return nil, true
	}
	var known []string
	for _, c := range query.Columns {
		known = append(known, c.Name)
	}
	columns, ok := strings.Split(plain(n.image.Title), ","), true
	for i, name := range columns {
		columns[i] = strings.TrimSpace(name)
		if query.Column(columns[i]) < 0 {
			ok = false
			hint := didYouMean(columns[i], known)
			if hint == "" {
				hint = "the columns are " + strings.Join(known, ", ")
			}
			d.problem(n.Pos(), CodeChart, hint, "%s has no column %q", n.name, clip(columns[i]))
		}
	}
	return columns, ok
}
