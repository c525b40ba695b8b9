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
	crowd      = 24 // of more dots only those that are not exact, and the first, last and largest are labelled
)

// shapes tell groups apart beside their colours.
func shape(group int) string {
	return [maxSeries]string{
		"circle", "diamond", "rect", "triangle",
		"path://M3 0H7V3H10V7H7V10H3V7H0V3H3Z", // a cross
		"path://M5 10L0 0L10 0Z",               // a triangle on its point
	}[group]
}

// dotsLayout is the plan of dots over time.
type dotsLayout struct {
	s         size
	p         *picture
	scale     scale
	calendar  calendar
	obstacles []box // what a label must not cover
}

// layoutDots lays out dots on an axis of days and an axis of numbers from zero.
func (m *model) layoutDots(s size) *picture {
	d := &dotsLayout{s: s, p: &picture{width: s.width}}
	top := m.key(d)
	d.scale = m.newScale(m.top(), m.isWhole())
	left := widest(s.small, d.scale.labels...) + gap
	d.p.plot = box{left, top, s.width - left - margin - gap, plotHeight}
	d.calendar = newCalendar(m, s, d.p.plot)
	d.p.x = axis{min: float64(d.calendar.first), max: float64(d.calendar.last)}
	d.p.y = axis{max: d.scale.top}
	d.grid()
	m.breaks(d)
	bottom := m.lanes(d, d.axis())
	m.marks(d)
	d.p.height = bottom + margin
	return d.p
}

// key names the groups above the plot, by their marks, and returns where the plot
// begins.
func (m *model) key(d *dotsLayout) int {
	top := dotSize + leading(d.s.value)
	if len(m.groups) < 2 {
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
		d.p.symbol(onPage, shape(i), dotSize, dotSize, solid(seriesRole(i)), [2]float64{float64(x) + dotSize/2.0, float64(y + step/2)})
		d.p.write(lines, x+dotSize+gap, y+step/2, d.s.label, "ink", "left")
		y += (len(lines) - 1) * leading(d.s.label)
		x += width + 3*gap
	}
	return y + step + top
}

// top returns the largest number that a dot shows.
func (m *model) top() float64 {
	top := 0.0
	for _, r := range m.rows {
		if v := r.values[0]; !v.status.Unknown() {
			top = max(top, v.low)
			if !v.isOpen() {
				top = max(top, v.high)
			}
		}
	}
	return top
}

// isWhole tells whether all numbers are whole.
func (m *model) isWhole() bool {
	for _, r := range m.rows {
		if v := r.values[0]; v.low != math.Trunc(v.low) || v.high != math.Trunc(v.high) {
			return false
		}
	}
	return true
}

// grid draws the lines of the scale, and its numbers to their left.
func (d *dotsLayout) grid() {
	for i, tick := range d.scale.ticks {
		y := d.y(tick)
		role, height := "line", 1
		if i == 0 {
			role, height = "muted", 2
		}
		d.p.rule(box{d.p.plot.x, y, d.p.plot.width, height}, role)
		d.p.write([]string{d.scale.labels[i]}, d.p.plot.x-gap, y, d.s.small, "muted", "right")
	}
}

// axis writes the dates below the plot, and returns the lower edge of the line.
func (d *dotsLayout) axis() int {
	zero := d.p.plot.y + d.p.plot.height
	middle := zero + gap + leading(d.s.small)/2
	for _, tick := range d.calendar.ticks {
		x := d.x(tick.day)
		d.p.rule(box{x, zero, 1, gap - 2}, "muted")
		d.p.write([]string{tick.label}, tick.x, middle, d.s.small, "muted", "center")
	}
	return middle + leading(d.s.small)/2
}

func (d *dotsLayout) x(day int) int {
	span := float64(d.calendar.last - d.calendar.first)
	return d.p.plot.x + int(math.Round(float64(day-d.calendar.first)/span*float64(d.p.plot.width)))
}

func (d *dotsLayout) y(number float64) int {
	return d.p.plot.y + d.p.plot.height - int(math.Round(number/d.scale.top*float64(d.p.plot.height)))
}

// breaks draws a dashed line where one group ends before the next begins: what is
// counted changes there.
func (m *model) breaks(d *dotsLayout) {
	if len(m.groups) != 2 {
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

func (m *model) breakAt(d *dotsLayout, x int) {
	bottom := d.p.plot.y + d.p.plot.height
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
	d.p.dashedRule(x, d.p.plot.y-dotSize, bottom, "muted")
	d.obstacles = append(d.obstacles, b, box{x - 1, d.p.plot.y - dotSize, 3, bottom - d.p.plot.y + dotSize})
}

func (m *model) daysOf(group int) []int {
	var days []int
	for _, r := range m.rows {
		if r.group == group {
			days = append(days, r.days.middle())
		}
	}
	return days
}

// lanes draws, below the dates, a lane for each way of not being known: its name,
// and a box at each date. It returns the lower edge.
func (m *model) lanes(d *dotsLayout, y int) int {
	for status := dataset.Withheld; status <= dataset.NotApplicable; status++ {
		var rows []int
		for i, r := range m.rows {
			if r.values[0].status == status {
				rows = append(rows, i)
			}
		}
		if len(rows) == 0 {
			continue
		}
		words := m.text("chart.lane", "status", statusWords(m.lang, status))
		y += gap
		p, step := d.p, leading(d.s.small)
		p.write([]string{typeset.Cut(words, d.s.small, d.s.width)}, margin, y+step/2, d.s.small, "muted", "left")
		y += step + 2
		for _, i := range rows {
			p.symbol(onPage, "rect", dotSize-2, dotSize-2, hollow("unknown"),
				[2]float64{float64(d.x(m.rows[i].days.middle())), float64(y + dotSize/2)}, [2]int{i, m.valueColumn()})
		}
		y += dotSize + 2
	}
	return y
}

// valueColumn is the column of the chart's table that has the number of a dot.
func (m *model) valueColumn() int {
	if len(m.groups) > 0 {
		return 2
	}
	return 1
}
