package sqlite

import (
	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Kind is the type of a value in a row.
type Kind uint8

// The kinds of value.
const (
	Null  Kind = lib.SQLITE_NULL
	Int   Kind = lib.SQLITE_INTEGER
	Float Kind = lib.SQLITE_FLOAT
	Text  Kind = lib.SQLITE_TEXT
	Blob  Kind = lib.SQLITE_BLOB
)

// Cell is a value in a row: Int, Float or Text is set, as Kind says; of a blob
// nothing is kept.
type Cell struct {
	Kind  Kind
	Int   int64
	Float float64
	Text  string
}

// Columns returns the names of the result's columns.
func (s *Stmt) Columns() []string {
	names := make([]string, lib.Xsqlite3_column_count(s.d.tls, s.stmt))
	for i := range names {
		names[i] = libc.GoString(lib.Xsqlite3_column_name(s.d.tls, s.stmt, int32(i)))
	}
	return names
}

// Row appends the current row's values to cells.
func (s *Stmt) Row(cells []Cell) []Cell {
	n := lib.Xsqlite3_column_count(s.d.tls, s.stmt)
	for i := range n {
		cells = append(cells, s.cell(i))
	}
	return cells
}

func (s *Stmt) cell(i int32) Cell {
	c := Cell{Kind: Kind(lib.Xsqlite3_column_type(s.d.tls, s.stmt, i))}
	switch c.Kind {
	case Int:
		c.Int = lib.Xsqlite3_column_int64(s.d.tls, s.stmt, i)
	case Float:
		c.Float = lib.Xsqlite3_column_double(s.d.tls, s.stmt, i)
	case Text:
		p := lib.Xsqlite3_column_text(s.d.tls, s.stmt, i)
		n := lib.Xsqlite3_column_bytes(s.d.tls, s.stmt, i)
		c.Text = string(libc.GoBytes(p, int(n)))
	}
	return c
}
