package privacy

import (
	"context"
	"slices"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// Change is a cell of a table that gets another text.
type Change struct {
	Row, Col int
	Text     string
}

// Draft is a safe table in the making.
type Draft struct {
	Changes []Change // by row, then column
	// Fewest tells that no safe pattern withholds fewer counts: so few cells hang together
	// that all patterns could be tried. It says nothing of the values.
	Fewest bool
}

// Text returns the new text of a cell, and whether it has one.
func (d *Draft) Text(row, col int) (string, bool) {
	i, ok := slices.BinarySearchFunc(d.Changes, Change{Row: row, Col: col}, compareChanges)
	if !ok {
		return "", false
	}
	return d.Changes[i].Text, true
}

func compareChanges(a, b Change) int {
	if a.Row != b.Row {
		return a.Row - b.Row
	}
	return a.Col - b.Col
}

// Suppress chooses what to withhold of a table that holds its true values, so that Check
// finds nothing: the counts under the threshold, and as few others as it takes. Which
// others depends only on what must be hidden and on which sums prove it; of patterns of one size
// the one with the fewest totals is taken, never the one with the smallest values: the
// pattern is published, and would tell.
//
// A table whose rule has a base is rounded instead: each count becomes one of the two
// multiples around it, such that all sums within the table hold, as near as can be.
func Suppress(ctx context.Context, now Edition, t *dataset.Table) (*Draft, error) {
	marker, ok := t.Schema.Marker(dataset.Withheld)
	switch {
	case t.Schema.Rule == nil:
		return nil, refuse(t.Schema.Pos, CodeNoRule, `declare it beside the schema: "daylight": {"threshold": 5, "unit": {"en": "people"}}`, "the table %q declares no rule for small counts", t.Schema.Name)
	case t.Schema.Rule.Base > 0:
		return round(ctx, now, t, marker)
	case !ok:
		return nil, refuse(t.Schema.Pos, CodeNoRule, `declare {"value": "[withheld]", "label": "withheld"} in its missingValues`, "the table %q has no marker for what is withheld", t.Schema.Name)
	}
	b := newBuilder(t)
	b.edition(now, true)
	s, err := b.pattern(ctx)
	if err != nil {
		return nil, err
	}
	draft := &Draft{Fewest: true}
	for _, block := range s.blocks() {
		few, err := block.settle()
		draft.Fewest = draft.Fewest && few
		if err != nil {
			return nil, b.noPattern(err)
		}
		for i, cell := range block.from {
			s.hidden[cell] = block.hidden[i]
		}
	}
	for at, cell := range b.cells {
		if s.hidden[cell] {
			draft.Changes = append(draft.Changes, Change{at.row, at.col, marker})
		}
	}
	slices.SortFunc(draft.Changes, compareChanges)
	draft.withholdShares(t, marker)
	return draft, nil
}

func refuse(pos diag.Pos, code diag.Code, hint, format string, args ...any) error {
	var problems diag.List
	problems.Add(pos, code, hint, format, args...)
	return problems.Err()
}

// noPattern says that a table cannot be made safe.
func (b *builder) noPattern(err error) error {
	if err != errNoPattern {
		return err
	}
	return refuse(diag.Pos{Path: b.truth.Schema.Path}, CodeNoPattern, "publish fewer totals, join categories, or leave out what another table says of these cells",
		"no way of withholding counts of %q was found that makes it safe: too much is known of them otherwise", b.truth.Schema.Name)
}

// pattern starts the search: the small counts are hidden.
func (b *builder) pattern(ctx context.Context) (*pattern, error) {
	t := b.truth
	var problems diag.List
	for col, f := range t.Schema.Fields {
		if f.Type != dataset.Count {
			continue
		}
		for row := range t.Len() {
			if low, _, status := t.Count(row, col); status == dataset.Exact && t.Schema.Rule.Covers(f.Name) && t.Schema.Rule.Small(low) {
				b.cell(t, row, col)
				if f.Constraints.Required {
					problems.Add(f.Pos, CodeNoRule, `take "required" from the field`, "a count of %q is under the threshold, and the field is required, so that none can be withheld", f.Name)
				}
			}
		}
	}
	for i, r := range b.problem.Relations {
		if !b.problem.holdsAt(i) {
			problems.Add(r.Pos, CodeContradiction, `mend the numbers; or name the count under "notAdditive" in the table's rule`, "%s does not hold", r.Name)
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	n := len(b.problem.Cells)
	s := &pattern{ctx: ctx, problem: &b.problem, costs: slices.Repeat([]int64{-1}, n), width: make([]int64, n), hidden: make([]bool, n)}
	for at, cell := range b.cells {
		if at.table == t {
			s.weigh(at, cell)
		}
	}
	return s, nil
}

// weigh says what it costs to hide a cell: the number of dimensions in which it is a
// total, since most depends on totals.
func (s *pattern) weigh(at place, cell int) {
	t := at.table
	f := &t.Schema.Fields[at.col]
	low, _, status := t.Count(at.row, at.col)
	if status != dataset.Exact || f.Constraints.Required {
		return
	}
	s.costs[cell], s.width[cell] = 0, 1
	if t.Schema.Rule.Covers(f.Name) {
		s.width[cell] = t.Schema.Rule.Protection
		s.hidden[cell] = t.Schema.Rule.Small(low)
	}
	for _, name := range t.Schema.PrimaryKey {
		if _, col := t.Schema.Field(name); t.Raw(at.row, col) == dataset.Total {
			s.costs[cell]++
		}
	}
}

// block is the search among cells that hang together.
type block struct {
	pattern
	from []int // the cell of the whole search that each is
	size int   // cells that are or could be hidden
}

// blocks divides the search into parts that do not touch: a pattern is safe if it is
// in each.
func (s *pattern) blocks() []*block {
	all := s.published()
	for i := range all.Cells {
		if s.costs[i] >= 0 {
			all.Cells[i].Low, all.Cells[i].High = 0, Open
		}
	}
	var list []*block
	for _, k := range all.components(nil) {
		var relations []int
		for _, r := range k.rows {
			relations = append(relations, r.relation)
		}
		part, places := s.problem.part(k.cells[0], relations)
		b := &block{pattern: pattern{ctx: s.ctx, problem: part}, size: len(k.cells), from: make([]int, len(part.Cells))}
		for cell, at := range places {
			b.from[at] = cell
		}
		for _, cell := range b.from {
			b.costs, b.width, b.hidden = append(b.costs, s.costs[cell]), append(b.width, s.width[cell]), append(b.hidden, s.hidden[cell])
		}
		list = append(list, b)
	}
	return list
}

// settle finds a safe pattern of the block. fewest tells whether none is smaller.
func (b *block) settle() (fewest bool, err error) {
	fewest = b.size <= exactCells
	if list, err := b.attack(); err != nil || len(list) == 0 {
		return fewest, err
	}
	ok, err := b.feasible()
	switch {
	case err != nil:
		return fewest, err
	case !ok:
		return fewest, errNoPattern
	case fewest:
		return fewest, b.fewest()
	}
	return fewest, b.greedy()
}

// withholdShares withholds the shares whose part or whole is not published: they
// would say nearly as much.
func (d *Draft) withholdShares(t *dataset.Table, marker string) {
	hidden := func(row, col int) bool {
		_, changed := d.Text(row, col)
		return changed || t.Status(row, col) != dataset.Exact
	}
	var more []Change
	for _, share := range t.Schema.Rule.Shares {
		_, field := t.Schema.Field(share.Field)
		_, part := t.Schema.Field(share.Part)
		_, whole := t.Schema.Field(share.Whole)
		wholes := wholeRows(t, share.Total)
		for row := range t.Len() {
			in := wholes(row)
			if in >= 0 && t.Status(row, field) == dataset.Exact && (hidden(row, part) || hidden(in, whole)) {
				more = append(more, Change{row, field, marker})
			}
		}
	}
	d.Changes = append(d.Changes, more...)
	slices.SortFunc(d.Changes, compareChanges)
	d.Changes = slices.CompactFunc(d.Changes, func(a, b Change) bool { return compareChanges(a, b) == 0 })
}
