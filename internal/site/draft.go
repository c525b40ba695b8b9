package site

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Draft is a site whose files are written when they are asked for, byte for byte as Write
// writes them. Its methods may be called at once.
type Draft struct {
	w    *writer
	jobs map[string]func() ([]byte, error)
}

// NewDraft prepares a site. before, where there is one, lends what the two have in common. ctx
// must last as long as files are asked for.
func NewDraft(ctx context.Context, in Input, before *Draft) (*Draft, error) {
	w, err := newDraftWriter(in, before)
	if err != nil {
		return nil, err
	}
	if before != nil {
		w.earlier = before.w.files
	}
	d := &Draft{w: w, jobs: map[string]func() ([]byte, error){}}
	for _, j := range append(w.witnessJobs(ctx), w.jobs()...) {
		d.jobs[j.path] = sync.OnceValues(func() ([]byte, error) { return w.render(j) })
		w.add(j.path, nil, "")
	}
	w.charts()
	w.copies()
	w.earlier = nil // it holds a whole site
	return d, w.problems.Err()
}

// addsAgain tells whether a file is added that an earlier draft had too: as long as all are, no two of them can
// clash. The first that is new makes all before it be looked at after all.
func (w *writer) addsAgain(name string) bool {
	if w.earlier == nil {
		return false
	}
	_, had := w.earlier[name]
	_, twice := w.files[name]
	if had && !twice {
		return true
	}
	w.earlier = nil
	for name := range w.files {
		w.addresses.take(name)
	}
	return false
}

// newDraftWriter takes over the templates that were read for an earlier draft.
func newDraftWriter(in Input, before *Draft) (*writer, error) {
	if before != nil && sameFiles(before.w.in.Theme, in.Theme) {
		return newThemedWriter(in, before.w.themes, nil)
	}
	return newWriter(in)
}

// sameFiles tells whether two trees hold the same.
func sameFiles(a, b tree.Tree) bool {
	return slices.Equal(a.Paths(), b.Paths()) && !slices.ContainsFunc(a.Paths(), func(name string) bool {
		inA, _ := a.Read(name)
		inB, _ := b.Read(name)
		return !bytes.Equal(inA, inB)
	})
}

// File returns a file of the site. The error is a diag.List, or wraps fs.ErrNotExist.
func (d *Draft) File(path string) ([]byte, error) {
	if write, ok := d.jobs[path]; ok {
		return write()
	}
	if data, ok := d.w.files[path]; ok {
		return data, nil
	}
	return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
}

// Tree writes every file, as Write does.
func (d *Draft) Tree() (tree.Tree, error) {
	var problems diag.List
	files := make(map[string][]byte, len(d.w.files))
	for path := range d.w.files {
		data, err := d.File(path)
		problems.Join(err, diag.Pos{Path: path}, diag.Internal)
		files[path] = data
	}
	if err := problems.Err(); err != nil {
		return tree.Tree{}, err
	}
	return tree.New(files)
}
