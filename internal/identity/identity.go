// Package identity reads the sums that must hold (data/identities.yaml), brings
// them down to equations between cells, and checks each with exact integers.
//
// An identity is written as it is said:
//
//   - name: numbers-make-up-all
//     holds: calls.numbers = numbers.resolved + numbers.unresolved
//     by: [period]
//
// A cell of an identity stands for the sum of a column over the rows that meet the
// conditions in brackets: districts.districts[province!=total, provider=shaw]. Without
// "by" each cell must find exactly one row. With "by" there is one equation for each
// combination of values of those columns. A combination for which one of the cells finds
// no row is passed over, unless the identity says "every: true".
//
// A cell that is a bound, a band or a marker is every number it can be: an equation
// fails only when no choice of numbers could satisfy it. All coefficients are 1 or -1
// and no cell stands twice in an equation, so sums of the ends say exactly whether
// there is such a choice. An approximate number has no bounds that its source states, so
// it can be any number. A cell that is not applicable is no part of a sum.
package identity

import (
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// Path is where a project's identities stand.
const Path = "data/identities.yaml"

// Codes of the problems this package reports.
const (
	CodeForm   diag.Code = "identity-form"   // an identity cannot be read, or names what is not there
	CodeRows   diag.Code = "identity-rows"   // an identity finds no rows, too many, or a total beside its parts
	CodeFails  diag.Code = "identity-fails"  // no values within the bounds could satisfy an equation
	CodePeriod diag.Code = "identity-period" // periods of a series overlap
	CodeBreak  diag.Code = "identity-break"  // a definition changes without a declared break, or a sum runs over one
)

// Op says how the sides of a relation stand to one another.
type Op uint8

// The operators. What is written with >= has its sides exchanged.
const (
	Equal  Op = iota // the sides are equal
	AtMost           // the left side is no larger than the right one
)

// Condition picks rows by the text of one column.
type Condition struct {
	Column, Value string
	Not           bool // the column does not have the value
}

// Term is a number, or the sum of a column over the rows that meet all conditions, with
// its sign.
type Term struct {
	Minus         bool
	Each          bool   // there is an equation for each row of this term, not one for their sum
	Table, Column string // "" for a number
	Where         []Condition
	Number        int64
	Text          string // as written, without the sign
	Pos           diag.Pos
}

// Relation is two sums and how they stand to one another.
type Relation struct {
	Left, Right []Term
	Op          Op
}

// Identity is what must hold, as a publisher wrote it or as a core table implies it.
type Identity struct {
	Name      string
	Pos       diag.Pos // of what holds; no line for a built-in one
	Relations []Relation
	By        []string
	Grouped   bool // By was given, if only as an empty list: sums over several rows are meant
	Every     bool // each combination that one term has, all terms have
	BuiltIn   bool
}

// Series is what a publisher declares about a table with periods.
type Series struct {
	Pos        diag.Pos
	Table      string
	Overlaps   conf.Localized // why periods overlap; empty when they must not
	Definition string         // the column that says what was counted; "" for none
	Breaks     []Break
}

// Break is a period from which on another thing is counted.
type Break struct {
	At     conf.Text
	Reason conf.Localized
}

// Set is a project's identities, those that its core tables imply first.
type Set struct {
	Identities []Identity
	Series     []Series
	data       *dataset.Set
}

// Equation is a relation in one group of rows: the sum of its parts with their signs, and
// the constant, is zero (Equal) or no more than zero (AtMost).
type Equation struct {
	Identity *Identity
	Relation *Relation
	Op       Op
	Parts    []Part
	Constant int64
}

// Part is one cell of an equation.
type Part struct {
	Table    *dataset.Table
	Row, Col int
	Sign     int64 // 1 or -1, with all parts on the left
	Right    bool  // the part was written on the right
}
