package identity

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// maxShown bounds how many equations of one identity are reported: a rule that is wrong
// fails in every row.
const maxShown = 20

// Check reports what does not hold: equations that no values could satisfy, identities
// that cannot be applied, periods that overlap and definitions that change. protected tells whether a
// threshold protects the counts of a table; the numbers of such a table are never shown. It may be nil for none.
func (s *Set) Check(protected func(table string) bool) error {
	if protected == nil {
		protected = func(string) bool { return false }
	}
	var problems diag.List
	for i := range s.Identities {
		id := &s.Identities[i]
		for r := range id.Relations {
			s.checkAll(id, &id.Relations[r], protected, &problems)
		}
	}
	for _, t := range s.data.Tables {
		s.checkPeriods(t, &problems)
	}
	return problems.Err()
}

func (s *Set) checkAll(i *Identity, r *Relation, protected func(string) bool, problems *diag.List) {
	failed := 0
	var unfit diag.List
	s.apply(i, r, &unfit, func(e Equation) bool {
		if left, right, ok := e.holds(); !ok {
			if failed++; failed <= maxShown {
				e.report(left, right, protected, problems)
			}
		}
		return true
	})
	*problems = append(*problems, unfit[:min(len(unfit), maxShown)]...)
	if failed > maxShown {
		problems.Add(i.Pos, CodeFails, "mend those that are shown first", "%q fails %d more times", i.Name, failed-maxShown)
	}
	s.checkBreaks(i, r, problems)
}

// Ends returns the least and the greatest number that the cell can be; an end that is open
// is told by ok.
func (p Part) Ends() (low, high int64, lowOK, highOK bool) {
	if p.Table.Schema.Fields[p.Col].Type == dataset.Integer {
		if p.Table.Status(p.Row, p.Col) != dataset.Exact {
			return 0, 0, false, false
		}
		var n int64
		fmt.Sscan(p.Table.Raw(p.Row, p.Col), &n) // a judged integer is at most 2^53
		return n, n, true, true
	}
	low, high, status := p.Table.Count(p.Row, p.Col)
	if status == dataset.Approximate || status.Unknown() {
		return 0, 0, true, false
	}
	return low, high, true, high >= 0
}

// total is an exact sum of whole numbers of at most 2^53: in a machine's number for as long as
// that holds it.
type total struct {
	n    int64
	more *big.Int // what n could not hold; nil for nothing
}

func (t *total) add(n int64) {
	const room = 1 << 61
	if t.n += n; t.n > room || t.n < -room {
		t.more, t.n = t.exact(), 0
	}
}

func (t *total) exact() *big.Int {
	n := big.NewInt(t.n)
	if t.more != nil {
		n.Add(n, t.more)
	}
	return n
}

func (t *total) compare(other *total) int {
	if t.more == nil && other.more == nil {
		return cmp.Compare(t.n, other.n)
	}
	return t.exact().Cmp(other.exact())
}

func (t *total) String() string { return t.exact().String() }

// sum is the least and the greatest number that a sum of cells can be.
type sum struct {
	low, high         total
	lowOpen, highOpen bool
}

func (s *sum) add(sign int64, p Part) {
	low, high, lowOK, highOK := p.Ends()
	if sign < 0 {
		low, high, lowOK, highOK = -high, -low, highOK, lowOK
	}
	s.lowOpen = s.lowOpen || !lowOK
	s.highOpen = s.highOpen || !highOK
	s.low.add(low)
	s.high.add(high)
}

func (s *sum) addNumber(n int64) {
	s.low.add(n)
	s.high.add(n)
}

// exact tells whether the sum can be one number only.
func (s *sum) exact() bool { return !s.lowOpen && !s.highOpen && s.low.compare(&s.high) == 0 }

func (s *sum) String() string {
	switch {
	case s.exact():
		return s.low.String()
	case s.lowOpen && s.highOpen:
		return "any number"
	case s.highOpen:
		return "at least " + s.low.String()
	case s.lowOpen:
		return "at most " + s.high.String()
	}
	return s.low.String() + " to " + s.high.String()
}

// holds tells whether some values within the bounds satisfy the equation, and what
// both sides can be.
func (e Equation) holds() (left, right *sum, ok bool) {
	left, right = &sum{}, &sum{}
	for _, p := range e.Parts {
		if p.Right {
			right.add(-p.Sign, p)
		} else {
			left.add(p.Sign, p)
		}
	}
	left.addNumber(numbers(e.Relation.Left))
	right.addNumber(numbers(e.Relation.Right))
	under := left.lowOpen || right.highOpen || left.low.compare(&right.high) <= 0 // left can be as small as right
	over := left.highOpen || right.lowOpen || right.low.compare(&left.high) <= 0
	return left, right, under && (over || e.Op == AtMost)
}

// numbers adds up what of a side is written as a number.
func numbers(side []Term) int64 {
	var n int64
	for _, t := range side {
		switch {
		case t.Table != "":
		case t.Minus:
			n -= t.Number
		default:
			n += t.Number
		}
	}
	return n
}

// report says which equation fails, at the first cell of its left side.
func (e Equation) report(left, right *sum, protected func(string) bool, problems *diag.List) {
	first := e.Parts[0]
	verb := "is not"
	if e.Op == AtMost {
		verb = "is more than"
	}
	l, r := e.side(false, e.Relation.Left, left, protected), e.side(true, e.Relation.Right, right, protected)
	hint := "compare these rows with their sources; identities stand in " + Path
	if e.Identity.BuiltIn {
		hint = "compare these rows with their sources; the meaning of the core tables implies this: docs/formats.md says how"
	}
	problems.Add(first.Table.Pos(first.Row, first.Col), CodeFails, hint, "%q does not hold: %s %s %s", e.Identity.Name, l, verb, r)
}

// side is one side of an equation in words: as written, its value where that may be shown, its rows.
func (e Equation) side(right bool, terms []Term, value *sum, protected func(string) bool) string {
	var notes []string
	hidden := false
	for _, t := range e.Parts {
		hidden = hidden || protected(t.Table.Schema.Name)
	}
	if !hidden {
		notes = append(notes, value.String())
	}
	if rows := e.rows(right); rows != "" {
		notes = append(notes, rows)
	}
	return fmt.Sprintf("%s (%s)", sideText(terms), strings.Join(notes, "; "))
}

// rows names the lines of a side's cells, file by file, in the order of the parts.
func (e Equation) rows(right bool) string {
	const most = 6
	var files []string
	lines := map[string][]int{}
	for _, p := range e.Parts {
		if p.Right != right {
			continue
		}
		pos := p.Table.Pos(p.Row, p.Col)
		if !slices.Contains(files, pos.Path) {
			files = append(files, pos.Path)
		}
		if list := lines[pos.Path]; len(list) <= most && !slices.Contains(list, pos.Line) {
			lines[pos.Path] = append(list, pos.Line)
		}
	}
	for i, file := range files {
		list, more := lines[file], ""
		if len(list) > most {
			list, more = list[:most], " …"
		}
		word := "line"
		if len(list) > 1 {
			word = "lines"
		}
		files[i] = fmt.Sprintf("%s %s %s%s", file, word, strings.Trim(fmt.Sprint(list), "[]"), more)
	}
	return strings.Join(files, ", ")
}
