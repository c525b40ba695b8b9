package chart

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

// Spec is content/charts/<name>.yaml.
type Spec struct {
	Pos      diag.Pos                  `conf:",pos"`
	Type     conf.Text                 `conf:"type,required"`
	Query    conf.Text                 `conf:"query,required"` // a query or a table
	X        conf.Text                 `conf:"x,required"`     // the column of categories or dates; of a flow, where it comes from
	To       conf.Text                 `conf:"to"`             // flow: the column of where it goes
	Y        []conf.Text               `conf:"y"`              // the columns of quantities: one, several series, parts or stages
	Words    conf.Text                 `conf:"text"`           // timeline: the column that says what happened
	Group    conf.Text                 `conf:"group"`          // over time: the column that tells the series apart
	Facet    conf.Text                 `conf:"facet"`          // the column that has a small chart for each of its values
	Status   conf.Text                 `conf:"status"`         // the column that says which rows are provisional, by the codes of SDMX
	Marks    []Mark                    `conf:"marks"`          // annotations
	Title    conf.Localized            `conf:"title,required"` // says the finding; claims allowed
	Subtitle conf.Localized            `conf:"subtitle,required"`
	Unit     conf.Localized            `conf:"unit,required"`
	Notes    conf.Localized            `conf:"notes"`
	Labels   map[string]conf.Localized `conf:"labels"`          // column → its name for readers, where the field's title does not fit
	Source   []conf.Text               `conf:"source,required"` // keys of references

	// What other programs have and this one refuses, so that it can say what to do instead.
	Second conf.Node `conf:"y2"`
	Min    conf.Node `conf:"min"`
}

// Mark is an annotation: a line at a date, at a figure, or where a series breaks.
type Mark struct {
	Pos   diag.Pos       `conf:",pos"`
	Date  conf.Text      `conf:"date"`
	Break conf.Text      `conf:"break"` // a date from which on is counted differently
	Value conf.Text      `conf:"value"` // the name of a figure, such as a target
	Text  conf.Localized `conf:"text,required"`
}

// plan is a spec with what it refers to.
type plan struct {
	name   string
	spec   Spec
	kind   *kind
	query  *figure.Query
	x      int // columns of the query; -1 for none
	y      []int
	group  int
	facet  int
	to     int
	words  int
	status int
	marks  []mark
}

const folder = "content/charts/"

var slug = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// readPlans reads every spec of the project and checks it against the figures.
func readPlans(project tree.Tree, figures *figure.Set, langs []*locale.Language) ([]*plan, diag.List) {
	var plans []*plan
	var problems diag.List
	for _, file := range project.Glob(folder + "*") { // sorted: output order
		p, err := readPlan(project, file, figures, langs)
		problems.Join(err, diag.Pos{Path: file}, CodeSpec)
		plans = append(plans, p)
	}
	return plans, problems
}

func readPlan(project tree.Tree, file string, figures *figure.Set, langs []*locale.Language) (*plan, error) {
	var problems diag.List
	at := diag.Pos{Path: file}
	name, isYAML := strings.CutSuffix(path.Base(file), ".yaml")
	if !isYAML || !slug.MatchString(name) {
		problems.Add(at, CodeSpec, "name the file by small letters, digits and hyphens, beginning with a letter, and .yaml", "this is no name for a chart")
		return nil, problems.Err()
	}
	data, _ := project.Read(file)
	node, err := conf.ParseYAML(file, data)
	if err != nil {
		return nil, err
	}
	p := &plan{name: name, group: -1, facet: -1, to: -1, words: -1, status: -1}
	if err := conf.Decode(node, &p.spec); err != nil {
		return nil, err
	}
	p.checkKind(&problems)
	p.checkTexts(&problems, langs)
	p.resolve(&problems, figures)
	if len(problems) == 0 {
		p.checkHeadings(&problems, langs)
	}
	return p, problems.Err()
}

// resolve finds the query and its columns.
func (p *plan) resolve(problems *diag.List, figures *figure.Set) {
	s := &p.spec
	p.query = figures.Query(s.Query.Value)
	if p.query == nil {
		problems.Add(s.Query.Pos, CodeQuery, diag.DidYouMean(s.Query.Value, figures.Names()), "there is no query or table of this name")
		return
	}
	p.x = p.column(problems, s.X)
	named := []string{s.X.Value}
	for _, c := range []struct {
		name  conf.Text
		index *int
	}{{s.Group, &p.group}, {s.Facet, &p.facet}, {s.To, &p.to}, {s.Words, &p.words}, {s.Status, &p.status}} {
		if c.name.Value != "" {
			*c.index = p.column(problems, c.name)
			named = p.once(problems, named, c.name)
		}
	}
	for _, y := range s.Y {
		p.y = append(p.y, p.column(problems, y))
		named = p.once(problems, named, y)
	}
	for _, column := range sortedKeys(s.Labels) {
		if p.query.Column(column) < 0 {
			problems.Add(s.Pos, CodeColumn, diag.DidYouMean(column, p.columnNames()), "labels names the column %s, which the query has not", column)
		}
	}
	p.resolveMarks(problems, figures)
	if len(*problems) == 0 {
		p.checkRows(problems)
	}
}

// once reports a column that is named twice.
func (p *plan) once(problems *diag.List, named []string, name conf.Text) []string {
	if slices.Contains(named, name.Value) {
		problems.Add(name.Pos, CodeSpec, "name each column once", "this column is named twice")
	}
	return append(named, name.Value)
}

// column returns the index of a column, or -1 after reporting that there is none.
func (p *plan) column(problems *diag.List, name conf.Text) int {
	i := p.query.Column(name.Value)
	if i < 0 {
		hint := diag.DidYouMean(name.Value, p.columnNames())
		if hint == "" {
			hint = "the columns are " + strings.Join(p.columnNames(), ", ")
		}
		problems.Add(name.Pos, CodeColumn, hint, "the query has no column of this name")
	}
	return i
}

// textColumns returns the columns that stand before the quantities in the table, in order.
func (p *plan) textColumns() []int {
	columns := []int{p.x}
	for _, c := range []int{p.to, p.words, p.facet, p.group} {
		if c >= 0 {
			columns = append(columns, c)
		}
	}
	return columns
}

func (p *plan) columnNames() []string {
	names := make([]string, len(p.query.Columns))
	for i, c := range p.query.Columns {
		names[i] = c.Name
	}
	return names
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
