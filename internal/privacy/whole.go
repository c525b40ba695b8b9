package privacy

import "math/big"

// whole is an exact whole number: small as long as it fits, large when it must be.
// The zero whole is 0. A whole never changes.
type whole struct {
	small int64
	large *big.Int // nil: small
}

// modest bounds the numbers whose products can be subtracted without overflow.
const modest = 1 << 31

func wholeOf(n int64) whole { return whole{small: n} }

// shrink returns b as a whole. It keeps b.
func shrink(b *big.Int) whole {
	if b.IsInt64() {
		return whole{small: b.Int64()}
	}
	return whole{large: b}
}

func (w whole) big() *big.Int {
	if w.large != nil {
		return w.large
	}
	return big.NewInt(w.small)
}

func (w whole) modest() bool {
	return w.large == nil && w.small > -modest && w.small < modest
}

func (w whole) sign() int {
	switch {
	case w.large != nil:
		return w.large.Sign()
	case w.small < 0:
		return -1
	case w.small > 0:
		return 1
	}
	return 0
}

func (w whole) isZero() bool { return w.small == 0 && w.large == nil }

func (w whole) equal(v whole) bool { return w.cmp(v) == 0 }

func (w whole) cmp(v whole) int {
	if w.large != nil || v.large != nil {
		return w.big().Cmp(v.big())
	}
	switch {
	case w.small < v.small:
		return -1
	case w.small > v.small:
		return 1
	}
	return 0
}

func (w whole) neg() whole {
	if w.modest() {
		return whole{small: -w.small}
	}
	return shrink(new(big.Int).Neg(w.big()))
}

func (w whole) add(v whole) whole {
	if w.modest() && v.modest() {
		return whole{small: w.small + v.small}
	}
	return shrink(new(big.Int).Add(w.big(), v.big()))
}

func (w whole) sub(v whole) whole { return w.add(v.neg()) }

func (w whole) mul(v whole) whole {
	if w.modest() && v.modest() {
		return whole{small: w.small * v.small}
	}
	return shrink(new(big.Int).Mul(w.big(), v.big()))
}

// cross is (p·a − q·c) / d, where the division leaves no rest.
func cross(p, a, q, c, d whole) whole {
	if p.modest() && a.modest() && q.modest() && c.modest() && d.large == nil {
		return whole{small: (p.small*a.small - q.small*c.small) / d.small}
	}
	n := new(big.Int).Mul(p.big(), a.big())
	n.Sub(n, new(big.Int).Mul(q.big(), c.big()))
	return shrink(n.Quo(n, d.big()))
}

// floorDiv is the greatest whole number that is no greater than w/d, for d > 0.
func (w whole) floorDiv(d whole) whole {
	return shrink(new(big.Int).Div(w.big(), d.big())) // Euclid's division rounds down for a positive d
}

// ceilDiv is the least whole number that is no less than w/d, for d > 0.
func (w whole) ceilDiv(d whole) whole { return w.neg().floorDiv(d).neg() }

// divides tells whether w/d is whole.
func (d whole) divides(w whole) bool {
	if d.large == nil && w.large == nil {
		return w.small%d.small == 0
	}
	return new(big.Int).Rem(w.big(), d.big()).Sign() == 0
}
