package privacy

import (
	"slices"

	"daylight/internal/diag"
)

// Open is the high end of a cell that may be any number from its low end on.
const Open int64 = -1

// Cell is a whole number of a report: a count in a table. Nobody but the holder of
// the data knows more of it than that it lies from Low to High. A cell that is
// published has both ends equal.
type Cell struct {
	Name string   // what a message calls it: calls[total].calls
	Pos  diag.Pos // where it stands
	Low  int64
	High int64 // Open for none
	// Protection is how far apart the least and the greatest value must lie that
	// a reader can work out. 0: the cell is not protected.
	Protection int64
}

// Sense says how the two sides of a relation stand to each other.
type Sense int8

// The senses of a relation: its sum is the constant, at most that, at least that.
const (
	Equal Sense = iota
	AtMost
	AtLeast
)

// Term is a cell, by its index in the problem, times a factor.
type Term struct {
	Cell   int
	Factor int64
}

// Relation is what a reader knows of several cells together: a sum and its parts,
// an identity, a share at the precision shown.
type Relation struct {
	Name     string   // what a message calls it
	Pos      diag.Pos // where the reader finds it
	Terms    []Term
	Sense    Sense
	Constant int64
}

// Problem is all that a reader knows: cells and relations between them. The tables
// of a report make one problem, since two tables that are each safe can disclose a
// cell together. An earlier edition adds its own cells and the relations that tie
// them to these.
type Problem struct {
	Cells     []Cell
	Relations []Relation
}

// Add takes in a cell and returns its index.
func (p *Problem) Add(c Cell) int {
	p.Cells = append(p.Cells, c)
	return len(p.Cells) - 1
}

// Relate takes in a relation.
func (p *Problem) Relate(r Relation) { p.Relations = append(p.Relations, r) }

// known tells whether the cell's value is published.
func (c *Cell) known() bool { return c.Low == c.High }

// component is the unknown cells that hang together by relations, in the terms of
// the solver: what is known has become part of the constants.
type component struct {
	cells     []int // indices in the problem, rising
	low, high []whole
	open      []bool
	rows      []row
}

// row is a relation between the unknown cells of a component.
type row struct {
	relation int // index in the problem
	terms    []term
	sense    Sense
	constant whole
}

type term struct {
	at     int // index in the component
	factor whole
}

// components splits a problem into parts that say nothing of each other. Only the
// relations for which use says so are taken (nil: all). A relation without unknown
// cells tells nothing new and is left out.
func (p *Problem) components(use func(relation int) bool) []*component {
	parent := make([]int, len(p.Cells))
	for i := range parent {
		parent[i] = i
	}
	var root func(i int) int
	root = func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for r := range p.Relations {
		if use != nil && !use(r) {
			continue
		}
		first := -1
		for _, t := range p.Relations[r].Terms {
			switch {
			case p.Cells[t.Cell].known():
			case first < 0:
				first = root(t.Cell)
			default:
				a, b := root(first), root(t.Cell)
				parent[max(a, b)] = min(a, b)
			}
		}
	}
	return p.gather(root, use)
}

// gather makes the components of the cells with the same root, in the order of their
// first cells.
func (p *Problem) gather(root func(int) int, use func(relation int) bool) []*component {
	var list []*component
	at := map[int]*component{}         // by root
	place := make([]int, len(p.Cells)) // in the component
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.known() {
			continue
		}
		k := at[root(i)]
		if k == nil {
			k = &component{}
			at[root(i)] = k
			list = append(list, k)
		}
		place[i] = len(k.cells)
		k.cells = append(k.cells, i)
		k.low = append(k.low, wholeOf(c.Low))
		k.high = append(k.high, wholeOf(c.High))
		k.open = append(k.open, c.High == Open)
	}
	for r := range p.Relations {
		if use != nil && !use(r) {
			continue
		}
		if k, made := p.row(r, place, func(cell int) *component { return at[root(cell)] }); k != nil {
			k.rows = append(k.rows, made)
		}
	}
	return list
}

// row moves what is known of a relation to its constant. A cell may stand in it
// more than once.
func (p *Problem) row(relation int, place []int, of func(cell int) *component) (k *component, made row) {
	r := &p.Relations[relation]
	made = row{relation: relation, sense: r.Sense, constant: wholeOf(r.Constant)}
	for _, t := range r.Terms {
		c, factor := &p.Cells[t.Cell], wholeOf(t.Factor)
		if c.known() {
			made.constant = made.constant.sub(factor.mul(wholeOf(c.Low)))
			continue
		}
		k = of(t.Cell)
		made.terms = append(made.terms, term{place[t.Cell], factor})
	}
	made.merge()
	return k, made
}

// merge adds up the terms of cells that stand in a row more than once, in the order of
// the cells.
func (r *row) merge() {
	slices.SortStableFunc(r.terms, func(a, b term) int { return a.at - b.at })
	merged := r.terms[:0]
	for _, t := range r.terms {
		if n := len(merged); n > 0 && merged[n-1].at == t.at {
			merged[n-1].factor = merged[n-1].factor.add(t.factor)
			continue
		}
		merged = append(merged, t)
	}
	r.terms = merged
}

// protected tells whether the component has a cell to protect.
func (k *component) protected(p *Problem) bool {
	for _, c := range k.cells {
		if p.Cells[c].Protection > 0 {
			return true
		}
	}
	return false
}
