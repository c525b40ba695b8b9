package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Published is a site as it was found, on a disk or on the web.
type Published struct {
	Files tree.Tree
	Links []string // what has the place of a file or folder and is neither: links, pipes, devices
	Kept  []string // files for the host, which it may not serve: that they are missing says nothing
}

// CodeSource says that a folder or address holds no site with its inputs.
const CodeSource diag.Code = "verify-source"

// sourcePrefix is where a site keeps its inputs, sumsPath its list of checksums.
const sourcePrefix, sumsPath = "source/", "SHA256SUMS"

// Inputs returns the project that a site says it was built from.
func (p Published) Inputs() tree.Tree { return p.Files.Sub(strings.TrimSuffix(sourcePrefix, "/")) }

// Versions returns what provenance.json says that a site was built with, "" for what it
// does not say. Nothing rests on it: it only explains a difference.
func (p Published) Versions() (daylight, echarts, sqlite string) {
	var v struct{ Daylight, ECharts, SQLite string }
	data, _ := p.Files.Read("provenance.json")
	if json.Unmarshal(data, &v) != nil {
		return "", "", ""
	}
	return v.Daylight, v.ECharts, v.SQLite
}

// Kind says how a file of a site differs from what its inputs give.
type Kind string

// The kinds of difference.
const (
	Changed Kind = "changed"
	Added   Kind = "added"
	Removed Kind = "removed"
	Renamed Kind = "renamed"
	Linked  Kind = "link" // neither a file nor a folder
)

// Difference is one file that is not as its inputs, or its checksum, have it.
type Difference struct {
	Path    string
	Kind    Kind
	From    string   // of a renamed file: the name that it should have
	Line    int      // the first line that differs, from 1; 0 where no line can be shown
	Offset  int      // the first byte that differs, from 0
	Is      string   // the line as published
	Should  string   // the line as rebuilt; "" where nothing was rebuilt to hold it against
	Figures []string // that the difference may touch
}

// Verdict is what a site was found to be.
type Verdict struct {
	Files       int // that were compared
	Differences []Difference
	// Inputs is set when the inputs themselves are not those of the site's checksums, so
	// that only checksums say which files were changed.
	Inputs bool
	// Rebuilt is set when the inputs could be built.
	Rebuilt bool
}

// Compare holds a site against the site that its inputs give, without checksums; ok is
// false where they could not be built. It names exactly those files that were changed:
// after a change of an input everything else would differ, so the checksums are asked
// which of the two was changed.
func Compare(found Published, rebuilt tree.Tree, ok bool) *Verdict {
	v := &Verdict{Files: found.Files.Len(), Rebuilt: ok}
	files := found.Files
	want := rebuilt
	if ok {
		want = withSums(rebuilt)
	}
	c := comparer{found: found, want: want, rebuilt: ok}
	against := slices.DeleteFunc(tree.Diff(want, files), c.isKept)
	listed, readable := c.againstSums()
	switch {
	case ok && onlySums(against):
		c.take(against)
	case readable && slices.ContainsFunc(listed, isInput):
		v.Inputs = true
		c.take(listed)
	case ok:
		c.take(against)
	case readable:
		c.take(listed)
	}
	v.Differences = c.conclude()
	return v
}

// withSums adds the list of checksums that publishing adds.
func withSums(site tree.Tree) tree.Tree {
	sums, err := tree.New(map[string][]byte{sumsPath: site.Sums()})
	if err == nil {
		site, err = site.Overlay(sums)
	}
	if err != nil {
		panic("report: a built site has no file or folder " + sumsPath + ": " + err.Error())
	}
	return site
}

// onlySums tells whether nothing but the list of checksums differs, or nothing at all.
func onlySums(changes []tree.Change) bool {
	return len(changes) == 0 || len(changes) == 1 && changes[0].Path == sumsPath
}

func isInput(c tree.Change) bool { return strings.HasPrefix(c.Path, sourcePrefix) }

// comparer collects the differences of a site.
type comparer struct {
	found   Published
	want    tree.Tree // as rebuilt, with checksums
	rebuilt bool
	sums    map[string]string // as published
	list    []Difference
}

// againstSums compares the site with its own checksums. A list that cannot be read says
// nothing.
func (c *comparer) againstSums() (changes []tree.Change, ok bool) {
	data, _ := c.found.Files.Read(sumsPath)
	sums, err := tree.ParseSums(data)
	if err != nil {
		return nil, false
	}
	c.sums = sums
	for _, name := range c.found.Files.Paths() {
		if name == sumsPath {
			continue
		}
		data, _ := c.found.Files.Read(name)
		switch sum, listed := sums[name]; {
		case !listed:
			changes = append(changes, tree.Change{Path: name, Kind: tree.Added})
		case sum != tree.Sum(data):
			changes = append(changes, tree.Change{Path: name, Kind: tree.Changed})
		}
	}
	for name := range sums {
		if !c.found.Files.Has(name) {
			changes = append(changes, tree.Change{Path: name, Kind: tree.Removed})
		}
	}
	return changes, true
}

// isKept tells whether a file is missing that the host may keep to itself.
func (c *comparer) isKept(change tree.Change) bool {
	return change.Kind == tree.Removed && slices.Contains(c.found.Kept, change.Path)
}

// take notes changes. What lies behind a link is not there for anybody, which the link says.
func (c *comparer) take(changes []tree.Change) {
	for _, change := range changes {
		if !c.isKept(change) && !slices.ContainsFunc(c.found.Links, func(link string) bool {
			return change.Path == link || strings.HasPrefix(change.Path, link+"/")
		}) {
			c.list = append(c.list, Difference{Path: change.Path, Kind: Kind(change.Kind)})
		}
	}
	for _, link := range c.found.Links {
		c.list = append(c.list, Difference{Path: link, Kind: Linked})
	}
}

// mostDetailed is how many differences are shown with their lines and figures: more are
// one difference, of the version or of an input, and nobody reads them.
const mostDetailed = 200

// conclude pairs what was renamed, shows where files differ, and sorts.
func (c *comparer) conclude() []Difference {
	c.pair()
	slices.SortFunc(c.list, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	touched := newTouched(c)
	for i := range c.list[:min(len(c.list), mostDetailed)] {
		d := &c.list[i]
		is, _ := c.found.Files.Read(d.Path)
		should, known := c.want.Read(d.Path)
		if known && d.Kind == Changed && c.rebuilt && !bytes.Equal(is, should) {
			d.Line, d.Offset, d.Is, d.Should = firstDifference(is, should)
		}
		d.Figures = touched.figures(*d, is, should)
	}
	return c.list
}

// pair makes one difference of a file that is missing and one that is too many with
// the same bytes.
func (c *comparer) pair() {
	missing := map[string][]int{} // by sum
	for i, d := range c.list {
		if d.Kind == Removed {
			sum := c.sumOf(d.Path)
			missing[sum] = append(missing[sum], i)
		}
	}
	gone := map[int]bool{}
	for i := range c.list {
		d := &c.list[i]
		if d.Kind != Added {
			continue
		}
		data, _ := c.found.Files.Read(d.Path)
		sum := tree.Sum(data)
		if from := missing[sum]; len(from) > 0 {
			d.Kind, d.From = Renamed, c.list[from[0]].Path
			gone[from[0]] = true
			missing[sum] = from[1:]
		}
	}
	var kept []Difference
	for i, d := range c.list {
		if !gone[i] {
			kept = append(kept, d)
		}
	}
	c.list = kept
}

// sumOf returns the sum that a missing file should have.
func (c *comparer) sumOf(name string) string {
	if data, ok := c.want.Read(name); ok && c.rebuilt {
		return tree.Sum(data)
	}
	return c.sums[name]
}
