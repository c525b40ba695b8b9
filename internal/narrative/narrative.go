// Package narrative reads content/: report.yaml, references.yaml and the Markdown
// of every language. A page is plain CommonMark with tables and footnotes, in
// which links carry the meaning; every claim in it has been held against the data.
package narrative

import (
	"html/template"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// Report is content/report.yaml: who publishes what, and the edition's date.
type Report struct {
	Pos          diag.Pos       `conf:",pos"`
	Title        conf.Localized `conf:"title,required"`
	Summary      conf.Localized `conf:"summary,required"`
	Publisher    conf.Localized `conf:"publisher,required"`
	Languages    []conf.Text    `conf:"languages,required"`
	Published    conf.Text      `conf:"published,required"` // ISO date: the only date on the site
	Period       conf.Text      `conf:"period,required"`    // of dataset's Period form
	Licence      conf.Text      `conf:"licence,required"`
	About        conf.Localized `conf:"about,required"`
	Scope        conf.Localized `conf:"scope,required"`
	Independence conf.Localized `conf:"independence,required"`
	Contact      conf.Localized `conf:"contact,required"`
	BaseURL      conf.Text      `conf:"base_url"`
}

// ReadReport reads content/report.yaml: the first thing a build needs, since it
// names the languages. The error is a diag.List.
func ReadReport(project tree.Tree) (*Report, error) { panic("narrative: being written") }

// Reference is one entry of content/references.yaml (CSL-YAML).
type Reference struct {
	Pos       diag.Pos
	Key       string
	Type      string
	Title     string
	Author    string // as shown
	Publisher string // publisher or container-title
	Issued    string // ISO date or part of one
	URL       string
	Language  string
	Note      string
}

// ReadReferences reads content/references.yaml, in the file's order.
func ReadReferences(project tree.Tree) ([]Reference, error) { panic("narrative: being written") }

// Content is the pages of one language.
type Content struct {
	Lang  *locale.Language
	Pages []*Page // in reading order: by path of their folder's index, order, then slug
}

// Page is one Markdown file. Its slug ("" for index.md, "findings/who-refused",
// "method") is its identity in every language and its address:
// <lang>/<slug>/index.html.
type Page struct {
	Slug     string
	Path     string // content/en/findings/who-refused.md
	Pos      diag.Pos
	Title    claim.Inline
	Summary  claim.Inline
	Lead     claim.Inline // home: the report's headline in a sentence
	Nav      string       // short name for navigation
	Order    int
	Sections []Heading // level-2 headings, in order
	Figures  []string  // names of the figures it claims, in order of first use
	Cites    []string  // keys it cites, in order of first use
	Charts   []string
	// the parsed document
}

// Heading is a section's heading: its id is the same in every language.
type Heading struct {
	ID   string
	Text string
}

// Place says where a page is being written, since the same page stands at its
// own address and in the whole report on one page.
type Place struct {
	Root     string // relative path to the site's root with final slash: "../../"
	IDPrefix string // before every id: "" or "who-refused-"
	Shift    int    // added to every heading's level
}

// Block is a part of a page, in order; exactly one of its fields is set.
type Block struct {
	HTML  template.HTML // prose
	Chart *ChartBlock
	Table *TableBlock
	Strip *TableBlock // key figures, set large: one per row
	Pages *PagesBlock
}

// ChartBlock is ![alt](chart:name), alone in its paragraph.
type ChartBlock struct {
	Alt   string
	Chart *chart.Chart
}

// TableBlock is ![caption](table:query) or ![caption](strip:query).
type TableBlock struct {
	Caption string
	Query   *figure.Query
	Table   chart.Table
}

// PagesBlock is ![heading](pages:folder): a list of the pages in a folder.
type PagesBlock struct {
	Caption string
	Pages   []*Page
}

// Blocks renders the page for a place.
func (p *Page) Blocks(at Place) ([]Block, error) { panic("narrative: being written") }

// Codes of the problems this package reports.
const (
	CodeFront    diag.Code = "content-front-matter"
	CodeHTML     diag.Code = "content-html"     // raw HTML
	CodeImage    diag.Code = "content-image"    // a remote or unknown image
	CodeLink     diag.Code = "content-link"     // a page or heading that is not there, or an address not allowed
	CodeCitation diag.Code = "content-citation" // an unknown source
	CodeChart    diag.Code = "content-chart"    // an unknown chart, query or folder
)

// Input is what pages are written from.
type Input struct {
	Project    tree.Tree
	Lang       *locale.Language
	Figures    *figure.Set
	Charts     *chart.Set
	References []Reference
}

// Read reads content/<lang>/**.md, resolves every claim, chart, table, citation
// and link, and checks each. The error is a diag.List.
func Read(in Input) (*Content, error) { panic("narrative: being written") }
