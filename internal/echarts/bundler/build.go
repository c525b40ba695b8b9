package main

import (
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// Each entry names what of ECharts is in one script.
var (
	//go:embed all.js
	allOfIt string
	//go:embed common.js
	commonOnly string
)

// own holds the modules that stand in the place of others.
//
//go:embed own
var own embed.FS

// build makes the scripts all.js and common.js, by name. Every change of changes.go is
// of a module of the first.
func build(modules string) (map[string][]byte, error) {
	whole, seen, err := script(modules, allOfIt)
	if err == nil {
		err = unseen(seen)
	}
	if err != nil {
		return nil, err
	}
	common, _, err := script(modules, commonOnly)
	return map[string][]byte{"all.js": whole, "common.js": common}, err
}

// script makes one script of what an entry lists and all that it needs, with its
// changes. It defines the variable echarts. It also returns the modules it asked for.
func script(modules, entry string) ([]byte, map[string]bool, error) {
	modules, err := filepath.Abs(modules)
	if err == nil {
		modules, err = filepath.EvalSymlinks(modules) // as esbuild names them
	}
	if err != nil {
		return nil, nil, err
	}
	c := changer{modules: modules, seen: map[string]bool{}}
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: entry, Sourcefile: "entry.js", ResolveDir: filepath.Dir(modules)},
		NodePaths:         []string{modules},
		Plugins:           []api.Plugin{{Name: "changes", Setup: c.setup}},
		Bundle:            true,
		Format:            api.FormatIIFE,
		GlobalName:        "echarts",
		Target:            api.ES5, // all of ECharts is: nothing needs rewriting
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`},
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		LegalComments:     api.LegalCommentsNone, // the licences lie beside the bundle
		LogLevel:          api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		return nil, nil, fmt.Errorf("esbuild: %s", result.Errors[0].Text)
	}
	return result.OutputFiles[0].Contents, c.seen, nil
}

// changer hands esbuild the modules with their changes.
type changer struct {
	modules string // node_modules
	mu      sync.Mutex
	seen    map[string]bool // what esbuild asked for
}

func (c *changer) setup(b api.PluginBuild) {
	b.OnLoad(api.OnLoadOptions{Filter: `\.js$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		rel, err := filepath.Rel(c.modules, args.Path)
		if err != nil {
			return api.OnLoadResult{}, err
		}
		text, err := c.load(filepath.ToSlash(rel))
		return api.OnLoadResult{Contents: &text, ResolveDir: filepath.Dir(args.Path)}, err
	})
}

// load returns a module as it goes into the bundle.
func (c *changer) load(module string) (string, error) {
	c.mu.Lock()
	c.seen[module] = true
	c.mu.Unlock()
	if name, ok := replaced[module]; ok {
		data, err := own.ReadFile("own/" + name)
		return string(data), err
	}
	data, err := os.ReadFile(filepath.Join(c.modules, filepath.FromSlash(module)))
	if err != nil {
		return "", err
	}
	if hollow[module] {
		return hollowed(string(data)), nil
	}
	return changed(module, string(data))
}

// changed empties functions and makes the edits.
func changed(module, text string) (string, error) {
	all := edits
	for _, line := range emptied[module] {
		all = append(all[:len(all):len(all)], edit{module, line, line + " return;"})
	}
	for _, e := range all {
		if e.module != module {
			continue
		}
		if n := strings.Count(text, e.old); n != 1 {
			return "", fmt.Errorf("a change of %s expects once, and finds %d times: %s", module, n, e.old)
		}
		text = strings.Replace(text, e.old, e.new, 1)
	}
	return text, nil
}

var exports = regexp.MustCompile(`(?m)^export (?:(default)|\{([^}]*)\}|(?:function|var|class) (\w+))`)

// hollowed returns a module that exports the names that another exports.
func hollowed(text string) string {
	out := "function nothing() {}\n"
	for _, m := range exports.FindAllStringSubmatch(text, -1) {
		if m[1] != "" {
			out += "export default nothing;\n"
		}
		for _, name := range strings.FieldsFunc(m[2]+m[3], func(r rune) bool { return r == ' ' || r == ',' }) {
			out += "export { nothing as " + name + " };\n"
		}
	}
	return out
}

// unseen is an error when a change is of a module that the bundle does not have.
func unseen(seen map[string]bool) error {
	for _, module := range changedModules() {
		if !seen[module] {
			return fmt.Errorf("%s is changed, and not in the bundle", module)
		}
	}
	return nil
}
