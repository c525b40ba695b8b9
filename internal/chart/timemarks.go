package chart

import (
	"math"
	"slices"

	"daylight/internal/dataset"
	"daylight/internal/typeset"
)

// dot is a mark of a known value, and where it stands.
type dot struct {
	point point
	x, y  int
	box   box // all that the mark covers
}

// joined draws the lines of all series, and keeps labels off them.
func (m *model) joined(d *timeLayout) {
	if m.kind.is(kindDots) {
		return
	}
	step := ""
	if m.kind.is(kindStep) {
		step = "end"
	}
	for series := range max(1, len(m.groups)) {
		for _, run := range m.runs(d.points, series) {
			for _, piece := range m.pieces(run) {
				var line [][2]float64
				for _, p := range piece.points {
					line = append(line, [2]float64{float64(d.x(m.day(p))), float64(d.y(p.value.low))})
				}
				dash := "solid"
				if piece.provisional {
					dash = "dashed"
				}
				d.p.line(line, 3, seriesRole(series), dash, step)
				d.avoid(line, step != "")
			}
		}
	}
}

// avoid adds the boxes along a line to what labels must not cover.
func (d *timeLayout) avoid(line [][2]float64, step bool) {
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		if step {
			d.along(a, [2]float64{b[0], a[1]})
			a = [2]float64{b[0], a[1]}
		}
		d.along(a, b)
	}
}

func (d *timeLayout) along(a, b [2]float64) {
	pieces := max(1, int(math.Hypot(b[0]-a[0], b[1]-a[1])/6))
	for i := range pieces {
		t := (float64(i) + .5) / float64(pieces)
		d.obstacles = append(d.obstacles, box{round(a[0]+(b[0]-a[0])*t) - 3, round(a[1]+(b[1]-a[1])*t) - 3, 6, 6})
	}
}

// dots draws the marks of all known values, then their labels around them.
func (m *model) dots(d *timeLayout) {
	var dots []dot
	for _, p := range d.points {
		if !p.value.status.Unknown() {
			dots = append(dots, m.dot(d, p))
		}
	}
	for _, at := range dots {
		d.obstacles = append(d.obstacles, at.box)
	}
	for _, at := range dots {
		if m.isLabelled(dots, at) {
			d.label(at)
		}
	}
}

// shown returns the number at which a value's dot stands.
func (v value) shown() float64 {
	if v.status == dataset.Bound && !v.isOpen() || v.status == dataset.Band {
		return v.high
	}
	return v.low
}

// dot draws one dot: full for an exact value, hollow for another, with an arrow at
// an open end, a line from end to end of a band, and a line for a long period.
func (m *model) dot(d *timeLayout, p point) dot {
	v, role, cell := p.value, seriesRole(p.series), [2]int{p.row, p.col}
	at := dot{point: p, x: d.x(m.day(p)), y: d.y(v.shown())}
	half := dotSize/2 + 1
	at.box = box{at.x - half, at.y - half, 2 * half, 2 * half}
	d.period(m, &at, role)
	style := hollow(role)
	switch {
	case v.status == dataset.Exact:
		style = solid(role)
	case v.status == dataset.Band:
		low := d.y(v.low)
		d.p.stroke(box{at.x - 2, at.y, 4, max(1, low-at.y)}, role, cell)
		d.p.stroke(box{at.x - half, low - 1, 2 * half, 2}, role, cell)
		at.box.height = low + 1 - at.box.y
	case v.isOpen():
		d.p.arrow(at.x, at.y-half-arrowSize/2, up, role, cell)
		at.box.y -= arrowSize
		at.box.height += arrowSize
	case v.status == dataset.Bound && at.y+half+arrowSize <= d.plot.y+d.plot.height: // above zero
		d.p.arrow(at.x, at.y+half+arrowSize/2, down, role, cell)
		at.box.height += arrowSize
	}
	if v.provisional {
		d.p.ringed(p.series, float64(at.x), float64(at.y), cell)
		return at
	}
	d.p.symbol(symbolOf(p.series), dotSize, dotSize, style, float64(at.x), float64(at.y), cell)
	return at
}

// period draws a line through an unjoined dot for a period that is wider than it, and
// an arrow at an end that is open.
func (d *timeLayout) period(m *model, at *dot, role string) {
	span, cell := at.point.days, [2]int{at.point.row, at.point.col}
	from, to := d.x(span.first), d.x(span.last)
	if to-from > dotSize && m.kind.is(kindDots) {
		d.p.stroke(box{from, at.y - 1, to - from, 2}, role, cell)
		at.box.x, at.box.width = min(at.box.x, from), max(to-from, at.box.width)
	}
	side := dotSize/2 + 1 + arrowSize/2
	if span.openFirst {
		d.p.arrow(at.x-side, at.y, left, role, cell)
		at.box.x -= arrowSize
		at.box.width += arrowSize
	}
	if span.openLast {
		d.p.arrow(at.x+side, at.y, right, role, cell)
		at.box.width += arrowSize
	}
}

// isLabelled tells whether a dot has its number beside it: all do, but in a crowd
// only the first, the last and the largest of each series, and those that are not exact.
func (m *model) isLabelled(dots []dot, at dot) bool {
	if len(dots) <= crowd || at.point.value.status != dataset.Exact || at.point.value.provisional {
		return true
	}
	own := slices.DeleteFunc(slices.Clone(dots), func(d dot) bool { return d.point.series != at.point.series })
	byDay := func(a, b dot) int { return a.x - b.x }
	byNumber := func(a, b dot) int { return b.y - a.y }
	return at == slices.MinFunc(own, byDay) || at == slices.MaxFunc(own, byDay) || at == slices.MaxFunc(own, byNumber)
}

// label writes a number beside its dot, at the nearest place where it covers
// nothing. Further away, a thin line leads back to the dot, if that can be without
// crossing another mark. Where there is no place at all the number is left out, and the
// table has it. The word that it is provisional is left out first: its mark says so too.
func (d *timeLayout) label(at dot) {
	words := at.point.value.words
	b, ok := d.place(words, at, true)
	if !ok && at.point.value.provisional {
		words = at.point.value.number
		b, ok = d.place(words, at, true)
	}
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
func (d *timeLayout) place(words string, at dot, clear bool) (box, bool) {
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
func (d *timeLayout) isFree(b box) bool {
	plot := d.plot
	end := d.s.width - margin
	if d.named {
		end = plot.x + plot.width + gap - 2
	}
	if b.x < plot.x+2 || b.x+b.width > end || b.y < plot.y-dotSize-leading(d.s.value) || b.y+b.height > plot.y+plot.height {
		return false
	}
	return !slices.ContainsFunc(d.obstacles, func(o box) bool { return overlap(b, o) })
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
func (d *timeLayout) isClear(lead [2]box, at dot) bool {
	return !slices.ContainsFunc(d.obstacles, func(o box) bool {
		return o != at.box && (overlap(lead[0], o) || overlap(lead[1], o))
	})
}
