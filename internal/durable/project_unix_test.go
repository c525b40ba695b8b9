//go:build unix

package durable

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// A pipe would make a build wait for ever.
func TestReadProjectRefusesPipes(t *testing.T) {
	t.Parallel()
	dir := lay(t, map[string]string{"data/a.csv": "a", "data/link.csv": "-> pipe"})
	if err := unix.Mkfifo(filepath.Join(dir, "data/pipe"), 0o644); err != nil {
		t.Skip("no pipes here:", err)
	}
	_, err := ReadProject(dir)
	wantCodes(t, err, "data/link.csv [disk-symlink]", "data/pipe [disk-read]")
	_, err = ReadProject(filepath.Join(dir, "data/pipe"))
	wantCodes(t, err, filepath.Join(dir, "data/pipe")+" [disk-project]")
}
