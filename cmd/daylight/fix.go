package main

import (
	"context"
	"fmt"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/diag"
	"daylight/internal/durable"
	"daylight/internal/report"
	"daylight/internal/tree"
)

func fixCommand() command {
	return command{
		name:  "fix",
		usage: "[DIR] [--dry-run] [--bind]",
		short: "rewrite the numbers in sentences that the data has left behind",
		long: `Builds the report in DIR in memory. Where a claim says another number than the
data, it writes the number that the data says, in the form of the old one: with
its grouping, decimals, percent and currency sign. Nothing else in the file is
touched, and each sentence is shown as it was and as it is, for you to read.

A word that no longer holds ("two in five", "most") is never rewritten, nor is
a number whose figure is now of another kind. They are listed, and the exit code
is 1; it is 0 when the whole report holds.

With --bind, a number typed by hand becomes a claim where exactly one figure
says the same. Where several do, it is listed with them.

Only files in DIR/content and DIR/data are written, each whole or not at all,
and none when one of them was saved by another program in the meantime.`,
		setup: func(f *flags) action {
			dry := f.boolean("dry-run", "write nothing, and print what would change as a diff")
			bind := f.boolean("bind", "turn numbers typed by hand into claims")
			noCache := f.boolean("no-cache", "draw every chart anew (the result is the same)")
			json := f.boolean("json", "give problems as JSON lines on stderr")
			return func(ctx context.Context, u *ui, args []string) int {
				u.json = *json
				dir, code := projectDir(u, "fix", args)
				if code != exitDone {
					return code
				}
				codes := []diag.Code{claim.CodeStale}
				if *bind {
					codes = append(codes, claim.CodeUnbound)
				}
				return fix(ctx, u, dir, cache(*noCache), codes, *dry)
			}
		},
	}
}

func fix(ctx context.Context, u *ui, dir string, cache chart.Cache, codes []diag.Code, dry bool) int {
	const nothing = "nothing was written"
	project, err := u.readProject(dir)
	if err != nil {
		return u.fail(err, nothing)
	}
	builder, err := newBuilder(u, cache)
	if err != nil {
		return u.fail(err, nothing)
	}
	fixed, err := builder.Fix(ctx, project, codes...)
	files := []string{}
	if err == nil && !dry {
		u.progress.start("writing the files")
		files, err = durable.ReplaceFiles(ctx, dir, project, fixed.Project)
	}
	u.progress.stop()
	switch {
	case ctx.Err() != nil && err != nil:
		return u.interrupted(nothing)
	case err != nil:
		return u.fail(err, written(len(files)))
	case dry:
		files = changedFiles(project, fixed.Project)
	}
	u.fixed(project, fixed, files, dry)
	if fixed.Left != nil {
		return u.fail(fixed.Left, outcomeOf(fixed, files, dry))
	}
	return exitDone
}

// written says what became of files when not all could be written.
func written(files int) string {
	if files == 0 {
		return "nothing was written"
	}
	return count(files, "file") + " had been written before"
}

func changedFiles(before, after tree.Tree) []string {
	files := []string{}
	for _, change := range tree.Diff(before, after) {
		files = append(files, change.Path)
	}
	return files
}

// fixed shows what was changed: the sentences, or a diff of what would be.
func (u *ui) fixed(project tree.Tree, fixed *report.Fixed, files []string, dry bool) {
	if u.json {
		u.writeJSON(u.stdout, newFixOutcome(u, fixed, files, !dry))
		return
	}
	if dry {
		for _, name := range files {
			before, _ := project.Read(name)
			after, _ := fixed.Project.Read(name)
			u.print(u.stdout, unifiedDiff(name, before, after))
		}
		if fixed.Left == nil {
			u.print(u.stderr, "daylight: "+outcomeOf(fixed, files, dry)+"\n")
		}
		return
	}
	for _, c := range fixed.Changes {
		c.Pos.Path = u.place(c.Pos.Path)
		u.say("%s\n  - %s\n  + %s", c.Pos, c.Before, c.After)
	}
	if fixed.Left == nil {
		u.say("Everything holds: %s.", outcomeOf(fixed, files, dry))
	}
}

// outcomeOf says in a few words what was done.
func outcomeOf(fixed *report.Fixed, files []string, dry bool) string {
	done := "rewritten"
	if dry {
		done = "to rewrite"
	}
	if len(files) == 0 {
		return "no sentence " + done
	}
	return fmt.Sprintf("%s %s in %s", count(len(fixed.Changes), "sentence"), done, count(len(files), "file"))
}

// fixOutcome is what fix says with --json.
type fixOutcome struct {
	Written   bool              `json:"written"` // false with --dry-run
	Files     []string          `json:"files"`
	Sentences []changedSentence `json:"sentences"`
}

type changedSentence struct {
	Path   string `json:"path"`
	Line   int    `json:"line"`
	Col    int    `json:"col"`
	Before string `json:"before"`
	After  string `json:"after"`
}

func newFixOutcome(u *ui, fixed *report.Fixed, files []string, written bool) fixOutcome {
	o := fixOutcome{Written: written && len(files) > 0, Files: []string{}, Sentences: []changedSentence{}}
	for _, name := range files {
		o.Files = append(o.Files, u.place(name))
	}
	for _, c := range fixed.Changes {
		o.Sentences = append(o.Sentences, changedSentence{u.place(c.Pos.Path), c.Pos.Line, c.Pos.Col, c.Before, c.After})
	}
	return o
}
