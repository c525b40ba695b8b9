package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/gocarina/gocsv"

	"daylight/internal/diag"
)

// cell is the type of every field that gocsv decodes into. It takes the raw text
// and never fails: gocsv's own conversions would guess, and stop at the first
// cell they can't guess.
type cell string

// UnmarshalCSV keeps the text.
func (c *cell) UnmarshalCSV(text string) error {
	*c = cell(text)
	return nil
}

// rowType returns a struct type with one cell per column. Its fields are called
// F0, F1, … rather than after the columns: gocsv reads options ("omitempty",
// "partial…") out of names, and finds near names where we want exact ones.
func rowType(columns int) (reflect.Type, []string) {
	fields, names := make([]reflect.StructField, columns), make([]string, columns)
	for i := range fields {
		names[i] = fmt.Sprint("F", i)
		fields[i] = reflect.StructField{Name: names[i], Type: reflect.TypeFor[cell]()}
	}
	return reflect.StructOf(fields), names
}

// decoder reads the rows of one file, whose header has been checked.
type decoder struct {
	table    *Table
	problems diag.List
	reader   *csv.Reader
	rows     *gocsv.Unmarshaller
	bad      int // rows that could not be read
}

// batch is some rows, each a pointer to the row type, and their lines.
type batch struct {
	rows  []any
	lines []uint32
}

const batchRows = 256

// decode reads all rows into the table's columns as raw text. gocsv's
// Unmarshaller hands out a row at a time, in order; its functions that fill a
// slice or a channel need the memory of the whole file or lose the position. Rows
// are decoded in one goroutine and sorted into columns in another, batch by batch.
func decode(t *Table, body []byte) (diag.List, error) {
	d := decoder{table: t, reader: csv.NewReader(bytes.NewReader(body))}
	d.reader.ReuseRecord = true
	d.reader.FieldsPerRecord = len(t.columns)
	kind, names := rowType(len(t.columns))
	var err error
	if d.rows, err = gocsv.NewUnmarshaller(d.reader, reflect.New(kind).Interface()); err != nil {
		return nil, err
	}
	if err = d.rows.RenormalizeHeaders(func([]string) []string { return names }); err != nil {
		return nil, err
	}
	batches := make(chan batch, 4)
	go func() {
		defer close(batches)
		err = d.read(batches)
	}()
	for b := range batches {
		t.keep(b)
	}
	t.partial = t.partial || d.bad > 0
	return d.problems, err
}

// read sends all rows to batches.
func (d *decoder) read(batches chan<- batch) error {
	var b batch
	for {
		row, err := d.rows.Read()
		switch {
		case errors.Is(err, io.EOF):
			batches <- b
			return nil
		case err != nil:
			if err = d.report(err); err == nil {
				continue
			}
			batches <- b
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		line, _ := d.reader.FieldPos(0)
		b.rows, b.lines = append(b.rows, row), append(b.lines, uint32(line))
		if len(b.rows) == batchRows {
			batches <- b
			b = batch{make([]any, 0, batchRows), make([]uint32, 0, batchRows)}
		}
	}
}

// keep adds rows to the columns.
func (t *Table) keep(b batch) {
	for _, row := range b.rows {
		v := reflect.ValueOf(row).Elem()
		for i := range t.columns {
			t.columns[i].appendText(v.Field(i).String())
		}
	}
	t.lines = append(t.lines, b.lines...)
	t.rows += len(b.rows)
}

// report notes a row that the CSV reader refused. No quote is left open at the end
// of a line, so the next row begins in the next line. Too many of them end the
// file. Any other error is ours.
func (d *decoder) report(err error) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return err
	}
	if d.bad++; d.bad > maxShown {
		d.problems.Add(diag.Pos{Path: d.table.Schema.Path, Line: parse.Line}, CodeRow, "mend those that are shown first", "there are more rows that can't be read; the rest of the file was not")
		return io.EOF
	}
	source := d.table.source()
	switch {
	case errors.Is(parse.Err, csv.ErrFieldCount):
		d.ragged(source, parse.Line)
	case errors.Is(parse.Err, csv.ErrBareQuote):
		d.problems.Add(bytePos(source, parse.Line, parse.Column), CodeQuote, `put the whole cell in quotes and write the quote inside as ""`, "a quote stands in a cell that is not quoted")
	default:
		d.problems.Add(bytePos(source, parse.Line, parse.Column), CodeQuote, `write a quote inside a cell as ""`, "text follows the quote that ends the cell")
	}
	return nil
}

func (d *decoder) ragged(source *diag.Source, line int) {
	want, got := len(d.table.columns), len(cellStarts(lineText(source, line)))
	hint := `a cell that holds a comma stands in quotes`
	if got < want {
		hint = "write a marker where there is no value"
	}
	d.problems.Add(cellPos(source, line, want), CodeRow, hint, "the row has %d cells, and the header has %d", got, want)
}

// bytePos turns a line and a column in bytes, both from 1, into a position.
func bytePos(source *diag.Source, line, column int) diag.Pos {
	return source.Pos(source.Offset(line) + column - 1)
}
