package figure

import "daylight/internal/diag"

// Codes of the problems this package reports.
const (
	CodeSQL     diag.Code = "figure-sql"     // the statement cannot be compiled or fails
	CodeDenied  diag.Code = "figure-denied"  // it writes, attaches, reads the clock or calls what is not allowed
	CodeLimit   diag.Code = "figure-limit"   // it runs for too long or returns too many rows
	CodeInexact diag.Code = "figure-inexact" // it reads values of which some are not known as if all were
	CodeOrder   diag.Code = "figure-order"   // its result depends on the order of a table's rows
	CodeRows    diag.Code = "figure-rows"    // it returns another number of rows than it says
	CodeNull    diag.Code = "figure-null"    // a value of its result is NULL and nothing says why
	CodeValue   diag.Code = "figure-value"   // a value of its result is no number and no text that can be shown
	CodeFold    diag.Code = "figure-fold"    // a value, its bounds and its status contradict each other
	CodeColumn  diag.Code = "figure-column"  // a column of its result has no usable name
	CodeName    diag.Code = "figure-name"    // the file's own name cannot be used
	CodeHeader  diag.Code = "figure-header"  // a comment at its head is not understood
	CodeSchema  diag.Code = "figure-schema"  // a table cannot be made in SQLite
	CodeCheck   diag.Code = "check-failed"   // a rule of data/checks is broken
)
