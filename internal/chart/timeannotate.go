package chart

import (
	"daylight/internal/typeset"
)

// note is an annotation at a date: where its line stands and where its words are.
type note struct {
	a     annotation
	lines []string
	x     int
	box   box // from the top of the plot's head
}

// marksHead makes room above the plot for the words at dates, and returns its height.
// Words stand beside their line; where two would meet, the earlier goes higher.
func (m *model) marksHead(d *timeLayout) int {
	height := 0
	for _, n := range m.notes(d) {
		height = max(height, n.box.y+n.box.height)
	}
	if height > 0 {
		height += gap
	}
	return height
}

// notes places the words at dates in rows above the plot, counted upwards from it.
func (m *model) notes(d *timeLayout) []note {
	var notes []note
	step := leading(d.s.small)
	for i := len(m.marks) - 1; i >= 0; i-- { // as the spec has them, from the last
		a := m.marks[i]
		if a.isValue {
			continue
		}
		n := note{a: a, x: d.x(a.day), lines: typeset.Wrap(a.words, d.s.small, min(200, d.s.width/2-gap), labelLines)}
		width := widest(d.s.small, n.lines...)
		n.box = box{n.x + gap/2, 0, width, len(n.lines)*step + 2}
		if n.box.x+width > d.s.width-margin {
			n.box.x = n.x - gap/2 - width
		}
		for moved := true; moved; {
			moved = false
			for _, other := range notes {
				if wider := (box{other.box.x - gap, other.box.y, other.box.width + 2*gap, other.box.height}); overlap(n.box, wider) {
					n.box.y, moved = other.box.y+other.box.height, true
				}
			}
		}
		notes = append(notes, n)
	}
	return notes
}

// marksTime draws the annotations when all texts have their places, so that lines can
// go around them.
func (m *model) marksTime(d *timeLayout) {
	top, bottom := d.plot.y-leading(d.s.value)-dotSize, d.plot.y+d.plot.height
	step := leading(d.s.small)
	notes := m.notes(d)
	for _, n := range notes {
		y := top - n.box.y - n.box.height
		d.p.write(n.lines, n.box.x, y+step/2, d.s.small, "ink", "left")
	}
	for _, a := range m.marks {
		if a.isValue {
			m.level(d, a)
		}
	}
	for _, n := range notes {
		d.p.cutRule(n.x, top-n.box.y-n.box.height, n.x, bottom, "ink")
	}
}

// level draws an annotation at a number, its words above the line where they cover
// nothing.
func (m *model) level(d *timeLayout, a annotation) {
	y := d.y(a.value)
	lines := typeset.Wrap(a.words, d.s.small, d.plot.width-2*gap, labelLines)
	step, width := leading(d.s.small), widest(d.s.small, lines...)
	height := len(lines) * step
	best := box{d.plot.x + 4, y - height - 2, width, height}
	for distance := 2; distance < d.plot.height; distance += 6 {
		if b, ok := d.besideLevel(y, distance, width, height); ok {
			best = b
			break
		}
	}
	d.p.write(lines, best.x, best.y+step/2, d.s.small, "ink", "left")
	d.p.cutRule(d.plot.x, y, d.plot.x+d.plot.width, y, "ink")
}

// besideLevel looks for room above or below a level line.
func (d *timeLayout) besideLevel(y, distance, width, height int) (box, bool) {
	for x := d.plot.x + 4; x+width < d.plot.x+d.plot.width; x += 12 {
		for _, top := range []int{y - distance - height, y + distance} {
			b := box{x, top, width, height}
			if top >= d.plot.y-leading(d.s.value) && d.isFree(b) {
				return b, true
			}
		}
	}
	return box{}, false
}
