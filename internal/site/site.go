// Package site writes the tree of public/ from pages, charts, tables and the
// theme, and checks the finished site as a whole.
//
// Every page is a typed view and a template of the theme; a template sees nothing
// else. All links are relative and name index.html, so that the same bytes serve
// from a domain's root, from a sub-path and from a disk. What all pages share,
// such as the navigation, is worked out once per language.
package site

import (
	"context"

	"daylight/internal/chart"
	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/figure"
	"daylight/internal/narrative"
	"daylight/internal/personal"
	"daylight/internal/tree"
)

// Input is everything a site is written from.
type Input struct {
	Project    tree.Tree // the inputs, copied to source/
	Theme      tree.Tree // templates/ after the project's overlay; paths begin below templates/
	Report     *narrative.Report
	References []narrative.Reference
	Contents   []*narrative.Content // one per language, in the report's order
	Figures    *figure.Set
	Allowed    []*personal.Allowance // personal data that is public on purpose
	Charts     *chart.Set
	Version    string // of the tool
	Engine     string // ECharts' version
	// Cache keeps the cards between builds; nil for none.
	Cache chart.Cache
	// History is what earlier editions said; nil for a report without a past.
	History *edition.History
	// Draft lets the report's own texts claim what does not hold: a draft is shown, never published.
	Draft bool
}

// Codes of the problems this package reports.
const (
	CodeTemplate diag.Code = "site-template" // a template cannot be parsed or fails
	CodeClash    diag.Code = "site-clash"    // two files with one address
	CodeLink     diag.Code = "site-link"     // a link inside the site that leads nowhere
	CodeID       diag.Code = "site-id"       // an id given twice on one page
	CodeHeading  diag.Code = "site-heading"  // headings that skip a level, or none
	CodeAlt      diag.Code = "site-alt"      // a picture without a text alternative
	CodeRequest  diag.Code = "site-request"  // something that would be fetched from elsewhere
	CodeInline   diag.Code = "site-inline"   // an inline script, style or handler
	CodePage     diag.Code = "site-page"     // a page without a language or a title
	CodeLeftover diag.Code = "site-leftover" // the trace of a mistake, such as "](figure:"
	CodeFile     diag.Code = "site-file"     // SVG or JSON that is not well-formed
)

// Addresses that several parts of the site know.
const (
	sourceFolder = "source/"
	notFoundPath = "404.html"
	entryPath    = "index.html"
)

// policy is the Content-Security-Policy of every page, said in the page itself and
// in _headers: pictures, style sheets, fonts and the one script of this site, and nothing else.
// It says nothing of frames, so that any page may show a chart of the report in one: a
// page that asks nothing of its readers gains nothing where it refuses to be framed.
const policy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"

// Write returns the tree of public/ without SHA256SUMS. The error is a diag.List.
func Write(ctx context.Context, in Input) (tree.Tree, error) {
	w, err := newWriter(in)
	if err != nil {
		return tree.Tree{}, err
	}
	if err := w.pages(ctx); err != nil {
		return tree.Tree{}, err
	}
	w.charts()
	w.copies()
	return w.finish()
}
