package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"daylight/internal/diag"
	"daylight/internal/preview"
)

// said is what a command has said so far.
type said struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}

// served is a project that is being served, and what an open page is told of it.
type served struct {
	t       *testing.T
	dir     string
	address string
	out     *said
	states  chan preview.State
	stop    func() int
}

// serveProject serves a copy of the tests' project until the test ends.
func serveProject(t *testing.T) *served {
	t.Helper()
	s := &served{t: t, dir: t.TempDir(), out: &said{}, states: make(chan preview.State, 10000)}
	if err := os.CopyFS(s.dir, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"serve", "--port", "0", "--no-cache", s.dir}, s.out, s.out)
		close(code)
	}()
	s.stop = sync.OnceValue(func() int { cancel(); return <-code })
	t.Cleanup(func() { s.stop() })
	s.address = s.find(regexp.MustCompile(`http://127\.0\.0\.1:\d+/`))
	r, err := http.Get(s.address + ".daylight/events")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(s.states)
		defer r.Body.Close()
		lines := bufio.NewScanner(r.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var state preview.State
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && json.Unmarshal([]byte(data), &state) == nil {
				s.states <- state
			}
		}
	}()
	s.until(func(state preview.State) bool { return state.Shown && len(state.Problems) == 0 })
	return s
}

// find waits until the command has said something.
func (s *served) find(what *regexp.Regexp) string {
	s.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if found := what.FindString(s.out.String()); found != "" {
			return found
		}
		runtime.Gosched()
	}
	s.t.Fatalf("it did not say %s:\n%s", what, s.out)
	return ""
}

// until waits for a state.
func (s *served) until(is func(preview.State) bool) preview.State {
	s.t.Helper()
	late := time.After(20 * time.Second)
	for {
		select {
		case state, ok := <-s.states:
			if !ok {
				s.t.Fatalf("the page is told nothing any more:\n%s", s.out)
			}
			if is(state) {
				return state
			}
		case <-late:
			s.t.Fatalf("the page was not told:\n%s", s.out)
		}
	}
}

func (s *served) write(name, text string) {
	s.t.Helper()
	name = filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *served) read(name string) string {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(data)
}

func (s *served) get(path string) string {
	s.t.Helper()
	r, err := http.Get(s.address + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(data)
}

// tree lists what lies in the project's folder.
func (s *served) tree() string {
	var names []string
	err := filepath.WalkDir(s.dir, func(name string, _ os.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.Join(names, "\n")
}

func whole(state preview.State) bool  { return state.Shown && len(state.Problems) == 0 }
func broken(state preview.State) bool { return !state.Shown }
func marked(state preview.State) bool { return state.Shown && len(state.Problems) > 0 }

// A day of writing: what holds is shown, what does not is marked, what is broken is told over the
// last page, and nothing of it ends the serving or is left in the project.
func TestServe(t *testing.T) {
	t.Parallel()
	s := serveProject(t)
	before := s.tree()
	page := s.read("content/en/index.md")
	old := s.get("en/")
	if strings.Contains(old, "Words that are new") || !strings.Contains(old, "/.daylight/serve.js") {
		t.Fatal(old)
	}

	s.write("content/en/index.md", page+"\n\nWords that are new.\n")
	s.until(whole)
	if !strings.Contains(s.get("en/"), "Words that are new") {
		t.Error("the new page is not shown")
	}

	s.write("content/en/index.md", page+"\n\nThere are 4,321 of them.\n")
	state := s.until(marked)
	p := state.Problems[0]
	if p.Code != "claim-unbound" || p.Text != "There are 4,321 of them." || p.Page != "/en/" || !strings.HasPrefix(p.Open, "vscode://file/") || p.Hint == "" {
		t.Errorf("%+v", p)
	}
	if !strings.Contains(s.get("en/"), ">4,321</mark>") {
		t.Error("the numeral is not marked")
	}

	s.write("content/en/index.md", page[:10]) // half saved
	s.until(broken)
	if !strings.Contains(s.get("en/"), "4,321") {
		t.Error("the last page is gone")
	}
	s.find(regexp.MustCompile(`Not shown: \d+ problems?`))

	if err := os.RemoveAll(filepath.Join(s.dir, "content")); err != nil {
		t.Fatal(err)
	}
	s.until(broken)
	if err := os.CopyFS(filepath.Join(s.dir, "content"), os.DirFS("testdata/base/content")); err != nil {
		t.Fatal(err)
	}
	s.until(whole)

	for i := range 1000 {
		s.write(fmt.Sprintf("content/en/more/page-%04d.md", i), "---\ntitle: More\nsummary: More words.\n---\n\nWords.\n")
	}
	s.until(func(state preview.State) bool {
		return state.Shown && strings.Contains(s.get("en/more/page-0999/"), "Words.")
	})
	if err := os.RemoveAll(filepath.Join(s.dir, "content/en/more")); err != nil {
		t.Fatal(err)
	}
	s.until(func(state preview.State) bool {
		return whole(state) && !strings.Contains(s.get("en/more/page-0999/"), "Words.")
	})
	if after := s.tree(); after != before {
		t.Errorf("the project holds\n%s\nbefore\n%s", after, before)
	}
	if code := s.stop(); code != exitDone {
		t.Errorf("it ended with %d:\n%s", code, s.out)
	}
}

// Serving leaves nothing behind: no goroutine, no open file, after a hundred builds and, with DAYLIGHT_SLOW=1, a
// thousand.
func TestServeLeavesNothing(t *testing.T) {
	rebuilds := 100
	if os.Getenv("DAYLIGHT_SLOW") == "1" {
		rebuilds = 1000
	}
	s := serveProject(t)
	page := s.read("content/en/index.md")
	var goroutines, handles int
	for i := range rebuilds {
		want := fmt.Sprintf("Words <em>%s</em>.", strings.Repeat("x", i%7+1))
		s.write("content/en/index.md", page+"\n\nWords *"+strings.Repeat("x", i%7+1)+"*.\n")
		s.until(whole)
		if i%10 == 0 && !strings.Contains(s.get("en/"), want) {
			t.Fatal("the page shown is not the last one saved")
		}
		if i == 20 {
			goroutines, handles = runtime.NumGoroutine(), open(t)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	if n := runtime.NumGoroutine(); n > goroutines+5 {
		t.Errorf("%d goroutines after %d rebuilds, %d after the first ones", n, rebuilds, goroutines)
	}
	if n := open(t); n > handles+5 {
		t.Errorf("%d open files after %d rebuilds, %d after the first ones", n, rebuilds, handles)
	}
	s.stop()
	if left := s.find(regexp.MustCompile(`Stopped\.`)); left == "" {
		t.Error("it did not end")
	}
}

// A problem without a hint of its own leads to what explains it, which the program carries.
func TestServeExplains(t *testing.T) {
	t.Parallel()
	s := serving{ui: newUI(io.Discard, io.Discard)}
	for _, p := range s.problems(diag.List{{Code: "site-alt", Message: "a picture has no text"}}) {
		if p.Hint != "daylight explain site-alt" {
			t.Errorf("the hint is %q", p.Hint)
		}
	}
}

// open counts the files that this process holds open, where the system tells.
func open(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}
