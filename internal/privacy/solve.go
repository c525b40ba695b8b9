package privacy

import (
	"context"
	"math"
)

// Interval is what can be worked out of a cell: its least and its greatest value
// (Open for none), over all tables of whole numbers that fit what is known. The true
// value always lies inside.
type Interval struct {
	Low, High int64
	// Settled tells that a whole table attains each end. Where the search for one was
	// given up, the true interval may be narrower, and the cell must count as disclosed.
	Settled bool
}

// Narrower tells whether the ends lie less than width apart.
func (v Interval) Narrower(width int64) bool { return v.High != Open && v.High-v.Low < width }

// maxNodes bounds the search for a whole table where the simplex method ends in
// fractions.
const maxNodes = 2000

// Intervals works out the interval of every cell. ok is false when no whole table
// fits the problem at all. The error is the context's.
func (p *Problem) Intervals(ctx context.Context) (list []Interval, ok bool, err error) {
	list = make([]Interval, len(p.Cells))
	for i, c := range p.Cells {
		list[i] = Interval{c.Low, c.High, true}
	}
	if !p.holds() {
		return nil, false, nil
	}
	for _, k := range p.components(nil) {
		s, ok := newSearch(ctx, k)
		if !ok {
			return nil, false, ctx.Err()
		}
		for at, cell := range k.cells {
			list[cell] = s.interval(at)
			if err := ctx.Err(); err != nil || s.empty {
				return nil, false, err
			}
		}
	}
	return list, true, nil
}

// holds tells whether the relations between published cells alone hold.
func (p *Problem) holds() bool {
	for i := range p.Relations {
		if !p.holdsAt(i) {
			return false
		}
	}
	return true
}

// holdsAt tells whether a relation holds, or has an unknown cell.
func (p *Problem) holdsAt(relation int) bool {
	r := &p.Relations[relation]
	sum := whole{}
	for _, t := range r.Terms {
		c := &p.Cells[t.Cell]
		if !c.known() {
			return true
		}
		sum = sum.add(wholeOf(t.Factor).mul(wholeOf(c.Low)))
	}
	order := sum.cmp(wholeOf(r.Constant))
	return order == 0 || order < 0 && r.Sense == AtMost || order > 0 && r.Sense == AtLeast
}

// search looks for the ends of the cells of one component.
type search struct {
	ctx       context.Context
	component *component
	root      *tableau
	low, high []whole // the least and greatest value of each cell in whole tables seen so far
	seen      bool
	last      []whole    // the whole table that attains the last end, where one was found
	used      [2][]whole // the weights of the rows in the last interval's two ends
	empty     bool       // no whole table fits
	branched  bool       // the last interval needed more than the weights say
}

// newSearch prepares a search; ok is false when not even fractions fit.
func newSearch(ctx context.Context, k *component) (s *search, ok bool) {
	s = &search{ctx: ctx, component: k, root: newTableau(k, k.low, k.high, k.open)}
	return s, s.root.start()
}

// witness keeps the values of a whole table; ok is false when they are fractions.
func (s *search) witness(t *tableau, low []whole) (table []whole, ok bool) {
	table = t.values()
	for i := range table {
		if !t.divisor.divides(table[i]) {
			return nil, false
		}
		table[i] = table[i].floorDiv(t.divisor).add(low[i])
	}
	if !s.seen {
		s.seen, s.low, s.high = true, append([]whole(nil), table...), append([]whole(nil), table...)
		return table, true
	}
	for i := range table {
		if table[i].cmp(s.low[i]) < 0 {
			s.low[i] = table[i]
		}
		if table[i].cmp(s.high[i]) > 0 {
			s.high[i] = table[i]
		}
	}
	return table, true
}

// wide tells whether whole tables have been seen in which the cell differs by at
// least width.
func (s *search) wide(at int, width int64) bool {
	return s.seen && s.high[at].sub(s.low[at]).cmp(wholeOf(width)) >= 0
}

// interval works out both ends of a cell.
func (s *search) interval(at int) Interval {
	s.branched = false
	low, open, settled := s.end(at, false)
	v := Interval{Low: clamp(low), Settled: settled && !open}
	high, open, settled := s.end(at, true)
	v.High, v.Settled = clamp(high), v.Settled && settled
	if open || v.High == math.MaxInt64 {
		v.High = Open
	}
	return v
}

func clamp(w whole) int64 {
	if w.large != nil {
		return math.MaxInt64 // larger than any sum of counts
	}
	return w.small
}

// end finds one end of a cell. When it is open, settled says that a whole table exists.
func (s *search) end(at int, greatest bool) (value whole, open, settled bool) {
	t := s.root
	if !t.seek(at, greatest) {
		return whole{}, true, s.seen
	}
	s.used[0] = s.used[1]
	s.used[1] = t.weights()
	bound := inward(t.values()[at], t.divisor, greatest).add(s.component.low[at])
	if table, ok := s.witness(t, s.component.low); ok && table[at].equal(bound) {
		s.last = table
		return bound, false, true
	}
	if s.seen && (greatest && s.high[at].equal(bound) || !greatest && s.low[at].equal(bound)) {
		return bound, false, true
	}
	s.branched = true
	value, settled = s.branch(at, greatest, bound)
	return value, false, settled
}

// inward rounds an end to the next whole number that can be meant.
func inward(value, divisor whole, greatest bool) whole {
	if greatest {
		return value.floorDiv(divisor)
	}
	return value.ceilDiv(divisor)
}

// node is a part of the search: the component with narrower ends.
type node struct {
	low, high []whole
	open      []bool
}

// branch finds the end among whole tables by branch and bound. bound is the end that
// fractions allow. When the search is given up, it is the bound, not settled.
func (s *search) branch(at int, greatest bool, bound whole) (value whole, settled bool) {
	k := s.component
	stack := []node{{k.low, k.high, k.open}}
	found := false
	better := func(a, b whole) bool { return greatest && a.cmp(b) > 0 || !greatest && a.cmp(b) < 0 }
	for nodes := 0; len(stack) > 0; nodes++ {
		if nodes == maxNodes || s.ctx.Err() != nil {
			return bound, false
		}
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		t := newTableau(k, n.low, n.high, n.open)
		if !t.start() || !t.seek(at, greatest) {
			continue // empty; it cannot be open, since the root is not
		}
		here := inward(t.values()[at], t.divisor, greatest).add(n.low[at])
		if found && !better(here, value) {
			continue
		}
		if table, ok := s.witness(t, n.low); ok {
			s.last = table
			if value, found = table[at], true; value.equal(bound) {
				return value, true
			}
			continue
		}
		stack = append(stack, n.split(t)...)
	}
	s.empty = !found
	return value, true
}

// split divides a node at the first cell with a fraction.
func (n node) split(t *tableau) []node {
	for i, v := range t.values() {
		if t.divisor.divides(v) {
			continue
		}
		floor := v.floorDiv(t.divisor).add(n.low[i])
		below := node{n.low, append([]whole(nil), n.high...), append([]bool(nil), n.open...)}
		below.high[i], below.open[i] = floor, false
		above := node{append([]whole(nil), n.low...), n.high, n.open}
		above.low[i] = floor.add(wholeOf(1))
		return []node{above, below}
	}
	return nil
}
