package echarts

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/dop251/goja"

	"daylight/internal/typeset"
)

// errLeftOut says that common.js lacks what a drawing needs.
var errLeftOut = errors.New("common.js has left out what this drawing needs")

// machine is one JavaScript engine in which ECharts is running.
type machine struct {
	vm     *goja.Runtime
	draw   goja.Callable
	lacked bool // something that is left out was called
}

// start makes a machine. It has no clock and no chance: the time stands still and
// random numbers are always the same.
func start(p *programs) (*machine, error) { return startIn(goja.New(), p) }

func startIn(vm *goja.Runtime, p *programs) (*machine, error) {
	vm.SetMaxCallStackSize(10_000)
	vm.SetTimeSource(func() time.Time { return time.Unix(0, 0).UTC() })
	vm.SetRandSource(func() float64 { return 0.5 })
	m := &machine{vm: vm}
	if err := m.furnish(); err != nil {
		return nil, &Error{"the chart engine did not start", err}
	}
	for _, program := range []*goja.Program{p.echarts, p.prelude} {
		if _, err := vm.RunProgram(program); err != nil {
			return nil, &Error{"the chart engine did not start", err}
		}
	}
	draw, ok := goja.AssertFunction(vm.Get("drawChart"))
	if !ok {
		return nil, &Error{"the chart engine did not start", errors.New("drawChart is no function")}
	}
	m.draw, m.lacked = draw, false
	return m, nil
}

// furnish gives a machine what the scripts expect of their surroundings.
func (m *machine) furnish() error {
	vm := m.vm
	never := func(goja.FunctionCall) goja.Value { return goja.Undefined() }
	return errors.Join(
		vm.Set("setTimeout", never),
		vm.Set("clearTimeout", never),
		vm.Set("textWidth", textWidth),
		vm.Set("leftOut", func() { m.lacked = true; panic(vm.NewGoError(errLeftOut)) }),
		vm.Set("outline", outlines(vm)),
	)
}

// run draws one chart. The error is errLeftOut when all.js must draw it. A machine that returned an error must not be used again.
func (m *machine) run(ctx context.Context, option []byte, width, height int) (string, error) {
	stop := context.AfterFunc(ctx, func() { m.vm.Interrupt(context.Cause(ctx)) })
	result, err := m.draw(goja.Undefined(), m.vm.ToValue(string(option)), m.vm.ToValue(width), m.vm.ToValue(height))
	interrupted := !stop()
	switch {
	case m.lacked: // whatever it made of that
		return "", errLeftOut
	case interrupted && errors.Is(context.Cause(ctx), errTooLong):
		return "", &Error{"drawing the chart took too long", errTooLong}
	case interrupted:
		return "", context.Cause(ctx)
	case err != nil:
		return "", &Error{"ECharts cannot draw this chart", err}
	}
	return result.String(), nil
}

// textWidth measures a text in a CSS font such as "bold 14px sans-serif".
func textWidth(text, font string) int {
	style := typeset.Style{Size: 12}
	for word := range strings.FieldsSeq(font) {
		switch word {
		case "bold", "bolder", "600", "700", "800", "900":
			style.Bold = true
		default:
			style.Size = pixels(word, style.Size)
		}
	}
	return typeset.Width(text, style)
}

// pixels reads a size such as "14px" (a fraction is rounded up), or returns other.
func pixels(word string, other int) int {
	digits, ok := strings.CutSuffix(word, "px")
	if !ok {
		return other
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	n := 0
	for _, d := range whole {
		if d < '0' || d > '9' || n > 1000 {
			return other
		}
		n = n*10 + int(d-'0')
	}
	if strings.Trim(fraction, "0") != "" {
		n++
	}
	return n
}
