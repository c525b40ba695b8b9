package edition

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"daylight/internal/dataset"
)

// Kind says how a thing differs between two states.
type Kind string

// The kinds of change.
const (
	Changed Kind = "changed"
	Added   Kind = "added"
	Removed Kind = "removed"
)

// Change is one thing that differs between two states: a figure, a cell, or, where they are
// added or removed as a whole, a row, a column or a table.
type Change struct {
	Name   string // "subscribers.obtained", "calls[total].calls", "calls[total]" for a row, "calls" for a table
	Source string // the query or table
	Column string // of a cell; "" for anything else
	Cell   bool   // of a table, and no figure
	Kind   Kind
	Old    dataset.Value // meaningless where something was added
	New    dataset.Value // meaningless where it was removed
	Reason *Reason       // nil for none
}

// One tells whether the change is that of one value, which has an old or a new one.
func (c Change) One() bool { return !c.Cell || c.Column != "" && c.Kind == Changed }

// Compare returns what differs from one state to another: first the cells, then the
// figures, each by name.
func Compare(a, b *State) []Change {
	changes := compareTables(a.Data, b.Data)
	slices.SortStableFunc(changes, func(x, y Change) int { return strings.Compare(x.Source, y.Source) })
	return append(changes, compareFigures(a.Figures, b.Figures)...)
}

// compareFigures merges two sorted lists.
func compareFigures(a, b []Figure) []Change {
	var changes []Change
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Name < b[0].Name:
			changes = append(changes, Change{Name: a[0].Name, Source: a[0].Query, Kind: Removed, Old: a[0].Value})
			a = a[1:]
		case len(a) == 0 || b[0].Name < a[0].Name:
			changes = append(changes, Change{Name: b[0].Name, Source: b[0].Query, Kind: Added, New: b[0].Value})
			b = b[1:]
		default:
			if !same(a[0].Value, b[0].Value) {
				changes = append(changes, Change{Name: b[0].Name, Source: b[0].Query, Kind: Changed, Old: a[0].Value, New: b[0].Value})
			}
			a, b = a[1:], b[1:]
		}
	}
	return changes
}

// same tells whether two values say the same.
func same(a, b dataset.Value) bool {
	if a.Status != b.Status || a.IsText != b.IsText {
		return false
	}
	if a.IsText {
		return a.Text == b.Text
	}
	return a.Status == dataset.NotApplicable || a.Low.String() == b.Low.String() && a.High.String() == b.High.String()
}

func compareTables(a, b *dataset.Set) []Change {
	var changes []Change
	for _, t := range a.Tables {
		if other := b.Table(t.Schema.Name); other != nil {
			changes = append(changes, compareTable(t, other)...)
		} else {
			changes = append(changes, whole(t.Schema.Name, t, Removed))
		}
	}
	for _, t := range b.Tables {
		if a.Table(t.Schema.Name) == nil {
			changes = append(changes, whole(t.Schema.Name, t, Added))
		}
	}
	return changes
}

// whole is a row, a column or a table that is there in one state alone.
func whole(name string, t *dataset.Table, kind Kind) Change {
	return Change{Name: name, Source: t.Schema.Name, Cell: true, Kind: kind}
}

// compareTable compares the rows of two tables that have one key.
func compareTable(a, b *dataset.Table) []Change {
	changes, shared := compareColumns(a, b)
	inA, inB := rowsOf(a), rowsOf(b)
	for _, r := range inA.order {
		if _, there := inB.rows[r]; !there {
			changes = append(changes, whole(rowName(a, r), a, Removed))
		}
	}
	for _, key := range inB.order {
		row, there := inA.rows[key]
		if !there {
			changes = append(changes, whole(rowName(b, key), b, Added))
			continue
		}
		other := inB.rows[key]
		for _, pair := range shared {
			if a.Raw(row, pair[0]) == b.Raw(other, pair[1]) {
				continue
			}
			column := b.Schema.Fields[pair[1]].Name
			changes = append(changes, Change{
				Name: rowName(b, key) + "." + column, Source: b.Schema.Name, Column: column, Cell: true, Kind: Changed,
				Old: a.Value(row, pair[0]), New: b.Value(other, pair[1]),
			})
		}
	}
	return changes
}

// compareColumns returns the columns that one table alone has, and the indexes of those
// that both have.
func compareColumns(a, b *dataset.Table) (changes []Change, shared [][2]int) {
	for i := range a.Schema.Fields {
		name := a.Schema.Fields[i].Name
		if _, at := b.Schema.Field(name); at >= 0 {
			shared = append(shared, [2]int{i, at})
		} else {
			changes = append(changes, whole(a.Schema.Name+"."+name, a, Removed))
		}
	}
	for i := range b.Schema.Fields {
		if _, at := a.Schema.Field(b.Schema.Fields[i].Name); at < 0 {
			changes = append(changes, whole(b.Schema.Name+"."+b.Schema.Fields[i].Name, b, Added))
		}
	}
	return changes, shared
}

// keyedRows are the rows of a table by what tells them apart.
type keyedRows struct {
	rows  map[string]int
	order []string
}

// rowsOf keys the rows of a table: by its primary key, or where it has none by all cells
// and how often they stood there before.
func rowsOf(t *dataset.Table) keyedRows {
	k := keyedRows{rows: make(map[string]int, t.Len())}
	for row := range t.Len() {
		key := t.Key(row)
		if len(t.Schema.PrimaryKey) == 0 {
			key = unkeyed(t, row)
			for n := 2; ; n++ {
				if _, taken := k.rows[key]; !taken {
					break
				}
				key = unkeyed(t, row) + "\x00" + strconv.Itoa(n)
			}
		}
		k.rows[key] = row
		k.order = append(k.order, key)
	}
	return k
}

// unkeyed returns all cells of a row. Its first byte is none that a key begins with.
func unkeyed(t *dataset.Table, row int) string {
	cells := make([]string, len(t.Schema.Fields))
	for col := range cells {
		cells[col] = t.Raw(row, col)
	}
	return "\x00" + strings.Join(cells, "\x00")
}

// rowName names a row: "calls[total]". A row without a key is named by its cells' table
// alone: what it holds stands in the table.
func rowName(t *dataset.Table, key string) string {
	if strings.HasPrefix(key, "\x00") {
		return t.Schema.Name + "[]"
	}
	return t.Schema.Name + "[" + key + "]"
}

// Points returns a figure's or a cell's values in the states in which it had another than in the
// one before: its history, the oldest first. It is empty where there is one value alone.
func Points(states []*State, value func(*State) (dataset.Value, bool)) []Point {
	var points []Point
	for _, s := range states {
		v, ok := value(s)
		if ok && (len(points) == 0 || !same(points[len(points)-1].Value, v)) {
			points = append(points, Point{s.Date, v})
		}
	}
	if len(points) < 2 {
		return nil
	}
	return points
}

// Point is a value from a date on.
type Point struct {
	Date  string
	Value dataset.Value
}

// Figure returns the value that a figure of a query, or a cell by its key, had in a state.
func (s *State) Figure(name string) (dataset.Value, bool) {
	if i, found := slices.BinarySearchFunc(s.Figures, name, func(f Figure, name string) int { return cmp.Compare(f.Name, name) }); found {
		return s.Figures[i].Value, true
	}
	table, rest, keyed := strings.Cut(name, "[")
	key, column, ok := strings.Cut(rest, "].")
	t := s.Data.Table(table)
	if !keyed || !ok || t == nil {
		return dataset.Value{}, false
	}
	_, col := t.Schema.Field(column)
	row := t.Row(key)
	if col < 0 || row < 0 {
		return dataset.Value{}, false
	}
	return t.Value(row, col), true
}
