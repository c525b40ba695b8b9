package site

import (
	"slices"
	"strings"

	"daylight/internal/claim"
	"daylight/internal/narrative"
)

// Slugs of the pages that are made here, without Markdown.
const (
	slugData    = "data"
	slugSources = "sources"
	slugAll     = "all"
)

// homeView is the front of the report.
type homeView struct {
	frame
	Lead    claim.Inline // the report's headline in a sentence
	Blocks  []blockView
	Knowing *knowingView
}

// pageView is a page of Markdown.
type pageView struct {
	frame
	Heading    claim.Inline
	Summary    claim.Inline
	Crumbs     []crumb
	Sections   []narrative.Heading
	Blocks     []blockView
	Knowing    *knowingView
	Cite       *citeView
	Prev, Next *neighbour
}

// crumb is a step of the way from the home page to here.
type crumb struct{ Text, Href string }

// neighbour is the page before or after this one in its folder.
type neighbour struct {
	Title claim.Inline
	Href  string
}

// wholeView is the whole report on one page.
type wholeView struct {
	frame
	Sections []wholeSection
	Knowing  *knowingView
}

// wholeSection is one page of the report within the whole.
type wholeSection struct {
	ID      string
	Heading claim.Inline
	Summary claim.Inline
	Blocks  []blockView
}

// jobs lists every page of this language.
func (s *localSite) jobs() ([]job, error) {
	jobs := []job{
		{path: s.recordPath(), file: s.record},
		{path: s.path(slugData), template: "data.html.tmpl", view: func() (any, error) { return s.dataView() }},
		{path: s.path(slugNotReported), template: "not-reported.html.tmpl", view: func() (any, error) { return s.notReportedView() }},
		{path: s.path(slugSources), template: "sources.html.tmpl", view: func() (any, error) { return s.sourcesView() }},
		{path: s.path(slugReproduce), template: "reproduce.html.tmpl", view: func() (any, error) { return s.reproduceView() }},
		{path: s.path(slugAll), template: "all.html.tmpl", view: func() (any, error) { return s.wholeView() }},
	}
	jobs = append(jobs, s.receiptJobs()...)
	jobs = append(jobs, s.changesJobs()...)
	embeds, err := s.embedJobs()
	jobs = append(jobs, embeds...)
	neighbours := map[string][]*narrative.Page{}
	for _, page := range s.content.Pages {
		folder := folderOf(page.Slug)
		neighbours[folder] = append(neighbours[folder], page)
	}
	for folder, pages := range neighbours {
		for i, page := range pages {
			jobs = append(jobs, s.pageJob(page, folder, pages, i))
		}
	}
	slices.SortFunc(jobs, func(a, b job) int { return strings.Compare(a.path, b.path) })
	return jobs, err
}

func (s *localSite) pageJob(page *narrative.Page, folder string, pages []*narrative.Page, i int) job {
	if page.Slug == "" {
		return job{path: s.path(""), template: "home.html.tmpl", view: func() (any, error) { return s.homeView(page) }}
	}
	return job{path: s.path(page.Slug), template: "page.html.tmpl", view: func() (any, error) {
		view, err := s.pageView(page)
		if folder != "" && i > 0 {
			view.Prev = &neighbour{pages[i-1].Title, view.Root + s.path(pages[i-1].Slug)}
		}
		if folder != "" && i+1 < len(pages) {
			view.Next = &neighbour{pages[i+1].Title, view.Root + s.path(pages[i+1].Slug)}
		}
		return view, err
	}}
}

func (s *localSite) homeView(page *narrative.Page) (*homeView, error) {
	view := &homeView{frame: s.frame("", "home", page.Title.String(), page.Summary.String()), Lead: page.Lead}
	if len(view.Lead) == 0 {
		view.Lead = page.Title
	}
	placing := s.placing(view.Root)
	var err error
	if view.Blocks, err = placing.blocks(page, narrative.Place{Root: view.Root}); err != nil {
		return view, err
	}
	view.Knowing, err = placing.knowing(page)
	return view, err
}

func (s *localSite) pageView(page *narrative.Page) (*pageView, error) {
	view := &pageView{
		frame:   s.frame(page.Slug, "page", page.Title.String(), page.Summary.String()),
		Heading: page.Title, Summary: page.Summary, Sections: page.Sections,
	}
	var err error
	if view.Crumbs, err = s.crumbs(view.Root, page.Slug); err != nil {
		return view, err
	}
	placing := s.placing(view.Root)
	if view.Blocks, err = placing.blocks(page, narrative.Place{Root: view.Root}); err != nil {
		return view, err
	}
	if view.Knowing, err = placing.knowing(page); err != nil {
		return view, err
	}
	view.Cite, err = placing.cite(s.citedPage(page), "cite-this")
	return view, err
}

// crumbs returns the way to a page in a folder; a page at the top needs none.
func (s *localSite) crumbs(root, slug string) ([]crumb, error) {
	folder := folderOf(slug)
	if folder == "" {
		return nil, nil
	}
	home, err := s.T("nav.home")
	way := []crumb{{home, root + s.path("")}}
	if page := s.slugs[folder]; page != nil {
		way = append(way, crumb{navName(page), root + s.path(folder)})
	} else if list := s.lists[folder]; list != "" {
		way = append(way, crumb{list, root + s.path("") + "#" + listID(folder)})
	}
	return way, err
}

// wholeView renders every page once more, for its place in the whole.
func (s *localSite) wholeView() (*wholeView, error) {
	name, err := s.T("all.title")
	if err != nil {
		return nil, err
	}
	view := &wholeView{frame: s.frame(slugAll, "all", name, s.in.Report.Summary.In(s.lang.Tag))}
	placing := s.placing(view.Root)
	placing.whole = true
	for _, page := range s.content.Pages {
		section := wholeSection{ID: sectionID(page.Slug), Heading: page.Title, Summary: page.Summary}
		if page.Slug == "" && len(page.Lead) > 0 {
			section.Summary = page.Lead
		}
		section.Blocks, err = placing.blocks(page, narrative.Place{Root: view.Root, IDPrefix: section.ID + "-", Shift: 1})
		if err != nil {
			return view, err
		}
		view.Sections = append(view.Sections, section)
	}
	view.Knowing, err = placing.knowing(s.content.Pages...)
	return view, err
}

// sectionID is the id of a page within the whole report.
func sectionID(slug string) string {
	if slug == "" {
		return "home"
	}
	return strings.ReplaceAll(slug, "/", "-")
}
