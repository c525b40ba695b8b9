package site

import (
	"strings"

	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/narrative"
)

// tableView is a table as a reader meets it.
type tableView struct {
	words
	Caption string
	Head    []headView
	Rows    [][]cellView
	Receipt string // address of the receipts of its query; "" where the table is no part of the text
	Stacked bool   // too wide for a phone: there, each row becomes a list of its cells
}

// stackedFrom is the number of columns that do not fit beside each other on a phone.
const stackedFrom = 4

// headView is a column's heading.
type headView struct{ Text, Unit, Class string }

// cellView is one cell.
type cellView struct {
	Text, Class string
	Href        string // the entry of the source that the cell names
	Label       string // the column's heading and unit, said before the cell where rows are stacked
	Head        bool   // the row's heading
	Revised     bool   // the edition before had another value
}

// table turns a chart's or a query's rows into a view.
func (p *placing) table(caption string, t chart.Table) *tableView {
	view := &tableView{words: p.site.words, Caption: caption, Head: make([]headView, len(t.Head)), Rows: make([][]cellView, len(t.Rows)), Stacked: len(t.Head) >= stackedFrom}
	for i, h := range t.Head {
		view.Head[i] = headView{Text: h.Text, Unit: unitBeside(h)}
		if h.Numeric {
			view.Head[i].Class = "number"
		}
	}
	for i, row := range t.Rows {
		view.Rows[i] = make([]cellView, len(row))
		for j, c := range row {
			view.Rows[i][j] = p.cell(c, t.Head[j].Numeric)
			view.Rows[i][j].Head = c.Head && len(row) > 1 // what stands alone heads nothing
			view.Rows[i][j].Label = view.Head[j].label()
		}
	}
	return view
}

// unitBeside returns the unit to show beside a heading: none when the heading
// says it already ("Incoming calls", calls).
func unitBeside(h chart.Head) string {
	if strings.Contains(strings.ToLower(h.Text), strings.ToLower(h.Unit)) {
		return ""
	}
	return h.Unit
}

// label is the heading in one line.
func (h headView) label() string {
	if h.Unit == "" {
		return h.Text
	}
	return h.Text + " (" + h.Unit + ")"
}

func (p *placing) cell(c chart.Cell, numeric bool) cellView {
	view := cellView{Text: c.Text, Revised: p.site.in.Figures.Revised(c.Figure)}
	if c.Status != dataset.Exact {
		view.Class = narrative.StatusClass(c.Status)
	}
	if numeric {
		view.Class = strings.TrimSpace("number " + view.Class)
	}
	if c.Source != "" {
		view.Text, view.Href = p.site.sourceName(c.Source), p.sourceHref(c.Source)
	}
	return view
}
