package personal

import (
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// folded is a text in ASCII as far as it matters here, and where each of its bytes stands
// in the text. at is nil where both are the same.
type folded struct {
	text string
	at   []int32
}

func (f folded) place(offset int) int {
	if f.at == nil {
		return offset
	}
	return int(f.at[offset])
}

// wide is what a no-break space becomes: it divides a telephone number, but also groups
// the digits of a plain one.
const wide = '\x1f'

// fold writes digits of any script, full-width signs, hyphens and spaces as ASCII, and
// leaves out what cannot be seen: to a reader it is the same number.
func fold(text string) folded {
	if ascii(text) {
		return folded{text: text}
	}
	var b strings.Builder
	var at []int32
	for i, r := range text {
		c := string(r)
		switch {
		case r < utf8.RuneSelf:
		case unicode.Is(unicode.Nd, r):
			c = string(rune('0' + digit(r)))
		case r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\u2007':
			c = string(wide)
		case unicode.IsSpace(r):
			c = " "
		case unicode.Is(unicode.Pd, r) || r == '\u2212':
			c = "-"
		case r >= '\uff01' && r <= '\uff5e':
			c = string(r - 0xfee0)
		case r == '\u00ad' || unicode.Is(unicode.Cf, r):
			c = ""
		}
		for range len(c) {
			at = append(at, int32(i))
		}
		b.WriteString(c)
	}
	return folded{b.String(), append(at, int32(len(text)))}
}

// digit returns the value of a decimal digit: Unicode has them in runs of ten.
func digit(r rune) int {
	n := 0
	for n < 9 && unicode.Is(unicode.Nd, r-1) && r%16 != 0 && r%16 != 6 {
		r--
		n++
	}
	return n
}

func ascii(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

var escape = regexp.MustCompile(`\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})`)

// disguises returns a text as other programs read it: entities of Markdown, escapes of YAML and
// JSON, and those of addresses. Offsets are lost.
func disguises(text string) []string {
	var list []string
	if strings.Contains(text, "&") && strings.Contains(text, ";") {
		list = append(list, html.UnescapeString(text))
	}
	if strings.Contains(text, `\u`) || strings.Contains(text, `\x`) {
		list = append(list, escape.ReplaceAllStringFunc(text, func(e string) string {
			n, _ := strconv.ParseUint(e[2:], 16, 32)
			return string(rune(n))
		}))
	}
	if strings.Contains(text, "%") {
		if plain, err := url.PathUnescape(text); err == nil {
			list = append(list, plain)
		}
	}
	return list
}
