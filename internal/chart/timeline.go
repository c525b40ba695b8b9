package chart

import (
	"math"
	"slices"

	"daylight/internal/typeset"
)

const lineRoom = 56 // of the line of time, with what leads from it to the words

// event is a row of a timeline on the page.
type event struct {
	row    row
	dates  []string
	words  []string
	y      int // of the upper edge of its words
	height int
	at     int // of its dot
}

// layoutTimeline lays out events on a line of time from top to bottom: the dots stand
// where the dates are, the words as near to them as there is room. What has no date
// stands below.
func (m *model) layoutTimeline(s size) *picture {
	p := &picture{width: s.width}
	var dated, undated []event
	for _, r := range m.rows {
		if e := m.event(s, r); r.dated {
			dated = append(dated, e)
		} else {
			undated = append(undated, e)
		}
	}
	slices.SortStableFunc(dated, func(a, b event) int { return a.row.days.middle() - b.row.days.middle() })
	y := margin
	if len(dated) > 0 {
		y = m.lineOfTime(p, s, dated)
	}
	for _, e := range undated {
		e.y = y
		p.missing(box{margin, y + 2, laneSize, laneSize}, e.row.dateStatus, [2]int{e.row.index, 0})
		m.writeEvent(p, s, e)
		y += e.height
	}
	p.height = y
	return p
}

func (m *model) event(s size, r row) event {
	width := s.width - margin - lineRoom
	e := event{row: r, dates: typeset.Wrap(r.label, s.value, width, 2), words: typeset.Wrap(r.words, s.label, width, 6)}
	e.height = len(e.dates)*leading(s.value) + len(e.words)*leading(s.label) + rowGap
	return e
}

// lineOfTime draws the line, its dots and the words. It returns the lower edge.
func (m *model) lineOfTime(p *picture, s size, events []event) int {
	total := 0
	for _, e := range events {
		total += e.height
	}
	first, last := events[0].row.days.middle(), events[len(events)-1].row.days.middle()
	top, length := margin+leading(s.value)/2, max(1, total-events[len(events)-1].height)
	at := func(day int) int {
		if last == first {
			return top
		}
		return top + round(float64(day-first)/float64(last-first)*float64(length))
	}
	y := margin
	for i := range events { // all fit below each other: each begins no later than its turn
		events[i].at = at(events[i].row.days.middle())
		events[i].y = y
		y += events[i].height
	}
	m.drawLine(p, events, at)
	for _, e := range events {
		m.writeEvent(p, s, e)
	}
	return y
}

// drawLine draws the line of time, and from each dot a thin line to its words.
func (m *model) drawLine(p *picture, events []event, at func(day int) int) {
	const x = margin + dotSize/2
	from, to := math.MaxInt, math.MinInt
	for _, e := range events {
		from, to = min(from, e.at), max(to, e.at)
	}
	p.rule(box{x - 1, from, 2, to - from}, "muted")
	for _, e := range events {
		middle := e.y + 10
		points := [][2]float64{{x, float64(e.at)}, {x + dotSize, float64(e.at)}, {lineRoom - 18, float64(middle)}, {lineRoom - 6, float64(middle)}}
		p.line(points, 1, "muted", "solid", "")
	}
	for _, e := range events {
		cell := [2]int{e.row.index, 1}
		if a, b := max(from, at(e.row.days.first)), min(to, at(e.row.days.last)); b-a > dotSize {
			p.stroke(box{x - 3, a, 6, b - a}, "s1", cell)
		}
		style := solid("s1")
		if e.row.days.openFirst || e.row.days.openLast {
			style = hollow("s1")
		}
		p.symbol(symbolOf(0), dotSize, dotSize, style, x, float64(e.at), cell)
	}
}

func (m *model) writeEvent(p *picture, s size, e event) {
	y := e.y
	p.write(e.dates, lineRoom, y+leading(s.value)/2, s.value, "ink", "left")
	y += len(e.dates) * leading(s.value)
	role := "ink"
	if e.row.status.Unknown() {
		role = "muted"
	}
	p.write(e.words, lineRoom, y+leading(s.label)/2, s.label, role, "left")
}
