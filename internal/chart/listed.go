package chart

import "daylight/internal/typeset"

// layoutListed lays out bars below each other, each with its label above it and the
// list of its parts below: a swatch, the number, the name.
func (m *model) layoutListed(s size) *picture {
	p := &picture{width: s.width}
	scale := m.scaleOf()
	y := margin
	for i, r := range m.rows {
		if len(m.rows) == 1 && m.whole != "" {
			y = m.bracket(p, s, partsOf(r, scale, margin, s.width-2*margin))
		} else {
			lines := typeset.Wrap(r.label, s.value, s.width-2*margin, labelLines)
			p.write(lines, margin, y+leading(s.value)/2, s.value, "ink", "left")
			y += len(lines)*leading(s.value) + 4
		}
		m.partMarks(p, i, partsOf(r, scale, margin, s.width-2*margin), y, barHeight+4)
		y = m.list(p, s, r, y+barHeight+4+gap) + rowGap
	}
	p.height = y - rowGap + margin
	p.plot = box{0, 0, p.width, p.height}
	p.x, p.y = axis{max: 1}, axis{max: 1}
	return p
}

// list writes a row's parts beside each other, and below where the line is full. It
// returns the lower edge of the last line.
func (m *model) list(p *picture, s size, r row, y int) int {
	x, step := margin, leading(s.label)+4
	space := typeset.Width(" ", s.label)
	for i, v := range r.values {
		number := typeset.Width(v.words, s.value)
		room := s.width - 2*margin - swatchSize - gap - number - space
		name := typeset.Wrap(m.parts[i], s.label, max(room, 40), labelLines)
		width := swatchSize + gap + number + space + widest(s.label, name...)
		if x > margin && x+width > s.width-margin {
			x, y = margin, y+step
		}
		m.swatch(p, v, seriesRole(i), x, y+step/2)
		p.write([]string{v.words}, x+swatchSize+gap, y+step/2, s.value, "ink", "left")
		p.write(name, x+swatchSize+gap+number+space, y+step/2, s.label, "ink", "left")
		y += (len(name) - 1) * leading(s.label)
		x += width + 2*gap
	}
	return y + step
}

func (m *model) swatch(p *picture, v value, role string, x, middle int) {
	style := solid(role)
	if v.status.Unknown() {
		style = dashed()
	}
	p.dots(onPage, "rect", []int{swatchSize - 2, swatchSize - 2}, style, nil, nil, [2]float64{float64(x) + swatchSize/2.0, float64(middle)})
}
