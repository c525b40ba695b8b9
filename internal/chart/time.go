package chart

import (
	"math"
	"slices"

	"daylight/internal/dataset"
	"daylight/internal/typeset"
)

const (
	dotSize    = 13
	plotHeight = 260
	laneSize   = 16 // of the box of a value that is not known
	crowd      = 24 // of more dots only those that are not exact, and the first, last and largest are labelled
)

// timeLayout is the plan of values over time.
type timeLayout struct {
	s         size
	p         *picture
	plot      box
	points    []point
	scale     scale
	calendar  calendar
	obstacles []box // what a label must not cover
	named     bool  // the series have their names at the right, not in a key
}

// layoutTime lays out dots or lines on an axis of days and an axis of numbers from zero.
func (m *model) layoutTime(s size) *picture {
	d := &timeLayout{s: s, p: &picture{width: s.width}, points: m.points()}
	d.scale = m.newScale(m.top(d.points), m.isWhole(d.points))
	left := widest(s.small, d.scale.labels...) + gap
	side := m.namesRoom(d)
	d.plot = box{left, m.key(d), s.width - left - margin - gap - side, plotHeight}
	if !slices.ContainsFunc(d.points, func(p point) bool { return !p.value.status.Unknown() }) {
		d.plot.height, d.scale.ticks = 2*gap, d.scale.ticks[:1] // nothing stands on the scale
	}
	d.calendar = m.newCalendar(s, d.plot)
	d.plot.y += m.marksHead(d)
	d.grid()
	m.breaks(d)
	bottom := m.lanes(d, d.axis())
	m.joined(d)
	m.dots(d)
	m.names(d)
	m.marksTime(d)
	d.p.height = bottom + margin
	return d.p
}

// key names the series above the plot, by their marks, and returns where the plot
// begins.
func (m *model) key(d *timeLayout) int {
	top := dotSize + leading(d.s.value)
	if len(m.groups) < 2 || d.named {
		return top
	}
	x, y := margin, margin
	step := leading(d.s.label) + 4
	for i, name := range m.groups {
		lines := typeset.Wrap(name, d.s.label, d.s.width-2*margin-dotSize-gap, 2)
		width := dotSize + gap + widest(d.s.label, lines...)
		if x > margin && x+width > d.s.width-margin {
			x, y = margin, y+step
		}
		d.p.symbol(symbolOf(i), dotSize, dotSize, solid(seriesRole(i)), float64(x)+dotSize/2.0, float64(y+step/2), noCell)
		d.p.write(lines, x+dotSize+gap, y+step/2, d.s.label, "ink", "left")
		y += (len(lines) - 1) * leading(d.s.label)
		x += width + 3*gap
	}
	return y + step + top
}

// namesRoom returns the room at the right for the names of lines: on a wide screen, and
// where each has a value that is known. Dots, which are not joined, have a key.
func (m *model) namesRoom(d *timeLayout) int {
	known := map[int]bool{}
	for _, p := range d.points {
		known[p.series] = known[p.series] || !p.value.status.Unknown()
	}
	for i := range m.groups {
		if !known[i] {
			return 0
		}
	}
	if len(m.groups) < 2 || m.kind.is(kindDots) || d.s.isNarrow() {
		return 0
	}
	d.named = true
	return gap + dotSize + gap + min(namesWidth, widest(d.s.label, m.groups...))
}

const namesWidth = 160 // of the names of lines at most

// names writes the name of each line to the right of the plot, as near to its end as
// the others leave room.
func (m *model) names(d *timeLayout) {
	if !d.named {
		return
	}
	step := leading(d.s.label)
	type name struct{ series, y, height int }
	var names []name
	lines := make([][]string, len(m.groups))
	for i, words := range m.groups {
		lines[i] = typeset.Wrap(words, d.s.label, namesWidth, labelLines)
		last := point{days: days{first: math.MinInt, last: math.MinInt}}
		for _, p := range d.points {
			if p.series == i && !p.value.status.Unknown() && (last.label == "" || m.day(p) > m.day(last)) {
				last = p
			}
		}
		names = append(names, name{i, d.y(last.value.shown()), len(lines[i])*step + 4})
	}
	slices.SortStableFunc(names, func(a, b name) int { return a.y - b.y })
	next := math.MinInt
	total := 0
	for i := range names {
		names[i].y = max(names[i].y-step/2, next)
		next = names[i].y + names[i].height
		total += names[i].height
	}
	for i, floor := len(names)-1, d.plot.y+d.plot.height+step; i >= 0; i-- { // and up again from the axis
		names[i].y = min(names[i].y, floor-names[i].height)
		floor = names[i].y
	}
	x := d.plot.x + d.plot.width + gap
	for _, n := range names {
		d.p.symbol(symbolOf(n.series), dotSize, dotSize, solid(seriesRole(n.series)), float64(x)+dotSize/2.0, float64(n.y+step/2), noCell)
		d.p.write(lines[n.series], x+dotSize+gap, n.y+step/2, d.s.label, "ink", "left")
	}
}

// top returns the largest number that a dot or a mark shows.
func (m *model) top(points []point) float64 {
	if m.shared != nil {
		return m.shared.top
	}
	top := 0.0
	for _, p := range points {
		if v := p.value; !v.status.Unknown() {
			top = max(top, v.low)
			if !v.isOpen() {
				top = max(top, v.high)
			}
		}
	}
	for _, a := range m.marks {
		top = max(top, a.value)
	}
	return top
}

// isWhole tells whether all numbers are whole.
func (m *model) isWhole(points []point) bool {
	for _, p := range points {
		if v := p.value; v.low != math.Trunc(v.low) || v.high != math.Trunc(v.high) {
			return false
		}
	}
	return true
}

// grid draws the lines of the scale, and its numbers to their left.
func (d *timeLayout) grid() {
	for i, tick := range d.scale.ticks {
		y := d.y(tick)
		role, height := "line", 1
		if i == 0 {
			role, height = "muted", 2
		}
		d.p.rule(box{d.plot.x, y, d.plot.width, height}, role)
		d.p.write([]string{d.scale.labels[i]}, d.plot.x-gap, y, d.s.small, "muted", "right")
	}
}

// axis writes the dates below the plot, and returns the lower edge of the line.
func (d *timeLayout) axis() int {
	zero := d.plot.y + d.plot.height
	middle := zero + gap + leading(d.s.small)/2
	for _, tick := range d.calendar.ticks {
		x := d.x(tick.day)
		d.p.rule(box{x, zero, 1, gap - 2}, "muted")
		d.p.write([]string{tick.label}, tick.x, middle, d.s.small, "muted", "center")
	}
	return middle + leading(d.s.small)/2
}

func (d *timeLayout) x(day int) int {
	span := float64(d.calendar.last - d.calendar.first)
	return d.plot.x + int(math.Round(float64(day-d.calendar.first)/span*float64(d.plot.width)))
}

func (d *timeLayout) y(number float64) int {
	return d.plot.y + d.plot.height - int(math.Round(number/d.scale.top*float64(d.plot.height)))
}

// breaks draws a dashed line where one group ends before the next begins: what is
// counted changes there.
func (m *model) breaks(d *timeLayout) {
	if len(m.groups) != 2 || !m.kind.is(kindDots) || slices.ContainsFunc(m.marks, func(a annotation) bool { return a.isBreak }) {
		return
	}
	var first, last [2]int
	for g := range 2 {
		days := m.daysOf(g)
		first[g], last[g] = slices.Min(days), slices.Max(days)
	}
	switch {
	case last[0] < first[1]:
		m.breakAt(d, (d.x(last[0])+d.x(first[1]))/2)
	case last[1] < first[0]:
		m.breakAt(d, (d.x(last[1])+d.x(first[0]))/2)
	}
}

func (m *model) breakAt(d *timeLayout, x int) {
	bottom := d.plot.y + d.plot.height
	lines := typeset.Wrap(m.text("chart.break"), d.s.small, 130, 3)
	width := widest(d.s.small, lines...)
	step := leading(d.s.small)
	y := bottom - gap - len(lines)*step
	at, align := x+gap, "left"
	b := box{at, y, width, len(lines) * step}
	if at+width > d.s.width-margin {
		at, align, b.x = x-gap, "right", x-gap-width
	}
	d.p.write(lines, at, y+step/2, d.s.small, "muted", align)
	d.p.dashedRule(x, d.plot.y-dotSize, x, bottom, "muted")
	d.obstacles = append(d.obstacles, b, box{x - 1, d.plot.y - dotSize, 3, bottom - d.plot.y + dotSize})
}

func (m *model) daysOf(group int) []int {
	var days []int
	for _, p := range m.points() {
		if p.series == group {
			days = append(days, m.day(p))
		}
	}
	return days
}

// lanes draws, below the dates, a lane for each way of not being known, and for each
// series where there are several: its name, and a box at each date. It returns the
// lower edge.
func (m *model) lanes(d *timeLayout, y int) int {
	for status := dataset.Withheld; status <= dataset.NotApplicable; status++ {
		for series := range max(1, len(m.groups)) {
			y = m.lane(d, y, status, series)
		}
	}
	return y
}

func (m *model) lane(d *timeLayout, y int, status dataset.Status, series int) int {
	points := slices.DeleteFunc(slices.Clone(d.points), func(p point) bool { return p.value.status != status || p.series != series })
	if len(points) == 0 {
		return y
	}
	words := m.text("chart.lane", "status", statusWords(m.lang, status))
	if len(m.groups) > 1 {
		words = m.text("chart.lane-series", "series", m.groups[series], "status", statusWords(m.lang, status))
	}
	y += gap
	p, step := d.p, leading(d.s.small)
	words = typeset.Cut(words, d.s.small, d.s.width-2*margin)
	p.write([]string{words}, margin, y+step/2, d.s.small, "muted", "left")
	end := margin + typeset.Width(words, d.s.small) + gap
	if slices.ContainsFunc(points, func(at point) bool { return d.x(m.day(at))-laneSize/2 < end }) {
		y += step + 2 // the boxes stand below the words, where these are in their way
	}
	for _, at := range points {
		p.missing(box{d.x(m.day(at)) - laneSize/2, y + (step-laneSize)/2, laneSize, laneSize}, status, [2]int{at.row, at.col})
	}
	return y + max(step, laneSize)
}
