package dataset

import (
	"fmt"
	"slices"
	"strings"

	"daylight/internal/diag"
)

// checkCells types every column and reports its faults, cell by cell.
func (t *Table) checkCells(problems *diag.List) {
	for col := range t.columns {
		c, f := &t.columns[col], &t.Schema.Fields[col]
		faults := c.check(f, t.Schema.Missing, slices.Contains(t.Schema.PrimaryKey, f.Name), t.Schema.identifies(f))
		if len(faults) == 0 {
			continue
		}
		shown := t.newTally(problems)
		for row, id := range c.ids {
			if why := faults[id]; why != nil {
				shown.add(row, col, why.code, why.hint, why.message)
			}
		}
		shown.close(f.Name)
	}
}

// identifies tells whether a field is part of a key that names rows of this table
// or of another.
func (s *Schema) identifies(f *Field) bool {
	for _, key := range s.UniqueKeys {
		if slices.Contains(key, f.Name) {
			return true
		}
	}
	for _, key := range s.ForeignKeys {
		if slices.Contains(key.Fields, f.Name) {
			return true
		}
	}
	return f.Constraints.Unique || slices.Contains(s.PrimaryKey, f.Name)
}

// tally reports problems of one kind until there are too many to be read.
type tally struct {
	table    *Table
	problems *diag.List
	n        int
	code     diag.Code
}

func (t *Table) newTally(problems *diag.List) *tally { return &tally{table: t, problems: problems} }

func (l *tally) add(row, col int, code diag.Code, hint, message string) {
	if l.n++; l.n <= maxShown {
		l.code = code
		l.problems.Add(l.table.Pos(row, col), code, hint, "%s", message)
	}
}

// close says how many problems were not shown, and of what.
func (l *tally) close(what string) {
	if more := l.n - maxShown; more > 0 {
		l.problems.Add(diag.Pos{Path: l.table.Schema.Path}, l.code, "mend those that are shown first", "at least %d more cells of %q have problems like these", more, what)
	}
}

// pick returns the columns of those names and their indexes.
func (t *Table) pick(names []string) (columns []*column, indexes []int) {
	for _, name := range names {
		_, i := t.Schema.Field(name)
		columns, indexes = append(columns, &t.columns[i]), append(indexes, i)
	}
	return columns, indexes
}

// checkKeys holds the primary key and the unique keys to be unique. In a unique
// key, unlike in the primary key, a marker equals nothing.
func (t *Table) checkKeys(problems *diag.List) {
	if len(t.Schema.PrimaryKey) > 0 {
		t.keys = t.checkUnique(t.Schema.PrimaryKey, true, problems)
	}
	for _, key := range t.Schema.UniqueKeys {
		t.checkUnique(key, false, problems)
	}
	for i := range t.Schema.Fields {
		if f := &t.Schema.Fields[i]; f.Constraints.Unique {
			t.checkUnique([]string{f.Name}, false, problems)
		}
	}
}

func (t *Table) checkUnique(key []string, primary bool, problems *diag.List) *index {
	columns, at := t.pick(key)
	if len(columns) == 1 && columns[0].words.len() == t.rows {
		return &index{columns: columns} // no two cells are the same
	}
	x := newIndex(columns, t.rows)
	ids := make([]uint32, len(columns))
	shown := t.newTally(problems)
	for row := range t.rows {
		known := idsOf(columns, row, ids)
		if !known && !primary {
			continue
		}
		if first := x.add(row, ids); first >= 0 {
			shown.add(row, at[0], CodeKey, "keep one of the rows, or add to the key what tells them apart",
				fmt.Sprintf("the row has the same %s as line %d", strings.Join(key, ", "), t.Pos(first, at[0]).Line))
		}
	}
	shown.close(strings.Join(key, ", "))
	return x
}

// idsOf fills ids with a row's words, and tells whether none of them is a marker.
func idsOf(columns []*column, row int, ids []uint32) (known bool) {
	known = true
	for i, c := range columns {
		ids[i] = c.ids[row]
		known = known && !c.status[ids[i]].Unknown()
	}
	return known
}

// checkForeignKeys holds that each row's foreign keys point at a row. A row with
// a marker in the key points at none.
func (t *Table) checkForeignKeys(set *Set, problems *diag.List) {
	for _, k := range t.Schema.ForeignKeys {
		parent := t
		if k.Resource != "" {
			parent = set.Table(k.Resource)
		}
		if parent != nil && !parent.partial {
			t.checkForeignKey(k, parent, problems)
		}
	}
}

func (t *Table) checkForeignKey(k ForeignKey, parent *Table, problems *diag.List) {
	columns, at := t.pick(k.Fields)
	targets, _ := parent.pick(k.Reference)
	x := newIndex(targets, parent.rows)
	ids := make([]uint32, len(columns))
	for row := range parent.rows {
		idsOf(targets, row, ids)
		x.add(row, ids)
	}
	translations := make([][]uint32, len(columns))
	for i := range columns {
		translations[i] = translate(columns[i].words, targets[i].words)
	}
	shown := t.newTally(problems)
	for row := range t.rows {
		if idsOf(columns, row, ids) && !x.has(ids, translations) {
			shown.add(row, at[0], CodeForeignKey, "add the row to "+parent.Schema.Path+", or mend the cell", fmt.Sprintf("no row of the table %q has this %s", parent.Schema.Name, strings.Join(k.Reference, ", ")))
		}
	}
	shown.close(strings.Join(k.Fields, ", "))
}

// absent stands for a word that the other column does not have.
const absent = ^uint32(0)

// translate returns, for each word of one column, its number in another.
func translate(from, to *dictionary) []uint32 {
	ids := make([]uint32, from.len())
	for i := range ids {
		id, ok := to.find(from.word(uint32(i)))
		if ids[i] = id; !ok {
			ids[i] = absent
		}
	}
	return ids
}
