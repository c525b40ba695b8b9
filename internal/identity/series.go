package identity

import (
	"cmp"
	"slices"
	"time"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// addSeries reads what is declared about a table with periods.
func (s *Set) addSeries(j seriesFile, problems *diag.List) {
	t := s.data.Table(j.Table.Value)
	if t == nil {
		problems.Add(j.Table.Pos, CodeForm, diag.DidYouMean(j.Table.Value, s.tables()), "there is no table %q", j.Table.Value)
		return
	}
	col := periodColumn(t)
	switch {
	case s.series(j.Table.Value) != nil:
		problems.Add(j.Table.Pos, CodeForm, "keep one of them", "the series %q is described twice", j.Table.Value)
		return
	case col < 0:
		problems.Add(j.Table.Pos, CodeForm, "take it out, or make the period part of the table's primary key", "the table %q has no column of periods in its key, so it is no series", j.Table.Value)
		return
	}
	series := j.series()
	if f, _ := t.Schema.Field(series.Definition); f == nil && series.Definition != "" {
		problems.Add(j.Definition.Pos, CodeForm, diag.DidYouMean(series.Definition, fields(t)), "the table %q has no such column", series.Table)
		series.Definition = ""
	}
	series.Breaks = slices.DeleteFunc(series.Breaks, func(b Break) bool {
		if !slices.ContainsFunc(rowsOf(t), func(row int) bool { return t.Raw(row, col) == b.At.Value }) {
			problems.Add(b.At.Pos, CodeForm, "name the first period of the new definition, as the table has it", "no row of %q has this period", series.Table)
			return true
		}
		return false
	})
	s.Series = append(s.Series, series)
}

func rowsOf(t *dataset.Table) []int {
	rows := make([]int, t.Len())
	for i := range rows {
		rows[i] = i
	}
	return rows
}

func (s *Set) series(table string) *Series {
	for i := range s.Series {
		if s.Series[i].Table == table {
			return &s.Series[i]
		}
	}
	return nil
}

// periodColumn returns the column of periods in a table's key, or -1: one alone makes
// the table a series.
func periodColumn(t *dataset.Table) int {
	found := -1
	for _, name := range t.Schema.PrimaryKey {
		if f, col := t.Schema.Field(name); f.Type == dataset.Period {
			if found >= 0 {
				return -1
			}
			found = col
		}
	}
	return found
}

// span is a row of a series and the days of its period. An open end is far away.
type span struct {
	row         int
	first, last time.Time
}

// spans returns the rows of a series, those that agree in the rest of the key but for the column
// without together, in the order of their periods.
func spans(t *dataset.Table, col, without int) map[string][]span {
	var rest []int
	for _, name := range t.Schema.PrimaryKey {
		if _, i := t.Schema.Field(name); i != col && i != without {
			rest = append(rest, i)
		}
	}
	known := map[string]span{}
	lists := map[string][]span{}
	var key []byte
	for row := range t.Len() {
		if t.Status(row, col).Unknown() {
			continue
		}
		text := t.Raw(row, col)
		s, ok := known[text]
		if !ok {
			s = days(text)
			known[text] = s
		}
		if s.last.IsZero() {
			continue // the total of all periods
		}
		key = key[:0]
		for _, i := range rest {
			key = append(append(key, t.Raw(row, i)...), 0)
		}
		s.row = row
		lists[string(key)] = append(lists[string(key)], s)
	}
	for _, list := range lists {
		slices.SortFunc(list, func(a, b span) int {
			return cmp.Or(a.first.Compare(b.first), a.last.Compare(b.last), a.row-b.row)
		})
	}
	return lists
}

func days(text string) span {
	first, last, ok := dataset.Span(text)
	if ok && last.IsZero() {
		last = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return span{first: first, last: last}
}

// checkPeriods reports periods of a series that overlap: their numbers cannot be added up or
// compared. The same period written in two ways is one of them. Where a definition is
// declared as a column, it also reports where it changes without a break.
func (s *Set) checkPeriods(t *dataset.Table, problems *diag.List) {
	col := periodColumn(t)
	if col < 0 {
		return
	}
	declared := s.series(t.Schema.Name)
	var found diag.List
	overlap := false
	lists := map[string][]span{}
	if anyOverlap(t, col) {
		lists = spans(t, col, col)
	}
	for _, list := range lists {
		for i := 1; i < len(list); i++ {
			a, b := list[i-1], list[i]
			if !b.first.After(a.last) {
				if overlap = true; declared == nil || len(declared.Overlaps) == 0 {
					found.Add(t.Pos(b.row, col), CodePeriod, "keep one of them, or say in "+Path+" under series why periods of this table overlap", "this period overlaps that of line %d", t.Pos(a.row, col).Line)
				}
				if a.last.After(b.last) {
					list[i].last = a.last // what follows may lie within the longer one
				}
			}
		}
	}
	if declared != nil && len(declared.Overlaps) > 0 && !overlap {
		found.Add(declared.Pos, CodePeriod, "take the key overlaps out", "no periods of %q overlap", t.Schema.Name)
	}
	if declared != nil && declared.Definition != "" {
		s.checkDefinition(t, declared, col, &found)
	}
	keep(found, problems)
}

// anyOverlap tells whether any two different periods of a table overlap, in whichever rows
// they stand: mostly none do, and no row need be looked at.
func anyOverlap(t *dataset.Table, col int) bool {
	known := map[string]bool{}
	var list []span
	for row := range t.Len() {
		if text := t.Raw(row, col); !known[text] {
			known[text] = true
			if s := days(text); !s.last.IsZero() {
				list = append(list, s)
			}
		}
	}
	slices.SortFunc(list, func(a, b span) int { return a.first.Compare(b.first) })
	for i := 1; i < len(list); i++ {
		if !list[i].first.After(list[i-1].last) {
			return true
		}
	}
	return false
}

// keep passes on the first problems of a table in the order of its lines.
func keep(found diag.List, problems *diag.List) {
	slices.SortFunc(found, func(a, b diag.Diagnostic) int { return a.Pos.Compare(b.Pos) })
	*problems = append(*problems, found[:min(len(found), maxShown)]...)
}

// checkDefinition follows each series, whatever it counts, from period to period.
func (s *Set) checkDefinition(t *dataset.Table, declared *Series, col int, problems *diag.List) {
	_, definition := t.Schema.Field(declared.Definition)
	for _, list := range spans(t, col, definition) {
		for i := 1; i < len(list); i++ {
			before, row := list[i-1].row, list[i].row
			changed := t.Raw(before, definition) != t.Raw(row, definition)
			if changed && list[i].first.After(list[i-1].first) && !declared.breaksAt(t.Raw(row, col)) {
				problems.Add(t.Pos(row, definition), CodeBreak, "declare it in "+Path+": breaks: [{at: PERIOD, reason: …}], or mend the cell", "from this period on another thing is counted than in line %d, and no break is declared", t.Pos(before, col).Line)
			}
		}
	}
}

func (s *Series) breaksAt(period string) bool {
	return slices.ContainsFunc(s.Breaks, func(b Break) bool { return b.At.Value == period })
}

// checkBreaks reports an identity that adds up rows on both sides of a declared break.
func (s *Set) checkBreaks(i *Identity, r *Relation, problems *diag.List) {
	var ignored diag.List
	for _, declared := range s.Series {
		t := s.data.Table(declared.Table)
		col := periodColumn(t)
		s.apply(i, r, &ignored, func(e Equation) bool {
			for _, b := range declared.Breaks {
				if crosses(e, t, col, b) {
					problems.Add(i.Pos, CodeBreak, "compare period by period (by: [period]), or add up only rows on one side of the break", "%q compares or adds up rows of %q on both sides of a break of its series", i.Name, declared.Table)
					return false
				}
			}
			return true
		})
	}
}

// crosses tells whether an equation has cells of a series from before and after a break.
func crosses(e Equation, t *dataset.Table, col int, b Break) bool {
	at := days(b.At.Value).first
	var before, after bool
	for _, p := range e.Parts {
		if p.Table != t || t.Status(p.Row, col).Unknown() {
			continue
		}
		if s := days(t.Raw(p.Row, col)); s.last.IsZero() {
			continue
		} else if s.first.Before(at) {
			before = true
		} else {
			after = true
		}
	}
	return before && after
}
