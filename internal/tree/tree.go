// Package tree holds immutable trees of files in memory: a project's inputs, a
// theme, a built site. Building is a function from one tree to another, so that
// publishing, verifying and comparing are a few lines each on this one type.
//
// Paths are slash-separated, relative and clean, as io/fs.ValidPath has them.
// Every listing is sorted by path in byte order, so output never depends on a
// map's or a directory's order.
package tree

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Tree is an immutable set of files. The zero Tree is empty. Callers must not
// change the bytes it returns.
type Tree struct {
	files map[string][]byte
	paths []string // sorted: the order of every listing
}

// New returns the tree of the given files. It takes over the map and its bytes.
// A path that is not relative and clean is an error, and so is a file that stands
// where another file's folder is.
func New(files map[string][]byte) (Tree, error) {
	paths := slices.Sorted(maps.Keys(files))
	for _, p := range paths {
		if !fs.ValidPath(p) || p == "." || strings.ContainsAny(p, "\\\x00") {
			return Tree{}, fmt.Errorf("%q is not a relative, clean path", p)
		}
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if _, clash := files[dir]; clash {
				return Tree{}, fmt.Errorf("%q is both a file and a folder", dir)
			}
		}
	}
	return Tree{files: files, paths: paths}, nil
}

// Paths returns every file's path, sorted. Callers must not change it.
func (t Tree) Paths() []string { return t.paths }

// Len returns the number of files.
func (t Tree) Len() int { return len(t.paths) }

// Read returns a file's bytes, and whether the tree has it.
func (t Tree) Read(name string) ([]byte, bool) {
	data, ok := t.files[name]
	return data, ok
}

// Has tells whether the tree has a file of that path.
func (t Tree) Has(name string) bool {
	_, ok := t.files[name]
	return ok
}

// Glob returns the paths that match a pattern of path.Match, sorted; a pattern
// that ends in "/**" matches everything below that folder. A malformed pattern
// matches nothing.
func (t Tree) Glob(pattern string) []string {
	var found []string
	folder, deep := strings.CutSuffix(pattern, "/**")
	for _, p := range t.paths {
		match := deep && strings.HasPrefix(p, folder+"/")
		if !deep {
			match, _ = path.Match(pattern, p)
		}
		if match {
			found = append(found, p)
		}
	}
	return found
}

// Filter returns the tree of those files whose path keep accepts.
func (t Tree) Filter(keep func(name string) bool) Tree {
	files := map[string][]byte{}
	for _, p := range t.paths {
		if keep(p) {
			files[p] = t.files[p]
		}
	}
	return mustTree(files)
}

// Sub returns the files below folder, with paths relative to it.
func (t Tree) Sub(folder string) Tree {
	files := map[string][]byte{}
	for _, p := range t.paths {
		if rest, ok := strings.CutPrefix(p, folder+"/"); ok {
			files[rest] = t.files[p]
		}
	}
	return mustTree(files)
}

// Overlay returns the tree with over's files added and, where paths are equal,
// in place of its own.
func (t Tree) Overlay(over Tree) (Tree, error) {
	files := make(map[string][]byte, len(t.files)+len(over.files))
	maps.Copy(files, t.files)
	maps.Copy(files, over.files)
	return New(files)
}

// FromFS reads every regular file of fsys into a tree; it is for embedded file
// systems, which hold nothing else.
func FromFS(fsys fs.FS) (Tree, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[p], err = fs.ReadFile(fsys, p)
		return err
	})
	if err != nil {
		return Tree{}, err
	}
	return New(files)
}

// mustTree builds a tree of paths that came from a tree and so are valid.
func mustTree(files map[string][]byte) Tree {
	t, err := New(files)
	if err != nil {
		panic("tree: a part of a valid tree is valid: " + err.Error())
	}
	return t
}
