package chart

import (
	"daylight/internal/dataset"
)

// rangeMarks draws for each row what is known of a number: a full dot where it is
// exact, a hollow one where it is approximate or a bound, and a line from end to end
// of the stretch in which it lies. A thin line leads the eye from the label.
func (m *model) rangeMarks(p *picture, l lying, first int) {
	x := func(number float64) int { return l.start + round(number/m.largest()*float64(l.length)) }
	for i, r := range m.rows {
		v, y := r.values[0], first+i*l.pitch
		cell := [2]int{r.index, m.first}
		if v.status.Unknown() {
			continue // its box is drawn with its words
		}
		low, end := x(v.low), x(v.low)
		if !v.isOpen() {
			end = x(v.high)
		}
		p.rule(box{l.start, y, low - l.start, 1}, "line")
		if end > low {
			p.stroke(box{low, y - 2, end - low, 5}, "s1", cell)
			p.stroke(box{low - 1, y - dotSize/2, 3, dotSize}, "s1", cell)
		}
		switch {
		case v.provisional:
			p.ringed(0, float64(end), float64(y)+.5, cell)
		case v.status == dataset.Exact:
			p.symbol(symbolOf(0), dotSize, dotSize, solid("s1"), float64(end), float64(y)+.5, cell)
		case v.status == dataset.Band:
			p.stroke(box{end - 1, y - dotSize/2, 3, dotSize}, "s1", cell)
		default:
			p.symbol(symbolOf(0), dotSize, dotSize, hollow("s1"), float64(end), float64(y)+.5, cell)
		}
	}
}
