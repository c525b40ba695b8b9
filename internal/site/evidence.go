package site

import (
	"slices"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/figure"
	"daylight/internal/narrative"
	"daylight/internal/parallel"
)

// fact is what the site says of one figure in one language.
type fact struct {
	Name    string // canonical
	Title   string // what readers call it
	Value   string // as shown
	Raw     string // as the data has it, where that is another text
	Class   string // of its status
	Status  string // in words; "" for an exact number
	Unit    string
	ID      string // of its receipt
	Origins []origin
	Pooled  bool // the origins are those of all rows of the tables read, and several
	Revised bool // the edition before had another value

	path   string // of its receipt, from the site's root, with the fragment
	figure figure.Figure
	uses   []placedUse
}

// placedUse is a use and the page it stands on: nil for what stands on every page.
type placedUse struct {
	page *narrative.Page
	*narrative.Use
}

// evidence is what is known of the figures of a report in one language.
type evidence struct {
	facts   map[string]*fact // by canonical name
	byQuery map[string][]*fact
	queries []*figure.Query // that have receipts, by name
	origins map[*figure.Query][]origin
	// confidences is how sure the readings of each source are, in words.
	confidences map[string][]string
	uses        []placedUse // in page order, what stands on every page at last
}

// mostUnused is how many figures of one query have receipts without being used.
const mostUnused = 200

// readEvidence finds every figure that the pages use, and those of the queries
// beside them, and what is known of each.
func (s *localSite) readEvidence() error {
	s.facts, s.byQuery = map[string]*fact{}, map[string][]*fact{}
	for _, page := range s.content.Pages {
		for i := range page.Uses {
			s.uses = append(s.uses, placedUse{page, &page.Uses[i]})
		}
	}
	for i := range s.everywhere {
		s.uses = append(s.uses, placedUse{nil, &s.everywhere[i]})
	}
	var order []*fact
	for _, u := range s.uses {
		f := s.facts[u.Figure]
		if f == nil {
			f = &fact{Name: u.Figure}
			s.facts[u.Figure] = f
			order = append(order, f)
		}
		f.uses = append(f.uses, u)
	}
	for _, q := range s.in.Figures.Queries {
		order = append(order, s.unused(q)...)
	}
	s.readOrigins()
	errs := make([]error, len(order))
	parallel.Each(len(order), func(i int) { errs[i] = s.describe(order[i]) })
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	s.group(order)
	return nil
}

// unused returns new facts for the quantities of a query that no page uses.
func (s *localSite) unused(q *figure.Query) []*fact {
	var found []*fact
	for row := range min(q.Len(), mostUnused) {
		for col := range q.Columns {
			name := q.Canonical(row, col)
			if name == "" || s.facts[name] != nil || q.Cell(row, col).IsText || len(found) == mostUnused {
				continue
			}
			f := &fact{Name: name}
			s.facts[name] = f
			found = append(found, f)
		}
	}
	return found
}

// describe fills in what is said of a figure.
func (s *localSite) describe(f *fact) error {
	found, _, err := s.in.Figures.Figure(f.Name)
	if err != nil {
		return err
	}
	f.figure, f.Revised = found, found.Revised
	v, lang := found.Value, s.lang
	f.Title, f.Value = claim.Name(lang, found), claim.Fill(lang, found.Column, v)
	if raw := chart.RawText(v); !v.IsText && !v.Status.Unknown() && claim.IsPercent(lang, found.Column) {
		f.Raw = raw
	}
	if v.Status != 0 {
		f.Class = narrative.StatusClass(v.Status)
		if f.Status, err = s.T("status." + f.Class[len("status-"):]); err != nil {
			return err
		}
	}
	f.Unit = s.unit(found)
	query, fragment := figure.Anchor(f.Name)
	f.ID, f.path = fragment, s.lang.Tag+"/"+narrative.ReceiptPath(query)+"#"+fragment
	f.Origins, f.Pooled = s.originsOf(found)
	return nil
}

// unit returns what a figure counts: by its column, or by the word that its row has
// in a column "unit".
func (s *localSite) unit(f figure.Figure) string {
	if f.Value.IsText || f.Value.Status.Unknown() || claim.IsPercent(s.lang, f.Column) {
		return ""
	}
	if unit := f.Column.Units.In(s.lang.Tag); unit != "" {
		return unit
	}
	if col := f.Query.Column("unit"); col >= 0 {
		return claim.Fill(s.lang, f.Query.Columns[col], f.Query.Cell(f.Row, col))
	}
	return ""
}

// group sorts the facts by query, row and column.
func (s *localSite) group(all []*fact) {
	for _, f := range all {
		name := f.figure.Query.Name
		if s.byQuery[name] == nil && f.figure.Query.Table != nil {
			s.queries = append(s.queries, f.figure.Query)
		}
		s.byQuery[name] = append(s.byQuery[name], f)
	}
	s.queries = append(s.queries, s.in.Figures.Queries...)
	slices.SortFunc(s.queries, func(a, b *figure.Query) int { return strings.Compare(a.Name, b.Name) })
	for _, facts := range s.byQuery {
		slices.SortFunc(facts, func(a, b *fact) int {
			if a.figure.Row != b.figure.Row {
				return a.figure.Row - b.figure.Row
			}
			return a.column() - b.column()
		})
	}
}

func (f *fact) column() int { return f.figure.Query.Column(f.figure.Column.Name) }

// hasReceipt tells whether a query has a page of receipts in this language.
func (s *localSite) hasReceipt(query string) bool {
	q := s.in.Figures.Query(query)
	return q != nil && (q.Table == nil || len(s.byQuery[query]) > 0)
}

// evidencePath returns where a query's numbers are explained, from the site's root:
// its receipts, or for a table without any the page of data.
func (s *localSite) evidencePath(query string) string {
	if s.hasReceipt(query) {
		return s.lang.Tag + "/" + narrative.ReceiptPath(query)
	}
	return s.path(slugData) + "#" + query
}
