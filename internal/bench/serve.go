//go:build unix

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// savesPerRun is how often a page is saved in each run: one save takes too little to be measured alone.
const savesPerRun = 10

// serve measures how long it takes from saving a Markdown file until the new page has reached whoever has it
// open, in the reference report and in one of 10,000 pages. It sees what a browser sees: it is told of the change, and
// asks for the page.
func (b *bench) serve() error {
	reference := filepath.Join(b.work, "serve-reference")
	for _, folder := range []string{"content", "data"} {
		if err := os.CopyFS(filepath.Join(reference, folder), os.DirFS(folder)); err != nil {
			return err
		}
	}
	many := filepath.Join(b.work, "serve-10000")
	if err := (size{pages: 10_000, rows: 1000}).generate(many); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n### From saving a page to the new page at its reader\n\n| report | milliseconds | memory, MB |\n|---|---|---|\n")
	for _, r := range []struct{ name, dir, file, page string }{
		{"the reference report", reference, "content/en/method.md", "en/method/"},
		{"10,000 pages", many, "content/en/findings/page-00077.md", "en/findings/page-00077/"},
	} {
		took, memory, err := b.saves(r.dir, filepath.Join(r.dir, r.file), r.page)
		if err != nil {
			return err
		}
		fmt.Fprintf(b.out, "| %s | %s | %.0f |\n", r.name, spread(took), memory)
	}
	return nil
}

// saves serves a project, saves one of its files again and again, and returns the milliseconds that each took.
func (b *bench) saves(dir, file, page string) (took []float64, memory float64, err error) {
	cmd := exec.Command(b.daylight, "serve", "--port", "0", dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, 0, err
	}
	if err := cmd.Start(); err != nil {
		return nil, 0, err
	}
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
		memory = float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss<<10) / 1e6
	}()
	said := bufio.NewReader(out)
	address := ""
	for address == "" {
		line, err := said.ReadString('\n')
		if err != nil {
			return nil, 0, fmt.Errorf("serve ended: %w", err)
		}
		address = regexp.MustCompile(`http://\S+/`).FindString(line)
	}
	go func() { _, _ = io.Copy(io.Discard, said) }()
	told, err := http.Get(address + ".daylight/events")
	if err != nil {
		return nil, 0, err
	}
	defer told.Body.Close()
	events := bufio.NewReaderSize(told.Body, 1<<20)
	if err := nextEvent(events); err != nil {
		return nil, 0, err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, 0, err
	}
	for turn := range b.runs*savesPerRun + 1 {
		words := "A sentence that " + strings.Repeat("really ", turn+1) + "is new."
		start := time.Now()
		if err := os.WriteFile(file, append(bytes.Clone(text), "\n\n"+words+"\n"...), 0o644); err != nil {
			return nil, 0, err
		}
		if err := untilShown(events, address+page, words); err != nil {
			return nil, 0, err
		}
		if turn > 0 { // the first is what a second is faster than
			took = append(took, float64(time.Since(start).Microseconds())/1000)
		}
	}
	return took, 0, nil
}

// nextEvent reads until a change has been told.
func nextEvent(events *bufio.Reader) error {
	for {
		line, err := events.ReadString('\n')
		if err != nil || strings.HasPrefix(line, "data: ") {
			return err
		}
	}
}

// untilShown reads changes until the page holds the words.
func untilShown(events *bufio.Reader, address, words string) error {
	for {
		if err := nextEvent(events); err != nil {
			return err
		}
		r, err := http.Get(address)
		if err != nil {
			return err
		}
		data, err := io.ReadAll(r.Body)
		if err = errors.Join(err, r.Body.Close()); err != nil {
			return err
		}
		if bytes.Contains(data, []byte(words)) {
			return nil
		}
	}
}
