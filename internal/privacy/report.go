package privacy

import (
	"iter"
	"slices"

	"daylight/internal/dataset"
)

// Sum is an identity between cells of tables: the parts with their signs, and the
// constant, make zero, or no more than zero.
type Sum struct {
	Name     string // as a message calls it
	Parts    []Part
	AtMost   bool
	Constant int64
}

// Part is a cell of a table with its sign.
type Part struct {
	Table    *dataset.Table
	Row, Col int
	Sign     int64
}

// Edition is the tables of a report and the identities that hold in them.
type Edition struct {
	Data *dataset.Set
	Sums iter.Seq[Sum] // nil for none
}

// place is where a cell stands.
type place struct {
	table    *dataset.Table
	row, col int
}

// builder makes a problem of tables.
type builder struct {
	problem Problem
	cells   map[place]int
	where   []place        // of each cell
	truth   *dataset.Table // holds the true values of what will be withheld; nil for none
}

// NewProblem makes the problem of what is about to be published and of the editions that
// readers have already. Where nothing is protected there is none.
func NewProblem(now Edition, before ...Edition) *Problem { return &known(now, before).problem }

// known is what everybody knows: the tables now, and those of the editions before.
func known(now Edition, before []Edition) *builder {
	b := newBuilder(nil)
	if !slices.ContainsFunc(now.Data.Tables, func(t *dataset.Table) bool { return Protected(t) > 0 }) {
		return b
	}
	b.edition(now, true)
	for _, e := range before {
		b.edition(e, false)
		b.same(now.Data, e.Data)
	}
	b.name()
	return b
}

func newBuilder(truth *dataset.Table) *builder {
	return &builder{cells: map[place]int{}, truth: truth}
}

// name says what the cells that can be reported are called and where they stand: those
// that are protected.
func (b *builder) name() {
	for i, at := range b.where {
		if c := &b.problem.Cells[i]; c.Protection > 0 {
			c.Name, c.Pos = cellName(at.table, at.row, at.col), at.table.Pos(at.row, at.col)
		}
	}
}

// edition takes in the relations of one edition. Relations between published cells
// alone tell nothing new, and are left out to save memory.
func (b *builder) edition(e Edition, protect bool) {
	for _, t := range e.Data.Tables {
		for col, f := range t.Schema.Fields {
			if f.Type == dataset.Count && (t.Inexact(col) || t == b.truth) {
				b.column(t, col, protect)
			}
		}
		if t != b.truth { // whose shares go with what is withheld
			b.shares(t)
		}
	}
	if e.Sums == nil {
		return
	}
	for s := range e.Sums {
		b.sum(s)
	}
}

// column takes in a column with inexact cells: those that are protected, and totals.
func (b *builder) column(t *dataset.Table, col int, protect bool) {
	if protect {
		for row := range t.Len() {
			if width := protection(t, row, col); width > 0 {
				b.problem.Cells[b.cell(t, row, col)].Protection = width
			}
		}
	}
	if isCore(t.Schema.Name) { // whose identities say which totals are the sums of their parts
		return
	}
	for _, total := range totals(t, col) {
		if t == b.truth || total.unknown(t, col) {
			b.relate(total.relation(b, t, col))
		}
	}
}

// protection returns how wide the interval of a cell must stay; 0 for any.
func protection(t *dataset.Table, row, col int) int64 {
	rule := t.Schema.Rule
	low, high, status := t.Count(row, col)
	covered := rule.Covers(t.Schema.Fields[col].Name)
	switch {
	case status == dataset.Withheld && covered:
		return rule.Protection
	case status == dataset.Withheld:
		return 1
	case !covered:
		return 0
	case status == dataset.Approximate && rule.Base > 0:
		return rule.Protection
	case (status == dataset.Bound || status == dataset.Band) && high != Open && low < rule.Threshold:
		return rule.Protection
	}
	return 0
}

// cell returns the index of a cell, taking it in when it is new.
func (b *builder) cell(t *dataset.Table, row, col int) int {
	at := place{t, row, col}
	i, ok := b.cells[at]
	if !ok {
		i = b.problem.Add(Cell{})
		b.cells[at] = i
		b.where = append(b.where, at)
		c := &b.problem.Cells[i]
		c.Low, c.High = ends(t, row, col)
	}
	return i
}

// ends returns what a cell says of itself. An approximate number of a table whose counts
// are rounded to a base lies less than a base away; of another table nothing is known.
func ends(t *dataset.Table, row, col int) (low, high int64) {
	low, high, status := t.Count(row, col)
	if status != dataset.Approximate {
		return low, high
	}
	rule := t.Schema.Rule
	if rule.Covers(t.Schema.Fields[col].Name) && rule.Base > 0 {
		return max(0, low-rule.Base+1), low + rule.Base - 1
	}
	return 0, Open
}

func cellName(t *dataset.Table, row, col int) string {
	name := t.Schema.Name
	if key := t.Key(row); key != "" {
		name += "[" + key + "]"
	}
	return name + "." + t.Schema.Fields[col].Name
}

// relate takes in a relation that has a cell which is unknown, or could be.
func (b *builder) relate(r Relation) {
	if slices.ContainsFunc(r.Terms, func(t Term) bool { return b.where[t.Cell].table == b.truth || !b.problem.Cells[t.Cell].known() }) {
		b.problem.Relate(r)
	}
}

// sum takes in an identity, unless all of it is published.
func (b *builder) sum(s Sum) {
	unknown := false
	for _, p := range s.Parts {
		unknown = unknown || p.Table == b.truth || p.Table.Schema.Fields[p.Col].Type == dataset.Count && p.Table.Status(p.Row, p.Col) != dataset.Exact
	}
	if !unknown || len(s.Parts) == 0 {
		return
	}
	first := s.Parts[0]
	r := Relation{Name: s.Name, Pos: first.Table.Pos(first.Row, first.Col), Constant: -s.Constant}
	if s.AtMost {
		r.Sense = AtMost
	}
	for _, p := range s.Parts {
		switch {
		case p.Table.Schema.Fields[p.Col].Type != dataset.Count:
			return // a whole number with a sign is no count of things
		case p.Table.Status(p.Row, p.Col) != dataset.NotApplicable:
			r.Terms = append(r.Terms, Term{b.cell(p.Table, p.Row, p.Col), p.Sign})
		}
	}
	b.relate(r)
}

// same ties the cells of two editions that have the same table, key and column, where one of
// them is not exact: a reader will take it that they have not changed, unless
// they show that they have.
func (b *builder) same(now, before *dataset.Set) {
	for _, t := range now.Tables {
		old := before.Table(t.Schema.Name)
		if old == nil || len(t.Schema.PrimaryKey) == 0 {
			continue
		}
		for col, f := range t.Schema.Fields {
			if g, at := old.Schema.Field(f.Name); g != nil && f.Type == dataset.Count && g.Type == dataset.Count && t.Inexact(col) {
				b.sameColumn(t, col, old, at)
			}
		}
	}
}

func (b *builder) sameColumn(t *dataset.Table, col int, old *dataset.Table, at int) {
	for row := range t.Len() {
		was := old.Row(t.Key(row))
		if was < 0 || t.Status(row, col) == dataset.Exact || t.Status(row, col) == dataset.NotApplicable || old.Status(was, at) == dataset.NotApplicable {
			continue
		}
		low, high := ends(t, row, col)
		oldLow, oldHigh := ends(old, was, at)
		if oldHigh != Open && oldHigh < low || high != Open && high < oldLow {
			continue // it was revised
		}
		b.relate(Relation{
			Name: "the edition before", Pos: t.Pos(row, col),
			Terms: []Term{{b.cell(t, row, col), 1}, {b.cell(old, was, at), -1}},
		})
	}
}
