package figure

import (
	"regexp"
	"strings"

	"daylight/internal/dataset"
)

var (
	// everything is a query that takes all columns of a table, the computed ones too.
	everything = regexp.MustCompile(`(?i)\bselect\s+((all|distinct)\s+)?\*|\.\s*\*`)
	// markerSafe is what can stand between single quotes of SQL within double ones of a shell.
	markerSafe = regexp.MustCompile(`^[\[\]\pL\pN ./_-]*$`)
	// shellSafe is what can stand between single quotes in any shell as it is.
	shellSafe = regexp.MustCompile(`^[A-Za-z0-9_./-]+$`)
)

// ByHand returns one line for a shell in which the sqlite3 program makes the tables
// that a query reads, fills them from their CSV files and runs the query's file, or shows the
// rows of the table that it is; the paths begin at folder. Bounds and statuses are worked
// out of the cells in SQL. It is "" where a name or marker cannot stand in such a line.
func (q *Query) ByHand(data *dataset.Set, folder string) string {
	if !shellSafe.MatchString(q.Path) {
		return ""
	}
	line := "sqlite3 -header :memory:"
	for _, name := range tablesRead(q.Reads) {
		t := data.Table(name)
		if !quotable(t) {
			return ""
		}
		read, plain := " '.import --csv --skip 1 "+folder+t.Schema.Path+" ", q.Table != nil || q.readsPlainly(t)
		if plain {
			line += " '" + plainTable(name, t, q.Table != nil) + "'" + read + name + "'"
		} else {
			raw := name + ".csv"
			line += " '" + plainTable(raw, t, true) + "'" + read + raw + "' " + q.typedTable(raw, t)
		}
	}
	if q.Table != nil {
		return line + " 'SELECT * FROM " + quote(q.Name) + "'"
	}
	return line + " '.read " + folder + q.Path + "'"
}

// quotable tells whether all names and markers of a table can stand in quotes in a line.
func quotable(t *dataset.Table) bool {
	for marker := range t.Schema.Missing {
		if !markerSafe.MatchString(marker) {
			return false
		}
	}
	return shellSafe.MatchString(t.Schema.Path)
}

// readsPlainly tells whether a query reads nothing of a table but cells as they stand
// in its file.
func (q *Query) readsPlainly(t *dataset.Table) bool {
	if everything.MatchString(q.SQL) {
		return false
	}
	for i := range t.Schema.Fields {
		f := &t.Schema.Fields[i]
		read := false
		for _, r := range q.Reads {
			read = read || r == Read{t.Schema.Name, f.Name}
		}
		if read && t.Inexact(i) {
			return false
		}
		for _, suffix := range []string{"_low", "_high", "_status"} {
			if read && strings.Contains(q.SQL, f.Name+suffix) {
				return false
			}
		}
	}
	return true
}

// plainTable returns the statement that makes a table with its CSV's columns alone, with
// their types or, raw, as text.
func plainTable(name string, t *dataset.Table, raw bool) string {
	var columns []string
	for i := range t.Schema.Fields {
		f := &t.Schema.Fields[i]
		kind := "TEXT"
		if f.Type == dataset.Count && !raw {
			kind = "INTEGER"
		} else if f.Type.IsQuantity() && !raw {
			kind = numberType[f.Type]
		}
		columns = append(columns, quote(f.Name)+" "+kind)
	}
	return "CREATE TABLE " + quote(name) + " (" + strings.Join(columns, ", ") + ")"
}
