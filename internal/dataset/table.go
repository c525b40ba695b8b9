package dataset

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
	"sync"
	"unicode/utf8"

	"daylight/internal/diag"
	"daylight/internal/locale"
)

// Table is one CSV file, typed. Cells are kept by column, compactly: a million
// rows are meant to fit. It is immutable and safe for concurrent use.
type Table struct {
	Schema  Schema
	rows    int
	columns []column
	lines   []uint32 // line of each row, while a faulty file is being checked; else row + 2
	keys    *index   // by primary key; nil when there is none
	partial bool     // rows of a faulty file are missing, so it can't be said what the table lacks
	source  func() *diag.Source
}

// Len returns the number of rows.
func (t *Table) Len() int { return t.rows }

// Value returns the cell in a row (from 0) and a column (index in Schema.Fields).
func (t *Table) Value(row, col int) Value {
	c, f := &t.columns[col], &t.Schema.Fields[col]
	id := c.ids[row]
	word, status := c.words.word(id), c.status[id]
	switch {
	case !f.Type.IsQuantity():
		return Value{Status: status, IsText: true, Text: word}
	case status.Unknown():
		return f.unknown(status)
	case f.Type == Count:
		return f.quantity(word, judgeCount(word))
	}
	return f.quantity(word, verdict{})
}

// unknown is the value of a marker in a field of quantities.
func (f *Field) unknown(status Status) Value {
	v := Value{Status: status}
	if status != NotApplicable {
		v.High = locale.Inf(1)
		if f.Type != Count {
			v.Low = locale.Inf(-1)
		}
	}
	return v
}

// quantity is the value of a judged text.
func (f *Field) quantity(word string, v verdict) Value {
	if f.Type != Count {
		number, err := locale.ParseDecimal(word)
		if err != nil {
			panic("dataset: a judged number is a number")
		}
		return ExactValue(number)
	}
	value := Value{Status: v.status, Low: locale.Int(v.low), High: locale.Int(v.high)}
	if v.high == open {
		value.High = locale.Inf(1)
	}
	return value
}

// Count returns a cell of a Count column in whole numbers, without the cost of a
// Value: the first and last number it can be (high is -1 for an open end, both
// are -1 for NotApplicable).
func (t *Table) Count(row, col int) (low, high int64, status Status) {
	c := &t.columns[col]
	id := c.ids[row]
	switch status = c.status[id]; {
	case status == NotApplicable:
		return -1, -1, status
	case status.Unknown():
		return 0, open, status
	}
	v := judgeCount(c.words.word(id))
	return v.low, v.high, status
}

// Status returns the status of a cell.
func (t *Table) Status(row, col int) Status {
	c := &t.columns[col]
	return c.status[c.ids[row]]
}

// Raw returns the text of the cell, without the quotes around it in the file. It
// costs no memory.
func (t *Table) Raw(row, col int) string {
	c := &t.columns[col]
	return c.words.word(c.ids[row])
}

// Distinct returns how many different texts a column has.
func (t *Table) Distinct(col int) int { return t.columns[col].words.len() }

// Texts yields each different text of a column once, in the order in which they first stand there.
func (t *Table) Texts(col int) iter.Seq[string] {
	words := t.columns[col].words
	return func(yield func(string) bool) {
		for id := range words.len() {
			if !yield(words.word(uint32(id))) {
				return
			}
		}
	}
}

// Inexact tells whether any cell of the column is not exact.
func (t *Table) Inexact(col int) bool { return t.columns[col].inexact }

// Pos returns where the cell stands.
func (t *Table) Pos(row, col int) diag.Pos {
	line := row + 2
	if t.lines != nil {
		line = int(t.lines[row])
	}
	return cellPos(t.source(), line, col)
}

// cellPos finds a cell in its line by reading the line again: positions are
// wanted seldom, and a million rows need not carry them. A col past the last
// cell is the end of the line.
func cellPos(source *diag.Source, line, col int) diag.Pos {
	text := lineText(source, line)
	starts := cellStarts(text)
	if col >= len(starts) {
		return diag.Pos{Path: source.Path, Line: line, Col: utf8.RuneCountInString(text) + 1}
	}
	return diag.Pos{Path: source.Path, Line: line, Col: utf8.RuneCountInString(text[:starts[col]]) + 1}
}

// lineText returns a line without its end.
func lineText(source *diag.Source, line int) string {
	text := string(source.Data[source.Offset(line):source.Offset(line+1)])
	return strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
}

// cellStarts returns the byte at which each cell of a line begins.
func cellStarts(line string) []int {
	r := csv.NewReader(strings.NewReader(line))
	record, err := r.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	starts := make([]int, len(record))
	for i := range starts {
		_, column := r.FieldPos(i)
		starts[i] = column - 1
	}
	return starts
}

// lazySource indexes a file's lines when the first position is asked for.
func lazySource(path string, body []byte) func() *diag.Source {
	return sync.OnceValue(func() *diag.Source { return diag.NewSource(path, body) })
}
