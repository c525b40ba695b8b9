//go:build unix

package durable

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"daylight/internal/diag"
)

func pipe(t *testing.T, name string) {
	t.Helper()
	if err := unix.Mkfifo(name, 0o644); err != nil {
		t.Skip("no pipes here:", err)
	}
}

// Reading a pipe that nobody writes to would never end.
func TestPipesInTheOutput(t *testing.T) {
	t.Parallel()
	for _, name := range []string{SumsPath, "index.html", "en"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := project(t)
			out := filepath.Join(dir, "public")
			if err := os.Mkdir(out, 0o755); err != nil {
				t.Fatal(err)
			}
			pipe(t, filepath.Join(out, name))
			want := filepath.Join(out, name) + " [disk-foreign]"
			wantCodes(t, CheckOut(dir, out), want)
			_, err := Publish(context.Background(), dir, out, site(t, newFiles))
			wantCodes(t, err, want)
		})
	}
}

func TestPipeForTheLock(t *testing.T) {
	t.Parallel()
	dir := project(t)
	if err := os.Mkdir(filepath.Join(dir, ".public.daylight"), 0o755); err != nil {
		t.Fatal(err)
	}
	pipe(t, filepath.Join(dir, ".public.daylight/lock"))
	wantCodes(t, CheckOut(dir, filepath.Join(dir, "public")), filepath.Join(dir, ".public.daylight")+" [disk-foreign]")
}

// A lock that is a link would have the marker written into the file it leads to.
func TestLinkForTheLock(t *testing.T) {
	t.Parallel()
	dir := lay(t, map[string]string{"p/data/a.csv": "a", "p/.public.daylight/lock": "-> ../../empty", "empty": ""})
	wantCodes(t, CheckOut(filepath.Join(dir, "p"), filepath.Join(dir, "p/public")), filepath.Join(dir, "p/.public.daylight")+" [disk-foreign]")
	if data, err := os.ReadFile(filepath.Join(dir, "empty")); err != nil || len(data) > 0 {
		t.Errorf("the file that the link leads to holds %q, %v", data, err)
	}
}

func TestCacheOfPipesAndLinks(t *testing.T) {
	t.Parallel()
	c := OpenCache(t.TempDir())
	for key, spoil := range map[string]func(name string) error{
		"pipe":   func(name string) error { return unix.Mkfifo(name, 0o644) },
		"link":   func(name string) error { return os.Symlink("/dev/zero", name) },
		"folder": func(name string) error { return os.Mkdir(name, 0o755) },
	} {
		c.Put(key, []byte("value"))
		name := c.entry(key)
		if err := errors.Join(os.Remove(name), spoil(name)); err != nil {
			t.Fatal(err)
		}
		if got, ok := c.Get(key); ok {
			t.Errorf("%s: got %q", key, got)
		}
		c.Put(key, []byte("value"))
		if got, ok := c.Get(key); key != "folder" && (!ok || string(got) != "value") {
			t.Errorf("%s: after it was put again: got %q, %v", key, got, ok)
		}
	}
}

// Whatever the name becomes between the look at it and the opening, nothing waits.
func TestOpenCarefully(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "pipe")
	pipe(t, name)
	f, err := os.OpenFile(name, os.O_RDONLY|carefully, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if _, err := openRegular(name, os.O_RDONLY, 0); !errors.Is(err, errNotRegular) {
		t.Errorf("a pipe opens with %v", err)
	}
}

// A folder that nothing can be written to. Root may write to any, so it is given a
// disk mounted for reading alone.
func readOnly(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	dir = lay(t, files)
	if os.Getuid() == 0 {
		return mountReadOnly(t, dir)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	return dir
}

func TestReadOnlyProject(t *testing.T) {
	t.Parallel()
	dir := readOnly(t, map[string]string{"data/a.csv": "a"})
	if files, err := ReadProject(dir); err != nil || files.Len() != 1 {
		t.Errorf("reading gives %q, %v", files.Paths(), err)
	}
	out := filepath.Join(t.TempDir(), "public")
	if _, err := Publish(context.Background(), dir, out, site(t, newFiles)); err != nil {
		t.Errorf("publishing elsewhere: %v", err)
	}
	wantRefused(t, dir, filepath.Join(dir, "public"))
}

func TestOutputBelowAReadOnlyFolder(t *testing.T) {
	t.Parallel()
	dir := readOnly(t, map[string]string{"public/index.html": "old", "public/" + SumsPath: sums(t, map[string]string{"index.html": "old"})})
	for _, name := range []string{"public", "new", "deep/er/new"} {
		wantRefused(t, project(t), filepath.Join(dir, name))
	}
}

func wantRefused(t *testing.T, project, out string) {
	t.Helper()
	_, err := Publish(context.Background(), project, out, site(t, newFiles))
	wantCodes(t, err, out+" [disk-write]")
	list, _ := diag.AsList(err)
	if len(list) == 1 && !strings.Contains(list[0].Hint, "permissions") && !strings.Contains(list[0].Hint, "can only be read") {
		t.Errorf("the hint is %q", list[0].Hint)
	}
}
