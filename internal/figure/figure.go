// Package figure works out every number of a report: SQL files over an in-memory
// SQLite, and every cell of every table without SQL. A figure knows its value,
// its status and which columns it was read from.
//
// # Tables in SQL
//
// A table of the data package is a table of the same name, STRICT, without indexes.
//
//   - A count f is four columns: f is the exact value or NULL; f_low and f_high are the
//     first and last possible value, where an open end is 9e999 and what does not apply
//     is NULL; f_status is a word of dataset.Status. So >40000 is (NULL, 40001, 9e999,
//     'bound'), ~100 is (NULL, 100, 100, 'approximate') and [withheld] is (NULL, 0, 9e999,
//     'withheld').
//   - An integer or number x is one column. When the column holds a marker, x is NULL
//     there and x_status says why, as for a count.
//   - Everything else is TEXT as it stands in the CSV, markers included: dates,
//     periods and years compare and sort as text, a boolean is 'true' or 'false'.
//
// # What a query may do
//
// A file is one SELECT (or WITH … SELECT) that also runs in the sqlite3 shell of SQLite
// 3.40. It reads the tables and calls the functions of a fixed list, in which there is
// no clock, no chance and no file. A string in double quotes is an error. What it may not
// do is found when it is compiled, before any row is read.
//
// It runs for at most ten seconds, returns at most 100,000 rows, and takes at most 512 MiB
// of memory beside the tables. A text inside it has at most 140,000 bytes; in a query that
// calls instr, replace, trim, LIKE or GLOB, which it may do in fifty places, 5,000: they take
// the product of two lengths, and the clock is not looked at within one expression.
//
// Reading x of a column that has inexact cells without reading x_status or both of
// x_low and x_high is an error, and so is reading the bounds of a column with approximate
// cells without its status: a sum over withheld cells is a range, never a false total. (A
// check publishes nothing, and may compare the bounds of what is approximate.)
//
// Each query runs again on tables loaded in reverse, and the rows are compared in order: a
// result that depends on the order of a table's rows is an error. Where PRAGMA
// reverse_unordered_selects turns more than the scans of tables, as in a join without ORDER
// BY, it runs a third time with that on. (Both at once would give a plain scan its first
// order back.) Since reversing leaves the middle row where it is, a query of tables of up to
// 20,000 rows runs on them in five more orders, in which no row always stands between two
// others; of larger tables, a row picked from the very middle is not found out. Floats that
// differ only in digits that are not shown are the same.
//
// # Results
//
// Columns x, x_low, x_high and x_status fold into one column x; x may be missing when
// both bounds are there. Without a status, equal bounds are exact, an infinite one makes a
// bound, and anything else is a band. A plain NULL is an error: a value that is not known
// says why. A float is rounded to 12 significant digits; inside a text, write it with
// printf, since SQLite's versions show different numbers of digits.
//
// A result of one row has the figures name.column; in a result of any number of rows,
// name[key].column is found by the first column.
//
// # The head of a file
//
// Comment lines before the statement, each "-- key: value", say more. Any other comment is
// free text, as long as it does not begin with one lower-case word and a colon.
//
//	-- title.en: Numbers by whether subscriber information was obtained
//	-- label.share.en: Share of the numbers
//	-- unit.share.en: %
//	-- field.province: districts.province
//	-- rows: one
//
// A file in data/checks returns the rows that break a rule: any row is an error.
package figure

import (
	"strings"

	"daylight/internal/conf"
	"daylight/internal/dataset"
)

// Set is everything that was worked out. It is immutable and safe for concurrent use.
type Set struct {
	Data    *dataset.Set
	Queries []*Query // of the SQL files, sorted by name; the tables are found by Query
	byName  map[string]*Query
	names   []string // sorted
	lookup  func() *Lookup
	revised map[string]bool // by canonical name
}

// WithRevised returns the same figures, of which those of these canonical names are known
// to have had another value in the edition before.
func (s *Set) WithRevised(names map[string]bool) *Set {
	with := *s
	with.revised = names
	return &with
}

// Revised tells whether the figure of that canonical name had another value in the edition
// before.
func (s *Set) Revised(name string) bool { return s.revised[name] }

// Query is a data/figures/<name>.sql with its result, or a table under its own
// name (Table set, SQL empty, rows read from the table only when asked for).
type Query struct {
	Name    string
	Path    string // data/figures/<name>.sql, or the table's CSV
	SQL     string // as in the file
	Table   *dataset.Table
	Titles  conf.Localized // from "-- title.en: …", or the table's own
	Columns []Column
	Reads   []Read // sorted: what the authorizer saw, or all of the table
	rows    [][]dataset.Value
	parts   []parts // of the result that the columns are folded of
	keys    func() map[string]int
	shape   func() *shape // of a table
}

// Column is one column of a result after folding: x, x_low, x_high and x_status
// are one column x.
type Column struct {
	Name   string
	Labels conf.Localized // from "-- label.x.en: …": what it is called, where its field does not say
	Units  conf.Localized // from "-- unit.x.en: …", or the field's own
	// Field is the table's field this column shows: the one it is named after, when
	// exactly one of the tables read has it, or the one that "-- field.x: table.field"
	// names. It gives labels, types and titles. Nil when there is none.
	Field *dataset.Field
}

// TitleIn returns what readers call the column in a language: its label, its field's
// title, or its name with spaces.
func (c *Column) TitleIn(lang string) string {
	if label := c.Labels.In(lang); label != "" {
		return label
	}
	if c.Field != nil {
		return c.Field.TitleIn(lang)
	}
	return strings.ReplaceAll(c.Name, "_", " ")
}

// TitleIn returns the title of the query or table in a language, or its name with spaces.
func (q *Query) TitleIn(lang string) string {
	if title := q.Titles.In(lang); title != "" {
		return title
	}
	if q.Table != nil {
		return q.Table.Schema.TitleIn(lang)
	}
	return strings.ReplaceAll(q.Name, "_", " ")
}

// Read is a field of a table that a query read: reading f_low is reading f. Column
// is "" when the query counted the table's rows without reading a column.
type Read struct{ Table, Column string }

// Len returns the number of rows.
func (q *Query) Len() int {
	if q.Table != nil {
		return q.Table.Len()
	}
	return len(q.rows)
}

// Row returns a row's values, one per Column. Callers must not change it.
func (q *Query) Row(i int) []dataset.Value {
	if q.Table == nil {
		return q.rows[i]
	}
	row := make([]dataset.Value, len(q.Columns))
	for c := range row {
		row[c] = q.Table.Value(i, c)
	}
	return row
}

// Column returns the index of the column of that name, or -1.
func (q *Query) Column(name string) int {
	for i := range q.Columns {
		if q.Columns[i].Name == name {
			return i
		}
	}
	return -1
}

// Query returns the query or table of that name, or nil.
func (s *Set) Query(name string) *Query { return s.byName[name] }

// Names returns the names of all queries and tables, sorted, for "did you mean".
// Callers must not change it.
func (s *Set) Names() []string { return s.names }
