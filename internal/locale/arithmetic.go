package locale

import (
	"cmp"
	"math"
	"math/big"
)

// Cmp compares two numbers.
func (d Decimal) Cmp(e Decimal) int {
	switch {
	case d.IsInf() || e.IsInf():
		return cmp.Compare(d.infinity(), e.infinity())
	case d.scale == e.scale && d.wide == "" && e.wide == "":
		return cmp.Compare(d.coef, e.coef)
	}
	a, b, _ := aligned(d, e)
	return a.Cmp(b)
}

// infinity returns the sign of an infinity and 0 for a finite number.
func (d Decimal) infinity() int {
	if d.IsInf() {
		return d.Sign()
	}
	return 0
}

// aligned returns the coefficients of two finite numbers at one scale.
func aligned(d, e Decimal) (a, b *big.Int, scale int) {
	a, b = d.big(), e.big()
	scale = int(max(d.scale, e.scale))
	a.Mul(a, pow10(scale-int(d.scale)))
	b.Mul(b, pow10(scale-int(e.scale)))
	return a, b, scale
}

// Neg returns -d.
func (d Decimal) Neg() Decimal {
	if d.wide == "" && d.coef != math.MinInt64 {
		d.coef = -d.coef
		return d
	}
	b := d.big()
	return fromBig(b.Neg(b), int(d.scale))
}

// Add returns d + e, exactly (an infinity stays one; opposite infinities panic).
func (d Decimal) Add(e Decimal) Decimal {
	switch {
	case d.IsInf() && e.IsInf() && d != e:
		panic("locale: sum of opposite infinities")
	case d.IsInf():
		return d
	case e.IsInf():
		return e
	}
	if d.scale == e.scale && d.wide == "" && e.wide == "" {
		if sum := d.coef + e.coef; (sum > d.coef) == (e.coef > 0) {
			return fromInt(sum, int(d.scale))
		}
	}
	a, b, scale := aligned(d, e)
	return fromBig(a.Add(a, b), scale)
}

// Times returns d multiplied by a whole number, exactly. An infinity times zero
// panics.
func (d Decimal) Times(n int64) Decimal {
	if d.IsInf() {
		if n == 0 {
			panic("locale: product of infinity and zero")
		}
		return Inf(d.Sign() * cmp.Compare(n, 0))
	}
	b := d.big()
	return fromBig(b.Mul(b, big.NewInt(n)), int(d.scale))
}

// Shift multiplies by ten to the power n, exactly.
func (d Decimal) Shift(n int) Decimal {
	if d.IsInf() {
		return d
	}
	return fromBig(d.big(), int(d.scale)-n)
}

// Round rounds to that many decimals, ties away from zero; a negative number of
// places rounds to tens, hundreds and so on.
func (d Decimal) Round(places int) Decimal {
	if d.IsInf() || places >= int(d.scale) {
		return d
	}
	b := d.big()
	unit := pow10(int(d.scale) - places)
	quotient, rest := new(big.Int).QuoRem(b, unit, new(big.Int))
	if rest.Lsh(rest.Abs(rest), 1).Cmp(unit) >= 0 {
		quotient.Add(quotient, big.NewInt(int64(d.Sign())))
	}
	return fromBig(quotient, places)
}
