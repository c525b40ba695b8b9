package privacy

import (
	"context"
	"slices"
)

// Kind says what an attack found.
type Kind uint8

// The kinds of finding.
const (
	Disclosed     Kind = iota // a protected cell can be worked out too closely
	Contradiction             // nothing fits the relations around protected cells
	Unsettled                 // the search was given up, so the cell counts as disclosed
)

// Finding is a protected cell that is not safe.
type Finding struct {
	Kind Kind
	Cell int // index in the problem
	// Relations are those that give the cell away, none of which can be left out: by their
	// indices. None where the cell's own ends lie too close together.
	Relations []int
}

const (
	maxExplained = 50        // findings whose relations are searched for
	maxTableau   = 8_000_000 // entries of a tableau: what takes more is not attempted
	maxCells     = 20_000    // unknown cells that hang together, likewise
)

// tooLarge tells whether the intervals of a component are not attempted.
func (k *component) tooLarge() bool {
	return len(k.cells) > maxCells || len(k.rows)*(len(k.cells)+2*len(k.rows)) > maxTableau
}

// Attack works out which protected cells are not safe, in the order of the cells. The
// error is the context's.
func (p *Problem) Attack(ctx context.Context) ([]Finding, error) {
	var found []Finding
	for _, k := range p.components(nil) {
		if !k.protected(p) {
			continue
		}
		more, err := p.attack(ctx, k)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	slices.SortFunc(found, func(a, b Finding) int { return a.Cell - b.Cell })
	for i := range found[:min(len(found), maxExplained)] {
		if err := p.explain(ctx, &found[i]); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// attack finds the cells of a component that are not safe. Found relations are those
// whose weights prove it, or all: explain leaves out what is not needed.
func (p *Problem) attack(ctx context.Context, k *component) (found []Finding, err error) {
	all := make([]int, len(k.rows))
	for i, r := range k.rows {
		all[i] = r.relation
	}
	whole := func(kind Kind) []Finding {
		return []Finding{{Kind: kind, Cell: k.first(p), Relations: all}}
	}
	if k.tooLarge() {
		return whole(Unsettled), nil
	}
	s, ok := newSearch(ctx, k)
	if !ok {
		return whole(Contradiction), ctx.Err()
	}
	for at, cell := range k.cells {
		width := p.Cells[cell].Protection
		if width == 0 || s.wide(at, width) {
			continue
		}
		v := s.interval(at)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case s.empty:
			return whole(Contradiction), nil
		case v.Narrower(width):
			found = append(found, Finding{Disclosed, cell, s.relations()})
		case !v.Settled && !s.wide(at, width):
			found = append(found, Finding{Unsettled, cell, all})
		}
	}
	return found, nil
}

// first returns the component's first protected cell.
func (k *component) first(p *Problem) int {
	for _, c := range k.cells {
		if p.Cells[c].Protection > 0 {
			return c
		}
	}
	return k.cells[0]
}

// relations returns those that prove the last interval: of which some weight is not
// nought, or all after a search among whole tables.
func (s *search) relations() []int {
	var list []int
	for i, r := range s.component.rows {
		if s.branched || s.uses(i) {
			list = append(list, r.relation)
		}
	}
	return list
}

func (s *search) uses(row int) bool {
	for _, weights := range s.used {
		if weights != nil && !weights[row].isZero() {
			return true
		}
	}
	return false
}

// explain leaves out of a finding the relations without which it stands just as well.
func (p *Problem) explain(ctx context.Context, f *Finding) error {
	if f.Kind == Unsettled {
		return nil
	}
	for i := len(f.Relations) - 1; i >= 0; i-- {
		fewer := slices.Delete(slices.Clone(f.Relations), i, i+1)
		stands, err := p.stands(ctx, f, fewer)
		if err != nil {
			return err
		}
		if stands {
			f.Relations = fewer
		}
	}
	return nil
}

// stands tells whether a finding follows from some relations alone.
func (p *Problem) stands(ctx context.Context, f *Finding, relations []int) (bool, error) {
	part, places := p.part(f.Cell, relations)
	at := places[f.Cell]
	for _, k := range part.components(nil) {
		if f.Kind == Disclosed && !slices.Contains(k.cells, at) {
			continue
		}
		s, ok := newSearch(ctx, k)
		if f.Kind == Contradiction {
			if !ok {
				return true, ctx.Err()
			}
			if s.interval(0); s.empty {
				return true, ctx.Err()
			}
			continue
		}
		if ok && s.interval(slices.Index(k.cells, at)).Narrower(p.Cells[f.Cell].Protection) {
			return true, ctx.Err()
		}
	}
	return f.Kind == Contradiction && !part.holds(), ctx.Err()
}

// part is the problem of one cell and some relations, and where each cell stands in it.
func (p *Problem) part(cell int, relations []int) (part *Problem, places map[int]int) {
	part, places = &Problem{}, map[int]int{}
	place := func(cell int) int {
		if _, ok := places[cell]; !ok {
			places[cell] = part.Add(p.Cells[cell])
		}
		return places[cell]
	}
	place(cell)
	for _, r := range relations {
		one := p.Relations[r]
		one.Terms = slices.Clone(one.Terms)
		for i := range one.Terms {
			one.Terms[i].Cell = place(one.Terms[i].Cell)
		}
		part.Relate(one)
	}
	return part, places
}
