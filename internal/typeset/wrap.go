package typeset

import (
	"strings"
	"unicode"
)

// Ellipsis ends a text that was cut.
const Ellipsis = "…"

// Wrap breaks a text at its spaces into lines of at most width pixels. A word that
// is wider than a line is broken inside; what does not fit into that many lines is
// cut, and the last line then ends in an ellipsis. White space is collapsed. The
// result has at least one line, which may be empty.
func Wrap(text string, s Style, width, lines int) []string {
	var out []string
	line := ""
	words := Words(text)
	for len(words) > 0 {
		joined := strings.TrimPrefix(line+" "+words[0], " ")
		switch {
		case Width(joined, s) <= width:
			line, words = joined, words[1:]
			continue
		case line == "":
			var rest string
			line, rest = split(words[0], s, width)
			words[0] = rest
		}
		if len(out) == lines-1 {
			return append(out, Cut(line+" "+strings.Join(words, " "), s, width))
		}
		out, line = append(out, line), ""
	}
	if line != "" || len(out) == 0 {
		out = append(out, line)
	}
	return out
}

// Words returns what stands between the spaces of a text. A no-break space, as in
// "6 051", parts nothing.
func Words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2007'
	})
}

// split breaks a word so that its head fits the width, behind a hyphen where it has
// one; the head has at least one character.
func split(word string, s Style, width int) (head, rest string) {
	at := fitting(word, s, width)
	if at == 0 {
		at = nextCluster(word)
	}
	if hyphen := strings.LastIndexByte(word[:at], '-'); hyphen > 0 {
		at = hyphen + 1
	}
	return word[:at], word[at:]
}

// Cut shortens a text of one line to at most width pixels, with an ellipsis at its
// end when anything was left out.
func Cut(text string, s Style, width int) string {
	if Width(text, s) <= width {
		return text
	}
	at := fitting(text, s, width-Width(Ellipsis, s))
	return strings.TrimRightFunc(text[:at], unicode.IsSpace) + Ellipsis
}

// fitting returns the length in bytes of the longest head that fits the width and
// does not part a letter from its accents.
func fitting(text string, s Style, width int) int {
	at, used := 0, 0
	for at < len(text) {
		n := nextCluster(text[at:])
		used += thousandths(text[at:at+n], s.Bold) * s.Size
		if used > width*1000 {
			break
		}
		at += n
	}
	return at
}

// nextCluster returns the length in bytes of the first character with the marks
// that combine with it.
func nextCluster(text string) int {
	for i, r := range text {
		if i > 0 && !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			return i
		}
	}
	return len(text)
}
