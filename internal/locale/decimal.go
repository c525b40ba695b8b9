package locale

import (
	"cmp"
	"errors"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is an exact decimal number or an infinity. The zero Decimal is 0, and
// two Decimals are == when they are equal in value. Arithmetic on published
// numbers happens on decimals, never on floats, so that no processor can change a
// published digit.
//
// The value is coef / 10^scale with the smallest scale that is not negative. A
// coefficient that does not fit in an int64 stands in wide as its digits, and
// coef is then 0. An infinity has the scale infinite and the coefficient ±1.
type Decimal struct {
	coef  int64
	scale int32
	wide  string
}

const (
	infinite  = -1
	maxDigits = 4096 // of a numeral that ParseDecimal reads: no published number has more
)

var (
	errSyntax = errors.New("not a decimal number")
	errLong   = errors.New("a number with too many digits")
	errNaN    = errors.New("not a number (NaN)")
)

// Int returns n.
func Int(n int64) Decimal { return Decimal{coef: n} }

// Float returns f rounded to 12 significant digits, ties away from zero: the one
// door by which a float from SQL reaches a page. What is rounded is the shortest
// decimal that stands for f, which is what anyone sees who prints it, so
// 1.000000000005 is a tie although its bits are not. NaN is an error.
func Float(f float64) (Decimal, error) {
	switch {
	case math.IsNaN(f):
		return Decimal{}, errNaN
	case math.IsInf(f, 0):
		return Inf(int(math.Copysign(1, f))), nil
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	d, err := ParseDecimal(mantissa)
	if err != nil {
		return Decimal{}, err
	}
	e, err := strconv.Atoi(exponent)
	if err != nil {
		return Decimal{}, err
	}
	return d.Round(11).Shift(e), nil
}

// Inf returns +Inf for a positive sign and -Inf for a negative one.
func Inf(sign int) Decimal {
	if sign < 0 {
		return Decimal{coef: -1, scale: infinite}
	}
	return Decimal{coef: 1, scale: infinite}
}

// ParseDecimal reads "-12.340" (no grouping, no exponent, no plus sign, a digit on
// either side of the point); "inf" and "-inf" are infinities.
func ParseDecimal(s string) (Decimal, error) {
	digits, negative := strings.CutPrefix(s, "-")
	if digits == "inf" {
		return Inf(map[bool]int{false: 1, true: -1}[negative]), nil
	}
	whole, fraction, point := strings.Cut(digits, ".")
	switch {
	case whole == "" || point && fraction == "" || !onlyDigits(whole) || !onlyDigits(fraction):
		return Decimal{}, errSyntax
	case len(digits) > maxDigits:
		return Decimal{}, errLong
	}
	fraction = strings.TrimRight(fraction, "0")
	if n, err := strconv.ParseInt(whole+fraction, 10, 64); err == nil {
		if negative {
			n = -n
		}
		return Decimal{coef: n, scale: int32(len(fraction))}, nil
	}
	b, _ := new(big.Int).SetString(whole+fraction, 10)
	if negative {
		b.Neg(b)
	}
	return fromBig(b, len(fraction)), nil
}

func onlyDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// fromBig returns b / 10^scale in its one form. It may change b.
func fromBig(b *big.Int, scale int) Decimal {
	if scale < 0 {
		b.Mul(b, pow10(-scale))
		scale = 0
	}
	if b.IsInt64() {
		return fromInt(b.Int64(), scale)
	}
	digits := b.String()
	trimmed := strings.TrimRight(digits, "0")
	drop := min(scale, len(digits)-len(trimmed))
	digits, scale = digits[:len(digits)-drop], scale-drop
	if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
		return Decimal{coef: n, scale: int32(scale)}
	}
	return Decimal{scale: int32(scale), wide: digits}
}

// fromInt returns n / 10^scale in its one form.
func fromInt(n int64, scale int) Decimal {
	for scale > 0 && n%10 == 0 {
		n, scale = n/10, scale-1
	}
	return Decimal{coef: n, scale: int32(scale)}
}

// big returns the coefficient of a finite d.
func (d Decimal) big() *big.Int {
	if d.wide == "" {
		return big.NewInt(d.coef)
	}
	b, _ := new(big.Int).SetString(d.wide, 10)
	return b
}

func pow10(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// IsInf tells whether d is an infinity.
func (d Decimal) IsInf() bool { return d.scale == infinite }

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.wide == "":
		return cmp.Compare(d.coef, 0)
	case d.wide[0] == '-':
		return -1
	}
	return 1
}

// Places returns the number of decimals d needs to be written exactly.
func (d Decimal) Places() int { return max(0, int(d.scale)) }

// String returns the shortest plain form: "6051", "0.405761", "inf".
func (d Decimal) String() string {
	switch {
	case d.scale == 0 && d.wide == "":
		return strconv.FormatInt(d.coef, 10)
	case d == Inf(1):
		return "inf"
	case d == Inf(-1):
		return "-inf"
	}
	return d.fixed(d.Places())
}

// Fixed returns d with exactly that many decimals, rounded ties away from zero:
// "0.410". An infinity is written as String does.
func (d Decimal) Fixed(places int) string {
	if d.IsInf() {
		return d.String()
	}
	return d.Round(places).fixed(max(0, places))
}

// fixed writes a finite d that has at most that many decimals.
func (d Decimal) fixed(places int) string {
	digits := d.wide
	if digits == "" {
		digits = strconv.FormatInt(d.coef, 10)
	}
	digits, negative := strings.CutPrefix(digits, "-")
	digits += strings.Repeat("0", places-int(d.scale))
	if missing := places + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	if places > 0 {
		digits = digits[:len(digits)-places] + "." + digits[len(digits)-places:]
	}
	if negative {
		return "-" + digits
	}
	return digits
}

// Float64 returns the nearest float.
func (d Decimal) Float64() float64 {
	f, _ := strconv.ParseFloat(d.String(), 64) // out of range is ±Inf, which is nearest
	return f
}
