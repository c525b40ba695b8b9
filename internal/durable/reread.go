package durable

import (
	"errors"
	"io/fs"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Project reads a project again and again, and of its files those alone that changed.
type Project struct {
	dir   string
	files tree.Tree
	whole bool // files is all of it, and no file is reached through a link
}

// OpenProject returns a project that has not been read yet.
func OpenProject(dir string) *Project { return &Project{dir: dir} }

// Read returns what ReadProject returns. Since the call before, only the files named may have
// changed; all says that any may have.
func (p *Project) Read(changed []string, all bool) (tree.Tree, error) {
	if p.whole && !all {
		if files, ok := p.some(changed); ok {
			p.files = files
			return files, nil
		}
	}
	files, linked, err := readInputs(p.dir, projectLimits)
	p.files, p.whole = files, err == nil && !linked
	return files, err
}

// some reads the files named into those that are known. It is not ok when a file came or went,
// or is not to be read: that needs a look at everything.
func (p *Project) some(changed []string) (tree.Tree, bool) {
	root, err := openFolder(p.dir)
	if err != nil {
		return tree.Tree{}, false
	}
	defer root.Close()
	r := &reader{root: root, dir: p.dir, most: projectLimits, files: map[string][]byte{}}
	for _, name := range p.files.Paths() {
		data, _ := p.files.Read(name)
		r.files[name] = data
		r.total += int64(len(data))
	}
	for _, name := range changed {
		info, err := root.Lstat(name)
		known := p.files.Has(name)
		switch {
		case !known && errors.Is(err, fs.ErrNotExist): // came and went
		case err != nil || !known || !info.Mode().IsRegular():
			return tree.Tree{}, false
		default:
			r.total -= int64(len(r.files[name]))
			r.file(name, name)
		}
	}
	if len(r.problems) > 0 {
		return tree.Tree{}, false
	}
	files, err := tree.New(r.files)
	return files, err == nil
}

// readInputs is ReadProject, and tells whether a file is reached through a link.
func readInputs(dir string, most limits) (files tree.Tree, linked bool, err error) {
	root, err := openFolder(dir)
	if err != nil {
		return tree.Tree{}, false, diag.List{{Pos: diag.Pos{Path: dir}, Code: CodeProject,
			Message: "this folder cannot be read: " + reason(err), Hint: projectHint}}
	}
	defer root.Close()
	r := &reader{root: root, dir: dir, most: most, files: map[string][]byte{}}
	found := false
	top := &batch{dir: root}
	for _, folder := range inputs {
		if _, err := root.Lstat(folder); err == nil {
			found = found || folder != "templates"
			r.entry(root, folder, folder, top)
		}
	}
	r.read(top)
	if !found {
		r.problems.Add(diag.Pos{Path: dir}, CodeProject, projectHint, "this is no Daylight project: it has neither content/ nor data/")
	}
	if err := r.problems.Err(); err != nil {
		return tree.Tree{}, false, err
	}
	files, err = tree.New(r.files)
	return files, r.linked, err
}

// Inputs returns the folders of a project that a report is built from.
func Inputs() []string { return inputs[:] }
