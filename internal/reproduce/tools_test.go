// Package reproduce holds the tests of what a watchdog does with a report: build it anew
// in other surroundings, verify it from afar, and recompute it with other software. It
// has no code of its own.
package reproduce

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"daylight/internal/durable"
	"daylight/internal/tree"
)

const root = "../.."

// TestMain removes the program that the tests share.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "daylight-reproduce-")
	if err != nil {
		panic(err)
	}
	shared = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// shared is the folder that holds the program, and the report that it built.
var shared string

// program builds daylight once.
var program = sync.OnceValues(func() (string, error) {
	name := filepath.Join(shared, "daylight")
	return name, compile(name)
})

func compile(name string, env ...string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", name, "./cmd/daylight")
	cmd.Dir = root
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return errors.New(string(out))
	}
	return os.Chmod(shared, 0o755) // another user runs it too
}

// reference builds the repository's report once and returns its folder.
var reference = sync.OnceValues(func() (string, error) { return publish(root, "site") })

// minimal builds the smallest example once and returns its folder: for what any report shows.
var minimal = sync.OnceValues(func() (string, error) { return publish(filepath.Join(root, "examples/minimal"), "small") })

// publish builds the report of a folder into a folder of the shared one.
func publish(project, name string) (string, error) {
	daylight, err := program()
	if err != nil {
		return "", err
	}
	site := filepath.Join(shared, name)
	out, err := exec.Command(daylight, "build", "--no-cache", "--out", site, project).CombinedOutput()
	if err != nil {
		return "", errors.New(string(out))
	}
	return site, nil
}

// slow asks for every way and every witness apart, which takes minutes.
var slow = os.Getenv("DAYLIGHT_SLOW") == "1"

func must[T any](t testing.TB, get func() (T, error)) T {
	t.Helper()
	value, err := get()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// skipWithout skips a test whose tool is missing, and fails it where all must be there.
func skipWithout(t testing.TB, tool string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", tool)
		}
		t.Skipf("%s is not installed", tool)
	}
	return path
}

// project returns the inputs of the repository's report.
func project(t testing.TB) tree.Tree {
	t.Helper()
	p, err := durable.ReadProject(root)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// lay writes files into a folder, in the order given.
func lay(t testing.TB, dir string, files tree.Tree, names []string) {
	t.Helper()
	for _, name := range names {
		data, _ := files.Read(name)
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// run runs a command and returns what it said on stdout and stderr, and its exit code.
func run(t testing.TB, cmd *exec.Cmd) (out string, code int) {
	t.Helper()
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return strings.TrimSpace(said.String()), cmd.ProcessState.ExitCode()
}
