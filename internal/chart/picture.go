package chart

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"daylight/internal/typeset"
)

// picture is a drawing that is laid out: every text and mark has its place. The
// data's own marks (bars, dots) lie on the plot, a rectangle with the data's axes;
// texts, rules and arrows lie on the page, whose axes are pixels from the top left.
// So ECharts draws, and nothing is left for it to decide.
type picture struct {
	width, height int
	plot          box
	x, y          axis
	series        []charts.SingleSeries
	cells         [][][2]int // per series and item: row and column in the chart's table
	texts         []text
}

// box is a rectangle on the page.
type box struct{ x, y, width, height int }

// axis is an axis of the plot: categories in order, or numbers from min to max.
type axis struct {
	categories int // 0 for an axis of numbers
	min, max   float64
	inverse    bool
}

// text is one line on the page. y is the middle of its height.
type text struct {
	words string
	x, y  int
	style typeset.Style
	role  string
	align string // left, center, right
}

// itemStyle adds to go-echarts' type what ECharts knows besides.
type itemStyle struct {
	Color       string  `json:"color"`
	BorderColor string  `json:"borderColor,omitempty"`
	BorderWidth int     `json:"borderWidth,omitempty"`
	BorderType  string  `json:"borderType,omitempty"`
	Opacity     float64 `json:"opacity"`
	Decal       *decal  `json:"decal,omitempty"`
}

// decal is ECharts' name for a hatch.
type decal struct {
	Symbol     string  `json:"symbol"`
	Color      string  `json:"color"`
	DashArrayX [2]int  `json:"dashArrayX"`
	DashArrayY [2]int  `json:"dashArrayY"`
	Rotation   float64 `json:"rotation"`
}

// datum is a mark of a series.
type datum struct {
	Name      string     `json:"name,omitempty"`
	Value     any        `json:"value"`
	ItemStyle *itemStyle `json:"itemStyle,omitempty"`
}

// The styles of marks.
func solid(role string) *itemStyle { return &itemStyle{Color: hue(role), Opacity: 1} }

func hollow(role string) *itemStyle {
	return &itemStyle{Color: hue("bg"), BorderColor: hue(role), BorderWidth: 2, Opacity: 1}
}

func dashed() *itemStyle {
	return &itemStyle{Color: "none", BorderColor: hue("unknown"), BorderWidth: 2, BorderType: "dashed", Opacity: 1}
}

// hatched is drawn by lines a quarter turn from upright, half paper, half colour.
func hatched(role string) *itemStyle {
	return &itemStyle{Color: "none", Opacity: 1, Decal: &decal{
		Symbol: "rect", Color: hue(role), DashArrayX: [2]int{1, 0}, DashArrayY: [2]int{3, 3}, Rotation: -0.785,
	}}
}

// The page's and the plot's axes, by index.
const (
	onPage = 0
	onPlot = 1
)

// bars adds a series of bars on the plot, each at the end of the one before. cells
// says where the chart's table has each.
func (p *picture) bars(data []datum, width int, cells [][2]int) {
	p.series = append(p.series, charts.SingleSeries{
		Type: types.ChartBar, Stack: "all", XAxisIndex: onPlot, YAxisIndex: onPlot, BarWidth: strconv.Itoa(width), Data: data,
	})
	p.cells = append(p.cells, cells)
}

// symbol draws one mark, on the plot or on the page. cells holds its cell of the
// table, or nothing.
func (p *picture) symbol(axes int, symbol string, width, height int, style *itemStyle, at [2]float64, cells ...[2]int) {
	p.series = append(p.series, charts.SingleSeries{
		Type: types.ChartScatter, XAxisIndex: axes, YAxisIndex: axes, Symbol: symbol, SymbolSize: []int{width, height},
		Data: []datum{{Value: at, ItemStyle: style}},
	})
	p.cells = append(p.cells, cells)
}

// rule fills a rectangle of the page: a line of the grid, a bracket, a swatch.
func (p *picture) rule(b box, role string) {
	if b.width <= 0 || b.height <= 0 {
		return
	}
	middle := [2]float64{float64(b.x) + float64(b.width)/2, float64(b.y) + float64(b.height)/2}
	p.symbol(onPage, "rect", b.width, b.height, solid(role), middle)
}

// dashedRule draws an upright dashed line on the page.
func (p *picture) dashedRule(x, top, bottom int, role string) {
	p.series = append(p.series, charts.SingleSeries{
		Type: types.ChartLine, XAxisIndex: onPage, YAxisIndex: onPage, Symbol: "none",
		LineStyle: &opts.LineStyle{Color: hue(role), Width: 1, Type: "dashed"},
		Data:      []datum{{Value: [2]int{x, top}}, {Value: [2]int{x, bottom}}},
	})
	p.cells = append(p.cells, nil)
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

// option returns the ECharts option.
func (p *picture) option() ([]byte, error) {
	chart := charts.NewBar()
	never := opts.Bool(false)
	page := box{0, 0, p.width, p.height}
	chart.SetGlobalOptions(
		charts.WithAnimation(false),
		charts.WithLegendOpts(opts.Legend{Show: never}),
		charts.WithTooltipOpts(opts.Tooltip{Show: never}),
		charts.WithToolboxOpts(opts.Toolbox{Show: never}),
		charts.WithTitleOpts(opts.Title{Show: never}),
		charts.WithGridOpts(grid(page), grid(p.plot)),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Show: never, Min: 0, Max: p.width}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: never, Min: 0, Max: p.height, Inverse: opts.Bool(true)}),
	)
	x, y := p.x, p.y
	chart.ExtendXAxis(opts.XAxis{Type: x.kind(), Show: never, GridIndex: onPlot, Data: x.data(), Min: x.low(), Max: x.high(), Inverse: opts.Bool(x.inverse)})
	chart.ExtendYAxis(opts.YAxis{Type: y.kind(), Show: never, GridIndex: onPlot, Data: y.data(), Min: y.low(), Max: y.high(), Inverse: opts.Bool(y.inverse)})
	chart.MultiSeries = append(chart.MultiSeries, p.series...)
	chart.MultiSeries = append(chart.MultiSeries, p.textSeries()...)
	chart.Accept(unbounded{})
	chart.Validate()
	return json.Marshal(chart.JSON())
}

// unbounded lets a grid reach beyond the page: only its marks must not.
type unbounded struct {
	charts.BaseConfigurationVisitor
}

// VisitGrid adds what go-echarts' type does not have.
func (unbounded) VisitGrid(grids []opts.Grid) any {
	type grid struct {
		opts.Grid
		OuterBoundsMode string `json:"outerBoundsMode"`
	}
	out := make([]grid, len(grids))
	for i, g := range grids {
		out[i] = grid{g, "none"}
	}
	return out
}

func grid(b box) opts.Grid {
	return opts.Grid{Left: strconv.Itoa(b.x), Top: strconv.Itoa(b.y), Width: strconv.Itoa(b.width), Height: strconv.Itoa(b.height)}
}

func (a axis) kind() string {
	if a.categories > 0 {
		return "category"
	}
	return "value"
}

func (a axis) data() any {
	if a.categories == 0 {
		return nil
	}
	names := make([]string, a.categories)
	for i := range names {
		names[i] = strconv.Itoa(i)
	}
	return names
}

func (a axis) low() any {
	if a.categories > 0 {
		return nil
	}
	return a.min
}

func (a axis) high() any {
	if a.categories > 0 {
		return nil
	}
	return a.max
}

// textSeries makes of all texts of one style a series of points that have no size
// and a label each.
func (p *picture) textSeries() []charts.SingleSeries {
	type look struct {
		style       typeset.Style
		role, align string
	}
	var looks []look
	data := map[look][]datum{}
	for _, t := range p.texts {
		l := look{t.style, t.role, t.align}
		if data[l] == nil {
			looks = append(looks, l)
		}
		data[l] = append(data[l], datum{Name: encode(t.words), Value: [2]int{t.x, t.y}, ItemStyle: &itemStyle{Color: hue(t.role), Opacity: 1}})
	}
	series := make([]charts.SingleSeries, len(looks))
	for i, l := range looks {
		series[i] = charts.SingleSeries{
			Type: types.ChartScatter, XAxisIndex: onPage, YAxisIndex: onPage, SymbolSize: 0, Data: data[l],
			Label: &opts.Label{
				Show: opts.Bool(true), Formatter: "{b}", Position: "inside", Align: l.align, VerticalAlign: "middle",
				Color: hue(l.role), FontSize: float32(l.style.Size), FontWeight: weight(l.style),
			},
		}
	}
	return series
}

func weight(s typeset.Style) string {
	if s.Bold {
		return "bold"
	}
	return "normal"
}

// ECharts fills "{b}" and "{c}" in a label, and JavaScript "$&" in a replacement:
// while a text travels through them, private characters stand for these signs.
var (
	encoder = strings.NewReplacer("{", "\ue000", "}", "\ue001", "$", "\ue002")
	decoder = strings.NewReplacer("\ue000", "{", "\ue001", "}", "\ue002", "$")
)

func encode(label string) string { return encoder.Replace(label) }

func decode(label string) string { return decoder.Replace(label) }
