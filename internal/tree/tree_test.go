package tree

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func build(t *testing.T, names ...string) Tree {
	t.Helper()
	files := map[string][]byte{}
	for _, n := range names {
		path, text, _ := strings.Cut(n, "=")
		files[path] = []byte(text)
	}
	made, err := New(files)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestNewRefusesPaths(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", ".", "/a", "../a", "a/../b", "a//b", "a/", `a\b`, "a\x00b", "./a"} {
		if _, err := New(map[string][]byte{bad: nil}); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
	if _, err := New(map[string][]byte{"a": nil, "a/b/c": nil}); err == nil {
		t.Error("a file that is also a folder was accepted")
	}
}

func TestGlobSubFilterOverlay(t *testing.T) {
	t.Parallel()
	a := build(t, "data/a.csv=1", "data/b.csv=2", "data/figures/x.sql=3", "content/en/index.md=4")
	if got := a.Glob("data/*.csv"); !slices.Equal(got, []string{"data/a.csv", "data/b.csv"}) {
		t.Errorf("glob: %q", got)
	}
	if got := a.Glob("data/**"); len(got) != 3 {
		t.Errorf("deep glob: %q", got)
	}
	if got := a.Glob("["); got != nil {
		t.Errorf("a malformed pattern matched %q", got)
	}
	if got := a.Sub("data").Paths(); !slices.Equal(got, []string{"a.csv", "b.csv", "figures/x.sql"}) {
		t.Errorf("sub: %q", got)
	}
	if got := a.Filter(func(p string) bool { return strings.HasSuffix(p, ".md") }); got.Len() != 1 || !got.Has("content/en/index.md") {
		t.Errorf("filter: %q", got.Paths())
	}
	over, err := a.Overlay(build(t, "data/a.csv=new", "extra=5"))
	if err != nil {
		t.Fatal(err)
	}
	if data, _ := over.Read("data/a.csv"); string(data) != "new" || over.Len() != 5 {
		t.Errorf("overlay: %q %q", data, over.Paths())
	}
	if data, _ := a.Read("data/a.csv"); string(data) != "1" {
		t.Error("an overlay changed the tree under it")
	}
	if _, err := a.Overlay(build(t, "data=file")); err == nil {
		t.Error("a file over a folder was accepted")
	}
}

func TestSumsRoundTrip(t *testing.T) {
	t.Parallel()
	a := build(t, "b c=1", "a=")
	sums, err := ParseSums(a.Sums())
	if err != nil || sums["b c"] != Sum([]byte("1")) || len(sums) != 2 {
		t.Fatalf("%v %v", sums, err)
	}
	if !strings.HasPrefix(string(a.Sums()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n") {
		t.Errorf("not the form of sha256sum: %s", a.Sums())
	}
	for _, bad := range []string{"x", strings.Repeat("a", 64) + " a", strings.Repeat("a", 64) + "  ../a", strings.Repeat("g", 64) + "  a", strings.Repeat(string(a.Sums()), 2)} {
		if _, err := ParseSums([]byte(bad)); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func TestDiff(t *testing.T) {
	t.Parallel()
	got := Diff(build(t, "a=1", "b=1", "d=1"), build(t, "b=2", "c=1", "d=1"))
	want := []Change{{"a", Removed}, {"b", Changed}, {"c", Added}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestFromFS(t *testing.T) {
	t.Parallel()
	got, err := FromFS(fstest.MapFS{"a/b": {Data: []byte("x")}})
	if err != nil || !got.Has("a/b") {
		t.Errorf("%v %v", got.Paths(), err)
	}
}
