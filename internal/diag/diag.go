// Package diag says what is wrong, where, and what to do about it.
//
// Every problem a user can meet is a Diagnostic: a position, a stable code, one
// sentence that says what is wrong, and a hint that says what to do, best as the
// corrected line to paste. A stage collects all its problems in a List and
// returns them together; the stage after it is not started.
//
// A message never quotes a cell's value: logs are public, withheld counts are not.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Code is the stable name of a kind of problem, in kebab case and beginning with
// the gate that found it ("data-header", "claim-stale"). Codes are declared as
// constants of this type in the package that reports them; a test finds them
// there and asks docs/diagnostics.md for a section on each.
type Code string

// Pos is a place in an input file. Line and Col count from 1, Col in characters
// (Unicode code points). A zero Line means the file as a whole, a zero Col the
// line as a whole.
type Pos struct {
	Path string
	Line int
	Col  int
}

// String returns path:line:col, leaving out what is zero.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.Path
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.Path, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Col)
}

// Compare orders positions by path, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.Path, q.Path), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Diagnostic is one problem: where, which kind, what is wrong, what to do.
type Diagnostic struct {
	Pos     Pos
	Code    Code
	Message string // one sentence without a full stop
	Hint    string // what to do; may be empty when the message says it
	Edit    Edit   // the mend itself, where it is the only one possible; zero for none
}

// String returns the one-line form "path:line:col: message [code]".
func (d Diagnostic) String() string {
	if d.Pos.Path == "" {
		return fmt.Sprintf("%s [%s]", d.Message, d.Code)
	}
	return fmt.Sprintf("%s: %s [%s]", d.Pos, d.Message, d.Code)
}

// List collects diagnostics. The zero List is empty and ready to use. As an
// error it is only ever returned through Err, which sorts it.
type List []Diagnostic

// Add appends a problem. The message is formatted as by fmt.Sprintf and kept to one
// line; what it or the hint quotes of a file may be of any length, and is cut short.
func (l *List) Add(pos Pos, code Code, hint, format string, args ...any) {
	message := strings.Join(strings.FieldsFunc(fmt.Sprintf(format, args...), func(r rune) bool { return r == '\n' || r == '\r' }), " ")
	*l = append(*l, Diagnostic{Pos: pos, Code: code, Message: cut(message, mostMessage), Hint: cut(hint, mostHint)})
}

const (
	mostMessage = 1000  // bytes
	mostHint    = 30000 // a hint may be a table's header to paste
)

// cut shortens a text from its middle, where what a message quotes stands.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most/2], "") + " … " + strings.ToValidUTF8(text[len(text)-most/2:], "")
}

// Join appends the diagnostics of err, which must be nil or (or wrap) a List;
// any other error becomes a diagnostic of its own at pos with the given code.
func (l *List) Join(err error, pos Pos, code Code) {
	if err == nil {
		return
	}
	if other, ok := AsList(err); ok {
		*l = append(*l, other...)
		return
	}
	l.Add(pos, code, "", "%v", err)
}

// AddEdit is Add for a problem that edit mends.
func (l *List) AddEdit(pos Pos, code Code, edit Edit, hint, format string, args ...any) {
	l.Add(pos, code, hint, format, args...)
	(*l)[len(*l)-1].Edit = edit
}

// Err returns nil for an empty list, else the list sorted by position and code,
// without repetitions, as an error.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, func(a, b Diagnostic) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message), a.Edit.Compare(b.Edit))
	})
	return slices.Compact(sorted)
}

// Error returns the diagnostics one a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}
