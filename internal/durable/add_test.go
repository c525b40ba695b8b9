package durable

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/tree"
)

func treeOf(t *testing.T, names ...string) tree.Tree {
	t.Helper()
	files := map[string][]byte{}
	for _, name := range names {
		files[name] = []byte("text of " + name)
	}
	made, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestAddFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "deep", "project")
	undo, err := AddFiles(dir, treeOf(t, "README.md", "content/en/index.md"))
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "content/en/index.md")); err != nil || string(data) != "text of content/en/index.md" {
		t.Errorf("%q, %v", data, err)
	}
	undo()
	if _, err := os.Lstat(dir); err == nil {
		t.Error("undo left the folder")
	}
}

// What is there is left alone, and nothing is written beside it.
func TestAddFilesTouchesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	outside := filepath.Join(t.TempDir(), "victim")
	if err := os.WriteFile(filepath.Join(dir, "b.md"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "c.md")); err != nil {
		t.Skip("no links here")
	}
	_, err := AddFiles(dir, treeOf(t, "a/new.md", "b.md", "c.md"))
	if err == nil || strings.Count(err.Error(), string(CodeForeign)) != 2 {
		t.Fatalf("%v", err)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "b.md")); string(data) != "mine" {
		t.Errorf("b.md holds %q", data)
	}
	for _, name := range []string{filepath.Join(dir, "a"), outside} {
		if _, err := os.Lstat(name); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

// A folder that is a link out of the project, or a file, stops everything.
func TestAddFilesStaysInside(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "content")); err != nil {
		t.Skip("no links here")
	}
	if _, err := AddFiles(dir, treeOf(t, "a.md", "content/en/index.md")); err == nil || !strings.Contains(err.Error(), string(CodeWrite)) {
		t.Errorf("%v", err)
	}
	left, _ := os.ReadDir(outside)
	if _, err := os.Lstat(filepath.Join(dir, "a.md")); err == nil || len(left) > 0 {
		t.Error("something was left behind")
	}
	if _, err := AddFiles(filepath.Join(dir, "nothing", "\x00"), treeOf(t, "a")); err == nil {
		t.Error("a folder that cannot be was made")
	}
}
