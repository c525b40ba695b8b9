package report

import (
	"context"
	"fmt"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/identity"
	"daylight/internal/privacy"
	"daylight/internal/tree"
)

// CodeNoTable says that there is no table of that name to make safe.
const CodeNoTable diag.Code = "disclosure-no-table"

// Suppressed is a table that is safe beside the rest of its project.
type Suppressed struct {
	Path     string   // of the table in the project
	CSV      []byte   // the same for all unsafe tables that lead to the same published cells
	Cells    int      // cells of the safe table that are protected
	Rounded  bool     // counts are rounded, not withheld
	Fewest   bool     // no safe table withholds fewer
	Knowable []string // what readers can work out of each protected cell: worked out of the safe table alone
}

// Suppress makes a safe table of an unsafe one, which never enters the project. The
// error is a diag.List; problems of the unsafe file stand under the path from.
func Suppress(ctx context.Context, project tree.Tree, name, from string, unsafe []byte) (*Suppressed, error) {
	path, err := tablePath(project, name)
	if err != nil {
		return nil, err
	}
	truth, err := withTable(project, path, unsafe)
	if err != nil {
		return nil, err
	}
	data, sums, err := readTables(truth)
	if err != nil {
		return nil, moved(err, path, from)
	}
	draft, err := privacy.Suppress(ctx, attacked(data, sums, data.Table(name)), data.Table(name))
	if err != nil {
		return nil, moved(err, path, from)
	}
	safe := data.Table(name).Rewrite(draft.Text)
	return verified(ctx, project, name, path, draft, safe)
}

// verified reads the safe table as a build would, and attacks it, with all editions that are closed: two
// that are safe alone can give a cell away together. What is said of it comes from this reading alone.
func verified(ctx context.Context, project tree.Tree, name, path string, draft *privacy.Draft, safe []byte) (*Suppressed, error) {
	after, err := withTable(project, path, safe)
	if err != nil {
		return nil, err
	}
	data, sums, err := readTables(after)
	if err != nil {
		return nil, err
	}
	editions, err := edition.Read(project)
	if err != nil {
		return nil, err
	}
	past, err := pastTables(editions)
	if err != nil {
		return nil, err
	}
	if err := checkDisclosure(ctx, data, sums, past...); err != nil {
		return nil, err
	}
	known, err := privacy.Knowable(ctx, attacked(data, sums, nil), data.Table(name))
	if err != nil {
		return nil, err
	}
	return &Suppressed{
		Path: path, CSV: safe, Cells: privacy.Protected(data.Table(name)), Rounded: data.Table(name).Schema.Rule.Base > 0,
		Fewest: draft.Fewest, Knowable: known,
	}, nil
}

// tablePath finds the file of a table, which need not be there yet.
func tablePath(project tree.Tree, name string) (string, error) {
	schemas, err := dataset.Schemas(project)
	if err != nil {
		return "", err
	}
	var names []string
	for _, s := range schemas {
		if s.Name == name {
			return s.Path, nil
		}
		names = append(names, s.Name)
	}
	var problems diag.List
	problems.Add(diag.Pos{Path: dataset.PackagePath}, CodeNoTable, diag.DidYouMean(name, names), "there is no table %q", name)
	return "", problems.Err()
}

func withTable(project tree.Tree, path string, csv []byte) (tree.Tree, error) {
	table, err := tree.New(map[string][]byte{path: csv})
	if err != nil {
		return tree.Tree{}, fmt.Errorf("report: %w", err)
	}
	return project.Overlay(table)
}

// readTables reads the tables and the sums that must hold.
func readTables(project tree.Tree) (*dataset.Set, *identity.Set, error) {
	data, err := dataset.Load(project)
	if err != nil {
		return nil, nil, err
	}
	sums, err := checkSums(project, data)
	return data, sums, err
}

// moved gives problems of the unsafe file its own path.
func moved(err error, path, from string) error {
	list, ok := diag.AsList(err)
	if !ok {
		return err
	}
	var problems diag.List
	for _, d := range list {
		if d.Pos.Path == path {
			d.Pos.Path = from
		}
		problems = append(problems, d)
	}
	return problems.Err()
}

// hinted gives problems another hint.
func hinted(err error, hint string) error {
	list, ok := diag.AsList(err)
	if !ok {
		return err
	}
	var problems diag.List
	for _, d := range list {
		d.Hint = hint
		problems = append(problems, d)
	}
	return problems.Err()
}
