package narrative

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark"

	"daylight/internal/diag"
	"daylight/internal/parallel"
	"daylight/internal/tree"
)

// Reader reads the pages of a language again and again, and of its files those alone that
// changed. All that its Input holds beside the project's pages must stay what it is, the
// pictures of content/images included.
type Reader struct {
	in         Input
	md         goldmark.Markdown
	references map[string]Reference
	kept       map[string]keptDraft // by path
}

// keptDraft is a page as it was read from its file, before it was joined with others.
type keptDraft struct {
	file  []byte
	draft draft
}

// NewReader returns a reader that has read nothing yet.
func NewReader(in Input) *Reader { return newReader(in, newMarkdown()) }

func newReader(in Input, md goldmark.Markdown) *Reader {
	in.Project = tree.Tree{}
	return &Reader{in: in, md: md, references: bibliography(in.References, in.Lang.Tag)}
}

// Read returns the pages of a project, those with problems too, and all problems.
func (r *Reader) Read(project tree.Tree) (*Content, diag.List) {
	now := &reading{Input: r.in, md: r.md, folder: "content/" + r.in.Lang.Tag + "/", references: r.references}
	now.Project = project
	var problems diag.List
	drafts := now.drafts(&problems)
	var fresh []*draft
	for _, d := range drafts {
		file, _ := project.Read(d.page.Path)
		if known, ok := r.kept[d.page.Path]; ok && bytes.Equal(known.file, file) {
			*d = known.draft
			d.reading = now
		} else {
			fresh = append(fresh, d)
		}
	}
	parallel.Own(len(fresh), func(scratch *sheet, i int) { fresh[i].read(scratch) })
	r.keep(drafts, fresh)
	content := &Content{Lang: r.in.Lang, Pages: inOrder(drafts)}
	now.join(drafts, content.Pages)
	for _, d := range drafts {
		problems = append(problems, d.problems...)
	}
	return content, problems
}

// keep remembers what was read, before joining adds to it. A page with a list of pages is
// read each time, since the list is filled in within it, and an older site may be
// showing it still.
func (r *Reader) keep(drafts, fresh []*draft) {
	for _, d := range fresh {
		if len(d.lists) > 0 {
			delete(r.kept, d.page.Path)
			continue
		}
		d.problems, d.links = slices.Clip(d.problems), slices.Clip(d.links)
		file, _ := d.Project.Read(d.page.Path)
		kept := keptDraft{file, *d}
		kept.draft.reading = nil // it holds a whole project
		if r.kept == nil {
			r.kept = make(map[string]keptDraft, len(drafts))
		}
		r.kept[d.page.Path] = kept
	}
	if len(r.kept) <= len(drafts) {
		return
	}
	there := make(map[string]bool, len(drafts))
	for _, d := range drafts {
		there[d.page.Path] = true
	}
	for path := range r.kept {
		if !there[path] {
			delete(r.kept, path)
		}
	}
}
