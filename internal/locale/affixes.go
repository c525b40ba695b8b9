package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// before looks at what stands directly before the digits at i: a percent sign
// where the language has it there, a currency sign when a minus sign is before it
// ("-$5"), and a minus sign; what stands before from belongs to another numeral.
// head is where the first of them begins, the minus sign aside; sign is the length
// of that.
func (f *format) before(text string, from, i int) (head int, percent bool, sign int) {
	head = i
	if mark := strings.TrimRight(f.prefix, spaces); mark != "" {
		bare := strings.TrimRight(text[:i], " "+spaces)
		if at := len(bare) - len(mark); at >= from && strings.HasSuffix(bare, mark) {
			head, percent = at, true
		}
	}
	if sign = f.signBefore(text[:head]); sign > 0 {
		return head, percent, sign
	}
	if r, size := utf8.DecodeLastRuneInString(text[:head]); unicode.Is(unicode.Sc, r) {
		if sign = f.signBefore(text[:head-size]); sign > 0 {
			return head - size, percent, sign
		}
	}
	return head, percent, 0
}

// signBefore returns the length of the minus sign that text ends in, or 0. What
// stands before it must leave no doubt: "2011-05" and "5%-6%" hold none.
func (f *format) signBefore(text string) int {
	for _, sign := range []string{f.minus, "-", "\u2212"} {
		if rest, ok := strings.CutSuffix(text, sign); ok && opens(rest) {
			return len(sign)
		}
	}
	return 0
}

// opens tells whether a number may begin after text.
func opens(text string) bool {
	r, size := utf8.DecodeLastRuneInString(text)
	return size == 0 || unicode.IsSpace(r) || strings.ContainsRune(`"'=:<>~–—`, r) ||
		unicode.In(r, unicode.Ps, unicode.Pi, unicode.Sc)
}

// behind looks at what stands behind the digits that end at i: a percent sign or
// word, or a word that multiplies ("million").
func (l *Language) behind(text string, i int) (end int, percent bool, scale int) {
	at := i
	for n := 0; n < 2; n++ { // at most one space, and a mark of writing direction
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == '%' || r == '٪' {
			return l.format.marks(text, at+size), true, 0
		}
		if !strings.ContainsRune(" \u200e\u200f\u061c"+spaces, r) || size == 0 {
			break
		}
		at += size
	}
	if at = skipSpace(text, i, false); at < 0 {
		return i, false, 0
	}
	if end, ok := l.percentAt(text, at); ok {
		return end, true, 0
	}
	if end, power, ok := l.scaleAt(text, at); ok {
		return end, false, power
	}
	return i, false, 0
}

// marks steps over the marks of writing direction that the language puts behind
// its percent sign.
func (f *format) marks(text string, i int) int {
	tail := f.suffix
	if sign := strings.IndexAny(tail, "%٪"); sign >= 0 {
		_, size := utf8.DecodeRuneInString(tail[sign:])
		tail = tail[sign+size:]
	}
	if strings.HasPrefix(text[i:], tail) {
		return i + len(tail)
	}
	return i
}

// Multiplies tells whether the words behind a number make another of it: they begin
// with a space and a word such as "million" or "per cent".
func (l *Language) Multiplies(behind string) bool {
	at := skipSpace(behind, 0, true)
	if at < 0 {
		return false
	}
	_, percent := l.percentAt(behind, at)
	_, _, scale := l.scaleAt(behind, at)
	return percent || scale
}

// percentAt reads a word at i that says per cent.
func (l *Language) percentAt(text string, i int) (end int, ok bool) {
	for _, word := range l.words.percent {
		if end, ok := matchWord(text, i, word); ok {
			return end, true
		}
	}
	return 0, false
}

// scaleAt reads a word at i that multiplies the number before it.
func (l *Language) scaleAt(text string, i int) (end, power int, ok bool) {
	for _, s := range l.words.scales {
		if end, ok := matchWord(text, i, s.word); ok {
			return end, s.power, true
		}
	}
	return 0, 0, false
}
