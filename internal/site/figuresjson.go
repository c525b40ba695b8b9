package site

import (
	"bytes"
	_ "embed" // the schema below
	"encoding/json"
	"path"
	"slices"
	"strings"

	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// Where the figures stand for programs, and what says how to read them.
const (
	figuresPath       = "figures.json"
	figuresSchemaPath = "figures.schema.json"
)

// figuresSchema is the JSON Schema of figures.json.
//
//go:embed figures.schema.json
var figuresSchema []byte

// jsonTable is a table that figures were read from.
type jsonTable struct {
	Name   string `json:"name"`
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// jsonQuery is a query that works out figures.
type jsonQuery struct {
	Name   string            `json:"name"`
	Title  map[string]string `json:"title"`
	File   string            `json:"file"`
	SHA256 string            `json:"sha256"`
}

// jsonFigure is one figure. Of what is not known the number is null; an end that is
// open is null too.
type jsonFigure struct {
	Name   string            `json:"name"`
	Query  string            `json:"query"`
	Column string            `json:"column"`
	Key    string            `json:"key,omitempty"`
	Title  map[string]string `json:"title"`
	Unit   map[string]string `json:"unit,omitempty"`
	Status string            `json:"status"`
	Text   string            `json:"text,omitempty"`
	Value  json.RawMessage   `json:"value"`
	Low    json.RawMessage   `json:"low"`
	High   json.RawMessage   `json:"high"`
	Reads  []string          `json:"reads"`
	Uses   []jsonUse         `json:"uses"`
}

// jsonUse is a place where a figure is shown.
type jsonUse struct {
	Page     string `json:"page"`
	Section  string `json:"section,omitempty"`
	Sentence string `json:"sentence"`
	Shown    string `json:"shown"`
}

// figures writes every figure of every query, and every cell of a table that a page
// shows, sorted by query, row and column.
func (w *writer) figures() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("{\n\"$schema\": \"" + figuresSchemaPath + "\",\n\"published\": ")
	out.Write(quoted(w.in.Report.Published.Value))
	err := writeList(&out, "tables", w.jsonTables())
	if err == nil {
		err = writeList(&out, "queries", w.jsonQueries())
	}
	if err == nil {
		err = writeList(&out, "figures", w.jsonFigures())
	}
	out.WriteString("\n}\n")
	return out.Bytes(), err
}

// writeList writes a member that is a list, one item a line.
func writeList[T any](out *bytes.Buffer, name string, items []T) error {
	out.WriteString(",\n\"" + name + "\": [")
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for i := range items {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if err := encoder.Encode(items[i]); err != nil {
			return err
		}
		out.Truncate(out.Len() - 1)
	}
	out.WriteString("\n]")
	return nil
}

func (w *writer) jsonTables() []jsonTable {
	var tables []jsonTable
	for _, t := range w.in.Figures.Data.Tables {
		data, _ := w.in.Project.Read(t.Schema.Path)
		tables = append(tables, jsonTable{t.Schema.Name, path.Clean(sourceFolder + t.Schema.Path), tree.Sum(data)})
	}
	return tables
}

func (w *writer) jsonQueries() []jsonQuery {
	var queries []jsonQuery
	for _, q := range w.in.Figures.Queries {
		data, _ := w.in.Project.Read(q.Path)
		queries = append(queries, jsonQuery{q.Name, w.inLanguages(q.TitleIn), sourceFolder + q.Path, tree.Sum(data)})
	}
	return queries
}

// inLanguages asks for a text in each language of the report.
func (w *writer) inLanguages(text func(lang string) string) map[string]string {
	texts := make(map[string]string, len(w.sites))
	for _, s := range w.sites {
		if t := text(s.lang.Tag); t != "" {
			texts[s.lang.Tag] = t
		}
	}
	return texts
}

func (w *writer) jsonFigures() []jsonFigure {
	var figures []jsonFigure
	for _, name := range w.in.Figures.Names() {
		q := w.in.Figures.Query(name)
		for _, cell := range w.cellsOf(q) {
			figures = append(figures, w.jsonFigure(q, cell[0], cell[1]))
		}
	}
	return figures
}

// cellsOf returns the cells of a query that are figures to tell of: row and column.
// Of a table these are the ones that a page shows.
func (w *writer) cellsOf(q *figure.Query) [][2]int {
	var cells [][2]int
	for _, s := range w.sites {
		for _, f := range s.byQuery[q.Name] {
			cells = append(cells, [2]int{f.figure.Row, f.column()})
		}
	}
	for row := 0; q.Table == nil && row < q.Len(); row++ {
		for col := range q.Columns {
			if !q.Cell(row, col).IsText && q.Canonical(row, col) != "" {
				cells = append(cells, [2]int{row, col})
			}
		}
	}
	slices.SortFunc(cells, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(cells)
}

func (w *writer) jsonFigure(q *figure.Query, row, col int) jsonFigure {
	column, v := q.Columns[col], q.Cell(row, col)
	f := jsonFigure{
		Name: q.Canonical(row, col), Query: q.Name, Column: column.Name, Status: v.Status.String(),
		Value: null, Low: null, High: null, Unit: w.inLanguages(column.Units.In), Title: map[string]string{}, Reads: readsOf(q, column.Name), Uses: []jsonUse{},
	}
	if q.Len() > 1 {
		f.Key = q.Key(row)
	}
	for _, s := range w.sites {
		f.Title[s.lang.Tag] = claim.Name(s.lang, figure.Figure{Name: f.Name, Query: q, Row: row, Column: column, Value: v})
		f.Uses = append(f.Uses, s.jsonUses(f.Name)...)
	}
	if v.IsText {
		f.Text = v.Text
		return f
	}
	if v.Status == dataset.Exact || v.Status == dataset.Approximate {
		f.Value = number(v.Low)
	}
	if v.Status != dataset.NotApplicable {
		f.Low, f.High = number(v.Low), number(v.High)
	}
	return f
}

func (s *localSite) jsonUses(name string) []jsonUse {
	var uses []jsonUse
	if f := s.facts[name]; f != nil {
		for _, u := range f.uses {
			page := s.lang.Tag + "/" + everyPage
			if u.page != nil {
				page = s.path(u.page.Slug)
			}
			uses = append(uses, jsonUse{page, u.Section, u.Sentence, u.Shown})
		}
	}
	return uses
}

// readsOf returns the columns that a figure was read from: "calls.numbers". A cell of
// a table was read from its own; "" for the column means that rows were counted.
func readsOf(q *figure.Query, column string) []string {
	if q.Table != nil {
		return []string{q.Name + "." + column}
	}
	reads := []string{}
	for _, r := range q.Reads {
		reads = append(reads, strings.TrimSuffix(r.Table+"."+r.Column, "."))
	}
	return reads
}

var null = json.RawMessage("null")

// number writes a quantity, or null for an end that is open.
func number(d locale.Decimal) json.RawMessage {
	if d.IsInf() {
		return null
	}
	return json.RawMessage(d.String())
}
