// Package site writes the tree of public/ from pages, charts, tables and the
// theme, and checks the finished site as a whole.
package site

import (
	"context"

	"daylight/internal/chart"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/narrative"
	"daylight/internal/tree"
)

// Input is everything a site is written from.
type Input struct {
	Project    tree.Tree // the inputs, copied to source/
	Theme      tree.Tree // templates/ after the project's overlay
	Report     *narrative.Report
	References []narrative.Reference
	Contents   []*narrative.Content // one per language, in the report's order
	Figures    *figure.Set
	Charts     *chart.Set
	Version    string // of the tool
	Engine     string // ECharts' version
}

// Codes of the problems this package reports.
const (
	CodeTemplate diag.Code = "site-template" // a template cannot be parsed or fails
	CodeLink     diag.Code = "site-link"     // a link inside the site that leads nowhere
	CodeID       diag.Code = "site-id"       // an id given twice on one page
	CodeHeading  diag.Code = "site-heading"  // headings that skip a level, or none
	CodeAlt      diag.Code = "site-alt"      // a picture without a text alternative
	CodeRequest  diag.Code = "site-request"  // something that would be fetched from elsewhere
	CodeInline   diag.Code = "site-inline"   // an inline script, style or handler
)

// Write returns the tree of public/ without SHA256SUMS. The error is a diag.List.
func Write(ctx context.Context, in Input) (tree.Tree, error) { panic("site: being written") }

// Check walks the whole built site: every internal link and fragment resolves,
// ids are unique, headings nest, pictures have alternatives, nothing is fetched
// from elsewhere and nothing is inline. The error is a diag.List whose paths are
// those of the site.
func Check(public tree.Tree) error { panic("site: being written") }
