package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRun(t *testing.T) {
	t.Parallel()
	from, to := t.TempDir(), t.TempDir()
	put := func(name, text string) {
		path := filepath.Join(from, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(from, to); err == nil {
		t.Error("an empty node_modules is no error")
	}
	put("echarts/package.json", `{"version": ""}`)
	if err := run(from, to); err == nil {
		t.Error("a package without a version is no error")
	}
	put("echarts/package.json", `{"version": "6.1.0"}`)
	if err := run(from, to); err == nil {
		t.Error("a missing file is no error")
	}
	if _, err := os.Stat(filepath.Join(to, "version.txt")); err == nil {
		t.Error("a bundle that is not whole has a version")
	}
	for _, s := range source {
		put(s.path, s.name)
	}
	if err := run(from, to); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"version.txt": "6.1.0\n", "echarts.js": "echarts.js", "licences/tslib-LICENSE.txt": "licences/tslib-LICENSE.txt"} {
		if got, err := os.ReadFile(filepath.Join(to, filepath.FromSlash(name))); err != nil || string(got) != want {
			t.Errorf("%s holds %q (%v), want %q", name, got, err, want)
		}
	}
}
