// Package docs carries what the program shows of its documentation.
package docs

import "embed"

// Diagnostics is diagnostics.md: a section for each code.
//
//go:embed diagnostics.md
var Diagnostics string

// Schemas holds the JSON Schemas of the files that a publisher writes:
// "schemas/report.schema.json".
//
//go:embed schemas
var Schemas embed.FS
