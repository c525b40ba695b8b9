package chart

import (
	"strings"
	"unicode/utf8"

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
	if p.isUpended() {
		return p.partsRecords()
	}
	columns := append(p.textColumns(), p.y...)
	var names []string
	for _, col := range columns {
		names = append(names, inert(p.query.Columns[col].Name))
	}
	if p.kind.is(kindShare) {
		for _, col := range p.y {
			names = append(names, inert(p.query.Columns[col].Name+"_share"))
		}
	}
	if p.status >= 0 {
		names = append(names, inert(p.query.Columns[p.status].Name))
	}
	records := [][]string{names}
	for i := range p.query.Len() {
		cells := p.query.Row(i)
		var record []string
		for _, col := range columns {
			record = append(record, rawField(cells[col]))
		}
		records = append(records, p.withStatus(append(record, p.rawShares(i)...), p.provisional(i)))
	}
	return records
}

// rawShares returns the shares of a row as ratios, empty where the whole is not known
// exactly.
func (p *plan) rawShares(row int) []string {
	if !p.kind.is(kindShare) {
		return nil
	}
	shares := make([]string, len(p.y))
	if sum, ok := p.sum(row); ok {
		for i, col := range p.y {
			shares[i] = ratio(p.query.Row(row)[col].Low, sum).String()
		}
	}
	return shares
}

// partsRecords has the parts or stages of the one row below each other.
func (p *plan) partsRecords() [][]string {
	head, shares := []string{"part", "value"}, p.rawShares(0)
	if p.kind.is(kindFunnel) {
		head[0] = "stage"
	}
	if shares != nil {
		head = append(head, "share")
	}
	if p.status >= 0 {
		head = append(head, inert(p.query.Columns[p.status].Name))
	}
	records := [][]string{head}
	cells := p.query.Row(0)
	for i, col := range p.y {
		record := []string{inert(p.query.Columns[col].Name), rawField(cells[col])}
		if shares != nil {
			record = append(record, shares[i])
		}
		records = append(records, p.withStatus(record, p.provisional(0) && known(cells[col])))
	}
	if sum, ok := p.sum(0); ok && p.kind.isParts {
		record := []string{dataset.Total, sum.String()}
		if shares != nil {
			record = append(record, "1")
		}
		records = append(records, p.withStatus(record, p.provisional(0)))
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
	if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n\x00", first) {
		return "'" + text
	}
	return text
}
