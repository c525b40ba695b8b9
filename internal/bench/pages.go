//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const hugoVersion = "v0.160.0"

// pages measures reports of many pages against Hugo on the same Markdown without
// its claims, and against a copy of the same site.
func (b *bench) pages() error {
	hugo, err := b.hugo()
	if err != nil {
		return err
	}
	for _, n := range []int{1000, 10_000} {
		name := fmt.Sprintf("pages-%d", n)
		project, plain := filepath.Join(b.work, name), filepath.Join(b.work, name+"-hugo")
		size := size{pages: n, rows: 1000}
		if err := size.generate(project); err != nil {
			return err
		}
		if err := size.generateHugo(plain); err != nil {
			return err
		}
		out := func(turn int) string { return b.fresh(name+"-site", turn) }
		err := b.compare(fmt.Sprintf("%d pages with five claims each", n), []contender{
			{name: "Hugo, the same Markdown without claims", base: "Hugo", command: func(turn int) *exec.Cmd {
				return exec.Command(hugo, "--quiet", "--source", plain, "--destination", b.fresh(name+"-hugo-site", turn))
			}},
			{name: "daylight, from cold", command: func(turn int) *exec.Cmd {
				return exec.Command(b.daylight, "build", "--no-cache", "--out", out(turn), project)
			}},
			{name: "daylight check (writes nothing)", command: func(int) *exec.Cmd {
				return exec.Command(b.daylight, "check", "--no-cache", project)
			}},
			{name: "daylight, unchanged", command: func(turn int) *exec.Cmd {
				return exec.Command(b.daylight, "build", "--out", out(turn), project)
			}},
			{name: "`cp -R` of daylight's site", base: "copy", command: func(turn int) *exec.Cmd {
				return exec.Command("cp", "-R", out(turn), b.fresh(name+"-copy", turn))
			}},
			{name: "`cp -R` and `sync -f` of daylight's site", command: func(turn int) *exec.Cmd {
				return exec.Command("sh", "-c", `cp -R "$0" "$1" && sync -f "$1"`, out(turn), b.fresh(name+"-synced", turn))
			}},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// hugo returns the program, which is built once into the kept folder.
func (b *bench) hugo() (string, error) {
	bin, err := filepath.Abs(filepath.Join(b.cache, "bin"))
	if err != nil {
		return "", err
	}
	name := filepath.Join(bin, "hugo")
	if _, err := os.Stat(name); err == nil {
		return name, nil
	}
	fmt.Fprintln(os.Stderr, "bench: building Hugo", hugoVersion, "(some minutes, once)")
	cmd := exec.Command("go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
	cmd.Env = append(os.Environ(), "GOBIN="+bin, "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	return name, cmd.Run()
}
