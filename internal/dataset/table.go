package dataset

import "daylight/internal/diag"

// Table is one CSV file, typed. Cells are kept by column, compactly: a million
// rows are meant to fit.
type Table struct {
	Schema Schema
	rows   int
}

// Len returns the number of rows.
func (t *Table) Len() int { return t.rows }

// Value returns the cell in a row (from 0) and a column (index in Schema.Fields).
func (t *Table) Value(row, col int) Value { panic("dataset: being written") }

// Raw returns the text of the cell as it stands in the file.
func (t *Table) Raw(row, col int) string { panic("dataset: being written") }

// Pos returns where the cell stands.
func (t *Table) Pos(row, col int) diag.Pos { panic("dataset: being written") }

// Inexact tells whether any cell of the column is not exact.
func (t *Table) Inexact(col int) bool { panic("dataset: being written") }

// Key returns the row's primary key, its parts joined by "/".
func (t *Table) Key(row int) string { panic("dataset: being written") }

// Row returns the row with that primary key (parts joined by "/"), or -1.
func (t *Table) Row(key string) int { panic("dataset: being written") }
