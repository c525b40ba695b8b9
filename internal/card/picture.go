package card

import (
	"image"
	"image/color"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// colour is an ink of the card.
type colour uint8

// The inks, which are the theme's own.
const (
	ink colour = iota
	quiet
	brand
)

// Colours are the theme's names of a card's paper and inks, and what they are.
func Colours() (names []string, colours []color.RGBA) {
	return []string{"paper", "ink", "quiet", "brand"},
		[]color.RGBA{{0xff, 0xff, 0xff, 0xff}, {0x1b, 0x1b, 0x1f, 0xff}, {0x56, 0x56, 0x5e, 0xff}, {0x1c, 0x3f, 0x75, 0xff}}
}

// shades is how many steps an ink has from the paper to its own colour. With so few that all
// colours together fit half a byte, image/png would be slower.
const shades = 8

// palette is the paper, and then each ink in its steps.
func palette() color.Palette {
	_, colours := Colours()
	paper := colours[0]
	p := color.Palette{paper}
	for _, ink := range colours[1:] {
		for step := 1; step <= shades; step++ {
			mix := func(from, to uint8) uint8 { return uint8((int(from)*(shades-step) + int(to)*step) / shades) }
			p = append(p, color.RGBA{mix(paper.R, ink.R), mix(paper.G, ink.G), mix(paper.B, ink.B), 0xff})
		}
	}
	return p
}

// shade is an ink's place in the palette at a step from 1.
func shade(c colour, step int) uint8 { return uint8(int(c)*shades + step) }

// picture is a card while it is drawn.
type picture struct {
	press *Press
	image *image.Paletted
	fonts sfnt.Buffer
}

func newPicture(press *Press) *picture {
	return &picture{press: press, image: image.NewPaletted(image.Rect(0, 0, Width, Height), palette())}
}

// fill paints a rectangle.
func (p *picture) fill(x, y, width, height int, colour uint8) {
	for row := y; row < y+height; row++ {
		for col := x; col < x+width; col++ {
			p.image.Pix[row*p.image.Stride+col] = colour
		}
	}
}

// write writes a block that begins at x and whose first base line is at y, and returns the
// last.
func (p *picture) write(b block, x, y int) int {
	for i, line := range b.broken() {
		if i > 0 {
			y += b.leading()
		}
		pen := fixed.I(x)
		for _, r := range line {
			p.glyph(b, r, pen.Round(), y)
			pen += b.step(r)
		}
	}
	return y
}

// glyph draws one character at a whole pixel.
func (p *picture) glyph(b block, r rune, x, y int) {
	m := p.press.mask(&p.fonts, b.bold, b.size, r)
	for row := range m.height {
		for col, step := range m.steps[row*m.width:][:m.width] {
			at := image.Pt(x+m.left+col, y+m.top+row)
			if step > 0 && at.In(p.image.Rect) {
				p.image.Pix[at.Y*p.image.Stride+at.X] = shade(b.ink, int(step))
			}
		}
	}
}
