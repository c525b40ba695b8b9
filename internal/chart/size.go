package chart

import (
	"strings"

	"daylight/internal/typeset"
)

// size is one of the two sizes a chart is drawn in. Texts are larger than they need
// be at the drawing's own width, since a page may show it a fifth smaller.
type size struct {
	name         string
	width        int
	label, small typeset.Style // names of things; axes and remarks
	value, large typeset.Style // numbers; the numbers of a single bar
}

func wide() size {
	return size{
		name: "wide", width: 720,
		label: typeset.Style{Size: 16}, small: typeset.Style{Size: 15},
		value: typeset.Style{Size: 16, Bold: true}, large: typeset.Style{Size: 30, Bold: true},
	}
}

func narrow() size {
	return size{
		name: "narrow", width: 340,
		label: typeset.Style{Size: 15}, small: typeset.Style{Size: 14},
		value: typeset.Style{Size: 15, Bold: true}, large: typeset.Style{Size: 24, Bold: true},
	}
}

// isNarrow tells whether labels must stand above their bars.
func (s size) isNarrow() bool { return s.width < 500 }

// layout lays a model out in a size.
func (m *model) layout(s size) *picture {
	var p *picture
	if len(m.facets) > 1 {
		p = m.layoutMultiples(s)
	} else {
		p = m.layoutOne(s)
	}
	m.keyOfMarks(p, s)
	return p
}

// layoutOne lays out a chart without its key.
func (m *model) layoutOne(s size) *picture {
	switch m.kind.name {
	case kindStacked, kindShare:
		return m.layoutStacked(s)
	case kindDots, kindLine, kindStep:
		return m.layoutTime(s)
	case kindFlow:
		return m.layoutFlow(s)
	case kindFunnel:
		return m.layoutFunnel(s)
	case kindTimeline:
		return m.layoutTimeline(s)
	}
	return m.layoutBars(s)
}

// widest returns the width of the widest text.
func widest(style typeset.Style, texts ...string) int {
	w := 0
	for _, t := range texts {
		w = max(w, typeset.Width(t, style))
	}
	return w
}

// sameWords tells whether lines hold the words of a text, all and unbroken.
func sameWords(lines []string, text string) bool {
	return strings.Join(lines, " ") == strings.Join(typeset.Words(text), " ")
}
