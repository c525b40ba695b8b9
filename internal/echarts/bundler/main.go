// Command bundler fills internal/echarts/bundle from node_modules: what Daylight uses
// of Apache ECharts in a script (all.js), what its charts are known to call of that in another
// (common.js), its version, the licences of all that they contain, and what was changed
// (changes.go). It is run from the repository's root, after `npm ci`. esbuild, which it is
// made with, is not in bin/daylight.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"daylight/internal/echarts"
)

// bundle is where the files go; source names where those come from that are copied.
const bundle = "internal/echarts/bundle"

// samples are drawings of every kind of chart: common.js has what they call.
const samples = "internal/echarts/testdata/options/chart_*.json"

var source = []struct{ name, path string }{
	{"licences/echarts-LICENSE.txt", "echarts/LICENSE"},
	{"licences/echarts-NOTICE.txt", "echarts/NOTICE"},
	{"licences/echarts-d3-LICENSE.txt", "echarts/licenses/LICENSE-d3"},
	{"licences/zrender-LICENSE.txt", "zrender/LICENSE"},
	{"licences/tslib-LICENSE.txt", "tslib/LICENSE.txt"},
}

func main() {
	if err := run("node_modules", bundle, samples); err != nil {
		fmt.Fprintf(os.Stderr, "bundler: %v\nhint: run `make`, or `npm ci --omit=dev --ignore-scripts` first\n", err)
		os.Exit(1)
	}
}

// run writes everything; version.txt is written last, so that a folder that has it
// is whole.
func run(from, to, samples string) error {
	version, err := versionOf(filepath.Join(from, "echarts", "package.json"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(to, "licences"), 0o755); err != nil {
		return err
	}
	for _, s := range source {
		data, err := os.ReadFile(filepath.Join(from, filepath.FromSlash(s.path)))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, filepath.FromSlash(s.name)), data, 0o644); err != nil {
			return err
		}
	}
	drawings, err := readDrawings(samples)
	if err != nil {
		return err
	}
	scripts, err := build(from, drawings)
	if err == nil {
		err = removeScripts(to)
	}
	if err != nil {
		return err
	}
	for name, script := range scripts {
		if err := os.WriteFile(filepath.Join(to, name), script, 0o644); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(to, "licences", "echarts-CHANGES.txt"), []byte(changes(version)), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "version.txt"), []byte(version+"\n"), 0o644)
}

func versionOf(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	var p struct {
		Version string `json:"version"`
	}
	if err := json.Unmarshal(data, &p); err != nil || p.Version == "" {
		return "", fmt.Errorf("%s names no version", path)
	}
	return p.Version, nil
}

// removeScripts removes those of an earlier bundle, whose names may be others: all that
// lies in the folder is embedded.
func removeScripts(to string) error {
	old, err := filepath.Glob(filepath.Join(to, "*.js"))
	for _, name := range old {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

// changes is the statement of changes that the Apache License asks for.
func changes(version string) string {
	return "Daylight contains parts of Apache ECharts " + version + " and of zrender, which it belongs with.\n" +
		"Daylight has changed these of their files, mostly by leaving out what serves a reader who points:\n\n" +
		strings.Join(changedModules(), "\n") + "\n"
}

// readDrawings reads the options that a pattern names, "NAME.WIDTHxHEIGHT.json".
func readDrawings(pattern string) ([]echarts.Drawing, error) {
	names, err := filepath.Glob(pattern)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no file is named %s", pattern)
	}
	var all []echarts.Drawing
	for _, name := range names { // sorted by Glob: output order
		var d echarts.Drawing
		if err == nil {
			d.Option, err = os.ReadFile(name)
		}
		if err == nil {
			_, err = fmt.Sscanf(filepath.Ext(strings.TrimSuffix(name, ".json")), ".%dx%d", &d.Width, &d.Height)
		}
		all = append(all, d)
	}
	return all, err
}
