package chart

import (
	"math"

	"daylight/internal/dataset"
	"daylight/internal/typeset"
)

const (
	margin     = 2  // so that no line is cut at the edge
	gap        = 8  // between a mark and its label
	barHeight  = 26 // of a lying bar
	rowGap     = 16 // between lying bars with their labels
	arrowSize  = 10 // at an open end
	labelLines = 3  // a longer label is cut; the table has all of it. Above a bar, two
)

// extent is what a bar shows of a value: a solid stretch that is certain, a hatched
// one that is not, or neither.
func (v value) extent() (certain, uncertain float64) {
	switch {
	case v.status.Unknown():
		return 0, 0
	case v.status == dataset.Approximate:
		return 0, v.low
	case math.IsInf(v.high, 1):
		return v.low, 0
	}
	return v.low, v.high - v.low
}

// isOpen tells whether there is no upper limit: the bar ends in an arrow.
func (v value) isOpen() bool { return !v.status.Unknown() && math.IsInf(v.high, 1) }

// largest returns the longest extent of all values, or 1 when there is none.
func (m *model) largest() float64 {
	top := 0.0
	for _, r := range m.rows {
		for _, v := range r.values {
			certain, uncertain := v.extent()
			top = max(top, certain+uncertain)
		}
	}
	if top == 0 {
		return 1
	}
	return top
}

func (m *model) layoutBars(s size) *picture {
	if p := m.layoutUpright(s); p != nil {
		return p
	}
	return m.layoutLying(s)
}

// words returns the words of all values.
func (m *model) words() []string {
	var words []string
	for _, r := range m.rows {
		for _, v := range r.values {
			words = append(words, v.words)
		}
	}
	return words
}

func (m *model) labels() []string {
	labels := make([]string, len(m.rows))
	for i, r := range m.rows {
		labels[i] = r.label
	}
	return labels
}

// lying is the plan of a chart of lying bars.
type lying struct {
	beside bool // labels stand beside the bars, else above them
	labels [][]string
	start  int // x of zero
	length int // of the longest bar
	head   int // height above a bar
	pitch  int // from one bar to the next
}

func (m *model) planLying(s size) lying {
	column := min(widest(s.label, m.labels()...), s.width*36/100)
	l := lying{start: column + gap + 2}
	l.length = m.longest(s, s.width-l.start)
	l.beside = !s.isNarrow() && l.length >= 200
	width, most := column, labelLines
	if !l.beside {
		l.start, width, most = margin, s.width-2*margin, 2
		l.length = max(m.longest(s, s.width-l.start), 60)
	}
	lines := 1
	for _, r := range m.rows {
		wrapped := typeset.Wrap(r.label, s.label, width, most)
		l.labels = append(l.labels, wrapped)
		lines = max(lines, len(wrapped))
	}
	if l.beside {
		l.pitch = max(barHeight, lines*leading(s.label)) + rowGap
	} else {
		l.head = lines*leading(s.label) + 4
		l.pitch = l.head + barHeight + rowGap
	}
	return l
}

// longest returns how long the longest bar may be, so that every bar and the words
// at its end fit into the room.
func (m *model) longest(s size, room int) int {
	length, top := room, m.largest()
	for _, r := range m.rows {
		v := r.values[0]
		need := 2*gap + margin + typeset.Width(v.words, s.value)
		if v.isOpen() {
			need += arrowSize + gap
		}
		if certain, uncertain := v.extent(); certain+uncertain > 0 {
			length = min(length, int(float64(room-need)*top/(certain+uncertain)))
		}
	}
	return length
}

// layoutLying stacks the bars from top to bottom in the rows' order.
func (m *model) layoutLying(s size) *picture {
	l := m.planLying(s)
	n := len(m.rows)
	// The plot's bands are as high as the pitch and each bar is in the middle of its
	// band: the first band begins above the page where labels stand above the bars.
	first := rowGap/2 + l.head + barHeight/2
	if l.beside {
		first = l.pitch / 2
	}
	p := &picture{width: s.width, height: first + (n-1)*l.pitch + barHeight/2 + rowGap/2}
	if l.beside {
		p.height = n * l.pitch
	}
	p.plot = box{l.start, first - l.pitch/2, l.length, n * l.pitch}
	top := m.largest()
	p.x, p.y = axis{max: top}, axis{categories: n, inverse: true}
	boxWidth := func(words string) int { return typeset.Width(words, s.small) + 2*gap }
	m.barSeries(p, barHeight, func(v value) float64 { return top * float64(boxWidth(v.words)) / float64(l.length) })
	for i, r := range m.rows {
		middle := first + i*l.pitch
		m.labelLying(p, s, l, i, middle)
		end := l.start + pixelsOf(r.values[0], top, l.length)
		m.valueLying(p, s, r.values[0], end, middle, i)
		if !l.beside {
			p.rule(box{l.start - 2, middle - barHeight/2 - 2, 2, barHeight + 4}, "muted")
		}
	}
	if l.beside {
		p.rule(box{l.start - 2, first - barHeight/2 - 4, 2, (n-1)*l.pitch + barHeight + 8}, "muted")
	}
	return p
}

func (m *model) labelLying(p *picture, s size, l lying, i, middle int) {
	lines := l.labels[i]
	step := leading(s.label)
	if l.beside {
		p.write(lines, l.start-gap-2, middle-(len(lines)-1)*step/2, s.label, "ink", "right")
		return
	}
	p.write(lines, l.start, middle-barHeight/2-4-len(lines)*step+step/2, s.label, "ink", "left")
}

// valueLying writes a value at the end of its bar, or in the box of a number that
// is not known.
func (m *model) valueLying(p *picture, s size, v value, end, middle, i int) {
	if v.status.Unknown() {
		p.write([]string{v.words}, end+gap, middle, s.small, "muted", "left")
		return
	}
	if v.isOpen() {
		p.arrow(end+gap/2+arrowSize/2, middle, right, "s1", [2]int{i, 1})
		end += gap/2 + arrowSize
	}
	p.write([]string{v.words}, end+gap, middle, s.value, "ink", "left")
}

// pixelsOf returns how far a bar reaches, rounded to a pixel.
func pixelsOf(v value, top float64, length int) int {
	certain, uncertain := v.extent()
	return int(math.Round((certain + uncertain) / top * float64(length)))
}

// barSeries adds the bars: what is certain, what is not, and the boxes of what is
// not known, whose length boxed returns in the data's numbers.
func (m *model) barSeries(p *picture, width int, boxed func(value) float64) {
	var certain, uncertain, unknown []datum
	var hasUncertain, hasUnknown bool
	for _, r := range m.rows {
		v := r.values[0]
		a, b := v.extent()
		certain = append(certain, datum{Value: a, ItemStyle: solid("s1")})
		uncertain = append(uncertain, datum{Value: b, ItemStyle: hatched("s1")})
		c := 0.0
		if v.status.Unknown() {
			c = boxed(v)
		}
		unknown = append(unknown, datum{Value: c, ItemStyle: dashed()})
		hasUncertain, hasUnknown = hasUncertain || b > 0, hasUnknown || c > 0
	}
	cells := make([][2]int, len(m.rows))
	for i := range cells {
		cells[i] = [2]int{i, 1}
	}
	p.bars(drop(certain), width, cells)
	if hasUncertain {
		p.bars(drop(uncertain), width, cells)
	}
	if hasUnknown {
		p.bars(drop(unknown), width, cells)
	}
}

// drop leaves out the values of nothing: a bar of no length has no mark.
func drop(data []datum) []datum {
	for i := range data {
		if data[i].Value == 0.0 {
			data[i] = datum{}
		}
	}
	return data
}

// The symbols of open ends, pointing where the value may be.
const (
	up    = "path://M5 0L10 10L0 10Z"
	down  = "path://M5 10L0 0L10 0Z"
	left  = "path://M0 5L10 0L10 10Z"
	right = "path://M10 5L0 10L0 0Z"
)

func (p *picture) arrow(x, y int, symbol, role string, cell [2]int) {
	p.symbol(onPage, symbol, arrowSize, arrowSize, solid(role), [2]float64{float64(x), float64(y)}, cell)
}
