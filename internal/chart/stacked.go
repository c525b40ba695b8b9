package chart

import (
	"math"
	"slices"

	"daylight/internal/dataset"
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
// length. A part that is not known has a box of a fixed share.
func partsOf(r row, scale float64, length int) []part {
	parts := make([]part, len(r.values))
	shown := 0
	for _, v := range r.values {
		if v.high > 0 || v.status.Unknown() {
			shown++
		}
	}
	room := float64(length - (partGap+1)*max(0, shown-1)) // a pixel each, for parts that are next to nothing
	x, sum, done := margin, 0.0, 0
	for i, v := range r.values {
		sum += weightOf(v, scale)
		w := int(math.Round(sum/scale*room)) - done
		done += w
		if w == 0 && (v.high > 0 || v.status.Unknown()) {
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
		scale = max(scale, r.fill())
	}
	if scale == 0 {
		return 1
	}
	return scale
}

// fill returns the sum of a row, such that the boxes of its unknown parts have their
// share of it.
func (r row) fill() float64 {
	known, boxes := 0.0, 0
	for _, v := range r.values {
		certain, uncertain := v.extent()
		known += certain + uncertain
		if v.status.Unknown() {
			boxes++
		}
	}
	return known / max(0.1, 1-boxShare*float64(boxes))
}

// partsOf divides a bar of a row. A share's bar is as long for every row; where a
// part is not known exactly, no share is, and one box takes all of the bar.
func (m *model) partsOf(r row, length int) []part {
	if !m.kind.is(kindShare) {
		return partsOf(r, m.scaleOf(), length)
	}
	i := slices.IndexFunc(r.values, func(v value) bool { return v.status != dataset.Exact })
	if i < 0 {
		return partsOf(r, max(r.fill(), 1e-9), length)
	}
	parts := make([]part, len(r.values))
	for k := range parts {
		parts[k].x = margin
	}
	parts[i].width = length
	return parts
}

// layoutOneBar labels the parts directly, or returns nil where a label would not
// fit below its part.
func (m *model) layoutOneBar(s size) *picture {
	r := m.rows[0]
	parts := m.partsOf(r, s.width-2*margin)
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
	m.partMarks(p, [][]part{parts}, y+thick/2, thick, thick)
	y += thick + gap
	step := leading(s.large)
	for i, part := range parts {
		v := r.values[i]
		p.write([]string{v.words}, part.x, y+step/2, valueStyle(s, v), "ink", "left")
		p.write(names[i], part.x, y+step+leading(s.label)/2, s.label, "ink", "left")
	}
	p.height = y + step + mostLines(names)*leading(s.label) + margin
	return p
}

// valueStyle is that of a number set large; words in place of a number are not.
func valueStyle(s size, v value) typeset.Style {
	if v.status.Unknown() {
		return s.label
	}
	return s.large
}

// inAll says the whole of one bar. The whole of what is provisional is provisional too.
func (m *model) inAll() string {
	words := m.text("chart.in-all", "whole", m.whole, "unit", m.unit)
	if m.hasProvisional() {
		return sayProvisional(m.lang, words)
	}
	return words
}

// bracketHeight is what the whole takes above its bar.
func bracketHeight(s size) int { return leading(s.small) + 4 + 7 + 4 }

// bracket writes the whole above the bar, with a line from end to end. It returns
// where the bar begins.
func (m *model) bracket(p *picture, s size, parts []part) int {
	y := margin + leading(s.small)/2
	words := m.inAll()
	p.write([]string{typeset.Cut(tame(words), s.small, s.width-2*margin)}, margin, y, s.small, "muted", "left")
	y += leading(s.small)/2 + 4
	last := parts[len(parts)-1]
	end := last.x + last.width
	p.rule(box{margin, y, end - margin, 2}, "muted")
	p.rule(box{margin, y, 2, 7}, "muted")
	p.rule(box{end - 2, y, 2, 7}, "muted")
	return y + 7 + 4
}

// partMarks draws the parts of all rows, whose bars have their middles at first and
// then each pitch further down.
func (m *model) partMarks(p *picture, rows [][]part, first, pitch, height int) {
	n := len(rows)
	plot := p.addPlot(box{0, first - pitch/2, p.width, n * pitch}, axis{max: float64(p.width)}, axis{categories: n, inverse: true})
	ends := make([]int, n) // where each bar has come to
	for i := range m.parts {
		layers := newLayers(n)
		for row, parts := range rows {
			if parts[i].width > 0 {
				layers.add(row, m.drawnValue(row, i), parts[i], ends[row], seriesRole(i))
				layers.cells[row] = m.cellOf(row, i)
				ends[row] = parts[i].x + parts[i].width
			}
		}
		layers.draw(p, plot, height)
		for row, parts := range rows {
			v, part := m.drawnValue(row, i), parts[i]
			if v.status.Unknown() && part.width > 0 {
				p.missing(box{part.x, first + row*pitch - height/2, part.width, height}, v.status, m.cellOf(row, i))
			}
			if v.provisional {
				p.lined(box{part.x, first + row*pitch - height/2, v.certainOf(part.width), height}, seriesRole(i), m.cellOf(row, i))
			}
			if full := v.certainOf(part.width); v.isHatched() && part.width > full {
				p.uncertain(v, box{part.x + full, first + row*pitch - height/2, part.width - full, height}, seriesRole(i), m.cellOf(row, i))
			}
			if v.isOpen() && part.width > 2*arrowSize {
				m.openPart(p, v, part.x+part.width-arrowSize, first+row*pitch, i, m.cellOf(row, i))
			}
		}
	}
}

// openPart draws the arrow of a part without an upper limit, on what the part is filled
// with.
func (m *model) openPart(p *picture, v value, x, y, part int, cell [2]int) {
	role := "bg"
	if v.provisional {
		role = seriesRole(part)
		p.rule(box{x - arrowSize, y - arrowSize, 2*arrowSize - lineEdge, 2 * arrowSize}, "bg")
	}
	p.arrow(x, y, right, role, cell)
}

// drawnValue returns what is drawn of a part: of a share that is not known, nothing is.
func (m *model) drawnValue(row, part int) value {
	v := m.rows[row].values[part]
	if m.kind.is(kindShare) && v.status != dataset.Exact && !v.status.Unknown() {
		return value{status: dataset.NotApplicable}
	}
	return v
}

// layers are the series of one part: the gap before it, then what is certain, and what
// is not.
type layers struct {
	data  [3][]datum
	used  [3]bool
	cells [][2]int
}

func newLayers(rows int) *layers {
	l := &layers{cells: make([][2]int, rows)}
	for i := range l.data {
		l.data[i] = make([]datum, rows)
	}
	return l
}

func (l *layers) add(row int, v value, p part, from int, role string) {
	if v.status.Unknown() {
		l.put(0, row, p.x+p.width-from, &itemStyle{Color: "none", Opacity: 1}) // its box is drawn by itself
		return
	}
	l.put(0, row, p.x-from, &itemStyle{Color: "none", Opacity: 1})
	full := v.certainOf(p.width)
	if v.provisional {
		l.put(1, row, full, &itemStyle{Color: "none", Opacity: 1}) // lined by itself
	} else {
		l.put(1, row, full, solid(role))
	}
	l.put(2, row, p.width-full, &itemStyle{Color: "none", Opacity: 1}) // hatched by itself
}

// certainOf returns how much of a part's length is certain.
func (v value) certainOf(length int) int {
	certain, uncertain := v.extent()
	return round(certain / max(certain+uncertain, 1e-9) * float64(length))
}

func (l *layers) put(layer, row, width int, style *itemStyle) {
	if width > 0 {
		l.data[layer][row] = datum{Value: width, ItemStyle: style}
		l.used[layer] = true
	}
}

func (l *layers) draw(p *picture, plot, height int) {
	for i, data := range l.data {
		if l.used[i] {
			p.bars(plot, data, height, l.cells)
		}
	}
}

// cellOf returns where the chart's table has a part: a single bar's table has the
// parts below each other.
func (m *model) cellOf(row, part int) [2]int {
	if len(m.rows) == 1 {
		return [2]int{part, 1}
	}
	return [2]int{m.rows[row].index, m.first + part}
}
