//go:build unix

package main

import (
	"os/exec"
	"path/filepath"
)

// reference measures the repository's own report: from cold, that is without a
// cache and an old site, and again when nothing has changed.
func (b *bench) reference() error {
	out := filepath.Join(b.work, "reference")
	again := filepath.Join(b.work, "reference-again")
	copied := filepath.Join(b.work, "reference-copy")
	if err := remove(out, again)(); err != nil {
		return err
	}
	if err := exec.Command(b.daylight, "build", "--out", again).Run(); err != nil {
		return err
	}
	return b.compare("The reference report", []contender{
		{name: "`cp -R` of the site", base: "copy", prepare: remove(copied), command: func() *exec.Cmd { return exec.Command("cp", "-R", again, copied) }},
		{name: "daylight, from cold", prepare: remove(out), command: func() *exec.Cmd { return exec.Command(b.daylight, "build", "--no-cache", "--out", out) }},
		{name: "daylight, unchanged", command: func() *exec.Cmd { return exec.Command(b.daylight, "build", "--out", again) }},
	})
}
