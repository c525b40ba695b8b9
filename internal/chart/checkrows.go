package chart

import (
	"strings"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/locale"
)

// maxFacets is how many small charts stand side by side at most.
const maxFacets = 12

// checkRows holds the query's values against what the kind can show.
func (p *plan) checkRows(problems *diag.List) {
	s := &p.spec
	rows := p.query.Len()
	switch {
	case rows == 0:
		problems.Add(s.Query.Pos, CodeQuery, "leave the chart out, or mend the query", "the query returns no rows")
		return
	case p.kind.is(kindFunnel) && rows > 1:
		problems.Add(s.Query.Pos, CodeQuery, "let the query return one row, with a column for each stage", "a funnel shows one row, the query has %d", rows)
		return
	case rows > p.kind.rows:
		problems.Add(s.Query.Pos, CodeQuery, "show it as a table, or let the query choose", "a chart of this kind shows at most %d rows, the query has %d", p.kind.rows, rows)
		return
	}
	p.checkQuantities(problems)
	p.checkUnits(problems)
	p.checkStatus(problems)
	if p.kind.isTime || p.kind.is(kindTimeline) {
		p.checkDates(problems)
	}
	p.checkNames(problems, p.group, s.Group, maxSeries, "a chart has at most six series, this column has %d values")
	p.checkNames(problems, p.facet, s.Facet, maxFacets, "at most twelve small charts stand together, this column has %d values")
	if len(*problems) == 0 {
		p.checkOnce(problems)
	}
	if len(*problems) == 0 && p.kind.is(kindFlow, kindFunnel) {
		p.checkStream(problems)
	}
}

// checkQuantities asks for numbers of zero or more in the columns of y.
func (p *plan) checkQuantities(problems *diag.List) {
	for i, col := range p.y {
		at := p.spec.Y[i].Pos
		for row := range p.query.Len() {
			v := p.query.Row(row)[col]
			if v.IsText && !v.Status.Unknown() {
				problems.Add(at, CodeColumn, "name a column of counts or numbers", "this column holds text where a number is meant")
				break
			}
			if !v.Status.Unknown() && v.Low.Sign() < 0 {
				problems.Add(at, CodeColumn, "show the query as a table", "this column holds a number below zero, which a chart that begins at zero cannot show")
				break
			}
		}
	}
}

// checkUnits asks that all columns of y count the same. The stages of a stream must
// say what they count; the unit of a column stands at the query's head or in its field.
func (p *plan) checkUnits(problems *diag.List) {
	if len(p.y) == 0 {
		return
	}
	first := p.query.Columns[p.y[0]].Units
	for i, col := range p.y {
		c, at := &p.query.Columns[col], p.spec.Y[i].Pos
		switch {
		case len(c.Units) == 0 && p.kind.is(kindFlow, kindFunnel):
			problems.Add(at, CodeUnit, "say at the head of the query what it counts: -- unit."+c.Name+".en: people", "the stages of a %s must name their unit, and this column has none", p.kind.name)
		case len(c.Units) > 0 && len(first) > 0 && !sameUnits(first, c.Units):
			hint := "draw a chart for each unit, below each other"
			if p.kind.is(kindFunnel) {
				hint = "show a strip of key figures for each unit, or bars: people, calls and numbers are not one stream"
			}
			problems.Add(at, CodeUnit, hint, "this column counts something else than the first: they differ in unit")
		}
	}
}

func sameUnits(a, b conf.Localized) bool {
	for tag, unit := range a {
		if other, both := b[tag]; both && strings.TrimSpace(other.Value) != strings.TrimSpace(unit.Value) {
			return false
		}
	}
	return true
}

func (p *plan) checkDates(problems *diag.List) {
	for row := range p.query.Len() {
		v := p.query.Row(row)[p.x]
		if p.kind.is(kindTimeline) && v.Status.Unknown() {
			continue // listed below the dates
		}
		if _, ok := span(v); !ok {
			problems.Add(p.spec.X.Pos, CodeColumn, "name a column of dates or periods, without unknown ones", "this column holds something else than dates")
			return
		}
	}
}

// checkNames asks of a column that tells marks apart for few texts.
func (p *plan) checkNames(problems *diag.List, column int, name conf.Text, most int, message string) {
	if column < 0 {
		return
	}
	seen := map[string]bool{}
	for row := range p.query.Len() {
		v := p.query.Row(row)[column]
		if !v.IsText {
			problems.Add(name.Pos, CodeColumn, "name a column of texts", "this column holds numbers, which cannot name a group")
			return
		}
		seen[RawText(v)] = true
	}
	if len(seen) > most {
		problems.Add(name.Pos, CodeSpec, "let the query choose fewer", message, len(seen))
	}
}

// checkOnce asks for one value for each mark: no two rows have the same place.
func (p *plan) checkOnce(problems *diag.List) {
	if p.kind.is(kindTimeline) {
		return // two things may happen on one day
	}
	seen := map[string]bool{}
	for row := range p.query.Len() {
		var key []string
		named := true
		for _, col := range p.textColumns() {
			v := p.query.Row(row)[col]
			key = append(key, RawText(v))
			named = named && !v.Status.Unknown() // two places that are not named may be two places
		}
		at := strings.Join(key, "\x00")
		if seen[at] && named {
			problems.Add(p.spec.X.Pos, CodeQuery, "let the query add up such rows, or tell them apart with group or facet", "two rows have the same place in the chart: there are two values for one mark")
			return
		}
		seen[at] = true
	}
}

// RawText returns a value as a CSV of the data has it: 6051, >40000, [withheld].
func RawText(v dataset.Value) string {
	switch {
	case v.Status.Unknown():
		return "[" + v.Status.String() + "]"
	case v.IsText:
		return v.Text
	}
	return rawNumber(v)
}

// rawNumber writes a quantity as a CSV of the data has it.
func rawNumber(v dataset.Value) string {
	switch v.Status {
	case dataset.Approximate:
		return "~" + v.Low.String()
	case dataset.Band:
		return v.Low.String() + ".." + v.High.String()
	case dataset.Bound:
		return rawBound(v)
	}
	return v.Low.String()
}

// rawBound writes the number that a bound is stated with: 40001 or more is >40000.
func rawBound(v dataset.Value) string {
	edge, sign, step := v.Low, ">", int64(-1)
	if !v.High.IsInf() {
		edge, sign, step = v.High, "<", 1
	}
	switch {
	case edge.Places() > 0:
		return sign + edge.String()
	case edge.Sign() == 0 && step < 0:
		return ">=0"
	}
	return sign + edge.Add(locale.Int(step)).String()
}
