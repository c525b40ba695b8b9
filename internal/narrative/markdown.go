package narrative

import (
	"io"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// ours comes before goldmark's own renderers and those of its extensions.
const ours = 100

// maxDepth is how deep blocks and inlines may stand in one another.
const maxDepth = 100

// newMarkdown returns goldmark with every construct of ours, and extra for tests.
// It is made once for a report: safe for concurrent use, and slow to make.
func newMarkdown(extra ...goldmark.Extender) goldmark.Markdown {
	writer := newWriter()
	constructs := []goldmark.Extender{
		prose{}, headings{}, links{}, definitions{}, images{}, embeds{}, citations{}, asides{}, tables{}, footnotes{},
	}
	md := goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(parser.DefaultBlockParsers()...),
			parser.WithInlineParsers(parser.DefaultInlineParsers()...),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
			parser.WithAttribute(),
		)),
		goldmark.WithRenderer(writer),
		goldmark.WithExtensions(append(constructs, extra...)...),
	)
	writer.register()
	return md
}

// addRenderer is what each construct does in Extend.
func addRenderer(md goldmark.Markdown, r renderer.NodeRenderer) {
	md.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(r, ours)))
}

// writer is goldmark's renderer with two differences: a node of a kind that
// nothing can write is a problem where goldmark leaves it out, and so is nesting
// without end.
type writer struct {
	config *renderer.Config
	funcs  map[ast.NodeKind]renderer.NodeRendererFunc
	byKind []renderer.NodeRendererFunc
}

var (
	_ renderer.Renderer                   = (*writer)(nil)
	_ renderer.NodeRendererFuncRegisterer = (*writer)(nil)
)

func newWriter() *writer {
	w := &writer{config: renderer.NewConfig(), funcs: map[ast.NodeKind]renderer.NodeRendererFunc{}}
	w.AddOptions(renderer.WithNodeRenderers(util.Prioritized(html.NewRenderer(), 1000)))
	return w
}

// AddOptions takes the renderers of extensions.
func (w *writer) AddOptions(options ...renderer.Option) {
	for _, option := range options {
		option.SetConfig(w.config)
	}
}

// Register keeps the function that writes a kind of node.
func (w *writer) Register(kind ast.NodeKind, f renderer.NodeRendererFunc) { w.funcs[kind] = f }

// register asks the renderers for their functions, the least important first, so
// that the others replace its own.
func (w *writer) register() {
	w.config.NodeRenderers.Sort()
	for i := len(w.config.NodeRenderers) - 1; i >= 0; i-- {
		w.config.NodeRenderers[i].Value.(renderer.NodeRenderer).RegisterFuncs(w)
	}
	for kind := range w.funcs {
		if n := int(kind) + 1; n > len(w.byKind) {
			w.byKind = append(w.byKind, make([]renderer.NodeRendererFunc, n-len(w.byKind))...)
		}
	}
	for kind, f := range w.funcs {
		w.byKind[kind] = f
	}
}

// Render writes a document on a draft.
func (w *writer) Render(out io.Writer, source []byte, n ast.Node) error {
	_, err := w.node(out.(*draft), source, n, 0)
	return err
}

func (w *writer) node(d *draft, source []byte, n ast.Node, depth int) (ast.WalkStatus, error) {
	kind := int(n.Kind())
	if kind >= len(w.byKind) || w.byKind[kind] == nil {
		d.problem(n.Pos(), CodeUnrendered, "", "there is no way to write this Markdown (%s) as HTML", n.Kind())
		return ast.WalkContinue, nil
	}
	if depth > maxDepth {
		d.problem(n.Pos(), CodeText, "write it flatter", "this stands inside more than %d other things", maxDepth)
		return ast.WalkContinue, nil
	}
	write := w.byKind[kind]
	status, err := write(d, source, n, true)
	if err != nil || status == ast.WalkStop {
		return ast.WalkStop, err
	}
	for c := n.FirstChild(); c != nil && status != ast.WalkSkipChildren; c = c.NextSibling() {
		if inner, err := w.node(d, source, c, depth+1); err != nil || inner == ast.WalkStop {
			return ast.WalkStop, err
		}
	}
	return write(d, source, n, false)
}

// draftKey is where parsers find the draft they work for.
var draftKey = parser.NewContextKey()

// compile parses the draft's body and writes it on its sheet.
func (d *draft) compile(md goldmark.Markdown) error {
	pc := parser.NewContext()
	pc.Set(draftKey, d)
	root := md.Parser().Parse(text.NewReader(d.body), parser.WithContext(pc))
	d.holdNumerals(root, false)
	if err := md.Renderer().Render(d, d.body, root); err != nil {
		return err
	}
	d.checkDefinitions()
	d.endProse()
	return nil
}
