package durable

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// replace replaces files of a project that was laid from before.
func replace(t *testing.T, dir string, before, after map[string]string) ([]string, error) {
	t.Helper()
	return ReplaceFiles(context.Background(), dir, site(t, before), site(t, after))
}

// wantFiles asks that dir holds exactly these files.
func wantFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	names, err := list(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		got[name] = string(data)
	}
	if !maps.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

var (
	pagesBefore = map[string]string{"content/en/index.md": "950", "content/en/a.md": "a", "content/report.yaml": "1"}
	pagesAfter  = map[string]string{"content/en/index.md": "949", "content/en/a.md": "a", "content/report.yaml": "2"}
)

func TestReplaceFiles(t *testing.T) {
	t.Parallel()
	dir := lay(t, pagesBefore)
	page := filepath.Join(dir, "content/en/index.md")
	if err := os.Chmod(page, 0o640); err != nil {
		t.Fatal(err)
	}
	untouched, _ := os.Stat(filepath.Join(dir, "content/en/a.md"))
	replaced, err := replace(t, dir, pagesBefore, pagesAfter)
	if err != nil || !slices.Equal(replaced, []string{"content/en/index.md", "content/report.yaml"}) {
		t.Errorf("replaced %q: %v", replaced, err)
	}
	wantFiles(t, dir, pagesAfter)
	if info, _ := os.Stat(page); runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is now %v", info.Mode())
	}
	if still, _ := os.Stat(filepath.Join(dir, "content/en/a.md")); !os.SameFile(untouched, still) {
		t.Error("a file without a change was replaced")
	}
}

// Whatever is in the way of one file, none is written.
func TestReplaceFilesIsAllOrNothing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		spoil func(dir string) error
		want  string
	}{
		"changed meanwhile": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "content/report.yaml"), []byte("3"), 0o644)
		},
			"content/report.yaml [disk-changed]"},
		"deleted meanwhile": {func(dir string) error { return os.Remove(filepath.Join(dir, "content/report.yaml")) },
			"content/report.yaml [disk-write]"},
		"a link": {func(dir string) error {
			file := filepath.Join(dir, "content/report.yaml")
			return errors.Join(os.Rename(file, filepath.Join(dir, "elsewhere")), os.Symlink("../elsewhere", file))
		}, "content/report.yaml [disk-symlink]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := lay(t, pagesBefore)
			if err := test.spoil(dir); err != nil {
				t.Fatal(err)
			}
			replaced, err := replace(t, dir, pagesBefore, pagesAfter)
			wantCodes(t, err, test.want)
			if data, _ := os.ReadFile(filepath.Join(dir, "content/en/index.md")); string(data) != "950" || len(replaced) > 0 {
				t.Errorf("the other file now reads %q, replaced %q", data, replaced)
			}
			if names, _ := list(dir); slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, ".daylight-") }) {
				t.Errorf("something was left behind: %q", names)
			}
		})
	}
}

func TestReplaceFilesStaysInside(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"README.md", "templates/page.html.tmpl", "public/index.html"} {
		dir := lay(t, map[string]string{name: "a"})
		if _, err := replace(t, dir, map[string]string{name: "a"}, map[string]string{name: "b"}); err == nil {
			t.Errorf("%s was replaced", name)
		}
		wantFiles(t, dir, map[string]string{name: "a"})
	}
	dir := lay(t, pagesBefore)
	for _, after := range []map[string]string{{}, {"content/en/new.md": "n", "content/en/index.md": "950", "content/en/a.md": "a", "content/report.yaml": "1"}} {
		if _, err := replace(t, dir, pagesBefore, after); err == nil {
			t.Error("a file was made or deleted")
		}
	}
	wantFiles(t, dir, pagesBefore)
	linked := lay(t, map[string]string{"content/en": "-> ../../away"})
	if _, err := replace(t, linked, map[string]string{"content/en/index.md": "a"}, map[string]string{"content/en/index.md": "b"}); err == nil {
		t.Error("a file was replaced outside the project")
	}
}

func TestReplaceFilesStops(t *testing.T) {
	t.Parallel()
	dir := lay(t, pagesBefore)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ReplaceFiles(ctx, dir, site(t, pagesBefore), site(t, pagesAfter)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	wantFiles(t, dir, pagesBefore)
}
