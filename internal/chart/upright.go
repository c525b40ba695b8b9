package chart

import (
	"slices"

	"daylight/internal/typeset"
)

const (
	maxUpright    = 12  // more bars lie down
	uprightHeight = 220 // of the tallest bar
	minBand       = 44
)

// layoutUpright lays out standing bars for periods, from left to right. It returns
// nil when they are too many or their labels do not fit below: then they lie down.
func (m *model) layoutUpright(s size) *picture {
	n := len(m.rows)
	if !m.upright || n < 2 || n > maxUpright || (s.width-2*margin)/n < minBand {
		return nil
	}
	band := (s.width - 2*margin) / n
	labels, ok := wrapAll(m.labels(), s.label, band-gap)
	words, ok2 := wrapAll(m.words(), s.value, band-gap)
	if !ok || !ok2 {
		return nil
	}
	head := mostLines(words)*leading(s.value) + gap
	if slices.ContainsFunc(m.rows, func(r row) bool { return r.values[0].isOpen() }) {
		head += arrowSize + gap
	}
	zero := margin + head + uprightHeight
	p := &picture{width: s.width, height: zero + gap + mostLines(labels)*leading(s.label) + margin}
	p.plot = box{margin, margin + head, band * n, uprightHeight}
	top := m.largest()
	p.x, p.y = axis{categories: n}, axis{max: top}
	boxHeight := mostLines(words)*leading(s.small) + 2*gap
	m.barSeries(p, min(band*7/10, 72), func(value) float64 { return top * float64(boxHeight) / uprightHeight })
	for i, r := range m.rows {
		middle := margin + i*band + band/2
		p.write(labels[i], middle, zero+gap+leading(s.label)/2, s.label, "ink", "center")
		end := zero - pixelsOf(r.values[0], top, uprightHeight)
		if r.values[0].status.Unknown() {
			end -= (boxHeight - len(words[i])*leading(s.small)) / 2
		}
		m.valueUpright(p, s, r.values[0], words[i], middle, end, i)
	}
	p.rule(box{margin, zero, band * n, 2}, "muted")
	return p
}

// valueUpright writes a value above its bar, whose upper end is at y; in the box of a
// number that is not known, y is the lower edge of the words.
func (m *model) valueUpright(p *picture, s size, v value, words []string, x, y, i int) {
	if v.status.Unknown() {
		step := leading(s.small)
		p.write(words, x, y-len(words)*step+step/2, s.small, "muted", "center")
		return
	}
	if v.isOpen() {
		p.arrow(x, y-gap/2-arrowSize/2, up, "s1", [2]int{i, 1})
		y -= gap/2 + arrowSize
	}
	step := leading(s.value)
	p.write(words, x, y-gap/2-len(words)*step+step/2, s.value, "ink", "center")
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
