package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/durable"
	"daylight/internal/importer"
	"daylight/internal/scaffold"
	"daylight/internal/tree"
)

func importCommand() command {
	return command{
		name:  "import",
		usage: "FILE [--dialect NAME] [--out DIR] [--accept KINDS]",
		short: "make strict CSV and a schema out of a spreadsheet",
		long: `Reads a spreadsheet (.xlsx), or a CSV as one writes it, and makes a table for
data/ out of it, and describes it in the datapackage.json there: what each
column holds, and which columns tell the rows apart. In a project's folder it
writes into data; elsewhere into the current folder, or into --out DIR.

Every kind of change is listed: encoding, separators, decimal commas, dates
that a spreadsheet made of 1-10, merged cells, rows of totals. Nothing is
written until each kind is accepted by name: look at the list, and run the line
that it ends with. What cannot be known, such as a word in a column of numbers,
is an error with its row. A file that is there is never overwritten.

Dialects say how numbers and dates are written: excel-fr, excel-de (1 234,5 and
31/12/2011), excel-uk (1,234.5 and 31/12/2011), excel-us (1,234.5 and
12/31/2011). Macros are refused.`,
		setup: func(f *flags) action {
			dialect := f.text("dialect", "how the `NAME`d program writes numbers and dates")
			sheet := f.text("sheet", "the `SHEET` to read, where there are several")
			out := f.text("out", "write into this `DIR`, such as data")
			accept := f.text("accept", "the `KINDS` of change that are right, with commas between")
			return func(ctx context.Context, u *ui, args []string) int {
				if len(args) != 1 {
					return u.usage("import takes one file", "daylight help import")
				}
				if *out == "" && isProject(".") {
					*out = "data"
				}
				spoken, ok := dialectOf(*dialect)
				if !ok {
					return u.usage(unknown("dialect", *dialect, dialectNames()), "daylight help import")
				}
				u.progress.start("reading the file")
				data, err := durable.ReadFile(args[0], 64<<20)
				var table *importer.Table
				if err == nil {
					u.progress.start("making a table of it")
					table, err = importer.Read(args[0], data, spoken, *sheet)
				}
				u.progress.stop()
				if err != nil {
					return u.fail(err, "nothing was written")
				}
				return u.imported(ctx, table, args[0], *out, *dialect, *sheet, strings.Split(*accept, ","))
			}
		},
	}
}

// isProject tells whether tables in a folder belong into its data/.
func isProject(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(dataset.PackagePath)))
	return err == nil
}

func dialectOf(name string) (importer.Dialect, bool) {
	all := importer.Dialects()
	at := slices.IndexFunc(all, func(d importer.Dialect) bool { return d.Name == name })
	if at < 0 {
		return importer.Dialect{}, name == ""
	}
	return all[at], true
}

func dialectNames() []string {
	var names []string
	for _, d := range importer.Dialects() {
		names = append(names, d.Name)
	}
	return names
}

// imported lists what was changed, and writes the table when all of it is accepted.
func (u *ui) imported(ctx context.Context, t *importer.Table, file, out, dialect, sheet string, accepted []string) int {
	for _, c := range t.Changes {
		u.say("%s: %s (%s, first in %s)", c.Kind, c.What, count(c.Count, "time"), c.First)
	}
	if len(t.Unsure) > 0 {
		u.say("unsure: %s read as text; if it holds numbers, say how they are written: --dialect %s", columns(t.Unsure), strings.Join(dialectNames(), ", "))
	}
	if len(t.Mixed) > 0 {
		u.say("mixed: %s read as text, since not all cells are plain numbers or days; if they should be, mend the others first", columns(t.Mixed))
	}
	if missing := t.Missing(accepted); len(missing) > 0 {
		line := "daylight import " + quoted(file)
		for _, f := range [][2]string{{"--dialect", dialect}, {"--sheet", sheet}, {"--out", out}} {
			if f[1] != "" {
				line += " " + f[0] + " " + quoted(f[1])
			}
		}
		all := slices.DeleteFunc(append(slices.Clone(accepted), missing...), func(kind string) bool { return kind == "" })
		u.say("Nothing was written. If all of this is right:\n  %s --accept %s", line, strings.Join(all, ","))
		return exitProblems
	}
	return u.writeTable(ctx, t, out)
}

// columns names columns as the subject of a sentence.
func columns(letters []string) string {
	if len(letters) == 1 {
		return "column " + letters[0] + " was"
	}
	return "columns " + strings.Join(letters, ", ") + " were each"
}

// quoted makes a word for a shell.
func quoted(word string) string {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// writeTable writes the table, and its schema where it belongs.
func (u *ui) writeTable(ctx context.Context, t *importer.Table, out string) int {
	path, pack := filepath.Join(out, t.Name+".csv"), filepath.Join(out, "datapackage.json")
	if err := durable.WriteNew(path, t.CSV); err != nil {
		return u.fail(err, "nothing was written")
	}
	u.say("Wrote %s: %s.", filepath.ToSlash(path), count(t.Rows, "row"))
	added, err := describeTable(ctx, pack, t)
	switch {
	case err != nil:
		return u.fail(err, filepath.ToSlash(path)+" was written, and no schema")
	case !added:
		u.say("Add this to resources in %s, and say what each column means:\n%s", filepath.ToSlash(pack), t.Schema)
	default:
		u.say("Described it in %s: say there what each column means.", filepath.ToSlash(pack))
	}
	return exitDone
}

// describeTable adds the table to a datapackage.json, or makes one. Of a project it is changed; what
// stands elsewhere is not ours.
func describeTable(ctx context.Context, pack string, t *importer.Table) (added bool, err error) {
	old, err := durable.ReadFile(pack, 64<<20)
	if _, missing := os.Lstat(pack); os.IsNotExist(missing) {
		return true, durable.WriteNew(pack, []byte("{\n  \"$schema\": \"https://datapackage.org/profiles/2.0/datapackage.json\",\n  \"resources\": [\n"+string(t.Schema)+"\n  ]\n}\n"))
	}
	root, name, ok := inProject(pack)
	if err != nil || !ok {
		return false, err
	}
	list, err := scaffold.AddResource(old, string(t.Schema))
	if err != nil {
		return false, err
	}
	before, err := tree.New(map[string][]byte{name: old})
	if err != nil {
		return false, err
	}
	after, err := tree.New(map[string][]byte{name: list})
	if err != nil {
		return false, err
	}
	_, err = durable.ReplaceFiles(ctx, root, before, after)
	return true, err
}

// inProject splits the path of a project's datapackage.json into the project's folder and the rest.
func inProject(pack string) (root, name string, ok bool) {
	whole, err := filepath.Abs(pack)
	root = filepath.Dir(filepath.Dir(whole))
	return root, dataset.PackagePath, err == nil && whole == filepath.Join(root, dataset.PackagePath)
}
