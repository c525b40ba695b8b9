package site

import (
	"cmp"
	"slices"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/edition"
	"daylight/internal/figure"
	"daylight/internal/narrative"
)

// slugChanges is the page of what changed from edition to edition.
const slugChanges = "changes"

// changesView is that page.
type changesView struct {
	frame
	Steps    []stepView
	Editions []editionView
}

// stepView is what changed from one edition to the next.
type stepView struct {
	words
	ISO, Date string // of the edition
	Before    string // date of the edition before, as shown
	Groups    []changeGroup
	News      []changeView // what was added
	MoreNews  int          // what was added and is not listed
}

// ID returns the id of the step's section.
func (v stepView) ID() string { return editionID(v.ISO) }

// changeGroup is what changed for one reason.
type changeGroup struct {
	words
	Kind       string // revision or correction; "" where no reason is on record
	Title      string
	Reason     string
	ReasonLang string // "" for the page's own
	Changes    []changeView
	More       int // changes that are not listed
}

// changeView is one figure, cell, row, column or table that differs.
type changeView struct {
	words
	Title, Href        string
	Name               string
	Old, New           string // as shown; "" where there is none
	OldClass, NewClass string
	Gone               bool // removed, and not changed
}

// editionView is one closed edition: where it is kept, and its checksum.
type editionView struct{ ISO, Date, Href, Sum string }

// pointView is a value that a figure had from an edition on.
type pointView struct{ ISO, Date, Value string }

// How many changes of one reason are listed, and how many things that are new.
const (
	mostChanges = 1000
	mostNews    = 200
)

// changesJobs lists the page and its feed, for a report that has a past.
func (s *localSite) changesJobs() []job {
	if s.in.History == nil {
		return nil
	}
	jobs := []job{{path: s.path(slugChanges), template: "changes.html.tmpl", view: func() (any, error) { return s.changesView() }}}
	if s.feedPath() != "" {
		jobs = append(jobs, job{path: s.feedPath(), file: s.feed})
	}
	return jobs
}

func (s *localSite) changesView() (*changesView, error) {
	title, err := s.T("changes.title")
	if err != nil {
		return nil, err
	}
	summary, err := s.T("changes.summary")
	if err != nil {
		return nil, err
	}
	view := &changesView{frame: s.frame(slugChanges, "changes", title, summary)}
	if path := s.feedPath(); path != "" {
		view.Feed = view.Root + path
	}
	for _, e := range s.in.History.Editions {
		view.Editions = append(view.Editions, editionView{e.Date, s.lang.Date(e.Date), view.Root + sourceFolder + edition.Folder + e.Date + "/" + sumsPath, e.Sum})
	}
	slices.Reverse(view.Editions)
	for _, step := range s.in.History.Steps {
		shown, err := s.stepView(step, view.Root)
		if err != nil {
			return view, err
		}
		view.Steps = append(view.Steps, shown)
	}
	return view, nil
}

// stepView groups the changes of a step: corrections first, then revisions, each by its
// reason, in the order of the changes.
func (s *localSite) stepView(step edition.Step, root string) (stepView, error) {
	view := stepView{words: s.words, ISO: step.Date, Date: s.lang.Date(step.Date), Before: s.lang.Date(step.Before)}
	groups := map[*edition.Reason]int{}
	for _, c := range step.Changes {
		if c.Kind == edition.Added && c.Reason == nil {
			if len(view.News) == mostNews {
				view.MoreNews++
			} else {
				view.News = append(view.News, s.changeView(c, root))
			}
			continue
		}
		at, known := groups[c.Reason]
		if !known {
			group, err := s.changeGroup(c.Reason)
			if err != nil {
				return view, err
			}
			at = len(view.Groups)
			groups[c.Reason] = at
			view.Groups = append(view.Groups, group)
		}
		if g := &view.Groups[at]; len(g.Changes) == mostChanges {
			g.More++
		} else {
			g.Changes = append(g.Changes, s.changeView(c, root))
		}
	}
	slices.SortStableFunc(view.Groups, func(a, b changeGroup) int { return cmp.Compare(a.Kind, b.Kind) })
	return view, nil
}

// changeGroup begins the group of a reason. A reason of an edition that was closed before
// the report had this language is given in the language that it has.
func (s *localSite) changeGroup(r *edition.Reason) (changeGroup, error) {
	if r == nil {
		title, err := s.T("changes.unexplained")
		return changeGroup{words: s.words, Title: title}, err
	}
	title, err := s.T("changes." + r.Kind.Value)
	group := changeGroup{words: s.words, Kind: r.Kind.Value, Title: title, Reason: r.Why.In(s.lang.Tag)}
	for _, other := range s.all {
		if group.Reason == "" {
			group.Reason, group.ReasonLang = r.Why.In(other.lang.Tag), other.lang.Code
		}
	}
	return group, err
}

func (s *localSite) changeView(c edition.Change, root string) changeView {
	view := changeView{words: s.words, Name: c.Name, Title: s.changeTitle(c), Gone: c.Kind == edition.Removed}
	column := figure.Column{Name: c.Column}
	if f, _, err := s.in.Figures.Figure(c.Name); err == nil {
		column, view.Name = f.Column, f.Canonical()
		if known := s.facts[view.Name]; known != nil {
			view.Href = root + known.path
		}
	}
	if view.Href == "" {
		if q := s.in.Figures.Query(c.Source); q != nil {
			view.Href = root + s.evidencePath(c.Source)
		}
	}
	if !c.One() {
		return view
	}
	if c.Kind != edition.Added {
		view.Old, view.OldClass = s.shown(column, c.Old)
	}
	if c.Kind != edition.Removed {
		view.New, view.NewClass = s.shown(column, c.New)
	}
	return view
}

// changeTitle names what changed as readers know it, or by its name where the report has it
// no more.
func (s *localSite) changeTitle(c edition.Change) string {
	if f, _, err := s.in.Figures.Figure(c.Name); err == nil && c.One() {
		return claim.Name(s.lang, f)
	}
	if q := s.in.Figures.Query(c.Source); q != nil {
		return q.TitleIn(s.lang.Tag)
	}
	return ""
}

// shown returns a value as readers meet it, and its class.
func (s *localSite) shown(column figure.Column, v dataset.Value) (text, class string) {
	if v.Status != dataset.Exact {
		class = narrative.StatusClass(v.Status)
	}
	if v.IsText && column.Field == nil {
		return chart.RawText(v), class
	}
	return claim.Fill(s.lang, column, v), class
}

// points returns the values that a figure had in the editions, the newest first.
func (s *localSite) points(f *fact) []pointView {
	if s.in.History == nil {
		return nil
	}
	var views []pointView
	for _, p := range edition.Points(s.in.History.States, func(state *edition.State) (dataset.Value, bool) { return state.Figure(s.fullName(f)) }) {
		text, _ := s.shown(f.figure.Column, p.Value)
		views = append(views, pointView{p.Date, s.lang.Date(p.Date), text})
	}
	slices.Reverse(views)
	return views
}

// fullName returns the name of a figure by which every edition knows it: of a table's cell
// with its whole key.
func (s *localSite) fullName(f *fact) string {
	q := f.figure.Query
	if q.Table == nil {
		return f.Name
	}
	return q.Name + "[" + q.Table.Key(f.figure.Row) + "]." + f.figure.Column.Name
}
