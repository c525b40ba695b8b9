package chart

import (
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/locale"
)

// How many marks a reader can take in; more is a table.
const (
	maxBars = 40
	maxDots = 200
)

// checkRows holds the query's values against what the kind can show.
func (p *plan) checkRows(problems *diag.List) {
	s := &p.spec
	rows := p.query.Len()
	limit := maxBars
	if s.Type.Value == kindDots {
		limit = maxDots
	}
	switch {
	case rows == 0:
		problems.Add(s.Query.Pos, CodeQuery, "leave the chart out, or mend the query", "the query returns no rows")
	case rows > limit:
		problems.Add(s.Query.Pos, CodeQuery, "show it as a table, or let the query choose", "a chart of this kind shows at most %d rows, the query has %d", limit, rows)
	default:
		p.checkQuantities(problems)
		if s.Type.Value == kindDots {
			p.checkDates(problems)
			p.checkGroups(problems)
		}
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

func (p *plan) checkDates(problems *diag.List) {
	for row := range p.query.Len() {
		if _, ok := span(p.query.Row(row)[p.x]); !ok {
			problems.Add(p.spec.X.Pos, CodeColumn, "name a column of dates or periods, without unknown ones", "this column holds something else than dates")
			return
		}
	}
}

func (p *plan) checkGroups(problems *diag.List) {
	if p.group < 0 {
		return
	}
	seen := map[string]bool{}
	for row := range p.query.Len() {
		v := p.query.Row(row)[p.group]
		if !v.IsText {
			problems.Add(p.spec.Group.Pos, CodeColumn, "name a column of texts", "this column holds numbers, which cannot name a group")
			return
		}
		seen[RawText(v)] = true
	}
	if len(seen) > maxSeries {
		problems.Add(p.spec.Group.Pos, CodeSpec, "let the query choose fewer", "a chart has at most six series, this column has %d values", len(seen))
	}
}

// checkHeadings asks that every column shown has a name for readers.
func (p *plan) checkHeadings(problems *diag.List, langs []*locale.Language) {
	need := []conf.Text{p.spec.X}
	if p.group >= 0 {
		need = append(need, p.spec.Group)
	}
	if p.spec.Type.Value == kindStacked {
		need = append(need, p.spec.Y...)
	}
	for _, column := range need {
		field := p.query.Columns[p.query.Column(column.Value)].Field
		if field == nil && p.spec.Labels[column.Value] == nil {
			for _, lang := range langs {
				problems.Add(column.Pos, CodeText, "add to this chart: labels: {"+column.Value+": {"+lang.Tag+": …}}", "the column %s has no name for readers in the language %s", column.Value, lang.Tag)
			}
		}
	}
}

// heading returns a column's name for readers. The quantity of a chart with one
// column needs no name of its own: the unit says what it counts.
func (p *plan) heading(column int, lang string) string {
	c := p.query.Columns[column]
	if label := p.spec.Labels[c.Name].In(lang); label != "" {
		return label
	}
	if c.Field != nil {
		return c.Field.TitleIn(lang)
	}
	return p.spec.Unit.In(lang)
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
