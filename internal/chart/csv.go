package chart

import (
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/locale"
)

// csv returns the chart's rows for programs and spreadsheets: the columns' names,
// the values as the data has them. It begins with a byte order mark, without which
// a common spreadsheet program takes UTF-8 for something else.
func (p *plan) csv() []byte {
	out := []byte("\ufeff")
	for _, record := range p.records() {
		out = appendRecord(out, record)
	}
	return out
}

// AppendRecord appends a line of a CSV for spreadsheets: fields in quotes where they
// need them, and none that a spreadsheet would run as a formula.
func AppendRecord(out []byte, fields ...string) []byte {
	for i, field := range fields {
		if !plainNumber(field) {
			fields[i] = inert(field)
		}
	}
	return appendRecord(out, fields)
}

func appendRecord(out []byte, fields []string) []byte {
	for i, field := range fields {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, quote(field)...)
	}
	return append(out, '\n')
}

// plainNumber tells whether a text is a number, whose minus begins no formula.
func plainNumber(text string) bool {
	_, err := locale.ParseDecimal(text)
	return err == nil
}

// quote puts a field in quotes where CSV needs them.
func quote(field string) string {
	if !strings.ContainsAny(field, "\",\r\n") && strings.TrimSpace(field) == field {
		return field
	}
	return `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
}

func (p *plan) records() [][]string {
	if p.isOneBar() {
		return p.partsRecords()
	}
	columns := append([]int{p.x}, p.y...)
	if p.group >= 0 {
		columns = slices.Insert(columns, 1, p.group)
	}
	var records [][]string
	var names []string
	for _, col := range columns {
		names = append(names, inert(p.query.Columns[col].Name))
	}
	records = append(records, names)
	for i := range p.query.Len() {
		cells := p.query.Row(i)
		var record []string
		for _, col := range columns {
			record = append(record, rawField(cells[col]))
		}
		records = append(records, record)
	}
	return records
}

func (p *plan) partsRecords() [][]string {
	records := [][]string{{"part", "value"}}
	cells := p.query.Row(0)
	for _, col := range p.y {
		records = append(records, []string{inert(p.query.Columns[col].Name), rawField(cells[col])})
	}
	if sum, ok := p.sum(); ok {
		records = append(records, []string{dataset.Total, sum.String()})
	}
	return records
}

func rawField(v dataset.Value) string {
	if v.IsText && !v.Status.Unknown() {
		return inert(v.Text)
	}
	return RawText(v)
}

// inert keeps a spreadsheet from running a text as a formula.
func inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
