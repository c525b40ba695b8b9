// Command release builds the programs that are published into the folder dist: one for each system and
// processor, the parts that each is made of, and the checksums of all. The same sources and
// the same Go release give the same bytes in any folder, at any time. It is run from the
// repository's root, by make release.
package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"daylight/internal/echarts"
	"daylight/internal/report"
)

const (
	dist     = "dist"
	sumsFile = "SHA256SUMS"
)

// target is what a program is built for.
type target struct{ os, arch string }

// targets are in the order of their files' names.
var targets = []target{{"darwin", "amd64"}, {"darwin", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"}}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run() error {
	if echarts.Version() == "" {
		return echarts.ErrNoBundle
	}
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	if err := release(".", dist, targets, nil); err != nil {
		return err
	}
	sums, err := os.ReadFile(filepath.Join(dist, sumsFile))
	fmt.Printf("%s", sums)
	return err
}

// release builds programs of the sources in root into a folder that is not there yet. env is added to the
// environment of the builds.
func release(root, out string, targets []target, env []string) error {
	lock, err := os.ReadFile(filepath.Join(root, "package-lock.json"))
	if err != nil {
		return err
	}
	scripts, err := scriptsIn(lock)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, t := range targets {
		name := filepath.Join(out, t.file())
		if err := build(root, name, t, env); err != nil {
			return err
		}
		if err := describe(name, scripts); err != nil {
			return err
		}
	}
	return writeSums(out)
}

// stem is the name of a target's files without their endings.
func (t target) stem() string {
	return "daylight_" + report.Version + "_" + t.os + "_" + t.arch
}

// file is the name of a target's program.
func (t target) file() string {
	if t.os == "windows" {
		return t.stem() + ".exe"
	}
	return t.stem()
}

// build builds a program. Whatever of the environment could change its bytes is set.
func build(root, name string, t target, env []string) error {
	name, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", name, "./cmd/daylight")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+t.os, "GOARCH="+t.arch, "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=-mod=readonly", "GOWORK=off", "GOFIPS140=off")
	cmd.Env = append(cmd.Env, env...)
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build for %s on %s: %w\n%s", t.os, t.arch, err, text)
	}
	return nil
}

// describe writes the parts of a program beside it.
func describe(name string, scripts []part) error {
	info, err := buildinfo.ReadFile(name)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := fits(len(data)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	text, err := billOf(append(modulesIn(info), scripts...), filepath.Base(name), sha256.Sum256(data))
	if err != nil {
		return err
	}
	return os.WriteFile(strings.TrimSuffix(name, ".exe")+".cdx.json", text, 0o644)
}

// mostBytes is how large a program may be: users were promised that.
const mostBytes = 45_000_000

func fits(bytes int) error {
	if bytes > mostBytes {
		return fmt.Errorf("the program has %d bytes, and %d are promised at most", bytes, mostBytes)
	}
	return nil
}

// writeSums writes the checksums of a folder's files into it, as sha256sum reads them.
func writeSums(dir string) error {
	entries, err := os.ReadDir(dir) // sorted: the order of the list
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		fmt.Fprintf(&b, "%s  %s\n", hex.EncodeToString(sum[:]), e.Name())
	}
	return os.WriteFile(filepath.Join(dir, sumsFile), []byte(b.String()), 0o644)
}
