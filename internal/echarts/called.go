package echarts

import (
	"context"

	"github.com/dop251/goja"
)

// Drawing is an option with the size that it is drawn at.
type Drawing struct {
	Option        []byte
	Width, Height int
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
