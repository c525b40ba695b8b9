package site

import (
	"slices"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/locale"
	"daylight/internal/narrative"
	"daylight/internal/tree"
)

// dataView is the page of tables.
type dataView struct {
	frame
	Tables []dataTable
}

// dataTable is one table of the project: what it holds, its first rows, its file.
type dataTable struct {
	words
	Name        string
	Title       string
	Description string
	Rows        int
	Fields      []fieldView
	Statuses    []statusView
	Notes       []noteView // how those who are counted are protected, and breaks in the series
	Shown       int        // rows of the preview
	Preview     *tableView
	Href        string
	File        string
	Size        string // bytes, as shown
	SHA256      string
}

// fieldView is one column of a table.
type fieldView struct {
	Name, Title, Type, Unit, Description string
	Key                                  bool
	Categories                           []categoryView
}

// categoryView is an allowed value and its label, where the label says more.
type categoryView struct{ Value, Label string }

// statusView is a status that occurs in a table, in words.
type statusView struct{ Class, Name, Meaning string }

// previewRows is how many rows of a table are shown; the rest is in its file.
const previewRows = 8

func (s *localSite) dataView() (*dataView, error) {
	title, err := s.T("data.title")
	if err != nil {
		return nil, err
	}
	description, err := s.T("data.summary")
	if err != nil {
		return nil, err
	}
	view := &dataView{frame: s.frame(slugData, "data", title, description)}
	for _, table := range s.in.Figures.Data.Tables {
		shown, err := s.dataTable(table, view.Root)
		if err != nil {
			return view, err
		}
		view.Tables = append(view.Tables, shown)
	}
	return view, nil
}

func (s *localSite) dataTable(t *dataset.Table, root string) (dataTable, error) {
	schema, tag := &t.Schema, s.lang.Tag
	file, _ := s.in.Project.Read(schema.Path)
	view := dataTable{
		words: s.words, Name: schema.Name, Title: schema.TitleIn(tag), Description: schema.DescriptionIn(tag),
		Rows: t.Len(), Shown: min(t.Len(), previewRows),
		Href: root + sourceFolder + schema.Path, File: schema.Path[strings.LastIndexByte(schema.Path, '/')+1:],
		Size: s.lang.Number(locale.Int(int64(len(file))), 0), SHA256: tree.Sum(file),
	}
	view.Preview = s.placing(root).table(view.Title, chart.TabulateFirst(s.lang, s.in.Figures.Query(schema.Name), nil, previewRows))
	var err error
	if view.Statuses, err = s.statuses(t); err != nil {
		return view, err
	}
	if view.Notes, err = s.notes(schema); err != nil {
		return view, err
	}
	view.Fields, err = s.fields(schema)
	return view, err
}

// fields says what each column holds.
func (s *localSite) fields(schema *dataset.Schema) ([]fieldView, error) {
	tag := s.lang.Tag
	var views []fieldView
	for i := range schema.Fields {
		f := &schema.Fields[i]
		kind, err := s.T("type." + string(f.Type))
		if err != nil {
			return nil, err
		}
		view := fieldView{
			Name: f.Name, Title: f.TitleIn(tag), Type: kind, Unit: f.Units.In(tag),
			Description: f.DescriptionIn(tag), Key: slices.Contains(schema.PrimaryKey, f.Name),
		}
		for _, c := range f.Categories {
			view.Categories = append(view.Categories, categoryView{c.Value, f.Label(c.Value, tag)})
		}
		views = append(views, view)
	}
	return views, nil
}

// statuses lists which kinds of value a table holds beside exact ones, in words.
func (s *localSite) statuses(t *dataset.Table) ([]statusView, error) {
	var found [dataset.NotApplicable + 1]bool
	for col := range t.Schema.Fields {
		if !t.Inexact(col) {
			continue
		}
		for row := range t.Len() {
			found[t.Value(row, col).Status] = true
		}
	}
	var views []statusView
	for status := dataset.Bound; status <= dataset.NotApplicable; status++ {
		if !found[status] {
			continue
		}
		class := narrative.StatusClass(status)
		name, err := s.T("status." + strings.TrimPrefix(class, "status-"))
		if err != nil {
			return nil, err
		}
		meaning, err := s.T("meaning." + strings.TrimPrefix(class, "status-"))
		if err != nil {
			return nil, err
		}
		views = append(views, statusView{class, name, meaning})
	}
	return views, nil
}
