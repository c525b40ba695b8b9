package durable

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// ReplaceFiles puts the files of after in place of those of before in the project in
// dir, where the two differ, and returns their paths. It writes nothing unless every
// such file is a regular file below content/ or data/ that still is what before
// says: what somebody saved in the meantime is never lost. Each file keeps its mode.
// For content/en/index.md the calls are:
//
//	open, fchmod, write, fsync, close   content/en/.index.md.daylight-PID
//	rename                              content/en/.index.md.daylight-PID index.md
//	fsync                               content/en
//
// All files are written before the first is renamed; a kill leaves each file as it
// was or as it shall be, and at worst a hidden file that no build reads. It stops,
// and leaves everything as it was, when ctx is done before the first rename. The
// error is a diag.List, or ctx's.
func ReplaceFiles(ctx context.Context, dir string, before, after tree.Tree) (replaced []string, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, replaceError(dir, err)
	}
	defer root.Close()
	r := replacing{root: root, dir: dir}
	defer r.clear()
	var problems diag.List
	for _, change := range tree.Diff(before, after) {
		old, _ := before.Read(change.Path)
		data, ok := after.Read(change.Path)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !ok || !before.Has(change.Path) {
			return nil, fmt.Errorf("durable: %s is no file to replace", change.Path)
		}
		problems.Join(r.stage(change.Path, old, data), diag.Pos{Path: change.Path}, CodeWrite)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r.finish()
}

// replacing is a set of files on their way.
type replacing struct {
	root   *os.Root
	dir    string
	staged []stagedFile
}

type stagedFile struct {
	name, temp string
	old        []byte
}

// stage writes a file's new bytes beside it and puts them on the disk.
func (r *replacing) stage(name string, old, data []byte) error {
	top, _, _ := strings.Cut(name, "/")
	if top != "content" && top != "data" {
		return fmt.Errorf("durable: %s is not in content/ or data/", name)
	}
	info, err := r.root.Lstat(name)
	if err != nil {
		return replaceError(name, err)
	}
	if !info.Mode().IsRegular() {
		return diag.List{{Pos: diag.Pos{Path: name}, Code: CodeSymlink, Message: "this is a link, and a file is not replaced through a link",
			Hint: "put the file itself here, or mend the file that the link leads to"}}
	}
	if err := r.unchanged(name, old); err != nil {
		return err
	}
	temp := path.Join(path.Dir(name), fmt.Sprintf(".%s.daylight-%d", path.Base(name), os.Getpid()))
	r.staged = append(r.staged, stagedFile{name, temp, old})
	f, err := r.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return replaceError(name, err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return replaceError(name, errors.Join(err, f.Chmod(info.Mode().Perm()), f.Close()))
}

// unchanged asks that a file still holds what was read of it.
func (r *replacing) unchanged(name string, old []byte) error {
	now, err := r.root.ReadFile(name)
	if err != nil {
		return replaceError(name, err)
	}
	if !bytes.Equal(now, old) {
		return diag.List{{Pos: diag.Pos{Path: name}, Code: CodeChanged, Message: "this file was saved by another program in the meantime, and was left alone",
			Hint: "run the same command again"}}
	}
	return nil
}

// finish puts the staged files in their places, one after the other.
func (r *replacing) finish() (replaced []string, err error) {
	var problems diag.List
	for _, s := range r.staged {
		err := r.unchanged(s.name, s.old)
		if err == nil {
			err = replaceError(s.name, r.root.Rename(s.temp, s.name))
		}
		if err == nil {
			replaced = append(replaced, s.name)
			err = replaceError(s.name, syncFolder(filepath.Join(r.dir, filepath.FromSlash(path.Dir(s.name)))))
		}
		problems.Join(err, diag.Pos{Path: s.name}, CodeWrite)
	}
	return replaced, problems.Err()
}

// clear removes what was staged and did not get to its place.
func (r *replacing) clear() {
	for _, s := range r.staged {
		_ = r.root.Remove(s.temp)
	}
}

// RemoveFile takes a file out of a project, if it still is what was read of it.
func RemoveFile(dir, name string, was []byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return replaceError(dir, err)
	}
	defer root.Close()
	r := replacing{root: root, dir: dir}
	if err := r.unchanged(name, was); err != nil {
		return err
	}
	return replaceError(name, root.Remove(name))
}

func replaceError(name string, err error) error {
	if err == nil {
		return nil
	}
	hint := "look at the permissions of the file and its folder"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		hint = "run the same command again"
	case isFull(err):
		hint = "make room and run the same command again"
	}
	return diag.List{{Pos: diag.Pos{Path: name}, Code: CodeWrite, Message: "this file cannot be written: " + reason(err), Hint: hint}}
}
