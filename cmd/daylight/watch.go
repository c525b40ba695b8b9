package main

import (
	"context"
	"fmt"

	"daylight/internal/chart"
	"daylight/internal/durable"
	"daylight/internal/preview"
	"daylight/internal/report"
	"daylight/internal/tree"
)

// The lines around what is said of a run. Editors wait for them: docs/editors.md.
const (
	checkBegins = "daylight: checking"
	checkEnds   = "daylight: waiting for a change; Ctrl-C ends"
)

// watching checks a project again and again.
type watching struct {
	*ui
	project *durable.Project
	builder report.Builder
	last    tree.Tree // as it was when it was checked last
}

// watch checks a project whenever it changes, until it is interrupted.
func watch(ctx context.Context, u *ui, dir string, cache chart.Cache) int {
	const nothing = "nothing was written"
	if _, err := durable.ReadProject(dir); err != nil && isNoProject(err) {
		return u.fail(err, nothing)
	}
	builder, err := newBuilder(u, cache)
	if err != nil {
		return u.fail(err, nothing)
	}
	watcher, err := preview.Watch(dir, durable.Inputs()...)
	if err != nil {
		return u.fail(fmt.Errorf("this folder cannot be watched: %w", err), nothing)
	}
	defer watcher.Close()
	w := watching{ui: u, project: durable.OpenProject(dir), builder: builder}
	for change, ok := (preview.Change{Whole: true}), true; ok; change, ok = watcher.Next(ctx) {
		w.check(ctx, change)
	}
	return u.interrupted(nothing)
}

// check checks the project, unless no byte of it has changed.
func (w *watching) check(ctx context.Context, change preview.Change) {
	w.progress.start("reading the project")
	files, err := w.project.Read(change.Files, change.Whole)
	if err == nil && files.Len() > 0 && len(tree.Diff(w.last, files)) == 0 {
		w.progress.stop()
		return
	}
	w.last = files
	var result *report.Result
	if err == nil {
		result, err = w.builder.Build(ctx, files)
	}
	w.progress.stop()
	switch {
	case ctx.Err() != nil:
	case w.json:
		w.writeJSON(w.stdout, w.run(result, err))
	default:
		w.print(w.stderr, checkBegins+because(change)+"\n")
		w.checked(ctx, result, err)
		w.print(w.stderr, checkEnds+"\n")
	}
}

// because says what a check is made for.
func because(change preview.Change) string {
	switch {
	case len(change.Files) == 1 && !change.Whole:
		return ", since " + visible(change.Files[0]) + " has changed"
	case len(change.Files) > 0:
		return ", since files have changed"
	}
	return ""
}

// checkRun is what a run of check --watch says with --json.
type checkRun struct {
	Holds    bool      `json:"holds"`
	Problems []problem `json:"problems"`
	Report   *outcome  `json:"report,omitempty"`
}

func (w *watching) run(result *report.Result, err error) checkRun {
	r := checkRun{Holds: err == nil, Problems: []problem{}}
	if err == nil {
		o := checkOutcome(result)
		r.Report = &o
		return r
	}
	for _, d := range w.told(err) {
		r.Problems = append(r.Problems, w.problem(d))
	}
	return r
}
