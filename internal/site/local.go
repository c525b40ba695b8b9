package site

import (
	"strings"
	"sync"

	"daylight/internal/claim"
	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/locale"
	"daylight/internal/narrative"
)

// localSite is the site in one language, with what its pages share.
type localSite struct {
	words
	in      Input
	content *narrative.Content
	all     []*localSite // in every language, this one included
	slugs   map[string]*narrative.Page
	lists   map[string]string // folder → what the home page calls its list
	nav     []navEntry
	foot    foot
	title   claim.Inline // of the report
	sources map[string]*reference
	theme   *theme
	cards   cards
	parts   sync.Map // of pages, rendered once: by template, root and variant
	evidence
	everywhere []narrative.Use // what stands on every page
	// made says how the site was made, figureCount how many figures it has.
	made        func() provenance
	figureCount func() int
}

// navEntry is a link of the navigation, with its address from the site's root.
type navEntry struct{ Text, Path string }

func newLocalSite(in Input, themes *themes, content *narrative.Content) (*localSite, error) {
	theme, err := themes.in(content.Lang)
	if err != nil {
		return nil, err
	}
	s := &localSite{
		words: words{content.Lang}, in: in, theme: theme, content: content,
		slugs: make(map[string]*narrative.Page, len(content.Pages)),
		lists: map[string]string{},
	}
	for _, page := range content.Pages {
		s.slugs[page.Slug] = page
	}
	var problems diag.List
	problems.Join(s.readReport(), diag.Pos{}, diag.Internal)
	problems.Join(s.readHome(), diag.Pos{}, diag.Internal)
	problems.Join(s.navigate(), diag.Pos{}, CodeTemplate)
	s.readSources()
	problems.Join(s.readEvidence(), diag.Pos{}, diag.Internal)
	s.readCards()
	return s, problems.Err()
}

// readReport reads the claims in the report's own texts, which stand on every page.
func (s *localSite) readReport() error {
	var problems diag.List
	read := func(texts conf.Localized) claim.Inline {
		text, err := claim.Parse(s.lang, s.in.Figures, texts[s.lang.Tag])
		if !s.in.Draft {
			problems.Join(err, diag.Pos{}, diag.Internal)
		}
		for _, segment := range text {
			if segment.Figure != nil {
				s.everywhere = append(s.everywhere, narrative.Use{Figure: segment.Figure.Canonical(), Sentence: text.String(), Shown: segment.Text, Pos: texts[s.lang.Tag].Pos})
			}
		}
		return text
	}
	report := s.in.Report
	s.title = read(report.Title)
	s.foot = foot{
		Publisher:    read(report.Publisher),
		Independence: read(report.Independence),
		About:        read(report.About),
		Scope:        read(report.Scope),
		Contact:      pieces(read(report.Contact).String()),
		Period:       s.lang.Date(report.Period.Value),
		Published:    report.Published.Value,
		Edition:      s.lang.Date(report.Published.Value),
		Licence:      report.Licence.Value,
		Version:      s.in.Version,
		HasPast:      s.in.History != nil,
	}
	return problems.Err()
}

// readHome finds which folders the home page lists, and under which name: the
// navigation and the way back from a finding lead there.
func (s *localSite) readHome() error {
	home := s.slugs[""]
	if home == nil {
		return nil
	}
	blocks, err := home.Blocks(narrative.Place{Root: "../"})
	for _, b := range blocks {
		if b.Pages != nil && len(b.Pages.Pages) > 0 {
			s.lists[folderOf(b.Pages.Pages[0].Slug)] = b.Pages.Caption
		}
	}
	return err
}

// navigate lists what the navigation leads to: the lists of the home page, the
// pages at the top, and the pages that are made here. Never all pages: a report
// may have ten thousand.
func (s *localSite) navigate() error {
	listed := map[string]bool{}
	for _, page := range s.content.Pages {
		folder := folderOf(page.Slug)
		if caption := s.lists[folder]; caption != "" && s.slugs[folder] == nil && !listed[folder] {
			s.nav = append(s.nav, navEntry{caption, s.path("") + "#" + listID(folder)})
			listed[folder] = true
		}
		if page.Slug != "" && folder == "" {
			s.nav = append(s.nav, navEntry{navName(page), s.path(page.Slug)})
		}
	}
	for _, made := range []string{slugData, slugSources, slugAll} {
		name, err := s.T("nav." + made)
		if err != nil {
			return err
		}
		s.nav = append(s.nav, navEntry{name, s.path(made)})
	}
	return nil
}

// navName is the short name of a page.
func navName(page *narrative.Page) string {
	if page.Nav != "" {
		return page.Nav
	}
	return page.Title.String()
}

// listID is the id of the home page's list of a folder.
func listID(folder string) string { return "list-" + strings.ReplaceAll(folder, "/", "-") }

// path returns a page's address from the site's root.
func (s *localSite) path(slug string) string { return pagePath(s.lang.Tag, slug) }

func pagePath(tag, slug string) string {
	if slug == "" {
		return tag + "/index.html"
	}
	return tag + "/" + slug + "/index.html"
}

// has tells whether this language has a page of that slug.
func (s *localSite) has(slug string) bool {
	if query, ok := strings.CutPrefix(slug, slugFigures+"/"); ok && s.slugs[slug] == nil {
		return s.hasReceipt(query)
	}
	return s.slugs[slug] != nil || slug == slugChanges && s.in.History != nil || slug == slugData || slug == slugSources || slug == slugAll || slug == slugFigures || slug == slugNotReported || slug == slugReproduce
}

// words says the theme's texts in a page's language. Every view that its template
// lets speak has them.
type words struct{ lang *locale.Language }

// T returns the theme text of that key, its placeholders filled from pairs of
// name and value.
func (w words) T(key string, pairs ...any) (string, error) { return w.lang.Text(key, pairs...) }
