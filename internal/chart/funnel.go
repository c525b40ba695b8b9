package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"daylight/internal/typeset"
)

const stageHeight = 44

// layoutFunnel lays out the stages from top to bottom, each as wide as its number and
// narrowing to the next: the name and the number of a stage stand to its left, or on a
// narrow screen above it.
func (m *model) layoutFunnel(s size) *picture {
	values := m.rows[0].values
	p := &picture{width: s.width}
	column := s.width * 45 / 100
	left := column + 2*gap
	if s.isNarrow() {
		left, column = margin, s.width-2*margin
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
		x, align := left-2*gap, "right"
		if s.isNarrow() {
			x, align = margin, "left"
		} else {
			top += max(0, (stageHeight-height)/2)
		}
		p.write([]string{v.words}, x, top+leading(s.value)/2, style, role, align)
		p.write(lines, x, top+leading(s.value)+step/2, s.label, "ink", align)
		m.stage(p, i, box{left, y, s.width - margin - left, stageHeight})
		y += stageHeight + 4
		if !s.isNarrow() {
			y = max(y, top+height+gap)
		} else {
			y += gap
		}
	}
	p.height = y
	return p
}

// stage draws one stage as a funnel series of two values, this one and the next.
func (m *model) stage(p *picture, i int, b box) {
	values := m.rows[0].values
	v, cell := values[i], [2]int{i, 1}
	top := m.largest()
	if v.status.Unknown() {
		p.missing(box{b.x, b.y, boxLength * 2, b.height}, v.status, cell)
		return
	}
	certain, uncertain := v.extent()
	next := certain + uncertain
	if i+1 < len(values) && !values[i+1].status.Unknown() {
		a, b := values[i+1].extent()
		next = min(next, a+b)
	}
	style := solid("s1")
	if uncertain > 0 {
		style = hatched("s1")
	}
	style.BorderColor, style.BorderWidth = "none", 1 // ECharts' own is white
	nothing := &itemStyle{Color: "none", BorderColor: "none", BorderWidth: 1, Opacity: 1}
	if v.isOpen() {
		p.arrow(b.x+pixelsOf(v, top, b.width-2*arrowSize)+arrowSize, b.y+b.height/2, right, "s1", cell)
		b.width -= 2 * arrowSize
	}
	p.shapes = append(p.shapes, shape{
		plot:  noAxes,
		cells: [][2]int{cell, noCell},
		data:  []datum{{Name: "0", Value: certain + uncertain, ItemStyle: style}, {Name: "1", Value: next, ItemStyle: nothing}},
		series: charts.SingleSeries{
			Type: types.ChartFunnel, Left: decimal(b.x), Top: decimal(b.y), Sort: "none",
			Label: &opts.Label{Show: opts.Bool(false)},
		},
		// The second value only says where the first one narrows to: it has no height.
		extra: map[string]any{"width": b.width, "height": 2 * b.height, "gap": 0, "funnelAlign": "left", "min": 0, "max": top, "minSize": "0%", "maxSize": "100%"},
	})
}
