package main

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"daylight/examples"
	"daylight/internal/durable"
	"daylight/internal/scaffold"
	"daylight/internal/tree"
)

func initCommand() command {
	return command{
		name:  "init",
		usage: "DIR [--template NAME] [--lang TAGS] [--ci HOST]",
		short: "make a small report of your own in a new folder",
		long: `Writes a report on made-up data into DIR: one page, one table, one chart, at
most ten files, with comments where one would wonder. It can be built at once,
and says on every page that its data are made up. It asks nothing, and never
touches a file that is there.

Templates: minimal (the one above), and telecom, the core tables of a telephone
company, several years and providers.

--lang en,fr makes it in both languages, of which the first is the main one.
--ci adds a file by which a host of repositories builds and publishes the
report: github or gitlab.`,
		setup: func(f *flags) action {
			template := f.text("template", "begin as this example: `NAME`")
			lang := f.text("lang", "the `TAGS` of the languages, such as en,fr")
			ci := f.text("ci", "add what builds the report at this `HOST`")
			return func(ctx context.Context, u *ui, args []string) int {
				if len(args) != 1 || args[0] == "" {
					return u.usage("init takes one folder", "daylight init my-report")
				}
				return initialise(u, filepath.Clean(args[0]), *template, *lang, *ci)
			}
		},
	}
}

func initialise(u *ui, dir, template, lang, ci string) int {
	const help = "daylight help init"
	if template == "" {
		template = "minimal"
	}
	if !slices.Contains(templateNames(), template) {
		return u.usage(unknown("template", template, templateNames()), help)
	}
	languages := strings.Split(lang, ",")
	if lang == "" {
		languages = scaffold.Languages()[:1]
	}
	for i, tag := range languages {
		if !slices.Contains(scaffold.Languages(), tag) || slices.Contains(languages[:i], tag) {
			return u.usage("--lang takes "+strings.Join(scaffold.Languages(), " and ")+", each once", "--lang en,fr; another language is added by hand, as docs/formats.md says")
		}
	}
	if ci != "" && !slices.Contains(scaffold.Hosts(), ci) {
		return u.usage(unknown("host", ci, scaffold.Hosts()), help)
	}
	project, err := newProject(template, languages, ci)
	if err == nil {
		_, err = durable.AddFiles(dir, project)
	}
	if err != nil {
		u.dir = dir
		return u.fail(err, "nothing was written")
	}
	u.started(filepath.ToSlash(dir), project)
	return exitDone
}

// templateNames are the folders of examples.
func templateNames() []string {
	var names []string
	folders, _ := fs.ReadDir(examples.FS, ".") // embedded: cannot fail
	for _, f := range folders {
		names = append(names, f.Name())
	}
	return names
}

func newProject(template string, languages []string, ci string) (tree.Tree, error) {
	folder, err := fs.Sub(examples.FS, template)
	if err != nil {
		return tree.Tree{}, err
	}
	example, err := tree.FromFS(folder)
	if err != nil {
		return tree.Tree{}, err
	}
	project, err := scaffold.In(example, languages)
	if err != nil {
		return tree.Tree{}, err
	}
	return project.Overlay(scaffold.CI(ci))
}

// started tells what to do next.
func (u *ui) started(dir string, project tree.Tree) {
	u.say("Wrote %s into %s, a report on made-up data:", count(project.Len(), "file"), dir)
	for _, name := range project.Paths() {
		u.say("  %s", name)
	}
	u.say(`
Next:
  daylight serve --open %s      shows it in a browser while you write
  change a number in a file of %s/data, and see the sentences that are now wrong
  daylight build %s             writes the site into %s/public`, quoted(dir), dir, quoted(dir), dir)
}
