package dataset

import "strings"

// Key returns the row's primary key, its parts joined by "/", or "" when the
// table has none.
func (t *Table) Key(row int) string {
	_, at := t.pick(t.Schema.PrimaryKey)
	parts := make([]string, len(at))
	for i, col := range at {
		parts[i] = t.Raw(row, col)
	}
	return strings.Join(parts, "/")
}

// Row returns the row with that primary key (parts joined by "/"), or -1. A part
// may hold a "/" itself, as a period does; a key that can be read as two rows' is
// no row's.
func (t *Table) Row(key string) int {
	if t.keys == nil {
		return -1
	}
	found := map[int]bool{}
	t.search(strings.Split(key, "/"), nil, found)
	for row := range found {
		if len(found) == 1 {
			return row
		}
	}
	return -1
}

// search tries each way to give the parts of a key to the columns.
func (t *Table) search(parts []string, ids []uint32, found map[int]bool) {
	columns := t.keys.columns
	left := len(columns) - len(ids)
	if left == 0 {
		if row := t.keys.row(ids); row >= 0 && len(parts) == 0 {
			found[row] = true
		}
		return
	}
	for n := 1; n <= len(parts)-left+1; n++ {
		if id, ok := columns[len(ids)].words.find(strings.Join(parts[:n], "/")); ok {
			t.search(parts[n:], append(ids[:len(ids):len(ids)], id), found)
		}
	}
}
