package chart

import (
	"slices"

	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// Tabulate returns the rows of a query as a reader meets them in a language: the
// columns named in columns, or all. The first of them is the rows' heading.
func Tabulate(lang *locale.Language, q *figure.Query, columns []string) Table {
	return TabulateFirst(lang, q, columns, q.Len())
}

// TabulateFirst is Tabulate for the first rows alone: at most limit.
func TabulateFirst(lang *locale.Language, q *figure.Query, columns []string, limit int) Table {
	rows := make([]int, min(limit, q.Len()))
	for i := range rows {
		rows[i] = i
	}
	return TabulateRows(lang, q, columns, rows)
}

// TabulateRows is Tabulate for some rows alone, by their index.
func TabulateRows(lang *locale.Language, q *figure.Query, columns []string, rows []int) Table {
	var t Table
	var picked []int
	for i, c := range q.Columns {
		if len(columns) == 0 {
			picked = append(picked, i)
		} else if at := slices.Index(columns, c.Name); at >= 0 {
			picked = append(picked, i)
		}
	}
	if len(columns) > 0 {
		slices.SortFunc(picked, func(a, b int) int {
			return slices.Index(columns, q.Columns[a].Name) - slices.Index(columns, q.Columns[b].Name)
		})
	}
	for _, i := range picked {
		t.Head = append(t.Head, head(lang, q, i))
	}
	for _, r := range rows {
		cells := q.Row(r)
		row := make([]Cell, len(picked))
		for k, i := range picked {
			row[k] = cell(lang, &q.Columns[i], cells[i])
			row[k].Head = k == 0
			if t.Head[k].Numeric {
				row[k].Figure = q.Canonical(r, i)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func head(lang *locale.Language, q *figure.Query, column int) Head {
	c := &q.Columns[column]
	h := Head{Text: c.TitleIn(lang.Tag), Numeric: isQuantity(q, column)}
	if h.Numeric && !isShare(c) {
		h.Unit = c.Units.In(lang.Tag)
	}
	return h
}

// isQuantity tells whether a column holds quantities: by its field, or by its first
// row when a query computed it.
func isQuantity(q *figure.Query, column int) bool {
	if field := q.Columns[column].Field; field != nil {
		return field.Type.IsQuantity()
	}
	return q.Len() > 0 && !q.Row(0)[column].IsText
}

func cell(lang *locale.Language, c *figure.Column, v dataset.Value) Cell {
	out := Cell{Text: show(lang, c, v), Status: v.Status}
	if c.Field != nil && c.Field.Type == dataset.Source && !v.Status.Unknown() {
		out.Source = v.Text
	}
	return out
}

// table returns the rows that the chart shows: what tells them apart, and y. A chart
// of one row of parts or stages has these below each other instead, and their sum.
func (p *plan) table(m *model) Table {
	if p.isUpended() {
		return p.partsTable(m)
	}
	var names []string
	for _, col := range append(p.textColumns(), p.y...) {
		names = append(names, p.query.Columns[col].Name)
	}
	t := Tabulate(m.lang, p.query, names)
	for i, name := range names {
		t.Head[i].Text = p.heading(p.query.Column(name), m.lang.Tag)
		if t.Head[i].Numeric && t.Head[i].Text != m.unit && !isShare(&p.query.Columns[p.query.Column(name)]) {
			t.Head[i].Unit = m.unit
		} else {
			t.Head[i].Unit = ""
		}
	}
	for i, row := range t.Rows {
		for k := range p.y {
			at := &row[m.first+k]
			at.Text = m.rows[i].values[k].inTable(m.lang, at.Text)
		}
	}
	if p.kind.is(kindShare) {
		p.addShares(&t, m)
	}
	return t
}

// addShares adds a column for the share of each part.
func (p *plan) addShares(t *Table, m *model) {
	for i, part := range m.parts {
		t.Head = append(t.Head, Head{Text: m.text("chart.share-of", "part", part), Numeric: true})
		for row := range t.Rows {
			t.Rows[row] = append(t.Rows[row], m.shareCell(row, i))
		}
	}
}

// shareCell says the share of a part, or that it is not applicable: of a whole that is
// not known, or of nothing, there is no share.
func (m *model) shareCell(row, part int) Cell {
	if v := m.rows[row].values[part]; v.share != "" {
		return Cell{Text: v.inTable(m.lang, v.share)}
	}
	return Cell{Text: statusWords(m.lang, dataset.NotApplicable), Status: dataset.NotApplicable}
}

// isUpended tells whether the table has the columns of y below each other: one bar made
// of parts, or a funnel.
func (p *plan) isUpended() bool { return p.kind.is(kindFunnel) || p.kind.isParts && p.query.Len() == 1 }

func (p *plan) partsTable(m *model) Table {
	first := "chart.part"
	if p.kind.is(kindFunnel) {
		first = "chart.stage"
	}
	t := Table{Head: []Head{{Text: m.text(first)}, {Text: m.unit, Numeric: true}}}
	cells := p.query.Row(0)
	for i, col := range p.y {
		name := Cell{Text: p.heading(col, m.lang.Tag), Head: true}
		number := cell(m.lang, &p.query.Columns[col], cells[col])
		number.Text = m.rows[0].values[i].inTable(m.lang, number.Text)
		number.Figure = p.query.Canonical(0, col)
		row := []Cell{name, number}
		if p.kind.is(kindShare) {
			row = append(row, m.shareCell(0, i))
		}
		t.Rows = append(t.Rows, row)
	}
	if p.kind.is(kindShare) {
		t.Head = append(t.Head, Head{Text: m.text("chart.share"), Numeric: true})
	}
	if m.whole != "" {
		row := []Cell{{Text: m.text("chart.whole"), Head: true}, {Text: m.rows[0].values[0].inTable(m.lang, m.whole)}}
		if p.kind.is(kindShare) {
			row = append(row, Cell{Text: claim.Show(m.lang, dataset.ExactValue(locale.Int(1)), true, 0)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
