package main

import (
	"fmt"
	"strings"

	"daylight/internal/echarts"
	"daylight/internal/figure"
	"daylight/internal/report"
)

// verifyOutcome is what verify says with --json.
type verifyOutcome struct {
	Site        string           `json:"site"`
	Verified    bool             `json:"verified"`
	Files       int              `json:"files"`
	Inputs      int              `json:"inputs"`
	MadeWith    string           `json:"made_with"` // the version of daylight that the site names
	Version     string           `json:"version"`   // of this daylight
	Rebuilt     bool             `json:"rebuilt"`   // the inputs could be built
	Differences []differenceJSON `json:"differences"`
	Refused     []string         `json:"refused"` // what was asked for with --key or --since and is not so
	Notes       []string         `json:"notes"`   // what is so of its signature and descent
}

type differenceJSON struct {
	Path    string   `json:"path"`
	Kind    string   `json:"kind"`
	From    string   `json:"from,omitempty"`
	Line    int      `json:"line,omitempty"`
	Is      string   `json:"is,omitempty"`
	Should  string   `json:"should,omitempty"`
	Figures []string `json:"figures"`
}

// say says what a site was found to be, and returns the exit code.
func (v *verifier) say(verdict *report.Verdict) int {
	code := exitDifference
	if len(verdict.Differences) == 0 && len(v.refused) == 0 {
		code = exitDone
	}
	switch {
	case v.json:
		v.writeJSON(v.stdout, v.outcome(verdict))
	case len(verdict.Differences) == 0 && v.broken:
		v.ui.say("%s cannot be verified: each file is as its SHA256SUMS lists it, and its past is not as it was.", v.called)
	case len(verdict.Differences) == 0:
		words := append([]string{fmt.Sprintf("Verified: %s is what its %s give, byte for byte (%s, daylight %s).", v.called, count(v.found.Inputs().Len(), "input"), count(verdict.Files, "file"), report.Version)}, v.notes...)
		v.ui.say("%s", strings.Join(words, " "))
	default:
		v.sayVersion()
		v.sayDifferences(verdict)
	}
	if !v.json {
		for _, sentence := range v.refused {
			v.ui.say("%s", sentence)
		}
	}
	return code
}

func (v *verifier) outcome(verdict *report.Verdict) verifyOutcome {
	made, _, _ := v.found.Versions()
	o := verifyOutcome{Site: v.called, Verified: len(verdict.Differences)+len(v.refused) == 0, Files: verdict.Files, Inputs: v.found.Inputs().Len(),
		MadeWith: made, Version: report.Version, Rebuilt: verdict.Rebuilt, Differences: []differenceJSON{}, Refused: append([]string{}, v.refused...), Notes: append([]string{}, v.notes...)}
	for _, d := range verdict.Differences {
		if d.Figures == nil {
			d.Figures = []string{}
		}
		o.Differences = append(o.Differences, differenceJSON{d.Path, string(d.Kind), d.From, d.Line, d.Is, d.Should, d.Figures})
	}
	return o
}

// sayVersion says when a site names other versions than this program's, the likely reason
// for whatever follows.
func (v *verifier) sayVersion() {
	daylight, engine, sqlite := v.found.Versions()
	for _, part := range []struct{ name, made, is string }{
		{"daylight", daylight, report.Version}, {"ECharts", engine, echarts.Version()}, {"SQLite", sqlite, figure.SQLiteVersion()},
	} {
		if part.made != "" && part.made != part.is && !v.json {
			v.ui.say("The site says that it was made with %s %s, and this program has %s: that is the likely reason for what follows. Verify it with the version that it names.", part.name, part.made, part.is)
			return
		}
	}
}

// sayDifferences names each file that differs.
func (v *verifier) sayDifferences(verdict *report.Verdict) {
	v.ui.say("%s is not what its inputs give: %s of %d.", v.called, differ(len(verdict.Differences)), verdict.Files)
	switch {
	case verdict.Inputs:
		v.ui.say("Inputs were changed after the checksums were written, so these are compared with SHA256SUMS.")
	case !verdict.Rebuilt:
		v.ui.say("The inputs cannot be built, so the files are compared with SHA256SUMS.")
	}
	for _, d := range verdict.Differences {
		v.sayDifference(d)
	}
	if v.own {
		v.ui.say("If the project was changed since it was built, run daylight build.")
	}
}

func differ(n int) string {
	if n == 1 {
		return "1 file differs"
	}
	return fmt.Sprintf("%d files differ", n)
}

func (v *verifier) sayDifference(d report.Difference) {
	switch {
	case d.Kind == report.Added:
		v.ui.say("%s: added: the inputs do not give it", d.Path)
	case d.Kind == report.Removed:
		v.ui.say("%s: removed: the inputs give it, and it is not there", d.Path)
	case d.Kind == report.Renamed:
		v.ui.say("%s: renamed: its name was %s", d.Path, d.From)
	case d.Kind == report.Linked:
		v.ui.say("%s: no file: a link or another thing has its place, and was not followed", d.Path)
	case d.Line > 0:
		v.ui.say("%s:%d: changed\n  published: %s\n  rebuilt:   %s", d.Path, d.Line, d.Is, d.Should)
	case d.Is == "" && d.Should == "" && d.Offset > 0:
		v.ui.say("%s: changed from byte %d on", d.Path, d.Offset+1)
	default:
		v.ui.say("%s: changed", d.Path)
	}
	if len(d.Figures) > 0 {
		v.ui.say("  figures: %s", few(d.Figures))
	}
}

// few writes names in a row, the first twelve where there are many.
func few(names []string) string {
	const most = 12
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}
