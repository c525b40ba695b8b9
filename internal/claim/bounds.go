package claim

import (
	"daylight/internal/dataset"
	"daylight/internal/locale"
)

// holdsBound holds a number with its qualifier against the end that is known.
func holdsBound(n number, v dataset.Value, k knowledge) bool {
	if n.numeral == nil && n.meaning == locale.Most {
		return len(n.qualifiers) == 0 && k == atLeast && v.Low.Times(2).Cmp(locale.Int(1)) > 0
	}
	if len(n.qualifiers) != 1 {
		return false
	}
	meaning := n.qualifiers[0].Meaning
	switch {
	case k == atLeast && meaning == locale.MoreThan:
		return isEnd(n, v.Low, -1, true)
	case k == atLeast && meaning == locale.AtLeast:
		return isEnd(n, v.Low, -1, false)
	case k == atMost && meaning == locale.FewerThan:
		return isEnd(n, v.High, 1, true)
	case k == atMost && meaning == locale.AtMost:
		return isEnd(n, v.High, 1, false)
	}
	return false
}

// isEnd tells whether a number is the end of what is possible. outward is -1 for a
// low end and 1 for a high one; strict says that the words leave the number itself
// out, so that for a whole end it is the next one outwards.
func isEnd(n number, end locale.Decimal, outward int64, strict bool) bool {
	switch {
	case n.isFraction():
		order := end.Times(n.den).Cmp(n.num) * int(outward)
		return order < 0 || order == 0 && !strict
	case end.Places() == 0 && strict:
		return n.num == end.Add(locale.Int(outward)).Times(n.den)
	case n.numeral != nil:
		return n.num == outwards(end, n.places(), outward)
	case n.den == 100:
		return n.num == outwards(end, 2, outward).Shift(2)
	}
	return n.num == outwards(end, 0, outward).Times(n.den)
}

// outwards rounds an end away from what is possible, so that a bound or a band
// never says more than is known.
func outwards(end locale.Decimal, places int, outward int64) locale.Decimal {
	rounded := end.Round(places)
	if order := rounded.Cmp(end); order != 0 && order != int(outward) {
		return rounded.Add(locale.Int(outward).Shift(-places))
	}
	return rounded
}

// isBand tells whether two numbers are the ends of a band, in a pattern of the language.
func isBand(lang *locale.Language, r reading, v dataset.Value) bool {
	low, high := r.numbers[0], r.numbers[1]
	if len(low.qualifiers)+len(high.qualifiers) > 0 || !lang.IsBetween(r.words[:low.start], r.words[low.end:high.start], r.words[high.end:]) {
		return false
	}
	low = likeHigh(low, high)
	return isEnd(low, v.Low, -1, false) && isEnd(high, v.High, 1, false)
}

// likeHigh reads the low end of "40 to 50%" and of "1 to 2 million" as the high
// end is written.
func likeHigh(low, high number) number {
	if low.numeral == nil || high.numeral == nil || low.numeral.Percent || low.numeral.Scale > 0 {
		return low
	}
	n := *low.numeral
	n.Percent, n.Scale = high.numeral.Percent, high.numeral.Scale
	low.numeral, low.num = &n, n.Value.Shift(n.Scale)
	if n.Percent {
		low.num = low.num.Shift(-2)
	}
	return low
}
