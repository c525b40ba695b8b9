package identity

import (
	"iter"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// Equations yields every equation: identity by identity, relation by relation, group by
// group in the order of the rows. What an identity cannot be applied to is not in it: see Check.
func (s *Set) Equations() iter.Seq[Equation] {
	return func(yield func(Equation) bool) {
		for i := range s.Identities {
			var ignored diag.List
			for r := range s.Identities[i].Relations {
				if !s.apply(&s.Identities[i], &s.Identities[i].Relations[r], &ignored, yield) {
					return
				}
			}
		}
	}
}

// matched is the rows of one term, in groups.
type matched struct {
	term  *Term
	table *dataset.Table
	col   int
	sign  int64
	right bool
	rows  []uint32 // by group
	start []uint32 // of each group in rows, and the end
}

func (m *matched) group(g int) []uint32 {
	if g+1 >= len(m.start) {
		return nil
	}
	return m.rows[m.start[g]:m.start[g+1]]
}

// apply yields the equations of one relation, and tells whether more are wanted.
func (s *Set) apply(i *Identity, r *Relation, problems *diag.List, yield func(Equation) bool) bool {
	groups := &grouping{ids: map[string]uint32{}}
	terms, constant := s.match(i, r, groups)
	found := false
	for g := range groups.count {
		switch missing := s.missing(terms, g); {
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
func (s *Set) missing(terms []*matched, g int) *matched {
	for _, m := range terms {
		if len(m.group(g)) == 0 {
			return m
		}
	}
	return nil
}

// emit yields the equation of a group, or one for each row of the term that has "each".
func emit(e Equation, terms []*matched, g int, yield func(Equation) bool) bool {
	at := slices.IndexFunc(terms, func(m *matched) bool { return m.term.Each })
	times := 1
	if at >= 0 {
		times = len(terms[at].group(g))
	}
	for n := range times {
		one := e
		for i, m := range terms {
			rows := m.group(g)
			if i == at {
				rows = rows[n : n+1]
			}
			for _, row := range rows {
				one.Parts = append(one.Parts, Part{Table: m.table, Row: int(row), Col: m.col, Sign: m.sign, Right: m.right})
			}
		}
		if !yield(one) {
			return false
		}
	}
	return true
}

// grouping numbers the combinations of values of the columns in "by".
type grouping struct {
	ids   map[string]uint32
	count int
}

func (g *grouping) id(key string) uint32 {
	id, ok := g.ids[key]
	if !ok {
		id = uint32(g.count)
		g.ids[strings.Clone(key)] = id
		g.count++
	}
	return id
}

// none marks a row that meets no condition.
const none = ^uint32(0)

// find puts the rows that meet the term's conditions into groups. A term whose table
// lacks one of the columns waits for spread.
func (m *matched) find(by []string, groups *grouping) {
	at, all := columns(m.table, by)
	if !all {
		return
	}
	m.rows, m.start = arrange(m.assign(at, groups.id), groups.count)
}

// assign gives each row the number of its group.
func (m *matched) assign(at []int, id func(string) uint32) []uint32 {
	where := make([]int, len(m.term.Where))
	for i, c := range m.term.Where {
		_, where[i] = m.table.Schema.Field(c.Column)
	}
	ids := make([]uint32, m.table.Len())
	var key []byte
	for row := range ids {
		ids[row] = none
		if !m.meets(row, where) {
			continue
		}
		key = key[:0]
		for _, col := range at {
			key = append(append(key, m.table.Raw(row, col)...), 0)
		}
		ids[row] = id(string(key))
	}
	return ids
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

// arrange sorts rows by their group.
func arrange(ids []uint32, count int) (rows, start []uint32) {
	start = make([]uint32, count+1)
	for _, id := range ids {
		if id != none {
			start[id+1]++
		}
	}
	for g := range count {
		start[g+1] += start[g]
	}
	next := slices.Clone(start)
	rows = make([]uint32, start[count])
	for row, id := range ids {
		if id != none {
			rows[next[id]] = uint32(row)
			next[id]++
		}
	}
	return rows, start
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
	coarse := &grouping{ids: map[string]uint32{}}
	rows, start := arrange(m.assign(at, coarse.id), coarse.count)
	m.start = make([]uint32, groups.count+1)
	for g := range groups.count {
		if id, ok := coarse.ids[keyOf(terms, by, has, g)]; ok {
			m.rows = append(m.rows, rows[start[id]:start[id+1]]...)
		}
		m.start[g+1] = uint32(len(m.rows))
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
