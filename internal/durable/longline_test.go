package durable

import (
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
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	_, err := ReadProject(dir)
	took := time.Since(begin)
	runtime.ReadMemStats(&after)
	if err == nil || !strings.HasPrefix(err.Error(), "data/a.csv:3: this line is longer than 16 MiB [disk-limit]") {
		t.Errorf("got %v", err)
	}
	if took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	if got := after.TotalAlloc - before.TotalAlloc; got > 200<<20 {
		t.Errorf("%d bytes were asked for", got)
	}
}

func TestLineReaderReadsTheRest(t *testing.T) {
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
