package witness

import (
	"bytes"
	"fmt"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/figure"
)

const figuresHead = `-- Recomputes every figure of this report, and holds it against what was published.
-- In the folder of a downloaded copy of the site, run one of:
--
--   sqlite3 -safe -readonly report.db < figures.sql
--   sqlite3 :memory: < reproduce.sql
--
-- It prints a line for each figure, figure|published|recomputed|ok, with DIFFERS in
-- place of ok where the two are not the same. The last line is figures|N|ok|N.

CREATE TEMP TABLE _published (figure TEXT, query TEXT, "row" INTEGER, "column" TEXT, value TEXT);
CREATE TEMP TABLE _recomputed (query TEXT, "row" INTEGER, "column" TEXT, digits INTEGER, value, low, high, status);
`

// batch is how many rows one statement inserts: SQLite's shell reads a statement whole.
const batch = 200

// Figures returns the text of figures.sql. Cells are sorted by query, row and column.
func Figures(set *figure.Set, cells []Cell) []byte {
	var b bytes.Buffer
	b.WriteString(figuresHead)
	for len(cells) > 0 {
		q, n := cells[0].Query, 1
		for n < len(cells) && cells[n].Query == q {
			n++
		}
		writeQuery(&b, set.Data, q, cells[:n])
		cells = cells[n:]
	}
	b.WriteString(verdict)
	return b.Bytes()
}

// A float that a query gives is published with twelve significant digits, a number of a
// table as it is written, with at most fifteen.
const resultDigits, cellDigits = 12, 15

// writeQuery writes what a query's figures are published as, and how they are recomputed.
func writeQuery(b *bytes.Buffer, data *dataset.Set, q *figure.Query, cells []Cell) {
	fmt.Fprintf(b, "\n-- %s\n", q.Path)
	for i, c := range cells {
		switch {
		case i%batch == 0:
			b.WriteString("INSERT INTO _published VALUES\n")
		default:
			b.WriteString(",\n")
		}
		fmt.Fprintf(b, "(%s, %s, %d, %s, %s)", text(c.name()), text(q.Name), c.Row+1, text(q.Columns[c.Col].Name), text(chart.RawText(q.Cell(c.Row, c.Col))))
		if i%batch == batch-1 || i == len(cells)-1 {
			b.WriteString(";\n")
		}
	}
	from, digits := quote(q.Name), cellDigits
	if q.Table == nil {
		from, digits = "_result", resultDigits
		fmt.Fprintf(b, "CREATE TEMP TABLE _result AS\n%s\n;\n", statement(q.SQL))
	}
	for _, col := range columnsOf(cells) {
		fmt.Fprintf(b, "INSERT INTO _recomputed SELECT %s, rowid, %s, %d, %s FROM %s;\n", text(q.Name), text(q.Columns[col].Name), digits, readColumn(data, q, col), from)
	}
	if q.Table == nil {
		b.WriteString("DROP TABLE _result;\n")
	}
}

// columnsOf returns the columns that cells stand in, in order.
func columnsOf(cells []Cell) []int {
	seen, most := map[int]bool{}, 0
	for _, c := range cells {
		seen[c.Col] = true
		most = max(most, c.Col)
	}
	var columns []int
	for col := range most + 1 {
		if seen[col] {
			columns = append(columns, col)
		}
	}
	return columns
}

// readColumn is the SQL that takes a column's value, bounds and status from a result. A
// text that is a marker becomes the word for its status.
func readColumn(data *dataset.Set, q *figure.Query, col int) string {
	has := q.Has(col)
	parts := make([]string, 4)
	for i, suffix := range []string{"", "_low", "_high", "_status"} {
		parts[i] = "NULL"
		if has[i] {
			parts[i] = quote(q.Columns[col].Name + suffix)
		}
	}
	if has[0] && q.Len() > 0 && q.Cell(0, col).IsText {
		parts[0] = marked(parts[0], q.Markers(data))
	}
	return strings.Join(parts, ", ")
}

// marked is the SQL that replaces markers by words for their status.
func marked(column string, markers []figure.Marker) string {
	cases := ""
	for _, m := range markers {
		if word := "[" + m.Status.String() + "]"; word != m.Text {
			cases += " WHEN " + text(m.Text) + " THEN " + text(word)
		}
	}
	if cases == "" {
		return column
	}
	return "CASE " + column + cases + " ELSE " + column + " END"
}
