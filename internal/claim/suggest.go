package claim

import (
	"unicode"
	"unicode/utf8"

	"daylight/internal/dataset"
	"daylight/internal/locale"
)

// suggest returns the words to write instead: the author's own with the number
// set right where that holds, or else the value as it is shown.
func suggest(lang *locale.Language, r reading, v dataset.Value) string {
	for _, words := range amended(lang, r, v) {
		if judge(lang, read(lang, words), v) == nil {
			return words
		}
	}
	percent, places := style(r, v)
	return Show(lang, v, percent, places)
}

// amended returns the words with their one number, or both ends of a band, set right.
func amended(lang *locale.Language, r reading, v dataset.Value) []string {
	switch {
	case len(r.numbers) == 1:
		n := r.numbers[0]
		return []string{r.words[:n.from()] + quoted(lang, r, v) + r.words[n.end:]}
	case len(r.numbers) == 2 && known(v) == band:
		low, high := r.numbers[0], r.numbers[1]
		percent, places := style(r, v)
		w := writer{lang, percent, places}
		return []string{r.words[:low.start] + w.end(v.Low, -1) + r.words[low.end:high.start] + w.end(v.High, 1) + r.words[high.end:]}
	}
	return nil
}

// quoted writes what the data says in the form in which the words say it.
func quoted(lang *locale.Language, r reading, v dataset.Value) string {
	if len(r.numbers) > 0 && known(v) == exact {
		if text, ok := alike(lang, r, r.numbers[0], v.Low); ok {
			return text
		}
	}
	percent, places := style(r, v)
	return Show(lang, v, percent, places)
}

// style takes percent and precision from the numeral in the words, and from the
// value when there is none or when the numeral's are not the value's own.
func style(r reading, v dataset.Value) (percent bool, places int) {
	fraction := isFraction(v)
	for _, n := range r.numbers {
		sole := len(r.numbers) == 1 || known(v) == band
		if sole && n.numeral != nil && n.numeral.Scale == 0 && n.numeral.Percent == fraction {
			return fraction, n.numeral.Places
		}
	}
	if fraction {
		return true, min(1, max(0, decimals(v)-2))
	}
	return false, min(2, decimals(v))
}

// isFraction tells whether a quantity is a ratio and no whole number: what is
// better said as a percentage.
func isFraction(v dataset.Value) bool {
	return decimals(v) > 0 && isRatio(v.Low) && (isRatio(v.High) || v.High.IsInf())
}

func isRatio(d locale.Decimal) bool { return d.Sign() >= 0 && d.Cmp(locale.Int(1)) <= 0 }

// alike writes an exact value as one number of the words is written.
func alike(lang *locale.Language, r reading, n number, v locale.Decimal) (string, bool) {
	if n.numeral != nil {
		return alikeNumeral(lang, n, v), true
	}
	var text string
	var ok bool
	switch n.meaning {
	case locale.NumberWord:
		if v.Places() == 0 && v.Cmp(locale.Int(1000)) < 0 && v.Sign() >= 0 {
			text, ok = lang.SayNumber(int64(v.Float64()))
		}
	case locale.Fraction:
		if best := nearest(v); len(best) > 0 && (best[0][1] > 1 || v.Places() == 0) {
			text, ok = lang.SayFraction(best[0][0], best[0][1])
		}
	}
	if first, _ := utf8.DecodeRuneInString(r.words[n.from():]); unicode.IsUpper(first) {
		initial, size := utf8.DecodeRuneInString(text)
		text = string(unicode.ToUpper(initial)) + text[size:]
	}
	return text, ok
}

// alikeNumeral keeps a numeral's form, unless it is a percentage and the value is
// no ratio, or the other way round.
func alikeNumeral(lang *locale.Language, n number, v locale.Decimal) string {
	percent, places := n.numeral.Percent, n.numeral.Places
	whole := v.Places() == 0
	switch {
	case v.Sign() != 0 && v.Round(n.places()).Sign() == 0 && n.numeral.Scale > 0:
		return lang.Number(v, min(2, v.Places()))
	case percent && (whole && !isRatio(v) || n.num.Shift(2) == v.Round(places)):
		return lang.Number(v, places)
	case !percent && n.numeral.Scale == 0 && !whole && isRatio(v) && (places == 0 || n.num.Shift(-2) == v.Round(places+2)):
		return lang.Percent(v, places)
	}
	return lang.Rewrite(*n.numeral, v)
}
