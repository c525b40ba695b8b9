// Package examples carries the reports that a new project begins as. Each folder
// here is a whole project, built by tests; daylight init copies one.
package examples

import "embed"

// FS holds the examples to begin with, each in a folder: "minimal/content/report.yaml".
//
//go:embed minimal telecom
var FS embed.FS
