package card

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fonts parses the two faces once.
var fonts = sync.OnceValue(func() [2]*sfnt.Font {
	var parsed [2]*sfnt.Font
	for i, data := range [2][]byte{goregular.TTF, gobold.TTF} {
		var err error
		if parsed[i], err = sfnt.Parse(data); err != nil {
			panic("card: a font of this program cannot be read: " + err.Error())
		}
	}
	return parsed
})

func fontOf(bold bool) *sfnt.Font {
	if bold {
		return fonts()[1]
	}
	return fonts()[0]
}

// stand gives the character whose glyph is drawn for another that the fonts have not,
// and its width in percent.
func stand(r rune) (glyph rune, percent int) {
	switch r {
	case '\u202f', '\u2009', '\u2006': // narrow spaces
		return '\u00a0', 70
	case '\u2011': // a hyphen that does not break
		return '-', 100
	case '\u00ad', '\u200b', '\u2060': // nothing to see
		return ' ', 0
	}
	return r, 100
}

// hasGlyph tells whether a character can be drawn as a reader of its script expects:
// by a glyph of its own that stands beside the one before it.
func hasGlyph(r rune) bool {
	r, _ = stand(r)
	if unicode.Is(unicode.M, r) || unicode.IsControl(r) {
		return false
	}
	index, err := fontOf(false).GlyphIndex(nil, r)
	return err == nil && index != 0
}

// block is a text of some lines in one face.
type block struct {
	text  string
	size  int // of the letters, in pixels
	lines int // at most
	bold  bool
	ink   colour
}

// leading is the distance of two base lines.
func (b block) leading() int { return b.size * 5 / 4 }

func (b block) height() int { return len(b.broken()) * b.leading() }

// width returns the width of the whole text on one line, in pixels.
func (b block) width() int { return b.advance(b.text).Ceil() }

// fitted returns the block with letters so small, down to three quarters, that its text
// has room in its lines.
func (b block) fitted() block {
	for least := b.size * 3 / 4; b.size > least; b.size -= 2 {
		if _, whole := b.wrap(column); whole {
			break
		}
	}
	return b
}

// broken returns the text in lines that fit the column, as even as they can be. What
// has no room ends in "…".
func (b block) broken() []string {
	lines, whole := b.wrap(column)
	if !whole || len(lines) < 2 {
		return lines
	}
	for width := column - evener; width > column/2; width -= evener {
		narrower, fits := b.wrap(width)
		if !fits || len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// evener is the step by which lines are made shorter, in pixels.
const evener = 24

// wrap returns the text in lines of a width, and whether it has room in the block's lines.
func (b block) wrap(width int) (lines []string, whole bool) {
	rest := strings.Join(strings.FieldsFunc(b.text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " ")
	for rest != "" && len(lines) < b.lines {
		cut := b.fits(rest, width)
		if cut < len(rest) && len(lines) == b.lines-1 {
			cut = b.fits(rest, width-b.advance("…").Ceil())
			return append(lines, strings.TrimRight(rest[:cut], " ,;:")+"…"), false
		}
		lines = append(lines, strings.TrimRight(rest[:cut], " "))
		rest = strings.TrimLeft(rest[cut:], " ")
	}
	return lines, rest == ""
}

// fits returns how many bytes of a text stand on a line: whole words, or as much of
// the first as there is room for, at least one character.
func (b block) fits(text string, width int) int {
	x, word := fixed.Int26_6(0), 0
	for i, r := range text {
		if r == ' ' {
			word = i
		}
		x += b.step(r)
		if x > fixed.I(width) && r != ' ' && i > 0 {
			if word > 0 {
				return word
			}
			return i
		}
	}
	return len(text)
}

// advance returns how far a text moves the pen.
func (b block) advance(text string) fixed.Int26_6 {
	x := fixed.Int26_6(0)
	for _, r := range text {
		x += b.step(r)
	}
	return x
}

// step returns how far one character moves the pen: its part of the letters' size, which
// the font says in whole numbers.
func (b block) step(r rune) fixed.Int26_6 {
	glyph, percent := stand(r)
	f := fontOf(b.bold)
	index, err := f.GlyphIndex(nil, glyph)
	if err != nil {
		return 0
	}
	advance, err := f.GlyphAdvance(nil, index, fixed.I(b.size), font.HintingNone)
	if err != nil {
		return 0
	}
	return advance * fixed.Int26_6(percent) / 100
}
