package privacy

import (
	"context"
	"slices"
	"strconv"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// round rounds the counts under a table's rule to multiples of its base. A count
// that is a multiple stays; another becomes one of its two neighbours. The sums within the
// table are kept; of all ways the one is taken that moves the counts least.
func round(ctx context.Context, now Edition, t *dataset.Table, marker string) (*Draft, error) {
	b := newBuilder(t)
	b.edition(now, true)
	draft := &Draft{Fewest: true}
	multiples, err := b.multiples(ctx)
	if err != nil {
		return nil, err
	}
	for at, cell := range b.cells {
		if b.rounds(at) {
			draft.Changes = append(draft.Changes, Change{at.row, at.col, "~" + strconv.FormatInt(multiples[cell]*t.Schema.Rule.Base, 10)})
		}
	}
	for col, f := range t.Schema.Fields { // counts that stand in no sum
		for row := range t.Len() {
			if _, in := b.cells[place{t, row, col}]; f.Type == dataset.Count && !in && b.rounds(place{t, row, col}) {
				n, _, _ := t.Count(row, col)
				base := t.Schema.Rule.Base
				draft.Changes = append(draft.Changes, Change{row, col, "~" + strconv.FormatInt((n+base/2)/base*base, 10)})
			}
		}
	}
	slices.SortFunc(draft.Changes, compareChanges)
	draft.withholdShares(t, marker)
	return draft, nil
}

// rounds tells whether a cell is rounded.
func (b *builder) rounds(at place) bool {
	return at.table == b.truth && at.table.Schema.Rule.Covers(at.table.Schema.Fields[at.col].Name) && at.table.Status(at.row, at.col) == dataset.Exact
}

// multiples finds what multiple of the base each cell becomes.
func (b *builder) multiples(ctx context.Context) ([]int64, error) {
	base := b.truth.Schema.Rule.Base
	p := &Problem{}
	slopes := make([]int64, len(b.problem.Cells)) // what it costs to round up, more than down
	list := make([]int64, len(b.problem.Cells))
	rounded := make([]bool, len(list))
	for at, cell := range b.cells {
		rounded[cell] = b.rounds(at)
	}
	for i, c := range b.problem.Cells {
		list[i] = c.Low / base
		p.Add(Cell{Low: list[i], High: list[i] + min(1, c.Low%base)})
		slopes[i] = base - 2*(c.Low%base)
	}
	for i, r := range b.problem.Relations {
		if !slices.ContainsFunc(r.Terms, func(t Term) bool { return !rounded[t.Cell] }) && r.Constant == 0 && r.Sense == Equal {
			if !b.problem.holdsAt(i) {
				return nil, refuse(r.Pos, CodeContradiction, "mend the numbers", "%s does not hold", r.Name)
			}
			p.Relate(r)
		}
	}
	for _, k := range p.components(nil) {
		if err := k.nearest(ctx, slopes, list); err != nil {
			return nil, b.noRounding(err)
		}
	}
	return list, nil
}

func (b *builder) noRounding(err error) error {
	if err != errNoPattern {
		return err
	}
	return refuse(diag.Pos{Path: b.truth.Schema.Path}, CodeNoPattern, "publish fewer totals, or withhold counts in place of rounding them: take \"base\" out of the rule",
		"no way of rounding %q to multiples of %d was found that keeps all sums", b.truth.Schema.Name, b.truth.Schema.Rule.Base)
}

// nearest finds the whole table of a component with the least sum of slopes, by a cell
// that stands for this sum, and puts its values in list.
func (k *component) nearest(ctx context.Context, slopes, list []int64) error {
	sum := row{sense: Equal, terms: []term{{len(k.cells), wholeOf(-1)}}}
	for at, cell := range k.cells {
		slope := wholeOf(slopes[cell])
		sum.terms = append(sum.terms, term{at, slope})
		least := slope.mul(k.low[at])
		if slope.sign() < 0 {
			least = slope.mul(k.high[at])
		}
		sum.constant = sum.constant.add(least) // the new cell is the sum above its least
	}
	wide := &component{
		cells: append(slices.Clone(k.cells), -1), rows: append(slices.Clone(k.rows), sum),
		low: append(slices.Clone(k.low), whole{}), high: append(slices.Clone(k.high), whole{}), open: append(slices.Clone(k.open), true),
	}
	s, ok := newSearch(ctx, wide)
	if !ok {
		return errNoPattern
	}
	_, _, settled := s.end(len(k.cells), false)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case s.empty || !settled:
		return errNoPattern
	}
	for at, cell := range k.cells {
		list[cell] = clamp(s.last[at])
	}
	return nil
}
