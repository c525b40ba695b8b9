package dataset

import (
	"bytes"
	"path"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Load reads data/datapackage.json and every CSV it names from the project, and
// checks headers, cells, keys and constraints. The error is a diag.List of every
// problem found.
func Load(project tree.Tree) (*Set, error) {
	set, schemas, err := readPackage(project)
	if err != nil {
		return nil, err
	}
	var problems diag.List
	unlisted(project, schemas, &problems)
	for _, s := range schemas {
		t, err := load(project, s)
		problems.Join(err, diag.Pos{Path: s.Path}, diag.Internal)
		if t != nil {
			set.Tables = append(set.Tables, t)
		}
	}
	for _, t := range set.Tables {
		t.checkForeignKeys(set, &problems)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return set, nil
}

// unlisted reports CSV files that no resource names: they would be published
// nowhere and checked by nobody.
func unlisted(project tree.Tree, schemas []Schema, problems *diag.List) {
	listed := map[string]bool{}
	for _, s := range schemas {
		listed[s.Path] = true
	}
	for _, p := range project.Glob("data/**") {
		if strings.EqualFold(path.Ext(p), ".csv") && !listed[p] {
			problems.Add(diag.Pos{Path: p}, CodeFile, "list it as a resource there, or move it out of data/", "%s does not list this file", PackagePath)
		}
	}
}

// load reads one table. It returns the table beside an error when its rows could
// be read, so that other tables' foreign keys can still be checked.
func load(project tree.Tree, s Schema) (*Table, error) {
	var problems diag.List
	data, ok := project.Read(s.Path)
	if !ok {
		problems.Add(s.Pos, CodeFile, "add the file, or take the table out of "+PackagePath, "there is no file %s for the table %q", s.Path, s.Name)
		return nil, problems.Err()
	}
	body, err := text(s.Path, data)
	if err != nil {
		return nil, err
	}
	body, problems = lines(s.Path, body)
	if len(body) == 0 && len(problems) > 0 {
		return nil, problems.Err() // the header itself can't be read
	}
	t := newTable(s, body)
	t.partial = len(problems) > 0
	if header := checkHeader(t.source(), s.fieldList()); header != nil {
		return nil, header.Err()
	}
	bad, err := decode(t, body)
	if err != nil {
		return nil, err
	}
	problems = append(problems, bad...)
	t.checkCells(&problems)
	t.checkKeys(&problems)
	if len(problems) == 0 {
		t.lines = nil // each row stands in a line of its own, from the second on
	}
	return t, problems.Err()
}

func newTable(s Schema, body []byte) *Table {
	t := &Table{Schema: s, columns: make([]column, len(s.Fields)), source: lazySource(s.Path, body)}
	rows := min(bytes.Count(body, []byte{'\n'}), len(body)/len(s.Fields)) // room for no more cells than the file can hold
	for i := range t.columns {
		t.columns[i] = column{ids: make([]uint32, 0, rows), words: newDictionary()}
	}
	t.lines = make([]uint32, 0, rows)
	return t
}
