package chart

import (
	"slices"

	"daylight/internal/typeset"
)

const (
	maxUpright    = 12  // more bars lie down
	uprightHeight = 220 // of the tallest bar
	minBand       = 44
	maxBand       = 180
)

// layoutUpright lays out standing bars for periods, from left to right. It returns
// nil when they are too many or their labels do not fit below: then they lie down.
func (m *model) layoutUpright(s size) *picture {
	n, room := len(m.rows), m.marksRoom(s)
	band := (s.width - 2*margin - room) / max(n, 1)
	if !m.upright || n < 1 || n > maxUpright || band < minBand || n == 1 && !m.kind.is(kindColumn) {
		return nil
	}
	band = min(band, maxBand)
	labels, ok := wrapAll(m.labels(), s.label, band-gap)
	words, ok2 := wrapAll(m.words(), s.value, band-gap)
	if !ok || !ok2 {
		return nil
	}
	head := mostLines(words)*leading(s.value) + gap
	if slices.ContainsFunc(m.rows, func(r row) bool { return r.values[0].isOpen() }) {
		head += arrowSize + gap
	}
	p := &picture{width: s.width}
	zero := margin + head + uprightHeight
	p.height = zero + gap + mostLines(labels)*leading(s.label) + margin
	top := m.largest()
	plot := p.addPlot(box{margin, margin + head, band * n, uprightHeight}, axis{categories: n}, axis{max: top})
	width := min(band*7/10, 72)
	m.barSeries(p, plot, width)
	for i, r := range m.rows {
		middle := margin + i*band + band/2
		p.write(labels[i], middle, zero+gap+leading(s.label)/2, s.label, "ink", "center")
		end := zero - pixelsOf(r.values[0], top, uprightHeight)
		if v := r.values[0]; v.status.Unknown() {
			side := min(width, boxLength)
			p.missing(box{middle - side/2, zero - boxLength, side, boxLength}, v.status, [2]int{r.index, m.first})
			end -= boxLength
		}
		if v := r.values[0]; v.provisional {
			size, _ := v.stretch(top, uprightHeight)
			p.lined(box{middle - width/2, zero - size, width, size}, "s1", [2]int{r.index, m.first})
		}
		if v := r.values[0]; v.isHatched() {
			from, size := v.stretch(top, uprightHeight)
			p.uncertain(v, box{middle - width/2, zero - from - size, width, size}, "s1", [2]int{r.index, m.first})
		}
		m.valueUpright(p, s, r, words[i], middle, end)
	}
	p.rule(box{margin, zero, band * n, 2}, "muted")
	m.marksUpright(p, s, margin+band*n, zero)
	return p
}

// valueUpright writes a value above its bar, or above the box of a number that is
// not known; its upper end is at y.
func (m *model) valueUpright(p *picture, s size, r row, words []string, x, y int) {
	v, style, role := r.values[0], s.value, "ink"
	if v.status.Unknown() {
		style, role = s.small, "muted"
	}
	if v.isOpen() {
		p.arrow(x, y-gap/2-arrowSize/2, up, "s1", [2]int{r.index, m.first})
		y -= gap/2 + arrowSize
	}
	step := leading(style)
	p.write(words, x, y-gap/2-len(words)*step+step/2, style, role, "center")
}

// markWidth is the most that the words beside a level line take.
const markWidth = 120

// marksRoom returns the room that the words of annotations need at the right.
func (m *model) marksRoom(s size) int {
	room := 0
	for _, a := range m.marks {
		room = max(room, 2*gap+widest(s.small, typeset.Wrap(a.words, s.small, markWidth, labelLines)...))
	}
	return room
}

// marksUpright draws the annotations at a number: a level line, its words to the right
// of the bars, which end at x.
func (m *model) marksUpright(p *picture, s size, x, zero int) {
	marks := slices.Clone(m.marks)
	slices.SortStableFunc(marks, func(a, b annotation) int { return cmpFloat(a.value, b.value) })
	lowest := zero
	for _, a := range marks { // from the lowest up, so that words give way upwards
		y := zero - round(a.value/m.largest()*uprightHeight)
		lines := typeset.Wrap(a.words, s.small, markWidth, labelLines)
		step := leading(s.small)
		height := len(lines) * step
		top := min(y-height/2, lowest-height)
		lowest = top
		p.write(lines, x+2*gap, top+step/2, s.small, "ink", "left")
		p.cutRule(margin, y, x+gap, y, "ink")
	}
}

// wrapAll wraps texts to two lines; it is false when one had to be cut or broken
// inside a word.
func wrapAll(texts []string, style typeset.Style, width int) ([][]string, bool) {
	var all [][]string
	for _, t := range texts {
		lines := typeset.Wrap(t, style, width, 2)
		if !sameWords(lines, t) {
			return nil, false
		}
		all = append(all, lines)
	}
	return all, true
}

func mostLines(texts [][]string) int {
	n := 0
	for _, lines := range texts {
		n = max(n, len(lines))
	}
	return n
}
