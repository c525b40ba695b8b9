package chart

import (
	"slices"

	"daylight/internal/dataset"
	"daylight/internal/typeset"
)

// dot is a mark of a known value, and where it stands.
type dot struct {
	row  int
	x, y int
	box  box // all that the mark covers
}

// marks draws the dots of all known values, then their labels around them.
func (m *model) marks(d *dotsLayout) {
	var dots []dot
	for i, r := range m.rows {
		if !r.values[0].status.Unknown() {
			dots = append(dots, m.mark(d, i, r))
		}
	}
	for _, at := range dots {
		d.obstacles = append(d.obstacles, at.box)
	}
	for _, at := range dots {
		if m.isLabelled(dots, at.row) {
			d.label(m.rows[at.row].values[0].words, at)
		}
	}
}

// mark draws one dot: full for an exact value, hollow for another, with an arrow at
// an open end, a line from end to end of a band, and a line for a long period.
func (m *model) mark(d *dotsLayout, i int, r row) dot {
	v, role := r.values[0], seriesRole(r.group)
	number := v.low
	if v.status == dataset.Bound && !v.isOpen() || v.status == dataset.Band {
		number = v.high
	}
	at := dot{row: i, x: d.x(r.days.middle()), y: d.y(number)}
	half := dotSize/2 + 1
	at.box = box{at.x - half, at.y - half, 2 * half, 2 * half}
	m.period(d, &at, r, role)
	style := hollow(role)
	switch {
	case v.status == dataset.Exact:
		style = solid(role)
	case v.status == dataset.Band:
		low := d.y(v.low)
		d.p.rule(box{at.x - 2, at.y, 4, max(1, low-at.y)}, role)
		d.p.rule(box{at.x - half, low - 1, 2 * half, 2}, role)
		at.box.height = low + 1 - at.box.y
	case v.isOpen():
		m.arrowAt(d, at, at.x, at.y-half-arrowSize/2, up, role)
		at.box.y -= arrowSize
		at.box.height += arrowSize
	case v.status == dataset.Bound:
		m.arrowAt(d, at, at.x, at.y+half+arrowSize/2, down, role)
		at.box.height += arrowSize
	}
	d.p.symbol(onPlot, shape(r.group), dotSize, dotSize, style, [2]float64{float64(r.days.middle()), number}, [2]int{i, m.valueColumn()})
	return at
}

// period draws a line through the dot for a period that is wider than it, and an
// arrow at an end that is open.
func (m *model) period(d *dotsLayout, at *dot, r row, role string) {
	from, to := d.x(r.days.first), d.x(r.days.last)
	if to-from > dotSize {
		d.p.rule(box{from, at.y - 1, to - from, 2}, role)
		at.box.x, at.box.width = min(at.box.x, from), max(to-from, at.box.width)
	}
	side := dotSize/2 + 1 + arrowSize/2
	if r.days.openFirst {
		m.arrowAt(d, *at, at.x-side, at.y, left, role)
		at.box.x -= arrowSize
		at.box.width += arrowSize
	}
	if r.days.openLast {
		m.arrowAt(d, *at, at.x+side, at.y, right, role)
		at.box.width += arrowSize
	}
}

func (m *model) arrowAt(d *dotsLayout, at dot, x, y int, symbol, role string) {
	d.p.arrow(x, y, symbol, role, [2]int{at.row, m.valueColumn()})
}

// isLabelled tells whether a dot has its number beside it: all do, but in a crowd
// only the first, the last, the largest and those that are not exact.
func (m *model) isLabelled(dots []dot, row int) bool {
	if len(dots) <= crowd || m.rows[row].values[0].status != dataset.Exact {
		return true
	}
	byDay := func(a, b dot) int { return a.x - b.x }
	byNumber := func(a, b dot) int { return b.y - a.y }
	return row == slices.MinFunc(dots, byDay).row || row == slices.MaxFunc(dots, byDay).row || row == slices.MaxFunc(dots, byNumber).row
}

// label writes a number beside its dot, at the nearest place where it covers
// nothing. Further away, a thin line leads back to the dot, if that can be without
// crossing another mark. Where there is no place at all the number is left out, and the
// table has it.
func (d *dotsLayout) label(words string, at dot) {
	b, ok := d.place(words, at, true)
	if !ok {
		b, ok = d.place(words, at, false)
	}
	if !ok {
		return
	}
	beside := box{at.box.x - near - 1, at.box.y - near - 1, at.box.width + 2*near + 2, at.box.height + 2*near + 2}
	if !overlap(b, beside) {
		for _, stroke := range leadOf(at, b) {
			d.p.rule(stroke, "muted")
			d.obstacles = append(d.obstacles, stroke)
		}
	}
	d.p.write([]string{words}, b.x, b.y+b.height/2, d.s.value, "ink", "left")
	d.obstacles = append(d.obstacles, b)
}

// near is how far a label may be from its dot without a line to it.
const near = 4

// place finds room for a label, nearest first.
func (d *dotsLayout) place(words string, at dot, clear bool) (box, bool) {
	w, h := typeset.Width(words, d.s.value), leading(d.s.value)
	for distance := near; distance <= 100; distance += 12 {
		for _, b := range around(at, w, h, distance) {
			if d.isFree(b) && (distance == near || !clear || d.isClear(leadOf(at, b), at)) {
				return b, true
			}
		}
	}
	return box{}, false
}

// around returns the places for a label at a distance from a dot, the best first.
func around(at dot, w, h, distance int) []box {
	leftOf, rightOf := at.box.x-distance-w, at.box.x+at.box.width+distance
	above, below := at.box.y-distance-h+2, at.box.y+at.box.height+distance-2
	middle := at.y - h/2
	return []box{
		{rightOf, middle, w, h}, {leftOf, middle, w, h}, {at.x - w/2, above, w, h}, {at.x - w/2, below, w, h},
		{rightOf, above + h/2, w, h}, {leftOf, above + h/2, w, h}, {rightOf, below - h/2, w, h}, {leftOf, below - h/2, w, h},
	}
}

// isFree tells whether a label may stand there: inside the page, above the axis, and
// clear of everything.
func (d *dotsLayout) isFree(b box) bool {
	plot := d.p.plot
	if b.x < plot.x+2 || b.x+b.width > d.s.width-margin || b.y < plot.y-dotSize-leading(d.s.value) || b.y+b.height > plot.y+plot.height {
		return false
	}
	return !slices.ContainsFunc(d.obstacles, func(o box) bool { return overlap(b, o) })
}

func overlap(a, b box) bool {
	return a.x < b.x+b.width && b.x < a.x+a.width && a.y < b.y+b.height && b.y < a.y+a.height
}

// leadOf returns the two strokes of a line from a dot to its label, up or down and
// then across; either may have no length.
func leadOf(at dot, b box) [2]box {
	x := min(max(at.x, b.x), b.x+b.width)
	y := min(max(at.y, b.y), b.y+b.height)
	return [2]box{
		{at.x, min(at.y, y), 1, max(at.y, y) - min(at.y, y)},
		{min(at.x, x), y, max(at.x, x) - min(at.x, x), 1},
	}
}

// isClear tells whether a line from a dot to its label crosses nothing else.
func (d *dotsLayout) isClear(lead [2]box, at dot) bool {
	return !slices.ContainsFunc(d.obstacles, func(o box) bool {
		return o != at.box && (overlap(lead[0], o) || overlap(lead[1], o))
	})
}
