package edition

import (
	"slices"

	"daylight/internal/diag"
)

// History is what a report's editions say of its past, for a report that has one.
type History struct {
	Editions []*Edition // closed, the oldest first
	States   []*State   // of the editions before the present one, the oldest first, and the present one
	Steps    []Step     // the newest first
}

// Step is the way from one edition to the next.
type Step struct {
	Before, Date string
	Edition      *Edition // nil for a present that is not closed
	Changes      []Change
}

// Now returns the newest step.
func (h *History) Now() Step { return h.Steps[0] }

// Input is what a history is made of.
type Input struct {
	Editions  []*Edition
	Now       *State
	Published diag.Pos // where the date of the present stands
	// Reasons are those of the project, which stand in no edition.
	Reasons []*Reason
	// Canonical returns the shortest name of what the present has under a name.
	Canonical func(string) string
}

// Trace compares each edition with the one before, and the present with the last. It is
// nil where there is no past. A present whose date is that of a closed edition must
// be that edition. The error is a diag.List.
func Trace(in Input) (*History, error) {
	if len(in.Editions) == 0 {
		var problems diag.List
		unwanted(in.Reasons, &problems, "there is no edition that anything could differ from")
		return nil, problems.Err()
	}
	last := in.Editions[len(in.Editions)-1]
	if in.Now.Date < last.Date {
		return nil, diag.List{{Pos: in.Published, Code: CodeClosed, Message: "the edition of " + last.Date + " is closed, and this date is before it", Hint: "write the date on which the report as it is now is published"}}
	}
	h := &History{Editions: in.Editions}
	for _, e := range in.Editions {
		s, err := e.State()
		if err != nil {
			return nil, err
		}
		h.States = append(h.States, s)
	}
	closed := in.Now.Date == last.Date
	if closed {
		if err := in.unchanged(h.States[len(h.States)-1]); err != nil {
			return nil, err
		}
		h.States = h.States[:len(h.States)-1]
	}
	h.States = append(h.States, in.Now)
	if len(h.States) == 1 {
		return nil, nil
	}
	return h, h.walk(in, closed)
}

// walk makes the steps.
func (h *History) walk(in Input, closed bool) error {
	var problems diag.List
	for i := 1; i < len(h.States); i++ {
		step := Step{Before: h.States[i-1].Date, Date: h.States[i].Date, Changes: Compare(h.States[i-1], h.States[i])}
		if i < len(h.Editions) {
			step.Edition = h.Editions[i]
			reasons, err := step.Edition.Reasons()
			problems.Join(err, diag.Pos{}, CodeBroken)
			Explain(step.Changes, reasons, "", in.Canonical) // its reasons were judged when it was closed
		} else {
			problems = append(problems, Explain(step.Changes, in.Reasons, ChangesPath, in.Canonical)...)
		}
		h.Steps = append(h.Steps, step)
	}
	if closed {
		unwanted(in.Reasons, &problems, "this edition is closed with its reasons, and nothing differs from it")
	}
	slices.Reverse(h.Steps)
	return problems.Err()
}

// unwanted reports reasons where there is nothing to give them for.
func unwanted(reasons []*Reason, problems *diag.List, why string) {
	for _, r := range reasons {
		problems.Add(r.Kind.Pos, CodeUnknown, "take the entry out", "%s", why)
	}
}

// unchanged asks that the present is the edition whose date it has.
func (in Input) unchanged(closed *State) error {
	const most = 10
	var problems diag.List
	changes := Compare(closed, in.Now)
	for i, c := range changes {
		if i == most {
			problems.Add(in.Published, CodeClosed, "", "%d more differ from the closed edition of %s", len(changes)-i, closed.Date)
			break
		}
		problems.Add(in.Published, CodeClosed, "give the report a new date in published:, so that this becomes a new edition, or undo the change", "%s differs from the edition of %s, which is closed", in.Canonical(c.Name), closed.Date)
	}
	return problems.Err()
}
