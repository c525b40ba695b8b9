package chart

import (
	"math"

	"daylight/internal/typeset"
)

const (
	thick      = 52 // height of a single bar
	partGap    = 3  // between the parts of a bar
	partLines  = 4  // a longer name of a part makes a list of the parts
	swatchSize = 14
	boxShare   = 0.14 // of the bar's length, for a part that is not known
)

// layoutStacked lays out bars made of parts. The parts of a single bar have their
// number and name below them, where these fit; otherwise each bar has a list.
func (m *model) layoutStacked(s size) *picture {
	if len(m.rows) == 1 {
		if p := m.layoutOneBar(s); p != nil {
			return p
		}
	}
	return m.layoutListed(s)
}

// part is a stretch of a bar in pixels.
type part struct{ x, width int }

// partsOf divides a length between a row's parts. scale is the sum that fills the
// length. A part that is not known has a box of a fixed length, an open one an arrow.
func partsOf(r row, scale float64, x, length int) []part {
	parts := make([]part, len(r.values))
	for i, v := range r.values {
		w := int(math.Round(weightOf(v, scale) / scale * float64(length-partGap*(len(r.values)-1))))
		if w == 0 && (v.low > 0 || v.status.Unknown()) {
			w = 1
		}
		parts[i] = part{x, w}
		if w > 0 {
			x += w + partGap
		}
	}
	return parts
}

func weightOf(v value, scale float64) float64 {
	if v.status.Unknown() {
		return scale * boxShare
	}
	certain, uncertain := v.extent()
	return certain + uncertain
}

// scaleOf returns the sum that fills the length of the longest bar, such that the
// boxes of unknown parts have their share of it.
func (m *model) scaleOf() float64 {
	scale := 0.0
	for _, r := range m.rows {
		known, boxes := 0.0, 0
		for _, v := range r.values {
			certain, uncertain := v.extent()
			known += certain + uncertain
			if v.status.Unknown() {
				boxes++
			}
		}
		scale = max(scale, known/max(0.1, 1-boxShare*float64(boxes)))
	}
	if scale == 0 {
		return 1
	}
	return scale
}

// layoutOneBar labels the parts directly, or returns nil where a label would not
// fit below its part.
func (m *model) layoutOneBar(s size) *picture {
	r := m.rows[0]
	parts := partsOf(r, m.scaleOf(), margin, s.width-2*margin)
	names := make([][]string, len(parts))
	for i, part := range parts {
		width := part.width - gap
		names[i] = typeset.Wrap(m.parts[i], s.label, width, partLines)
		style := valueStyle(s, r.values[i])
		if !sameWords(names[i], m.parts[i]) || typeset.Width(r.values[i].words, style) > width {
			return nil
		}
	}
	p := &picture{width: s.width}
	y := margin
	if m.whole != "" {
		y = m.bracket(p, s, parts)
	}
	m.partMarks(p, 0, parts, y, thick)
	y += thick + gap
	step := leading(s.large)
	for i, part := range parts {
		v := r.values[i]
		p.write([]string{v.words}, part.x, y+step/2, valueStyle(s, v), "ink", "left")
		p.write(names[i], part.x, y+step+leading(s.label)/2, s.label, "ink", "left")
	}
	p.height = y + step + mostLines(names)*leading(s.label) + margin
	p.plot = box{0, 0, p.width, p.height}
	p.x, p.y = axis{max: 1}, axis{max: 1}
	return p
}

// valueStyle is that of a number set large; words in place of a number are not.
func valueStyle(s size, v value) typeset.Style {
	if v.status.Unknown() {
		return s.label
	}
	return s.large
}

// bracket writes the whole above the bar, with a line from end to end. It returns
// where the bar begins.
func (m *model) bracket(p *picture, s size, parts []part) int {
	y := margin + leading(s.small)/2
	words := m.text("chart.in-all", "whole", m.whole, "unit", m.unit)
	p.write([]string{typeset.Cut(tame(words), s.small, s.width-2*margin)}, margin, y, s.small, "muted", "left")
	y += leading(s.small)/2 + 4
	last := parts[len(parts)-1]
	end := last.x + last.width
	p.rule(box{margin, y, end - margin, 2}, "muted")
	p.rule(box{margin, y, 2, 7}, "muted")
	p.rule(box{end - 2, y, 2, 7}, "muted")
	return y + 7 + 4
}

// partMarks draws the parts of a bar whose upper edge is at y.
func (m *model) partMarks(p *picture, row int, parts []part, y, height int) {
	for i, part := range parts {
		v := m.rows[row].values[i]
		if part.width == 0 {
			continue
		}
		m.partMark(p, v, part, seriesRole(i), y, height, m.cellOf(row, i))
	}
}

// cellOf returns where the chart's table has a part: a single bar's table has the
// parts below each other.
func (m *model) cellOf(row, part int) [2]int {
	if len(m.rows) == 1 {
		return [2]int{part, 1}
	}
	return [2]int{row, part + 1}
}

// partMark draws one part: solid where it is certain, hatched where it is not, a
// dashed box where it is not known.
func (m *model) partMark(p *picture, v value, part part, role string, y, height int, at [2]int) {
	rect := func(x, width int, style *itemStyle) {
		middle := [2]float64{float64(x) + float64(width)/2, float64(y) + float64(height)/2}
		p.dots(onPage, "rect", []int{width, height}, style, []int{at[0]}, []int{at[1]}, middle)
	}
	if v.status.Unknown() {
		p.dots(onPage, "rect", []int{max(1, part.width-2), height - 2}, dashed(), []int{at[0]}, []int{at[1]},
			[2]float64{float64(part.x) + float64(part.width)/2, float64(y) + float64(height)/2})
		return
	}
	certain, uncertain := v.extent()
	solidWidth := int(math.Round(certain / max(certain+uncertain, 1e-9) * float64(part.width)))
	if solidWidth > 0 {
		rect(part.x, solidWidth, solid(role))
	}
	if solidWidth < part.width {
		rect(part.x+solidWidth, part.width-solidWidth, hatched(role))
	}
	if v.isOpen() && part.width > 2*arrowSize {
		p.dots(onPage, right, []int{arrowSize, arrowSize}, solid("bg"), []int{at[0]}, []int{at[1]},
			[2]float64{float64(part.x + part.width - arrowSize), float64(y) + float64(height)/2})
	}
}
