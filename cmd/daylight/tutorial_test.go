package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"daylight/internal/echarts"
)

// docs/tutorial.md is followed step by step, as a reader would, in an empty folder:
//
//	a block of "console"  each line after "$ " is run, and prints what stands below it; "…" is any lines
//	a block of "serve"    is what serve says in its own terminal after the step before
//	Write `FILE`:         the block below is the whole file
//	In `FILE`, change `A` to `B`.
//	                      is done where A stands, once
//	[…](FILE)             leads to a file of docs/
func TestTutorial(t *testing.T) {
	t.Parallel()
	if echarts.Version() == "" {
		t.Skip("the chart engine is not in this binary: run make")
	}
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "tutorial.md"))
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{t: t, home: t.TempDir(), said: &said{}}
	r.dir = r.home
	defer r.leave()
	steps := regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$|^Write `([^`]+)`:\n\n```[a-z]*\n(.*?)^```$|^In `([^`]+)`, change `([^`]+)` to\\s`([^`]+)`\\.$").FindAllStringSubmatch(string(text), -1)
	done := map[string]int{}
	for _, m := range steps {
		switch {
		case m[1] == "console":
			r.console(m[2])
		case m[1] == "serve":
			r.serves(m[2])
		case m[3] != "":
			r.save(m[3], m[4])
		case m[5] != "":
			r.change(m[5], m[6], m[7])
		default:
			t.Errorf("nobody tries a block of %q", m[1])
		}
		done[m[1]]++
	}
	if done["console"] < 8 || done["serve"] < 2 || done[""] < 4 {
		t.Errorf("few steps were found: %v", done)
	}
	if n := strings.Count(string(text), "\n```") / 2; n != done["console"]+done["serve"]+strings.Count(string(text), "\nWrite `") {
		t.Errorf("of %d blocks not all are steps: %v", n, done)
	}
	if n := len(regexp.MustCompile("(?m)^In `").FindAll(text, -1)) + len(regexp.MustCompile("(?m)^Write `").FindAll(text, -1)); n != done[""] {
		t.Errorf("of %d lines that begin as an edit, %d are one", n, done[""])
	}
}

// reader is who follows the tutorial.
type reader struct {
	t         *testing.T
	home, dir string
	serving   *exec.Cmd
	said      *said // what serve has said
	heard     int   // how much of it the tutorial has shown
}

func (r *reader) command(line string) *exec.Cmd {
	c := exec.Command("sh", "-c", line)
	c.Dir = r.dir
	c.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(r.home, ".cache"), "LC_ALL=C.UTF-8")
	return c
}

// console runs the commands of a block.
func (r *reader) console(block string) {
	for _, step := range strings.Split("\n"+block, "\n$ ")[1:] {
		line, want, _ := strings.Cut(step, "\n")
		if folder, ok := strings.CutPrefix(line, "cd "); ok {
			r.dir = filepath.Join(r.dir, folder)
			continue
		}
		if strings.HasPrefix(line, "daylight serve") {
			r.serve(want)
			continue
		}
		got, err := r.command(line).CombinedOutput()
		if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
			r.t.Fatal(err)
		}
		if !shown(r.plain(want)).MatchString(r.plain(string(got))) {
			r.t.Fatalf("$ %s\nprints\n%s\nand the tutorial shows\n%s", line, r.plain(string(got)), want)
		}
	}
}

// shown matches what a block of the tutorial shows.
func shown(block string) *regexp.Regexp {
	text := regexp.QuoteMeta(strings.TrimSpace(block))
	return regexp.MustCompile(`(?s)^` + elided.ReplaceAllString(text, ".*") + `$`)
}

var (
	elided = regexp.MustCompile(`(?m)^…$`)
	times  = regexp.MustCompile(`(Shown(?: as a draft)? in )[0-9.]+[µm]?s`)
	ports  = regexp.MustCompile(`127\.0\.0\.1:\d+`)
	counts = regexp.MustCompile(`\(\d+ files`)
)

// plain is an output without what differs from one machine to another, and without the number of
// files in a site, which each new kind of file changes.
func (r *reader) plain(text string) string {
	text = strings.ReplaceAll(text, filepath.ToSlash(r.home), "/home/you")
	text = ports.ReplaceAllString(times.ReplaceAllString(text, "${1}20ms"), "127.0.0.1:4747")
	return strings.TrimSpace(counts.ReplaceAllString(text, "(45 files"))
}

// serve starts what the tutorial leaves running in a terminal of its own.
func (r *reader) serve(want string) {
	r.serving = r.command("exec daylight serve --port 0")
	r.serving.Stdout, r.serving.Stderr = r.said, r.said
	if err := r.serving.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.serves(want)
}

// serves waits until serve has said what the tutorial shows.
func (r *reader) serves(want string) {
	r.t.Helper()
	want = strings.TrimSpace(times.ReplaceAllString(want, "${1}20ms"))
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		all := r.said.String()
		new := r.plain(all[r.heard:])
		if strings.Contains(new, want) {
			r.heard = len(all)
			return
		}
		runtime.Gosched()
	}
	r.t.Fatalf("serve said\n%s\nand the tutorial shows\n%s", r.plain(r.said.String()[r.heard:]), want)
}

func (r *reader) leave() {
	if r.serving != nil {
		_ = r.serving.Process.Kill()
		_ = r.serving.Wait()
	}
}

func (r *reader) save(name, text string) {
	if err := os.WriteFile(filepath.Join(r.dir, name), []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *reader) change(name, old, new string) {
	r.t.Helper()
	text, err := os.ReadFile(filepath.Join(r.dir, name))
	if err != nil {
		r.t.Fatal(err)
	}
	if n := bytes.Count(text, []byte(old)); n != 1 {
		r.t.Fatalf("%s holds %q %d times, want once:\n%s", name, old, n, text)
	}
	r.save(name, string(bytes.Replace(text, []byte(old), []byte(new), 1)))
}
