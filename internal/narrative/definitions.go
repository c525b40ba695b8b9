package narrative

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// definitions holds each "[label]: address" to its uses. Markdown shows nothing of
// a definition, so one that no link uses would be left out in silence.
type definitions struct{}

var (
	_ goldmark.Extender     = definitions{}
	_ renderer.NodeRenderer = definitions{}
)

// definition is a label, as links are matched with it, and where it stands.
type definition struct {
	label  string
	offset int
}

// Extend implements goldmark.Extender.
func (definitions) Extend(md goldmark.Markdown) { addRenderer(md, definitions{}) }

// RegisterFuncs implements renderer.NodeRenderer.
func (definitions) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLinkReferenceDefinition, noteDefinition)
}

func noteDefinition(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		d, n := w.(*draft), node.(*ast.LinkReferenceDefinition)
		offset := n.Pos()
		if lines := n.Lines(); lines.Len() > 0 {
			offset = lines.At(0).Start
		}
		d.definitions = append(d.definitions, definition{util.ToLinkReference(n.Label), offset})
	}
	return ast.WalkSkipChildren, nil
}

// useDefinition notes that a link or image takes its address from a definition.
func (d *draft) useDefinition(reference *ast.ReferenceLink) {
	if reference == nil {
		return
	}
	if d.used == nil {
		d.used = map[string]bool{}
	}
	d.used[util.ToLinkReference(reference.Value)] = true
}

// checkDefinitions reports definitions that no link uses; of two with one label
// only the first is ever used.
func (d *draft) checkDefinitions() {
	for _, def := range d.definitions {
		if !d.used[def.label] {
			d.problem(def.offset, CodeLink, "use it by [words][label], or take it out; each label is defined once", "no link uses this definition")
		}
		delete(d.used, def.label)
	}
}
