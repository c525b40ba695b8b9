package durable

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A line of nearly a gigabyte is refused at its place, soon, and without a gigabyte of memory. The file is
// mostly a hole, and takes no room on the disk.
func TestLineOfAGigabyte(t *testing.T) {
	t.Parallel()
	dir := lay(t, map[string]string{"data/a.csv": "a,b\n1,2\n", "content/a.md": ""})
	if err := os.Truncate(filepath.Join(dir, "data", "a.csv"), 1<<30-100); err != nil {
		t.Skip(err)
	}
	refusedSoon(t, dir, "data/a.csv:3: this line is longer than 16 MiB [disk-limit]")
}

// refusedSoon holds that a project is refused within five seconds and 200 MiB.
func refusedSoon(t *testing.T, dir, want string) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	_, err := ReadProject(dir)
	took := time.Since(begin)
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
	if took > 5*time.Second {
		t.Errorf("%s: it took %v", want, took)
	}
	if got := after.TotalAlloc - before.TotalAlloc; got > 200<<20 {
		t.Errorf("%s: %d bytes were asked for", want, got)
	}
}

// A large table is looked through before it takes memory: a quote that is never closed is refused at its
// line, wherever it stands, and a piece that is cut at any byte says the same.
func TestLookThrough(t *testing.T) {
	t.Parallel()
	rows := strings.Repeat("abcdefg,1\n", 1<<18)
	for _, c := range []struct{ text, want string }{
		{rows, ""},
		{rows + `"a,1`, "line 262145: a quoted cell does not end in this line"},
		{`"a,1` + "\n" + rows, "line 1: a quoted cell does not end in this line"},
		{`"a",1` + "\n" + rows + `"a ""b""",1` + "\n" + rows, ""},
		{rows + `"a""",1` + "\n" + `"a"",1` + "\n", "line 262146: a quoted cell does not end in this line"},
		{rows + strings.Repeat("x", maxLine), ""},
		{rows + strings.Repeat("x", maxLine+1) + "\n", "line 262145: this line is longer than 16 MiB"},
		{rows + `"` + strings.Repeat("x\"\"", maxLine/3+1) + "\n", "line 262145: this line is longer than 16 MiB"},
	} {
		for _, size := range []int{1 << 20, 1<<20 - 1, 4093} {
			got := ""
			if err := lookThrough(&pieces{c.text, size}); err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("%d bytes, %d at once: got %q, want %q", len(c.text), size, got, c.want)
			}
		}
	}
}

// pieces reads a text some bytes at a time.
type pieces struct {
	text string
	size int
}

func (p *pieces) Read(into []byte) (int, error) {
	n := copy(into[:min(len(into), p.size)], p.text)
	p.text = p.text[n:]
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Files of full size: a line of a gigabyte, and a quote in the first or the last line of a gigabyte of rows.
func TestFilesOfAGigabyte(t *testing.T) {
	if os.Getenv("DAYLIGHT_SLOW") != "1" {
		t.Skip("writes a gigabyte three times: set DAYLIGHT_SLOW=1")
	}
	row := []byte("r0000001,1,0,1,made-up\n")
	for _, c := range []struct {
		name, first, last string
		fill              []byte
		want              string
	}{
		{"a line", "", "", bytes.Repeat([]byte("a"), 1<<20), "data/a.csv:1: this line is longer"},
		{"an open quote first", "\"a,1\n", "", bytes.Repeat(row, 1<<20/len(row)), "data/a.csv:1: a quoted cell"},
		{"an open quote last", "", "\"a,1\n", bytes.Repeat(row, 1<<20/len(row)), "a quoted cell"},
	} {
		dir := lay(t, map[string]string{"data/a.csv": c.first, "content/a.md": ""})
		f, err := os.OpenFile(filepath.Join(dir, "data", "a.csv"), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		for range 1023 {
			if _, err := f.Write(c.fill); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.WriteString(c.last); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		refusedSoon(t, dir, c.want)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLargeTableIsReadWhole(t *testing.T) {
	t.Parallel()
	dir := lay(t, map[string]string{"data/a.csv": strings.Repeat(strings.Repeat("x", 1<<20)+"\n", 20), "content/a.md": ""})
	project, err := ReadProject(dir)
	if err != nil {
		t.Fatal(err)
	}
	if data, _ := project.Read("data/a.csv"); len(data) != 20*(1<<20+1) {
		t.Errorf("%d bytes were read", len(data))
	}
}
