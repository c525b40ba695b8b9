package personal

import (
	"maps"
	"slices"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Path is where a project allows what would be refused.
const Path = "content/personal.yaml"

// Allowance lets a number of hits of one kind through at one place.
type Allowance struct {
	Place  string // a file, or a table's file, # and a column: data/offices.csv#telephone
	Kind   Kind
	Times  int
	Reason conf.Localized
	Pos    diag.Pos

	found  int
	counts *Allowance // whose place this is in an edition: what is found counts for it too; nil for none
}

type allowanceFile struct {
	Place  conf.Text      `conf:"place,required"`
	Kind   conf.Text      `conf:"kind,required"`
	Times  int            `conf:"times"`
	Reason conf.Localized `conf:"reason,required"`
}

func readAllowances(project tree.Tree) ([]*Allowance, error) {
	data, ok := project.Read(Path)
	if !ok {
		return nil, nil
	}
	var f struct {
		Allowed []allowanceFile `conf:"allowed"`
	}
	if err := conf.YAML(Path, data, &f); err != nil {
		return nil, err
	}
	var problems diag.List
	var list []*Allowance
	for _, j := range f.Allowed {
		a := &Allowance{Place: j.Place.Value, Kind: Kind(j.Kind.Value), Times: max(1, j.Times), Reason: j.Reason, Pos: j.Place.Pos}
		a.check(j, project, &problems)
		if slices.ContainsFunc(list, func(b *Allowance) bool { return a.Place == b.Place && a.Kind == b.Kind }) {
			problems.Add(j.Place.Pos, CodeAllowance, "keep one of them, with the times of both", "this kind is allowed twice in this place")
		}
		list = append(list, a)
	}
	return list, problems.Err()
}

func (a *Allowance) check(j allowanceFile, project tree.Tree, problems *diag.List) {
	if _, ok := kinds[a.Kind]; !ok {
		var names []string
		for kind := range maps.Keys(kinds) {
			names = append(names, string(kind))
		}
		slices.Sort(names)
		problems.Add(j.Kind.Pos, CodeAllowance, "the kinds are "+strings.Join(names, ", "), "there is no such kind of personal data")
	}
	if file, _, _ := strings.Cut(a.Place, "#"); !project.Has(file) {
		problems.Add(j.Place.Pos, CodeAllowance, "write the path of a file, or of a table and its column: data/offices.csv#telephone", "the project has no such file")
	}
	if len(a.Reason) == 0 || slices.ContainsFunc(slices.Collect(maps.Values(a.Reason)), func(t conf.Text) bool { return strings.TrimSpace(t.Value) == "" }) {
		problems.Add(j.Place.Pos, CodeAllowance, "say why readers may see it", "an allowance needs a reason")
	}
	if j.Times < 0 {
		problems.Add(j.Place.Pos, CodeAllowance, "write how often it stands there", "times is a number from 1 on")
	}
}

// leftover reports allowances that let less through than they say. Those of closed editions are
// judged when all of it has been looked through.
func (s *Scan) leftover() {
	for _, a := range s.allowed {
		switch {
		case !isPresent(a.Place):
		case a.found == 0:
			s.problems.Add(a.Pos, CodeAllowance, "take the allowance out", "nothing of this kind stands in this place")
		case a.found < a.Times:
			s.problems.Add(a.Pos, CodeAllowance, "lower its times", "this kind stands there less often than the allowance says")
		}
	}
}
