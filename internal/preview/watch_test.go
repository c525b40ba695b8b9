package preview

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// watched is a project with one page, and its watcher.
func watched(t *testing.T) (dir string, w *Watcher) {
	t.Helper()
	dir = t.TempDir()
	put(t, filepath.Join(dir, "content/en/index.md"), "words")
	w, err := Watch(dir, "content", "data", "templates")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	return dir, w
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// told waits until the changes that are told name a file, or everything.
func told(t *testing.T, w *Watcher, name string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	for {
		change, ok := w.Next(ctx)
		if !ok {
			t.Fatalf("nothing was told of %s", name)
		}
		if change.Whole || slices.Contains(change.Files, name) {
			return
		}
	}
}

func TestWatch(t *testing.T) {
	t.Parallel()
	dir, w := watched(t)
	page := filepath.Join(dir, "content/en/index.md")
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"content/en/index.md", func() error { return os.WriteFile(page, []byte("other"), 0o644) }},
		{"content/en/index.md", func() error {
			if err := os.WriteFile(page+".new", []byte("as editors save"), 0o644); err != nil {
				return err
			}
			return os.Rename(page+".new", page)
		}},
		{"content/en/new.md", func() error { return os.WriteFile(filepath.Join(dir, "content/en/new.md"), nil, 0o644) }},
		{"content/fr", func() error { return os.Mkdir(filepath.Join(dir, "content/fr"), 0o755) }},
		{"content/fr/index.md", func() error { return os.WriteFile(filepath.Join(dir, "content/fr/index.md"), nil, 0o644) }},
		{"data", func() error { return os.MkdirAll(filepath.Join(dir, "data/figures"), 0o755) }},
		{"data/figures/x.sql", func() error { return os.WriteFile(filepath.Join(dir, "data/figures/x.sql"), nil, 0o644) }},
		{"content", func() error { return os.RemoveAll(filepath.Join(dir, "content")) }},
		{"content", func() error { return os.MkdirAll(filepath.Join(dir, "content/en"), 0o755) }},
		{"content/en/index.md", func() error { return os.WriteFile(page, []byte("back"), 0o644) }},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		told(t, w, step.name)
	}
}

// A thousand files at once are told in a few changes, not in a thousand.
func TestWatchMany(t *testing.T) {
	t.Parallel()
	dir, w := watched(t)
	for i := range 1000 {
		put(t, filepath.Join(dir, fmt.Sprintf("content/en/page-%d.md", i)), "words")
	}
	put(t, filepath.Join(dir, "content/en/last.md"), "words")
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	whole := false
	for turns := 0; !whole; turns++ {
		change, ok := w.Next(ctx)
		if !ok || turns > 30 {
			t.Fatalf("not told as a whole in %d turns", turns)
		}
		whole = change.Whole
		if len(change.Files) > maxNamed {
			t.Errorf("%d files are named", len(change.Files))
		}
	}
}

// What is no input is not told: neither the output nor a file beside the folders.
func TestWatchIgnores(t *testing.T) {
	t.Parallel()
	dir, w := watched(t)
	put(t, filepath.Join(dir, "public/index.html"), "x")
	put(t, filepath.Join(dir, "notes.txt"), "x")
	put(t, filepath.Join(dir, "content/en/index.md"), "other")
	change, ok := w.Next(t.Context())
	if !ok || change.Whole || !slices.Equal(change.Files, []string{"content/en/index.md"}) {
		t.Errorf("told of %+v", change)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, ok := w.Next(ctx); ok {
		t.Error("told of something when all had ended")
	}
}
