package figure

import (
	"strings"

	"daylight/internal/dataset"
)

// Anchor returns where the receipt of a figure stands: on the page of its query,
// at a fragment that is its column, or its row's key and its column:
// "subscribers.obtained" is at "obtained" of subscribers, "by_province[on].districts"
// at "on.districts" of by_province. The fragment is an id of HTML and part of an
// address as it is, and no two names share one: of a key, letters, digits and "-./_"
// stay, every other byte is written "~" and two hexadecimal digits. It is never
// "main", which is on every page.
func Anchor(name string) (query, fragment string) {
	query, key, keyed, column, _ := splitName(name)
	if column == "main" && !keyed {
		return query, "main~"
	}
	if !keyed {
		return query, column
	}
	var b strings.Builder
	for i := range len(key) {
		c := key[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-./_", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('~')
		b.WriteByte(hexDigits[c>>4])
		b.WriteByte(hexDigits[c&15])
	}
	return query, b.String() + "." + column
}

const hexDigits = "0123456789abcdef"

// Canonical returns the one name that a cell has in receipts and lists, whatever
// name a claim gives it: by the shortest key, or by none in a result of one row. It
// is "" for a cell that no name can mean.
func (q *Query) Canonical(row, column int) string {
	if q.Len() == 1 {
		return q.Name + "." + q.Columns[column].Name
	}
	key := q.Key(row)
	if key == "" {
		return ""
	}
	return q.Name + "[" + key + "]." + q.Columns[column].Name
}

// Key returns the shortest key by which a row can be named, or "" when there is none.
func (q *Query) Key(row int) string {
	key := ""
	if q.Table != nil {
		key = q.shape().key(row)
	} else if v := q.rows[row][0]; v.IsText {
		key = v.Text
	} else if v.Status == dataset.Exact {
		key = v.Low.String()
	}
	if found, ok := q.row(key); key == "" || !ok || found != row || strings.ContainsAny(key, "[]()\" \t\n") {
		return ""
	}
	return key
}

// KeyColumns returns the columns that tell a query's rows apart in their names: none
// where there is one row. Callers must not change it.
func (q *Query) KeyColumns() []int {
	switch {
	case q.Len() < 2:
		return nil
	case q.Table != nil:
		return q.shape().parts
	}
	return []int{0}
}

// Cell returns one value.
func (q *Query) Cell(row, column int) dataset.Value { return q.value(row, column) }

// shape is how the rows of a table are named.
type shape struct {
	table *dataset.Table
	parts []int // the columns of the key that differ from row to row
	keys  map[string]int
}

func newShape(t *dataset.Table, keys func() map[string]int) *shape {
	s := &shape{table: t, keys: keys()}
	all, constant := keyParts(t)
	for _, col := range all {
		if _, same := constant[col]; !same {
			s.parts = append(s.parts, col)
		}
	}
	return s
}

// key returns a row's key without the parts that all rows share, where that is
// enough to find it, and its whole key otherwise.
func (s *shape) key(row int) string {
	parts := make([]string, len(s.parts))
	for i, col := range s.parts {
		parts[i] = s.table.Raw(row, col)
	}
	short := strings.Join(parts, "/")
	if found, ok := s.keys[short]; ok && found == row && s.table.Row(short) < 0 {
		return short
	}
	return s.table.Key(row)
}
