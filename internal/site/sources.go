package site

import (
	"daylight/internal/dataset"
	"daylight/internal/narrative"
)

// reference is a source and what rests on it.
type reference struct {
	narrative.Reference
	pages  []*narrative.Page
	tables []*dataset.Table
}

// sourcesView is the page of sources.
type sourcesView struct {
	frame
	Sources []sourceView
}

// sourceView is a source as a reader meets it, with the way back to what cites it.
type sourceView struct {
	narrative.Reference
	Issued   string // as the language writes it
	Accessed string // likewise
	Note     []piece
	Pages    []sourceLink
	Tables   []sourceLink
}

// readSources finds which pages and tables rest on each source.
func (s *localSite) readSources() {
	s.sources = make(map[string]*reference, len(s.in.References))
	for _, r := range s.in.References {
		s.sources[r.Key] = &reference{Reference: r}
	}
	for _, page := range s.content.Pages {
		for key := range s.cited(page) {
			if r := s.sources[key]; r != nil {
				r.pages = append(r.pages, page)
			}
		}
	}
	for _, table := range s.in.Figures.Data.Tables {
		for key := range sourcesOf(table) {
			if r := s.sources[key]; r != nil {
				r.tables = append(r.tables, table)
			}
		}
	}
}

// cited returns the keys that a page cites itself or by a chart.
func (s *localSite) cited(page *narrative.Page) map[string]bool {
	keys := map[string]bool{}
	for _, key := range page.Cites {
		keys[key] = true
	}
	for _, name := range page.Charts {
		if c := s.in.Charts.Chart(name, s.lang.Tag); c != nil {
			for _, key := range c.Sources {
				keys[key] = true
			}
		}
	}
	return keys
}

// sourcesOf returns the keys in a table's source columns.
func sourcesOf(table *dataset.Table) map[string]bool {
	keys := map[string]bool{}
	for col, field := range table.Schema.Fields {
		if field.Type != dataset.Source {
			continue
		}
		for row := range table.Len() {
			keys[table.Raw(row, col)] = true
		}
	}
	return keys
}

// sourceName is what a link to a source says.
func (s *localSite) sourceName(key string) string {
	if r := s.sources[key]; r != nil {
		return r.Label
	}
	return key
}

func (s *localSite) sourcesView() (*sourcesView, error) {
	title, err := s.T("sources.title")
	if err != nil {
		return nil, err
	}
	description, err := s.T("sources.summary")
	view := &sourcesView{frame: s.frame(slugSources, "sources", title, description)}
	for _, r := range s.in.References {
		source := sourceView{Reference: r, Issued: s.lang.Date(r.Issued), Accessed: s.lang.Date(r.Accessed)}
		if r.Note != "" {
			source.Note = pieces(r.Note)
		}
		for _, page := range s.sources[r.Key].pages {
			source.Pages = append(source.Pages, sourceLink{navName(page), view.Root + s.path(page.Slug)})
		}
		for _, table := range s.sources[r.Key].tables {
			source.Tables = append(source.Tables, sourceLink{table.Schema.TitleIn(s.lang.Tag), view.Root + s.path(slugData) + "#" + table.Schema.Name})
		}
		view.Sources = append(view.Sources, source)
	}
	return view, err
}
