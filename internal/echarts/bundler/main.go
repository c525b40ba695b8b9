// Command bundler fills internal/echarts/bundle from node_modules: Apache ECharts,
// its version and the licences of all that its file contains. It is run from the
// repository's root, after `npm ci`.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// bundle is where the files go; source names where each comes from. The common
// build of ECharts has the bar, line, scatter and pie series on a grid: it starts
// in half the time that the full build takes.
const bundle = "internal/echarts/bundle"

var source = []struct{ name, path string }{
	{"echarts.js", "echarts/dist/echarts.common.min.js"},
	{"licences/echarts-LICENSE.txt", "echarts/LICENSE"},
	{"licences/echarts-NOTICE.txt", "echarts/NOTICE"},
	{"licences/echarts-d3-LICENSE.txt", "echarts/licenses/LICENSE-d3"},
	{"licences/zrender-LICENSE.txt", "zrender/LICENSE"},
	{"licences/tslib-LICENSE.txt", "tslib/LICENSE.txt"},
}

func main() {
	if err := run("node_modules", bundle); err != nil {
		fmt.Fprintf(os.Stderr, "bundler: %v\nhint: run `make`, or `npm ci --omit=dev --ignore-scripts` first\n", err)
		os.Exit(1)
	}
}

// run copies everything; version.txt is written last, so that a folder that has it
// is whole.
func run(from, to string) error {
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
