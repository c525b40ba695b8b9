package narrative

import (
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnotes writes goldmark's footnotes with ids that take a page's prefix, and
// reports the ones that goldmark would leave out.
type footnotes struct{}

var (
	_ goldmark.Extender     = footnotes{}
	_ parser.ASTTransformer = footnotes{}
	_ renderer.NodeRenderer = footnotes{}
)

// Extend implements goldmark.Extender. The transformer comes before goldmark's,
// which takes unused footnotes out.
func (footnotes) Extend(md goldmark.Markdown) {
	extension.Footnote.Extend(md)
	md.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(footnotes{}, 998)))
	addRenderer(md, footnotes{})
}

// Transform implements parser.ASTTransformer.
func (footnotes) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	d := pc.Get(draftKey).(*draft)
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if note, ok := n.(*extast.Footnote); ok && entering && note.Index < 0 {
			d.problem(note.Pos(), CodeFootnote, "refer to it by [^name], or take it out; each name is defined once", "nothing refers to this footnote")
		}
		if n.Type() == ast.TypeInline || n.Kind() == ast.KindParagraph {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// RegisterFuncs implements renderer.NodeRenderer.
func (footnotes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindFootnoteLink, writeNoteLink)
	reg.Register(extast.KindFootnoteBacklink, writeBacklink)
	reg.Register(extast.KindFootnote, writeNote)
	reg.Register(extast.KindFootnoteList, writeNotes)
}

// noteID and noteRefID hold a colon, which no heading's id does.
func noteID(index int) string { return "fn:" + strconv.Itoa(index) }

func noteRefID(index, ref int) string {
	return "fnref:" + strconv.Itoa(index) + ":" + strconv.Itoa(ref+1)
}

func writeNoteLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		d, n := w.(*draft), node.(*extast.FootnoteLink)
		d.raw(`<sup id="`)
		d.id(noteRefID(n.Index, n.RefIndex))
		d.raw(`"><a class="footnote-ref" href="#`)
		d.id(noteID(n.Index))
		d.raw(`" role="doc-noteref">` + strconv.Itoa(n.Index) + `</a></sup>`)
	}
	return ast.WalkContinue, nil
}

func writeBacklink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		d, n := w.(*draft), node.(*extast.FootnoteBacklink)
		d.raw(` <a class="footnote-back" href="#`)
		d.id(noteRefID(n.Index, n.RefIndex))
		d.raw(`" role="doc-backlink" aria-label="`)
		d.text(d.themeText(0, "footnote.back"))
		d.raw("\">\u21a9\ufe0e</a>")
	}
	return ast.WalkContinue, nil
}

func writeNote(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	d := w.(*draft)
	if entering {
		d.raw(`<li id="`)
		d.id(noteID(node.(*extast.Footnote).Index))
		d.raw("\">\n")
	} else {
		d.raw("</li>\n")
	}
	return ast.WalkContinue, nil
}

func writeNotes(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.(*draft).raw("<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n")
	} else {
		w.(*draft).raw("</ol>\n</div>\n")
	}
	return ast.WalkContinue, nil
}
