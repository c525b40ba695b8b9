package site

import (
	"path"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/parallel"
	"daylight/internal/tree"
)

// Check walks the whole built site: every internal link and fragment resolves,
// ids are unique, headings nest, pictures have alternatives, nothing is fetched
// from elsewhere and nothing is inline; SVG, JSON and XML are well-formed; no file is of
// a kind that browsers run and that is not looked into. The inputs
// under source/ are copies and are not looked at. The error is a diag.List whose
// paths are those of the site.
func Check(public tree.Tree) error {
	var paths []string
	for _, p := range public.Paths() {
		if !strings.HasPrefix(p, sourceFolder) {
			paths = append(paths, p)
		}
	}
	found := make([]inspection, len(paths))
	parallel.Each(len(paths), func(i int) { found[i] = inspect(public, paths[i]) })

	ids := make(map[string]map[string]bool, len(paths))
	for i, p := range paths {
		ids[p] = found[i].ids
	}
	var problems diag.List
	for i, p := range paths {
		data, _ := public.Read(p)
		problems = append(problems, found[i].report(p, data, ids)...)
	}
	return problems.Err()
}

// inspection is what one file shows by itself. Whether its fragments lead
// anywhere is known only when every file has been read.
type inspection struct {
	ids       map[string]bool
	fragments []fragment
	problems  []finding
}

// fragment is a reference to an id, on this page or another.
type fragment struct {
	target, id string
	offset     int
}

// finding is a problem at an offset; it gets its line only when there is one to show.
type finding struct {
	offset        int
	code          diag.Code
	message, hint string
}

func (in *inspection) add(offset int, code diag.Code, hint, message string) {
	in.problems = append(in.problems, finding{offset, code, message, hint})
}

// report turns the findings into diagnostics, after the fragments have been
// looked up in the ids of all pages.
func (in *inspection) report(name string, data []byte, ids map[string]map[string]bool) diag.List {
	for _, f := range in.fragments {
		if known := ids[f.target]; known != nil && !known[f.id] {
			in.add(f.offset, CodeLink, "give the heading that id, or mend the link", "the link leads to #"+f.id+", which is not in "+f.target)
		}
	}
	if len(in.problems) == 0 {
		return nil
	}
	var list diag.List
	source := diag.NewSource(name, data)
	for _, f := range in.problems {
		list.Add(source.Pos(f.offset), f.code, f.hint, "%s", f.message)
	}
	return list
}

// inspect looks at one file as its kind asks.
func inspect(public tree.Tree, name string) inspection {
	data, _ := public.Read(name)
	switch ext := strings.ToLower(path.Ext(name)); {
	case ext == ".html", ext == ".htm":
		page := newPageInspector(public, name, data)
		page.run()
		return page.inspection
	case ext == ".svg":
		return inspectSVG(data)
	case ext == ".css":
		return inspectCSS(public, name, data)
	case ext == ".json", ext == ".jsonld":
		return inspectJSON(data)
	case ext == ".xml", ext == ".atom", ext == ".rss":
		return inspectFeed(data)
	case refused[ext]:
		return inspectRefused(ext)
	}
	return inspection{}
}
