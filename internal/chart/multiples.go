package chart

import (
	"daylight/internal/typeset"
)

// panelGap is between small charts.
const panelGap = 28

// layoutMultiples lays out a small chart for each value of the facet, all on one scale:
// two beside each other where there is room.
func (m *model) layoutMultiples(s size) *picture {
	small, columns := s, 1
	if !s.isNarrow() {
		small, columns = narrow(), 2
		small.width = (s.width - panelGap) / columns
	}
	m.shareFrame()
	all := *m
	for i := range m.facets { // all stand, or all lie
		one := m.of(i)
		all.upright = all.upright && !m.kind.isTime && one.layoutUpright(small) != nil
	}
	p := &picture{width: s.width}
	y := 0
	for i := 0; i < len(m.facets); i += columns {
		bottom := 0
		for k := i; k < min(i+columns, len(m.facets)); k++ {
			panel := all.panel(small, k)
			p.place(panel, (k-i)*(small.width+panelGap), y)
			bottom = max(bottom, y+panel.height)
		}
		y = bottom + panelGap
	}
	p.height = y - panelGap
	return p
}

// shareFrame settles what all small charts have in common.
func (m *model) shareFrame() {
	if m.shared != nil {
		return
	}
	frame := &frame{top: m.largest()}
	if m.kind.isTime {
		frame.top, frame.calendar = m.top(m.points()), m.days()
	}
	m.shared = frame
}

// of returns the model of one small chart.
func (m *model) of(facet int) *model {
	own := *m
	own.facets, own.rows = nil, nil
	for _, r := range m.rows {
		if r.facet == facet {
			own.rows = append(own.rows, r)
		}
	}
	return &own
}

// panel lays out one small chart below its name.
func (m *model) panel(s size, facet int) *picture {
	inner := m.of(facet).layoutOne(s)
	p := &picture{width: s.width}
	lines := typeset.Wrap(m.facets[facet], s.value, s.width-2*margin, 2)
	step := leading(s.value)
	p.write(lines, margin, margin+step/2, s.value, "ink", "left")
	p.rule(box{margin, margin + len(lines)*step + 2, s.width - 2*margin, 1}, "line")
	top := margin + len(lines)*step + gap
	p.place(inner, 0, top)
	p.height = top + inner.height
	return p
}
