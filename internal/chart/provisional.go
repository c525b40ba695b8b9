package chart

import (
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/locale"
)

// A number that is exact today may be revised tomorrow. Statistical offices say so in a
// column beside it, the status of the observation, whose codes are those of SDMX. It is
// no dataset.Status: a provisional number may be exact, and so may a bound.

// isProvisional reads a code of an observation's status; ok is false for one that has no
// meaning here. SDMX writes a large P, Eurostat's tables a small one.
func isProvisional(v dataset.Value) (is, ok bool) {
	if !v.IsText || v.Status != dataset.Exact {
		return false, false
	}
	switch strings.TrimSpace(v.Text) {
	case "p", "P":
		return true, true
	case "A", "":
		return false, true
	}
	return false, false
}

// provisional tells whether a row's numbers are provisional.
func (p *plan) provisional(row int) bool {
	if p.status < 0 {
		return false
	}
	is, _ := isProvisional(p.query.Row(row)[p.status])
	return is
}

// checkStatus asks of the column of statuses for codes that a chart can show, and for a
// number wherever one is said to be provisional.
func (p *plan) checkStatus(problems *diag.List) {
	if p.status < 0 {
		return
	}
	at := p.spec.Status.Pos
	for row := range p.query.Len() {
		is, ok := isProvisional(p.query.Row(row)[p.status])
		if !ok {
			problems.Add(at, CodeColumn, "write p for a provisional number and A for any other; what is withheld or not published is said by the number's own cell", "in row %d this column holds no status of an observation that a chart can show", row+1)
			return
		}
		if is && !p.hasNumber(row) {
			problems.Add(at, CodeColumn, "write A there: what is not known cannot be revised", "row %d is provisional and has no number", row+1)
			return
		}
	}
}

// hasNumber tells whether a row has a quantity that is known.
func (p *plan) hasNumber(row int) bool {
	for _, col := range p.y {
		if known(p.query.Row(row)[col]) {
			return true
		}
	}
	return false
}

// sayProvisional adds the word to a number's words.
func sayProvisional(lang *locale.Language, words string) string {
	return themeText(lang, "chart.with-provisional", words, "value", words)
}

// saidProvisional is what a picture says of a provisional value, of which a share may be known.
func (v value) saidProvisional(lang *locale.Language, number string) string {
	if v.share == "" {
		return sayProvisional(lang, number)
	}
	return themeText(lang, "chart.share-provisional", number, "value", number, "share", v.share)
}

// inTable adds the word to what a cell says of a value.
func (v value) inTable(lang *locale.Language, words string) string {
	if v.provisional {
		return sayProvisional(lang, words)
	}
	return words
}

// withStatus adds to a record of the chart's CSV what its column of statuses says: the
// word, or nothing.
func (p *plan) withStatus(record []string, provisional bool) []string {
	switch {
	case p.status < 0:
		return record
	case provisional:
		return append(record, "provisional")
	}
	return append(record, "")
}

// hasProvisional tells whether some number of the chart is provisional.
func (m *model) hasProvisional() bool {
	for _, r := range m.rows {
		for _, v := range r.values {
			if v.provisional {
				return true
			}
		}
	}
	return false
}

const lineEdge = 3 // of the outline of what is provisional

// lined draws the stretch of a bar that is provisional: its outline, and level lines in it.
func (p *picture) lined(b box, role string, cell [2]int) {
	const pitch = 6.0
	if b.width <= 0 || b.height <= 0 {
		return
	}
	w, h := float64(b.width), float64(b.height)
	var path strings.Builder
	outline(&path, w, h)
	gaps := round((h - lineEdge) / pitch) // as even as the height allows
	step := (h - lineEdge) / float64(max(1, gaps))
	for i := 1; i < gaps && w > 2*lineEdge; i++ {
		rectangle(&path, lineEdge, float64(i)*step+.5, w-2*lineEdge, 2)
	}
	p.pattern(path.String(), b, role, cell)
}

// outlined draws the stretch of a provisional bar that is not certain: hatched, within
// its outline.
func (p *picture) outlined(b box, role string, cell [2]int) {
	p.hatch(b, role, cell)
	var path strings.Builder
	outline(&path, float64(b.width), float64(b.height))
	p.pattern(path.String(), b, role, cell)
}

// outline is a line along the inside of a box, which a small box is all of.
func outline(path *strings.Builder, w, h float64) {
	const edge = lineEdge
	if w <= 2*edge || h <= 2*edge {
		rectangle(path, 0, 0, w, h)
		return
	}
	rectangle(path, 0, 0, w, edge)
	rectangle(path, 0, h-edge, w, edge)
	rectangle(path, 0, edge, edge, h-2*edge)
	rectangle(path, w-edge, edge, edge, h-2*edge)
}

// uncertain draws the stretch of a bar that is not certain.
func (p *picture) uncertain(v value, b box, role string, cell [2]int) {
	if v.provisional && b.width > 0 && b.height > 0 {
		p.outlined(b, role, cell)
		return
	}
	p.hatch(b, role, cell)
}

// ringed draws the dot of a provisional number: hollow, with a full one in its middle.
func (p *picture) ringed(series int, x, y float64, cell [2]int) {
	const size, core = dotSize + 2, 7
	role, symbol := seriesRole(series), symbolOf(series)
	p.symbol(symbol, size, size, hollow(role), x, y, cell)
	p.symbol(symbol, core, core, solid(role), x, y, cell)
}

// piece is a part of a line that is drawn in one way.
type piece struct {
	points      []point
	provisional bool
}

// pieces cuts a run of points where it becomes provisional, or firm again. A line
// leads to what is provisional, a step away from it.
func (m *model) pieces(run []point) []piece {
	var pieces []piece
	for i := 1; i < len(run); i++ {
		a, b := run[i-1], run[i]
		is := a.value.provisional || b.value.provisional && !m.kind.is(kindStep)
		if last := len(pieces) - 1; last >= 0 && pieces[last].provisional == is {
			pieces[last].points = append(pieces[last].points, b)
			continue
		}
		pieces = append(pieces, piece{[]point{a, b}, is})
	}
	return pieces
}
