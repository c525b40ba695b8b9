//go:build unix

package main

import "os/exec"

// reference measures the repository's own report: from cold, that is without a
// cache and an old site, and again when nothing has changed.
func (b *bench) reference() error {
	again := b.fresh("reference", b.runs)
	if err := exec.Command(b.daylight, "build", "--out", again).Run(); err != nil {
		return err
	}
	return b.compare("The reference report", []contender{
		{name: "`cp -R` of the site", base: "copy", command: func(turn int) *exec.Cmd {
			return exec.Command("cp", "-R", again, b.fresh("reference-copy", turn))
		}},
		{name: "daylight, from cold", command: func(turn int) *exec.Cmd {
			return exec.Command(b.daylight, "build", "--no-cache", "--out", b.fresh("reference", turn))
		}},
		{name: "daylight, unchanged", command: func(int) *exec.Cmd { return exec.Command(b.daylight, "build", "--out", again) }},
		{name: "daylight verify", command: func(int) *exec.Cmd { return exec.Command(b.daylight, "verify", again) }},
	})
}
