package narrative

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"daylight/internal/claim"
	"daylight/internal/diag"
)

// passage is the words of a block as claim.Unbound reads them.
type passage struct {
	words  []byte
	cites  []int
	links  []diag.Span // links to pages, in which no claim can stand
	claims []*ast.Link
	broken bool    // a claim in them could not be read, which is a problem of its own
	placed *placed // where each byte stands; nil while nobody asks
}

// add takes words that are written between two offsets of the body.
func (p *passage) add(words string, from, to int) {
	p.words = append(p.words, words...)
	if p.placed != nil {
		p.placed.add(words, from, to)
	}
}

// addMarkdown takes a piece of the body, without its escapes and entities.
func (p *passage) addMarkdown(raw []byte, offset int) {
	if p.placed != nil {
		p.placed.addMarkdown(raw, offset)
		p.words = append(p.words[:0], p.placed.words...)
		return
	}
	if bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '&') < 0 {
		p.words = append(p.words, raw...)
		return
	}
	p.words = append(p.words, plain(raw)...)
}

// holdNumerals reports the numerals below a block that nothing stands behind. quoted
// says that it is a quotation with its citation.
func (d *draft) holdNumerals(block ast.Node, quoted bool) {
	for n := block.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		case *embed:
			d.holdWords(n.image, false)
		case *ast.Blockquote:
			d.holdNumerals(n, cited(n))
		case *ast.List:
			d.holdStart(n)
			d.holdNumerals(n, quoted)
		default:
			if first := n.FirstChild(); first != nil && first.Type() == ast.TypeInline {
				d.holdWords(n, quoted)
			} else {
				d.holdNumerals(n, quoted)
			}
		}
	}
}

// holdStart reports a list that begins at another number than one: a line that
// begins with a count and a full stop becomes such a list.
func (d *draft) holdStart(n *ast.List) {
	if n.IsOrdered() && n.Start > 1 {
		d.problem(n.Pos(), claim.CodeUnbound, `begin it at 1; for a number at the start of a line write \. behind it`, "this list begins at another number than 1")
	}
}

// holdWords reports the numerals in the words of one block, link title or image.
func (d *draft) holdWords(n ast.Node, quoted bool) {
	p := passage{words: d.words[:0]}
	d.gather(&p, n)
	d.words = p.words
	if len(p.claims) > 1 {
		d.countParts(p.claims)
	}
	if p.broken {
		return
	}
	words := string(p.words)
	loose := claim.Unbound(d.Lang, d.Figures, claim.Prose{Text: words, Cites: p.cites, Quoted: quoted})
	if len(loose) == 0 {
		return
	}
	p = passage{placed: &placed{}}
	d.gather(&p, n)
	for _, l := range loose {
		place := p.place(l.Start)
		found := l.Diagnostic(d.pos(p.placed.from[l.Start]), place)
		if s, ok := l.Bind(words); ok && place == claim.InPage {
			found.Edit = d.bind(p.placed, s)
		}
		d.problems = append(d.problems, found)
		if d.Draft {
			d.loose = append(d.loose, looseWords{p.placed.from[l.Start], p.placed.to[l.End-1], found.Message})
		}
	}
}

// place tells what can stand at an offset: nothing in the words of a link.
func (p *passage) place(offset int) claim.Place {
	for _, l := range p.links {
		if l.Start <= offset && offset < l.End {
			return claim.InPlain
		}
	}
	return claim.InPage
}

// bind returns the edit that puts a claim in a numeral's place, where the file
// writes it in one piece.
func (d *draft) bind(p *placed, s diag.Span) diag.Edit {
	from, to := p.from[s.Start], p.to[s.End-1]
	if to-from != s.End-s.Start {
		return diag.Edit{}
	}
	file, _ := d.Project.Read(d.page.Path)
	before := len(file) - len(d.source.Data) + d.start
	return diag.NewEdit(d.page.Path, file, diag.Span{Start: before + from, End: before + to, Text: s.Text})
}

// gather collects the words of a block. What is no prose becomes one character.
func (d *draft) gather(p *passage, parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			d.gatherText(p, n)
		case *ast.Link:
			d.gatherLink(p, n)
		case *ast.Image:
			p.add(claim.Object, n.Pos(), n.Pos())
			d.holdTitle(p, n.Title, n.Pos())
			if p.placed == nil {
				words := d.words
				d.words = nil
				d.holdWords(n, false)
				d.words = words
			}
		case *citation:
			p.cites = append(p.cites, len(p.words))
			p.add(claim.Object, n.Pos(), n.Pos())
		case *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML, *extast.FootnoteLink, *extast.FootnoteBacklink:
			p.add(claim.Object, n.Pos(), n.Pos())
		default:
			d.gather(p, n)
		}
	}
}

func (d *draft) gatherText(p *passage, n *ast.Text) {
	value := n.Segment.Value(d.body)
	if n.IsRaw() {
		p.add(string(value), n.Segment.Start, n.Segment.Stop)
	} else {
		p.broken = p.broken || holdsClaim(value)
		p.addMarkdown(value, n.Segment.Start)
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		p.add(" ", n.Segment.Stop, n.Segment.Stop)
	}
}

// gatherLink collects the words of a link, unless it is a claim or a mark.
func (d *draft) gatherLink(p *passage, n *ast.Link) {
	address := plain(n.Destination)
	isClaim := strings.HasPrefix(address, "figure:")
	if isClaim {
		p.claims = append(p.claims, n)
	}
	if isClaim || strings.HasPrefix(address, claim.TypedScheme) {
		p.add(claim.Object, n.Pos(), n.Pos())
		return
	}
	start := len(p.words)
	d.gather(p, n)
	p.links = append(p.links, diag.Span{Start: start, End: len(p.words)})
	d.holdTitle(p, n.Title, n.Pos())
}

// holdTitle reports numerals in the title of a link or image, the first time it is met.
func (d *draft) holdTitle(p *passage, title []byte, offset int) {
	if p.placed == nil && len(title) > 0 {
		err := claim.Plain(d.Lang, d.Figures, plain(title), func(int) diag.Pos { return d.pos(offset) })
		d.problems.Join(err, d.pos(offset), claim.CodeUnbound)
	}
}

// typed reads a numeral that is marked as typed by hand, and counts it.
func (d *draft) typed(n *ast.Link) string {
	pos := d.pos(n.Pos())
	segment, err := claim.Typed(d.Lang, pos, d.plainWords(n, claimWords), plain(n.Title))
	d.problems.Join(err, pos, claim.CodeTyped)
	d.page.Typed++
	return segment.Text
}
