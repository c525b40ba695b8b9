package claim

import (
	"slices"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/locale"
)

// mend returns the numerals of stale words as they must read, where that alone makes
// the words hold: every numeral keeps its form, and the words around it stay. It
// returns nothing where a word no longer holds, or where the figure became one of
// another kind: that is for a person to read.
func mend(lang *locale.Language, r reading, v dataset.Value) []diag.Span {
	for _, targets := range targets(r, v) {
		spans := make([]diag.Span, len(targets))
		for i, target := range targets {
			n := r.numbers[i]
			spans[i] = diag.Span{Start: n.start, End: n.end, Text: rewrite(lang, *target.numeral, target.value)}
		}
		if judge(lang, read(lang, respell(r.words, spans)), v) == nil {
			return spans
		}
	}
	return nil
}

// respell returns words with their spans replaced.
func respell(words string, spans []diag.Span) string {
	text, at := "", 0
	for _, s := range spans {
		text += words[at:s.Start] + s.Text
		at = s.End
	}
	return text + words[at:]
}

// target is a numeral and the value that it shall say.
type target struct {
	numeral *locale.Numeral
	value   locale.Decimal
}

// targets returns what the numerals may say instead, best first.
func targets(r reading, v dataset.Value) [][]target {
	numbers := slices.Clone(r.numbers)
	if len(numbers) == 2 {
		numbers[0] = likeHigh(numbers[0], numbers[1])
	}
	for _, n := range numbers {
		if n.numeral == nil || !sameKind(n.numeral, v) {
			return nil
		}
	}
	switch k := known(v); {
	case k == band && len(numbers) == 2:
		low, high := numbers[0], numbers[1]
		return [][]target{{
			{low.numeral, outwards(v.Low, low.places(), -1)},
			{high.numeral, outwards(v.High, high.places(), 1)},
		}}
	case len(numbers) != 1 || k == band:
		return nil
	case k == atLeast:
		return ends(numbers[0], v.Low, -1)
	case k == atMost:
		return ends(numbers[0], v.High, 1)
	case k == exact && len(numbers[0].qualifiers) > 0:
		return rounded(numbers[0], v.Low)
	}
	return [][]target{{{numbers[0].numeral, v.Low}}}
}

// sameKind tells whether a numeral can say a value in its own form: a percentage is
// no count, a whole number no share, and 120 is no number of millions.
func sameKind(n *locale.Numeral, v dataset.Value) bool {
	size := v.Low
	if size.IsInf() {
		size = v.High
	}
	size = abs(size)
	switch {
	case n.Percent && isRatio(size):
		return true
	case n.Percent: // a rate over 100% perhaps, but not a number that stands without its sign
		return decimals(v) > 0 && size.Cmp(locale.Int(10)) < 0 && n.Value.Shift(2) != size.Round(n.Places)
	case n.Scale > 0: // "0.5 million", but not "0.00001 million"
		return size.Times(10).Shift(-n.Scale).Cmp(locale.Int(1)) >= 0
	}
	missesSign := n.Value.Shift(-2) == size.Round(n.Places+2)
	return !isFraction(v) || n.Places > 0 && !missesSign
}

// ends returns the numbers that "more than" or "at least" may say of the end that is known.
func ends(n number, end locale.Decimal, outward int64) [][]target {
	return [][]target{
		{{n.numeral, outwards(end, n.places(), outward)}},
		{{n.numeral, end.Add(locale.Int(outward))}},
	}
}

// rounded returns the numbers that a numeral with "about" or "more than" may say of
// an exact value: as round as it is now or, where that is more than a tenth away
// or will not do, less and less; at last with a decimal more than either has.
func rounded(n number, v locale.Decimal) [][]target {
	const most = 15 // digits of a decimal
	var near, far, fine [][]target
	first, own := significant(n.num), max(v.Places(), n.places())
	for places := first; places <= min(own+1, first+most); places++ {
		numeral := *n.numeral
		numeral.Places += max(0, places-n.places())
		value, unit := v.Round(places), locale.Int(1).Shift(-places)
		for _, c := range []locale.Decimal{value, value.Add(unit.Neg()), value.Add(unit)} {
			t := []target{{&numeral, c}}
			switch away := c.Add(v.Neg()).Times(10); {
			case c.Sign() == 0 && v.Sign() != 0:
			case places > own:
				fine = append(fine, t)
			case abs(away).Cmp(abs(v)) <= 0:
				near = append(near, t)
			default:
				far = append(far, t)
			}
		}
	}
	return slices.Concat(near, far, fine)
}

func abs(d locale.Decimal) locale.Decimal {
	if d.Sign() < 0 {
		return d.Neg()
	}
	return d
}

// rewrite writes a value as a numeral is written, with more decimals where it would
// be said to be nothing otherwise.
func rewrite(lang *locale.Language, n locale.Numeral, v locale.Decimal) string {
	const most = 12
	for places := n.Places - n.Scale; n.Places < most && v.Sign() != 0; n.Places, places = n.Places+1, places+1 {
		if n.Percent && v.Round(places+2).Sign() != 0 || !n.Percent && v.Round(places).Sign() != 0 {
			break
		}
	}
	return lang.Rewrite(n, v)
}
