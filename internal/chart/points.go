package chart

import (
	"slices"

	"daylight/internal/dataset"
)

// point is a value over time.
type point struct {
	row, col int // of the chart's table
	series   int
	value    value
	days     days
	label    string
}

// day is where a point stands: a step begins with its period, a dot stands in the
// middle of it.
func (m *model) day(p point) int {
	if m.kind.is(kindStep) {
		return p.days.first
	}
	return p.days.middle()
}

// points returns all values over time: the rows of one column by their group, or
// the columns of y.
func (m *model) points() []point {
	var points []point
	for _, r := range m.rows {
		for i, v := range r.values {
			series := r.group
			if len(r.values) > 1 {
				series = i
			}
			points = append(points, point{r.index, m.first + i, series, v, r.days, r.label})
		}
	}
	return points
}

// runs returns the stretches of a series that a line joins, each in the order of
// time: neighbours whose number is stated, with no break declared between them. What
// is not known, or lies somewhere in a stretch, is joined to nothing.
func (m *model) runs(points []point, series int) [][]point {
	var own []point
	for _, p := range points {
		if p.series == series {
			own = append(own, p)
		}
	}
	slices.SortStableFunc(own, func(a, b point) int { return m.day(a) - m.day(b) })
	var runs [][]point
	joined := false
	for i, p := range own {
		stated := p.value.status == dataset.Exact || p.value.status == dataset.Approximate
		if joined && stated && !m.hasBreak(m.day(own[i-1]), m.day(p)) {
			runs[len(runs)-1] = append(runs[len(runs)-1], p)
		} else if stated {
			runs = append(runs, []point{p})
		}
		joined = stated
	}
	return runs
}

// hasBreak tells whether a break in the series is declared after one day and not
// after another.
func (m *model) hasBreak(after, to int) bool {
	return slices.ContainsFunc(m.marks, func(a annotation) bool { return a.isBreak && a.day > after && a.day <= to })
}
