package site

import (
	"slices"

	"daylight/internal/dataset"
	"daylight/internal/narrative"
)

// reference is a source and what rests on it.
type reference struct {
	narrative.Reference
	places []citingPlace
	tables []*dataset.Table
}

// citingPlace is a section of a page that cites a source; no section, where the page does
// so before its first or by a chart.
type citingPlace struct {
	page    *narrative.Page
	section string
}

// sourcesView is the page of sources, in the order of their titles.
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
		s.sources[r.Key] = &reference{Reference: r.In(s.lang.Tag)}
	}
	for _, page := range s.content.Pages {
		for _, c := range s.cited(page) {
			if r := s.sources[c.Key]; r != nil {
				r.places = append(r.places, citingPlace{page, c.Section})
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

// cited returns what a page cites itself, and what only its charts do.
func (s *localSite) cited(page *narrative.Page) []narrative.Cited {
	cited, keys := slices.Clone(page.Cited), slices.Clone(page.Cites)
	for _, name := range page.Charts {
		if c := s.in.Charts.Chart(name, s.lang.Tag); c != nil {
			for _, key := range c.Sources {
				if !slices.Contains(keys, key) {
					keys = append(keys, key)
					cited = append(cited, narrative.Cited{Key: key})
				}
			}
		}
	}
	return cited
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
	colon, err := s.T("colon")
	if err != nil {
		return nil, err
	}
	description, err := s.T("sources.summary")
	view := &sourcesView{frame: s.frame(slugSources, "sources", title, description)}
	for _, r := range s.in.References {
		r = s.sources[r.Key].Reference
		source := sourceView{Reference: r, Issued: s.lang.Date(r.Issued), Accessed: s.lang.Date(r.Accessed)}
		if r.Note != "" {
			source.Note = pieces(r.Note)
		}
		for _, place := range s.sources[r.Key].places {
			source.Pages = append(source.Pages, s.placeLink(place, view.Root, colon))
		}
		for _, table := range s.sources[r.Key].tables {
			source.Tables = append(source.Tables, sourceLink{table.Schema.TitleIn(s.lang.Tag), view.Root + s.path(slugData) + "#" + table.Schema.Name})
		}
		view.Sources = append(view.Sources, source)
	}
	slices.SortStableFunc(view.Sources, func(a, b sourceView) int { return s.lang.Compare(a.Title, b.Title) })
	return view, err
}

// placeLink leads back to where a source is cited.
func (s *localSite) placeLink(place citingPlace, root, colon string) sourceLink {
	link := sourceLink{navName(place.page), root + s.path(place.page.Slug)}
	if title := sectionTitle(place.page, place.section); title != "" {
		link.Text += colon + " " + title
		link.Href += "#" + place.section
	}
	return link
}
