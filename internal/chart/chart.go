// Package chart turns a chart's spec and its query's rows into a picture for
// everyone: an SVG, the same numbers as a table and as CSV, and a description.
package chart

import (
	"context"
	"html/template"

	"daylight/internal/claim"
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// Codes of the problems this package reports.
const (
	CodeSpec   diag.Code = "chart-spec"   // the spec cannot be drawn
	CodeColumn diag.Code = "chart-column" // a column that the query has not, or not of that type
	CodeQuery  diag.Code = "chart-query"  // there is no such query
	CodeText   diag.Code = "chart-text"   // a text is missing in a language
	CodeDraw   diag.Code = "chart-draw"   // the engine failed
)

// Spec is content/charts/<name>.yaml.
type Spec struct {
	Pos      diag.Pos       `conf:",pos"`
	Type     conf.Text      `conf:"type,required"`  // bar, stacked, dots
	Query    conf.Text      `conf:"query,required"` // a query or a table
	X        conf.Text      `conf:"x,required"`     // the column of categories or dates
	Y        []conf.Text    `conf:"y,required"`     // the columns of quantities: one, or the parts of a stacked bar
	Group    conf.Text      `conf:"group"`          // dots: the column that tells the definitions apart
	Title    conf.Localized `conf:"title,required"` // says the finding; claims allowed
	Subtitle conf.Localized `conf:"subtitle,required"`
	Unit     conf.Localized `conf:"unit,required"`
	Notes    conf.Localized `conf:"notes"`
	Source   []conf.Text    `conf:"source,required"` // keys of references
}

// Chart is a drawn chart in one language.
type Chart struct {
	Name        string
	Query       *figure.Query
	Title       claim.Inline
	Subtitle    claim.Inline
	Notes       claim.Inline
	Unit        string
	Sources     []string
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
	Source string // the reference's key, when the column is a source: shown as a link
	Head   bool   // the row's heading (scope="row")
}

// Tabulate returns the rows of a query as a reader meets them in a language: the
// columns named in columns, or all.
func Tabulate(lang *locale.Language, q *figure.Query, columns []string) Table {
	panic("chart: being written")
}

// Drawer draws an option to a clean SVG; echarts.Engine is one.
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
	// written by the implementation
}

// Chart returns the chart of that name in a language, or nil.
func (s *Set) Chart(name, lang string) *Chart { panic("chart: being written") }

// Names returns the names of all charts, sorted.
func (s *Set) Names() []string { panic("chart: being written") }

// Draw reads content/charts/*.yaml and draws every chart in every language. engine
// names the drawer's version for the cache's keys; cache may be nil. Source keys
// are checked by the caller, who has the references. The error is a diag.List.
func Draw(ctx context.Context, project tree.Tree, figures *figure.Set, langs []*locale.Language, drawer Drawer, engine string, cache Cache) (*Set, error) {
	panic("chart: being written")
}
