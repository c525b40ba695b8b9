package chart

import (
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"daylight/internal/dataset"
	"daylight/internal/typeset"
)

const (
	nodeWidth  = 14
	flowHeight = 300 // of the fullest stage, without its gaps
	placeLines = 5   // of the words of a place
	thinLink   = 6   // of a stream whose size is not known
)

// place is a node of a flow on the page.
type place struct {
	name   string
	depth  int
	value  float64
	lines  []string
	box    box
	height int // of the node or its words, whichever is more
}

// layoutFlow lays out a Sankey diagram: stages from left to right, the words of each
// place above it. We place the nodes; ECharts draws them and the streams between.
func (m *model) layoutFlow(s size) *picture {
	places, deepest := m.places()
	pitch := (s.width - 2*margin - nodeWidth) / max(1, deepest)
	rooms, shift := wordsRooms(s, places, deepest, pitch-gap)
	scale := m.flowScale(places, deepest)
	p := &picture{width: s.width}
	step, bottom := leading(s.label), 0
	y := make([]int, deepest+1)
	for i := range places {
		at := &places[i]
		at.lines = typeset.Wrap(at.name, s.label, rooms[at.depth], placeLines)
		top := y[at.depth] + len(at.lines)*step + 2
		left := margin + at.depth*pitch
		if at.depth == deepest-1 {
			left -= shift
		}
		at.box = box{left, top, nodeWidth, max(2, round(at.value*scale))}
		y[at.depth] = at.box.y + at.box.height + rowGap
		bottom = max(bottom, y[at.depth])
		x, align := at.box.x, "left"
		if at.depth == deepest {
			x, align = at.box.x+nodeWidth, "right"
		}
		p.write(at.lines, x, top-2-len(at.lines)*step+step/2, s.label, "ink", align)
	}
	p.height = bottom
	m.streams(p, places)
	for _, t := range p.texts { // a stream may pass behind the words of a place, never through them
		b := t.reach()
		p.rule(box{b.x - 2, b.y - 2, b.width + 4, b.height + 4}, "bg")
	}
	drawNodes(p, places)
	m.streamList(p, s)
	return p
}

// wordsRooms returns how wide the words of each stage may be. Those of the last stand to
// the left, so the two last share the room between them: by halves, or such that no word
// of either need be broken. Where the room is too little for that, the last but one moves
// to the left, by shift, as far as the stage before it can spare.
func wordsRooms(s size, places []place, deepest, room int) (rooms []int, shift int) {
	rooms, words := make([]int, deepest+1), make([]int, deepest+1)
	for i := range rooms {
		rooms[i] = room
	}
	for _, at := range places {
		words[at.depth] = max(words[at.depth], longestWord(at.name, s.label))
	}
	if deepest == 0 {
		return rooms, 0
	}
	both, need := room+nodeWidth-gap, words[deepest-1]+words[deepest]
	if short := need - both; short > 0 && deepest > 1 && words[deepest-2] <= room-short {
		shift = short + min(2*gap, room-short-words[deepest-2]) // a little more, for fewer lines
		both, rooms[deepest-2] = both+shift, room-shift
	}
	first := both / 2
	if need <= both {
		first = min(max(first, words[deepest-1]), both-words[deepest])
	}
	rooms[deepest-1], rooms[deepest] = first, both-first
	return rooms, shift
}

// longestWord returns the width of the widest stretch of a text that only a break inside
// a word would part.
func longestWord(text string, style typeset.Style) int {
	width := 0
	for _, word := range typeset.Words(text) {
		for piece := range strings.SplitAfterSeq(word, "-") {
			width = max(width, typeset.Width(piece, style))
		}
	}
	return width
}

// weightOfLink is what a stream has in the drawing. One that is not known is thin.
func (m *model) weightOfLink(v value, unit float64) float64 {
	if v.status.Unknown() {
		return thinLink * unit
	}
	certain, uncertain := v.extent()
	return certain + uncertain
}

// pixel returns the amount that is about one pixel of the drawing.
func (m *model) pixel() float64 {
	total := 0.0
	for _, r := range m.rows {
		certain, uncertain := r.values[0].extent()
		total += certain + uncertain
	}
	if total == 0 {
		total = float64(thinLink * len(m.rows) * 4)
	}
	return total / flowHeight
}

// places returns the nodes in order of first use.
func (m *model) places() ([]place, int) {
	var places []place
	index := map[string]int{}
	at := func(name string) int {
		i, ok := index[name]
		if !ok {
			i = len(places)
			index[name] = i
			places = append(places, place{name: name})
		}
		return i
	}
	for range len(m.rows) + 1 {
		for _, r := range m.rows {
			from, to := at(r.label), at(r.to)
			places[to].depth = max(places[to].depth, places[from].depth+1)
		}
	}
	unit, deepest := m.pixel(), 0
	in, out := make([]float64, len(places)), make([]float64, len(places))
	for _, r := range m.rows {
		w := m.weightOfLink(r.values[0], unit)
		out[index[r.label]] += w
		in[index[r.to]] += w
	}
	for i := range places {
		places[i].value = max(in[i], out[i])
		deepest = max(deepest, places[i].depth)
	}
	return places, deepest
}

// flowScale returns the pixels of one unit: the fullest stage has flowHeight.
func (m *model) flowScale(places []place, deepest int) float64 {
	sums := make([]float64, deepest+1)
	for _, at := range places {
		sums[at.depth] += at.value
	}
	return flowHeight / max(slices.Max(sums), 1e-9)
}

// streams adds ECharts' own series. Its size is chosen such that ECharts, which works
// out the scale by itself, comes to ours: without gaps, the fullest stage fills it.
func (m *model) streams(p *picture, places []place) {
	width, height := places[0].box.x, flowHeight
	for _, at := range places {
		width = max(width, at.box.x)
	}
	width += nodeWidth - margin
	// The nodes are ours: ECharts counts nodes and streams by the same numbers, which would
	// leave open which of them a mark stands for.
	nothing := &itemStyle{Color: "none", Opacity: 1}
	data := make([]datum, len(places))
	for i, at := range places {
		x, y := float64(at.box.x-margin)/float64(width), float64(at.box.y)/float64(height)
		data[i] = datum{Name: decimal(i), Value: at.value, LocalX: &x, LocalY: &y, Depth: &places[i].depth, ItemStyle: nothing}
	}
	name := func(words string) string {
		return decimal(slices.IndexFunc(places, func(at place) bool { return at.name == words }))
	}
	unit := m.pixel()
	var links []link
	var cells [][2]int
	for _, r := range m.rows {
		v := r.values[0]
		weight := m.weightOfLink(v, unit)
		if weight == 0 {
			continue // ECharts would draw a thin stream
		}
		links = append(links, link{name(r.label), name(r.to), weight, linkStyle(v.status)})
		cells = append(cells, [2]int{r.index, m.first})
	}
	if len(links) == 0 {
		return
	}
	p.shapes = append(p.shapes, shape{
		plot: noAxes, data: data, links: links, cells: cells,
		series: charts.SingleSeries{
			Type: types.ChartSankey, Left: decimal(margin), Top: "0", Draggable: opts.Bool(false),
			Label: &opts.Label{Show: opts.Bool(false)},
		},
		extra: map[string]any{"width": width, "height": height, "nodeWidth": nodeWidth, "nodeGap": 0, "layoutIterations": 0},
	})
}

// dashesOf returns the dashes and gaps of a stream's outline, by which a reader tells
// without colour how its number is known; that of a bound is whole.
func dashesOf(status dataset.Status) []int {
	return map[dataset.Status][]int{
		dataset.Band: {14, 4}, dataset.Approximate: {12, 3, 3, 3},
		dataset.Withheld: {6, 4}, dataset.NotPublished: {2, 3}, dataset.NotApplicable: {2, 8},
	}[status]
}

// linkStyle fills a stream whose number is exact, and outlines any other.
func linkStyle(status dataset.Status) *itemStyle {
	style := &itemStyle{Color: hue("bg"), BorderColor: hue("s6"), BorderWidth: 2, BorderType: dashesOf(status), Opacity: 1}
	switch {
	case status == dataset.Exact:
		style.Color, style.BorderColor, style.BorderWidth = hue("s6"), hue("bg"), 1
	case status.Unknown():
		style.BorderColor = hue("unknown")
	}
	return style
}

// drawNodes draws the places over the ends of their streams.
func drawNodes(p *picture, places []place) {
	for _, at := range places {
		p.rule(at.box, "ink")
	}
}

// streamList says each stream and its number below the drawing: a stream is too thin,
// and crosses too many others, to be written on.
func (m *model) streamList(p *picture, s size) {
	y := p.height + gap
	step := leading(s.small)
	for _, r := range m.rows {
		words := m.text("chart.from-to", "from", r.label, "to", r.to)
		number := typeset.Width(r.values[0].words, s.value)
		lines := typeset.Wrap(words, s.small, s.width-2*margin-number-3*gap, 2)
		p.write(lines, margin, y+step/2, s.small, "ink", "left")
		if v := r.values[0]; v.status.Unknown() {
			p.write([]string{v.words}, s.width-margin, y+step/2, s.small, "muted", "right")
		} else {
			p.write([]string{v.words}, s.width-margin, y+step/2, s.value, "ink", "right")
		}
		y += len(lines)*step + 2
		p.rule(box{margin, y, s.width - 2*margin, 1}, "line")
		y += 4
	}
	p.height = y
}
