package durable

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"daylight/internal/tree"
)

var (
	oldFiles = map[string]string{"index.html": "old", "en/index.html": "old too", "en/gone/index.html": "gone"}
	newFiles = map[string]string{"index.html": "new", "en/index.html": "new too", "charts/a.svg": "<svg/>", ".nojekyll": ""}
)

// methods are the ways a site reaches its place: by an exchange, and as on a
// system that has none.
var methods = map[string]system{
	"exchange": theSystem,
	"renames":  {write: writeFile, sync: syncTree, exchange: func(a, b string) error { return syscall.EINVAL }, rename: os.Rename},
}

func eachMethod(t *testing.T, test func(t *testing.T, s system)) {
	for name, s := range methods {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, s)
		})
	}
}

// publish publishes files to dir/public, which must go well.
func publish(t *testing.T, s system, dir string, files map[string]string) (changed bool) {
	t.Helper()
	changed, err := s.publish(context.Background(), dir, filepath.Join(dir, "public"), site(t, files), sound)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// wantSite holds dir/public against files and their sums, and asks that nothing
// else was left in dir.
func wantSite(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	want := map[string]string{}
	maps.Copy(want, files)
	want[SumsPath] = sums(t, files)
	got := map[string]string{}
	names, err := list(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, "public", name))
		if err != nil {
			t.Fatal(err)
		}
		got[name] = string(data)
	}
	if !maps.Equal(got, want) {
		t.Errorf("public holds %q\nwant %q", got, want)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != "public" && name != "data" {
			t.Errorf("%s was left behind", name)
		}
	}
}

func project(t *testing.T) string { return lay(t, map[string]string{"data/a.csv": "a"}) }

func TestPublish(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, s system) {
		dir := project(t)
		for _, files := range []map[string]string{oldFiles, newFiles} {
			if !publish(t, s, dir, files) {
				t.Error("a new site is said to be no change")
			}
			wantSite(t, dir, files)
			before, _ := os.Stat(filepath.Join(dir, "public"))
			if publish(t, s, dir, files) {
				t.Error("the same site is said to be a change")
			}
			after, _ := os.Stat(filepath.Join(dir, "public"))
			if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
				t.Error("the same site was written again")
			}
			wantSite(t, dir, files)
		}
	})
}

func TestPublishMakesParents(t *testing.T) {
	t.Parallel()
	dir := project(t)
	out := filepath.Join(dir, "data/../a/b/public")
	if _, err := Publish(context.Background(), dir, out, site(t, oldFiles)); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "a/b/public/index.html")); string(data) != "old" {
		t.Errorf("index.html holds %q", data)
	}
}

// The command for readers and the list for us are one file.
func TestSumsAreReadBySha256sum(t *testing.T) {
	t.Parallel()
	tool, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip("sha256sum is not installed")
	}
	dir := project(t)
	publish(t, methods["exchange"], dir, map[string]string{"index.html": "x", "en/é è/a b.txt": "y", SumsPath: "not ours"})
	cmd := exec.Command(tool, "--check", "--strict", SumsPath)
	cmd.Dir = filepath.Join(dir, "public")
	if out, err := cmd.CombinedOutput(); err != nil || strings.Count(string(out), ": OK") != 2 {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}
}

func TestPublishFailsWhole(t *testing.T) {
	t.Parallel()
	full := &fs.PathError{Op: "write", Err: syscall.ENOSPC}
	var calls atomic.Int32
	failures := map[string]func(s *system){
		"disk full at once": func(s *system) { s.write = func(string, []byte) error { return full } },
		"disk full at third": func(s *system) {
			s.write = func(name string, data []byte) error {
				if calls.Add(1) >= 3 {
					os.WriteFile(name, data[:len(data)/2], 0o600)
					return full
				}
				return writeFile(name, data)
			}
		},
		"sync fails":     func(s *system) { s.sync = func(string) error { return syscall.EIO } },
		"exchange fails": func(s *system) { s.exchange = func(a, b string) error { return syscall.EACCES } },
	}
	for name, fail := range failures {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := project(t)
			s := methods["exchange"]
			publish(t, s, dir, oldFiles)
			fail(&s)
			_, err := s.publish(context.Background(), dir, filepath.Join(dir, "public"), site(t, newFiles), sound)
			wantCodes(t, err, filepath.Join(dir, "public")+" [disk-write]")
			if strings.Contains(name, "full") && !strings.Contains(err.Error(), "the disk is full") {
				t.Errorf("%v: want it to say that the disk is full", err)
			}
			wantSite(t, dir, oldFiles)
			publish(t, methods["exchange"], dir, newFiles)
			wantSite(t, dir, newFiles)
		})
	}
}

func TestPublishFirstSiteFailsWhole(t *testing.T) {
	t.Parallel()
	dir := project(t)
	s := methods["exchange"]
	s.sync = func(string) error { return syscall.EDQUOT }
	_, err := s.publish(context.Background(), dir, filepath.Join(dir, "public"), site(t, newFiles), sound)
	wantCodes(t, err, filepath.Join(dir, "public")+" [disk-write]")
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("something was left behind: %v", entries)
	}
}

func TestPublishStops(t *testing.T) {
	t.Parallel()
	dir := project(t)
	publish(t, methods["exchange"], dir, oldFiles)
	ctx, cancel := context.WithCancel(context.Background())
	s := methods["exchange"]
	s.write = func(name string, data []byte) error {
		cancel()
		return writeFile(name, data)
	}
	if _, err := s.publish(ctx, dir, filepath.Join(dir, "public"), site(t, newFiles), sound); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	wantSite(t, dir, oldFiles)
}

// Between the question whether the folder is ours and its removal somebody may
// have put a file there: it is asked again under the lock.
func TestPublishAsksAgain(t *testing.T) {
	t.Parallel()
	dir := project(t)
	out := filepath.Join(dir, "public")
	publish(t, methods["exchange"], dir, oldFiles)
	if err := CheckOut(dir, out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "thesis.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Publish(context.Background(), dir, out, site(t, newFiles))
	wantCodes(t, err, filepath.Join(out, "thesis.md")+" [disk-foreign]")
}

func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	dir := project(t)
	out := filepath.Join(dir, "public")
	s := methods["exchange"]
	var inner, check error
	s.sync = func(folder string) error {
		_, inner = Publish(context.Background(), dir, out, site(t, oldFiles))
		check = CheckOut(dir, out)
		return syncTree(folder)
	}
	publish(t, s, dir, newFiles)
	wantCodes(t, inner, out+" [disk-busy]")
	wantCodes(t, check, out+" [disk-busy]")
	wantSite(t, dir, newFiles)
}

// A move by two renames that a kill stopped is finished by the next run, in
// whatever state it was left.
func TestJournal(t *testing.T) {
	t.Parallel()
	place := func(files map[string]string, folder string, into map[string]string) {
		for name, text := range files {
			into[folder+"/"+name] = text
		}
		into[folder+"/"+SumsPath] = sums(t, files)
	}
	tests := map[string]struct {
		lay  func(files map[string]string)
		want map[string]string
	}{
		"before the first rename": {func(f map[string]string) {
			place(oldFiles, "public", f)
			place(newFiles, ".public.daylight/new", f)
			f[".public.daylight/old/index.html"] = "a copy not finished"
		}, newFiles},
		"while the old one was removed": {func(f map[string]string) {
			f["public/index.html"], f["public/"+SumsPath] = "old", sums(t, oldFiles)
			place(oldFiles, ".public.daylight/old", f)
			place(newFiles, ".public.daylight/new", f)
		}, newFiles},
		"between the renames": {func(f map[string]string) {
			place(oldFiles, ".public.daylight/old", f)
			place(newFiles, ".public.daylight/new", f)
		}, newFiles},
		"after the second rename": {func(f map[string]string) {
			place(newFiles, "public", f)
			place(oldFiles, ".public.daylight/old", f)
		}, newFiles},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{"data/a.csv": "a", ".public.daylight/lock": marker, ".public.daylight/journal": "x"}
			test.lay(files)
			dir := lay(t, files)
			if err := CheckOut(dir, filepath.Join(dir, "public")); err != nil {
				t.Fatal(err)
			}
			wantSite(t, dir, test.want)
		})
	}
}

// What somebody put in the site's place after a kill is not deleted by the mend.
func TestJournalSparesForeignFiles(t *testing.T) {
	t.Parallel()
	dir := lay(t, map[string]string{"data/a.csv": "a", ".public.daylight/lock": marker, ".public.daylight/journal": "x",
		".public.daylight/new/index.html": "new", "public/thesis.md": "x"})
	before := snapshot(t, dir)
	wantCodes(t, CheckOut(dir, filepath.Join(dir, "public")), filepath.Join(dir, "public/thesis.md")+" [disk-foreign]")
	if after := snapshot(t, dir); !maps.Equal(before, after) {
		t.Errorf("before %q\nafter  %q", before, after)
	}
}

// A move by two renames of which some fail is taken back, or, when that fails too,
// finished by the next run.
func TestRenamesFail(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		fails       []int // which renames, from 1
		before, now map[string]string
	}{
		"the old one's":    {[]int{1}, oldFiles, oldFiles},
		"the new one's":    {[]int{2}, oldFiles, oldFiles},
		"and the one back": {[]int{2, 3}, nil, newFiles},
		"a first site's":   {[]int{1}, nil, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := project(t)
			out := filepath.Join(dir, "public")
			if name != "a first site's" {
				publish(t, methods["renames"], dir, oldFiles)
			}
			s, calls := methods["renames"], 0
			s.rename = func(from, to string) error {
				if calls++; slices.Contains(test.fails, calls) {
					return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EACCES}
				}
				return os.Rename(from, to)
			}
			_, err := s.publish(context.Background(), dir, out, site(t, newFiles), sound)
			wantCodes(t, err, out+" [disk-write]")
			if test.before != nil {
				wantSite(t, dir, test.before)
			} else if exists(out) {
				t.Error("there is a site")
			}
			if err := CheckOut(dir, out); err != nil {
				t.Fatal(err)
			}
			if test.now != nil {
				wantSite(t, dir, test.now)
			}
			publish(t, methods["exchange"], dir, newFiles)
			wantSite(t, dir, newFiles)
		})
	}
}

func TestMoveByCopy(t *testing.T) {
	t.Parallel()
	dir := project(t)
	publish(t, methods["exchange"], dir, oldFiles)
	if err := moveByCopy(filepath.Join(dir, "public"), filepath.Join(dir, "aside")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "aside"), filepath.Join(dir, "public")); err != nil {
		t.Fatal("the folder was not removed:", err)
	}
	wantSite(t, dir, oldFiles)
}

func TestPublishTree(t *testing.T) {
	t.Parallel()
	dir := project(t)
	if _, err := Publish(context.Background(), dir, filepath.Join(dir, "public"), tree.Tree{}); err != nil {
		t.Fatal(err)
	}
	wantSite(t, dir, nil)
}

// The lock's file comes and goes with its holder: whoever opens it at the moment it
// is removed must not take it for the lock.
func TestLockIsHeldByOne(t *testing.T) {
	t.Parallel()
	real := filepath.Join(t.TempDir(), "public")
	var holders, held atomic.Int32
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 400 {
				w, err := openWork(real, "public")
				if err != nil {
					continue // busy
				}
				if holders.Add(1) > 1 {
					t.Error("two hold the lock")
				}
				held.Add(1)
				for range 20 {
					exists(w.dir) // as long as a short publication
				}
				holders.Add(-1)
				w.close()
			}
		})
	}
	wait.Wait()
	if held.Load() == 0 {
		t.Error("nobody ever held the lock")
	}
}

// sound is the check of a site in which nothing is wrong.
func sound() error { return nil }

func TestPublishCheckedWaitsForTheCheck(t *testing.T) {
	t.Parallel()
	wrong := errors.New("wrong")
	for name, files := range map[string]map[string]string{"another site": newFiles, "the same site": oldFiles} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := project(t)
			publish(t, methods["exchange"], dir, oldFiles)
			_, err := PublishChecked(context.Background(), dir, filepath.Join(dir, "public"), site(t, files), func() error { return wrong })
			if !errors.Is(err, wrong) {
				t.Errorf("got %v, want what the check says", err)
			}
			wantSite(t, dir, oldFiles)
		})
	}
}

// The check may take as long as it likes: the site is in its place only behind it.
func TestPublishCheckedIsLast(t *testing.T) {
	t.Parallel()
	dir := project(t)
	out := filepath.Join(dir, "public")
	written := make(chan struct{})
	s := theSystem
	s.sync = func(folder string) error {
		err := theSystem.sync(folder)
		close(written)
		return err
	}
	_, err := s.publish(context.Background(), dir, out, site(t, newFiles), func() error {
		<-written
		if exists(out) {
			t.Error("the site was in its place before it was checked")
		}
		return nil
	})
	if err != nil || !exists(filepath.Join(out, SumsPath)) {
		t.Errorf("the site is not there: %v", err)
	}
}
