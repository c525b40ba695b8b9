package identity

import (
	"iter"
	"slices"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// Equations yields every equation of those relations that have a column which about tells
// of: identity by identity, relation by relation, group by group in the order of the
// rows. What an identity cannot be applied to is not in it: see Check.
func (s *Set) Equations(about func(t *dataset.Table, col int) bool) iter.Seq[Equation] {
	return func(yield func(Equation) bool) {
		for i := range s.Identities {
			var ignored diag.List
			for r := range s.Identities[i].Relations {
				relation := &s.Identities[i].Relations[r]
				if s.tells(relation, about) && !s.apply(&s.Identities[i], relation, &ignored, yield) {
					return
				}
			}
		}
	}
}

func (s *Set) tells(r *Relation, about func(t *dataset.Table, col int) bool) bool {
	return slices.ContainsFunc(slices.Concat(r.Left, r.Right), func(t Term) bool {
		if t.Table == "" {
			return false
		}
		table := s.data.Table(t.Table)
		_, col := table.Schema.Field(t.Column)
		return about(table, col)
	})
}

// matched is the rows of one term, in groups.
type matched struct {
	term   *Term
	table  *dataset.Table
	col    int
	sign   int64
	right  bool
	rows   []uint32 // by group
	start  []uint32 // of each group in rows, and the end
	coarse []uint32 // for a table that lacks a column of "by": the group that stands for each; nil for itself
}

func (m *matched) group(g int) []uint32 {
	if m.coarse != nil {
		g = int(m.coarse[g])
	}
	if g+1 >= len(m.start) {
		return nil
	}
	return m.rows[m.start[g]:m.start[g+1]]
}

// times is how many equations a group has: one, or one for each row of the term with "each".
func times(terms []*matched, g int) int {
	for _, m := range terms {
		if m.term.Each {
			return len(m.group(g))
		}
	}
	return 1
}

// maxCells bounds the cells of all equations of a relation. Ten million rows of five columns
// have as many; more come of rows that are compared with every other.
const maxCells = 50_000_000

// tooMany tells whether the equations of a relation have more cells than that.
func tooMany(terms []*matched, groups int) bool {
	cells := 0
	for g := range groups {
		equations := times(terms, g)
		for _, m := range terms {
			if m.term.Each {
				cells += equations
			} else {
				cells += equations * len(m.group(g))
			}
		}
		if cells > maxCells {
			return true
		}
	}
	return false
}

// apply yields the equations of one relation, and tells whether more are wanted.
func (s *Set) apply(i *Identity, r *Relation, problems *diag.List, yield func(Equation) bool) bool {
	groups := newGrouping()
	terms, constant := s.match(i, r, groups)
	if tooMany(terms, groups.count) {
		problems.Add(i.Pos, CodeRows, "name in by the columns that tell the rows apart, or pick rows with conditions", "%q compares so many rows with each other that it would take too long", i.Name)
		return true
	}
	found := false
	for g := range groups.count {
		switch missing := missing(terms, g); {
		case missing == nil:
		case !i.Every:
			continue
		default:
			s.reportMissing(i, terms, missing, g, problems)
			continue
		}
		found = true
		if !check(i, terms, g, problems) {
			return true
		}
		e := Equation{Identity: i, Relation: r, Op: r.Op, Constant: constant}
		if !emit(e, terms, g, yield) {
			return false
		}
	}
	if !found && !i.BuiltIn && len(*problems) == 0 {
		problems.Add(i.Pos, CodeRows, "look at the conditions and at by, or take the identity out", "the identity %q finds no rows to compare", i.Name)
	}
	return true
}

// match finds the rows of every term of a relation, and adds up its numbers.
func (s *Set) match(i *Identity, r *Relation, groups *grouping) (terms []*matched, constant int64) {
	add := func(side []Term, right bool) {
		for t := range side {
			sign := int64(1)
			if side[t].Minus != right {
				sign = -1
			}
			if side[t].Table == "" {
				constant += sign * side[t].Number
				continue
			}
			m := &matched{term: &side[t], table: s.data.Table(side[t].Table), sign: sign, right: right}
			_, m.col = m.table.Schema.Field(side[t].Column)
			m.find(i.By, groups)
			terms = append(terms, m)
		}
	}
	add(r.Left, false)
	add(r.Right, true)
	for _, m := range terms {
		m.spread(i.By, terms, groups)
	}
	return terms, constant
}

// missing returns the first term that finds no row in a group.
func missing(terms []*matched, g int) *matched {
	for _, m := range terms {
		if len(m.group(g)) == 0 {
			return m
		}
	}
	return nil
}

// emit yields the equation of a group, or one for each row of the term that has "each".
func emit(e Equation, terms []*matched, g int, yield func(Equation) bool) bool {
	cells := len(terms)
	for n := range times(terms, g) {
		one := e
		one.Parts = make([]Part, 0, cells)
		for _, m := range terms {
			rows := m.group(g)
			if m.term.Each {
				rows = rows[n : n+1]
			}
			for _, row := range rows {
				one.Parts = append(one.Parts, Part{Table: m.table, Row: int(row), Col: m.col, Sign: m.sign, Right: m.right})
			}
		}
		if cells = len(one.Parts); !yield(one) {
			return false
		}
	}
	return true
}

// grouping numbers the combinations of values of the columns in "by".
type grouping struct {
	ids   map[string]uint32
	count int
	known map[*dataset.Table][]uint32 // of each row of a table that has been looked at
}

func newGrouping() *grouping {
	return &grouping{ids: map[string]uint32{}, known: map[*dataset.Table][]uint32{}}
}

// of numbers the rows of a table by some of its columns.
func (g *grouping) of(t *dataset.Table, at []int) []uint32 {
	if ids := g.known[t]; ids != nil {
		return ids
	}
	ids := make([]uint32, t.Len())
	var key []byte
	for row := range ids {
		key = key[:0]
		for _, col := range at {
			key = append(append(key, t.Raw(row, col)...), 0)
		}
		ids[row] = g.id(key)
	}
	g.known[t] = ids
	return ids
}

func (g *grouping) id(key []byte) uint32 {
	id, ok := g.ids[string(key)]
	if !ok {
		id = uint32(g.count)
		g.ids[string(key)] = id
		g.count++
	}
	return id
}

// find puts the rows that meet the term's conditions into groups. A term whose table
// lacks one of the columns waits for spread.
func (m *matched) find(by []string, groups *grouping) {
	at, all := columns(m.table, by)
	if !all {
		return
	}
	m.arrange(groups.of(m.table, at), groups.count)
}

func (m *matched) meets(row int, where []int) bool {
	for i, c := range m.term.Where {
		if (m.table.Raw(row, where[i]) == c.Value) == c.Not {
			return false
		}
	}
	return m.table.Status(row, m.col) != dataset.NotApplicable
}

// columns returns the indexes of the columns that a table has, and whether it has all.
func columns(t *dataset.Table, names []string) (at []int, all bool) {
	for _, name := range names {
		if _, i := t.Schema.Field(name); i >= 0 {
			at = append(at, i)
		}
	}
	return at, len(at) == len(names)
}

// arrange sorts the rows that meet the term's conditions by their group.
func (m *matched) arrange(ids []uint32, count int) {
	where := make([]int, len(m.term.Where))
	for i, c := range m.term.Where {
		_, where[i] = m.table.Schema.Field(c.Column)
	}
	start := make([]uint32, count+2) // shifted by one: while rows are laid down, start[g+1] is the next place of group g
	for row, id := range ids {
		if m.meets(row, where) {
			start[id+2]++
		}
	}
	for g := range count {
		start[g+2] += start[g+1]
	}
	m.rows = make([]uint32, start[count+1])
	for row, id := range ids {
		if m.meets(row, where) {
			m.rows[start[id+1]] = uint32(row)
			start[id+1]++
		}
	}
	m.start = start[:count+1]
}

// spread gives a term whose table lacks a column of "by" the same rows in all groups
// that agree in the other columns: a total by period stands for each provider of the period.
func (m *matched) spread(by []string, terms []*matched, groups *grouping) {
	at, all := columns(m.table, by)
	if all {
		return
	}
	var has []string
	for _, col := range at {
		has = append(has, m.table.Schema.Fields[col].Name)
	}
	coarse := newGrouping()
	m.arrange(coarse.of(m.table, at), coarse.count)
	m.coarse = make([]uint32, groups.count)
	for g := range m.coarse {
		id, ok := coarse.ids[keyOf(terms, by, has, g)]
		if !ok {
			id = uint32(coarse.count) // a group without rows
		}
		m.coarse[g] = id
	}
}

// keyOf returns the values of some columns in a group, from a term that has all of "by".
func keyOf(terms []*matched, by, has []string, g int) string {
	for _, m := range terms {
		if _, all := columns(m.table, by); !all || len(m.group(g)) == 0 {
			continue
		}
		at, _ := columns(m.table, has)
		var key []byte
		for _, col := range at {
			key = append(append(key, m.table.Raw(int(m.group(g)[0]), col)...), 0)
		}
		return string(key)
	}
	return "\xff"
}
