package site

import (
	"slices"
	"strings"

	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/figure"
)

// Columns with a meaning of their own in every sourced table.
const (
	columnConfidence = "confidence"
	columnReadAt     = "read_at"
)

// origin is where a number comes from: which document, which place in it, and how
// sure the reading is.
type origin struct {
	Key        string // of the reference; "" where the data names none
	Label      string
	Title      string // of the document
	URL        string // its address
	ReadAt     string // where and how it was read
	Confidence string // in words
}

// mostOrigins is how many origins a receipt lists.
const mostOrigins = 40

// readOrigins finds the origins of each query's tables, once.
func (s *localSite) readOrigins() {
	s.origins, s.confidences = map[*figure.Query][]origin{}, map[string][]string{}
	tables := map[string][]origin{}
	for _, t := range s.in.Figures.Data.Tables {
		tables[t.Schema.Name] = s.tableOrigins(s.in.Figures.Query(t.Schema.Name))
	}
	for _, q := range s.in.Figures.Queries {
		for _, name := range tablesOf(q) {
			for _, o := range tables[name] {
				if !slices.Contains(s.origins[q], o) && len(s.origins[q]) < mostOrigins {
					s.origins[q] = append(s.origins[q], o)
				}
			}
		}
	}
}

// tablesOf returns the names of the tables that a query reads, sorted.
func tablesOf(q *figure.Query) []string {
	var names []string
	for _, r := range q.Reads {
		names = append(names, r.Table)
	}
	return slices.Compact(names)
}

// tableOrigins returns the different origins of a table's rows, in their order.
func (s *localSite) tableOrigins(q *figure.Query) []origin {
	col := sourceColumn(q)
	if col < 0 {
		return nil
	}
	type cells struct{ source, confidence, readAt string }
	raw := func(row int, name string) string {
		if c := q.Column(name); c >= 0 {
			return q.Table.Raw(row, c)
		}
		return ""
	}
	seen, sure := map[cells]bool{}, map[cells]bool{}
	var found []origin
	for row := range q.Len() {
		key := cells{q.Table.Raw(row, col), raw(row, columnConfidence), raw(row, columnReadAt)}
		if seen[key] {
			continue
		}
		seen[key] = true
		key.readAt = ""
		if len(found) == mostOrigins && sure[key] {
			continue
		}
		o := s.origin(q, row, col)
		s.addConfidence(o)
		if sure[key] = true; len(found) < mostOrigins {
			found = append(found, o)
		}
	}
	return found
}

// addConfidence notes how sure one reading of a source is.
func (s *localSite) addConfidence(o origin) {
	if o.Key != "" && o.Confidence != "" && !slices.Contains(s.confidences[o.Key], o.Confidence) {
		s.confidences[o.Key] = append(s.confidences[o.Key], o.Confidence)
	}
}

// originsOf returns the origins of a figure: its row's own, where the row names its
// source, and otherwise those of all rows that its query may have read. pooled tells
// that they are of all rows, and several.
func (s *localSite) originsOf(f figure.Figure) (origins []origin, pooled bool) {
	col := sourceColumn(f.Query)
	if col < 0 {
		if row, ok := s.passedOn(f); ok {
			return []origin{row}, false
		}
		return s.origins[f.Query], len(s.origins[f.Query]) > 1
	}
	own := s.origin(f.Query, f.Row, col)
	if f.Query.Table != nil || f.Query.Column(columnReadAt) >= 0 {
		return []origin{own}, false
	}
	var found []origin
	for _, o := range s.origins[f.Query] {
		if o.Key == own.Key && (own.Confidence == "" || o.Confidence == own.Confidence) {
			found = append(found, o)
		}
	}
	if len(found) == 0 {
		return []origin{own}, false
	}
	return found, len(found) > 1
}

// passedOn returns the origin of the row from which a query took a figure as it
// stands: its key is that table's, and so is its value.
func (s *localSite) passedOn(f figure.Figure) (origin, bool) {
	keys := f.Query.KeyColumns()
	if len(keys) != 1 || f.Column.Field == nil {
		return origin{}, false
	}
	key := f.Query.Cell(f.Row, keys[0])
	for _, name := range tablesOf(f.Query) {
		q := s.in.Figures.Query(name)
		row, col, source := q.Table.Row(key.Text), q.Column(f.Column.Field.Name), sourceColumn(q)
		if len(q.Table.Schema.PrimaryKey) != 1 || row < 0 || source < 0 || col < 0 || q.Columns[col].Field != f.Column.Field {
			continue
		}
		if q.Cell(row, col) == f.Value {
			return s.origin(q, row, source), true
		}
	}
	return origin{}, false
}

// origin reads the origin that a row names.
func (s *localSite) origin(q *figure.Query, row, col int) origin {
	said := func(name string) string {
		if c := q.Column(name); c >= 0 {
			return claim.Fill(s.lang, q.Columns[c], q.Cell(row, c))
		}
		return ""
	}
	o := origin{ReadAt: said(columnReadAt), Confidence: said(columnConfidence)}
	if v := q.Cell(row, col); v.Status.Unknown() {
		o.Label = claim.Fill(s.lang, q.Columns[col], v)
	} else {
		o.Key, o.Label = v.Text, s.sourceName(v.Text)
		if r := s.sources[v.Text]; r != nil {
			o.Title, o.URL = r.Title, r.URL
		}
	}
	return o
}

// sourceColumn returns the column that names a row's source, or -1.
func sourceColumn(q *figure.Query) int {
	return slices.IndexFunc(q.Columns, func(c figure.Column) bool { return c.Field != nil && c.Field.Type == dataset.Source })
}

// originsView is origins as a reader is told of them.
type originsView struct {
	words
	Sources string // address of the page of sources
	Origins []origin
	Pooled  bool // of all rows of the tables read: which of them a number rests on is not known
}

func (s *localSite) originsView(f *fact, root string) *originsView {
	return &originsView{s.words, root + s.path(slugSources), f.Origins, f.Pooled}
}

// labels returns the different sources and the different confidences of origins, in
// one line each.
func labels(origins []origin) (sources, confidences string) {
	var s, c []string
	for _, o := range origins {
		if !slices.Contains(s, o.Label) {
			s = append(s, o.Label)
		}
		if o.Confidence != "" && !slices.Contains(c, o.Confidence) {
			c = append(c, o.Confidence)
		}
	}
	return strings.Join(s, "; "), strings.Join(c, "; ")
}
