package durable

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"daylight/internal/diag"
	"daylight/internal/parallel"
	"daylight/internal/tree"
)

const outHint = "choose a folder of its own: --out public"

// CheckOut tells whether out may be published to, before any work is done: it
// must not be the project, above it or among its inputs, nor a home directory or
// a root, and must be missing, empty, or hold only what its SHA256SUMS lists. It
// finishes or clears away what a killed publication left. The error is a diag.List.
func CheckOut(project, out string) error {
	real, err := realOut(project, out)
	if err != nil {
		return err
	}
	work := workFolder(real)
	if _, err := os.Lstat(work); err == nil {
		w, err := openWork(real, out)
		if err != nil {
			return err
		}
		w.close()
	}
	_, err = inspect(real, out, tree.Tree{})
	return err
}

// realOut returns out's absolute path with the links of its parents resolved,
// unless it is a folder that must never be replaced.
func realOut(project, out string) (string, error) {
	refuse := func(format string, args ...any) (string, error) {
		var l diag.List
		l.Add(diag.Pos{Path: out}, CodeOut, outHint, format, args...)
		return "", l.Err()
	}
	real, err := resolve(out)
	if err != nil {
		return refuse("the output folder cannot be used: %s", reason(err))
	}
	root, err := resolve(project)
	if err != nil {
		return refuse("the project's folder cannot be read: %s", reason(err))
	}
	if filepath.Dir(real) == real {
		return refuse("the output folder is the root of the disk")
	}
	if isAbove(real, root) {
		return refuse("the output folder is the project itself, or holds it: it would be replaced")
	}
	for _, folder := range inputs {
		if isAbove(filepath.Join(root, folder), real) {
			return refuse("the output folder is among the project's inputs, in %s/", folder)
		}
	}
	if home, err := os.UserHomeDir(); err == nil {
		if home, err = resolve(home); err == nil && isAbove(real, home) {
			return refuse("the output folder is a home directory, or holds it")
		}
	}
	info, err := os.Lstat(real)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return real, nil
	case err != nil:
		return refuse("the output folder cannot be read: %s", reason(err))
	case info.Mode()&fs.ModeSymlink != 0:
		return refuse("the output folder is a link, which would be replaced by a folder")
	case !info.IsDir():
		return refuse("the output folder is a file")
	}
	return real, nil
}

// resolve returns the absolute path of name with every link resolved but the
// last, whose target need not exist.
func resolve(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	dir, base := filepath.Split(abs)
	dir = filepath.Clean(dir)
	if base == "" {
		return abs, nil
	}
	real, err := filepath.EvalSymlinks(dir)
	if errors.Is(err, fs.ErrNotExist) {
		real, err = resolve(dir)
	}
	return filepath.Join(real, base), err
}

// isAbove tells whether folder is name or one of the folders name lies in. It
// asks the file system too, since a folder can have many names (upper and lower
// case, mounts).
func isAbove(folder, name string) bool {
	info, err := os.Stat(folder)
	for {
		if name == folder {
			return true
		}
		if other, failed := os.Stat(name); err == nil && failed == nil && os.SameFile(info, other) {
			return true
		}
		parent := filepath.Dir(name)
		if parent == name {
			return false
		}
		name = parent
	}
}

// litter are files that a desktop drops into every folder it shows.
var litter = [...]string{".DS_Store", "Thumbs.db", "desktop.ini"}

// inspect asks whether the folder real is ours to replace: each of its files must
// have the bytes it has in site, or else the sum that its SHA256SUMS lists. It
// tells also whether the folder holds exactly site. Messages call the folder out.
func inspect(real, out string, site tree.Tree) (same bool, err error) {
	names, err := list(real)
	names = slices.DeleteFunc(names, isSignature)
	if err != nil || len(names) == 0 {
		return err == nil && site.Len() == 0, readError(out, err)
	}
	sums := map[string]string{}
	if data, err := readRegular(filepath.Join(real, SumsPath)); err == nil {
		if sums, err = tree.ParseSums(data); err != nil {
			return false, foreign(out, SumsPath, "this is no list of sums as Daylight writes it: %v", err)
		}
	}
	verdicts := make([]verdict, len(names))
	parallel.Each(len(names), func(i int) { verdicts[i] = judge(real, names[i], site, sums) })
	var problems diag.List
	count := 0
	for i, name := range names {
		switch verdicts[i] {
		case isSame:
			count++
		case isStrange:
			problems.Join(foreign(out, name, "Daylight did not write this file, and would delete it"), diag.Pos{}, CodeForeign)
		case isChanged:
			problems.Join(foreign(out, name, "this file was changed by hand, and would be lost"), diag.Pos{}, CodeForeign)
		}
	}
	return count == site.Len(), firstFew(problems, out).Err()
}

type verdict uint8

const (
	isOld     verdict = iota // ours, and not in the new site as it is
	isSame                   // exactly as in the new site
	isStrange                // listed nowhere
	isChanged                // listed with another sum
)

func judge(folder, name string, site tree.Tree, sums map[string]string) verdict {
	file := filepath.Join(folder, filepath.FromSlash(name))
	data, err := readRegular(file)
	if err != nil {
		return isStrange
	}
	if want, ok := site.Read(name); ok && bytes.Equal(data, want) {
		return isSame
	}
	sum, listed := sums[name]
	switch {
	case name == SumsPath:
		return isOld
	case !listed:
		return isStrange
	case tree.Sum(data) != sum:
		return isChanged
	}
	return isOld
}

func foreign(out, name, format string, args ...any) error {
	var l diag.List
	l.Add(diag.Pos{Path: filepath.ToSlash(filepath.Join(out, filepath.FromSlash(name)))}, CodeForeign,
		"move it elsewhere, or choose another folder with --out", format, args...)
	return l.Err()
}

// firstFew keeps a list readable when somebody names their photographs.
func firstFew(problems diag.List, out string) diag.List {
	const few = 10
	if len(problems) <= few {
		return problems
	}
	rest := len(problems) - few
	problems = slices.Clone(problems[:few])
	problems.Add(diag.Pos{Path: out}, CodeForeign, outHint, "Daylight did not write %d more files beside those below", rest)
	return problems
}

// list returns the paths of everything in folder but folders, sorted, in slashes;
// none when it does not exist.
func list(folder string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.Contains(litter[:], d.Name()) {
			return err
		}
		rel, err := filepath.Rel(folder, name)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return names, err
}

func readError(out string, err error) error {
	if err == nil {
		return nil
	}
	return diag.List{{Pos: diag.Pos{Path: out}, Code: CodeRead, Message: "the output folder cannot be read: " + reason(err)}}
}

// writeError reports that the system refused while a site was being published.
func writeError(out string, err error) error {
	hint := "look at the folder's permissions; the old site is as it was"
	switch {
	case errors.Is(err, errHalfway):
		hint = "run the same command again: it finishes the move before anything else"
	case errors.Is(err, syscall.EROFS):
		hint = "this disk can only be read: name a folder on another with --out"
	case errors.Is(err, syscall.EBUSY):
		hint = "the folder is a mount, or in use: name a folder inside it"
	case isFull(err):
		hint = "make room and build again; the old site is as it was"
	}
	return diag.List{{Pos: diag.Pos{Path: out}, Code: CodeWrite, Message: "the site cannot be written: " + reason(err), Hint: hint}}
}
