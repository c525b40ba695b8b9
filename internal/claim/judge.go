package claim

import (
	"daylight/internal/dataset"
	"daylight/internal/locale"
)

// knowledge is what a quantity's ends and status say is known of it.
type knowledge uint8

const (
	exact knowledge = iota
	approximate
	atLeast // only the low end is known
	atMost  // only the high end is known
	band    // both ends are known
	nothing // neither end says anything
)

// known tells what is known of a quantity. It goes by the ends, since an upper
// bound of a count has the low end 0 and a sum may have been opened by a withheld part.
func known(v dataset.Value) knowledge {
	low, high := !v.Low.IsInf(), !v.High.IsInf()
	switch {
	case v.Status == dataset.Exact && low:
		return exact
	case v.Status == dataset.Approximate && low:
		return approximate
	case low && !high && v.Low.Sign() == 0, !low && !high:
		return nothing
	case low && !high:
		return atLeast
	case !low, v.Status == dataset.Bound && v.Low.Sign() == 0:
		return atMost
	}
	return band
}

// judge holds what was read against a quantity; the failure has no hint yet.
func judge(lang *locale.Language, r reading, v dataset.Value) *failure {
	k := known(v)
	want := 1
	if k == band {
		want = 2
	}
	switch {
	case r.garbled != nil:
		return &failure{code: CodeNumeral, problem: "“" + r.garbled.Text + "” is not grouped or parted as numbers are in this language"}
	case r.grown != nil:
		return &failure{code: CodeNumeral, problem: "“" + r.grown.Text + "” is not the whole of its number: what stands behind it makes it another"}
	case len(r.numbers) == 0:
		return &failure{code: CodeNumeral, problem: "these words hold no number and no checked word"}
	case k == band && len(r.numbers) == 1:
		return stale("this says " + r.said(r.numbers[0]) + ", the data gives a range, " + quoted(lang, r, v))
	case len(r.numbers) != want:
		return &failure{code: CodeNumeral, problem: "these words hold more than one number, and a claim says one"}
	}
	return judgeNumbers(lang, r, v, k)
}

func judgeNumbers(lang *locale.Language, r reading, v dataset.Value, k knowledge) *failure {
	n := r.numbers[0]
	says, data := "this says "+r.said(n), ", the data says "+quoted(lang, r, v)
	bare := len(n.qualifiers) == 0
	switch k {
	case exact:
		if !holdsExactly(n, v.Low) {
			return stale(says + data)
		}
	case approximate:
		if bare {
			return stale(says + " as if it were exact, the data gives an approximate number, " + quoted(lang, r, v))
		}
		if !only(n, locale.About) || !equal(n, v.Low) {
			return stale(says + data)
		}
	case band:
		if !isBand(lang, r, v) {
			return stale("this says " + r.words[n.from():r.numbers[1].end] + data)
		}
	default:
		if bare && (n.numeral != nil || n.meaning != locale.Most) {
			return stale(says + " as if it were exact, the data gives a bound, " + quoted(lang, r, v))
		}
		if !holdsBound(n, v, k) {
			return stale(says + data)
		}
	}
	return nil
}

func stale(problem string) *failure { return &failure{code: CodeStale, problem: problem} }

// only tells whether a number's qualifiers all have that meaning.
func only(n number, m locale.Meaning) bool {
	for _, q := range n.qualifiers {
		if q.Meaning != m {
			return false
		}
	}
	return true
}

// holdsExactly holds a number against an exact value: itself, or as each of its
// qualifiers says.
func holdsExactly(n number, v locale.Decimal) bool {
	if len(n.qualifiers) == 0 {
		return equal(n, v)
	}
	order := v.Times(n.den).Cmp(n.num)
	for _, q := range n.qualifiers {
		var holds bool
		switch q.Meaning {
		case locale.About:
			holds = roughly(n, v)
		case locale.Nearly:
			holds = order < 0 && roughly(n, v)
		case locale.MoreThan:
			holds = order > 0
		case locale.AtLeast:
			holds = order >= 0
		case locale.FewerThan:
			holds = order < 0
		case locale.AtMost:
			holds = order <= 0
		}
		if !holds || n.numeral == nil && n.meaning == locale.Most {
			return false
		}
	}
	return true
}

// equal tells whether a number says a value, to the precision in which it says it.
func equal(n number, v locale.Decimal) bool {
	switch {
	case n.numeral != nil:
		return n.num == v.Round(n.places())
	case n.meaning == locale.Fraction:
		return isNearest(n, v)
	case n.meaning == locale.Most:
		return v.Times(2).Cmp(locale.Int(1)) > 0 && v.Cmp(locale.Int(1)) <= 0
	case n.den == 100:
		return n.num == v.Round(2).Shift(2)
	}
	return v.Times(n.den) == n.num
}

// roughly tells whether a number is a value rounded to the number's last digit
// that is not zero, and within a tenth of itself; of fractions, whether it is the nearest.
func roughly(n number, v locale.Decimal) bool {
	if n.numeral == nil && (n.meaning == locale.Fraction || n.meaning == locale.All) {
		return isNearest(n, v)
	}
	value := n.num
	if n.den == 100 {
		value = value.Shift(-2)
	}
	difference := abs(v.Add(value.Neg()))
	return value == v.Round(significant(value)) && difference.Times(10).Cmp(abs(value)) <= 0
}

// significant returns the decimals of a number's last digit that is not zero:
// -2 for 100, 1 for 0.5.
func significant(d locale.Decimal) int {
	places := d.Places()
	for d.Sign() != 0 && d.Round(places-1) == d {
		places--
	}
	return places
}

// isNearest tells whether no fraction that words can say is nearer to a value.
func isNearest(n number, v locale.Decimal) bool {
	for _, c := range nearest(v) {
		if n.num.Times(c[1]) == locale.Int(c[0]*n.den) {
			return true
		}
	}
	return false
}

// nearest returns the fractions from 0 to 1 with the denominators of words that
// are nearest to a value, in lowest terms: one, or two at a tie, or none for what is no ratio.
func nearest(v locale.Decimal) [][2]int64 {
	if v.IsInf() || v.Sign() < 0 || v.Cmp(locale.Int(1)) > 0 {
		return nil
	}
	const common = 60 // a multiple of every denominator
	var best [][2]int64
	var least locale.Decimal
	for sixtieths := range int64(common + 1) {
		c, ok := lowest(sixtieths, common)
		if !ok {
			continue
		}
		distance := abs(v.Times(common).Add(locale.Int(-sixtieths)))
		if order := distance.Cmp(least); len(best) == 0 || order < 0 {
			best, least = [][2]int64{c}, distance
		} else if order == 0 {
			best = append(best, c)
		}
	}
	return best
}

// lowest writes num/den with the smallest denominator that words have; 0 and 1 have 1.
func lowest(num, den int64) ([2]int64, bool) {
	if num%den == 0 {
		return [2]int64{num / den, 1}, true
	}
	for _, d := range locale.Denominators() {
		if num*d%den == 0 {
			return [2]int64{num * d / den, d}, true
		}
	}
	return [2]int64{}, false
}
