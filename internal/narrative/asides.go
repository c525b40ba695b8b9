package narrative

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// asides reads blockquotes: one whose first line is "[!caution]" or its like is an
// aside, any other a quotation, which must say whose it is.
type asides struct {
	parser.BlockParser // goldmark's own, for the lines after the first
}

var (
	_ goldmark.Extender     = asides{}
	_ parser.BlockParser    = asides{}
	_ renderer.NodeRenderer = asides{}
	_ ast.Node              = (*aside)(nil)
)

// aside is a blockquote that says in its first line what it is.
type aside struct {
	ast.BaseBlock
	kind string // as written between "[!" and "]"
	rest bool   // words follow in the same line
}

// kindAside is the kind of aside nodes.
var kindAside = ast.NewNodeKind("Aside")

// Kind implements ast.Node.
func (*aside) Kind() ast.NodeKind { return kindAside }

// Dump implements ast.Node.
func (n *aside) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Kind": n.kind}, nil)
}

// asideKinds are the kinds of aside. The theme's text "aside.<kind>" says each in words.
var asideKinds = []string{"caution", "commentary", "reported", "question"}

// Extend implements goldmark.Extender. The parser comes before that of blockquotes.
func (asides) Extend(md goldmark.Markdown) {
	md.Parser().AddOptions(parser.WithBlockParsers(
		util.Prioritized(asides{parser.NewBlockquoteParser()}, 790),
	))
	addRenderer(md, asides{})
}

// Open implements parser.BlockParser.
func (a asides) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	mark, ok := bytes.CutPrefix(bytes.TrimLeft(line, " \t"), []byte(">"))
	if !ok {
		return nil, parser.NoChildren
	}
	mark, ok = bytes.CutPrefix(bytes.TrimSpace(mark), []byte("[!"))
	if !ok {
		return nil, parser.NoChildren
	}
	if n, _ := a.BlockParser.Open(parent, reader, pc); n == nil {
		return nil, parser.NoChildren
	}
	kind, rest, closed := bytes.Cut(mark, []byte("]"))
	reader.AdvanceToEOL()
	return &aside{kind: string(kind), rest: len(rest) > 0 || !closed}, parser.HasChildren
}

// RegisterFuncs implements renderer.NodeRenderer.
func (asides) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindAside, writeAside)
	reg.Register(ast.KindBlockquote, writeQuotation)
}

func writeAside(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	d, n := w.(*draft), node.(*aside)
	if !entering {
		d.raw("</aside>\n")
		return ast.WalkContinue, nil
	}
	if !n.known() {
		hint := didYouMean(n.kind, asideKinds)
		if hint == "" {
			hint = "the kinds are " + strings.Join(asideKinds, ", ")
		}
		d.problem(n.Pos(), CodeAside, hint, "there is no aside of the kind %q", clip(n.kind))
		return ast.WalkContinue, nil
	}
	if n.rest {
		d.problem(n.Pos(), CodeAside, "write the text in the next line, behind > as well", "the first line of an aside holds more than its kind")
	}
	if !n.HasChildren() {
		d.problem(n.Pos(), CodeAside, "write the text in the next line, behind > as well", "this aside is empty")
	}
	d.note(MarkAside, "[!"+n.kind+"]", d.pos(n.Pos()))
	d.raw(`<aside class="` + n.kind + `" role="note">` + "\n" + `<p class="aside-kind">`)
	d.text(d.themeText(n.Pos(), "aside."+n.kind))
	d.raw("</p>\n")
	return ast.WalkContinue, nil
}

func (n *aside) known() bool {
	for _, kind := range asideKinds {
		if n.kind == kind {
			return true
		}
	}
	return false
}

func writeQuotation(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	d := w.(*draft)
	if !entering {
		d.raw("</blockquote>\n")
		return ast.WalkContinue, nil
	}
	if !cited(node) {
		d.problem(node.Pos(), CodeCitation, "end it with [@key], or begin it with > [!caution] or another kind of aside", "this quotation does not say where it is from")
	}
	d.raw("<blockquote>\n")
	return ast.WalkContinue, nil
}
