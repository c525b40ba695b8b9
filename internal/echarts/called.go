package echarts

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"
)

// Drawing is an option with the size that it is drawn at.
type Drawing struct {
	Option        []byte
	Width, Height int
}

// ReadDrawings reads the options that a pattern names, "NAME.WIDTHxHEIGHT.json".
func ReadDrawings(pattern string) ([]Drawing, error) {
	names, err := filepath.Glob(pattern)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no file is named %s", pattern)
	}
	var all []Drawing
	for _, name := range names { // sorted by Glob: output order
		var d Drawing
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

// Called starts a build of ECharts whose functions call called(their number), draws, and
// returns the numbers. It is what a bundle is cut by.
func Called(source string, drawings []Drawing) (map[int]bool, error) {
	p, err := compileSource(source)
	if err != nil {
		return nil, err
	}
	numbers := map[int]bool{}
	vm := goja.New()
	if err := vm.Set("called", func(n int) { numbers[n] = true }); err != nil {
		return nil, err
	}
	m, err := startIn(vm, p)
	if err != nil {
		return nil, err
	}
	for _, d := range drawings {
		if _, err := m.run(context.Background(), d.Option, d.Width, d.Height); err != nil {
			return nil, err
		}
	}
	return numbers, nil
}
