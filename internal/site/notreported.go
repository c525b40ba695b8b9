package site

import (
	"maps"
	"slices"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/narrative"
	"daylight/internal/personal"
)

// slugNotReported is the page of every cell that says nothing, and why.
const slugNotReported = "not-reported"

// notReportedView is that page.
type notReportedView struct {
	frame
	Own     *crumb // the publisher's own page on what was not published, where there is one
	Tables  []absentTable
	Allowed []allowedView
}

// absentTable is a table with such cells.
type absentTable struct {
	words
	Name, Title, Href string // Href leads to the table on the page of data
	Notes             []noteView
	Groups            []absentGroup
}

// absentGroup is the cells of a table with one marker: what it means, and the rows.
type absentGroup struct {
	words
	Class, Name, Why string
	Cells            int // with the marker
	Shown, Rows      int // rows that have one, shown and in all
	Table            *tableView
}

// allowedView is personal data that was let through, and why.
type allowedView struct{ Place, Kind, Why string }

// mostAbsent is how many rows of a group are shown; the rest is in the table's file.
const mostAbsent = 1000

func (s *localSite) notReportedView() (*notReportedView, error) {
	title, err := s.T("absent.title")
	if err != nil {
		return nil, err
	}
	description, err := s.T("absent.summary")
	if err != nil {
		return nil, err
	}
	view := &notReportedView{frame: s.frame(slugNotReported, "absent", title, description)}
	if page := s.slugs["not-published"]; page != nil {
		view.Own = &crumb{page.Title.String(), view.Root + s.path(page.Slug)}
	}
	for _, table := range s.in.Figures.Data.Tables {
		shown, err := s.absentTable(table, view.Root)
		if err != nil {
			return view, err
		}
		if len(shown.Groups) > 0 {
			view.Tables = append(view.Tables, shown)
		}
	}
	view.Allowed, err = s.allowed(s.in.Allowed)
	return view, err
}

func (s *localSite) absentTable(t *dataset.Table, root string) (absentTable, error) {
	view := absentTable{
		words: s.words, Name: t.Schema.Name, Title: t.Schema.TitleIn(s.lang.Tag),
		Href: root + s.path(slugData) + "#" + t.Schema.Name,
	}
	for _, marker := range slices.Sorted(maps.Keys(t.Schema.Missing)) {
		rows, columns, cells := having(t, marker)
		if cells == 0 {
			continue
		}
		group, err := s.absentGroup(t, marker, rows, columns, root)
		if err != nil {
			return view, err
		}
		group.Cells = cells
		view.Groups = append(view.Groups, group)
	}
	var err error
	view.Notes, err = s.protection(&t.Schema)
	return view, err
}

// having returns the rows and the columns of a table in which a marker stands.
func having(t *dataset.Table, marker string) (rows []int, columns []string, cells int) {
	in := map[int]bool{}
	for col := range t.Schema.Fields {
		if !t.Inexact(col) {
			continue
		}
		for row := range t.Len() {
			if t.Raw(row, col) == marker {
				in[row] = true
				cells++
				if name := t.Schema.Fields[col].Name; !slices.Contains(columns, name) {
					columns = append(columns, name)
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(in)), columns, cells
}

// absentGroup shows the rows by their key, with what is not there, and what the row itself says of it.
func (s *localSite) absentGroup(t *dataset.Table, marker string, rows []int, columns []string, root string) (absentGroup, error) {
	class := narrative.StatusClass(t.Schema.Missing[marker])
	kind := strings.TrimPrefix(class, "status-")
	name, err := s.T("status." + kind)
	if err != nil {
		return absentGroup{}, err
	}
	why := t.Schema.Why[marker].In(s.lang.Tag)
	if why == "" {
		if why, err = s.T("meaning." + kind); err != nil {
			return absentGroup{}, err
		}
	}
	view := absentGroup{words: s.words, Class: class, Name: name, Why: why, Rows: len(rows), Shown: min(len(rows), mostAbsent)}
	q := s.in.Figures.Query(t.Schema.Name)
	table := chart.TabulateRows(s.lang, q, telling(t, q, columns), rows[:view.Shown])
	view.Table = s.placing(root).table(t.Schema.TitleIn(s.lang.Tag)+": "+strings.ToLower(name), table)
	return view, nil
}

// telling returns the columns that say which row it is, what is not there, and where it was looked for.
func telling(t *dataset.Table, q *figure.Query, columns []string) []string {
	list := slices.Clone(t.Schema.PrimaryKey)
	add := func(name string) {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	for _, name := range columns {
		add(name)
	}
	if at := sourceColumn(q); at >= 0 {
		add(q.Columns[at].Name)
	}
	if q.Column(columnReadAt) >= 0 {
		add(columnReadAt)
	}
	return list
}

// allowed tells what of personal data stands in the report on purpose.
func (s *localSite) allowed(list []*personal.Allowance) ([]allowedView, error) {
	var views []allowedView
	for _, a := range list {
		kind, err := s.T("personal." + string(a.Kind))
		if err != nil {
			return nil, err
		}
		views = append(views, allowedView{a.Place, kind, a.Reason.In(s.lang.Tag)})
	}
	return views, nil
}
