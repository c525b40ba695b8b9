package report

import (
	"daylight/internal/dataset"
	"daylight/internal/narrative"
)

// Tally counts what a person wants to know of a report at a glance.
type Tally struct {
	Claims  int   // numbers that pages show, in all languages
	Figures int   // the different figures among them
	PagesIn []int // by language, as Summary.Languages

	// Cells of the tables by what they say.
	Withheld, NotPublished, NotApplicable int

	Allowed int // places that look personal and are allowed
}

func tallyOf(data *dataset.Set, contents []*narrative.Content, allowed int) Tally {
	t := Tally{Allowed: allowed}
	figures := map[string]bool{}
	for _, content := range contents {
		t.PagesIn = append(t.PagesIn, len(content.Pages))
		for _, page := range content.Pages {
			t.Claims += len(page.Uses)
			for _, use := range page.Uses {
				figures[use.Figure] = true
			}
		}
	}
	t.Figures = len(figures)
	for _, table := range data.Tables {
		t.cells(table)
	}
	return t
}

// cells counts the cells of a table that say nothing. A column that is exact throughout is
// passed over: a table may have millions of rows.
func (t *Tally) cells(table *dataset.Table) {
	for col := range table.Schema.Fields {
		if !table.Inexact(col) {
			continue
		}
		for row := range table.Len() {
			switch table.Status(row, col) {
			case dataset.Withheld:
				t.Withheld++
			case dataset.NotPublished:
				t.NotPublished++
			case dataset.NotApplicable:
				t.NotApplicable++
			}
		}
	}
}
