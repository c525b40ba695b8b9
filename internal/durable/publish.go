package durable

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"

	"daylight/internal/parallel"
	"daylight/internal/tree"
)

// Publish puts site in place of the folder out, all or nothing: either the old
// site or the new one is there at any moment, whatever fails. It adds SHA256SUMS.
// When the folder already holds exactly these bytes it is left alone and changed
// is false. It stops, and leaves the old site, when ctx is done before the
// exchange. The error is a diag.List, or ctx's.
func Publish(ctx context.Context, project, out string, site tree.Tree) (changed bool, err error) {
	return theSystem.publish(ctx, project, out, site, func() error { return nil })
}

// PublishChecked is Publish for a site that is still to be checked: it is written beside the old
// one meanwhile, and takes its place only if check returns nil. An error of check comes before
// any other.
func PublishChecked(ctx context.Context, project, out string, site tree.Tree, check func() error) (changed bool, err error) {
	return theSystem.publish(ctx, project, out, site, check)
}

// system is what Publish asks of the operating system, so that tests can have it
// fail.
type system struct {
	write    func(name string, data []byte) error
	sync     func(folder string) error
	exchange func(a, b string) error
	rename   func(from, to string) error
}

var theSystem = system{write: writeFile, sync: syncTree, exchange: exchange, rename: os.Rename}

func (s system) publish(ctx context.Context, project, out string, site tree.Tree, check func() error) (changed bool, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	checked := make(chan error, 1)
	go func() {
		err := check()
		if err != nil {
			stop()
		}
		checked <- err
	}()
	verdict := sync.OnceValue(func() error { return <-checked })
	changed, err = s.replace(ctx, project, out, site, verdict)
	if bad := verdict(); bad != nil {
		return false, bad
	}
	return changed, err
}

// replace writes the site beside the old one, waits for the verdict, and exchanges the two.
func (s system) replace(ctx context.Context, project, out string, site tree.Tree, verdict func() error) (changed bool, err error) {
	real, err := realOut(project, out)
	if err != nil {
		return false, err
	}
	if site, err = withSums(site); err != nil {
		return false, err
	}
	if err := os.MkdirAll(filepath.Dir(real), 0o755); err != nil {
		return false, writeError(out, err)
	}
	w, err := openWork(real, out)
	if err != nil {
		return false, err
	}
	defer w.close()
	if same, err := inspect(real, out, site); same || err != nil {
		return false, err
	}
	if err := s.stage(ctx, w.path(newName), site); err != nil {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		return false, writeError(out, err)
	}
	if err := verdict(); err != nil {
		return false, err
	}
	if err := s.swap(w); err != nil {
		return false, writeError(out, err)
	}
	return true, nil
}

func withSums(site tree.Tree) (tree.Tree, error) {
	site = site.Filter(func(name string) bool { return name != SumsPath })
	sums, err := tree.New(map[string][]byte{SumsPath: site.Sums()})
	if err != nil {
		return tree.Tree{}, err
	}
	return site.Overlay(sums)
}

// stage writes the site into the new folder and puts it on the disk.
func (s system) stage(ctx context.Context, folder string, site tree.Tree) error {
	paths := site.Paths()
	masked, err := makeFolders(folder, paths)
	if err != nil {
		return err
	}
	errs := make([]error, len(paths))
	var stop atomic.Bool
	parallel.Each(len(paths), func(i int) {
		if stop.Load() || ctx.Err() != nil {
			return
		}
		data, _ := site.Read(paths[i])
		if err := s.stageFile(folder, paths[i], data, masked); err != nil {
			errs[i] = err
			stop.Store(true)
		}
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.sync(folder)
}

// The permissions of a site, which is for a web server, whatever the umask is.
const (
	folderMode = 0o755
	fileMode   = 0o644
)

func (s system) stageFile(folder, name string, data []byte, masked bool) error {
	local, err := filepath.Localize(name)
	if err != nil {
		return err
	}
	file := filepath.Join(folder, local)
	if err := s.write(file, data); err != nil || !masked {
		return err
	}
	return os.Chmod(file, fileMode)
}

// makeFolders makes folder and those that the paths lie in. paths are sorted, so
// that a folder's files follow one another. masked tells that the umask takes permissions
// away, which have to be given back one by one: the first folder shows it for all.
func makeFolders(folder string, paths []string) (masked bool, err error) {
	made := map[string]bool{}
	var make func(dir string) error
	make = func(dir string) error {
		if made[dir] {
			return nil
		}
		made[dir] = true
		if dir != "." {
			if err := make(path.Dir(dir)); err != nil {
				return err
			}
		}
		name := filepath.Join(folder, filepath.FromSlash(dir))
		if err := os.Mkdir(name, folderMode); err != nil {
			return err
		}
		if dir == "." {
			info, err := os.Stat(name)
			if err != nil {
				return err
			}
			masked = info.Mode().Perm() != folderMode
		}
		if masked {
			return os.Chmod(name, folderMode)
		}
		return nil
	}
	for _, p := range paths {
		if err := make(path.Dir(p)); err != nil {
			return masked, err
		}
	}
	return masked, nil
}

// writeFile makes a new file.
func writeFile(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// swap puts the new folder in the old one's place.
func (s system) swap(w *work) error {
	err := error(nil)
	if exists(w.real) {
		err = s.exchange(w.path(newName), w.real)
	} else {
		err = s.rename(w.path(newName), w.real)
	}
	if err != nil && cannotExchange(err) {
		err = s.moveWithJournal(w)
	}
	if err != nil {
		return err
	}
	return errors.Join(syncFolder(filepath.Dir(w.real)), syncFolder(w.dir))
}

// cannotExchange tells whether the file system cannot exchange two folders at all:
// overlays say EXDEV, network and old ones EINVAL, a sandbox EPERM or ENOSYS.
func cannotExchange(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) ||
		errors.Is(err, syscall.EXDEV) || errors.Is(err, syscall.EPERM)
}

// moveWithJournal is swap where folders cannot be exchanged:
//
//	write, fsync journal     from here on, a killed move is finished by the next run
//	rename public → old      or, where that is refused: copy, then unlink
//	rename new → public
//	unlink journal
func (s system) moveWithJournal(w *work) error {
	journal := w.path(journalName)
	err := s.write(journal, []byte("new is whole and on its way into its place\n"))
	if err == nil {
		err = s.sync(w.dir)
	}
	if err == nil {
		err = s.move(w)
	}
	if errors.Is(err, errHalfway) {
		return err
	}
	return errors.Join(err, os.RemoveAll(journal))
}

// errHalfway says that a move could neither be finished nor taken back: the next
// run finishes it.
var errHalfway = errors.New("the new site could not be put in its place")

// move puts the new folder in the old one's place step by step, and the old one
// back when the last step fails.
func (s system) move(w *work) error {
	old := w.path(oldName)
	if exists(w.real) {
		err := s.rename(w.real, old)
		if errors.Is(err, syscall.EXDEV) { // a folder of an overlay's lower layer cannot be renamed
			err = moveByCopy(w.real, old)
		}
		if err != nil {
			return err
		}
	}
	err := s.rename(w.path(newName), w.real)
	if err == nil || !exists(old) {
		return err
	}
	if back := s.rename(old, w.real); back != nil {
		return errors.Join(errHalfway, err, back)
	}
	return err
}

// moveByCopy copies a site aside and then removes it, its SHA256SUMS last: a
// folder half removed is still known as ours.
func moveByCopy(from, to string) error {
	names, err := list(from)
	if err != nil {
		return err
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	for _, name := range names {
		if name != SumsPath {
			err = errors.Join(err, os.Remove(filepath.Join(from, filepath.FromSlash(name))))
		}
	}
	if err == nil {
		err = os.RemoveAll(from)
	}
	if err != nil {
		return errors.Join(errHalfway, err)
	}
	return nil
}

// isFull tells whether the disk, or the user's share of it, is full.
func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }
