package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"

	"daylight/internal/chart"
	"daylight/internal/durable"
	"daylight/internal/echarts"
	"daylight/internal/report"
	"daylight/internal/tree"
	"daylight/templates"
)

func buildCommand() command {
	return command{
		name:  "build",
		usage: "[DIR] [--out DIR]",
		short: "build the report in DIR and publish it into a folder",
		long: `Reads the project in DIR (the current folder when it is left out), checks it as
a whole, and puts the finished site in place of the folder DIR/public.

Nothing is written unless everything holds: until the new site is whole, the
folder keeps the old one, even when the build is killed. A folder is replaced
only if it is empty or holds nothing but a site that daylight wrote.`,
		setup: func(f *flags) action {
			out := f.text("out", "publish into this `DIR` in place of DIR/public")
			noCache := f.boolean("no-cache", "draw every chart anew (the result is the same)")
			json := f.boolean("json", "give problems as JSON lines on stderr")
			return func(ctx context.Context, u *ui, args []string) int {
				u.json = *json
				dir, code := projectDir(u, "build", args)
				if code != exitDone {
					return code
				}
				if *out == "" {
					*out = filepath.Join(dir, "public")
				}
				return build(ctx, u, dir, *out, cache(*noCache))
			}
		},
	}
}

// projectDir returns the one argument of build and check.
func projectDir(u *ui, name string, args []string) (dir string, code int) {
	switch {
	case len(args) > 1:
		return "", u.usage(fmt.Sprintf("%s takes one folder, not %d", name, len(args)), "daylight help "+name)
	case len(args) == 1 && args[0] != "":
		u.dir = filepath.Clean(args[0])
	}
	return u.dir, exitDone
}

func build(ctx context.Context, u *ui, dir, out string, cache chart.Cache) int {
	kept := filepath.ToSlash(filepath.Clean(out)) + " is as it was"
	if err := durable.CheckOut(dir, out); err != nil {
		return u.fail(err, kept)
	}
	result, err := writeReport(ctx, u, dir, cache)
	changed := false
	if err == nil {
		u.progress.start("checking the site and publishing it")
		changed, err = durable.PublishChecked(ctx, dir, out, result.Site, result.Check)
	}
	u.progress.stop()
	switch {
	case ctx.Err() != nil && err != nil:
		return u.interrupted(kept)
	case err != nil:
		return u.fail(err, kept)
	}
	u.built(out, changed, result.Summary)
	return exitDone
}

// writeReport reads a project and writes its site in memory. The site is still to be checked.
func writeReport(ctx context.Context, u *ui, dir string, cache chart.Cache) (*report.Result, error) {
	project, err := u.readProject(dir)
	if err != nil {
		return nil, err
	}
	builder, err := newBuilder(u, cache)
	if err != nil {
		return nil, err
	}
	return builder.Write(ctx, project)
}

// buildReport is writeReport, and checks the site.
func buildReport(ctx context.Context, u *ui, dir string, cache chart.Cache) (*report.Result, error) {
	result, err := writeReport(ctx, u, dir, cache)
	if err != nil {
		return nil, err
	}
	u.progress.build("checking the site")
	return result, result.Check()
}

func (u *ui) readProject(dir string) (tree.Tree, error) {
	u.progress.start("reading the project")
	return durable.ReadProject(dir)
}

// newBuilder returns what builds reports with the theme and the engine in the program.
func newBuilder(u *ui, cache chart.Cache) (report.Builder, error) {
	theme, err := tree.FromFS(templates.FS)
	return report.Builder{
		Theme:    theme,
		Drawer:   echarts.New(runtime.GOMAXPROCS(0)),
		Engine:   echarts.Version(),
		Cache:    cache,
		Progress: u.progress.build,
	}, err
}

// cache returns the cache of drawn charts, or none.
func cache(none bool) chart.Cache {
	if none {
		return nil
	}
	return durable.OpenCache("")
}

// built tells where the site is and how to look at it.
func (u *ui) built(out string, changed bool, s report.Summary) {
	out = filepath.ToSlash(filepath.Clean(out))
	if u.json {
		u.writeJSON(u.stdout, newOutcome(out, changed, s))
		return
	}
	if changed {
		u.say("Built %s into %s.", holds(s), out)
	} else {
		u.say("Built %s: the same, so %s was left alone.", holds(s), out)
	}
	u.say("Open %s/index.html in a browser.", out)
}

// holds says what a report holds.
func holds(s report.Summary) string {
	return fmt.Sprintf("%s, %s and %s (%s)", count(s.Pages, "page"), count(s.Charts, "chart"), count(s.Tables, "table"), count(s.Files, "file"))
}

// outcome is what build and check say with --json.
type outcome struct {
	Site      string   `json:"site,omitempty"` // where build put it
	Changed   bool     `json:"changed"`
	Languages []string `json:"languages"`
	Pages     int      `json:"pages"`
	Charts    int      `json:"charts"`
	Tables    int      `json:"tables"`
	Rows      int      `json:"rows"`
	Queries   int      `json:"queries"`
	Files     int      `json:"files"`

	Readings []reading `json:"readability,omitempty"` // of check alone
	*Tally             // of check alone

	Typed   int `json:"typed"`   // numerals marked as typed by hand
	Rounded int `json:"rounded"` // paragraphs whose percentages of a whole do not add up to 100
}

func newOutcome(out string, changed bool, s report.Summary) outcome {
	return outcome{out, changed, s.Languages, s.Pages, s.Charts, s.Tables, s.Rows, s.Queries, s.Files, nil, nil, s.Typed, s.Rounded}
}

// Tally is what check says of a report at a glance, as --json says it.
type Tally struct {
	PagesIn       map[string]int `json:"pagesIn"` // by language
	Figures       int            `json:"figures"`
	Claims        int            `json:"claims"`
	Withheld      int            `json:"withheld"`
	NotPublished  int            `json:"notPublished"`
	NotApplicable int            `json:"notApplicable"`
	Allowed       int            `json:"allowed"` // places that look personal
}

func newTally(s report.Summary) *Tally {
	pages := map[string]int{}
	for i, lang := range s.Languages {
		pages[lang] = s.PagesIn[i]
	}
	return &Tally{pages, s.Figures, s.Claims, s.Withheld, s.NotPublished, s.NotApplicable, s.Allowed}
}
