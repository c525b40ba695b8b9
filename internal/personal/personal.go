// Package personal keeps data about people out of a report. It looks through every file
// of a project (its name, its text, the metadata of a picture) and every cell of its tables for
// telephone numbers, e-mail and IP addresses, full postal codes, card, social insurance and bank account
// numbers, and coordinates. Each is an error, unless content/personal.yaml allows it by its
// place with a reason that readers are shown.
//
// A problem names the place and never what stands there: logs are public.
//
// A closed edition is public too, and what is found in one cannot be taken out of it. So what is allowed in a
// file of the project is allowed in the same file of each edition.
//
// Whole numbers in columns of counts are judged by their field's maximum alone: nearly half of all
// numbers of ten digits could be a telephone number somewhere. A column without a maximum takes no
// number of nine digits or more.
package personal

import (
	"bytes"
	"cmp"
	"slices"

	"daylight/internal/diag"
	"daylight/internal/parallel"
	"daylight/internal/tree"
)

// Kind is a kind of personal data, as an allowance names it.
type Kind string

// The kinds.
const (
	Telephone   Kind = "telephone"
	Email       Kind = "email"
	IP          Kind = "ip"
	PostalCode  Kind = "postal-code"
	Card        Kind = "card"
	Insurance   Kind = "social-insurance"
	IBAN        Kind = "iban"
	Coordinates Kind = "coordinates"
)

// Codes of the problems this package reports.
const (
	CodeTelephone   diag.Code = "personal-telephone"        // a telephone number
	CodeEmail       diag.Code = "personal-email"            // an e-mail address
	CodeIP          diag.Code = "personal-ip"               // an IP address
	CodePostalCode  diag.Code = "personal-postal-code"      // a postal code that a few households share
	CodeCard        diag.Code = "personal-card"             // a number with the check digit of a payment card
	CodeInsurance   diag.Code = "personal-social-insurance" // a number with the check digit of a social insurance number
	CodeIBAN        diag.Code = "personal-iban"             // a bank account number
	CodeCoordinates diag.Code = "personal-coordinates"      // a point exact enough to be a house
	CodeCount       diag.Code = "personal-count"            // a count so large that it may be a number of somebody
	CodeAllowance   diag.Code = "personal-allowance"        // content/personal.yaml allows what cannot be allowed, or is not there
)

// kinds gives each kind its code and its name in a message.
var kinds = map[Kind]struct {
	code diag.Code
	name string
}{
	Telephone:   {CodeTelephone, "a telephone number"},
	Email:       {CodeEmail, "an e-mail address"},
	IP:          {CodeIP, "an IP address"},
	PostalCode:  {CodePostalCode, "a full postal code"},
	Card:        {CodeCard, "the number of a payment card"},
	Insurance:   {CodeInsurance, "a social insurance number"},
	IBAN:        {CodeIBAN, "a bank account number"},
	Coordinates: {CodeCoordinates, "the coordinates of a place"},
}

const hint = "take it out: no report names or reaches a person; what is public on purpose is allowed in " + Path + ", with a reason"

// maxShown bounds how many hits of a file or a column are looked for: a column of telephone numbers
// is one mistake, not a million.
const maxShown = 20

// Scan is what was found so far. Hits in a place that is allowed are counted.
type Scan struct {
	allowed  []*Allowance
	hits     int // allowed or not
	problems diag.List
}

// Files reads content/personal.yaml and looks through the project's files, all but the cells of its
// tables and closed editions, which are looked through as such. The error is a diag.List.
func Files(project tree.Tree) (*Scan, error) { return new(Memory).Files(project) }

// Memory knows files in which nothing was found, so that they need no second look.
type Memory struct {
	clean map[string][]byte
}

// Files is the function of that name.
func (m *Memory) Files(project tree.Tree) (*Scan, error) {
	s := &Scan{}
	allowed, err := readAllowances(project)
	if err != nil {
		return nil, err
	}
	s.allowed = allowed
	project = project.Filter(isPresent)
	named := s.names(project, m.clean)
	m.clean = m.look(project, named)
	for _, name := range project.Paths() {
		if _, ok := m.clean[name]; !ok && !named[name] {
			data, _ := project.Read(name)
			s.file(name, data)
		}
	}
	return s, s.take()
}

// look returns the files that hold nothing, allowed or not, in their names neither: nearly all. They are looked
// through on all processors; the others are read again, one after the other, since
// allowances are counted.
func (m *Memory) look(project tree.Tree, named map[string]bool) map[string][]byte {
	paths := project.Paths()
	holds := make([]bool, len(paths))
	parallel.Each(len(paths), func(i int) {
		data, _ := project.Read(paths[i])
		if known, ok := m.clean[paths[i]]; !ok || !bytes.Equal(known, data) {
			trial := &Scan{}
			trial.file(paths[i], data)
			holds[i] = trial.hits > 0
		}
	})
	clean := make(map[string][]byte, len(paths))
	for i, name := range paths {
		if !holds[i] && !named[name] && name != Path {
			clean[name], _ = project.Read(name)
		}
	}
	return clean
}

// take returns the problems found since it was called last.
func (s *Scan) take() error {
	found := s.problems
	s.problems = nil
	return found.Err()
}

// Allowed returns what a reader is told of: the allowances in the order of the file.
func (s *Scan) Allowed() []*Allowance {
	if s == nil {
		return nil
	}
	return s.allowed
}

// hit is one find in a text: its kind and where it begins, in bytes.
type hit struct {
	kind Kind
	at   int
}

// report notes a hit, unless its place is allowed.
func (s *Scan) report(place string, pos diag.Pos, kind Kind, what string) {
	s.hits++
	for _, a := range s.allowed {
		if a.Place == place && a.Kind == kind {
			a.found++
			if a.counts != nil {
				a.counts.found++
			}
			if a.found <= a.Times {
				return
			}
		}
	}
	k := kinds[kind]
	s.problems.Add(pos, k.code, hint, "%s holds what looks like %s", what, k.name)
}

// inOrder sorts hits by their place and leaves one of each kind at a place.
func inOrder(hits []hit) []hit {
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(a.at-b.at, cmp.Compare(a.kind, b.kind)) })
	return slices.Compact(hits)
}
