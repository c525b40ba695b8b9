package main

import (
	"context"
	"fmt"
	"path/filepath"

	"daylight/internal/durable"
	"daylight/internal/report"
	"daylight/internal/tree"
)

func suppressCommand() command {
	return command{
		name:  "suppress",
		usage: "IN.csv --table T [DIR] [--write]",
		short: "make a safe table out of one that holds small counts",
		long: `Reads IN.csv, which has the columns of the table T of the project in DIR and
holds true values, and prints a table that is safe to publish beside the rest of
the project. IN.csv must lie outside DIR, since every file in it is published.

The counts under the table's threshold are withheld, and as few others as keep
them from being worked out; of patterns of one size, the one with the fewest
totals. In a table whose rule has a base, all counts are rounded instead, so
that sums are kept. Nothing is printed when no safe table can be made.

What is said of the safe table, on stderr, is worked out of that table alone:
for each withheld count, what readers can know of it. Which counts were small is
not said, here or anywhere.`,
		setup: func(f *flags) action {
			table := f.text("table", "the `TABLE` of the project that is made")
			write := f.boolean("write", "put the safe table in place of the project's file")
			json := f.boolean("json", "give problems as JSON lines on stderr")
			return func(ctx context.Context, u *ui, args []string) int {
				u.json = *json
				if len(args) == 0 || *table == "" {
					return u.usage("suppress takes a file and --table", "daylight help suppress")
				}
				dir, code := projectDir(u, "suppress", args[1:])
				if code != exitDone {
					return code
				}
				return suppress(ctx, u, dir, args[0], *table, *write)
			}
		},
	}
}

func suppress(ctx context.Context, u *ui, dir, in, table string, write bool) int {
	const nothing = "nothing was written"
	unsafe, err := durable.ReadOutside(dir, in)
	if err != nil {
		return u.fail(err, nothing)
	}
	project, err := u.readProject(dir)
	if err != nil {
		return u.fail(err, nothing)
	}
	u.progress.start("looking for a safe table")
	safe, err := report.Suppress(ctx, project, table, filepath.ToSlash(in), unsafe)
	u.progress.stop()
	switch {
	case ctx.Err() != nil && err != nil:
		return u.interrupted(nothing)
	case err != nil:
		return u.fail(err, nothing)
	}
	if write {
		if err := replaceTable(ctx, dir, project, safe); err != nil {
			return u.fail(err, nothing)
		}
		u.say("%s is safe to publish.", u.place(safe.Path))
	} else {
		u.print(u.stdout, string(safe.CSV))
	}
	u.suppressed(safe)
	return exitDone
}

// replaceTable puts the safe table in place of the project's.
func replaceTable(ctx context.Context, dir string, project tree.Tree, safe *report.Suppressed) error {
	table, err := tree.New(map[string][]byte{safe.Path: safe.CSV})
	if err != nil {
		return err
	}
	after, err := project.Overlay(table)
	if err != nil {
		return err
	}
	_, err = durable.ReplaceFiles(ctx, dir, project, after)
	return err
}

// suppressed says what readers can know of what is withheld. All of it is worked out
// of the safe table.
func (u *ui) suppressed(s *report.Suppressed) {
	if u.json {
		return
	}
	say := func(format string, args ...any) {
		u.print(u.stderr, "daylight: "+visible(fmt.Sprintf(format, args...))+"\n")
	}
	switch {
	case s.Cells == 0:
		say("no count is withheld; the table is safe as it is")
		return
	case s.Rounded:
		say("%s rounded, and the sums within the table hold", count(s.Cells, "count"))
	case s.Fewest:
		say("%s withheld: those under the threshold, and the fewest others that keep them from being worked out", count(s.Cells, "count"))
	default:
		say("%s withheld: those under the threshold, and others that keep them from being worked out; in a table this large, perhaps not the fewest", count(s.Cells, "count"))
	}
	u.print(u.stderr, "What readers can work out of each:\n")
	for _, text := range s.Knowable {
		u.print(u.stderr, "  "+visible(text)+"\n")
	}
	if more := s.Cells - len(s.Knowable); more > 0 {
		u.print(u.stderr, fmt.Sprintf("  and so of %d more\n", more))
	}
}
