// Package narrative reads content/: report.yaml, references.yaml and the Markdown
// of every language. A page is plain CommonMark with tables and footnotes, in
// which links carry the meaning; every claim in it has been held against the data.
//
// # The Markdown
//
//   - Raw HTML, comments included, is an error. So is whatever would be shown
//     otherwise than it was meant: a link that could not be read, a footnote or a
//     definition that nothing refers to, a citation outside its brackets.
//   - A file holds at most 512 KiB of UTF-8 text without control characters; blocks
//     and inlines stand at most 100 deep in one another.
//   - A heading is "## Words {#id}": levels from 2, none skipped, an id of letters
//     a to z, digits and hyphens, given once on a page.
//   - [words](figure:NAME "title") is a claim, see package claim.
//   - [words](PATH.md#id) is a link to a page of the same language, from the
//     page's own folder; (#id) one to a heading of the page itself; (data:TABLE) one
//     to a table on the data page; (page:data), (page:figures), (page:sources) and (page:all) are
//     the pages that the build writes. Anything else is https or an error.
//   - ![words](chart:NAME), ![words](table:QUERY "columns"), ![words](strip:QUERY)
//     and ![words](pages:FOLDER) stand alone in a paragraph, at the top level. The words
//     are required. Any other image is a file of content/images/.
//   - [@key, locator; @key] cites references.yaml.
//   - A blockquote that begins with a line "[!caution]", "[!commentary]",
//     "[!reported]" or "[!question]" is an aside; any other is a quotation and
//     holds a citation.
//
// # How a page is read
//
// Each file is parsed once, on all processors. Its renderers write it down as a
// sheet: HTML with gaps for what depends on where it will stand (the way to the
// site's root, a prefix of ids, the level of headings). Blocks fills the gaps, so
// that writing a page twice costs no more than copying it. What needs the other pages,
// links and lists, is checked when all have been read.
package narrative

import (
	"html/template"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// Codes of the problems this package reports.
const (
	CodeReport     diag.Code = "content-report"       // report.yaml: a language, date, text or address that will not do
	CodeReference  diag.Code = "content-reference"    // references.yaml: an entry that will not do
	CodePath       diag.Code = "content-path"         // a file name, a file that is no page, or a missing page
	CodeText       diag.Code = "content-text"         // bytes that are no text, or too much of it
	CodeFront      diag.Code = "content-front-matter" // front matter that is missing or will not do
	CodeHTML       diag.Code = "content-html"         // raw HTML
	CodeImage      diag.Code = "content-image"        // a remote or unknown image, or one without words
	CodeLink       diag.Code = "content-link"         // a page or heading that is not there, or an address not allowed
	CodeHeading    diag.Code = "content-heading"      // a heading's id or level
	CodeCitation   diag.Code = "content-citation"     // an unknown source, or a quotation without one
	CodeFootnote   diag.Code = "content-footnote"     // a footnote without a reference, or the reverse
	CodeAside      diag.Code = "content-aside"        // an aside of an unknown kind
	CodeChart      diag.Code = "content-chart"        // an unknown chart, query, column or folder
	CodeConstruct  diag.Code = "content-construct"    // a construct where it cannot stand
	CodeUnrendered diag.Code = "content-unrendered"   // Markdown that nothing here can write as HTML
)

// Content is the pages of one language.
type Content struct {
	Lang *locale.Language
	// Pages are in reading order: home, then each folder's pages by order and slug,
	// a folder standing where its index page (or else its first page) would.
	Pages []*Page
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
	Uses     []Use     // the numbers it shows, in their order on the page
	Cites    []string  // keys it cites, in order of first use
	Cited    []Cited   // where it cites them
	Typed    int       // numerals that are marked as typed by hand
	Rounded  int       // paragraphs whose percentages of a whole do not add up to 100 as rounded
	Charts   []string  // names of the charts it shows, in order of first use
	Marks    []Mark    // what every translation of it holds too, in order
	// Images are the pictures it shows, in order of first use, as paths of the project:
	// content/images/seal.png. The page asks for it at <root>images/seal.png.
	Images []string

	sheet sheet
}

// Cited is a section in which a page cites a source.
type Cited struct {
	Key     string
	Section string // id of its level-2 heading; "" before the first
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
	Shift    int    // added to every heading's level; no heading goes below level 6
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

// PagesBlock is ![heading](pages:folder): a list of the pages in a folder, by
// order and slug.
type PagesBlock struct {
	Caption string
	Pages   []*Page
}

// Input is what pages are written from.
type Input struct {
	Project    tree.Tree
	Lang       *locale.Language
	Figures    *figure.Set
	Charts     *chart.Set
	References []Reference
	// Draft marks the numerals that nothing stands behind in their place. A draft is never published.
	Draft bool
}
