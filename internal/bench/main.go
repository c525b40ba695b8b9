//go:build unix

// Command bench measures Daylight against other programs on the same work, in the
// same run: only such ratios last, since machines are noisy. It prints the tables
// of docs/PERFORMANCE.md.
//
//	go run ./internal/bench                     # everything; takes minutes
//	go run ./internal/bench -runs 1 pages       # one part: reference, charts, pages, table, serve
//	go run ./internal/bench -pages 100 -charts 5 -rows 1000 generate DIR
//
// It needs bin/daylight (make), the sqlite3 shell, and Hugo, which it installs
// into the folder it keeps.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

func main() {
	b := bench{out: os.Stdout}
	var size size
	flag.IntVar(&b.runs, "runs", 5, "how often each program runs")
	flag.StringVar(&b.cache, "cache", filepath.Join(os.TempDir(), "daylight-bench"), "the `folder` that keeps Hugo, and what a session makes until its end")
	flag.IntVar(&size.pages, "pages", 100, "generate: pages")
	flag.IntVar(&size.charts, "charts", 1, "generate: charts")
	flag.IntVar(&size.rows, "rows", 1000, "generate: rows of the table")
	flag.Parse()
	if err := b.run(flag.Args(), size); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// parts are what can be measured, in the order of the report.
var parts = []struct {
	name    string
	measure func(b *bench) error
}{
	{"reference", (*bench).reference},
	{"charts", (*bench).charts},
	{"pages", (*bench).pages},
	{"table", (*bench).table},
	{"serve", (*bench).serve},
}

func (b *bench) run(args []string, size size) error {
	if len(args) == 2 && args[0] == "generate" {
		return size.generate(args[1])
	}
	var err error
	if b.daylight, err = filepath.Abs("bin/daylight"); err != nil {
		return err
	}
	if _, err := os.Stat(b.daylight); err != nil {
		return fmt.Errorf("bin/daylight is not there: run make (%w)", err)
	}
	if err := os.MkdirAll(b.cache, 0o755); err != nil {
		return err
	}
	if b.work, err = os.MkdirTemp(b.cache, "session-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.work)
	fmt.Fprintf(b.out, "%d processors, %s, %s/%s; %d runs each.\n", runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, b.runs)
	for _, p := range parts {
		if len(args) == 0 || slices.Contains(args, p.name) {
			if err := p.measure(b); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
		}
	}
	return nil
}
