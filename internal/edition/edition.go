// Package edition keeps what a report said at a time, and tells what it says otherwise now.
//
// A closed edition is a folder content/editions/<date>/ of the project, and so of the
// site's source/: the tables as they were, the figures, the claims, the reasons for what
// changed, and a list of their SHA-256 sums. The list names the list of the edition
// before, so that the editions are a chain: whoever rewrites one must rewrite all that
// follow. Everything in it can be checked with sha256sum alone.
package edition

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Folder holds the editions, each in a folder named by its date.
const Folder = "content/editions/"

// ChangesPath is where a publisher gives the reasons for what changes.
const ChangesPath = "content/changes.yaml"

// The files of an edition. Its data stand in it as they do in the project.
const (
	SumsFile    = "SHA256SUMS" // lists the others
	figuresFile = "figures.json"
	claimsFile  = "claims.csv"
	changesFile = "changes.yaml"
)

// IsSignature tells whether a file may stand beside a list of sums though nothing lists it.
func IsSignature(name string) bool { return name == SumsFile+".minisig" || name == SumsFile+".sig" }

// Codes of the problems this package reports.
const (
	CodeBroken  diag.Code = "edition-broken"  // an edition is not as it was closed, or not in its chain
	CodeClosed  diag.Code = "edition-closed"  // the report differs from the edition that its date names
	CodeReason  diag.Code = "edition-reason"  // something changed, and no reason is given
	CodeUnknown diag.Code = "edition-unknown" // a reason for what has not changed
	CodeKind    diag.Code = "edition-kind"    // a change that is neither a revision nor a correction
	CodeSite    diag.Code = "edition-site"    // a folder that is no site to compare
	CodeDescent diag.Code = "edition-descent" // a site that does not descend from another
)

// Edition is one closed edition.
type Edition struct {
	Date   string
	Sum    string // SHA-256 of its list: what the next edition names
	Before string // date of the edition before; "" for the first
	Files  tree.Tree
	List   []byte // its SHA256SUMS

	data func() (*dataset.Set, error)
}

// folder returns where an edition stands in a project.
func (e *Edition) folder() string { return Folder + e.Date + "/" }

var dateForm = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// Read reads the editions of a project, the oldest first, and checks that each is as it was
// closed and names the one before. The error is a diag.List.
func Read(project tree.Tree) ([]*Edition, error) {
	var problems diag.List
	folders := map[string]map[string][]byte{}
	for _, name := range project.Glob(strings.TrimSuffix(Folder, "/") + "/**") {
		date, file, below := strings.Cut(strings.TrimPrefix(name, Folder), "/")
		if !below || !dateForm.MatchString(date) {
			problems.Add(diag.Pos{Path: name}, CodeBroken, "move it out of "+Folder, "this is no part of an edition: each stands in a folder named by its date")
			continue
		}
		if folders[date] == nil {
			folders[date] = map[string][]byte{}
		}
		folders[date][file], _ = project.Read(name)
	}
	var editions []*Edition
	for date, files := range folders {
		t, err := tree.New(files)
		problems.Join(err, diag.Pos{Path: Folder + date}, CodeBroken)
		list, _ := t.Read(SumsFile)
		e := &Edition{Date: date, Sum: tree.Sum(list), Files: t, List: list}
		e.data = sync.OnceValues(e.load)
		editions = append(editions, e)
	}
	slices.SortFunc(editions, func(a, b *Edition) int { return strings.Compare(a.Date, b.Date) })
	for i, e := range editions {
		var before *Edition
		if i > 0 {
			before = editions[i-1]
		}
		e.check(before, &problems)
	}
	return editions, problems.Err()
}

const brokenHint = "an edition is never changed: take its folder from a copy of the site, or from the project's history"

// check holds an edition against its own list, and the list against the edition before.
func (e *Edition) check(before *Edition, problems *diag.List) {
	add := func(file, format string, args ...any) {
		problems.Add(diag.Pos{Path: e.folder() + file}, CodeBroken, brokenHint, format, args...)
	}
	own, link, sum, err := parseList(e.List)
	if err != nil {
		add(SumsFile, "the list of this edition's files cannot be read")
		return
	}
	e.Before = link
	for _, name := range e.Files.Paths() {
		data, _ := e.Files.Read(name)
		switch want, listed := own[name]; {
		case name == SumsFile || IsSignature(name):
		case !listed:
			add(name, "this file was added to a closed edition")
		case want != tree.Sum(data):
			add(name, "this file was changed after its edition was closed")
		}
	}
	for name := range own {
		if !e.Files.Has(name) {
			add(name, "this file was removed from a closed edition")
		}
	}
	switch {
	case before == nil && link == "":
	case before == nil:
		add(SumsFile, "this edition names the one of %s as the edition before it, which is missing", link)
	case link != before.Date:
		add(SumsFile, "this edition does not name the one of %s as the edition before it", before.Date)
	case sum != before.Sum:
		add(SumsFile, "the edition of %s is not the one that this edition names: one of the two was rewritten", before.Date)
	}
}

// parseList reads the list of an edition: the sums of its files, and the sum of the list
// of the edition before, which stands under "../<date>/SHA256SUMS".
func parseList(list []byte) (own map[string]string, before, sum string, err error) {
	var rest []string
	for _, line := range strings.SplitAfter(string(list), "\n") {
		digits, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if date, ok := strings.CutPrefix(name, "../"); ok && before == "" && strings.HasSuffix(date, "/"+SumsFile) {
			before, sum = strings.TrimSuffix(date, "/"+SumsFile), digits
			continue
		}
		rest = append(rest, line)
	}
	own, err = tree.ParseSums([]byte(strings.Join(rest, "")))
	return own, before, sum, err
}

// Data returns the tables of an edition, which are read once. Positions in its problems are those of
// the project.
func (e *Edition) Data() (*dataset.Set, error) { return e.data() }

func (e *Edition) load() (*dataset.Set, error) {
	set, err := dataset.Load(e.Files)
	return set, placed(err, e.folder())
}

// State reads what the report said in this edition.
func (e *Edition) State() (*State, error) {
	set, err := e.Data()
	if err != nil {
		return nil, err
	}
	data, _ := e.Files.Read(figuresFile)
	record, err := readFigures(data)
	if err != nil {
		return nil, diag.List{{Pos: diag.Pos{Path: e.folder() + figuresFile}, Code: CodeBroken, Message: "the figures of this edition cannot be read", Hint: brokenHint}}
	}
	return &State{Date: e.Date, Data: set, Figures: record.values()}, nil
}

// Reasons reads the reasons that were given in this edition for what changed.
func (e *Edition) Reasons() ([]*Reason, error) {
	data, ok := e.Files.Read(changesFile)
	if !ok {
		return nil, nil
	}
	return ReadReasons(e.folder()+changesFile, data)
}

// Close returns the files of a new edition, by their paths in the project. The project's
// reasons move into it: whoever writes the files takes ChangesPath away. before is nil
// for the first edition.
func Close(project tree.Tree, now *State, claims []byte, before *Edition) (map[string][]byte, error) {
	files := map[string][]byte{claimsFile: claims}
	var err error
	if files[figuresFile], err = now.write(); err != nil {
		return nil, err
	}
	if reasons, ok := project.Read(ChangesPath); ok {
		files[changesFile] = reasons
	}
	kept := []string{dataset.PackagePath, "data/identities.yaml"}
	for _, t := range now.Data.Tables {
		kept = append(kept, t.Schema.Path)
	}
	for _, name := range kept {
		if data, ok := project.Read(name); ok {
			files[name] = data
		}
	}
	t, err := tree.New(files)
	if err != nil {
		return nil, err
	}
	list := t.Sums()
	if before != nil {
		list = append(list, before.Sum+"  ../"+before.Date+"/"+SumsFile+"\n"...)
	}
	closed := map[string][]byte{}
	for _, name := range t.Paths() {
		closed[Folder+now.Date+"/"+name], _ = t.Read(name)
	}
	closed[Folder+now.Date+"/"+SumsFile] = list
	return closed, nil
}
