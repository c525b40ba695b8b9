package figure

import (
	"cmp"
	"iter"
	"slices"
	"sort"

	"daylight/internal/dataset"
	"daylight/internal/locale"
)

// mostRows is how many rows a query or table may have whose cells can be looked up
// by value: what a text says stands in small tables.
const mostRows = 10_000

// mostFound bounds the cells that one look-up weighs.
const mostFound = 200

// Lookup finds figures by their value. It is made once for a Set, when it is first
// asked for.
type Lookup struct {
	cells []cell // by value, then rank
}

// cell is one quantity under a number by which a text may say it. Its rank is its
// place in the order of preference: queries of one row, other queries, tables.
type cell struct {
	number   locale.Decimal
	query    *Query
	row, col int
	rank     int
}

// Lookup returns the figures by value.
func (s *Set) Lookup() *Lookup { return s.lookup() }

func newLookup(s *Set) *Lookup {
	l := &Lookup{}
	for _, q := range ordered(s) {
		if q.Len() <= mostRows {
			l.add(q)
		}
	}
	slices.SortStableFunc(l.cells, func(a, b cell) int { return a.number.Cmp(b.number) })
	return l
}

// ordered returns all queries and tables, those first that a text should name.
func ordered(s *Set) []*Query {
	all := slices.Clone(s.Queries)
	slices.SortStableFunc(all, func(a, b *Query) int { return cmp.Compare(min(a.Len(), 2), min(b.Len(), 2)) })
	for _, t := range s.Data.Tables {
		all = append(all, s.byName[t.Schema.Name])
	}
	return all
}

// add takes in the cells of a query that hold a number: a bound under its own end
// and under the number that "more than" would say.
func (l *Lookup) add(q *Query) {
	for row := range q.Len() {
		for col := range q.Columns {
			if f := q.Columns[col].Field; q.Table != nil && !f.Type.IsQuantity() {
				continue
			}
			v := q.value(row, col)
			if v.IsText || v.Status.Unknown() {
				continue
			}
			for _, number := range spoken(v) {
				l.cells = append(l.cells, cell{number, q, row, col, len(l.cells)})
			}
		}
	}
}

func spoken(v dataset.Value) []locale.Decimal {
	switch {
	case v.Low == v.High && !v.Low.IsInf():
		return []locale.Decimal{v.Low}
	case v.Status == dataset.Bound && v.High.IsInf() && !v.Low.IsInf():
		return []locale.Decimal{v.Low, v.Low.Add(locale.Int(-1))}
	case v.Status == dataset.Bound && !v.High.IsInf():
		return []locale.Decimal{v.High, v.High.Add(locale.Int(1))}
	}
	return nil
}

// Has tells whether a figure has exactly that value.
func (l *Lookup) Has(d locale.Decimal) bool {
	for _, c := range l.cells[l.from(d):] {
		if c.number != d {
			return false
		}
		if c.value().Status == dataset.Exact {
			return true
		}
	}
	return false
}

// Between gives figures whose numbers lie between two ends, the best first. A
// cell that several queries show is given once.
func (l *Lookup) Between(low, high locale.Decimal) iter.Seq[Figure] {
	first := l.from(low)
	last := first
	for last < len(l.cells) && last-first < mostFound && l.cells[last].number.Cmp(high) <= 0 {
		last++
	}
	found := slices.Clone(l.cells[first:last])
	slices.SortFunc(found, func(a, b cell) int { return cmp.Compare(a.rank, b.rank) })
	return func(yield func(Figure) bool) {
		for i, c := range found {
			if repeats(found, i) {
				continue
			}
			if f, ok := c.figure(); ok && !yield(f) {
				return
			}
		}
	}
}

func (l *Lookup) from(d locale.Decimal) int {
	return sort.Search(len(l.cells), func(i int) bool { return l.cells[i].number.Cmp(d) >= 0 })
}

func (c cell) value() dataset.Value  { return c.query.value(c.row, c.col) }
func (c cell) field() *dataset.Field { return c.query.Columns[c.col].Field }

// repeats tells whether a better cell shows the same cell of a table: both are of
// one field, in which that value stands only once.
func repeats(found []cell, i int) bool {
	c := found[i]
	like := func(other cell) bool { return other.field() == c.field() && other.value() == c.value() }
	if c.field() == nil || !slices.ContainsFunc(found[:i], like) {
		return false
	}
	rows := map[int]bool{}
	for _, other := range found {
		if other.query.Table != nil && like(other) {
			rows[other.row] = true
		}
	}
	return len(rows) == 1
}

// figure names the cell; ok tells whether a text can.
func (c cell) figure() (f Figure, ok bool) {
	name := c.query.Canonical(c.row, c.col)
	return Figure{Name: name, Query: c.query, Row: c.row, Column: c.query.Columns[c.col], Value: c.value()}, name != ""
}
