// Package dataset turns data/datapackage.json and the CSV files it describes into
// typed tables, in which each cell knows where it stands. It is the wall between
// untrusted files and everything after it: what is not exactly as the schema says
// is refused with its position, never guessed.
//
// A file passes these gates, in this order; a file that fails one of the first two
// is not read further, and every other problem of every file is collected:
//
//  1. its bytes are UTF-8 text in lines of bounded length, quotes closed in their line;
//  2. its header is the schema's fields, exactly and in their order;
//  3. each row has as many cells as the header (gocsv decodes the rows, keeping raw text);
//  4. each cell is a declared marker, or is written as its type and keeps its constraints;
//  5. keys are unique and foreign keys are met.
//
// A cell never stands in two lines, so row r of a table that loaded is line r+2 of its file.
package dataset

import (
	"daylight/internal/conf"
	"daylight/internal/diag"
)

// PackagePath is where a project's schema stands.
const PackagePath = "data/datapackage.json"

// Type is the type of a field.
type Type string

// The types. Count is "type": "string" with "daylight": "count"; Period is
// "type": "string" with "daylight": "period"; Source is "type": "string" with
// "daylight": "source" (a key of content/references.yaml). The others are the Table Schema's own.
const (
	String  Type = "string"
	Count   Type = "count"   // whole number, bound, band, approximate or marker
	Period  Type = "period"  // ISO 8601 date, month, quarter, half, year, interval
	Source  Type = "source"  // key of a reference
	Integer Type = "integer" // signed whole number
	Number  Type = "number"  // decimal number
	Date    Type = "date"    // 2011-05-02
	Year    Type = "year"    // 2011
	Boolean Type = "boolean" // true or false
)

// IsQuantity tells whether a field of this type holds quantities.
func (t Type) IsQuantity() bool { return t == Count || t == Integer || t == Number }

// Total is the reserved value of a dimension that stands for the published total
// and is never summed with its parts.
const Total = "total"

// Category is one allowed value of a field and its label per language.
type Category struct {
	Value  string
	Label  string         // the standard's single label
	Labels conf.Localized // ours
}

// Constraints are the Table Schema's constraints that Daylight checks. Minimum
// and Maximum are as written ("" for none) and, for a count, hold for its bounds.
type Constraints struct {
	Required, Unique bool
	Enum             []string
	Minimum, Maximum string
	MinLength        int
	MaxLength        int // 0 for none
	Pattern          string
}

// Field is one column of a table.
type Field struct {
	Name         string
	Pos          diag.Pos
	Type         Type
	Title        string
	Titles       conf.Localized
	Description  string
	Descriptions conf.Localized
	Units        conf.Localized
	Categories   []Category
	Constraints  Constraints

	rules *rules // Categories and Constraints, ready to be applied
}

// Label returns the label of a category in a language, falling back to the
// standard's label and then the value itself.
func (f *Field) Label(value, lang string) string {
	for _, c := range f.Categories {
		if c.Value == value {
			if t := c.Labels.In(lang); t != "" {
				return t
			}
			if c.Label != "" {
				return c.Label
			}
		}
	}
	return value
}

// TitleIn returns the field's title in a language, falling back to the standard's
// title and then the name.
func (f *Field) TitleIn(lang string) string { return first(f.Titles.In(lang), f.Title, f.Name) }

// DescriptionIn returns the field's description in a language, or the standard's.
func (f *Field) DescriptionIn(lang string) string {
	return first(f.Descriptions.In(lang), f.Description)
}

// ForeignKey says that the values of Fields stand in the table Resource (""
// for the table itself) under Reference.
type ForeignKey struct {
	Pos       diag.Pos
	Fields    []string
	Resource  string
	Reference []string
}

// License is a licence of the package or of one of its tables.
type License struct {
	Name  conf.Text `conf:"name"`
	Path  conf.Text `conf:"path"`
	Title conf.Text `conf:"title"`
}

// Origin is a raw source of the package or of one of its tables.
type Origin struct {
	Title   conf.Text `conf:"title"`
	Path    conf.Text `conf:"path"`
	Email   conf.Text `conf:"email"`
	Version conf.Text `conf:"version"`
}

// Schema describes one table: a resource of the data package.
type Schema struct {
	Name         string // of the resource and of the table in SQL
	Path         string // of the CSV from the project's root: data/calls.csv
	Pos          diag.Pos
	Title        string
	Titles       conf.Localized
	Description  string
	Descriptions conf.Localized
	Fields       []Field
	PrimaryKey   []string
	UniqueKeys   [][]string
	ForeignKeys  []ForeignKey
	Missing      map[string]Status         // marker text → status, from missingValues
	Why          map[string]conf.Localized // marker text → why, in the publisher's words
	Licenses     []License
	Sources      []Origin
	Rule         *Rule // how the table protects the people it counts; nil for none
}

// TitleIn returns the table's title in a language, falling back to the standard's
// title and then the name.
func (s *Schema) TitleIn(lang string) string { return first(s.Titles.In(lang), s.Title, s.Name) }

// DescriptionIn returns the table's description in a language, or the standard's.
func (s *Schema) DescriptionIn(lang string) string {
	return first(s.Descriptions.In(lang), s.Description)
}

// Field returns the field of that name and its index, or nil and -1.
func (s *Schema) Field(name string) (*Field, int) {
	for i := range s.Fields {
		if s.Fields[i].Name == name {
			return &s.Fields[i], i
		}
	}
	return nil, -1
}

// Set is a project's tables, in the order of the data package.
type Set struct {
	Title        string
	Titles       conf.Localized
	Description  string
	Descriptions conf.Localized
	Licenses     []License
	Sources      []Origin
	Tables       []*Table
}

// Table returns the table of that name, or nil.
func (s *Set) Table(name string) *Table {
	for _, t := range s.Tables {
		if t.Schema.Name == name {
			return t
		}
	}
	return nil
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
