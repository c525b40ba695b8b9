package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// modules is npm's folder, seen from here.
const modules = "../../../node_modules"

// drawn are the samples, seen from here.
const drawn = "../testdata/options/chart_*.json"

// needModules skips a test before `npm ci`; a run that must be whole fails.
func needModules(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(modules, "echarts")); err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("node_modules is not there: run make")
	}
	t.Skip("node_modules is not there: run make")
}

func TestRun(t *testing.T) {
	t.Parallel()
	needModules(t)
	first, second := t.TempDir(), t.TempDir()
	for _, to := range []string{first, second} {
		if err := run(modules, to, drawn); err != nil {
			t.Fatal(err)
		}
	}
	names := []string{"all.js", "common.js", "version.txt", "licences/echarts-CHANGES.txt"}
	for _, s := range source {
		names = append(names, s.name)
	}
	for _, name := range names {
		a, err := os.ReadFile(filepath.Join(first, filepath.FromSlash(name)))
		if err != nil || len(a) == 0 {
			t.Errorf("%s is not there (%v)", name, err)
		}
		if b, _ := os.ReadFile(filepath.Join(second, filepath.FromSlash(name))); string(a) != string(b) {
			t.Errorf("%s is not the same twice", name)
		}
	}
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	from, to := t.TempDir(), t.TempDir()
	refuse := func(what string) {
		t.Helper()
		if err := run(from, to, drawn); err == nil {
			t.Errorf("%s is no error", what)
		}
		if _, err := os.Stat(filepath.Join(to, "version.txt")); err == nil {
			t.Errorf("%s: a bundle that is not whole has a version", what)
		}
	}
	refuse("an empty folder")
	path := filepath.Join(from, "echarts", "package.json")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{"a package without a version": `{"version": ""}`, "a package without files": `{"version": "6.1.0"}`} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		refuse(what)
	}
}

func TestBuildWithoutModules(t *testing.T) {
	t.Parallel()
	if _, err := build(t.TempDir(), nil); err == nil {
		t.Error("no error without ECharts")
	}
}

// A change that does not fit, or whose module is not in the bundle, is an error.
func TestChangesMustFit(t *testing.T) {
	t.Parallel()
	e := edits[0]
	for _, text := range []string{"", e.old + e.old} {
		if got, err := changed(e.module, text); err == nil {
			t.Errorf("changing %q gave %q and no error", text, got)
		}
	}
	if err := unseen(nil); err == nil {
		t.Error("a bundle without the changed modules is no error")
	}
}

func TestHollowed(t *testing.T) {
	t.Parallel()
	got := hollowed("import x from 'y';\nexport function a(b) {\n  return 1;\n}\nexport var c = 1;\nexport { d, e };\nexport default f;\n")
	for _, want := range []string{"nothing as a }", "nothing as c }", "nothing as d }", "nothing as e }", "export default nothing"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if strings.Contains(got, "import") {
		t.Errorf("a hollow module imports: %q", got)
	}
}
