package durable

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// mount mounts a file system for a test, or skips it where that is not allowed.
func mount(t *testing.T, kind, options string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := unix.Mount("none", dir, kind, 0, options); err != nil {
		t.Skipf("cannot mount %s here: %v", kind, err)
	}
	t.Cleanup(func() { unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

func TestDiskFullForReal(t *testing.T) {
	t.Parallel()
	dir := mount(t, "tmpfs", "size=256k")
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := methods["exchange"]
	publish(t, s, dir, oldFiles)
	big := map[string]string{"index.html": "x", "a.txt": strings.Repeat("a", 150<<10), "b.txt": strings.Repeat("b", 150<<10)}
	_, err := Publish(context.Background(), dir, filepath.Join(dir, "public"), site(t, big))
	wantCodes(t, err, filepath.Join(dir, "public")+" [disk-write]")
	if err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("%v: want it to say that the disk is full", err)
	}
	wantSite(t, dir, oldFiles)
	publish(t, s, dir, newFiles)
	wantSite(t, dir, newFiles)
}

// A container's disk: the old site lies in the image below, where folders can be
// neither exchanged nor renamed.
func TestOverlay(t *testing.T) {
	t.Parallel()
	upper := mount(t, "tmpfs", "size=1m") // an overlay cannot lie on an overlay, and here it might
	lower := project(t)
	publish(t, methods["exchange"], lower, oldFiles)
	for _, name := range []string{"up", "work"} {
		if err := os.Mkdir(filepath.Join(upper, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	dir := mount(t, "overlay", "redirect_dir=off,lowerdir="+lower+",upperdir="+upper+"/up,workdir="+upper+"/work")
	if err := os.Mkdir(filepath.Join(dir, "probe"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := exchange(filepath.Join(dir, "probe"), filepath.Join(dir, "public")); err == nil || !cannotExchange(err) {
		t.Fatalf("an exchange of folders gives %v: this is no test of a system without one", err)
	}
	if err := os.Remove(filepath.Join(dir, "probe")); err != nil {
		t.Fatal(err)
	}
	for _, files := range []map[string]string{newFiles, oldFiles, newFiles} {
		publish(t, methods["exchange"], dir, files)
		wantSite(t, dir, files)
	}
	wantSite(t, lower, oldFiles)
}

// A folder that is itself a mount cannot change places with another.
func TestMountPoint(t *testing.T) {
	t.Parallel()
	out := mount(t, "tmpfs", "size=1m")
	dir := project(t)
	_, err := Publish(context.Background(), dir, out, site(t, newFiles))
	wantCodes(t, err, out+" [disk-write]")
	if entries, _ := os.ReadDir(out); len(entries) != 0 {
		t.Errorf("the mount holds %v", entries)
	}
}

// mountReadOnly shows a folder again where nobody can write to it.
func mountReadOnly(t *testing.T, folder string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := unix.Mount(folder, dir, "", unix.MS_BIND, ""); err != nil {
		t.Skipf("cannot mount here: %v", err)
	}
	t.Cleanup(func() { unix.Unmount(dir, unix.MNT_DETACH) })
	if err := unix.Mount("none", dir, "", unix.MS_BIND|unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skipf("cannot mount for reading alone: %v", err)
	}
	return dir
}
