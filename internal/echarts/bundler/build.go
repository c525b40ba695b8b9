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

	"daylight/internal/echarts"
)

// entry names what of ECharts is used.
//
//go:embed all.js
var entry string

// own holds the modules that stand in the place of others.
//
//go:embed own
var own embed.FS

// build makes the scripts all.js and common.js, by name. The second draws whatever is
// like the drawings.
func build(modules string, drawings []echarts.Drawing) (map[string][]byte, error) {
	module, err := moduleOf(modules)
	if err != nil {
		return nil, err
	}
	all, err := scriptOf(module)
	if err != nil {
		return nil, err
	}
	module, err = cut(module, drawings)
	if err != nil {
		return nil, err
	}
	common, err := scriptOf(module)
	return map[string][]byte{"all.js": all, "common.js": common}, err
}

// moduleOf makes one module of what the entry lists and all that it needs, with the changes.
func moduleOf(modules string) ([]byte, error) {
	modules, err := filepath.Abs(modules)
	if err == nil {
		modules, err = filepath.EvalSymlinks(modules) // as esbuild names them
	}
	if err != nil {
		return nil, err
	}
	c := changer{modules: modules, seen: map[string]bool{}}
	module, err := bundled(api.BuildOptions{
		Stdin:     &api.StdinOptions{Contents: entry, Sourcefile: "entry.js", ResolveDir: filepath.Dir(modules)},
		NodePaths: []string{modules},
		Plugins:   []api.Plugin{{Name: "changes", Setup: c.setup}},
		Format:    api.FormatESModule,
		Define:    map[string]string{"process.env.NODE_ENV": `"production"`},
	})
	if err == nil {
		err = unseen(c.seen)
	}
	return module, err
}

// scriptOf makes a script of a module, which defines the variable echarts.
func scriptOf(module []byte) ([]byte, error) {
	return bundled(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: string(module), Sourcefile: "module.js"},
		Format:            api.FormatIIFE,
		GlobalName:        "echarts",
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
	})
}

func bundled(options api.BuildOptions) ([]byte, error) {
	options.Bundle = true
	options.Target = api.ES5                      // all of ECharts is: nothing needs rewriting
	options.LegalComments = api.LegalCommentsNone // the licences lie beside the bundle
	options.LogLevel = api.LogLevelSilent
	result := api.Build(options)
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("esbuild: %s", result.Errors[0].Text)
	}
	return result.OutputFiles[0].Contents, nil
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
