package chart

import (
	"strconv"
	"strings"

	"daylight/internal/typeset"
)

// itemStyle adds to go-echarts' type what ECharts knows besides.
type itemStyle struct {
	Color       string  `json:"color"`
	BorderColor string  `json:"borderColor,omitempty"`
	BorderWidth int     `json:"borderWidth,omitempty"`
	BorderType  []int   `json:"borderType,omitempty"` // dashes and gaps in pixels
	Opacity     float64 `json:"opacity"`
}

// The styles of marks.
func solid(role string) *itemStyle { return &itemStyle{Color: hue(role), Opacity: 1} }

func hollow(role string) *itemStyle {
	return &itemStyle{Color: hue("bg"), BorderColor: hue(role), BorderWidth: 2, Opacity: 1}
}

// symbolOf tells series apart beside their colours.
func symbolOf(series int) string {
	return [maxSeries]string{
		"circle", "diamond", "rect", "triangle",
		"path://M3 0H7V3H10V7H7V10H3V7H0V3H3Z", // a cross
		"path://M5 10L0 0L10 0Z",               // a triangle on its point
	}[series]
}

// The symbols of open ends, pointing where the value may be.
const (
	up    = "path://M5 0L10 10L0 10Z"
	down  = "path://M5 10L0 0L10 0Z"
	left  = "path://M0 5L10 0L10 10Z"
	right = "path://M10 5L0 10L0 0Z"
)

const arrowSize = 10 // at an open end

func (p *picture) arrow(x, y int, symbol, role string, cell [2]int) {
	p.symbol(symbol, arrowSize, arrowSize, solid(role), float64(x), float64(y), cell)
}

func weight(s typeset.Style) string {
	if s.Bold {
		return "bold"
	}
	return "normal"
}

func decimal(n int) string { return strconv.Itoa(n) }

// ECharts fills "{b}" and "{c}" in a label, and JavaScript "$&" in a replacement:
// while a text travels through them, private characters stand for these signs. One more
// stands before every text, since ECharts counts texts in objects, which know some names,
// such as "__proto__", without having been told them.
var (
	encoder = strings.NewReplacer("{", "\ue000", "}", "\ue001", "$", "\ue002")
	decoder = strings.NewReplacer("\ue000", "{", "\ue001", "}", "\ue002", "$", before, "")
)

const before = "\ue003"

func encode(label string) string { return before + encoder.Replace(label) }

func decode(label string) string { return decoder.Replace(label) }
