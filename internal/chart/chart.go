package chart

import (
	"context"
	"html/template"

	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
)

// Codes of the problems this package reports.
const (
	CodeSpec   diag.Code = "chart-spec"   // the spec cannot be drawn
	CodeColumn diag.Code = "chart-column" // a column that the query has not, or not of that type
	CodeQuery  diag.Code = "chart-query"  // there is no such query, or it has nothing to draw
	CodeUnit   diag.Code = "chart-unit"   // what stands together counts different things
	CodeText   diag.Code = "chart-text"   // a text is missing in a language
	CodeDraw   diag.Code = "chart-draw"   // the engine failed
)

// Chart is a drawn chart in one language.
type Chart struct {
	Name        string
	Query       *figure.Query
	Title       claim.Inline
	Subtitle    claim.Inline
	Notes       claim.Inline
	Marks       []claim.Inline // what its annotations say, in the spec's order
	Unit        string
	Sources     []string
	SourcePos   []diag.Pos    // where the spec names each source
	Description string        // generated from the data, in the language
	Wide        template.HTML // the SVG element as it stands in a page, for screens from 560 px
	Narrow      template.HTML // redrawn for narrow screens; other id prefix
	Table       Table         // the same numbers
	SVG         []byte        // charts/<name>.<lang>.svg: stands alone
	CSV         []byte        // charts/<name>.<lang>.csv: exactly the rows shown
	Figures     []string      // figure names the texts claim
}

// Table is rows as a reader meets them: labels, formatted numbers, named unknowns.
type Table struct {
	Head []Head
	Rows [][]Cell
}

// Head is a column's heading.
type Head struct {
	Text    string
	Unit    string
	Numeric bool
}

// Cell is one cell as shown.
type Cell struct {
	Text   string
	Status dataset.Status
	Figure string // canonical name of the quantity it shows; "" for anything else
	Source string // the reference's key, when the column is a source: shown as a link
	Head   bool   // the row's heading (scope="row")
}

// Drawer draws an option to a clean SVG; echarts.Engine is one. A drawer that has
// a method Fingerprint() string names by it all that its drawings depend on.
type Drawer interface {
	Draw(ctx context.Context, prefix string, option []byte, width, height int) ([]byte, error)
}

// Cache keeps drawn pictures between builds by a key that covers everything a
// byte depends on. Get must return exactly what was Put, or nothing.
type Cache interface {
	Get(key string) ([]byte, bool)
	Put(key string, data []byte)
}

// Set is every chart of a report in every language.
type Set struct {
	names    []string                     // sorted
	charts   map[string]map[string]*Chart // by name and language
	drawings []drawing                    // what Draw has still to draw
}

// Chart returns the chart of that name in a language, or nil.
func (s *Set) Chart(name, lang string) *Chart { return s.charts[name][lang] }

// Names returns the names of all charts, sorted.
func (s *Set) Names() []string { return s.names }
