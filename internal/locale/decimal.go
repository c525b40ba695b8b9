package locale

// Decimal is an exact decimal number or an infinity. The zero Decimal is 0.
// Arithmetic on published numbers happens on decimals, never on floats, so that
// no processor can change a published digit.
type Decimal struct {
	// written by the implementation; comparable with == when equal in value
}

// Int returns n.
func Int(n int64) Decimal { panic("locale: being written") }

// Float returns f rounded to 12 significant digits, ties away from zero: the one
// door by which a float from SQL reaches a page. NaN is an error.
func Float(f float64) (Decimal, error) { panic("locale: being written") }

// Inf returns +Inf for a positive sign and -Inf for a negative one.
func Inf(sign int) Decimal { panic("locale: being written") }

// ParseDecimal reads "-12.340" (no grouping, no exponent); "inf" and "-inf" are infinities.
func ParseDecimal(s string) (Decimal, error) { panic("locale: being written") }

// IsInf tells whether d is an infinity.
func (d Decimal) IsInf() bool { panic("locale: being written") }

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int { panic("locale: being written") }

// Cmp compares two numbers.
func (d Decimal) Cmp(e Decimal) int { panic("locale: being written") }

// Round rounds to that many decimals, ties away from zero.
func (d Decimal) Round(places int) Decimal { panic("locale: being written") }

// Shift multiplies by ten to the power n, exactly.
func (d Decimal) Shift(n int) Decimal { panic("locale: being written") }

// Add returns d + e, exactly (an infinity stays one; opposite infinities panic).
func (d Decimal) Add(e Decimal) Decimal { panic("locale: being written") }

// Fixed returns d with exactly that many decimals, rounded ties away from zero: "0.410".
func (d Decimal) Fixed(places int) string { panic("locale: being written") }

// Places returns the number of decimals d needs to be written exactly.
func (d Decimal) Places() int { panic("locale: being written") }

// String returns the shortest plain form: "6051", "0.405761", "inf".
func (d Decimal) String() string { panic("locale: being written") }

// Float64 returns the nearest float.
func (d Decimal) Float64() float64 { panic("locale: being written") }
