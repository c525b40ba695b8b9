package narrative

import "github.com/yuin/goldmark/ast"

// What is read beside a claim: enough for a scale's words, and no more than that, since a
// paragraph may hold thousands of claims.
const (
	besideBytes = 40
	besideTexts = 8
)

// wordsBefore returns the words that a reader sees directly before a node, and "" where
// something else stands there.
func (d *draft) wordsBefore(n ast.Node) string {
	text, ok := neighbour(n, ast.Node.PreviousSibling, ast.Node.LastChild).(*ast.Text)
	if !ok {
		return ""
	}
	return d.textOf(text)
}

// wordsBehind returns the words that a reader sees directly behind a node, through
// emphasis, links and line ends.
func (d *draft) wordsBehind(n ast.Node) string {
	words := ""
	for range besideTexts {
		text, ok := neighbour(n, ast.Node.NextSibling, ast.Node.FirstChild).(*ast.Text)
		if !ok || len(words) > besideBytes {
			break
		}
		words += d.textOf(text)
		n = text
	}
	return words
}

// neighbour returns the node without children that stands beside another in a
// block, in one direction: next leads to the sibling on that side, first to the
// child that comes first from there.
func neighbour(n ast.Node, next, first func(ast.Node) ast.Node) ast.Node {
	for next(n) == nil {
		if n = n.Parent(); n == nil || n.Type() != ast.TypeInline || n.Kind() == ast.KindImage {
			return nil
		}
	}
	n = next(n)
	for n.Type() == ast.TypeInline && n.Kind() != ast.KindCodeSpan && n.Kind() != ast.KindImage && n.HasChildren() {
		n = first(n)
	}
	return n
}

// textOf returns the words of a text, and its line's end.
func (d *draft) textOf(n *ast.Text) string {
	words := string(n.Segment.Value(d.body))
	if n.SoftLineBreak() || n.HardLineBreak() {
		words += "\n"
	}
	return words
}
