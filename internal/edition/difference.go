package edition

import (
	"bytes"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Difference is what differs between two sites.
type Difference struct {
	Changes []Change // of cells and figures
	Claims  []Claim
	Pages   []tree.Change // by what stands between a page's head and foot
	Files   []tree.Change // of all kinds, pages included
}

// Claim is a number shown in a sentence that is another in two sites, or that one of them
// alone has.
type Claim struct {
	Use
	Figure string
	Kind   Kind
	Before string // what was shown, of one that changed: the same where its sentence alone did
}

// Empty tells whether two sites are the same, to the last byte.
func (d *Difference) Empty() bool { return len(d.Files) == 0 }

// Differ compares two sites by what they hold alone: figures.json, the inputs in source/,
// and the pages. The error is a diag.List.
func Differ(a, b Site) (*Difference, error) {
	before, err1 := a.read()
	after, err2 := b.read()
	if err := diag.Merge(err1, err2); err != nil {
		return nil, err
	}
	d := &Difference{Changes: Compare(before.state, after.state), Claims: claims(before.record, after.record)}
	d.Files = slices.DeleteFunc(tree.Diff(a.Files, b.Files), func(c tree.Change) bool {
		return c.Path == SumsFile || IsSignature(c.Path)
	})
	for _, c := range d.Files {
		if strings.HasSuffix(c.Path, ".html") && (c.Kind != tree.Changed || !bytes.Equal(a.main(c.Path), b.main(c.Path))) {
			d.Pages = append(d.Pages, c)
		}
	}
	return d, nil
}

// Site is a site that was downloaded, and what the user calls it.
type Site struct {
	Name  string
	Files tree.Tree
}

// content is what a site says.
type content struct {
	state  *State
	record *record
}

const siteHint = "name two folders that daylight built, such as public, or downloaded copies of them"

// read reads the figures and tables of a site.
func (s Site) read() (content, error) {
	fail := func(file, format string) (content, error) {
		return content{}, diag.List{{Pos: diag.Pos{Path: s.Name + "/" + file}, Code: CodeSite, Message: format, Hint: siteHint}}
	}
	data, ok := s.Files.Read(figuresFile)
	if !ok {
		return fail(figuresFile, "this site has no list of its figures")
	}
	r, err := readFigures(data)
	if err != nil {
		return fail(figuresFile, "this list of figures cannot be read")
	}
	set, err := dataset.Load(s.Files.Sub(strings.TrimSuffix(source, "/")))
	if err != nil {
		return content{}, placed(err, s.Name+"/"+source)
	}
	state := &State{Date: r.Published, Data: set}
	for _, f := range r.values() {
		if slices.Contains(r.Queries, queryRecord{f.Query}) { // cells of tables are compared as such
			state.Figures = append(state.Figures, f)
		}
	}
	return content{state, r}, nil
}

// main returns what stands in a page between its head and its foot, where it has them:
// the foot has the edition's date, and is another on every page.
func (s Site) main(name string) []byte {
	data, _ := s.Files.Read(name)
	from, to := bytes.Index(data, []byte("<main")), bytes.LastIndex(data, []byte("</main>"))
	if from < 0 || to < from {
		return data
	}
	return data[from:to]
}

// claims returns the numbers in sentences that one of two sites alone shows.
func claims(a, b *record) []Claim {
	inA, inB := a.claims(Removed), b.claims(Added)
	has := func(list []Claim) map[Claim]bool {
		set := make(map[Claim]bool, len(list))
		for _, c := range list {
			c.Kind = ""
			set[c] = true
		}
		return set
	}
	before, after := has(inA), has(inB)
	lacks := func(set map[Claim]bool) func(Claim) bool {
		return func(c Claim) bool { c.Kind = ""; return set[c] }
	}
	found := paired(slices.DeleteFunc(inA, lacks(after)), slices.DeleteFunc(inB, lacks(before)))
	slices.SortStableFunc(found, func(x, y Claim) int { return strings.Compare(x.Page+"\x00"+x.Section, y.Page+"\x00"+y.Section) })
	return found
}

// paired makes one change of a claim that is gone and one that is new in the same section.
func paired(gone, added []Claim) []Claim {
	type place struct{ page, section, figure string }
	at := map[place][]int{}
	for i, c := range added {
		p := place{c.Page, c.Section, c.Figure}
		at[p] = append(at[p], i)
	}
	var rest []Claim
	for _, c := range gone {
		p := place{c.Page, c.Section, c.Figure}
		if len(at[p]) == 0 {
			rest = append(rest, c)
			continue
		}
		i := at[p][0]
		at[p] = at[p][1:]
		added[i].Kind, added[i].Before = Changed, c.Shown
	}
	return append(rest, added...)
}

func (r *record) claims(kind Kind) []Claim {
	var list []Claim
	for _, f := range r.Figures {
		for _, u := range f.Uses {
			list = append(list, Claim{Use: u, Figure: f.Name, Kind: kind})
		}
	}
	return list
}
