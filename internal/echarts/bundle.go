package echarts

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// The bundle is filled by `make`; its README alone is committed.
//
//go:embed bundle
var bundle embed.FS

//go:embed prelude.js
var prelude string

// The package's own code is part of every drawing's identity (see Fingerprint).
//
//go:embed attributes.go bundle.go clean.go echarts.go machine.go outline.go
var code embed.FS

// ErrNoBundle says that ECharts is not embedded in this binary.
var ErrNoBundle = errors.New("the chart engine is not in this binary: run make")

// Version is the version of Apache ECharts that is embedded, or "" before
// `make` has filled the bundle.
func Version() string {
	data, err := bundle.ReadFile("bundle/version.txt")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}

// Notice is the licence or notice of a part that is embedded.
type Notice struct {
	Name string // the file's name, as "zrender-LICENSE.txt"
	Text string
}

// Notices returns the licences and notices of all that the bundle contains,
// sorted by name; none before `make` has filled it.
func Notices() []Notice {
	if Version() == "" {
		return nil
	}
	files, err := fs.Glob(bundle, "bundle/licences/*")
	if err != nil {
		return nil
	}
	var notices []Notice
	for _, name := range files { // sorted by Glob: output order
		if data, err := bundle.ReadFile(name); err == nil {
			notices = append(notices, Notice{Name: strings.TrimPrefix(name, "bundle/licences/"), Text: string(data)})
		}
	}
	return notices
}

// fingerprint is a hash of everything a drawing's bytes depend on beside its option.
var fingerprint = sync.OnceValue(func() string {
	sum := sha256.New()
	for _, part := range []fs.FS{bundle, code} {
		fs.WalkDir(part, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				data, _ := fs.ReadFile(part, name)
				sum.Write([]byte(name + "\x00"))
				sum.Write(data)
			}
			return nil
		})
	}
	sum.Write([]byte(prelude))
	for r := rune(' '); r < 0x250; r++ {
		fmt.Fprintf(sum, "%d %d ", textWidth(string(r), "1000px"), textWidth(string(r), "bold 1000px"))
	}
	return "echarts-" + Version() + "-" + hex.EncodeToString(sum.Sum(nil))
})

// programs are ECharts and the prelude, compiled: machines share them.
type programs struct{ echarts, prelude *goja.Program }

// compile compiles an embedded script: common.js, which starts faster, or all.js.
func compile(script string) (*programs, error) {
	source, err := bundle.ReadFile("bundle/" + script)
	if err != nil || Version() == "" {
		return nil, ErrNoBundle
	}
	return compileSource(string(source))
}

// compileSource compiles a build of ECharts, which defines the variable echarts.
func compileSource(source string) (*programs, error) {
	var p programs
	var err error
	if p.echarts, err = goja.Compile("echarts.js", source, false); err == nil {
		p.prelude, err = goja.Compile("prelude.js", prelude, true)
	}
	if err != nil {
		return nil, &Error{"the embedded chart engine cannot be read", err}
	}
	return &p, nil
}
