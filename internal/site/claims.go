package site

import (
	"daylight/internal/chart"
)

// claimsPath is the list of every number shown, for a spreadsheet.
const claimsPath = "claims.csv"

// everyPage is what stands for a page where a number is on all pages of a language.
const everyPage = "*"

// claims writes one row for each number that the pages show, in their order. A page
// that only shows another's numbers again (the whole report, a list of pages, a
// receipt) has none.
func (w *writer) claims() ([]byte, error) {
	out := []byte("\ufeff")
	out = chart.AppendRecord(out, "page", "section", "sentence", "shown", "figure", "value", "status", "source")
	for _, s := range w.sites {
		for _, u := range s.uses {
			page := s.lang.Tag + "/" + everyPage
			if u.page != nil {
				page = s.path(u.page.Slug)
			}
			f := s.facts[u.Figure]
			v := f.figure.Value
			sources, _ := labels(f.Origins)
			out = chart.AppendRecord(out, page, u.Section, u.Sentence, u.Shown, u.Figure, chart.RawText(v), v.Status.String(), sources)
		}
	}
	return out, nil
}
