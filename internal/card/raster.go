package card

import (
	"cmp"
	"slices"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// raster counts how much of each pixel an outline covers, in whole numbers: along each of a
// row's lines exactly to the 64th of a pixel, by the rule that a place is inside where the
// outline turns around it.
type raster struct {
	edges      []edgeLine
	active     []edgeLine // those that the line at hand may cross
	start, pen fixed.Point26_6
	crossings  []crossing
	row        []int // of the pixels, in 64ths of the row's lines
	left       int   // the first of them
}

// edgeLine is a straight piece of an outline, from its upper end to its lower.
type edgeLine struct {
	x0, y0, x1, y1 int64
	turn           int // 1 where the outline goes down, -1 where it goes up
}

// crossing is where a line meets an outline.
type crossing struct{ x, turn int }

// Lines a row, and their distance in 64ths of a pixel.
const (
	linesARow = 8
	lineStep  = 64 / linesARow
)

// newRaster takes up an outline.
func newRaster(segments sfnt.Segments) *raster {
	r := &raster{}
	for _, s := range segments {
		r.segment(s)
	}
	r.close()
	return r
}

// segment takes up a piece of an outline.
func (r *raster) segment(s sfnt.Segment) {
	switch s.Op {
	case sfnt.SegmentOpMoveTo:
		r.close()
		r.start, r.pen = s.Args[0], s.Args[0]
	case sfnt.SegmentOpLineTo:
		r.to(s.Args[0])
	case sfnt.SegmentOpQuadTo:
		r.curve(s.Args[0], s.Args[1])
	case sfnt.SegmentOpCubeTo: // fonts of this kind have none; its ends are joined
		r.to(s.Args[2])
	}
}

func (r *raster) close() { r.to(r.start) }

func (r *raster) to(p fixed.Point26_6) {
	a, b, turn := r.pen, p, 1
	r.pen = p
	if a.Y == b.Y {
		return
	}
	if a.Y > b.Y {
		a, b, turn = b, a, -1
	}
	r.edges = append(r.edges, edgeLine{int64(a.X), int64(a.Y), int64(b.X), int64(b.Y), turn})
}

// curve follows a quadratic curve in straight pieces, so many that none is further from it
// than a thirtieth of a pixel.
func (r *raster) curve(control, end fixed.Point26_6) {
	from := r.pen
	bend := max(abs(from.X-2*control.X+end.X), abs(from.Y-2*control.Y+end.Y))
	pieces := int64(1)
	for 8*pieces*pieces < bend {
		pieces++
	}
	at := func(a, b, c fixed.Int26_6, i int64) fixed.Int26_6 {
		j := pieces - i
		sum := int64(a)*j*j + 2*int64(b)*j*i + int64(c)*i*i
		return fixed.Int26_6(floorDiv(sum+pieces*pieces/2, pieces*pieces))
	}
	for i := int64(1); i <= pieces; i++ {
		r.to(fixed.Point26_6{X: at(from.X, control.X, end.X, i), Y: at(from.Y, control.Y, end.Y, i)})
	}
}

// mask fills the outline.
func (r *raster) mask() *mask {
	if len(r.edges) == 0 {
		return &mask{}
	}
	m := r.box()
	slices.SortFunc(r.edges, func(a, b edgeLine) int { return cmp.Compare(a.y0, b.y0) })
	r.row, r.left = make([]int, m.width), m.left
	next := 0 // of the edges that no line has reached
	for y := m.top; y < m.top+m.height; y++ {
		clear(r.row)
		for l := range linesARow {
			at := int64(y*64 + l*lineStep + lineStep/2)
			for ; next < len(r.edges) && r.edges[next].y0 <= at; next++ {
				r.active = append(r.active, r.edges[next])
			}
			r.line(at)
		}
		for _, covered := range r.row {
			m.steps = append(m.steps, uint8((covered*shades+32*linesARow)/(64*linesARow)))
		}
	}
	return m
}

// box returns an empty mask of the outline's size.
func (r *raster) box() *mask {
	first := r.edges[0]
	left, right, top, bottom := first.x0, first.x0, first.y0, first.y1
	for _, e := range r.edges {
		left, right = min(left, e.x0, e.x1), max(right, e.x0, e.x1)
		top, bottom = min(top, e.y0), max(bottom, e.y1)
	}
	m := &mask{left: int(floorDiv(left, 64)), top: int(floorDiv(top, 64))}
	m.width, m.height = int(floorDiv(right, 64))+1-m.left, int(floorDiv(bottom, 64))+1-m.top
	return m
}

// line adds what the outline covers on one line.
func (r *raster) line(y int64) {
	r.active = slices.DeleteFunc(r.active, func(e edgeLine) bool { return e.y1 <= y })
	r.crossings = r.crossings[:0]
	for _, e := range r.active {
		x := e.x0 + floorDiv((e.x1-e.x0)*(y-e.y0), e.y1-e.y0)
		r.crossings = append(r.crossings, crossing{int(x), e.turn})
	}
	slices.SortFunc(r.crossings, func(a, b crossing) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.turn, b.turn)) })
	turns := 0
	for i, c := range r.crossings {
		if turns != 0 {
			r.span(r.crossings[i-1].x, c.x)
		}
		turns += c.turn
	}
}

// span adds a stretch of a line, in 64ths of a pixel.
func (r *raster) span(from, to int) {
	from, to = max(0, from-64*r.left), min(to-64*r.left, 64*len(r.row))
	for from < to {
		pixel := from / 64
		end := min(to, (pixel+1)*64)
		r.row[pixel] += end - from
		from = end
	}
}

func abs(a fixed.Int26_6) int64 { return int64(max(a, -a)) }

// floorDiv divides and rounds down, below zero too.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
