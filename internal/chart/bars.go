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
	boxLength  = 44 // of the box of a value that is not known
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

// isHatched tells whether some of the bar is not certain.
func (v value) isHatched() bool {
	return v.status == dataset.Approximate || v.high > v.low && !v.isOpen()
}

// isOpen tells whether there is no upper limit: the bar ends in an arrow.
func (v value) isOpen() bool { return !v.status.Unknown() && math.IsInf(v.high, 1) }

// largest returns the longest extent of all values and marks, or 1 when there is none.
func (m *model) largest() float64 {
	if m.shared != nil {
		return m.shared.top
	}
	top := 0.0
	for _, r := range m.rows {
		for _, v := range r.values {
			certain, uncertain := v.extent()
			top = max(top, certain+uncertain)
		}
	}
	for _, a := range m.marks {
		top = max(top, a.value)
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
	air := m.air()
	l := lying{start: column + gap + 2 + air}
	l.length = m.longest(s, s.width-l.start)
	l.beside = !s.isNarrow() && l.length >= 200
	width, most := column, labelLines
	if !l.beside {
		l.start, width, most = margin+air, s.width-2*margin, 2
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

// air is the room before zero for a dot that stands there.
func (m *model) air() int {
	if m.kind.is(kindRange) {
		return dotSize/2 + 1
	}
	return 0
}

// longest returns how long the longest bar may be, so that every bar and the words
// at its end fit into the room.
func (m *model) longest(s size, room int) int {
	length, top := room-margin, m.largest()
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
	top := m.largest()
	if m.kind.is(kindRange) {
		m.rangeMarks(p, l, first)
	} else {
		plot := p.addPlot(box{l.start, first - l.pitch/2, l.length, n * l.pitch}, axis{max: top}, axis{categories: n, inverse: true})
		m.barSeries(p, plot, barHeight)
	}
	for i, r := range m.rows {
		middle := first + i*l.pitch
		m.labelLying(p, s, l, i, middle)
		m.valueLying(p, s, l, r, middle)
		if !l.beside {
			p.rule(box{l.start - 2, middle - barHeight/2 - 2, 2, barHeight + 4}, "muted")
		}
	}
	if l.beside {
		p.rule(box{l.start - 2, first - barHeight/2 - 4, 2, (n-1)*l.pitch + barHeight + 8}, "muted")
	}
	m.marksLying(p, s, l)
	return p
}

func (m *model) labelLying(p *picture, s size, l lying, i, middle int) {
	lines := l.labels[i]
	step := leading(s.label)
	if l.beside {
		p.write(lines, l.start-gap-2-m.air(), middle-(len(lines)-1)*step/2, s.label, "ink", "right")
		return
	}
	p.write(lines, margin, middle-barHeight/2-4-len(lines)*step+step/2, s.label, "ink", "left")
}

// valueLying writes a value at the end of its bar, or beside the box of a number
// that is not known.
func (m *model) valueLying(p *picture, s size, l lying, r row, middle int) {
	v := r.values[0]
	if v.status.Unknown() {
		p.missing(box{l.start + 2, middle - barHeight/2, boxLength, barHeight}, v.status, [2]int{r.index, m.first})
		p.write([]string{v.words}, l.start+boxLength+gap+2, middle, s.small, "muted", "left")
		return
	}
	end := l.start + pixelsOf(v, m.largest(), l.length)
	if m.kind.is(kindRange) {
		end += dotSize/2 + 1
	}
	if v.provisional && !m.kind.is(kindRange) {
		size, _ := v.stretch(m.largest(), l.length)
		p.lined(box{l.start, middle - barHeight/2, size, barHeight}, "s1", [2]int{r.index, m.first})
	}
	if v.isHatched() && !m.kind.is(kindRange) {
		from, size := v.stretch(m.largest(), l.length)
		p.uncertain(v, box{l.start + from, middle - barHeight/2, size, barHeight}, "s1", [2]int{r.index, m.first})
	}
	if v.isOpen() {
		p.arrow(end+gap/2+arrowSize/2, middle, right, "s1", [2]int{r.index, m.first})
		end += gap/2 + arrowSize
	}
	p.write([]string{v.words}, end+gap, middle, s.value, "ink", "left")
}

// marksLying draws the annotations at a number: a line from top to bottom, its words
// below.
func (m *model) marksLying(p *picture, s size, l lying) {
	bottom := p.height
	for _, a := range m.marks {
		x := l.start + round(a.value/m.largest()*float64(l.length))
		lines := typeset.Wrap(a.words, s.small, min(200, s.width/2), labelLines)
		step, width := leading(s.small), widest(s.small, lines...)
		at := min(max(x-width/2, margin), s.width-margin-width)
		p.write(lines, at, p.height+4+step/2, s.small, "ink", "left")
		p.cutRule(x, 0, x, bottom+2, "ink")
		p.height += 4 + len(lines)*step
	}
}

// pixelsOf returns how far a bar reaches, rounded to a pixel.
func pixelsOf(v value, top float64, length int) int {
	certain, uncertain := v.extent()
	return round((certain + uncertain) / top * float64(length))
}

// barSeries adds the bars: what is certain. The rest is hatched.
func (m *model) barSeries(p *picture, plot, width int) {
	var certain []datum
	cells := make([][2]int, len(m.rows))
	for i, r := range m.rows {
		a, _ := r.values[0].extent()
		if r.values[0].provisional {
			a = 0 // lined by itself
		}
		certain = append(certain, datum{Value: a, ItemStyle: solid("s1")})
		cells[i] = [2]int{r.index, m.first}
	}
	p.bars(plot, drop(certain), width, cells)
}

// stretch returns where the part of a bar that is not certain begins and how long it is.
func (v value) stretch(top float64, length int) (from, size int) {
	certain, uncertain := v.extent()
	from = round(certain / top * float64(length))
	return from, round((certain+uncertain)/top*float64(length)) - from
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
