package figure

import (
	"math"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/figure/sqlite"
)

// reversible tells whether PRAGMA reverse_unordered_selects would only turn the
// scans of tables, which loading the tables in reverse does already: it need not be tried then.
func reversible(db *sqlite.DB, sql string, program sqlite.Program) bool {
	if db.Exec(unorderedOn) != nil {
		return false
	}
	turned, err := db.Explain(sql)
	return db.Exec(unorderedOff) == nil && err == nil && program.SameButScans(turned)
}

// compare reports a result that depends on the order of the tables' rows.
func (s *script) compare(t *trial, problems *diag.List) {
	d := t.departure()
	if d == nil {
		return
	}
	hint := "end the query with an ORDER BY whose columns tell all its rows apart"
	if hasOrder(s.sql[s.start:]) {
		hint = "its ORDER BY leaves ties, or something else picks rows in no order: add columns that tell all rows apart, inside LIMIT, group_concat and windows too"
	}
	problems.Add(s.first(), CodeOrder, hint, "the result depends on the order of the rows in the tables: row %d differs in column %q", d.row+1, s.columns[d.column])
}

// hasOrder tells whether a statement says ORDER BY anywhere.
func hasOrder(sql string) bool { return strings.Contains(strings.ToUpper(sql), "ORDER BY") }

// sameCell tells whether two runs of a query gave the same value. Floats that
// differ by less than what is shown of them are the same: a sum may add in any order.
func sameCell(a, b sqlite.Cell) bool {
	if a.Kind != sqlite.Float || b.Kind != sqlite.Float || a.Float == b.Float {
		return a == b
	}
	return math.Abs(a.Float-b.Float) <= 1e-12*max(math.Abs(a.Float), math.Abs(b.Float))
}

// difference returns the first row and column in which two runs of a query differ,
// and whether there is one. A run that has fewer rows differs behind its last.
func difference(a, b answer, width int) (row, column int, differ bool) {
	for i := range min(len(a.cells), len(b.cells)) {
		if !sameCell(a.cells[i], b.cells[i]) {
			return i / width, i % width, true
		}
	}
	return min(a.rows, b.rows), 0, a.rows != b.rows
}
