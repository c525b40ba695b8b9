package durable

import (
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

// CodeExists says that there is something already where a new folder shall be.
const CodeExists diag.Code = "disk-exists"

// AddFolder is AddFiles for files that all lie in one new folder of a project, by their paths in the
// project. The folder gets its name when it is whole, so that not even a program that is killed
// leaves a part of it. The error is a diag.List, or ctx's.
func AddFolder(ctx context.Context, dir, folder string, files tree.Tree) (undo func(), err error) {
	a := &adding{dir: dir}
	if err := a.open(); err != nil {
		return nil, addError(filepath.ToSlash(dir), err)
	}
	if err := a.fill(ctx, folder, files); err != nil {
		a.undo()
		return nil, err
	}
	return a.undo, nil
}

// fill writes a folder under another name, and then gives it its own.
func (a *adding) fill(ctx context.Context, folder string, files tree.Tree) error {
	if _, err := a.root.Lstat(folder); !errors.Is(err, fs.ErrNotExist) {
		return diag.List{{Pos: diag.Pos{Path: folder}, Code: CodeExists, Message: "there is something of this name already, and it is not replaced",
			Hint: "move it away if nobody needs it"}}
	}
	temp := path.Join(path.Dir(folder), fmt.Sprintf(".%s.daylight-%d", path.Base(folder), os.Getpid()))
	for _, name := range files.Paths() {
		rest, below := strings.CutPrefix(name, folder+"/")
		if !below {
			return fmt.Errorf("durable: %s is not in %s", name, folder)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		data, _ := files.Read(name)
		if err := a.write(path.Join(temp, rest), data); err != nil {
			return addError(name, err)
		}
	}
	if err := a.root.Rename(temp, folder); err != nil {
		return addError(folder, err)
	}
	a.renamed(temp, folder)
	return addError(folder, syncFolder(filepath.Join(a.dir, filepath.FromSlash(path.Dir(folder)))))
}

// renamed notes where a folder that was made is now.
func (a *adding) renamed(from, to string) {
	for _, list := range [][]string{a.files, a.made} {
		for i, name := range list {
			if rest, below := strings.CutPrefix(name+"/", from+"/"); below {
				list[i] = path.Join(to, rest)
			}
		}
	}
}
