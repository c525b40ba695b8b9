// Package echarts draws charts to SVG with Apache ECharts, run inside the program
// by an embedded JavaScript engine: no browser, no network, the same bytes every time.
package echarts

import (
	"context"
	"errors"
)

// Version is the version of Apache ECharts that is embedded, or "" before
// `make` has filled the bundle.
func Version() string { panic("echarts: being written") }

// ErrNoBundle says that ECharts is not embedded in this binary.
var ErrNoBundle = errors.New("the chart engine is not in this binary: run make")

// Engine draws charts. It is safe for concurrent use: it keeps a few machines
// and starts the first when something must be drawn.
type Engine struct {
	// written by the implementation
}

// New returns an engine that uses at most workers machines at once.
func New(workers int) *Engine { panic("echarts: being written") }

// Draw draws an ECharts option (JSON) at a size in CSS pixels. The SVG is clean:
// ids are numbered by first use and begin with prefix, there is no style
// attribute, style element or script, and every colour is an attribute.
func (e *Engine) Draw(ctx context.Context, prefix string, option []byte, width, height int) (svg []byte, err error) {
	panic("echarts: being written")
}
