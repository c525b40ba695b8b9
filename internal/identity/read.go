package identity

import (
	"regexp"
	"slices"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// file is data/identities.yaml.
type file struct {
	Identities []identityFile `conf:"identities"`
	Series     []seriesFile   `conf:"series"`
}

type identityFile struct {
	Name  conf.Text `conf:"name,required"`
	Holds conf.Text `conf:"holds,required"`
	By    conf.Node `conf:"by"`
	Every bool      `conf:"every"`
}

type seriesFile struct {
	Table      conf.Text      `conf:"table,required"`
	Overlaps   conf.Localized `conf:"overlaps"`
	Definition conf.Text      `conf:"definition"`
	Breaks     []breakFile    `conf:"breaks"`
}

type breakFile struct {
	At     conf.Text      `conf:"at,required"`
	Reason conf.Localized `conf:"reason,required"`
}

var nameForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,62}$`)

// Read reads the project's identities, and adds those that its core tables imply. What
// they name must be in the data.
func Read(project tree.Tree, data *dataset.Set) (*Set, error) {
	set := &Set{data: data, Identities: builtIn(data)}
	text, ok := project.Read(Path)
	if !ok {
		return set, nil
	}
	var f file
	if err := conf.YAML(Path, text, &f); err != nil {
		return nil, err
	}
	var problems diag.List
	seen := map[string]bool{}
	for _, j := range f.Identities {
		i := set.identity(j, &problems)
		if seen[i.Name] || isBuiltIn(i.Name) {
			problems.Add(j.Name.Pos, CodeForm, "rename one of them", "two identities have this name")
		}
		seen[i.Name] = true
		set.Identities = append(set.Identities, i)
	}
	for _, j := range f.Series {
		set.addSeries(j, &problems)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return set, nil
}

// Declared returns what the project says of its series, for readers. Read has held it against the tables.
func Declared(project tree.Tree) []Series {
	var f file
	text, _ := project.Read(Path)
	if conf.YAML(Path, text, &f) != nil {
		return nil
	}
	var list []Series
	for _, j := range f.Series {
		list = append(list, j.series())
	}
	return list
}

func (j seriesFile) series() Series {
	s := Series{Pos: j.Table.Pos, Table: j.Table.Value, Overlaps: j.Overlaps, Definition: j.Definition.Value}
	for _, b := range j.Breaks {
		s.Breaks = append(s.Breaks, Break(b))
	}
	return s
}

// identity reads one identity and holds it against the tables.
func (s *Set) identity(j identityFile, problems *diag.List) Identity {
	i := Identity{Name: j.Name.Value, Pos: j.Holds.Pos, Every: j.Every, Grouped: j.By.Kind != conf.Null}
	if !nameForm.MatchString(i.Name) {
		problems.Add(j.Name.Pos, CodeForm, "use a to z, 0 to 9 and hyphens, such as numbers-make-up-all", "this is no name for an identity")
	}
	i.By = by(j.By, problems)
	i.Relations = parse(j.Holds, problems)
	for _, r := range i.Relations {
		s.checkRelation(r, i.By, problems)
	}
	return i
}

// by reads the columns that rows are matched by.
func by(n conf.Node, problems *diag.List) []string {
	if n.Kind != conf.List && n.Kind != conf.Null {
		problems.Add(n.Pos, CodeForm, "write by: [period], or by: [] to add up all rows", "by is a list of columns")
	}
	var columns []string
	for _, item := range n.Items {
		if item.Kind != conf.String || slices.Contains(columns, item.Value) {
			problems.Add(item.Pos, CodeForm, "write by: [period]", "by is a list of columns, each once")
			continue
		}
		columns = append(columns, item.Value)
	}
	return columns
}

// checkRelation holds that the tables and columns are there, and fit.
func (s *Set) checkRelation(r Relation, by []string, problems *diag.List) {
	each, whole := 0, false
	for _, t := range slices.Concat(r.Left, r.Right) {
		if t.Each {
			each++
		}
		if t.Table != "" {
			s.checkTerm(t, problems)
			whole = whole || s.hasAll(t.Table, by)
		}
	}
	pos := r.Left[0].Pos
	if each > 1 {
		problems.Add(pos, CodeForm, "write an identity for each of them", `only one cell of a relation can have "each"`)
	}
	switch {
	case !slices.ContainsFunc(slices.Concat(r.Left, r.Right), func(t Term) bool { return t.Table != "" }):
		problems.Add(pos, CodeForm, form, "an identity without a cell says nothing of the data")
	case !whole:
		problems.Add(pos, CodeForm, "name columns by which the rows of at least one table are divided; a table without one of them counts for all its values", "no table of the identity has all the columns of by")
	}

}

// hasAll tells whether a table has all of some columns. What is not there is reported elsewhere.
func (s *Set) hasAll(table string, names []string) bool {
	t := s.data.Table(table)
	if t == nil {
		return true
	}
	_, all := columns(t, names)
	return all
}

func (s *Set) checkTerm(t Term, problems *diag.List) {
	table := s.data.Table(t.Table)
	if table == nil {
		problems.Add(t.Pos, CodeForm, diag.DidYouMean(t.Table, s.tables()), "there is no table %q", t.Table)
		return
	}
	switch f, _ := table.Schema.Field(t.Column); {
	case f == nil:
		problems.Add(t.Pos, CodeForm, diag.DidYouMean(t.Column, fields(table)), "the table %q has no column %q", t.Table, t.Column)
	case f.Type != dataset.Count && f.Type != dataset.Integer:
		problems.Add(t.Pos, CodeForm, "write a rule for other columns as a query in data/checks/", "%q holds no whole numbers, and only these are added up exactly", t.Column)
	}
	for _, c := range t.Where {
		s.checkCondition(t, c, table, problems)
	}
}

// checkCondition holds that some row has the value: a misspelt one would pick none, or with
// != all of them, without a word.
func (s *Set) checkCondition(t Term, c Condition, table *dataset.Table, problems *diag.List) {
	f, col := table.Schema.Field(c.Column)
	if f == nil {
		problems.Add(t.Pos, CodeForm, diag.DidYouMean(c.Column, fields(table)), "the table %q has no column %q", t.Table, c.Column)
		return
	}
	for row := range table.Len() {
		if table.Raw(row, col) == c.Value {
			return
		}
	}
	problems.Add(t.Pos, CodeForm, "look for a misspelt value, or take the identity out", "no row of %q has the value of the condition on %q", t.Table, c.Column)
}

func (s *Set) tables() []string {
	var names []string
	for _, t := range s.data.Tables {
		names = append(names, t.Schema.Name)
	}
	return names
}

func fields(t *dataset.Table) []string {
	var names []string
	for _, f := range t.Schema.Fields {
		names = append(names, f.Name)
	}
	return names
}
