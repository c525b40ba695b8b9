package chart

import (
	"daylight/internal/dataset"
	"daylight/internal/typeset"
)

// statusText is the theme's text that says what a mark of a status means.
func statusText(s dataset.Status) string {
	return map[dataset.Status]string{
		dataset.Bound: "chart.key-bound", dataset.Band: "chart.key-band", dataset.Approximate: "chart.key-approximate",
		dataset.Withheld: "chart.key-withheld", dataset.NotPublished: "chart.key-not-published", dataset.NotApplicable: "chart.key-not-applicable",
	}[s]
}

// statuses returns how the values that are not exact are known, each once, in order.
func (m *model) statuses() []dataset.Status {
	var has [dataset.NotApplicable + 1]bool
	for _, r := range m.rows {
		has[r.status], has[r.dateStatus] = true, true
		for _, v := range r.values {
			has[v.status] = true
		}
	}
	var all []dataset.Status
	for s := dataset.Bound; s <= dataset.NotApplicable; s++ {
		if has[s] {
			all = append(all, s)
		}
	}
	return all
}

// keyEntry is a line of the key: a mark, and the theme's text that says what it means.
type keyEntry struct {
	text string
	draw func(p *picture, x, middle, width int)
}

func (m *model) keyEntries() []keyEntry {
	var entries []keyEntry
	if m.hasProvisional() {
		entries = append(entries, keyEntry{"chart.key-provisional", m.swatchProvisional})
	}
	for _, status := range m.statuses() {
		entries = append(entries, keyEntry{statusText(status), func(p *picture, x, middle, width int) { m.swatch(p, status, x, middle, width) }})
	}
	return entries
}

// keyOfMarks says below the picture what the marks of values that are not exact, or may
// be revised, mean.
func (m *model) keyOfMarks(p *picture, s size) {
	const swatch = 28
	step := leading(s.small)
	x, y := margin, p.height+gap
	for _, entry := range m.keyEntries() {
		lines := typeset.Wrap(tame(m.text(entry.text)), s.small, s.width-2*margin-swatch-gap, labelLines)
		width := swatch + gap + widest(s.small, lines...)
		if x > margin && x+width > s.width-margin {
			x, y = margin, y+step+4
		}
		entry.draw(p, x, y+step/2, swatch)
		p.write(lines, x+swatch+gap, y+step/2, s.small, "muted", "left")
		if len(lines) > 1 {
			x, y = s.width, y+(len(lines)-1)*step
			continue
		}
		x += width + 3*gap
	}
	if x > margin {
		p.height = y + step + margin
	}
}

// swatch draws a status's mark as this kind of chart has it.
func (m *model) swatch(p *picture, status dataset.Status, x, middle, width int) {
	cx, cy := float64(x)+float64(width)/2, float64(middle)
	dotted := m.kind.isTime || m.kind.is(kindRange)
	switch {
	case m.kind.is(kindFlow):
		role := "s6"
		if status.Unknown() {
			role = "unknown"
		}
		p.dashedLevel(x, middle-7, width, dashesOf(status), role)
		p.dashedLevel(x, middle+5, width, dashesOf(status), role)
	case status.Unknown():
		p.missing(box{x, middle - 8, width, 16}, status, noCell)
	case dotted && status == dataset.Band && m.kind.isTime:
		p.rule(box{x + width/2 - 2, middle - 8, 4, 16}, "s1")
		p.rule(box{x + width/2 - 7, middle + 7, 14, 2}, "s1")
		p.symbol(symbolOf(0), dotSize-2, dotSize-2, hollow("s1"), cx, cy-7, noCell)
	case dotted && status == dataset.Band:
		p.rule(box{x, middle - 2, width, 5}, "s1")
		p.rule(box{x, middle - 6, 3, 13}, "s1")
		p.rule(box{x + width - 3, middle - 6, 3, 13}, "s1")
	case dotted:
		p.symbol(symbolOf(0), dotSize-2, dotSize-2, hollow("s1"), cx, cy, noCell)
		if status == dataset.Bound {
			p.symbol(right, arrowSize, arrowSize, solid("s1"), cx+dotSize, cy, noCell)
		}
	case status == dataset.Bound:
		p.rule(box{x, middle - 7, width - arrowSize - 4, 14}, "s1")
		p.symbol(right, arrowSize, arrowSize, solid("s1"), float64(x+width)-arrowSize/2, cy, noCell)
	default:
		p.hatch(box{x, middle - 7, width, 14}, "s1", noCell)
	}
}

// dashedLevel draws a level line of two pixels by its dashes and gaps; without any it is
// whole.
func (p *picture) dashedLevel(x, y, width int, dashes []int, role string) {
	if len(dashes) == 0 {
		p.rule(box{x, y, width, 2}, role)
		return
	}
	for i, at := 0, 0; at < width; i++ {
		length := dashes[i%len(dashes)]
		if i%2 == 0 {
			p.rule(box{x + at, y, min(length, width-at), 2}, role)
		}
		at += length
	}
}

// swatchProvisional draws the mark of a provisional value.
func (m *model) swatchProvisional(p *picture, x, middle, width int) {
	if !m.kind.isTime && !m.kind.is(kindRange) {
		p.lined(box{x, middle - 8, width, 16}, "s1", noCell)
		return
	}
	if m.kind.is(kindLine, kindStep) {
		p.line([][2]float64{{float64(x), float64(middle)}, {float64(x + width), float64(middle)}}, 3, "s1", "dashed", "")
	}
	p.ringed(0, float64(x)+float64(width)/2, float64(middle), noCell)
}
