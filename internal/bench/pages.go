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
		project := filepath.Join(b.work, fmt.Sprintf("pages-%d", n))
		plain := project + "-hugo"
		size := size{pages: n, rows: 1000}
		if err := size.generate(project); err != nil {
			return err
		}
		if err := size.generateHugo(plain); err != nil {
			return err
		}
		out, copied := filepath.Join(project, "public"), project+"-copy"
		err := b.compare(fmt.Sprintf("%d pages with five claims each", n), []contender{
			{name: "Hugo, the same Markdown without claims", base: "Hugo", prepare: remove(filepath.Join(plain, "public")), command: func() *exec.Cmd { return exec.Command(hugo, "--source", plain, "--quiet") }},
			{name: "daylight, from cold", prepare: remove(out), command: func() *exec.Cmd { return exec.Command(b.daylight, "build", "--no-cache", project) }},
			{name: "daylight check (writes nothing)", command: func() *exec.Cmd { return exec.Command(b.daylight, "check", "--no-cache", project) }},
			{name: "daylight, unchanged", command: func() *exec.Cmd { return exec.Command(b.daylight, "build", project) }},
			{name: "`cp -R` of daylight's site", base: "copy", prepare: remove(copied), command: func() *exec.Cmd { return exec.Command("cp", "-R", out, copied) }},
			{name: "`cp -R` and `sync -f` of daylight's site", prepare: remove(copied), command: func() *exec.Cmd {
				return exec.Command("sh", "-c", `cp -R "$0" "$1" && sync -f "$1"`, out, copied)
			}},
		})
		if err != nil {
			return err
		}
		if err := remove(copied, filepath.Join(plain, "public"))(); err != nil {
			return err
		}
	}
	return nil
}

// hugo returns the program, which is built once into the working folder.
func (b *bench) hugo() (string, error) {
	bin, err := filepath.Abs(filepath.Join(b.work, "bin"))
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
