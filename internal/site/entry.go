package site

import "daylight/internal/claim"

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
	Href            string // of the home page; "" where only a relative one would be known
}

func (w *writer) entry() job {
	return job{path: entryPath, template: "entry.html.tmpl", view: func() (any, error) {
		first := w.sites[0]
		view := entryView{Lang: first.lang.Code, Dir: first.lang.Dir, Policy: policy, Title: first.title.String()}
		for _, s := range w.sites {
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

// choice introduces the report in this language.
func (s *localSite) choice(href string) choice {
	c := choice{
		words: s.words, Name: s.lang.Name, Lang: s.lang.Code, Dir: s.lang.Dir,
		Report: s.title, Publisher: s.foot.Publisher, Href: href,
	}
	if home := s.slugs[""]; home != nil {
		c.Lead = home.Lead
	}
	return c
}
