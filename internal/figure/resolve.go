package figure

import (
	"fmt"
	"strings"

	"daylight/internal/dataset"
)

// Figure is one named value: "subscribers.obtained" (a query of one row),
// "by_province[on].districts" (a query of many rows, by its first column) or
// "numbers[2011/total].resolved" (a table's cell, by its primary key; the key's
// parts that are constant over the table may be left out: "numbers[total].resolved").
type Figure struct {
	Name   string
	Query  *Query
	Row    int // in Query
	Column Column
	Value  dataset.Value
	// Revised is set where the edition before had another value.
	Revised bool
}

// Canonical returns the figure's name in receipts and lists: see Query.Canonical.
func (f Figure) Canonical() string {
	if name := f.Query.Canonical(f.Row, f.Query.Column(f.Column.Name)); name != "" {
		return name
	}
	return f.Name
}

// several marks a key that fits more than one row.
const several = -2

// Figure returns the figure of that name. When there is none, or the key fits
// several rows, the error is a sentence for the reader and hint says what to do
// (a "did you mean", the columns or the keys there are).
func (s *Set) Figure(name string) (f Figure, hint string, err error) {
	query, key, keyed, column, ok := splitName(name)
	if !ok {
		return f, "write query.column, query[key].column or table[key].column", fmt.Errorf("%q is not the name of a figure", name)
	}
	q := s.Query(query)
	if q == nil {
		return f, didYouMeanOr(query, s.names, "there are "), fmt.Errorf("there is no query or table %q", query)
	}
	c := q.Column(column)
	if c < 0 {
		return f, didYouMeanOr(column, columnNames(q.Columns), "its columns are "), fmt.Errorf("%q has no column %q", query, column)
	}
	row, hint, err := q.find(key, keyed, column)
	if err != nil {
		return f, hint, err
	}
	f = Figure{Name: name, Query: q, Row: row, Column: q.Columns[c], Value: q.value(row, c)}
	f.Revised = len(s.revised) > 0 && s.revised[f.Canonical()]
	return f, "", nil
}

// value returns one cell.
func (q *Query) value(row, column int) dataset.Value {
	if q.Table != nil {
		return q.Table.Value(row, column)
	}
	return q.rows[row][column]
}

// splitName takes a figure's name apart. A key may hold dots and slashes, not brackets.
func splitName(name string) (query, key string, keyed bool, column string, ok bool) {
	query, rest, keyed := strings.Cut(name, "[")
	if keyed {
		key, column, ok = strings.Cut(rest, "].")
		ok = ok && key != "" && !strings.ContainsAny(key, "[]")
	} else {
		query, column, ok = strings.Cut(name, ".")
	}
	return query, key, keyed, column, ok && identifier.MatchString(query) && identifier.MatchString(column)
}

// find returns the row that a key, or the want of one, means.
func (q *Query) find(key string, keyed bool, column string) (row int, hint string, err error) {
	if !keyed {
		switch q.Len() {
		case 1:
			return 0, "", nil
		case 0:
			return 0, "", fmt.Errorf("%q has no rows", q.Name)
		}
		return 0, q.keysHint(column), fmt.Errorf("%q has %d rows, and the figure's name does not say which", q.Name, q.Len())
	}
	row, ok := q.row(key)
	switch {
	case !ok:
		return 0, didYouMeanOr(key, q.keyList(), "its keys are "), fmt.Errorf("%q has no row %q", q.Name, key)
	case row == several && q.Table != nil:
		return 0, "write the whole key, its parts joined by /", fmt.Errorf("the key %q fits several rows of %q", key, q.Name)
	case row == several:
		return 0, "a row is found by the query's first column: make its values differ", fmt.Errorf("the key %q fits several rows of %q", key, q.Name)
	}
	return row, "", nil
}

// row returns the row of a key, or several, and whether there is any.
func (q *Query) row(key string) (int, bool) {
	if q.Table != nil {
		if row := q.Table.Row(key); row >= 0 {
			return row, true
		}
	}
	row, ok := q.keys()[key]
	return row, ok
}

// keysHint lists the keys there are.
func (q *Query) keysHint(column string) string {
	keys := q.keyList()
	if len(keys) == 0 {
		return "it has no key to find a row by"
	}
	return fmt.Sprintf("its keys are %s: write %s[%s].%s", list(keys), q.Name, keys[0], column)
}

// keyList returns the keys that can be written, in the order of the rows: of a
// table, the shortest that finds the row.
func (q *Query) keyList() []string {
	byRow := make([]string, q.Len())
	for key, row := range q.keys() {
		if row >= 0 && key != "" && (byRow[row] == "" || shorter(key, byRow[row])) {
			byRow[row] = key
		}
	}
	var keys []string
	for i, key := range byRow {
		if q.Table != nil && key == "" {
			key = q.Table.Key(i)
		}
		if key != "" && !strings.ContainsAny(key, "[]") {
			keys = append(keys, key)
		}
	}
	return keys
}

// shorter orders keys by length, then as text.
func shorter(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }

// rowKeys finds a result's rows by their first column.
func (q *Query) rowKeys() map[string]int {
	keys := map[string]int{}
	for i, row := range q.rows {
		if v := row[0]; v.IsText {
			note(keys, v.Text, i)
		} else if v.Status == dataset.Exact {
			note(keys, v.Low.String(), i)
		}
	}
	return keys
}

// tableKeys finds a table's rows by their primary key without those of its parts
// that are the same in every row: without any choice of them, one at least.
func tableKeys(t *dataset.Table) map[string]int {
	keys := map[string]int{}
	parts, constant := keyParts(t)
	if len(constant) == 0 {
		return keys
	}
	for row := range t.Len() {
		for choice := 1; choice < 1<<len(constant); choice++ {
			var kept []string
			for _, part := range parts {
				if bit, ok := constant[part]; !ok || choice&(1<<bit) == 0 {
					kept = append(kept, t.Raw(row, part))
				}
			}
			note(keys, strings.Join(kept, "/"), row)
		}
	}
	return keys
}

// mostConstant is how many parts of a key may be left out.
const mostConstant = 4

// keyParts returns the columns of the primary key and, numbered, those of them
// that are the same in every row.
func keyParts(t *dataset.Table) (parts []int, constant map[int]int) {
	constant = map[int]int{}
	for _, name := range t.Schema.PrimaryKey {
		_, col := t.Schema.Field(name)
		parts = append(parts, col)
		if len(constant) < mostConstant && same(t, col) {
			constant[col] = len(constant)
		}
	}
	return parts, constant
}

// same tells whether a column holds one text in all rows.
func same(t *dataset.Table, col int) bool {
	for row := 1; row < t.Len(); row++ {
		if t.Raw(row, col) != t.Raw(0, col) {
			return false
		}
	}
	return t.Len() > 0
}

// note enters a row under a key, and marks a key that has one already.
func note(keys map[string]int, key string, row int) {
	if _, taken := keys[key]; taken {
		row = several
	}
	keys[key] = row
}
