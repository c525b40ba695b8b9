package importer

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// resource describes a table as data/datapackage.json lists it.
type resource struct {
	Name   string      `json:"name"`
	Path   string      `json:"path"`
	Type   string      `json:"type"`
	Schema tableSchema `json:"schema"`
}

type tableSchema struct {
	Fields        []column `json:"fields"`
	PrimaryKey    []string `json:"primaryKey,omitempty"`
	MissingValues []marker `json:"missingValues,omitempty"`
}

// column describes one column.
type column struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Daylight string `json:"daylight,omitempty"`
	Title    string `json:"title"`
}

type marker struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

const notPublished = "[not published]"

// describe writes the resource of a cleaned table, indented as it stands in a list of them.
func describe(name string, fields []column, rows [][]cell) ([]byte, error) {
	r := resource{Name: name, Path: name + ".csv", Type: "table", Schema: tableSchema{Fields: fields, PrimaryKey: key(fields, rows)}}
	marked := func(c cell) bool { return c.text == notPublished }
	if slices.ContainsFunc(rows, func(row []cell) bool { return slices.ContainsFunc(row, marked) }) {
		r.Schema.MissingValues = []marker{{notPublished, "not published"}}
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("    ", "  ")
	err := e.Encode(r)
	return []byte("    " + strings.TrimRight(b.String(), "\n")), err
}

// key returns the first columns that tell the rows apart: those before the first quantity,
// where they do. A sentence names a cell by it.
func key(fields []column, rows [][]cell) []string {
	var names []string
	keys := make([]string, len(rows))
	for col, f := range fields {
		if f.Daylight == "count" || f.Type == "number" {
			return nil
		}
		names = append(names, f.Name)
		seen := map[string]bool{}
		for i, row := range rows {
			if strings.HasPrefix(row[col].text, "[") {
				return nil
			}
			keys[i] += "\x00" + row[col].text
			seen[keys[i]] = true
		}
		if len(seen) == len(rows) {
			return names
		}
	}
	return nil
}

// newColumn describes a column of the kind that its cells were read as.
func newColumn(name, title, kind string) column {
	f := column{Name: name, Type: kind, Title: strings.TrimSpace(title)}
	if kind == "count" || kind == "period" {
		f.Type, f.Daylight = "string", kind
	}
	return f
}

var (
	aYear     = regexp.MustCompile(`^(?:1[5-9]|20|21)[0-9]{2}$`)
	aPeriod   = regexp.MustCompile(`^(?:1[5-9]|20|21)[0-9]{2}(?:-(?:0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$`)
	ofPeriods = []string{"year", "period", "quarter", "month", "annee", "an", "periode", "trimestre", "mois", "jahr", "ano"}
)

// periods tells whether a column holds times and no quantities. Years alone could be counts: they are
// times where they stand first, or where the header says so.
func periods(name string, col int, rows [][]cell) bool {
	years := true
	for _, row := range rows {
		if !aPeriod.MatchString(row[col].text) {
			return false
		}
		years = years && aYear.MatchString(row[col].text)
	}
	return !years || col == 0 || slices.Contains(ofPeriods, name)
}
