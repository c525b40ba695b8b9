package durable

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// AddFiles writes files that are not there yet into the folder dir, which is made
// where it is missing, with the folders that they lie in. A file that is there, link or
// not, is never touched: then nothing is written. When not all can be written, those
// that were are removed, by undo too, which the caller may call when what it does
// next fails. The error is a diag.List.
func AddFiles(dir string, files tree.Tree) (undo func(), err error) {
	a := &adding{dir: dir}
	if err := a.open(); err != nil {
		return nil, addError(filepath.ToSlash(dir), err)
	}
	var problems diag.List
	for _, name := range files.Paths() {
		if _, err := a.root.Lstat(name); err == nil {
			problems.Add(diag.Pos{Path: name}, CodeForeign, "choose another name, or move it away", "there is a file of this name, and it is left alone")
		}
	}
	for _, name := range files.Paths() {
		data, _ := files.Read(name)
		if len(problems) == 0 {
			problems.Join(addError(name, a.write(name, data)), diag.Pos{Path: name}, CodeWrite)
		}
	}
	if len(problems) > 0 {
		a.undo()
		return nil, problems.Err()
	}
	return a.undo, nil
}

// adding is a set of new files, and what was made for them.
type adding struct {
	dir   string
	root  *os.Root
	files []string
	made  []string // folders
}

func (a *adding) open() (err error) {
	if _, err := os.Lstat(a.dir); errors.Is(err, fs.ErrNotExist) {
		a.made = append(a.made, "")
	}
	if err := os.MkdirAll(a.dir, 0o755); err != nil {
		return err
	}
	a.root, err = os.OpenRoot(a.dir)
	return err
}

func (a *adding) write(name string, data []byte) error {
	if err := a.folder(path.Dir(name)); err != nil {
		return err
	}
	f, err := a.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	a.files = append(a.files, name)
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// folder makes a folder and those above it.
func (a *adding) folder(name string) error {
	if name == "." {
		return nil
	}
	if err := a.folder(path.Dir(name)); err != nil {
		return err
	}
	err := a.root.Mkdir(name, 0o755)
	if err == nil {
		a.made = append(a.made, name)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// undo removes what was made, and closes the folder.
func (a *adding) undo() {
	for _, name := range a.files {
		_ = a.root.Remove(name)
	}
	for _, name := range slices.Backward(a.made) {
		if name != "" {
			_ = a.root.Remove(name)
		}
	}
	_ = a.root.Close()
	if len(a.made) > 0 && a.made[0] == "" {
		_ = os.Remove(a.dir)
	}
	a.files, a.made = nil, nil
}

func addError(name string, err error) error {
	if err == nil {
		return nil
	}
	hint := "look at the permissions of the folder"
	if isFull(err) {
		hint = "make room and run the same command again"
	}
	return diag.List{{Pos: diag.Pos{Path: cmp.Or(name, ".")}, Code: CodeWrite, Message: "this file cannot be written: " + reason(err), Hint: hint}}
}
