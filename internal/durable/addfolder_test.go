package durable

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/tree"
)

func TestAddFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	undo, err := AddFolder(t.Context(), dir, "content/new", treeOf(t, "content/new/a.md", "content/new/deep/b.md"))
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "content/new/deep/b.md")); err != nil || string(data) != "text of content/new/deep/b.md" {
		t.Errorf("%q, %v", data, err)
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, "content")); len(entries) != 1 {
		t.Errorf("%v is left beside the folder", entries)
	}
	undo()
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("undo left %v", entries)
	}
}

// A folder that cannot be made whole is not made at all.
func TestAddFolderIsAllOrNothing(t *testing.T) {
	t.Parallel()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	long := "content/new/" + strings.Repeat("x", 300)
	for name, c := range map[string]struct {
		ctx   context.Context
		there string // a file that is there before
		files tree.Tree
	}{
		"stopped":                 {stopped, "", treeOf(t, "content/new/a.md")},
		"there is a folder":       {t.Context(), "content/new/mine.md", treeOf(t, "content/new/a.md")},
		"there is a file":         {t.Context(), "content/new", treeOf(t, "content/new/a.md")},
		"a name that is too long": {t.Context(), "", treeOf(t, "content/new/a.md", long)},
		"a file beside it":        {t.Context(), "", treeOf(t, "content/new/a.md", "content/other.md")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if c.there != "" {
				if err := errors.Join(os.MkdirAll(filepath.Join(dir, filepath.Dir(c.there)), 0o755), os.WriteFile(filepath.Join(dir, c.there), []byte("mine"), 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := AddFolder(c.ctx, dir, "content/new", c.files); err == nil {
				t.Error("it was made")
			}
			err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
				if data, _ := os.ReadFile(name); err == nil && !d.IsDir() && string(data) != "mine" {
					t.Errorf("%s was left", name)
				}
				return err
			})
			entries, _ := os.ReadDir(dir)
			if err != nil || c.there == "" && len(entries) > 0 {
				t.Errorf("left are %v (%v)", entries, err)
			}
		})
	}
}
