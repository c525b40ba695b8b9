package figure

import (
	"maps"
	"slices"
	"strings"

	"daylight/internal/dataset"
)

// typedTable returns the two arguments for a shell that make a table as queries have it, of
// the columns that a query reads, and fill it from the table raw of the CSV's cells as text.
// They stand in double quotes, since SQL's texts need the single ones; names are in brackets.
func (q *Query) typedTable(raw string, t *dataset.Table) string {
	var made, names, cells []string
	for _, c := range q.columnsByHand(t) {
		made = append(made, bracketed(c.name)+" "+unquoted(c.definition))
		if c.role != generated {
			names = append(names, bracketed(c.name))
			cells = append(cells, cellByHand(t, c))
		}
	}
	table := bracketed(t.Schema.Name)
	return `"CREATE TABLE ` + table + " (" + strings.Join(made, ", ") + `) STRICT" "INSERT INTO ` +
		table + " (" + strings.Join(names, ", ") + ") SELECT " + strings.Join(cells, ", ") + " FROM " + bracketed(raw) + `"`
}

// columnsByHand returns the columns of a table that a query reads. Of a quantity it leaves out
// the bounds and the status that the query does not name.
func (q *Query) columnsByHand(t *dataset.Table) []sqlColumn {
	all := everything.MatchString(q.SQL)
	var columns []sqlColumn
	for _, c := range layout(t) {
		field := t.Schema.Fields[c.field].Name
		if slices.Contains(q.Reads, Read{t.Schema.Name, field}) && (all || c.name == field || strings.Contains(strings.ToLower(q.SQL), c.name)) {
			columns = append(columns, c)
		}
	}
	if len(columns) == 0 {
		return layout(t)[:1] // rows are counted
	}
	return columns
}

// cellByHand is the SQL that works a column out of a cell's text.
func cellByHand(t *dataset.Table, c sqlColumn) string {
	f := &t.Schema.Fields[c.field]
	cell := bracketed(f.Name)
	if !f.Type.IsQuantity() || !t.Inexact(c.field) {
		return cell
	}
	first, second := "substr("+cell+", 1, 1)", "substr("+cell+", 2)"
	band := "instr(" + cell + ", '..')"
	count := f.Type == dataset.Count
	switch c.role {
	case low:
		return byMarker(t, cell, "0", "CASE "+first+" WHEN '>' THEN "+second+" + 1 WHEN '<' THEN 0 WHEN '~' THEN "+second+" + 0 ELSE CAST("+cell+" AS INTEGER) END")
	case high:
		return byMarker(t, cell, "9e999", "CASE "+first+" WHEN '>' THEN 9e999 WHEN '<' THEN "+second+" - 1 WHEN '~' THEN "+second+" + 0"+
			" ELSE CAST(iif("+band+", substr("+cell+", "+band+" + 2), "+cell+") AS INTEGER) END")
	case status:
		otherwise := "'exact'"
		if count {
			otherwise = "CASE " + first + " WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(" + band + ", 'band', 'exact') END"
		}
		return byMarker(t, cell, "", otherwise)
	}
	if count {
		return "iif(" + cell + " GLOB '*[^0-9]*' OR " + cell + " = '', NULL, " + cell + ")"
	}
	return byMarker(t, cell, "NULL", cell)
}

// byMarker is the SQL that gives, of a cell with a marker, what is given, and otherwise
// something else; for "" it gives the marker's status. What does not apply has no bounds.
func byMarker(t *dataset.Table, cell, given, otherwise string) string {
	text := "CASE " + cell
	for _, marker := range slices.Sorted(maps.Keys(t.Schema.Missing)) {
		is, then := t.Schema.Missing[marker], given
		switch {
		case given == "":
			then = "'" + is.String() + "'"
		case is == dataset.NotApplicable:
			then = "NULL"
		}
		text += " WHEN '" + strings.ReplaceAll(marker, "'", "''") + "' THEN " + then
	}
	return text + " ELSE " + otherwise + " END"
}

// bracketed writes a name of SQL for a shell's double quotes.
func bracketed(name string) string { return "[" + name + "]" }

// unquoted writes a column's definition so, in which a name may stand in double quotes.
func unquoted(definition string) string {
	before, name, ok := strings.Cut(definition, `"`)
	name, after, _ := strings.Cut(name, `"`)
	if !ok {
		return definition
	}
	return before + bracketed(name) + after
}
