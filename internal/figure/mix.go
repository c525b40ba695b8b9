package figure

import "math/bits"

// order is an order in which the rows of the tables are loaded.
type order int

// The orders: as in the file, from the last row to the first, and mixed.
const (
	forward order = iota
	backward
	mixed
	orders = mixed + 5
)

// smallTable is the number of rows up to which a table is loaded in the mixed orders
// too, which takes some milliseconds then.
const smallTable = 20_000

// rows returns which of a table's n rows stands at each place.
func (o order) rows(n int) func(place int) int {
	switch o {
	case forward:
		return func(place int) int { return place }
	case backward:
		return func(place int) int { return n - 1 - place }
	}
	rows := mix(n, mask(o-mixed))
	return func(place int) int { return rows[place] }
}

// mix orders rows by their numbers read backwards in binary, some of the digits turned.
//
// Reversing leaves a row in the middle where it is, so that LIMIT 1 OFFSET 1 of three
// gives the same. The mixed orders do not: of any three rows, each stands first or last
// in one of them. Take the lowest digit that tells one row of the three from the others,
// and the digit that tells these apart. The masks differ in whether both, or one of
// them, is turned, and with it differs which row is in the middle.
func mix(n int, mask uint32) []int {
	width := bits.Len32(uint32(max(0, n-1)))
	rows := make([]int, 0, n)
	for i := range uint32(1) << width {
		row := int(bits.Reverse32(i^mask&(1<<width-1)) >> (32 - width))
		if row < n {
			rows = append(rows, row)
		}
	}
	return rows
}

// mask returns the digits that the mixed order of that number turns: none, or those in
// whose own number a digit is set. For any two of 2^15 rows' digits, there is one that turns one alone.
func mask(number order) uint32 {
	var mask uint32
	for digit := range uint32(32) {
		if number > 0 && digit>>(number-1)&1 == 1 {
			mask |= 1 << digit
		}
	}
	return mask
}
