package dataset

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

const (
	maxFields = 400 // SQLite allows 2,000 columns, and a count is four
	hintName  = "use a to z, 0 to 9 and _, beginning with a letter: it is a name in SQL"
)

var (
	identifier = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)
	csvName    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]*\.csv$`)
)

// readPackage reads and checks data/datapackage.json. What it returns beside an
// error holds only what could be understood.
func readPackage(project tree.Tree) (*Set, []Schema, error) {
	var problems diag.List
	data, ok := project.Read(PackagePath)
	if !ok {
		problems.Add(diag.Pos{Path: PackagePath}, CodeFile, "describe the tables there: docs/formats.md says how", "the project has no %s", PackagePath)
		return nil, nil, problems.Err()
	}
	var p packageJSON
	if err := conf.JSON(PackagePath, data, &p); err != nil {
		return nil, nil, err
	}
	set := &Set{Title: p.Title, Titles: p.Titles, Description: p.Description, Descriptions: p.Descriptions, Licenses: p.Licenses, Sources: p.Sources}
	var schemas []Schema
	for i := range p.Resources {
		schemas = append(schemas, describe(&p.Resources[i], &problems))
	}
	checkTables(schemas, &problems)
	return set, schemas, problems.Err()
}

// describe turns one resource into a schema, reporting what is wrong in it.
func describe(r *resourceJSON, problems *diag.List) Schema {
	s := Schema{
		Name: r.Name.Value, Path: path.Join("data", r.Path.Value), Pos: r.Name.Pos,
		Title: r.Title, Titles: r.Titles, Description: r.Description, Descriptions: r.Descriptions,
		Missing: map[string]Status{}, Why: map[string]conf.Localized{}, Licenses: r.Licenses, Sources: r.Sources,
	}
	if !identifier.MatchString(s.Name) || strings.HasPrefix(s.Name, "sqlite_") {
		problems.Add(r.Name.Pos, CodeSchema, hintName, "this is no name for a table")
	}
	if !csvName.MatchString(r.Path.Value) {
		problems.Add(r.Path.Pos, CodeSchema, `write the file's name alone, such as "calls.csv": it stands beside datapackage.json`, "the path is not the name of a CSV file in data/")
	}
	checkProperties(r, problems)
	for _, m := range r.Schema.MissingValues {
		s.missing(m, problems)
	}
	if n := len(r.Schema.Fields); n == 0 || n > maxFields {
		problems.Add(r.Schema.Pos, CodeSchema, "", "a table has from 1 to %d fields", maxFields)
		return s
	}
	for i := range r.Schema.Fields {
		s.Fields = append(s.Fields, describeField(&r.Schema.Fields[i], problems))
	}
	s.checkNames(problems)
	s.describeKeys(&r.Schema, problems)
	s.describeRule(r.Daylight, problems)
	return s
}

// checkProperties holds those of the standard's properties that have only one
// value here.
func checkProperties(r *resourceJSON, problems *diag.List) {
	for _, p := range []struct {
		name, want string
		text       conf.Text
	}{
		{"type", "table", r.Type},
		{"format", "csv", r.Format},
		{"mediatype", "text/csv", r.Mediatype},
		{"encoding", "utf-8", r.Encoding},
	} {
		if p.text.Value != "" && !strings.EqualFold(p.text.Value, p.want) {
			problems.Add(p.text.Pos, CodeSchema, `write "`+p.want+`" or leave it out`, "%s can only be %q", p.name, p.want)
		}
	}
	for _, text := range []conf.Text{r.Hash, r.Bytes} {
		if text.Pos.Line != 0 {
			problems.Add(text.Pos, CodeSchema, "leave it out", "hash and bytes are written by the build, into the published copy only")
		}
	}
	if n := r.Schema.FieldsMatch; n.Kind != conf.Null {
		if list := names(n, problems); !slices.Equal(list, []string{"exact"}) {
			problems.Add(n.Pos, CodeSchema, `write "exact" or leave it out`, "fieldsMatch can only be exact")
		}
	}
}

// missing declares one marker.
func (s *Schema) missing(m missingJSON, problems *diag.List) {
	known := []string{Withheld.String(), NotPublished.String(), NotApplicable.String()}
	status, ok := ParseStatus(m.Label.Value)
	switch v := m.Value.Value; {
	case !ok || !status.Unknown():
		problems.Add(m.Label.Pos, CodeSchema, "write "+strings.Join(known, ", ")+" "+diag.DidYouMean(m.Label.Value, known), "a missing value's label is one of three")
	case v != "" && !bracketed(v):
		problems.Add(m.Value.Pos, CodeSchema, `write it in brackets: "[`+status.String()+`]"`, "a marker is a word in square brackets, since letter codes mean different things in different countries")
	default:
		if _, twice := s.Missing[v]; twice {
			problems.Add(m.Value.Pos, CodeSchema, "keep one of them", "this missing value is declared twice")
		}
		s.Missing[v] = status
		s.Why[v] = m.Descriptions
	}
}

// bracketed tells whether a text has the form of a marker.
func bracketed(text string) bool {
	return len(text) > 2 && text[0] == '[' && text[len(text)-1] == ']'
}

// checkNames holds that the fields have names that can stand side by side in SQL,
// where a count f also has the columns f_low, f_high and f_status.
func (s *Schema) checkNames(problems *diag.List) {
	seen := map[string]bool{}
	for i := range s.Fields {
		f := &s.Fields[i]
		if !identifier.MatchString(f.Name) {
			problems.Add(f.Pos, CodeSchema, hintName, "this is no name for a field")
		}
		for _, column := range f.columns() {
			if seen[column] {
				problems.Add(f.Pos, CodeSchema, "rename one of the fields", "two fields have the column %q in SQL", column)
			}
			seen[column] = true
		}
	}
}

// columns returns the names of the columns that the field has in SQL.
func (f *Field) columns() []string {
	if f.Type == Count {
		return []string{f.Name, f.Name + "_low", f.Name + "_high", f.Name + "_status"}
	}
	return []string{f.Name}
}

// checkTables holds what concerns several tables: names, paths, foreign keys and
// the tables whose columns are fixed.
func checkTables(schemas []Schema, problems *diag.List) {
	seen := map[string]bool{}
	byName := map[string]*Schema{}
	for i := range schemas {
		s := &schemas[i]
		if byName[s.Name] != nil {
			problems.Add(s.Pos, CodeSchema, "rename one of them", "two tables have the name %q", s.Name)
		}
		if seen[s.Path] {
			problems.Add(s.Pos, CodeSchema, "list each file once", "two tables are read from the same file")
		}
		byName[s.Name], seen[s.Path] = s, true
	}
	for i := range schemas {
		checkReferences(&schemas[i], byName, problems)
		checkCore(&schemas[i], problems)
	}
}
