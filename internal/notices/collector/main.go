// Command collector writes internal/notices/text/NOTICES.txt: the licence texts of
// Go and of every Go module that is linked into cmd/daylight. A part without a
// licence file is an error. Run it in the repository's root.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

const target = "internal/notices/text/NOTICES.txt"

func main() {
	text, err := collect()
	if err == nil {
		err = os.WriteFile(target, text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "collector:", err)
		os.Exit(1)
	}
}

// part is something that is in the program and was written by others.
type part struct {
	name, version, dir string
}

func collect() ([]byte, error) {
	modules, err := goModules()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, p := range slices.Insert(modules, 0, goItself(modules)) {
		if err := p.write(&b); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// goItself returns the Go release, whose runtime and library are linked too. Where
// a distribution keeps its licence elsewhere, the same text is in the Go project's
// own modules.
func goItself(modules []part) part {
	p := part{name: "Go", version: strings.TrimPrefix(runtime.Version(), "go")}
	if out, err := exec.Command("go", "env", "GOROOT").Output(); err == nil {
		p.dir = strings.TrimSpace(string(out))
	}
	if _, err := os.Stat(filepath.Join(p.dir, "LICENSE")); err == nil {
		return p
	}
	for _, m := range modules {
		if m.name == "golang.org/x/sys" {
			p.dir = m.dir
		}
	}
	return p
}

// goModules returns the modules linked into the program, sorted by path.
func goModules() ([]part, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=Module", "./cmd/daylight")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var parts []part
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg struct {
			Module *struct {
				Path, Version, Dir string // Dir is the replacement's
				Main               bool
				Replace            *struct{ Version string }
			}
		}
		if err := d.Decode(&pkg); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if m := pkg.Module; m != nil && !m.Main {
			if m.Replace != nil {
				m.Version = m.Replace.Version
			}
			parts = append(parts, part{m.Path, m.Version, m.Dir})
		}
	}
	return sorted(parts), nil
}

func sorted(parts []part) []part {
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return slices.Compact(parts)
}

// write writes a part's name and the texts that its authors ask to be kept.
func (p part) write(b *bytes.Buffer) error {
	texts, err := p.texts()
	if err != nil {
		return err
	}
	if len(texts) == 0 {
		return fmt.Errorf("%s has no licence file in %s", p.name, p.dir)
	}
	fmt.Fprintf(b, "\n%s\n%s %s\n", strings.Repeat("=", 72), p.name, p.version)
	for _, name := range texts {
		data, err := os.ReadFile(filepath.Join(p.dir, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "%s\n%s:\n\n%s\n", strings.Repeat("-", 72), filepath.ToSlash(name), strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n")))
	}
	return nil
}

// texts returns the paths of a part's licences and notices: at its top, and in a
// folder of licences.
func (p part) texts() ([]string, error) {
	var found []string
	err := filepath.WalkDir(p.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(p.dir, name)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if rel != "." && !isLicence(rel) {
				return fs.SkipDir
			}
			return nil
		}
		if isLicence(rel) {
			found = append(found, rel)
		}
		return nil
	})
	if p.name == "golang.org/x/image" {
		found = append(found, filepath.FromSlash("font/gofont/ttfs/README")) // holds the licence of the fonts
	}
	return found, err
}

// isLicence tells whether the first part of a path names a licence or a notice.
func isLicence(rel string) bool {
	top, _, _ := strings.Cut(strings.ToUpper(filepath.ToSlash(rel)), "/")
	for _, word := range []string{"LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "PATENTS", "AUTHORS"} {
		if strings.HasPrefix(top, word) {
			return true
		}
	}
	return false
}
