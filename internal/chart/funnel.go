package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"daylight/internal/typeset"
)

const stageHeight = 38

// layoutFunnel lays out the stages from top to bottom, each as long as its number, all
// from one line: the name and the number of a stage stand to its left, or on a narrow
// screen above it. On a wide screen a pale piece leads from a stage to the next.
func (m *model) layoutFunnel(s size) *picture {
	values := m.rows[0].values
	p := &picture{width: s.width}
	column := s.width * 45 / 100
	bars := make([]box, len(values))
	left := column + 2*gap
	if s.isNarrow() {
		left, column = margin+2, s.width-2*margin
	}
	y, step := margin, leading(s.label)
	for i, v := range values {
		lines := typeset.Wrap(m.parts[i], s.label, column, labelLines)
		height := len(lines)*step + leading(s.value)
		top := y
		if s.isNarrow() {
			y += height + 2
		}
		style, role := s.value, "ink"
		if v.status.Unknown() {
			style, role = s.small, "muted"
		}
		x, align := left-gap-2, "right"
		if s.isNarrow() {
			x, align = margin, "left"
		}
		p.write([]string{v.words}, x, top+leading(s.value)/2, style, role, align)
		p.write(lines, x, top+leading(s.value)+step/2, s.label, "ink", align)
		bars[i] = box{left, y, s.width - margin - left - 2*arrowSize, stageHeight}
		y = max(y+stageHeight, top+height) + rowGap
	}
	p.height = y - rowGap + margin
	m.connect(p, s, bars)
	for i := range values {
		m.stage(p, i, bars[i])
	}
	return p
}

// connect draws the pale pieces between the stages.
func (m *model) connect(p *picture, s size, bars []box) {
	values := m.rows[0].values
	for i := 1; i < len(values) && !s.isNarrow(); i++ {
		a, b := values[i-1], values[i]
		if a.status.Unknown() || b.status.Unknown() {
			continue
		}
		top := bars[i-1].y + stageHeight
		between := box{bars[i].x, top, bars[i].width, bars[i].y - top}
		m.trapezium(p, between, a.length(), min(a.length(), b.length()), solid("line"), noCell)
	}
}

// length is how far a value reaches.
func (v value) length() float64 {
	certain, uncertain := v.extent()
	return certain + uncertain
}

// stage draws one stage.
func (m *model) stage(p *picture, i int, b box) {
	v, cell := m.rows[0].values[i], [2]int{i, 1}
	p.rule(box{b.x - 2, b.y - 2, 2, b.height + 4}, "muted")
	if v.status.Unknown() {
		p.missing(box{b.x + 2, b.y, boxLength * 2, b.height}, v.status, cell)
		return
	}
	if v.isHatched() {
		p.hatch(box{b.x, b.y, pixelsOf(v, m.largest(), b.width), b.height}, "s1", cell)
		return
	}
	if v.isOpen() {
		p.arrow(b.x+pixelsOf(v, m.largest(), b.width)+arrowSize, b.y+b.height/2, right, "s1", cell)
	}
	m.trapezium(p, b, v.length(), v.length(), solid("s1"), cell)
}

// trapezium is a stage of ECharts' funnel, as long at the top and at the bottom as two
// numbers. A funnel of ECharts narrows to its next value, so each has two.
func (m *model) trapezium(p *picture, b box, top, bottom float64, style *itemStyle, cell [2]int) {
	if top == 0 || b.height <= 0 {
		return
	}
	style.BorderColor, style.BorderWidth = "none", 1 // ECharts' own is white
	nothing := &itemStyle{Color: "none", BorderColor: "none", BorderWidth: 1, Opacity: 1}
	p.shapes = append(p.shapes, shape{
		plot:  noAxes,
		cells: [][2]int{cell, noCell},
		data:  []datum{{Name: "0", Value: top, ItemStyle: style}, {Name: "1", Value: bottom, ItemStyle: nothing}},
		series: charts.SingleSeries{
			Type: types.ChartFunnel, Left: decimal(b.x), Top: decimal(b.y), Sort: "none",
			Label: &opts.Label{Show: opts.Bool(false)},
		},
		// The second value has a half of the height, which is never seen.
		extra: map[string]any{"width": b.width, "height": 2 * b.height, "gap": 0, "funnelAlign": "left", "min": 0, "max": m.largest(), "minSize": "0%", "maxSize": "100%"},
	})
}
