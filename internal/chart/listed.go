package chart

import (
	"slices"

	"daylight/internal/typeset"
)

// listing is the plan of bars with lists: what stands above and below each bar.
type listing struct {
	labels [][]string
	items  [][]entry
	head   int // height above a bar
	pitch  int // from one bar to the next
}

// entry is one part in a bar's list: a swatch, then the name and the number.
type entry struct {
	lines []string
	x, y  int // of the swatch's left end and the first line's middle, from the list's corner
}

// layoutListed lays out bars below each other, each with its label above it and the
// list of its parts below.
func (m *model) layoutListed(s size) *picture {
	l := m.planListed(s)
	p := &picture{width: s.width}
	rows := make([][]part, len(m.rows))
	for i, r := range m.rows {
		rows[i] = m.partsOf(r, s.width-2*margin)
		top := margin + i*l.pitch
		if len(m.rows) == 1 && m.whole != "" {
			m.bracket(p, s, rows[i])
		} else {
			p.write(l.labels[i], margin, top+l.head-4-len(l.labels[i])*leading(s.value)+leading(s.value)/2, s.value, "ink", "left")
		}
		m.writeList(p, s, r, l.items[i], top+l.head+listedHeight+gap)
		if r.fill() == 0 && !slices.ContainsFunc(r.values, func(v value) bool { return v.status.Unknown() }) {
			p.rule(box{margin, top + l.head, 2, listedHeight}, "muted") // a bar of nothing begins here
		}
	}
	m.partMarks(p, rows, margin+l.head+listedHeight/2, l.pitch, listedHeight)
	p.height = margin + len(m.rows)*l.pitch - rowGap + margin
	return p
}

const listedHeight = barHeight + 4 // of a bar with a list

func (m *model) planListed(s size) listing {
	var l listing
	list, lines := 0, 1
	for _, r := range m.rows {
		label := typeset.Wrap(r.label, s.value, s.width-2*margin, labelLines)
		items, height := m.entries(s, r)
		l.labels, l.items = append(l.labels, label), append(l.items, items)
		list, lines = max(list, height), max(lines, len(label))
	}
	l.head = lines*leading(s.value) + 4
	if len(m.rows) == 1 && m.whole != "" {
		l.head = bracketHeight(s)
	}
	l.pitch = l.head + listedHeight + gap + list + rowGap
	return l
}

// entries places a row's parts beside each other, and below where the line is full.
// It returns the height of the list.
func (m *model) entries(s size, r row) ([]entry, int) {
	var all []entry
	x, y, step := 0, leading(s.label)/2, leading(s.label)+4
	for i, v := range r.values {
		lines := typeset.Wrap(tame(m.text("chart.item", "label", m.parts[i], "value", v.words)), s.label, s.width-2*margin-swatchSize-gap, labelLines)
		width := swatchSize + gap + widest(s.label, lines...)
		if x > 0 && x+width > s.width-2*margin {
			x, y = 0, y+step
		}
		all = append(all, entry{lines, x, y})
		y += (len(lines) - 1) * leading(s.label)
		x += width + 2*gap
	}
	return all, y + leading(s.label)/2
}

func (m *model) writeList(p *picture, s size, r row, items []entry, top int) {
	for i, e := range items {
		x := margin + e.x
		if swatch := (box{x, top + e.y - swatchSize/2, swatchSize, swatchSize}); r.values[i].status.Unknown() {
			p.missing(swatch, r.values[i].status, noCell)
		} else if r.values[i].provisional {
			p.lined(swatch, seriesRole(i), noCell)
		} else {
			p.rule(swatch, seriesRole(i))
		}
		p.write(e.lines, x+swatchSize+gap, top+e.y, s.label, "ink", "left")
	}
}
