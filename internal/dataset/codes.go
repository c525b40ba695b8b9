package dataset

import "daylight/internal/diag"

// Codes of the problems this package reports.
const (
	CodeFile       diag.Code = "data-file"        // a file is missing, not listed, or too large
	CodeSchema     diag.Code = "data-schema"      // data/datapackage.json describes what cannot be
	CodeEncoding   diag.Code = "data-encoding"    // the bytes are not UTF-8 text in plain lines
	CodeHeader     diag.Code = "data-header"      // the first line is not the schema's fields
	CodeRow        diag.Code = "data-row"         // a row has too many or too few cells, or is blank or too long
	CodeQuote      diag.Code = "data-quote"       // quotes are not as in RFC 4180
	CodeEmpty      diag.Code = "data-empty"       // a cell is empty
	CodeCell       diag.Code = "data-cell"        // a cell is not written as its type
	CodeConstraint diag.Code = "data-constraint"  // a cell breaks a constraint of its field
	CodeKey        diag.Code = "data-key"         // a primary or unique key is not unique, or not a key
	CodeForeignKey diag.Code = "data-foreign-key" // a foreign key points at no row
)

// maxShown bounds how many problems of one kind a file shows: a column that is
// wrong in a million rows is one mistake, not a million.
const maxShown = 20
