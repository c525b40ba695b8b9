package dataset

import (
	"bytes"
	"encoding/csv"

	"daylight/internal/tree"
)

// Schemas reads data/datapackage.json alone: what each table is, whether or not its
// file is there.
func Schemas(project tree.Tree) ([]Schema, error) {
	_, schemas, err := readPackage(project)
	return schemas, err
}

// Rewrite returns the table as a CSV in which some cells have another text: replace
// tells which, by row and column. It is the same for all files that load as the same table, however they
// are quoted and whatever ends their lines.
func (t *Table) Rewrite(replace func(row, col int) (text string, ok bool)) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b) // writes to memory, which does not fail
	w.Write(t.Schema.fieldList())
	line := make([]string, len(t.Schema.Fields))
	for row := range t.Len() {
		for col := range line {
			if text, ok := replace(row, col); ok {
				line[col] = text
			} else {
				line[col] = t.Raw(row, col)
			}
		}
		w.Write(line)
	}
	w.Flush()
	return b.Bytes()
}

// Marker returns how the table's cells say a status, and whether they can.
func (s *Schema) Marker(status Status) (text string, ok bool) {
	for marker, means := range s.Missing {
		if means == status && marker != "" && (!ok || marker < text) {
			text, ok = marker, true
		}
	}
	return text, ok
}
