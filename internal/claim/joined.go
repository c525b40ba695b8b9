package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/locale"
)

// joins tells whether what stands directly beside a claim's words changes the
// number that a reader sees there: 1[120] reads 1120, -[120] is below zero, [120]%
// and [120]k are other numbers, and so are [120].5 and [120] million.
func joins(lang *locale.Language, before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	if before != "" && (unicode.IsNumber(last) || strings.ContainsRune("-−+±~<>.,", last)) {
		return true
	}
	if strings.HasPrefix(strings.TrimLeft(after, " \u00a0\u202f"), "%") || lang.Multiplies(after) {
		return true
	}
	next, size := utf8.DecodeRuneInString(after)
	switch {
	case after == "":
		return false
	case unicode.IsLetter(next), unicode.IsNumber(next), unicode.IsMark(next), next == '‰':
		return true
	case next == '.' || next == ',':
		digit, _ := utf8.DecodeRuneInString(after[size:])
		return unicode.IsDigit(digit)
	}
	return false
}
