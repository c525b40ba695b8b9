// Package typeset knows roughly how wide a text is, and breaks it into lines. No
// font is at hand while building and a reader's is not known, so the widths are
// those of DejaVu Sans, the widest of the common sans-serif faces: what fits here
// fits in Arial, Helvetica, Roboto and Segoe too. Everything is whole numbers, so
// that no processor can move a label.
package typeset

import "unicode"

// Style is a size in CSS pixels and a weight.
type Style struct {
	Size int
	Bold bool
}

// Advance widths of the printable ASCII characters, in thousandths of the size.
var (
	regular = [95]int16{
		318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
		636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
		1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
		603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
		500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
		635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
	}
	bold = [95]int16{
		348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365,
		696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580,
		1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850,
		733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500,
		500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687,
		716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
	}
)

// base holds, for U+00C0 to U+017F, the letter that is as wide: accents add no
// width. Ligatures and odd letters stand as the wide letter they resemble.
const base = "AAAAAAMCEEEEIIII" + "DNOOOOO+OUUUUYPb" + "aaaaaamceeeeiiii" + "onooooo+ouuuuyby" +
	"AaAaAaCcCcCcCcDd" + "DdEeEeEeEeEeGgGg" + "GgGgHhHhIiIiIiIi" + "IiNnJjKkkLlLlLlL" +
	"lLlNnNnNnnNnOoOo" + "OoWwRrRrRrSsSsSs" + "SsTtTtTtUuUuUuUu" + "UuUuWwYyYZzZzZzf"

// Width returns the width of a text of one line in CSS pixels, rounded up.
func Width(text string, s Style) int {
	return (thousandths(text, s.Bold)*s.Size + 999) / 1000
}

func thousandths(text string, heavy bool) int {
	total := 0
	for _, r := range text {
		total += advance(r, heavy)
	}
	return total
}

// advance returns the width of one character in thousandths of the size.
func advance(r rune, heavy bool) int {
	table := &regular
	if heavy {
		table = &bold
	}
	switch {
	case r >= ' ' && r <= '~':
		return int(table[r-' '])
	case r >= 0xC0 && r < 0xC0+rune(len(base)):
		return int(table[base[r-0xC0]-' '])
	case r == 0xA0 || r == 0x202F || r == 0x2009:
		return int(table[0])
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc):
		return 0
	case wide(r):
		return 1040
	case unicode.IsLower(r):
		return int(table['n'-' '])
	}
	return int(table['O'-' '])
}

// wide tells whether a character takes a full square: the scripts of East Asia,
// pictographs, the em dash and the ellipsis.
func wide(r rune) bool {
	switch {
	case r == '—' || r == '…':
		return true
	case r >= 0x1100 && r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3:
		return true
	case r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF00 && r <= 0xFF60:
		return true
	}
	return r >= 0x1F300
}
