package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// watched is a project that check --watch looks at.
type watched struct {
	t    *testing.T
	dir  string
	stop func() // as Ctrl-C does
	code chan int
}

// watchProject starts to watch a copy of the tests' project.
func watchProject(t *testing.T, stdout, stderr io.Writer, flags ...string) *watched {
	t.Helper()
	w := &watched{t: t, dir: t.TempDir(), code: make(chan int, 1)}
	if err := os.CopyFS(w.dir, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	w.stop = cancel
	go func() {
		w.code <- run(ctx, append([]string{"check", "--watch", "--no-cache", w.dir}, flags...), stdout, stderr)
	}()
	return w
}

// save puts a file in place at once, as editors do.
func (w *watched) save(name string, replace ...string) {
	w.t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata/base", name))
	if err != nil {
		w.t.Fatal(err)
	}
	part := filepath.Join(w.dir, "part")
	if err := os.WriteFile(part, []byte(strings.NewReplacer(replace...).Replace(string(data))), 0o644); err != nil {
		w.t.Fatal(err)
	}
	if err := os.Rename(part, filepath.Join(w.dir, name)); err != nil {
		w.t.Fatal(err)
	}
}

// Each run gives one object; a file that is saved as it was gives none.
func TestCheckWatchJSON(t *testing.T) {
	t.Parallel()
	reader, writer := io.Pipe()
	var stderr bytes.Buffer
	w := watchProject(t, writer, &stderr, "--json")
	runs := json.NewDecoder(reader)
	next := func() (r checkRun) {
		t.Helper()
		if err := runs.Decode(&r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	const page, table = "content/en/index.md", "data/letters.csv"
	if r := next(); !r.Holds || r.Problems == nil || len(r.Problems) > 0 || r.Report == nil || r.Report.Charts != 1 || r.Report.Tally == nil {
		t.Errorf("of a project that holds: %+v", r)
	}
	w.save(page) // as it was
	w.save(page, "[150](figure:totals.exact) letters in two", "[151](figure:totals.exact) letters in two")
	r := next()
	if r.Holds || r.Report != nil || len(r.Problems) != 1 || r.Problems[0].Code != "claim-stale" || r.Problems[0].Line != 13 || !strings.HasSuffix(r.Problems[0].Path, page) || r.Problems[0].Edit == nil {
		t.Errorf("of a claim that is stale: %+v", r)
	}
	w.save(table, "120", "few")
	if r = next(); r.Holds || len(r.Problems) == 0 || !strings.HasSuffix(r.Problems[0].Path, table) {
		t.Errorf("of a cell that is none: %+v", r)
	}
	w.save(table)
	w.save(page)
	for r = next(); !r.Holds; { // once or twice
		r = next()
	}
	w.stop()
	if code := <-w.code; code != exitInterrupted || stderr.String() != "daylight: stopped; nothing was written\n" {
		t.Errorf("it ended with %d and said %q", code, stderr.String())
	}
}

// lines hands on each line that is written.
type linesTo chan string

func (l linesTo) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		l <- strings.TrimSuffix(line, "\n")
	}
	return len(p), nil
}

// What is said to a person, between two lines that an editor waits for.
func TestCheckWatch(t *testing.T) {
	t.Parallel()
	out := make(linesTo, 1000)
	w := watchProject(t, out, out)
	said := func() string {
		var lines []string
		for line := range out {
			if lines = append(lines, line); strings.HasPrefix(line, "daylight: waiting") || strings.HasPrefix(line, "daylight: stopped") {
				break
			}
		}
		return strings.Join(lines, "\n")
	}
	first := said()
	if !strings.HasPrefix(first, "daylight: checking\nEverything holds: 2 pages") || !strings.HasSuffix(first, "\ndaylight: waiting for a change; Ctrl-C ends") {
		t.Errorf("it says %s", first)
	}
	w.save("content/en/index.md", "in two regions", "in 2 regions")
	second := said()
	if !strings.HasPrefix(second, "daylight: checking, since content/en/index.md has changed\n") || !strings.Contains(second, "[claim-unbound]\n  hint: ") || !strings.Contains(second, "\ndaylight: 1 problem; nothing was written\n") {
		t.Errorf("it says %s", second)
	}
	w.stop()
	if code := <-w.code; code != exitInterrupted || said() != "daylight: stopped; nothing was written" {
		t.Errorf("it ended with %d", code)
	}
}
