package privacy

import (
	"context"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

const (
	maxShown  = 50 // problems of one kind that are shown
	maxGivers = 6  // numbers that a message names
)

// CheckThresholds reports counts that are under their table's threshold and stand there as
// they are.
func CheckThresholds(data *dataset.Set) error {
	var problems diag.List
	for _, t := range data.Tables {
		for col, f := range t.Schema.Fields {
			if f.Type == dataset.Count && t.Schema.Rule.Covers(f.Name) {
				checkColumn(t, col, &problems)
			}
		}
	}
	return problems.Err()
}

// checkColumn holds a column to its table's threshold.
func checkColumn(t *dataset.Table, col int, problems *diag.List) {
	rule, name, found := t.Schema.Rule, t.Schema.Fields[col].Name, 0
	for row := range t.Len() {
		low, _, status := t.Count(row, col)
		given := status == dataset.Exact || status == dataset.Approximate && rule.Base == 0
		unrounded := rule.Base > 0 && status == dataset.Approximate && low%rule.Base != 0
		if !(given && rule.Small(low)) && !unrounded {
			continue
		}
		if found++; found > maxShown {
			continue
		}
		if unrounded {
			problems.Add(t.Pos(row, col), CodeRounding, "round the whole table anew with daylight suppress, so that its sums hold", "%q is rounded to multiples of %d, and this count is none", name, rule.Base)
			continue
		}
		problems.Add(t.Pos(row, col), CodeSmall, "withhold it, and what would give it away: daylight suppress does both", "%q has a count here that is under the table's threshold of %d", name, rule.Threshold)
	}
	if found > maxShown {
		problems.Add(diag.Pos{Path: t.Schema.Path}, CodeSmall, "daylight suppress makes a safe table of an unsafe one", "%d more counts of %q are not as the table's rule has them", found-maxShown, name)
	}
}

// Check attacks what is about to be published, and reports each protected cell that can be
// worked out too closely, with the numbers that give it away. No message holds what was
// worked out.
func Check(ctx context.Context, now Edition, before ...Edition) error {
	p := NewProblem(now, before...)
	found, err := p.Attack(ctx)
	if err != nil {
		return err
	}
	var problems diag.List
	for i, f := range found {
		if i == maxShown {
			problems.Add(diag.Pos{Path: p.Cells[f.Cell].Pos.Path}, CodeCell, "mend those that are shown first", "%d more cells are not safe", len(found)-maxShown)
			break
		}
		f.report(p, &problems)
	}
	return problems.Err()
}

func (f Finding) report(p *Problem, problems *diag.List) {
	c := p.Cells[f.Cell]
	givers := f.givers(p)
	switch {
	case f.Kind == Unsettled:
		problems.Add(c.Pos, CodeUnsettled, "withhold more, or divide the table, so that fewer unknown cells hang together",
			"it could not be settled within the limits of the search what can be worked out of %s, so it is not published", c.Name)
	case f.Kind == Contradiction:
		problems.Add(c.Pos, CodeContradiction, `mend the numbers; or, where rows do not add up to their total, name the count under "notAdditive" in the table's rule`,
			"around the protected cell %s numbers contradict each other: %s", c.Name, givers)
	case len(f.Relations) == 0:
		problems.Add(c.Pos, CodeCell, "write a wider band, or [withheld]",
			"%s is narrower by itself than the %d between its ends that the table's rule asks for", c.Name, c.Protection)
	default:
		problems.Add(c.Pos, CodeCell, "withhold another count in one of these sums, or leave one of these numbers out; daylight suppress finds the fewest",
			"the protected cell %s can be worked out to less than %d between its ends, from %s", c.Name, c.Protection, givers)
	}
}

// givers names the numbers that give a cell away, with their places.
func (f Finding) givers(p *Problem) string {
	var list []string
	seen := map[string]bool{}
	for _, r := range f.Relations {
		text := p.Relations[r].Name + " (" + p.Relations[r].Pos.String() + ")"
		if !seen[text] {
			list = append(list, text)
		}
		seen[text] = true
	}
	if len(list) > maxGivers {
		list = append(list[:maxGivers], "others")
	}
	return strings.Join(list, ", ")
}
