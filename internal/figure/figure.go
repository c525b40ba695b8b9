// Package figure works out every number of a report: SQL files over an in-memory
// SQLite, and every cell of every table without SQL. A figure knows its value,
// its status and which columns it was read from.
package figure

import (
	"context"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Set is everything that was worked out. It is immutable and safe for concurrent use.
type Set struct {
	Data    *dataset.Set
	Queries []*Query // sorted by name; the SQL files, then not the tables
	// written by the implementation
}

// Query is a data/figures/<name>.sql with its result, or a table under its own
// name (Table set, SQL empty, Rows read from the table only when asked for).
type Query struct {
	Name    string
	Path    string // data/figures/<name>.sql, or the table's CSV
	SQL     string // as in the file
	Table   *dataset.Table
	Titles  conf.Localized // from "-- title.en: …"
	Columns []Column
	Reads   []Read // sorted: what the authorizer saw
	rows    [][]dataset.Value
}

// Column is one column of a result after folding: x, x_low, x_high and x_status
// are one column x.
type Column struct {
	Name  string
	Units conf.Localized // from "-- unit.x.en: …", or the field's own
	// Field is the table's field this column shows: the one it is named after, when
	// exactly one of the tables read has it, or the one that "-- field.x: table.field"
	// names. It gives labels, types and titles. Nil when there is none.
	Field *dataset.Field
}

// Read is a column of a table that a query read.
type Read struct{ Table, Column string }

// Len returns the number of rows.
func (q *Query) Len() int { panic("figure: being written") }

// Row returns a row's values, one per Column.
func (q *Query) Row(i int) []dataset.Value { panic("figure: being written") }

// Column returns the index of the column of that name, or -1.
func (q *Query) Column(name string) int { panic("figure: being written") }

// Figure is one named value: "subscribers.obtained" (a query of one row),
// "by_province[on].districts" (a query of many rows, by its first column) or
// "numbers[2011/total].resolved" (a table's cell, by its primary key; the key's
// parts that are constant over the table may be left out: "numbers[total].resolved").
type Figure struct {
	Name   string
	Query  *Query
	Column Column
	Value  dataset.Value
}

// Figure returns the figure of that name. When there is none, or the key fits
// several rows, the error is a sentence for the reader and hint says what to do
// (a "did you mean", the columns or the keys there are).
func (s *Set) Figure(name string) (f Figure, hint string, err error) { panic("figure: being written") }

// Query returns the query or table of that name, or nil.
func (s *Set) Query(name string) *Query { panic("figure: being written") }

// Names returns the names of all queries and tables, sorted, for "did you mean".
func (s *Set) Names() []string { panic("figure: being written") }

// Codes of the problems this package reports.
const (
	CodeSQL    diag.Code = "figure-sql"    // the statement cannot be prepared or fails
	CodeDenied diag.Code = "figure-denied" // it writes, attaches, reads the clock or calls what is not allowed
)

// Evaluate loads the tables into SQLite and runs every data/figures/*.sql and
// data/checks/*.sql of the project. The error is a diag.List of every problem.
func Evaluate(ctx context.Context, data *dataset.Set, project tree.Tree) (*Set, error) {
	panic("figure: being written")
}
