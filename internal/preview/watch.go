package preview

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How long to wait for more changes after one: an editor writes a file in several steps, and a program
// that writes a thousand is not to set off a thousand builds.
const (
	quiet  = 8 * time.Millisecond   // without a change
	atMost = 150 * time.Millisecond // in all
)

// maxNamed bounds how many changes are named one by one.
const maxNamed = 64

// Change is what has changed in a project since it was last asked.
type Change struct {
	Files []string // paths below the project's folder, with slashes, sorted
	Whole bool     // more than Files says may have changed: read everything anew
}

// Watcher watches folders of a project, those that are not there yet too.
type Watcher struct {
	dir     string
	folders []string
	events  *fsnotify.Watcher
}

// Watch watches what lies in the folders of that name in a project.
func Watch(dir string, folders ...string) (*Watcher, error) {
	events, err := fsnotify.NewBufferedWatcher(4096)
	if err != nil {
		return nil, err
	}
	w := &Watcher{dir: filepath.Clean(dir), folders: folders, events: events}
	if err := events.Add(w.dir); err != nil { // a folder that comes, or comes back, is seen there
		return nil, errors.Join(err, events.Close())
	}
	for _, folder := range folders {
		if err := w.add(filepath.Join(w.dir, folder)); err != nil {
			return nil, errors.Join(err, events.Close())
		}
	}
	return w, nil
}

// Close ends the watching.
func (w *Watcher) Close() error { return w.events.Close() }

// add watches a folder and all below it. What vanishes meanwhile is no error.
func (w *Watcher) add(folder string) error {
	return filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !d.IsDir() {
			return err
		}
		if base := d.Name(); base == "node_modules" || strings.HasPrefix(base, ".") && base != ".well-known" {
			return fs.SkipDir
		}
		if err := w.events.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// Next waits until something has changed and is quiet again, and says what. It returns false
// when the context ends.
func (w *Watcher) Next(ctx context.Context) (Change, bool) {
	var change Change
	changed := false
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	var end time.Time
	for {
		select {
		case <-ctx.Done():
			return Change{}, false
		case event, open := <-w.events.Events:
			if !open {
				return Change{}, false
			}
			if !w.take(event, &change) {
				continue
			}
		case _, open := <-w.events.Errors: // some changes were missed
			if !open {
				return Change{}, false
			}
			change.Whole = true
			w.again()
		case <-timer.C:
			if changed {
				slices.Sort(change.Files)
				return change, true
			}
			timer.Reset(time.Hour)
			continue
		}
		now := time.Now()
		if !changed {
			changed, end = true, now.Add(atMost)
		}
		timer.Reset(max(0, min(quiet, end.Sub(now))))
	}
}

// again watches whatever is there now.
func (w *Watcher) again() {
	for _, folder := range w.folders {
		_ = w.add(filepath.Join(w.dir, folder)) // what cannot be watched is read when another file changes
	}
}

// take notes what an event says, and whether it says anything.
func (w *Watcher) take(event fsnotify.Event, change *Change) bool {
	rel, err := filepath.Rel(w.dir, event.Name)
	name := filepath.ToSlash(rel)
	top, _, _ := strings.Cut(name, "/")
	if err != nil || event.Op == fsnotify.Chmod || !slices.Contains(w.folders, top) {
		return false
	}
	if event.Has(fsnotify.Create) {
		if info, err := os.Lstat(event.Name); err == nil && info.IsDir() {
			change.Whole = true
			_ = w.add(event.Name)
			return true
		}
	}
	switch {
	case len(change.Files) >= maxNamed:
		change.Whole = true
	case !slices.Contains(change.Files, name):
		change.Files = append(change.Files, name)
	}
	return true
}
