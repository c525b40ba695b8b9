package durable

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"daylight/internal/diag"
)

// CodeExists says that there is something already where a new folder shall be.
const CodeExists diag.Code = "disk-exists"

// AddFolder puts a new folder with these files, by their paths in the project, into a
// project: all or nothing, since the folder gets its name when it is whole. The error is a
// diag.List, or ctx's.
func AddFolder(ctx context.Context, dir, folder string, files map[string][]byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return replaceError(dir, err)
	}
	defer root.Close()
	temp := path.Join(path.Dir(folder), fmt.Sprintf(".%s.daylight-%d", path.Base(folder), os.Getpid()))
	if _, err := root.Lstat(folder); !errors.Is(err, fs.ErrNotExist) {
		return diag.List{{Pos: diag.Pos{Path: folder}, Code: CodeExists, Message: "there is something of this name already, and it is not replaced",
			Hint: "move it away if nobody needs it"}}
	}
	defer root.RemoveAll(temp)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		rest, below := strings.CutPrefix(name, folder+"/")
		if !below {
			return fmt.Errorf("durable: %s is not in %s", name, folder)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := addFile(root, path.Join(temp, rest), files[name]); err != nil {
			return replaceError(name, err)
		}
	}
	if err := root.Rename(temp, folder); err != nil {
		return replaceError(folder, err)
	}
	return replaceError(folder, syncFolder(filepath.Join(dir, filepath.FromSlash(path.Dir(folder)))))
}

// addFile writes a new file and the folders that it lies in, and puts it on the disk.
func addFile(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
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
