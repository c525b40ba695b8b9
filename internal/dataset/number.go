package dataset

import (
	"strings"
	"unicode"
)

// maxWhole is the largest whole number that every reader of the data, JSON's
// floats included, keeps exactly.
const maxWhole = 1 << 53

const (
	countForms  = "a count is written 6051, >40000, <5, 0..249 or ~100, or as a marker such as [not published] that missingValues lists"
	noCount     = "the cell is not a count"
	noNumber    = "the cell is not a number"
	tooLarge    = "the number is larger than 2^53"
	tooLargeFix = "no count is that large; look for digits that ran together"
)

// judgeCount reads a whole number, a bound, a band or an approximate number.
func judgeCount(text string) verdict {
	if n, ok, _ := whole(text); ok {
		return verdict{low: n, high: n}
	}
	if low, high, ok := strings.Cut(text, ".."); ok {
		return judgeBand(low, high)
	}
	n, ok, large := whole(text[1:])
	switch {
	case large:
		return wrong(tooLarge, tooLargeFix)
	case ok && text[0] == '>' && n == maxWhole:
		return wrong(tooLarge, tooLargeFix)
	case ok && text[0] == '>':
		return verdict{status: Bound, low: n + 1, high: open}
	case ok && text[0] == '<' && n == 0:
		return wrong("nothing is fewer than none", "write 0, or the bound that was meant")
	case ok && text[0] == '<':
		return verdict{status: Bound, low: 0, high: n - 1}
	case ok && text[0] == '~':
		return verdict{status: Approximate, low: n, high: n}
	}
	if _, _, large := whole(text); large {
		return wrong(tooLarge, tooLargeFix)
	}
	return wrong(noCount, countHint(text))
}

func judgeBand(from, to string) verdict {
	low, ok, large := whole(from)
	high, ok2, large2 := whole(to)
	switch {
	case large || large2:
		return wrong(tooLarge, tooLargeFix)
	case !ok || !ok2:
		return wrong(noCount, "a band is two whole numbers with two dots between them, such as 0..249")
	case low >= high:
		return wrong("the band does not go from a smaller to a larger number", "write the smaller number first, such as 0..249")
	}
	return verdict{status: Band, low: low, high: high}
}

// whole reads 0|[1-9][0-9]* up to maxWhole; large tells that only the size is wrong.
func whole(text string) (n int64, ok, large bool) {
	if text == "" || text[0] == '0' && len(text) > 1 {
		return 0, false, false
	}
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return 0, false, false
		}
		if n <= maxWhole {
			n = n*10 + int64(text[i]-'0')
		}
	}
	return n, n <= maxWhole, n > maxWhole
}

// countHint says which habit makes a cell something else than a count.
func countHint(text string) string {
	digits := strings.IndexFunc(text, unicode.IsDigit) >= 0
	switch {
	case strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsDigit(r) }) >= 0:
		return "use the digits 0 to 9; " + countForms
	case digits && strings.ContainsAny(text, ".eE%"):
		return "a count is a whole number, without decimals, exponent or percent sign; " + countForms
	case digits && strings.ContainsAny(text, ",' \u00a0\u202f"):
		return "leave out the grouping: 1234, not 1,234; " + countForms
	case strings.ContainsAny(text, "-–−"):
		return "a count has no sign, and a band is written with two dots; " + countForms
	case digits && strings.Trim(text, "0123456789") == "":
		return "a count has no leading zero; if this is a code, make the field a string"
	}
	return countForms
}

func judgeInteger(text string) verdict {
	digits, negative := strings.CutPrefix(text, "-")
	n, ok, large := whole(digits)
	switch {
	case large:
		return wrong(tooLarge, "look for digits that ran together")
	case !ok || negative && n == 0:
		return wrong("the cell is not a whole number", "an integer is written 6051 or -6051: no decimals, grouping, leading zero or exponent")
	}
	return verdict{}
}

// judgeNumber reads a decimal number of at most 15 digits, which is what a float keeps.
func judgeNumber(text string) verdict {
	const form = "a number is written 12.5 or -12.5: no grouping, leading zero, exponent or percent sign"
	digits, _ := strings.CutPrefix(text, "-")
	before, after, point := strings.Cut(digits, ".")
	if _, ok, large := whole(before); !ok && !large || point && after == "" || strings.Trim(after, "0123456789") != "" {
		return wrong(noNumber, form)
	}
	if len(before)+len(after) > 15 {
		return wrong("the number has more than 15 digits", "round it: more is not kept by the programs that read the data")
	}
	if zero := strings.Trim(before+after, "0") == ""; zero && digits != text {
		return wrong(noNumber, "zero has no sign")
	}
	return verdict{}
}
