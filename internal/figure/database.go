package figure

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure/sqlite"
)

// SQLiteVersion is the version of SQLite that queries run on.
func SQLiteVersion() string { return sqlite.Version() }

// Database returns the bytes of a SQLite database that holds all tables as queries see
// them, after statements of the caller's. The same data give the same bytes.
func Database(ctx context.Context, data *dataset.Set, statements []string) (file []byte, err error) {
	db, err := sqlite.Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var problems diag.List
	if !createTables(db, data, &problems) {
		return nil, problems.Err()
	}
	for _, s := range statements {
		if err := db.Exec(s); err != nil {
			return nil, err
		}
	}
	for _, t := range data.Tables {
		if err := load(ctx, db, t, stored(layout(t)), forward); err != nil {
			return nil, err
		}
	}
	return db.Serialize()
}

// SQLColumn is a column of a table in SQL, and the field that it shows.
type SQLColumn struct {
	Name  string
	Part  string // "" for the field itself, or "low", "high", "status"
	Field *dataset.Field
}

// SQLColumns returns the columns that a table has in SQL, in order.
func SQLColumns(t *dataset.Table) []SQLColumn {
	var columns []SQLColumn
	for _, c := range layout(t) {
		f := &t.Schema.Fields[c.field]
		part := strings.TrimPrefix(strings.TrimPrefix(c.name, f.Name), "_")
		columns = append(columns, SQLColumn{c.name, part, f})
	}
	return columns
}

// RawTable returns the statement that makes a table of that name with the columns of the
// table's CSV, all of them text.
func RawTable(name string, t *dataset.Table) string { return plainTable(name, t, true) }

// TypedTable returns the statements that make a table as queries see it, and fill it from
// the table raw, which holds its CSV's cells as text.
func TypedTable(raw string, t *dataset.Table) (create, fill string) {
	var names, cells []string
	for _, c := range stored(layout(t)) {
		names = append(names, quote(c.name))
		cells = append(cells, cellByHand(t, c))
	}
	return createSQL(t.Schema.Name, layout(t)),
		"INSERT INTO " + quote(t.Schema.Name) + " (" + strings.Join(names, ", ") + ")\nSELECT " + strings.Join(cells, ",\n  ") + "\nFROM " + quote(raw)
}

// Has tells of a column which of its parts the result has: x, x_low, x_high, x_status.
func (q *Query) Has(column int) [4]bool {
	if q.Table == nil {
		p := q.parts[column]
		return [4]bool{p.value != none, p.low != none, p.high != none, p.status != none}
	}
	var has [4]bool
	for _, c := range SQLColumns(q.Table) {
		if c.Field == &q.Table.Schema.Fields[column] {
			has[slices.Index([]string{"", "low", "high", "status"}, c.Part)] = true
		}
	}
	return has
}

// Marker is a text of a cell that stands for a status.
type Marker struct {
	Text   string
	Status dataset.Status
}

// Markers returns the texts that are markers in a query's result, sorted.
func (q *Query) Markers(data *dataset.Set) []Marker {
	var list []Marker
	markers := markersOf(data, tablesRead(q.Reads))
	for _, text := range slices.Sorted(maps.Keys(markers)) {
		list = append(list, Marker{text, markers[text]})
	}
	return list
}
