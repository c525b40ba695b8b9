package site

import (
	"slices"

	"daylight/internal/claim"
)

// entryView is the first page of the site: it leads to the home page, or lets the
// reader choose a language.
type entryView struct {
	Lang, Dir, Policy, Title string
	Target                   string // the only home page; "" where there is a choice
	Social                   *socialView
	Choices                  []choice
}

// notFoundView is shown at any address that is not there, so nothing on it may be
// relative.
type notFoundView struct {
	Lang, Dir, Policy, Title string
	Choices                  []choice
}

// choice is the report in one language.
type choice struct {
	words
	Name, Lang, Dir string
	Report          claim.Inline
	Publisher       claim.Inline
	Lead            claim.Inline
	Figures         []entryFigure // of the lead, set large
	Caution         claim.Inline  // what the home page's first chart says of its numbers
	Href            string        // of the home page; "" where only a relative one would be known
}

func (w *writer) entry() job {
	return job{path: entryPath, template: "entry.html.tmpl", view: func() (any, error) {
		first := w.sites[0]
		view := entryView{Lang: first.lang.Code, Dir: first.lang.Dir, Policy: policy}
		for _, s := range w.sites {
			if view.Title != "" {
				view.Title += " · "
			}
			view.Title += s.title.String()
			view.Choices = append(view.Choices, s.choice(s.path("")))
		}
		if len(w.sites) == 1 {
			view.Target = first.path("")
		}
		var err error
		view.Social, err = first.social("", view.Title, w.in.Report.Summary.In(first.lang.Tag), first.webAddress(entryPath))
		return view, err
	}}
}

func (w *writer) notFound() job {
	return job{path: notFoundPath, template: "404.html.tmpl", view: func() (any, error) {
		first := w.sites[0]
		title, err := first.T("notfound.title")
		view := notFoundView{Lang: first.lang.Code, Dir: first.lang.Dir, Policy: policy, Title: first.headTitle(title)}
		for _, s := range w.sites {
			view.Choices = append(view.Choices, s.choice(s.webAddress(s.path(""))))
		}
		return view, err
	}}
}

// entryFigure is a main figure of the report.
type entryFigure struct{ Value, Unit, Label string }

// choice introduces the report in this language.
func (s *localSite) choice(href string) choice {
	c := choice{
		words: s.words, Name: s.lang.Name, Lang: s.lang.Code, Dir: s.lang.Dir,
		Report: s.title, Publisher: s.foot.Publisher, Href: href,
	}
	if home := s.slugs[""]; home != nil {
		c.Lead, c.Figures = home.Lead, s.entryFigures(home.Lead)
		if len(home.Charts) > 0 {
			c.Caution = s.in.Charts.Chart(home.Charts[0], s.lang.Tag).Notes
		}
	}
	return c
}

// entryFigures returns the figures of the lead, each once, with what they count.
func (s *localSite) entryFigures(lead claim.Inline) []entryFigure {
	var figures []entryFigure
	for _, segment := range lead {
		if segment.Figure == nil {
			continue
		}
		f := entryFigure{claim.Fill(s.lang, segment.Figure.Column, segment.Figure.Value), s.unit(*segment.Figure), claim.Name(s.lang, *segment.Figure)}
		if !slices.Contains(figures, f) {
			figures = append(figures, f)
		}
	}
	return figures
}
