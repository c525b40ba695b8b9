package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"daylight/internal/durable"
	"daylight/internal/scaffold"
)

func newCommand() command {
	return command{
		name:  "new",
		usage: "finding|chart|figure|table|language NAME [DIR]",
		short: "add a page, chart, figure, table or language to a report",
		long: `Adds one to the report in DIR, in each of its languages, so that it can be built
at once: a finding is a page under findings, listed on the home page; a chart
comes with the query that it draws, at the end of the home page; a figure is
arithmetic in SQL; a table is a CSV with its description in datapackage.json.
A language, named by its tag, is every page and every text of the main language
once more, marked as one to be translated; the build fills in its numbers.

What is written is a place to begin: the words "To be written" stand where yours
shall. Nothing that is there is overwritten, and either all is written or none.
NAME is letters, digits and hyphens.`,
		words: func() []string { return scaffold.Kinds() },
		setup: func(f *flags) action {
			json := f.boolean("json", "give problems as JSON lines on stderr")
			return func(ctx context.Context, u *ui, args []string) int {
				u.json = *json
				const help = "daylight help new"
				switch {
				case len(args) < 2:
					return u.usage("new takes a kind and a name", help)
				case !slices.Contains(scaffold.Kinds(), args[0]):
					return u.usage(unknown("kind", args[0], scaffold.Kinds()), help)
				case !scaffold.IsName(args[1]):
					return u.usage("a name is letters, digits and hyphens, and begins with a letter", "daylight new "+args[0]+" who-refused")
				}
				dir, code := projectDir(u, "new", args[2:])
				if code != exitDone {
					return code
				}
				return addNew(ctx, u, dir, args[0], args[1])
			}
		},
	}
}

func addNew(ctx context.Context, u *ui, dir, kind, name string) int {
	const nothing = "nothing was written"
	project, err := u.readProject(dir)
	u.progress.stop()
	if err != nil {
		return u.fail(err, nothing)
	}
	added, err := scaffold.New(project, kind, name)
	if err != nil {
		return u.fail(err, nothing)
	}
	undo, err := durable.AddFiles(dir, added.Files)
	if err != nil {
		return u.fail(err, nothing)
	}
	whole, err := project.Overlay(added.Files)
	var changed []string
	if err == nil {
		changed, err = durable.ReplaceFiles(ctx, dir, whole, added.Project)
	}
	switch {
	case err != nil && len(changed) == 0:
		undo()
		return u.fail(err, nothing)
	case err != nil:
		return u.fail(err, written(len(changed)))
	}
	u.added(added, changed)
	return exitDone
}

// added says what was written, and how to go on.
func (u *ui) added(a *scaffold.Added, changed []string) {
	if u.json {
		u.writeJSON(u.stdout, struct {
			Written []string `json:"written"`
			Changed []string `json:"changed"`
			Use     string   `json:"use,omitempty"`
		}{a.Files.Paths(), append([]string{}, changed...), a.Use})
		return
	}
	for _, path := range a.Files.Paths() {
		u.say("wrote   %s", u.place(path))
	}
	for _, path := range changed {
		u.say("changed %s", u.place(path))
	}
	if a.Use != "" {
		u.say("A page shows it so: %s", a.Use)
	}
	u.say("%s: %s", a.Next, strings.TrimSpace("daylight check "+dirWord(u.dir)))
}

// dirWord is the project's folder as a word of a command, none for the current one.
func dirWord(dir string) string {
	if dir == "." {
		return ""
	}
	return quoted(filepath.ToSlash(dir))
}
