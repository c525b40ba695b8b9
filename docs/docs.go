// Package docs carries what the program shows of its documentation.
package docs

import _ "embed" // for the files

// Diagnostics is diagnostics.md: a section for each code.
//
//go:embed diagnostics.md
var Diagnostics string
