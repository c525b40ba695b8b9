// Package importer turns a spreadsheet, or a CSV as spreadsheets write it, into the strict CSV of a
// project and a schema to start from. It never guesses in silence: each kind of change it made is
// listed with how often and where first, and nothing is to be written before all kinds are
// accepted by name. What it cannot change without knowing more is a problem with its place.
package importer

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"daylight/internal/diag"
)

// Codes of the problems this package reports.
const (
	CodeFile  diag.Code = "import-file"  // the file is no spreadsheet that can be read
	CodeCell  diag.Code = "import-cell"  // a cell does not fit the others of its column
	CodeTable diag.Code = "import-table" // the sheet is no table with a header
)

// Kind is a kind of change, by which it is accepted.
type Kind string

// The kinds of change.
const (
	Encoding  Kind = "encoding"  // the bytes were not UTF-8
	Separator Kind = "separator" // cells were separated by something other than commas
	Titles    Kind = "titles"    // rows above the header were left out
	Blank     Kind = "blank"     // blank rows or columns were left out
	Header    Kind = "header"    // columns were renamed
	Spaces    Kind = "spaces"    // spaces around or within cells were left out
	Merged    Kind = "merged"    // a merged cell was written into each of its rows
	Formula   Kind = "formula"   // the value that the spreadsheet last worked out stands for a formula
	Grouping  Kind = "grouping"  // the grouping of digits was left out
	Decimals  Kind = "decimals"  // decimals were written with a point, or without digits that are noise
	Dates     Kind = "dates"     // dates were written year, month, day
	Bands     Kind = "bands"     // dates among counts were read as the bands that they were typed as
	Totals    Kind = "totals"    // a row of totals was named "total"
	Empty     Kind = "empty"     // empty cells were written as [not published]
)

// Change is one kind of change: how often, where first, and what was done.
type Change struct {
	Kind  Kind
	Count int
	First string
	What  string
}

// Dialect says how the program that wrote a file writes numbers and dates.
type Dialect struct {
	Name         string
	DecimalComma bool
	DayFirst     bool
	Dates        bool // dates with strokes can be read
}

// Dialects returns those that are known.
func Dialects() []Dialect {
	return []Dialect{{"excel-fr", true, true, true}, {"excel-de", true, true, true}, {"excel-uk", false, true, true}, {"excel-us", false, false, true}}
}

// Table is what came of a file.
type Table struct {
	Name    string
	CSV     []byte
	Schema  []byte // the resource for data/datapackage.json
	Rows    int
	Changes []Change // in the order of Kinds
	Unsure  []string // columns read as texts that a dialect would make numbers
	Mixed   []string // columns that hold numbers or days beside other things, and were read as text
}

// limits keep a small file from becoming a large one.
const (
	maxFile  = 64 << 20
	maxUnzip = 256 << 20
	maxRows  = 1_000_000
	maxCells = 20_000_000
)

// sheet is the cells of a file before they are read as anything.
type sheet struct {
	path    string
	dialect Dialect
	rows    [][]cell
	changes map[Kind]*Change
	order   []Kind
	unsure  []string
	mixed   []string
}

// cell is the text of a cell, and how a spreadsheet shows it.
type cell struct {
	text string
	date bool // a day, as its format says
	row  int  // in the file, from 1
}

// note lists a change at a cell.
func (s *sheet) note(kind Kind, place, what string) {
	c := s.changes[kind]
	if c == nil {
		c = &Change{Kind: kind, First: place, What: what}
		s.changes[kind] = c
		s.order = append(s.order, kind)
	}
	c.Count++
}

// Read turns a file into a table. sheetName picks a sheet of a spreadsheet; it may be "" where there
// is one alone. The error is a diag.List.
func Read(path string, data []byte, dialect Dialect, sheetName string) (*Table, error) {
	s := &sheet{path: filepath.ToSlash(path), dialect: dialect, changes: map[Kind]*Change{}}
	if len(data) > maxFile {
		return nil, s.refuse("split it by year or by topic", "the file is larger than %d MiB", maxFile>>20)
	}
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		err = s.readXLSX(data, sheetName)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		err = s.refuse("open it and save it as .xlsx, without a password", "this is a spreadsheet of the old kind, or one with a password")
	default:
		err = s.readCSV(data)
	}
	if err != nil {
		return nil, err
	}
	return s.table()
}

func (s *sheet) refuse(hint, format string, args ...any) error {
	var problems diag.List
	problems.Add(diag.Pos{Path: s.path}, CodeFile, hint, format, args...)
	return problems.Err()
}

// Missing returns the kinds of change that were not accepted.
func (t *Table) Missing(accepted []string) []string {
	var list []string
	for _, c := range t.Changes {
		if !slices.Contains(accepted, string(c.Kind)) && !slices.Contains(accepted, "all") {
			list = append(list, string(c.Kind))
		}
	}
	return list
}

// tableName makes a name for a table of a file's.
func tableName(path string) string {
	base := filepath.Base(path)
	return identifier(strings.TrimSuffix(base, filepath.Ext(base)), "table")
}
