//go:build unix

package reproduce

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daylight/internal/tree"
)

// TestSecondMachine has somebody else make the program and the report from nothing but what
// the repository holds: another user, with no module, no package and no build of an earlier time.
func TestSecondMachine(t *testing.T) {
	t.Parallel()
	if os.Getenv("DAYLIGHT_SLOW") == "" {
		t.Skip("it fetches every module and package anew, which takes minutes: set DAYLIGHT_SLOW=1")
	}
	for _, tool := range []string{"git", "make", "npm"} {
		skipWithout(t, tool)
	}
	want, err := os.ReadFile(filepath.Join(must(t, reference), "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	home, err := os.MkdirTemp(shared, "machine-")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(home, "repository")
	clone(t, dir)
	cmd := exec.CommandContext(t.Context(), "make")
	cmd.Dir = dir
	cmd.Env = strange(home)
	asNobody(t, cmd, home)
	if out, code := run(t, cmd); code != 0 {
		t.Fatalf("make ends with %d:\n%s", code, out)
	}
	for _, made := range []string{"node_modules", "../go/pkg/mod/cache/download", "../.cache/go-build"} {
		if _, err := os.Stat(filepath.Join(dir, made)); err != nil {
			t.Errorf("something of this machine was used: %v", err)
		}
	}
	got, err := os.ReadFile(filepath.Join(dir, "public/SHA256SUMS"))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("the report has another hash: %s, want %s (%v)", tree.Sum(got), tree.Sum(want), err)
	}
}

// clone copies what the repository holds, but for the built report.
func clone(t *testing.T, dir string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = root
	list, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.SplitSeq(strings.Trim(string(list), "\x00"), "\x00") {
		from, to := filepath.Join(root, name), filepath.Join(dir, name)
		info, err := os.Stat(from)
		if strings.HasPrefix(name, "public/") || err != nil {
			continue // a file that is deleted, and not yet so in the repository
		}
		data, err1 := os.ReadFile(from)
		err2 := os.MkdirAll(filepath.Dir(to), 0o755)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if err := os.WriteFile(to, data, info.Mode().Perm()); err != nil {
			t.Fatal(err)
		}
	}
}

// strange is the environment of a user of another home: of this machine it has the programs and the way
// to the network.
func strange(home string) []string {
	env := slices.DeleteFunc(os.Environ(), func(set string) bool {
		name, _, _ := strings.Cut(set, "=")
		return name == "HOME" || strings.HasPrefix(name, "XDG_") || strings.HasPrefix(name, "GO") || strings.HasPrefix(name, "npm_config_")
	})
	return append(env, "HOME="+home, "GOTOOLCHAIN=local", "GOFLAGS=-modcacherw")
}
