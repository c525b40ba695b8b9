package echarts

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// A mark's pattern is a path of some hundred corners. ECharts reads it number by number,
// fits it to the mark and writes it anew, which took a quarter of a drawing's time when
// interpreted. Go does it in one call, with the same rounding at every step: numbers of 64
// bits, kept in 32 where the path is long. Each product is converted before it is added to,
// so that no processor makes one operation of two and rounds once.

// stroke is a move of the pen that writes an outline: to a point (M), along a line (L), or
// back to where it began (Z).
type stroke struct {
	command byte
	x, y    float64 // where it ends
}

// long is how many numbers a path may have, each command being one too, before ECharts
// keeps them in 32 bits.
const long = 11

// rect is a rectangle as ECharts has it.
type rect struct{ x, y, width, height float64 }

// outlines gives scripts the function outline(path, x, y, width, height), which fits a path to
// a rectangle. It returns an array: a function that writes the path as SVG has it, with
// numbers in parts of one that it is given (10,000ths), and the bounds. For a path that is not
// made of straight lines in plain numbers it returns undefined: ECharts must read it.
func outlines(vm *goja.Runtime) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		number := func(i int) float64 { return call.Argument(i).ToFloat() }
		drawn := lineOf(call.Argument(0).String())
		from := drawn.bounds()
		if from.width == 0 || from.height == 0 {
			return goja.Undefined()
		}
		drawn.fit(from, rect{number(1), number(2), number(3), number(4)})
		at := drawn.bounds()
		write := func(call goja.FunctionCall) goja.Value { return vm.ToValue(drawn.text(call.Argument(0).ToFloat())) }
		return vm.NewArray(write, at.x, at.y, at.width, at.height)
	}
}

// line is an outline.
type line struct {
	strokes []stroke
	size    int // as ECharts counts
}

// lineOf reads a path of the commands M, L, H, V and Z, each with its one or two
// numbers; the line is empty when there is anything else.
func lineOf(path string) line {
	var all line
	var pen, begun stroke
	for path != "" {
		command, rest := path[0], path[1:]
		end := strings.IndexAny(rest, "MLHVZ")
		if end < 0 {
			end = len(rest)
		}
		next, ok := pen.to(command, rest[:end])
		if !ok || len(all.strokes) == 0 && command != 'M' {
			return line{}
		}
		all.size += 3
		switch next.command {
		case 'M':
			begun = next
		case 'Z':
			next.x, next.y = begun.x, begun.y
			all.size -= 2
		}
		pen, path, all.strokes = next, rest[end:], append(all.strokes, next)
	}
	for i, s := range all.strokes {
		all.strokes[i].x, all.strokes[i].y = all.kept(s.x), all.kept(s.y)
	}
	return all
}

// to is the stroke from the pen's place that a command and its numbers ask for.
func (pen stroke) to(command byte, numbers string) (next stroke, ok bool) {
	next = stroke{'L', pen.x, pen.y}
	first, second, two := strings.Cut(numbers, " ")
	switch command {
	case 'H':
		next.x, ok = plainNumber(numbers)
	case 'V':
		next.y, ok = plainNumber(numbers)
	case 'M', 'L':
		var okay bool
		next.command = command
		next.x, ok = plainNumber(first)
		next.y, okay = plainNumber(second)
		ok = ok && okay && two
	case 'Z':
		next.command = command
		ok = numbers == ""
	}
	return next, ok
}

// plainNumber reads a number such as -12.5, which every reader of paths reads alike.
func plainNumber(text string) (float64, bool) {
	digits, dots := 0, 0
	for i, c := range []byte(text) {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && digits > 0 && i+1 < len(text):
			dots++
		case c != '-' || i > 0:
			return 0, false
		}
	}
	if digits == 0 || digits > 9 || dots > 1 {
		return 0, false
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil
}

// bounds is the least rectangle about an outline.
func (o *line) bounds() rect {
	if len(o.strokes) == 0 {
		return rect{}
	}
	first := o.strokes[0]
	left, right, top, bottom := first.x, first.x, first.y, first.y
	for _, s := range o.strokes {
		left, right = min(left, s.x), max(right, s.x)
		top, bottom = min(top, s.y), max(bottom, s.y)
	}
	return rect{left, top, right - left, bottom - top}
}

// fit moves and stretches an outline from one rectangle to another.
func (o *line) fit(from, to rect) {
	wide, high := to.width/from.width, to.height/from.height
	right, down := float64(-from.x*wide)+to.x, float64(-from.y*high)+to.y
	for i, s := range o.strokes {
		o.strokes[i].x, o.strokes[i].y = o.kept(float64(wide*s.x)+right), o.kept(float64(high*s.y)+down)
	}
}

// kept is a number as it is kept.
func (o *line) kept(n float64) float64 {
	if o.size > long {
		return float64(float32(n))
	}
	return n
}

// text writes an outline as ECharts does, in parts of one, and without lines of no
// length.
func (o *line) text(parts float64) string {
	var out strings.Builder
	var pen stroke
	for _, s := range o.strokes {
		switch {
		case s.command == 'Z':
			out.WriteByte('Z')
		case s.command == 'M' || s.x != pen.x || s.y != pen.y:
			out.WriteByte(s.command)
			out.WriteString(rounded(s.x, parts))
			out.WriteByte(' ')
			out.WriteString(rounded(s.y, parts))
		}
		pen = s
	}
	return out.String()
}

// rounded writes a number as JavaScript writes Math.round(n * parts) / parts.
func rounded(n, parts float64) string {
	n *= parts
	whole := math.Trunc(n)
	switch {
	case n-whole >= 0.5:
		whole++
	case whole-n > 0.5:
		whole--
	}
	if whole == 0 {
		return "0" // and not -0
	}
	return strconv.FormatFloat(whole/parts, 'f', -1, 64)
}
