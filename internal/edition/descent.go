package edition

import (
	"maps"
	"slices"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// source is where a site keeps its inputs.
const source = "source/"

// Descent tells which edition of a site an older one is or holds.
type Descent struct {
	Edition string // date of the newest that both have
	Whole   bool   // the older site's own tables are an edition's, or still the present ones
}

// Descends holds a site against the checksums of an older one, which may be all that is
// left of it. Each edition that the older one lists must stand in the site as it was
// then; and where it lists none, its own tables must be those of an edition. The error
// is a diag.List.
func Descends(site tree.Tree, older map[string]string, called string) (*Descent, error) {
	editions, err := Read(site.Sub(strings.TrimSuffix(source, "/")))
	if err != nil {
		return nil, placed(err, source)
	}
	d := &Descent{}
	var problems diag.List
	for _, name := range slices.Sorted(maps.Keys(older)) {
		rest, below := strings.CutPrefix(name, source+Folder)
		if !below {
			continue
		}
		date, file, _ := strings.Cut(rest, "/")
		data, there := site.Read(name)
		switch {
		case !there && IsSignature(file):
		case !there:
			problems.Add(diag.Pos{Path: name}, CodeDescent, "", "%s has this file of the edition of %s, and it is not there any more", called, date)
		case tree.Sum(data) != older[name] && !IsSignature(file):
			problems.Add(diag.Pos{Path: name}, CodeDescent, "", "the edition of %s was rewritten: this file is not the one that %s has", date, called)
		}
		d.Edition = max(d.Edition, date)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	for _, e := range slices.Backward(editions) {
		if tables(older, source).equals(tables(sums(e.Files), "")) {
			d.Edition, d.Whole = max(d.Edition, e.Date), true
			return d, nil
		}
	}
	d.Whole = tables(older, source).equals(tables(sums(site), source))
	if d.Edition == "" && !d.Whole {
		return nil, diag.List{{Pos: diag.Pos{Path: called}, Code: CodeDescent, Message: "it lists no edition, and its tables are those of no edition of the site: nothing can be proved of it",
			Hint: "compare the two with daylight diff, if you have its files"}}
	}
	return d, nil
}

// set is the sums of the tables that a list names, by their path in the project.
type set map[string]string

// tables picks those of a list of sums.
func tables(list map[string]string, prefix string) set {
	found := set{}
	for name, sum := range list {
		if file, ok := strings.CutPrefix(name, prefix+"data/"); ok && !strings.Contains(file, "/") && strings.HasSuffix(file, ".csv") {
			found[file] = sum
		}
	}
	return found
}

func (s set) equals(other set) bool { return len(s) > 0 && maps.Equal(s, other) }

func sums(files tree.Tree) map[string]string {
	list := map[string]string{}
	for _, name := range files.Paths() {
		data, _ := files.Read(name)
		list[name] = tree.Sum(data)
	}
	return list
}

// placed puts a folder before the places of problems.
func placed(err error, folder string) error {
	list, ok := diag.AsList(err)
	if !ok {
		return err
	}
	var problems diag.List
	for _, d := range list {
		d.Pos.Path = folder + d.Pos.Path
		problems = append(problems, d)
	}
	return problems.Err()
}

// NoSums says that a file which should be the list of an older site is none.
func NoSums(name string) error {
	return diag.List{{Pos: diag.Pos{Path: name}, Code: CodeDescent, Message: "this is neither a folder nor a list of checksums as Daylight writes it", Hint: "name a downloaded copy of the site, or its SHA256SUMS"}}
}
