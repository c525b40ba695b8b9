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

// The kinds of chart.
const (
	kindBar     = "bar"
	kindStacked = "stacked"
	kindDots    = "dots"
)

// Spec is content/charts/<name>.yaml.
type Spec struct {
	Pos      diag.Pos                  `conf:",pos"`
	Type     conf.Text                 `conf:"type,required"`  // bar, stacked, dots
	Query    conf.Text                 `conf:"query,required"` // a query or a table
	X        conf.Text                 `conf:"x,required"`     // the column of categories or dates
	Y        []conf.Text               `conf:"y,required"`     // the columns of quantities: one, or the parts of a stacked bar
	Group    conf.Text                 `conf:"group"`          // dots: the column that tells the definitions apart
	Title    conf.Localized            `conf:"title,required"` // says the finding; claims allowed
	Subtitle conf.Localized            `conf:"subtitle,required"`
	Unit     conf.Localized            `conf:"unit,required"`
	Notes    conf.Localized            `conf:"notes"`
	Labels   map[string]conf.Localized `conf:"labels"`          // column → its name for readers, where the field's title does not fit
	Source   []conf.Text               `conf:"source,required"` // keys of references
}

// plan is a spec with what it refers to.
type plan struct {
	name  string
	spec  Spec
	query *figure.Query
	x     int // columns of the query; group is -1 for none
	y     []int
	group int
}

const folder = "content/charts/"

var (
	slug  = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	kinds = []string{kindBar, kindStacked, kindDots}
)

// better says what to draw in place of a kind that is often asked for.
var better = map[string]string{
	"pie":     "use stacked: the parts of one bar can be compared, the angles of a pie cannot",
	"donut":   "use stacked: the parts of one bar can be compared, the pieces of a ring cannot",
	"line":    "use dots: what was announced now and then is not joined by a line",
	"area":    "use dots: what was announced now and then is not joined by a line",
	"column":  "use bar: it stands up by itself where that fits",
	"scatter": "use dots, over time",
	"bars":    "use bar",
	"stack":   "use stacked",
}

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
	p := &plan{name: name, group: -1}
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

func (p *plan) checkKind(problems *diag.List) {
	s := &p.spec
	if kind := s.Type.Value; !slices.Contains(kinds, kind) {
		hint := better[strings.ToLower(kind)]
		if hint == "" {
			hint = "use bar, stacked or dots"
		}
		problems.Add(s.Type.Pos, CodeSpec, hint, "there is no such kind of chart")
		return
	}
	at := s.Pos
	if len(s.Y) > 0 {
		at = s.Y[0].Pos
	}
	switch n := len(s.Y); {
	case n > maxSeries:
		problems.Add(s.Y[maxSeries].Pos, CodeSpec, "draw two charts, or show the query as a table", "a chart has at most six series")
	case s.Type.Value == kindStacked && n < 2:
		problems.Add(at, CodeSpec, "name the columns of all parts: y: [obtained, not_obtained]", "a stacked bar has two parts or more")
	case s.Type.Value != kindStacked && n != 1:
		problems.Add(at, CodeSpec, "name one column of quantities: y: [calls]", "this kind of chart shows one column of quantities")
	}
	if s.Group.Value != "" && s.Type.Value != kindDots {
		problems.Add(s.Group.Pos, CodeSpec, "leave group out", "only dots have a group")
	}
	if len(s.Source) == 0 {
		problems.Add(s.Pos, CodeSpec, "name at least one key of content/references.yaml: source: [key]", "a chart needs a source")
	}
}

// checkTexts asks for every text in every language of the report.
func (p *plan) checkTexts(problems *diag.List, langs []*locale.Language) {
	s := &p.spec
	for _, lang := range langs {
		for _, t := range []struct {
			key      string
			text     conf.Localized
			required bool
		}{{"title", s.Title, true}, {"subtitle", s.Subtitle, true}, {"unit", s.Unit, true}, {"notes", s.Notes, len(s.Notes) > 0}} {
			if t.required && strings.TrimSpace(t.text.In(lang.Tag)) == "" {
				problems.Add(s.Pos, CodeText, "add the line "+lang.Tag+": … under "+t.key, "the chart has no %s in the language %s", t.key, lang.Tag)
			}
		}
		for _, column := range sortedKeys(s.Labels) {
			if strings.TrimSpace(s.Labels[column].In(lang.Tag)) == "" {
				problems.Add(s.Pos, CodeText, "add the line "+lang.Tag+": … under this column in labels", "the label of the column %s is missing in the language %s", column, lang.Tag)
			}
		}
	}
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
	if s.Group.Value != "" {
		p.group = p.column(problems, s.Group)
	}
	named := []string{s.X.Value}
	for _, name := range append([]conf.Text{s.Group}, s.Y...) {
		if name.Value != "" && slices.Contains(named, name.Value) {
			problems.Add(name.Pos, CodeSpec, "name each column once", "this column is named twice")
		}
		named = append(named, name.Value)
	}
	for _, y := range s.Y {
		p.y = append(p.y, p.column(problems, y))
	}
	for _, column := range sortedKeys(s.Labels) {
		if p.query.Column(column) < 0 {
			problems.Add(s.Pos, CodeColumn, diag.DidYouMean(column, p.columnNames()), "labels names the column %s, which the query has not", column)
		}
	}
	if len(*problems) == 0 {
		p.checkRows(problems)
	}
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
