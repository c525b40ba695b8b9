package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"runtime/debug"
	"strings"

	"github.com/CycloneDX/cyclonedx-go"

	"daylight/internal/report"
)

// part is something in a program that was written by others.
type part struct {
	kind          string // golang or npm
	name, version string
	sha512        string // in hexadecimal, of the package as its registry has it; "" where that is not known
}

// url is the part's address in the form that bills of materials share: https://github.com/package-url/purl-spec.
func (p part) url() string {
	name := p.name
	if p.kind == "golang" {
		name = strings.ToLower(name)
	}
	return "pkg:" + p.kind + "/" + name + "@" + strings.ReplaceAll(url.PathEscape(p.version), "+", "%2B")
}

// modulesIn returns Go's own library and the modules that a program says it was built from.
func modulesIn(info *debug.BuildInfo) []part {
	parts := []part{{kind: "golang", name: "std", version: strings.TrimPrefix(info.GoVersion, "go")}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		parts = append(parts, part{kind: "golang", name: m.Path, version: m.Version})
	}
	return parts
}

// scripts are the packages of npm that the chart engine holds.
var scripts = []string{"echarts", "tslib", "zrender"}

// scriptsIn finds them in package-lock.json.
func scriptsIn(lock []byte) ([]part, error) {
	var file struct {
		Packages map[string]struct{ Version, Integrity string }
	}
	if err := json.Unmarshal(lock, &file); err != nil {
		return nil, fmt.Errorf("package-lock.json: %w", err)
	}
	var parts []part
	for _, name := range scripts {
		locked := file.Packages["node_modules/"+name]
		sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(locked.Integrity, "sha512-"))
		if err != nil || locked.Version == "" || len(sum) != 64 {
			return nil, fmt.Errorf("package-lock.json does not pin %s", name)
		}
		parts = append(parts, part{"npm", name, locked.Version, hex.EncodeToString(sum)})
	}
	return parts, nil
}

// billOf writes a program's bill of materials. It holds no time and no number of its own, so
// that it is as reproducible as the program.
func billOf(parts []part, file string, sum [32]byte) ([]byte, error) {
	bill := cyclonedx.NewBOM()
	program := cyclonedx.Component{
		BOMRef: "daylight", Type: cyclonedx.ComponentTypeApplication, Name: "daylight", Version: report.Version, Description: file,
		Hashes: &[]cyclonedx.Hash{{Algorithm: cyclonedx.HashAlgoSHA256, Value: hex.EncodeToString(sum[:])}},
	}
	bill.Metadata = &cyclonedx.Metadata{Component: &program}
	var components []cyclonedx.Component
	var refs []string
	for _, p := range parts {
		components = append(components, p.component())
		refs = append(refs, p.url())
	}
	bill.Components = &components
	bill.Dependencies = &[]cyclonedx.Dependency{{Ref: program.BOMRef, Dependencies: &refs}}
	var b bytes.Buffer
	encoder := cyclonedx.NewBOMEncoder(&b, cyclonedx.BOMFileFormatJSON).SetPretty(true)
	err := encoder.EncodeVersion(bill, cyclonedx.SpecVersion1_6)
	return b.Bytes(), err
}

func (p part) component() cyclonedx.Component {
	c := cyclonedx.Component{BOMRef: p.url(), Type: cyclonedx.ComponentTypeLibrary, Name: p.name, Version: p.version, PackageURL: p.url()}
	if p.sha512 != "" {
		c.Hashes = &[]cyclonedx.Hash{{Algorithm: cyclonedx.HashAlgoSHA512, Value: p.sha512}}
	}
	return c
}
