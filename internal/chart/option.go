package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"daylight/internal/typeset"
)

// option returns the ECharts option, as go-echarts makes it. Axes and grids are
// counted with the page's first and then one for each plot.
//
// This is the one place where the option gets what go-echarts 2.6 cannot express:
// how far a grid may reach (VisitGrid), the fields of a series that its type lacks
// (extend), and a datum's border and hatch (itemStyle).
func (p *picture) option() ([]byte, error) {
	chart := charts.NewBar()
	never := opts.Bool(false)
	grids := []opts.Grid{grid(box{0, 0, p.width, p.height})}
	for _, plot := range p.plots {
		grids = append(grids, grid(plot.box))
	}
	chart.SetGlobalOptions(
		charts.WithAnimation(false),
		charts.WithLegendOpts(opts.Legend{Show: never}),
		charts.WithTooltipOpts(opts.Tooltip{Show: never}),
		charts.WithToolboxOpts(opts.Toolbox{Show: never}),
		charts.WithTitleOpts(opts.Title{Show: never}),
		charts.WithGridOpts(grids...),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Show: never, Min: 0, Max: p.width}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: never, Min: 0, Max: p.height, Inverse: opts.Bool(true)}),
	)
	for i, plot := range p.plots {
		x, y := plot.x, plot.y
		chart.ExtendXAxis(opts.XAxis{Type: x.kind(), Show: never, GridIndex: i + 1, Data: x.data(), Min: x.low(), Max: x.high(), Inverse: opts.Bool(x.inverse)})
		chart.ExtendYAxis(opts.YAxis{Type: y.kind(), Show: never, GridIndex: i + 1, Data: y.data(), Min: y.low(), Max: y.high(), Inverse: opts.Bool(y.inverse)})
	}
	shapes := append(p.shapes[:len(p.shapes):len(p.shapes)], p.textShapes()...)
	for _, s := range shapes {
		chart.MultiSeries = append(chart.MultiSeries, s.asSeries())
	}
	chart.Accept(unbounded{})
	chart.Validate()
	option := chart.JSON()
	option["series"] = extend(chart.MultiSeries, shapes)
	return json.Marshal(option)
}

// asSeries fills in where a shape lies and what it shows.
func (s *shape) asSeries() charts.SingleSeries {
	series := s.series
	series.Data = s.data
	if s.links != nil {
		series.Links = s.links
	}
	if s.plot >= 0 {
		series.Stack = "plot" + decimal(s.plot)
	}
	if s.plot != noAxes {
		series.XAxisIndex, series.YAxisIndex = s.plot+1, s.plot+1
	}
	return series
}

// extended is a series with fields that go-echarts' type does not have.
type extended struct {
	charts.SingleSeries
	extra map[string]any
}

// MarshalJSON writes the type's own fields and then the others.
func (e extended) MarshalJSON() ([]byte, error) {
	own, err := json.Marshal(e.SingleSeries)
	if err != nil || len(e.extra) == 0 {
		return own, err
	}
	more, err := json.Marshal(e.extra) // sorted by key
	if err != nil {
		return nil, err
	}
	return append(append(own[:len(own)-1], ','), more[1:]...), nil
}

func extend(series []charts.SingleSeries, shapes []shape) []extended {
	out := make([]extended, len(series))
	for i, s := range series {
		out[i] = extended{s, shapes[i].extra}
	}
	return out
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
	return opts.Grid{Left: decimal(b.x), Top: decimal(b.y), Width: decimal(b.width), Height: decimal(b.height)}
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
		names[i] = decimal(i)
	}
	return names
}

func (a axis) low() any {
	if a.categories > 0 {
		return nil
	}
	return 0
}

func (a axis) high() any {
	if a.categories > 0 {
		return nil
	}
	return a.max
}

// textShapes makes of all texts of one style a series of points that have no size
// and a label each.
func (p *picture) textShapes() []shape {
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
		data[l] = append(data[l], datum{Name: encode(t.words), Value: [2]float64{float64(t.x), float64(t.y)}, ItemStyle: &itemStyle{Color: hue(t.role), Opacity: 1}})
	}
	shapes := make([]shape, len(looks))
	for i, l := range looks {
		shapes[i] = shape{plot: onPage, data: data[l], series: charts.SingleSeries{
			Type: types.ChartScatter, SymbolSize: 0,
			Label: &opts.Label{
				Show: opts.Bool(true), Formatter: "{b}", Position: "inside", Align: l.align, VerticalAlign: "middle",
				Color: hue(l.role), FontSize: float32(l.style.Size), FontWeight: weight(l.style),
			},
		}}
	}
	return shapes
}
