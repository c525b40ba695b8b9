package figure

import (
	"regexp"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure/sqlite"
)

// columnsUsed returns the stored columns that a program takes from the tables.
func columnsUsed(program sqlite.Program, data *dataset.Set) map[string][]sqlColumn {
	used := map[string][]sqlColumn{}
	for table, places := range program.ColumnsUsed() {
		kept := stored(layout(data.Table(table)))
		for _, i := range places {
			used[table] = append(used[table], kept[i])
		}
	}
	return used
}

// inexact refuses to read a value of a column with inexact cells as if all were
// known. It goes by the columns that SQLite's program takes from the table and the
// statement names, or returns: SELECT * in a subquery reads every status, and
// nobody looks at it.
func (s *script) inexact(used map[string][]sqlColumn, data *dataset.Set, problems *diag.List) {
	meant := s.meant()
	for _, name := range tablesRead(s.reads) {
		t := data.Table(name)
		read := map[role][]int{}
		for _, c := range used[name] {
			if meant[c.name] {
				read[c.role] = append(read[c.role], c.field)
			}
		}
		for i := range t.Schema.Fields {
			if t.Schema.Fields[i].Type.IsQuantity() && t.Inexact(i) {
				s.inexactField(t, i, read, problems)
			}
		}
	}
}

// silent are the parts of a statement that name nothing.
var (
	silent = regexp.MustCompile(`(?s)--[^\n]*|/\*.*?\*/|'[^']*'`)
	words  = regexp.MustCompile(`[a-z][a-z0-9_]*`)
)

// meant returns the words of the statement and the names of the result's columns.
func (s *script) meant() map[string]bool {
	meant := map[string]bool{}
	for _, word := range words.FindAllString(strings.ToLower(silent.ReplaceAllString(s.sql[s.start:], " ")), -1) {
		meant[word] = true
	}
	for _, name := range s.columns {
		meant[name] = true
	}
	return meant
}

func (s *script) inexactField(t *dataset.Table, field int, read map[role][]int, problems *diag.List) {
	reads := func(r role) bool { return slices.Contains(read[r], field) }
	name := t.Schema.Fields[field].Name
	bounds := t.Schema.Fields[field].Type == dataset.Count
	switch {
	case reads(status):
	case reads(value) && !(reads(low) && reads(high)):
		hint := "read its status too: " + name + "_status"
		if bounds {
			hint = "read its bounds too, sum(" + name + "_low) AS x_low, sum(" + name + "_high) AS x_high, or its status, " + name + "_status"
		}
		problems.Add(s.find(name), CodeInexact, hint, "the query reads %s of %s as if every value were known, and some are not", name, t.Schema.Name)
	case (reads(low) || reads(high)) && !s.check && approximate(t, field):
		problems.Add(s.find(name+"_low"), CodeInexact, "read "+name+"_status too, and say what is approximate", "the query reads the bounds of %s of %s without its status, and some values are approximate", name, t.Schema.Name)
	}
}

// approximate tells whether a column has a cell that is approximate.
func approximate(t *dataset.Table, col int) bool {
	for row := range t.Len() {
		if t.Status(row, col) == dataset.Approximate {
			return true
		}
	}
	return false
}
