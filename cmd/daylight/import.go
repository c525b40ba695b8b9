package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daylight/internal/durable"
	"daylight/internal/importer"
)

func importCommand() command {
	return command{
		name:  "import",
		usage: "FILE [--dialect NAME] [--out DIR] [--accept KINDS]",
		short: "make strict CSV and a schema out of a spreadsheet",
		long: `Reads a spreadsheet (.xlsx), or a CSV as one writes it, and makes a table for
data/ out of it, with a schema to start from: a datapackage.json where DIR has
none, or else the resource to paste into it.

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
			out := f.text("out", "write into this `DIR` in place of the current folder")
			accept := f.text("accept", "the `KINDS` of change that are right, with commas between")
			return func(ctx context.Context, u *ui, args []string) int {
				if len(args) != 1 {
					return u.usage("import takes one file", "daylight help import")
				}
				spoken, ok := dialectOf(*dialect)
				if !ok {
					return u.usage(unknown("dialect", *dialect, dialectNames()), "daylight help import")
				}
				data, err := durable.ReadFile(args[0], 64<<20)
				var table *importer.Table
				if err == nil {
					table, err = importer.Read(args[0], data, spoken, *sheet)
				}
				if err != nil {
					return u.fail(err, "nothing was written")
				}
				return u.imported(table, args[0], *out, *dialect, *sheet, strings.Split(*accept, ","))
			}
		},
	}
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
func (u *ui) imported(t *importer.Table, file, out, dialect, sheet string, accepted []string) int {
	for _, c := range t.Changes {
		u.say("%s: %s (%s, first in %s)", c.Kind, c.What, count(c.Count, "time"), c.First)
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
	return u.writeTable(t, out)
}

// quoted makes a word for a shell.
func quoted(word string) string {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// writeTable writes the table, and its schema where there is none.
func (u *ui) writeTable(t *importer.Table, out string) int {
	path, schema := filepath.Join(out, t.Name+".csv"), filepath.Join(out, "datapackage.json")
	if err := durable.WriteNew(path, t.CSV); err != nil {
		return u.fail(err, "nothing was written")
	}
	u.say("Wrote %s: %s.", filepath.ToSlash(path), count(t.Rows, "row"))
	if _, err := os.Stat(schema); err == nil {
		u.say("Add this to resources in %s, and say what each column means:\n%s", filepath.ToSlash(schema), t.Schema)
		return exitDone
	}
	pack := "{\n  \"$schema\": \"https://datapackage.org/profiles/2.0/datapackage.json\",\n  \"resources\": [\n" + string(t.Schema) + "\n  ]\n}\n"
	if err := durable.WriteNew(schema, []byte(pack)); err != nil {
		return u.fail(err, filepath.ToSlash(path)+" was written, and no schema")
	}
	u.say("Wrote %s: say there what each column means.", filepath.ToSlash(schema))
	return exitDone
}
