package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"daylight/internal/report"
)

// terminal opens a terminal that is not there, and its other end, which gives what is written to it.
func terminal(t *testing.T) (slave *os.File, written func() string) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("this system gives no terminals:", err)
	}
	t.Cleanup(func() { _ = master.Close() })
	number, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	if slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	done := make(chan struct{})
	go func() {
		_, _ = io.Copy(&all, master) // ends with an error when the terminal is closed
		close(done)
	}()
	return slave, func() string {
		_ = slave.Close()
		<-done
		return all.String()
	}
}

// impatient runs a command on a terminal as if a second had gone by before its first stage, and returns
// what is written there.
func impatient(t *testing.T, args ...string) string {
	t.Helper()
	slave, written := terminal(t)
	u := newUI(io.Discard, slave)
	if u.progress == nil {
		t.Fatal("nothing is shown on a terminal")
	}
	u.progress.start("beginning")
	u.progress.show()
	c, _ := find(args[0])
	f := newFlags(c.name)
	act := c.setup(f)
	rest, err := f.parse(args[1:])
	if err != nil {
		t.Fatal(err)
	}
	act(context.Background(), u, rest)
	return written()
}

// Each command that can take long shows its stages in their order, on a line that it wipes away.
func TestProgressOnATerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	site, csv := filepath.Join(dir, "public"), filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(csv, []byte("a,b\n1,2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var building []string
	for i, stage := range report.Stages() {
		building = append(building, fmt.Sprintf("%s (%d of %d)", stage, i+1, len(report.Stages())))
	}
	building = slices.Insert(building, 0, "reading the project")
	for _, c := range []struct {
		args   []string
		stages []string
	}{
		{[]string{"build", dir}, append(slices.Clone(building[:len(building)-1]), "checking the site and publishing it")},
		{[]string{"check", dir}, building},
		{[]string{"fix", dir}, append(slices.Clone(building), "writing the files")},
		{[]string{"edition", dir}, building},
		{[]string{"verify", dir}, []string{"reading the site", "building it from its inputs"}},
		{[]string{"diff", site, site}, []string{"reading the first site", "reading the second site", "comparing the sites"}},
		{[]string{"sign", dir, "--ssh", csv}, []string{"checking the site's files"}},
		{[]string{"suppress", csv, "--table", "letters", dir}, []string{"reading the project", "looking for a safe table"}},
		{[]string{"import", csv, "--out", t.TempDir()}, []string{"reading the file", "making a table of it"}},
	} {
		shown := impatient(t, c.args...)
		last := 0
		for _, stage := range c.stages {
			at := strings.Index(shown[last:], "\r\x1b[K"+stage)
			if at < 0 {
				t.Errorf("%s does not show %q in its place:\n%q", c.args[0], stage, shown)
				break
			}
			last += at
		}
		if wiped := strings.LastIndex(shown, "\r\x1b[K"); wiped < strings.LastIndex(shown, "…") {
			t.Errorf("%s leaves a stage on the terminal: %q", c.args[0], shown)
		}
	}
}

// Where stderr is no terminal, nothing is shown, however long it takes.
func TestNoProgressElsewhere(t *testing.T) {
	t.Parallel()
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, w := range []io.Writer{file, io.Discard} {
		if u := newUI(io.Discard, w); u.progress != nil {
			t.Errorf("stages are shown on %T", w)
		}
	}
}
