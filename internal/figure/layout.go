package figure

import (
	"slices"
	"strings"

	"daylight/internal/dataset"
)

// role is what of a cell a column of SQL holds.
type role uint8

const (
	generated role = iota // computed by SQLite, never inserted
	text
	value
	low
	high
	status
)

// sqlColumn is a column of a table in SQL.
type sqlColumn struct {
	name, definition string
	role             role
	field            int // index in the schema
}

// layout returns the columns of a table in SQL. Those of a column without inexact
// cells that would only repeat it are computed when read. None is NOT NULL, since
// a column that no query reads is not filled.
func layout(t *dataset.Table) []sqlColumn {
	var columns []sqlColumn
	for i := range t.Schema.Fields {
		f := &t.Schema.Fields[i]
		add := func(suffix, definition string, r role) {
			columns = append(columns, sqlColumn{f.Name + suffix, definition, r, i})
		}
		switch inexact := t.Inexact(i); {
		case !f.Type.IsQuantity():
			add("", "TEXT", text)
		case f.Type == dataset.Count && inexact:
			add("", "INTEGER", value)
			add("_low", "ANY", low)
			add("_high", "ANY", high)
			add("_status", "TEXT", status)
		case f.Type == dataset.Count:
			add("", "INTEGER", value)
			add("_low", "INTEGER AS ("+quote(f.Name)+")", generated)
			add("_high", "INTEGER AS ("+quote(f.Name)+")", generated)
			add("_status", "TEXT AS ('exact')", generated)
		default:
			add("", numberType[f.Type], value)
			if inexact {
				add("_status", "TEXT", status)
			}
		}
	}
	return columns
}

var numberType = map[dataset.Type]string{dataset.Integer: "INTEGER", dataset.Number: "REAL"}

// createSQL returns the statement that makes a table.
func createSQL(name string, columns []sqlColumn) string {
	definitions := make([]string, len(columns))
	for i, c := range columns {
		definitions[i] = quote(c.name) + " " + c.definition
	}
	return "CREATE TABLE " + quote(name) + " (" + strings.Join(definitions, ", ") + ") STRICT"
}

// insertSQL returns the statement that fills rows at once, a parameter for each
// column that is stored.
func insertSQL(name string, stored []sqlColumn, rows int) string {
	names := make([]string, len(stored))
	for i, c := range stored {
		names[i] = quote(c.name)
	}
	row := "(?" + strings.Repeat(", ?", len(stored)-1) + ")"
	return "INSERT INTO " + quote(name) + " (" + strings.Join(names, ", ") + ") VALUES " + row + strings.Repeat(", "+row, rows-1)
}

// needed returns the stored columns that hold what is read of a table; the others
// can stay empty. There is always one.
func needed(t *dataset.Table, reads []Read) []sqlColumn {
	all := layout(t)
	fields := map[int]bool{} // of which a generated column is read
	for _, c := range all {
		if c.role == generated && slices.Contains(reads, Read{t.Schema.Name, c.name}) {
			fields[c.field] = true
		}
	}
	var columns []sqlColumn
	for _, c := range stored(all) {
		if fields[c.field] || slices.Contains(reads, Read{t.Schema.Name, c.name}) {
			columns = append(columns, c)
		}
	}
	if len(columns) == 0 {
		return all[:1]
	}
	return columns
}

// stored returns the columns that are not generated, in the order SQLite keeps them.
func stored(columns []sqlColumn) []sqlColumn {
	var kept []sqlColumn
	for _, c := range columns {
		if c.role != generated {
			kept = append(kept, c)
		}
	}
	return kept
}

// quote writes a name of SQL.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
