package narrative

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"daylight/internal/claim"
)

// prose writes words, and refuses raw HTML and words that look like a construct
// that was not understood: nothing is shown otherwise than it was meant.
type prose struct{}

var (
	_ goldmark.Extender     = prose{}
	_ renderer.NodeRenderer = prose{}
)

// Extend implements goldmark.Extender.
func (prose) Extend(md goldmark.Markdown) { addRenderer(md, prose{}) }

// RegisterFuncs implements renderer.NodeRenderer.
func (prose) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindText, writeText)
	reg.Register(ast.KindRawHTML, refuseHTML)
	reg.Register(ast.KindHTMLBlock, refuseHTML)
}

func writeText(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	d, n := w.(*draft), node.(*ast.Text)
	value := n.Segment.Value(source)
	if n.IsRaw() {
		html.DefaultWriter.RawWrite(d, value)
	} else {
		d.leftover(value, n.Segment.Start)
		d.proseText(value, n.Segment.Start)
	}
	switch {
	case n.HardLineBreak():
		d.raw("<br>\n")
	case n.SoftLineBreak():
		d.raw("\n")
	}
	return ast.WalkContinue, nil
}

// leftover reports words that hold what should have become a construct.
func (d *draft) leftover(words []byte, offset int) {
	for i, c := range words {
		switch c {
		case '(':
			if bytes.HasPrefix(words[i:], []byte("(figure:")) {
				d.problem(offset+i, claim.CodeSyntax, "write [words](figure:name), with no space or line break between ] and (", "this claim could not be read")
				return
			}
		case ']':
			d.brokenLink(offset + i)
		case '^':
			d.danglingNote(offset + i)
		case '@':
			d.bareKey(words[i+1:], offset+i)
		}
	}
}

// holdsClaim tells whether words hold the address of a claim, as leftover reports it.
func holdsClaim(words []byte) bool { return bytes.Contains(words, []byte("(figure:")) }

// brokenLink reports "](" and "][" in words: a link that could not be read.
func (d *draft) brokenLink(offset int) {
	rest := d.body[offset+1:]
	if len(rest) == 0 || rest[0] != '(' && rest[0] != '[' || d.escaped(offset) || bytes.HasPrefix(rest, []byte("(figure:")) {
		return
	}
	d.problem(offset, CodeLink, `write [words](address), the address without spaces; for brackets as such write \]`, "this link could not be read")
}

// danglingNote reports "[^" in words: a footnote that is not there.
func (d *draft) danglingNote(offset int) {
	if offset > 0 && d.body[offset-1] == '[' && !d.escaped(offset-1) {
		d.problem(offset-1, CodeFootnote, "define it in a paragraph of its own: [^name]: Its text.", "there is no footnote of that name")
	}
}

// bareKey reports "@key" outside a citation, when there is such a source.
func (d *draft) bareKey(words []byte, offset int) {
	key := string(bytes.TrimRight(referenceKey.Find(words), "-_"))
	if _, known := d.references[key]; known {
		d.problem(offset, CodeCitation, "write [@"+key+"] or [@"+key+", para. 1]", "this citation has no brackets of its own")
	}
}

// escaped tells whether a backslash stands before an offset of the body.
func (d *draft) escaped(offset int) bool { return offset > 0 && d.body[offset-1] == '\\' }

func refuseHTML(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.(*draft).problem(n.Pos(), CodeHTML, `write Markdown; for the sign itself write \< or &lt;`, "raw HTML is not allowed")
	}
	return ast.WalkSkipChildren, nil
}

// plain returns the words of Markdown text without its escapes and entities.
func plain(value []byte) string {
	if bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		return string(value)
	}
	var s sheet
	html.DefaultWriter.Write(&s, value)
	return unescape(s.html)
}

// plainWords returns what the children of a node say, when they are words and
// claims alone; anything else in them is a problem, named by what.
func (d *draft) plainWords(n ast.Node, what string) string {
	var words strings.Builder
	before := len(d.uses)
	d.addPlainWords(&words, n, what, 0)
	line := oneLine(words.String())
	for i := before; i < len(d.uses); i++ {
		d.uses[i].Sentence = line
	}
	return line
}

func (d *draft) addPlainWords(words *strings.Builder, parent ast.Node, what string, depth int) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			value := n.Segment.Value(d.body)
			if n.IsRaw() {
				words.Write(value)
			} else {
				d.leftover(value, n.Segment.Start)
				words.WriteString(plain(value))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				words.WriteByte(' ')
			}
		case *ast.Link:
			d.useDefinition(n.Reference)
			if name, ok := strings.CutPrefix(plain(n.Destination), "figure:"); ok && what != claimWords {
				segment := d.claim(n, name)
				if segment.Figure != nil {
					d.note(MarkFigure, "figure:"+segment.Figure.Canonical(), d.pos(n.Pos()))
					d.use(segment.Figure.Canonical(), "", segment.Text, d.pos(n.Pos()))
				}
				words.WriteString(segment.Text)
				continue
			}
			if strings.HasPrefix(plain(n.Destination), claim.TypedScheme) && what != claimWords {
				words.WriteString(d.typed(n))
				continue
			}
			d.notPlain(c, what)
		case *ast.Emphasis, *ast.CodeSpan:
			if what == claimWords || depth > maxDepth {
				d.notPlain(c, what)
				continue
			}
			d.addPlainWords(words, c, what, depth+1)
		default:
			d.notPlain(c, what)
		}
	}
}

func (d *draft) notPlain(n ast.Node, what string) {
	d.problem(n.Pos(), CodeConstruct, "write plain words here, and put the rest beside it", "%s holds more than plain words", what)
}
