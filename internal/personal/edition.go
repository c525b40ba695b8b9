package personal

import (
	"math"
	"slices"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/edition"
)

// editionHint says what to do about what cannot be taken out.
const editionHint = "a closed edition is not changed: what is public on purpose is allowed in " + Path + " by this place, with a reason"

// isPresent tells whether a file, or a place in one, is of the report as it is now.
func isPresent(place string) bool { return !strings.HasPrefix(place, edition.Folder) }

// Editions looks through what each closed edition keeps, cells included. The error is a diag.List.
func (s *Scan) Editions(editions []*edition.Edition) error {
	var problems diag.List
	for _, e := range editions {
		problems.Join(s.edition(e), diag.Pos{}, edition.CodeBroken)
	}
	for _, a := range s.allowed {
		if !isPresent(a.Place) && a.found < a.Times {
			problems.Add(a.Pos, CodeAllowance, "take the allowance out, or lower its times", "of this kind, less stands in this place than the allowance says")
		}
	}
	return problems.Err()
}

// edition looks through one edition, by the places that its files had in the project.
func (s *Scan) edition(e *edition.Edition) error {
	data, err := e.Data()
	if err != nil {
		return err
	}
	folder := edition.Folder + e.Date + "/"
	past := &Scan{allowed: s.allowedIn(folder)}
	named := past.names(e.Files, nil)
	tables := map[string]bool{}
	for _, t := range data.Tables {
		past.table(t)
		tables[t.Schema.Path] = true
	}
	for _, name := range e.Files.Paths() {
		switch file, _ := e.Files.Read(name); {
		case named[name] || name == edition.SumsFile: // whose form has been checked
		case edition.IsSignature(name):
			past.lines(name, file, adress, nil)
		case tables[name]:
			past.header(name, file)
		default:
			past.text(name, file)
		}
	}
	s.hits += past.hits
	for i := range past.problems {
		p := &past.problems[i]
		p.Pos.Path = folder + p.Pos.Path
		if p.Code != CodeCount {
			p.Hint = editionHint
		}
	}
	return past.take()
}

// kept are the files of an edition that repeat what stands in pages and tables: in them is
// allowed whatever is allowed anywhere.
var kept = [...]string{"claims.csv", "figures.json"}

// allowedIn returns what is allowed in an edition, each as often as in the project: what is in the
// same place of the project, what the files repeat, and what is allowed in the edition alone.
func (s *Scan) allowedIn(folder string) []*Allowance {
	var general, own []*Allowance
	for _, a := range s.allowed {
		if place, found := strings.CutPrefix(a.Place, folder); found {
			a.found = 0
			own = append(own, &Allowance{Place: place, Kind: a.Kind, Times: a.Times, counts: a})
			continue
		}
		if !isPresent(a.Place) {
			continue
		}
		general = append(general, &Allowance{Place: a.Place, Kind: a.Kind, Times: a.Times})
		for _, name := range kept {
			general = append(general, &Allowance{Place: name, Kind: a.Kind, Times: math.MaxInt})
		}
	}
	return slices.Concat(general, own)
}
