package card

import (
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// mask is a drawn character: of each pixel around its place on the base line, how many of
// an ink's steps it is covered.
type mask struct {
	left, top     int // of its box, from the pen
	width, height int
	steps         []uint8
}

// drawing names a mask.
type drawing struct {
	bold bool
	size int
	r    rune
}

// Press draws cards, on several processors at once. It keeps each character that it has
// drawn: the cards of a report share most of theirs.
type Press struct{ masks sync.Map }

// mask returns a character as it is drawn in a size; one that shows nothing is empty.
func (p *Press) mask(buffer *sfnt.Buffer, bold bool, size int, r rune) *mask {
	key := drawing{bold, size, r}
	if known, ok := p.masks.Load(key); ok {
		return known.(*mask)
	}
	m := &mask{}
	f := fontOf(bold)
	glyph, percent := stand(r)
	index, err := f.GlyphIndex(buffer, glyph)
	if err == nil && percent == 100 {
		if segments, err := f.LoadGlyph(buffer, index, fixed.I(size), nil); err == nil {
			m = newRaster(segments).mask()
		}
	}
	p.masks.Store(key, m)
	return m
}
