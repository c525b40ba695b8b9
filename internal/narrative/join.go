package narrative

import (
	"path"
	"path/filepath"
	"strings"

	"daylight/internal/diag"
)

// pageLink is a link to a page or heading, noted while its page was read.
type pageLink struct {
	pos   diag.Pos
	path  string // of the file it leads to
	id    string
	hasID bool
}

// pageList is ![caption](pages:folder), noted while its page was read.
type pageList struct {
	pos    diag.Pos
	folder string
	into   *PagesBlock
}

// maxSuggestions bounds the search for near names, which takes long among many pages.
const maxSuggestions = 20

// joining is what links and lists are held against when all pages have been read.
type joining struct {
	byPath      map[string]*draft
	byFolder    map[string][]*Page // in reading order
	suggestions int
}

// join checks every link between pages and fills every list of pages.
func (r *reading) join(drafts []*draft, ordered []*Page) {
	j := joining{byPath: make(map[string]*draft, len(drafts)), byFolder: map[string][]*Page{}}
	for _, d := range drafts {
		j.byPath[d.page.Path] = d
	}
	for _, page := range ordered {
		if folder := path.Dir(page.Slug); folder != "." {
			j.byFolder[folder] = append(j.byFolder[folder], page)
		}
	}
	for _, d := range drafts {
		for _, link := range d.links {
			j.link(d, link)
		}
		for _, list := range d.lists {
			j.list(d, list)
		}
		d.links, d.lists = nil, nil
	}
}

func (j *joining) link(d *draft, link pageLink) {
	target, ok := j.byPath[link.path]
	switch {
	case !ok:
		hint := ""
		if near := j.near(link.path, keysOf(j.byPath)); near != "" {
			hint = `did you mean "` + relative(d.page.Path, near) + `"?`
		}
		if hint == "" {
			hint = "write that page, or link to one that there is"
		}
		d.problems.Add(link.pos, CodeLink, hint, "there is no page %s", clip(link.path))
	case link.hasID && !target.ids[link.id]:
		hint := didYouMean(link.id, keysOf(target.ids))
		d.problems.Add(link.pos, CodeLink, hint, "%s has no heading with the id %q", link.path, clip(link.id))
	}
}

func (j *joining) list(d *draft, list pageList) {
	pages, ok := j.byFolder[list.folder]
	if !ok {
		d.problems.Add(list.pos, CodeChart, didYouMean(list.folder, keysOf(j.byFolder)), "there are no pages in a folder %q", clip(list.folder))
	}
	list.into.Pages = pages
}

func (j *joining) near(word string, candidates []string) string {
	if j.suggestions++; j.suggestions > maxSuggestions || len(word) > 200 {
		return ""
	}
	return diag.Near(word, candidates)
}

// keysOf returns the keys of a map, in no order.
func keysOf[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	return keys
}

// relative returns the address of a file from the folder of another.
func relative(from, to string) string {
	way, err := filepath.Rel(path.Dir(from), to)
	if err != nil {
		return to
	}
	return strings.ReplaceAll(way, string(filepath.Separator), "/")
}
