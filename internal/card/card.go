// Package card draws the picture that a social network shows beside a link to a page:
// the page's title, its main figure set large with its words, and who publishes it.
//
// A card is the same bytes on every machine: outlines come from the font in whole
// 64ths of a pixel, and the surface under them is counted in whole numbers too. A
// rasteriser that computes in floating point may fuse two operations on one
// processor and not on another, and so change a pixel.
package card

import (
	"bytes"
	"image/png"
	"runtime"
	"strings"
)

// Width and Height are a card's size in pixels: what the networks ask for.
const (
	Width  = 1200
	Height = 630
)

// Card is the words of one card.
type Card struct {
	Report    string // title of the whole; "" where it is the page's own
	Title     string // of the page
	Value     string // its main figure as shown: "949"; "" for none
	Unit      string // of the figure: "numbers"
	Words     string // what the figure is
	Summary   string // shown where there is no figure
	Publisher string
}

// version belongs to whatever a card's bytes depend on beside its words and the Go release,
// whose library packs them.
const version = "1"

// Key identifies the card's bytes.
func (c Card) Key() string {
	return strings.Join([]string{"card", version, runtime.Version(), c.Report, c.Title, c.Value, c.Unit, c.Words, c.Summary, c.Publisher}, "\x00")
}

// Drawable tells whether the fonts have every character of the card. They hold Latin,
// Greek and Cyrillic letters, and none that must be joined or turned around.
func (c Card) Drawable() bool {
	for _, text := range []string{c.Report, c.Title, c.Value, c.Unit, c.Words, c.Summary, c.Publisher} {
		for _, r := range text {
			if !hasGlyph(r) {
				return false
			}
		}
	}
	return true
}

// The places of a card, in pixels.
const (
	edge   = 72 // left and right
	column = Width - 2*edge
	band   = 18  // the coloured strip at the top
	head   = 90  // base line of the report's title
	foot   = 574 // base line of the publisher
	rule   = foot - 56
)

// PNG draws a card.
func (press *Press) PNG(c Card) ([]byte, error) {
	p := newPicture(press)
	p.fill(0, 0, Width, band, shade(brand, shades))
	p.fill(edge, rule, column, 2, shade(quiet, 1))
	p.write(block{text: c.Publisher, size: 28, lines: 1, ink: quiet}, edge, foot)
	y := head
	if c.Report != "" {
		p.write(block{text: c.Report, size: 28, lines: 1, ink: quiet}, edge, y)
		y += 20
	}
	if c.Value == "" {
		c.plain(p, y)
	} else {
		c.figure(p, y)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	err := encoder.Encode(&out, p.image)
	return out.Bytes(), err
}

// plain sets the title and the summary of a page without a main figure.
func (c Card) plain(p *picture, top int) {
	title := block{text: c.Title, size: 68, lines: 4, bold: true, ink: ink}.fitted()
	y := p.write(title, edge, top+title.size) + title.size/2
	summary := block{text: c.Summary, size: 34, ink: quiet}
	summary.lines = max(0, (rule-24-y)/summary.leading())
	p.write(summary, edge, y+summary.size)
}

// figure sets the title, and at the foot of what is free below it the main figure, as large
// as there is room, and its words.
func (c Card) figure(p *picture, top int) {
	title := block{text: c.Title, size: 50, lines: 3, bold: true, ink: ink}.fitted()
	words := block{text: c.Words, size: 32, lines: 2, ink: ink}.fitted()
	unit := block{text: c.Unit, size: 44, lines: 1, ink: brand}
	end := p.write(title, edge, top+title.size)
	low := rule - 24 - words.height()
	value := block{text: c.Value, size: min(150, low-end-44), lines: 1, bold: true, ink: brand}
	for value.size > 48 && value.width()+unit.width() > column {
		value.size -= 2
	}
	base := low - value.size/4 // room for what reaches below the line
	p.write(value, edge, base)
	if after := edge + value.width() + value.size/6; after+unit.width() <= Width-edge {
		p.write(unit, after, base)
	}
	p.write(words, edge, low+words.size)
}
