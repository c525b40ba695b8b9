package chart

import (
	"strconv"
	"strings"

	"daylight/internal/dataset"
)

// Patterns are filled shapes and not strokes: ECharts scales a symbol to its size, which
// would make the strokes of a long box uneven, and what it hatches by itself says no
// longer which value it stands for.

// missing draws the box of a value that is not known: dashed, with a pattern that says
// why. Stripes are withheld, points not published, and nothing is not applicable.
func (p *picture) missing(b box, status dataset.Status, cell [2]int) {
	w, h := float64(b.width), float64(b.height)
	pitch := 6.0
	if h <= 20 {
		pitch = 4
	}
	var path strings.Builder
	dashes(&path, w, h)
	switch status {
	case dataset.Withheld:
		stripes(&path, w, h, 2, pitch+3, false)
	case dataset.NotPublished:
		for y := pitch; y < h-pitch; y += pitch {
			for x := pitch; x < w-pitch; x += pitch {
				rectangle(&path, x, y, 2, 2)
			}
		}
	}
	p.pattern(path.String(), b, "unknown", cell)
}

// hatch draws a hatched box: the stretch of a bar that is not certain.
func (p *picture) hatch(b box, role string, cell [2]int) {
	b.width, b.height = max(b.width, 2), max(b.height, 2)
	var path strings.Builder
	stripes(&path, float64(b.width), float64(b.height), 4, 7, true)
	p.pattern(path.String(), b, role, cell)
}

func (p *picture) pattern(path string, b box, role string, cell [2]int) {
	p.symbol("path://"+path, b.width, b.height, solid(role), float64(b.x)+float64(b.width)/2, float64(b.y)+float64(b.height)/2, cell)
}

// dashes is a dashed line two pixels wide along the inside of a box, with its corners.
func dashes(path *strings.Builder, w, h float64) {
	side := func(length float64, dash func(from, size float64)) {
		n := max(1, round((length-5)/9)) // between two dashes that begin and end the side
		step := (length - 5) / float64(n)
		for i := range n + 1 {
			dash(float64(i)*step, 5)
		}
	}
	side(w, func(from, size float64) {
		rectangle(path, from, 0, size, 2)
		rectangle(path, from, h-2, size, 2)
	})
	side(h, func(from, size float64) {
		rectangle(path, 0, from, 2, size)
		rectangle(path, w-2, from, 2, size)
	})
}

func rectangle(path *strings.Builder, x, y, w, h float64) {
	polygon(path, [][2]float64{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}})
}

// stripes fills a box with slanting bands; rising ones go up to the right.
func stripes(path *strings.Builder, w, h, thick, pitch float64, rising bool) {
	slant := func(at [2]float64) float64 {
		if rising {
			return at[0] + at[1]
		}
		return at[0] - at[1] + h
	}
	for from := 0.0; from < w+h; from += pitch * 1.414 {
		band := [][2]float64{{0, 0}, {w, 0}, {w, h}, {0, h}}
		band = clipped(band, func(at [2]float64) float64 { return slant(at) - from })
		band = clipped(band, func(at [2]float64) float64 { return from + thick*1.414 - slant(at) })
		polygon(path, band)
	}
}

// clipped cuts a polygon off where a linear function is below zero.
func clipped(polygon [][2]float64, side func([2]float64) float64) [][2]float64 {
	var out [][2]float64
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		sa, sb := side(a), side(b)
		if sa >= 0 {
			out = append(out, a)
		}
		if sa*sb < 0 {
			t := sa / (sa - sb)
			out = append(out, [2]float64{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t})
		}
	}
	return out
}

func polygon(path *strings.Builder, points [][2]float64) {
	if len(points) < 3 {
		return
	}
	for i, at := range points {
		command := "L"
		if i == 0 {
			command = "M"
		}
		path.WriteString(command)
		tenth(path, at[0])
		path.WriteByte(' ')
		tenth(path, at[1])
	}
	path.WriteString("Z")
}

// tenth writes a number with one decimal at most.
func tenth(path *strings.Builder, f float64) {
	n := round(f * 10)
	if n < 0 {
		path.WriteByte('-')
		n = -n
	}
	path.WriteString(strconv.Itoa(n / 10))
	if n%10 != 0 {
		path.WriteByte('.')
		path.WriteByte(byte('0' + n%10))
	}
}
