package site

import (
	"path"
	"slices"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/narrative"
	"daylight/internal/tree"
)

// slugFigures is the list of all receipts; the receipts of a query stand below it.
const slugFigures = "figures"

// receiptsView is the page of receipts of one query or table.
type receiptsView struct {
	frame
	Heading  string
	IsTable  bool
	Crumbs   []crumb
	Origins  *originsView // of all figures alike; nil where each has its own
	Receipts []receiptView
	Short    bool // too many receipts to tell each in full
	Read     []readTable
	SQL      string
	SQLHref  string
	SQLFile  string
	ByHand   string // a line for a shell; "" where there is none that would be right
}

// receiptView is what a reader is told of one figure.
type receiptView struct {
	*fact
	words
	Own  *originsView // where the page does not give them for all
	Uses []useView
	More int // uses that are not listed

	History []pointView // its values in the editions, where it had others; the newest first
	Changes string      // address of the page of what changed
}

// useView is a place on the site where a figure is shown.
type useView struct {
	Href, Page, Section, Sentence string
}

// readTable is a table that a query read: what of it, and its file.
type readTable struct {
	Title, Href    string
	Description    string // what it counts, and how to read it
	Columns        []string
	File, FileHref string
	SHA256         string
	Rows           *tableView // nil where there are too many
	Shown, All     int
}

// How much a page of receipts tells before it becomes brief.
const (
	mostInFull   = 300 // receipts
	mostUses     = 50  // places where one figure is shown
	mostUsesList = 1   // the same where receipts are brief
	mostRows     = 24  // rows of a table that was read
	firstRows    = 8   // of a table with more
)

func (s *localSite) receiptsView(q *figure.Query) (*receiptsView, error) {
	title := q.TitleIn(s.lang.Tag)
	summary, err := s.T("receipts.summary")
	if err != nil {
		return nil, err
	}
	list, err := s.T("figures.title")
	if err != nil {
		return nil, err
	}
	view := &receiptsView{frame: s.frame(slugFigures+"/"+q.Name, "receipts", title, summary), Heading: title, IsTable: q.Table != nil}
	view.Crumbs = []crumb{{list, view.Root + s.path(slugFigures)}}
	facts := s.byQuery[q.Name]
	if len(facts) > 0 && sameOrigins(facts) {
		view.Origins = s.originsView(facts[0], view.Root)
	}
	view.Short = len(facts) > mostInFull
	for _, f := range facts {
		view.Receipts = append(view.Receipts, s.receipt(f, view))
	}
	if q.Table == nil {
		view.SQL, view.SQLHref, view.SQLFile = strings.TrimSpace(q.SQL), view.Root+sourceFolder+q.Path, path.Base(q.Path)
	}
	view.ByHand = q.ByHand(s.in.Figures.Data, sourceFolder)
	for _, name := range tablesOf(q) {
		view.Read = append(view.Read, s.readTable(q, s.in.Figures.Data.Table(name), facts, view.Root))
	}
	return view, nil
}

// sameOrigins tells whether figures all have one and the same origins.
func sameOrigins(facts []*fact) bool {
	for _, f := range facts {
		if !slices.Equal(f.Origins, facts[0].Origins) {
			return false
		}
	}
	return true
}

func (s *localSite) receipt(f *fact, page *receiptsView) receiptView {
	view := receiptView{fact: f, words: s.words, History: s.points(f), Changes: page.Root + s.path(slugChanges)}
	if page.Origins == nil {
		view.Own = s.originsView(f, page.Root)
	}
	most := mostUses
	if page.Short {
		most = mostUsesList
	}
	for i, u := range f.uses {
		if len(view.Uses) == most {
			view.More = len(f.uses) - i
			break
		}
		if shown := s.useView(u, page.Root); !slices.Contains(view.Uses, shown) {
			view.Uses = append(view.Uses, shown)
		}
	}
	return view
}

// useView says where a use is: the page, the section's heading and the sentence.
func (s *localSite) useView(u placedUse, root string) useView {
	if u.page == nil {
		return useView{Href: root + s.path(""), Page: s.title.String(), Sentence: u.Sentence}
	}
	view := useView{Href: root + s.path(u.page.Slug), Page: navName(u.page), Sentence: u.Sentence}
	if u.Section != "" {
		view.Href += "#" + u.Section
		view.Section = sectionTitle(u.page, u.Section)
	}
	return view
}

// sectionTitle returns the words of a section's heading.
func sectionTitle(page *narrative.Page, id string) string {
	for _, h := range page.Sections {
		if h.ID == id {
			return h.Text
		}
	}
	return ""
}

// readTable says what a query read of a table. Of the query that the table is, these
// are the rows of its figures.
func (s *localSite) readTable(q *figure.Query, t *dataset.Table, facts []*fact, root string) readTable {
	schema := &t.Schema
	file, _ := s.in.Project.Read(schema.Path)
	view := readTable{
		Title: schema.TitleIn(s.lang.Tag), Href: root + s.path(slugData) + "#" + schema.Name,
		Description: schema.DescriptionIn(s.lang.Tag),
		File:        path.Base(schema.Path), FileHref: root + sourceFolder + schema.Path, SHA256: tree.Sum(file),
	}
	var rows []int
	var columns []string
	if q.Table == nil {
		columns = s.columnsRead(q, t)
		view.Columns = columns
		rows = firstOf(t.Len())
	} else {
		rows = rowsOf(facts)
	}
	view.All = t.Len()
	if view.Shown = len(rows); view.Shown > 0 {
		table := chart.TabulateRows(s.lang, s.in.Figures.Query(schema.Name), columns, rows)
		view.Rows = s.placing(root).table(view.Title, table)
	}
	return view
}

// firstOf returns the indexes of the rows of n that a page has room for.
func firstOf(n int) []int {
	if n > mostRows {
		n = firstRows
	}
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return rows
}

// rowsOf returns the rows in which figures stand, or none when they are too many.
func rowsOf(facts []*fact) []int {
	var rows []int
	for _, f := range facts {
		rows = append(rows, f.figure.Row)
	}
	if rows = slices.Compact(rows); len(rows) > mostRows {
		return nil
	}
	return rows
}

// columnsRead returns the columns of a table that a query read, in the table's
// order, after those of its key: without them no row could be told from another.
func (s *localSite) columnsRead(q *figure.Query, t *dataset.Table) []string {
	var columns []string
	for i := range t.Schema.Fields {
		name := t.Schema.Fields[i].Name
		if slices.Contains(t.Schema.PrimaryKey, name) || slices.Contains(q.Reads, figure.Read{Table: t.Schema.Name, Column: name}) {
			columns = append(columns, name)
		}
	}
	return columns
}

// figuresView is the list of all receipts.
type figuresView struct {
	frame
	Queries []queryView
}

// queryView is a query in that list.
type queryView struct {
	Title, Href, Name string
	Count             int
	Size              string // the count, as shown
}

func (s *localSite) figuresView() (*figuresView, error) {
	title, err := s.T("figures.title")
	if err != nil {
		return nil, err
	}
	summary, err := s.T("figures.summary")
	view := &figuresView{frame: s.frame(slugFigures, "figures", title, summary)}
	for _, q := range s.queries {
		n := len(s.byQuery[q.Name])
		view.Queries = append(view.Queries, queryView{
			Title: q.TitleIn(s.lang.Tag), Name: q.Name, Href: view.Root + s.lang.Tag + "/" + narrative.ReceiptPath(q.Name),
			Count: n, Size: s.lang.Number(locale.Int(int64(n)), 0),
		})
	}
	slices.SortStableFunc(view.Queries, func(a, b queryView) int { return s.lang.Compare(a.Title, b.Title) })
	return view, err
}

// receiptJobs lists the pages of receipts.
func (s *localSite) receiptJobs() []job {
	jobs := []job{{path: s.path(slugFigures), template: "figures.html.tmpl", view: func() (any, error) { return s.figuresView() }}}
	for _, q := range s.queries {
		jobs = append(jobs, job{path: s.lang.Tag + "/" + narrative.ReceiptPath(q.Name), template: "receipts.html.tmpl", view: func() (any, error) { return s.receiptsView(q) }})
	}
	return jobs
}
