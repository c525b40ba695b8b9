package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// What a working folder may hold. Anything else in it is not ours.
const (
	lockName    = "lock"    // held while a build publishes; holds marker
	newName     = "new"     // the site being written; after an exchange the old one
	oldName     = "old"     // the old site, where the system cannot exchange folders
	journalName = "journal" // there while a move by two renames is under way
)

const marker = "Daylight's working folder for the folder beside it. Delete it when no build is running.\n"

// work is the working folder beside an output folder, locked for this process.
type work struct {
	dir  string
	real string // the output folder
	out  string // and what the user calls it
	lock *os.File
}

// workFolder returns the name of the working folder of an output folder: beside
// it, so that it lies on the same file system.
func workFolder(real string) string {
	return filepath.Join(filepath.Dir(real), "."+filepath.Base(real)+".daylight")
}

func (w *work) path(name string) string { return filepath.Join(w.dir, name) }

// openWork makes the working folder, or takes over the one of a killed build,
// locks it, and finishes or clears away what it holds.
func openWork(real, out string) (*work, error) {
	w := &work{dir: workFolder(real), real: real, out: out}
	const tries = 100 // another process may be taking the folder away at this moment
	for range tries {
		if err := os.Mkdir(w.dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, writeError(out, err)
		}
		if err := w.checkOurs(); err != nil {
			return nil, err
		}
		held, err := w.acquire()
		if err != nil {
			return nil, err
		}
		if !held {
			continue
		}
		if err := w.recover(); err != nil {
			w.lock.Close()
			return nil, err
		}
		return w, nil
	}
	return nil, w.busy()
}

// checkOurs refuses a working folder with anything in it that we never put there.
func (w *work) checkOurs() error {
	info, err := os.Lstat(w.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // taken away again: the next step notices
	}
	if err != nil || !info.IsDir() {
		return foreign(filepath.Dir(w.out), filepath.Base(w.dir), "this stands where Daylight needs its working folder")
	}
	entries, err := os.ReadDir(w.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return writeError(w.out, err)
	}
	for _, e := range entries {
		if !slices.Contains([]string{lockName, newName, oldName, journalName}, e.Name()) || !w.lockIsOurs() {
			return foreign(filepath.Dir(w.out), filepath.Base(w.dir), "this is no working folder of Daylight, and stands where it needs one")
		}
	}
	return nil
}

// lockIsOurs tells whether the lock holds the marker, or nothing yet, or was
// taken away a moment ago.
func (w *work) lockIsOurs() bool {
	data, err := readRegular(w.path(lockName))
	return errors.Is(err, fs.ErrNotExist) || err == nil && (len(data) == 0 || string(data) == marker)
}

// acquire locks the working folder. held is false when the folder went away
// meanwhile, and the caller must begin again.
func (w *work) acquire() (held bool, err error) {
	f, err := openRegular(w.path(lockName), os.O_RDWR|os.O_CREATE, 0o644)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, writeError(w.out, err)
	}
	if err := lockFile(f); err != nil {
		f.Close()
		return false, w.busy()
	}
	mine, err1 := f.Stat()
	there, err2 := os.Lstat(w.path(lockName))
	if err1 != nil || err2 != nil || !os.SameFile(mine, there) {
		f.Close() // its holder unlinked it after we had opened it
		return false, nil
	}
	if _, err := f.WriteAt([]byte(marker), 0); err != nil {
		f.Close()
		return false, writeError(w.out, err)
	}
	w.lock = f
	return true, nil
}

func (w *work) busy() error {
	var l diag.List
	l.Add(diag.Pos{Path: w.out}, CodeBusy, "wait until it is done, or choose another folder with --out",
		"another build is publishing to this folder")
	return l.Err()
}

// recover brings a killed publication to its end: with a journal the new site was
// whole and on its way, so it is put in its place; without one there is only
// rubbish.
func (w *work) recover() error {
	if exists(w.path(journalName)) && exists(w.path(newName)) {
		if exists(w.real) {
			if _, err := inspect(w.real, w.out, tree.Tree{}); err != nil {
				return err
			}
			if err := os.RemoveAll(w.path(oldName)); err != nil { // a copy that was not finished
				return writeError(w.out, err)
			}
		}
		if err := theSystem.move(w); err != nil {
			return writeError(w.out, err)
		}
	}
	for _, name := range []string{journalName, newName, oldName} {
		if err := os.RemoveAll(w.path(name)); err != nil {
			return writeError(w.out, err)
		}
	}
	return nil
}

// close takes the working folder away and lets go of the lock. What cannot be
// removed is left for the next run; so is a move that stopped halfway.
func (w *work) close() {
	if exists(w.path(journalName)) {
		w.lock.Close()
		return
	}
	os.RemoveAll(w.path(newName))
	os.RemoveAll(w.path(oldName))
	release(w.lock, func() { os.Remove(w.path(lockName)) })
	os.Remove(w.dir)
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
