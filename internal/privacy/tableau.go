package privacy

// tableau is a linear program in the simplex method's form, in exact arithmetic: each
// entry is a whole number, and the value is the entry over the common divisor, which is
// the determinant of the basis. For the sums of tables it is nearly always 1, so
// that numbers stay small and most of the work is skipped; no rounding ever happens.
//
// Columns are the component's cells (less their low ends), one slack for each
// inequality, and one artificial column a row. The artificial ones never come back
// into the basis; they stay since the objective's entries under them are the
// weights by which the rows prove the optimum.
type tableau struct {
	cells, slacks int
	rows          [][]whole // entries; the last is the right-hand side
	objective     []whole   // the last is minus the objective's value
	divisor       whole     // > 0
	basis         []int     // column of each row
	inBasis       []bool
	upper         []whole // of each column, where it has one
	bounded       []bool
	flipped       []bool // the column stands for its upper bound less the cell
	negated       []bool // the row was multiplied by -1
	barred        []bool // columns that may not enter: artificial ones and cells with no room
}

// newTableau makes the tableau of a component with the ends given for its cells,
// whose low ends are no greater than their high ends.
func newTableau(k *component, low, high []whole, open []bool) *tableau {
	t := &tableau{cells: len(k.cells), divisor: wholeOf(1)}
	for _, r := range k.rows {
		if r.sense != Equal {
			t.slacks++
		}
	}
	width := t.cells + t.slacks + len(k.rows)
	t.inBasis, t.flipped = make([]bool, width), make([]bool, width)
	t.upper, t.bounded, t.barred = make([]whole, width), make([]bool, width), make([]bool, width)
	for j := range k.cells {
		t.bounded[j] = !open[j]
		if t.bounded[j] {
			t.upper[j] = high[j].sub(low[j])
			t.barred[j] = t.upper[j].isZero()
		}
	}
	slack := t.cells
	for i, r := range k.rows {
		line := make([]whole, width+1)
		right := r.constant
		for _, term := range r.terms {
			line[term.at] = term.factor
			right = right.sub(term.factor.mul(low[term.at]))
		}
		if r.sense != Equal {
			line[slack] = wholeOf(map[Sense]int64{AtMost: 1, AtLeast: -1}[r.sense])
			slack++
		}
		line[width] = right
		t.negated = append(t.negated, right.sign() < 0)
		if right.sign() < 0 {
			negate(line)
		}
		artificial := t.cells + t.slacks + i
		line[artificial] = wholeOf(1)
		t.rows, t.basis = append(t.rows, line), append(t.basis, artificial)
		t.inBasis[artificial], t.barred[artificial] = true, true
	}
	return t
}

func negate(line []whole) {
	for j := range line {
		line[j] = line[j].neg()
	}
}

func (t *tableau) width() int { return len(t.inBasis) }

// start finds values that keep to every row; ok tells whether there are any.
func (t *tableau) start() (ok bool) {
	t.objective = make([]whole, t.width()+1)
	for _, line := range t.rows { // minimise the sum of the artificial columns
		for j := range line {
			if j < t.cells+t.slacks || j == t.width() {
				t.objective[j] = t.objective[j].sub(line[j])
			}
		}
	}
	t.minimise()
	for i, column := range t.basis {
		if column >= t.cells+t.slacks && !t.rows[i][t.width()].isZero() {
			return false
		}
	}
	t.expel()
	return true
}

// expel drives artificial columns out of the basis. A row in which nothing else stands
// is a repetition of others, and can never move.
func (t *tableau) expel() {
	for i := range t.rows {
		if t.basis[i] < t.cells+t.slacks {
			continue
		}
		for j := range t.cells + t.slacks {
			if sign := t.rows[i][j].sign(); sign != 0 && !t.inBasis[j] {
				if sign < 0 {
					negate(t.rows[i]) // its right-hand side is 0
				}
				t.pivot(i, j)
				break
			}
		}
	}
}

// seek optimises a cell: its least value, or its greatest. bounded is false when
// there is no end.
func (t *tableau) seek(cell int, greatest bool) (bounded bool) {
	t.objective = make([]whole, t.width()+1)
	cost := t.divisor
	if greatest != t.flipped[cell] {
		cost = cost.neg()
	}
	t.objective[cell] = cost
	for i, column := range t.basis {
		if column == cell { // the cell is in the basis: its cost becomes the row's
			for j := range t.objective {
				t.objective[j] = cross(t.divisor, t.objective[j], cost, t.rows[i][j], t.divisor)
			}
		}
	}
	return t.minimise()
}

// patience is how many steps without progress are made by the steepest descent
// before Bland's rule, which cannot go in circles, takes over.
const patience = 12

// minimise walks to the optimum. bounded is false when there is none.
func (t *tableau) minimise() (bounded bool) {
	for stalled := 0; ; {
		j := t.entering(stalled > patience)
		if j < 0 {
			return true
		}
		i, end, moves := t.leaving(j)
		switch {
		case end == endNone:
			return false
		case end == endOwn:
			t.flip(j)
		default:
			if end == endUpper {
				t.flipBasic(i)
			}
			t.pivot(i, j)
		}
		if stalled++; moves {
			stalled = 0
		}
	}
}

// entering picks a column whose growth makes the objective smaller, or -1.
func (t *tableau) entering(bland bool) int {
	best := -1
	for j := range t.cells + t.slacks {
		if t.inBasis[j] || t.barred[j] || t.objective[j].sign() >= 0 {
			continue
		}
		if bland {
			return j
		}
		if best < 0 || t.objective[j].cmp(t.objective[best]) < 0 {
			best = j
		}
	}
	return best
}

// end is what stops a column that grows.
type end uint8

const (
	endNone  end = iota
	endOwn       // its own upper bound
	endLower     // a column of the basis falls to 0
	endUpper     // a column of the basis rises to its upper bound
)

// leaving finds what stops column j first. moves tells whether it grows at all. Of
// several rows the one with the first column is taken, as Bland's rule asks.
func (t *tableau) leaving(j int) (at int, found end, moves bool) {
	var over, under whole // the least growth so far is over/under
	if t.bounded[j] {
		over, under, found = t.upper[j], wholeOf(1), endOwn
	}
	for i, line := range t.rows {
		entry, right := line[j], line[t.width()]
		kind := endLower
		switch k := t.basis[i]; {
		case entry.isZero():
			continue
		case entry.sign() < 0 && !t.bounded[k]:
			continue
		case entry.sign() < 0:
			right, entry, kind = t.divisor.mul(t.upper[k]).sub(right), entry.neg(), endUpper
		}
		order := -1
		if found != endNone {
			order = right.mul(under).cmp(over.mul(entry))
		}
		if order < 0 || order == 0 && found != endOwn && t.basis[i] < t.basis[at] {
			at, found, over, under = i, kind, right, entry
		}
	}
	return at, found, !over.isZero()
}

// flip replaces a column outside the basis by its upper bound less itself.
func (t *tableau) flip(j int) {
	width := t.width()
	for _, line := range append(t.rows, t.objective) {
		if !line[j].isZero() {
			line[width] = line[width].sub(line[j].mul(t.upper[j]))
			line[j] = line[j].neg()
		}
	}
	t.flipped[j] = !t.flipped[j]
}

// flipBasic does the same for the column that row i has in the basis.
func (t *tableau) flipBasic(i int) {
	line, k, width := t.rows[i], t.basis[i], t.width()
	right := t.divisor.mul(t.upper[k]).sub(line[width])
	negate(line)
	line[k], line[width] = t.divisor, right
	t.flipped[k] = !t.flipped[k]
}

// pivot brings column j into the basis in place of row i's. The entry there is > 0.
func (t *tableau) pivot(i, j int) {
	p := t.rows[i][j]
	for r, line := range t.rows {
		if r != i {
			t.reduce(line, t.rows[i], p, j)
		}
	}
	t.reduce(t.objective, t.rows[i], p, j)
	t.inBasis[t.basis[i]], t.inBasis[j] = false, true
	t.basis[i], t.divisor = j, p
}

// reduce clears column j of a line by the pivot's row.
func (t *tableau) reduce(line, by []whole, p whole, j int) {
	q := line[j]
	if q.isZero() && p.equal(t.divisor) {
		return
	}
	for c := range line {
		if !line[c].isZero() || !by[c].isZero() {
			line[c] = cross(p, line[c], q, by[c], t.divisor)
		}
	}
}

// values returns each cell less its low end, times the divisor.
func (t *tableau) values() []whole {
	list := make([]whole, t.cells)
	for i, column := range t.basis {
		if column < t.cells {
			list[column] = t.rows[i][t.width()]
		}
	}
	for j := range list {
		if t.flipped[j] {
			list[j] = t.divisor.mul(t.upper[j]).sub(list[j])
		}
	}
	return list
}

// weights returns by how much of each row the optimum is proved, times the divisor. The
// cell that was minimised, or minus that one that was maximised, is no less than
// the weighted sum of the rows allows.
func (t *tableau) weights() []whole {
	list := make([]whole, len(t.rows))
	for i := range list {
		list[i] = t.objective[t.cells+t.slacks+i].neg()
		if t.negated[i] {
			list[i] = list[i].neg()
		}
	}
	return list
}
