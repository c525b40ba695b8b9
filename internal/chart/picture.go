package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"daylight/internal/typeset"
)

// picture is a drawing that is laid out: every text and mark has its place. Bars lie
// on a plot, a rectangle with the data's axes; texts, symbols, lines and arrows lie on
// the page, whose axes are pixels from the top left. So ECharts draws, and nothing is
// left for it to decide.
type picture struct {
	width, height int
	plots         []plot
	shapes        []shape
	texts         []text
}

// box is a rectangle on the page.
type box struct{ x, y, width, height int }

// plot is a rectangle of the page with axes of its own.
type plot struct {
	box
	x, y axis
}

// axis is an axis of a plot: categories in order, or numbers from 0 to max.
type axis struct {
	categories int // 0 for an axis of numbers
	max        float64
	inverse    bool
}

// shape is one series of ECharts.
type shape struct {
	series charts.SingleSeries
	plot   int // index of its plot, onPage, or noAxes
	data   []datum
	links  []link         // of a flow
	cells  [][2]int       // for each item its row and column in the chart's table
	extra  map[string]any // what go-echarts' type has no field for
}

const (
	onPage = -1
	noAxes = -2 // it has a rectangle of the page: see frame
)

// text is one line on the page. y is the middle of its height.
type text struct {
	words string
	x, y  int
	style typeset.Style
	role  string
	align string // left, center, right
}

// datum is a mark of a series.
type datum struct {
	Name       string     `json:"name,omitempty"`
	Value      any        `json:"value"`
	Symbol     string     `json:"symbol,omitempty"`
	SymbolSize []int      `json:"symbolSize,omitempty"`
	ItemStyle  *itemStyle `json:"itemStyle,omitempty"`
	LocalX     *float64   `json:"localX,omitempty"` // of a flow's node, as a share of the width
	LocalY     *float64   `json:"localY,omitempty"`
	Depth      *int       `json:"depth,omitempty"`
}

// link is a stream between two nodes of a flow.
type link struct {
	Source    string     `json:"source"`
	Target    string     `json:"target"`
	Value     float64    `json:"value"`
	LineStyle *itemStyle `json:"lineStyle"`
}

// addPlot adds a plot and returns its index.
func (p *picture) addPlot(b box, x, y axis) int {
	p.plots = append(p.plots, plot{b, x, y})
	return len(p.plots) - 1
}

// bars adds a series of bars on a plot, each at the end of the one before. cells
// says where the chart's table has each.
func (p *picture) bars(plot int, data []datum, width int, cells [][2]int) {
	p.shapes = append(p.shapes, shape{
		series: charts.SingleSeries{Type: types.ChartBar, BarWidth: decimal(width)}, plot: plot, data: data, cells: cells,
	})
}

// noCell is the cell of a mark that stands for nothing in the table.
var noCell = [2]int{-1, -1}

// symbol draws one mark with its middle at a point of the page. Marks that follow each
// other are one series of ECharts, which costs much less than one each.
func (p *picture) symbol(symbol string, width, height int, style *itemStyle, x, y float64, cell [2]int) {
	last := len(p.shapes) - 1
	if last < 0 || p.shapes[last].plot != onPage || p.shapes[last].series.Type != types.ChartScatter {
		p.shapes = append(p.shapes, shape{series: charts.SingleSeries{Type: types.ChartScatter}, plot: onPage})
		last++
	}
	s := &p.shapes[last]
	s.data = append(s.data, datum{Value: [2]float64{x, y}, Symbol: symbol, SymbolSize: []int{width, height}, ItemStyle: style})
	s.cells = append(s.cells, cell)
}

// rule fills a rectangle of the page: a line of the grid, a bracket, a swatch.
func (p *picture) rule(b box, role string) { p.stroke(b, role, noCell) }

// stroke is a rule that stands for a cell of the table.
func (p *picture) stroke(b box, role string, cell [2]int) {
	if b.width > 0 && b.height > 0 {
		p.symbol("rect", b.width, b.height, solid(role), float64(b.x)+float64(b.width)/2, float64(b.y)+float64(b.height)/2, cell)
	}
}

// line joins points of the page.
func (p *picture) line(points [][2]float64, width int, role, dash, step string) {
	data := make([]datum, len(points))
	for i, at := range points {
		data[i] = datum{Value: at}
	}
	series := charts.SingleSeries{
		Type: types.ChartLine, Symbol: "none",
		LineStyle: &opts.LineStyle{Color: hue(role), Width: float32(width), Type: dash},
	}
	if step != "" {
		series.Step = step
	}
	p.shapes = append(p.shapes, shape{series: series, plot: onPage, data: data})
}

// dashedRule draws an upright or level dashed line on the page.
func (p *picture) dashedRule(x1, y1, x2, y2 int, role string) {
	p.line([][2]float64{{float64(x1), float64(y1)}, {float64(x2), float64(y2)}}, 1, role, "dashed", "")
}

// write adds the lines of a text, the first one's middle at y.
func (p *picture) write(lines []string, x, y int, style typeset.Style, role, align string) {
	for i, line := range lines {
		if line != "" {
			p.texts = append(p.texts, text{line, x, y + i*leading(style), style, role, align})
		}
	}
}

// leading is the distance between lines.
func leading(s typeset.Style) int { return s.Size*5/4 + 1 }

// place lays another picture onto this one, its top left corner at a point.
func (p *picture) place(other *picture, x, y int) {
	first := len(p.plots)
	for _, pl := range other.plots {
		pl.box.x += x
		pl.box.y += y
		p.plots = append(p.plots, pl)
	}
	for _, s := range other.shapes {
		if s.plot >= 0 {
			s.plot += first
		}
		for i, d := range s.data {
			if at, ok := d.Value.([2]float64); ok {
				s.data[i].Value = [2]float64{at[0] + float64(x), at[1] + float64(y)}
			}
		}
		p.shapes = append(p.shapes, s)
	}
	for _, t := range other.texts {
		t.x += x
		t.y += y
		p.texts = append(p.texts, t)
	}
}

// reach returns the box that a text covers.
func (w text) reach() box {
	width, height := typeset.Width(w.words, w.style), w.style.Size
	b := box{w.x, w.y - height/2, width, height}
	switch w.align {
	case "center":
		b.x -= width / 2
	case "right":
		b.x -= width
	}
	return b
}

// cutRule draws a dashed line of the page that leaves out the texts in its way.
func (p *picture) cutRule(x1, y1, x2, y2 int, role string) {
	upright := x1 == x2
	from, to := x1, x2
	if upright {
		from, to = y1, y2
	}
	line := box{x1 - 3, y1 - 2, x2 - x1 + 6, y2 - y1 + 4}
	start := from
	for at := from; at <= to; at++ { // a pixel at a time: simple, and there are few
		probe := box{at, line.y, 1, line.height}
		if upright {
			probe = box{line.x, at, line.width, 1}
		}
		free := true
		for _, t := range p.texts {
			free = free && !overlap(probe, t.reach())
		}
		if free && at < to {
			continue
		}
		if at-start > 3 {
			if upright {
				p.dashedRule(x1, start, x1, at, role)
			} else {
				p.dashedRule(start, y1, at, y1, role)
			}
		}
		start = at + 1
	}
}

func overlap(a, b box) bool {
	return a.x < b.x+b.width && b.x < a.x+a.width && a.y < b.y+b.height && b.y < a.y+a.height
}

func round(f float64) int { return int(math.Round(f)) }
