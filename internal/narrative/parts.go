package narrative

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/locale"
)

// countParts counts a block whose percentages are the parts of a whole, and do not add
// up to 100 as they are rounded. Each of them holds; a reader who adds them up should
// be told, and that is for the author to say.
func (d *draft) countParts(claims []*ast.Link) {
	whole, said := locale.Int(0), locale.Int(0)
	seen := map[string]bool{}
	for _, n := range claims {
		name, written, exact, ok := d.percentage(n)
		if !ok || seen[name] {
			continue
		}
		seen[name] = true
		whole, said = whole.Add(exact), said.Add(written)
	}
	if len(seen) > 1 && whole.Round(9) == locale.Int(1) && said != locale.Int(1) {
		d.page.Rounded++
	}
}

// percentage reads a claim that shows an exact ratio as a percentage.
func (d *draft) percentage(n *ast.Link) (name string, written, exact locale.Decimal, ok bool) {
	address := strings.TrimPrefix(plain(n.Destination), "figure:")
	f, _, err := d.Figures.Figure(address)
	if err != nil || f.Value.IsText || f.Value.Status != dataset.Exact {
		return "", written, exact, false
	}
	var words strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, isText := c.(*ast.Text); isText {
			words.WriteString(plain(t.Segment.Value(d.body)))
		}
	}
	shown := words.String()
	if strings.TrimSpace(shown) == "" {
		shown = claim.Fill(d.Lang, f.Column, f.Value)
	}
	numerals := d.Lang.Numerals(shown)
	if len(numerals) != 1 || !numerals[0].Percent {
		return "", written, exact, false
	}
	return f.Canonical(), numerals[0].Value, f.Value.Low, true
}
