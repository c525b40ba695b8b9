package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/durable"
	"daylight/internal/edition"
)

func diffCommand() command {
	return command{
		name:  "diff",
		usage: "A B",
		short: "say what differs between two downloaded sites",
		long: `Compares the sites in the folders A and B, which may be of any time and need not
be related: the cells of their tables, the figures, the numbers that sentences
show, and the pages, without their foot. It reads nothing but the two folders
and builds nothing; whether each is what its inputs give, verify says.

The exit code is 0 when both are the same to the last byte, but for signatures,
and 3 when they differ.`,
		setup: func(f *flags) action {
			json := f.boolean("json", "give the outcome as JSON, and problems as JSON lines")
			return func(ctx context.Context, u *ui, args []string) int {
				u.json = *json
				if len(args) != 2 {
					return u.usage(fmt.Sprintf("diff takes two folders, not %d", len(args)), "daylight help diff")
				}
				return diffSites(u, args[0], args[1])
			}
		},
	}
}

func diffSites(u *ui, a, b string) int {
	before, after, d, err := u.differ(a, b)
	u.progress.stop()
	if err != nil {
		return u.fail(err, "the sites could not be compared")
	}
	switch {
	case u.json:
		u.writeJSON(u.stdout, diffOutcomeOf(before.Name, after.Name, d))
	case d.Empty():
		u.say("%s and %s are the same, byte for byte (%s).", before.Name, after.Name, count(after.Files.Len(), "file"))
	default:
		sayDifference(u, before.Name, after.Name, d)
	}
	if d.Empty() {
		return exitDone
	}
	return exitDifference
}

// differ reads two sites and compares them.
func (u *ui) differ(a, b string) (before, after edition.Site, d *edition.Difference, err error) {
	u.progress.start("reading the first site")
	if before, err = readSite(a); err != nil {
		return
	}
	u.progress.start("reading the second site")
	if after, err = readSite(b); err != nil {
		return
	}
	u.progress.start("comparing the sites")
	d, err = edition.Differ(before, after)
	return
}

func readSite(dir string) (edition.Site, error) {
	files, _, err := durable.ReadSite(filepath.Clean(dir))
	return edition.Site{Name: filepath.ToSlash(filepath.Clean(dir)), Files: files}, err
}

func sayDifference(u *ui, a, b string, d *edition.Difference) {
	cells, figures := 0, 0
	for _, c := range d.Changes {
		if c.Cell {
			cells++
		} else {
			figures++
		}
	}
	u.say("%s and %s differ: %s, %s, %s, %s (of %s that differ in any way).", a, b,
		count(cells, "cell"), count(figures, "figure"), count(len(d.Claims), "claim"), count(len(d.Pages), "page"), count(len(d.Files), "file"))
	for i, c := range d.Changes {
		if i == 0 || c.Cell != d.Changes[i-1].Cell {
			u.say("%s:", map[bool]string{true: "Cells", false: "Figures"}[c.Cell])
		}
		u.say("  %s", changeLine(c))
	}
	for i, c := range d.Claims {
		if i == 0 {
			u.say("Claims:")
		}
		u.say("  %s: %s", placeOf(c), claimLine(c))
	}
	for i, c := range d.Pages {
		if i == 0 {
			u.say("Pages:")
		}
		u.say("  %s: %s", c.Path, c.Kind)
	}
}

// changeLine tells one change: its name, and the old and the new value where it has them.
func changeLine(c edition.Change) string {
	if c.Kind == edition.Changed {
		return fmt.Sprintf("%s: %s → %s", c.Name, plainValue(c.Old), plainValue(c.New))
	}
	if !c.Cell {
		return fmt.Sprintf("%s: %s: %s", c.Name, c.Kind, plainValue(c.Old)+plainValue(c.New))
	}
	return fmt.Sprintf("%s: %s", c.Name, c.Kind)
}

// plainValue writes a value as data has it; "" for none.
func plainValue(v dataset.Value) string {
	if v == (dataset.Value{}) {
		return ""
	}
	return chart.RawText(v)
}

// claimLine tells one number in a sentence.
func claimLine(c edition.Claim) string {
	switch {
	case c.Kind != edition.Changed:
		return fmt.Sprintf("%s: %s (%s) in: %s", c.Kind, c.Shown, c.Figure, c.Sentence)
	case c.Before == c.Shown:
		return fmt.Sprintf("another sentence around %s (%s): %s", c.Shown, c.Figure, c.Sentence)
	}
	return fmt.Sprintf("%s → %s (%s) in: %s", c.Before, c.Shown, c.Figure, c.Sentence)
}

func placeOf(c edition.Claim) string {
	return strings.TrimSuffix(c.Page+"#"+c.Section, "#")
}

// diffOutcome is what diff says with --json.
type diffOutcome struct {
	A       string       `json:"a"`
	B       string       `json:"b"`
	Same    bool         `json:"same"`
	Cells   []changeJSON `json:"cells"`
	Figures []changeJSON `json:"figures"`
	Claims  []claimJSON  `json:"claims"`
	Pages   []pageJSON   `json:"pages"`
	Files   []pageJSON   `json:"files"`
}

type changeJSON struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
}

type claimJSON struct {
	Page     string `json:"page"`
	Section  string `json:"section,omitempty"`
	Kind     string `json:"kind"`
	Figure   string `json:"figure"`
	Before   string `json:"before,omitempty"`
	Shown    string `json:"shown"`
	Sentence string `json:"sentence"`
}

type pageJSON struct {
	Path string `json:"path"`
	Kind string `json:"kind"`
}

func diffOutcomeOf(a, b string, d *edition.Difference) diffOutcome {
	o := diffOutcome{A: a, B: b, Same: d.Empty(), Cells: []changeJSON{}, Figures: []changeJSON{}, Claims: []claimJSON{}, Pages: []pageJSON{}, Files: []pageJSON{}}
	for _, c := range d.Changes {
		one := changeJSON{c.Name, string(c.Kind), plainValue(c.Old), plainValue(c.New)}
		if c.Cell {
			o.Cells = append(o.Cells, one)
		} else {
			o.Figures = append(o.Figures, one)
		}
	}
	for _, c := range d.Claims {
		o.Claims = append(o.Claims, claimJSON{c.Page, c.Section, string(c.Kind), c.Figure, c.Before, c.Shown, c.Sentence})
	}
	for _, c := range d.Pages {
		o.Pages = append(o.Pages, pageJSON{c.Path, string(c.Kind)})
	}
	for _, c := range d.Files {
		o.Files = append(o.Files, pageJSON{c.Path, string(c.Kind)})
	}
	return o
}
