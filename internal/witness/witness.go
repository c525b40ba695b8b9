// Package witness writes what a reader needs to recompute every figure with software
// that is not ours: a SQLite database of the tables (report.db), each figure's own SQL
// with the value that was published (figures.sql), and a script that makes the same
// tables of the published CSVs (reproduce.sql). The scripts are for the sqlite3 shell
// from 3.40 on.
//
// figures.sql holds no command of the shell, so that its option -safe takes nothing from
// it. It works each value out anew and writes it in SQL as the site writes it in Go, so
// that one text stands beside the other: figure|published|recomputed|ok.
package witness

import (
	"strings"

	"daylight/internal/figure"
)

// Where the files stand in a site.
const (
	DatabasePath  = "report.db"
	FiguresPath   = "figures.sql"
	ReproducePath = "reproduce.sql"
)

// Cell is a value of a query or table that is a figure of the report.
type Cell struct {
	Query    *figure.Query
	Row, Col int
}

// name is how the figure is called.
func (c Cell) name() string { return c.Query.Canonical(c.Row, c.Col) }

// text writes a text of SQL. A line break in it becomes a space.
func text(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// quote writes a name of SQL.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
