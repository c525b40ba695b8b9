package privacy

import (
	"cmp"
	"context"
	"slices"
)

// pattern is the search for the cells to withhold beside those that must be. It knows the
// true values; a cell is either published or hidden.
type pattern struct {
	ctx     context.Context
	problem *Problem // with the true values
	costs   []int64  // of withholding a cell; -1 where it cannot be withheld
	width   []int64  // the protection of a cell once it is hidden
	hidden  []bool
	tried   int // attacks made
}

// exactCells is how many cells may hang together for the fewest to be found for
// certain: those of a table of five rows and five columns with its totals.
const exactCells = 36

// weak is a hidden cell that is not safe, and the cells of which one more must be
// hidden: without any of them the same sums prove the same interval.
type weak struct {
	cell  int
	helps []int
}

// attack returns the hidden cells that are not safe.
func (s *pattern) attack() ([]weak, error) {
	s.tried++
	p := s.published()
	var list []weak
	for _, k := range p.components(nil) {
		if !k.protected(p) {
			continue
		}
		more, err := s.attackPart(p, k)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	slices.SortFunc(list, func(a, b weak) int { return a.cell - b.cell })
	return list, nil
}

// published is what readers would know.
func (s *pattern) published() *Problem {
	p := &Problem{Cells: slices.Clone(s.problem.Cells), Relations: s.problem.Relations}
	for i := range p.Cells {
		if s.hidden[i] {
			p.Cells[i].Low, p.Cells[i].High, p.Cells[i].Protection = 0, Open, s.width[i]
		}
	}
	return p
}

func (s *pattern) attackPart(p *Problem, k *component) (list []weak, err error) {
	var search *search
	ok := !k.tooLarge()
	if ok {
		search, ok = newSearch(s.ctx, k)
	}
	if err := s.ctx.Err(); err != nil {
		return nil, err
	}
	for at, cell := range k.cells {
		width := p.Cells[cell].Protection
		if width == 0 || ok && search.wide(at, width) {
			continue
		}
		if !ok {
			list = append(list, weak{cell, s.helpers(k, nil)})
			continue
		}
		v := search.interval(at)
		if !v.Narrower(width) && (v.Settled || search.wide(at, width)) {
			continue
		}
		used := search.used[:]
		if search.branched || !v.Settled {
			used = nil
		}
		list = append(list, weak{cell, s.helpers(k, used)})
	}
	return list, s.ctx.Err()
}

// helpers returns the published cells that can be hidden and would weaken the proof of an
// interval; all in the component's relations where there are no weights.
func (s *pattern) helpers(k *component, used [][]whole) []int {
	helps := map[int]bool{}
	if used == nil {
		for _, r := range k.rows {
			for _, t := range s.problem.Relations[r.relation].Terms {
				helps[t.Cell] = true
			}
		}
	}
	for _, weights := range used {
		for cell, gain := range s.gains(k, weights) {
			// a cell that is hidden can be larger than it is, and smaller unless it is nought
			if gain.sign() < 0 || gain.sign() > 0 && s.problem.Cells[cell].Low > 0 {
				helps[cell] = true
			}
		}
	}
	var list []int
	for cell := range helps {
		if !s.hidden[cell] && s.costs[cell] >= 0 {
			list = append(list, cell)
		}
	}
	slices.SortFunc(list, s.compare)
	return list
}

// gains returns by how much the proof weighs each published cell.
func (s *pattern) gains(k *component, weights []whole) map[int]whole {
	gains := map[int]whole{}
	for i, w := range weights {
		if w.isZero() {
			continue
		}
		for _, t := range s.problem.Relations[k.rows[i].relation].Terms {
			if !s.hidden[t.Cell] {
				gains[t.Cell] = gains[t.Cell].sub(w.mul(wholeOf(t.Factor)))
			}
		}
	}
	return gains
}

// compare orders cells by what is lost with them, and then as they stand.
func (s *pattern) compare(a, b int) int {
	return cmp.Or(cmp.Compare(s.costs[a], s.costs[b]), cmp.Compare(a, b))
}

// feasible takes out of the search the cells that cannot be hidden safely even when all
// others are hidden too. ok is false when one of those that must be hidden is among them:
// then no pattern is safe. Else hiding all that is left is a safe pattern. Where too many
// cells hang together to tell, it is left to the search.
func (s *pattern) feasible() (ok bool, err error) {
	must := slices.Clone(s.hidden)
	defer func() { s.hidden = must }()
	for {
		for i := range s.hidden {
			s.hidden[i] = must[i] || s.costs[i] >= 0
		}
		if slices.ContainsFunc(s.published().components(nil), (*component).tooLarge) {
			return true, nil
		}
		list, err := s.attack()
		if err != nil || len(list) == 0 {
			return err == nil, err
		}
		for _, w := range list {
			if must[w.cell] || s.costs[w.cell] < 0 { // or it is another table's
				return false, nil
			}
			s.costs[w.cell] = -1
		}
		s.hidden = slices.Clone(must)
	}
}

// fewest finds a safe pattern with the fewest hidden cells, and of these one whose cells
// cost least. There must be one.
func (s *pattern) fewest() error {
	for extra := 0; ; extra++ {
		d := deepening{pattern: s, excluded: make([]bool, len(s.hidden))}
		if err := d.try(extra, 0); err != nil {
			return err
		}
		if d.found != nil {
			s.hidden = d.found
			return nil
		}
	}
}

// maxRefined bounds the attacks made for a cheaper pattern of the same size, once there is one.
const maxRefined = 2000

// deepening tries all patterns with a number of extra cells.
type deepening struct {
	*pattern
	excluded []bool // cells whose patterns have all been tried
	found    []bool
	cost     int64
	refined  int
}

// try hides up to extra cells more. Some cell that helps the weakest must be among them.
func (d *deepening) try(extra int, cost int64) error {
	if d.found != nil {
		if d.refined++; cost >= d.cost || d.refined > maxRefined {
			return nil
		}
	}
	list, err := d.attack()
	if err != nil {
		return err
	}
	if len(list) == 0 {
		d.found, d.cost = slices.Clone(d.hidden), cost
		return nil
	}
	best, least := d.branch(list)
	if least > extra {
		return nil
	}
	var closed []int
	for _, cell := range best {
		d.hidden[cell] = true
		err = d.try(extra-1, cost+d.costs[cell])
		d.hidden[cell] = false
		if err != nil || d.found != nil && d.cost == 0 {
			break
		}
		d.excluded[cell] = true
		closed = append(closed, cell)
	}
	for _, cell := range closed {
		d.excluded[cell] = false
	}
	return err
}

// branch returns the shortest list of cells that help, without those excluded, and
// how many cells more are needed at least: as many as there are lists without a cell in
// common; more than there are cells when nothing helps.
func (d *deepening) branch(list []weak) (best []int, least int) {
	for i := range list {
		list[i].helps = slices.DeleteFunc(list[i].helps, func(c int) bool { return d.excluded[c] })
		if len(list[i].helps) == 0 {
			return nil, len(d.hidden) + 1
		}
	}
	slices.SortStableFunc(list, func(a, b weak) int { return len(a.helps) - len(b.helps) })
	taken := map[int]bool{}
	for _, w := range list {
		if !slices.ContainsFunc(w.helps, func(c int) bool { return taken[c] }) {
			least++
			for _, c := range w.helps {
				taken[c] = true
			}
		}
	}
	return list[0].helps, least
}

// maxTidied bounds the attacks made to leave out again what is not needed.
const maxTidied = 400

// greedy finds a safe pattern by hiding, again and again, the cell after which the fewest
// are weak. In the end it leaves out what was not needed.
func (s *pattern) greedy() error {
	var extra []int
	list, err := s.attack()
	for err == nil && len(list) > 0 {
		var cells []int
		cells, list, err = s.step(list)
		extra = append(extra, cells...)
	}
	if err != nil {
		return err
	}
	return s.tidy(extra)
}

const (
	maxTried  = 12   // cells tried for a step
	maxWidely = 4000 // cells of a problem of which so many are tried; in a larger one each weak cell gets its first
)

// step hides one more cell, or several in a large problem, and returns what is weak then.
func (s *pattern) step(list []weak) (hidden []int, left []weak, err error) {
	tries := s.promising(list)
	if len(tries) == 0 {
		return nil, nil, errNoPattern
	}
	if len(s.hidden) > maxWidely {
		hidden = s.firsts(list, tries)
		left, err = s.attack()
		return hidden, left, err
	}
	best := -1
	for _, cell := range tries[:min(len(tries), maxTried)] {
		s.hidden[cell] = true
		after, err := s.attack()
		s.hidden[cell] = false
		if err != nil {
			return nil, nil, err
		}
		if best < 0 || len(after) < len(left) {
			best, left = cell, after
		}
	}
	s.hidden[best] = true
	return []int{best}, left, nil
}

// firsts hides, for each weak cell that none helps yet, the first of those that help.
func (s *pattern) firsts(list []weak, order []int) (hidden []int) {
	rank := map[int]int{}
	for i, cell := range order {
		rank[cell] = i
	}
	for _, w := range list {
		if len(w.helps) == 0 || slices.ContainsFunc(w.helps, func(c int) bool { return s.hidden[c] }) {
			continue
		}
		first := slices.MinFunc(w.helps, func(a, b int) int { return rank[a] - rank[b] })
		s.hidden[first] = true
		hidden = append(hidden, first)
	}
	return hidden
}

// promising returns the cells that help the most weak ones.
func (s *pattern) promising(list []weak) []int {
	helped := map[int]int{}
	var cells []int
	for _, w := range list {
		for _, c := range w.helps {
			if helped[c]++; helped[c] == 1 {
				cells = append(cells, c)
			}
		}
	}
	slices.SortFunc(cells, func(a, b int) int {
		return cmp.Or(cmp.Compare(helped[b], helped[a]), s.compare(a, b))
	})
	return cells
}

// tidy publishes again, the costliest first, what need not be hidden.
func (s *pattern) tidy(extra []int) error {
	slices.SortFunc(extra, func(a, b int) int { return s.compare(b, a) })
	for _, cell := range extra[:min(len(extra), maxTidied)] {
		s.hidden[cell] = false
		list, err := s.attack()
		if err != nil {
			return err
		}
		s.hidden[cell] = len(list) > 0
	}
	return nil
}
