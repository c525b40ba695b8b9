package report

import (
	"context"
	"slices"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/figure"
	"daylight/internal/identity"
	"daylight/internal/privacy"
	"daylight/internal/tree"
)

// before returns the editions before the present one.
func before(editions []*edition.Edition, published string) []*edition.Edition {
	return slices.DeleteFunc(slices.Clone(editions), func(e *edition.Edition) bool { return e.Date >= published })
}

// pastTables reads the tables of past editions: an attacker has them too.
func pastTables(editions []*edition.Edition) ([]privacy.Edition, error) {
	var problems diag.List
	var past []privacy.Edition
	for _, e := range editions {
		data, err := e.Data()
		var sums *identity.Set
		if err == nil {
			sums, err = checkSums(e.Files, data)
		}
		if err != nil {
			problems.Join(err, diag.Pos{Path: edition.Folder + e.Date}, edition.CodeBroken)
			continue
		}
		past = append(past, attacked(data, sums, nil))
	}
	return past, problems.Err()
}

// traceHistory compares the present with the editions, and holds the reasons against what
// changed. It returns the figures with those marked that changed. The history is nil for
// a report without a past.
func traceHistory(project tree.Tree, s settings, editions []*edition.Edition, figures *figure.Set) (*edition.History, *figure.Set, error) {
	data, given := project.Read(edition.ChangesPath)
	if len(editions) == 0 && !given {
		return nil, figures, nil
	}
	reasons, err := edition.ReadReasons(edition.ChangesPath, data)
	if err != nil {
		return nil, nil, err
	}
	t := texts{languages: tagsOf(s.report)}
	for _, r := range reasons {
		t.check(r.Why)
	}
	canonical := canonicalName(figures)
	h, err := edition.Trace(edition.Input{
		Editions: editions, Now: stateOf(s.report.Published.Value, figures), Published: s.report.Published.Pos,
		Reasons: reasons, Canonical: canonical,
	})
	if err := diag.Merge(err, t.problems.Err()); err != nil || h == nil {
		return nil, figures, err // a reason that is missing is told together with the sentences that are now wrong
	}
	revised := map[string]bool{}
	for _, c := range h.Now().Changes {
		if c.Kind == edition.Changed {
			revised[canonical(c.Name)] = true
		}
	}
	return h, figures.WithRevised(revised), nil
}

// canonicalName returns the shortest name of a figure or cell, or the same where there is
// nothing of that name.
func canonicalName(figures *figure.Set) func(string) string {
	return func(name string) string {
		if f, _, err := figures.Figure(name); err == nil {
			return f.Canonical()
		}
		return name
	}
}

// stateOf returns what a report says now.
func stateOf(date string, figures *figure.Set) *edition.State {
	s := &edition.State{Date: date, Data: figures.Data}
	for _, q := range figures.Queries {
		for row := range q.Len() {
			for col := range q.Columns {
				if name := q.Canonical(row, col); name != "" && !q.Cell(row, col).IsText {
					s.Figures = append(s.Figures, edition.Figure{Name: name, Query: q.Name, Value: q.Cell(row, col)})
				}
			}
		}
	}
	slices.SortFunc(s.Figures, func(a, b edition.Figure) int { return strings.Compare(a.Name, b.Name) })
	return s
}

// Closing is an edition about to be closed.
type Closing struct {
	Date   string
	Before string            // date of the edition before; "" for the first
	Files  map[string][]byte // to be added to the project, by path
	Remove []string          // that move into the edition
}

// Close builds a project and makes an edition of what it says. A date that is closed
// already is an error. The error is a diag.List.
func (b Builder) Close(ctx context.Context, project tree.Tree) (*Closing, error) {
	result, err := b.Build(ctx, project)
	if err != nil {
		return nil, err
	}
	editions, err := edition.Read(project)
	if err != nil {
		return nil, err
	}
	published := result.published
	c := &Closing{Date: published.Value}
	var before *edition.Edition
	if len(editions) > 0 {
		before = editions[len(editions)-1]
		c.Before = before.Date
	}
	if c.Before == c.Date {
		return nil, diag.List{{Pos: published.Pos, Code: edition.CodeClosed, Message: "the edition of this date is closed already, and the report is as it was",
			Hint: "nothing is left to do; the next edition needs its own date in published:"}}
	}
	claims, _ := result.Site.Read("claims.csv")
	c.Files, err = edition.Close(project, stateOf(c.Date, result.figures), claims, before)
	if project.Has(edition.ChangesPath) {
		c.Remove = append(c.Remove, edition.ChangesPath)
	}
	return c, err
}
