package figure

import (
	"regexp"
	"strings"

	"daylight/internal/dataset"
)

var (
	// everything is a query that takes all columns of a table, the computed ones too.
	everything = regexp.MustCompile(`(?i)\bselect\s+((all|distinct)\s+)?\*|\.\s*\*`)
	// shellSafe is what can stand between single quotes in any shell as it is.
	shellSafe = regexp.MustCompile(`^[A-Za-z0-9_./-]+$`)
)

// ByHand returns one line for a shell in which the sqlite3 program makes the tables
// that a query reads, fills them from their CSV files and runs the query's file; the paths
// begin at folder. It is "" where the CSV alone does not do: for a table, and for a query that
// reads bounds, a status or columns with inexact cells, which this program works out
// of the cells.
func (q *Query) ByHand(data *dataset.Set, folder string) string {
	if q.Table != nil || everything.MatchString(q.SQL) || !shellSafe.MatchString(q.Path) {
		return ""
	}
	line := "sqlite3 -header :memory:"
	for _, name := range tablesRead(q.Reads) {
		t := data.Table(name)
		if !q.readsPlainly(t) {
			return ""
		}
		line += " '" + plainTable(t) + "' '.import --csv --skip 1 " + folder + t.Schema.Path + " " + name + "'"
	}
	return line + " '.read " + folder + q.Path + "'"
}

// readsPlainly tells whether a query reads nothing of a table but cells as they stand
// in its file.
func (q *Query) readsPlainly(t *dataset.Table) bool {
	if !shellSafe.MatchString(t.Schema.Path) || !shellSafe.MatchString(t.Schema.Name) {
		return false
	}
	for i := range t.Schema.Fields {
		f := &t.Schema.Fields[i]
		read := false
		for _, r := range q.Reads {
			read = read || r == Read{t.Schema.Name, f.Name}
		}
		if read && t.Inexact(i) || !shellSafe.MatchString(f.Name) {
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

// plainTable returns the statement that makes a table with its CSV's columns alone.
func plainTable(t *dataset.Table) string {
	var columns []string
	for i := range t.Schema.Fields {
		f := &t.Schema.Fields[i]
		kind := "TEXT"
		if f.Type == dataset.Count {
			kind = "INTEGER"
		} else if f.Type.IsQuantity() {
			kind = numberType[f.Type]
		}
		columns = append(columns, quote(f.Name)+" "+kind)
	}
	return "CREATE TABLE " + quote(t.Schema.Name) + " (" + strings.Join(columns, ", ") + ")"
}
