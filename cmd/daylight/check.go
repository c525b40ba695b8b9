package main

import (
	"context"

	"daylight/internal/report"
)

func checkCommand() command {
	return command{
		name:  "check",
		usage: "[DIR] [--watch]",
		short: "build the report in DIR in memory and say what is wrong",
		long: `Does all that build does, in memory, and writes nothing. Each problem is shown
with its place, what is wrong and what to do, file by file. Where everything
holds it says what the report has: tables, numbers, charts, pages, what is
withheld and what is not known, which exceptions are in use (numbers typed by
hand, what looks personal and is allowed), and how easy each page is to read.

With --watch it does so again whenever a file of content, data or templates
changes. --json then gives one object a run, on stdout: holds, problems and,
where it holds, report.`,
		setup: func(f *flags) action {
			watching := f.boolean("watch", "check again whenever a file changes, until Ctrl-C")
			noCache := f.boolean("no-cache", "draw every chart anew (the result is the same)")
			json := f.boolean("json", "give problems as JSON lines on stderr")
			return func(ctx context.Context, u *ui, args []string) int {
				u.json, u.grouped = *json, true
				dir, code := projectDir(u, "check", args)
				if code != exitDone {
					return code
				}
				if *watching {
					return watch(ctx, u, dir, cache(*noCache))
				}
				result, err := buildReport(ctx, u, dir, cache(*noCache))
				u.progress.stop()
				return u.checked(ctx, result, err)
			}
		},
	}
}

// checked says what came of a check.
func (u *ui) checked(ctx context.Context, result *report.Result, err error) int {
	switch {
	case ctx.Err() != nil && err != nil:
		return u.interrupted("nothing was written")
	case err != nil:
		return u.fail(err, "nothing was written")
	case u.json:
		u.writeJSON(u.stdout, checkOutcome(result))
	default:
		u.say("Everything holds: %s.", holds(result.Summary))
		u.sayAtAGlance(result.Summary)
		u.sayDoubts(result.Summary)
		u.sayReadings(readings(result))
	}
	return exitDone
}

func checkOutcome(result *report.Result) outcome {
	out := newOutcome("", false, result.Summary)
	out.Tally = newTally(result.Summary)
	out.Readings = readings(result)
	return out
}

// sayDoubts says what holds and may still want a look, if there is any.
func (u *ui) sayDoubts(s report.Summary) {
	if s.Rounded > 0 {
		u.say("Percentages of a whole that do not add up to 100, as they are rounded: in %s.", count(s.Rounded, "paragraph"))
	}
}
