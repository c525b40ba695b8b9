package figure

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure/sqlite"
)

const hintOne = "a file is one SELECT: put what else it holds into a file of its own"

var (
	missingFunction = regexp.MustCompile(`^no such function: (\S+)$`)
	missingColumn   = regexp.MustCompile(`^no such column: "?(?:\w+\.)?(\w+)`)
	missingTable    = regexp.MustCompile(`^no such table: (\S+)$`)
)

// compile checks the statement against an empty copy of the tables and fills in
// the names of its columns and what it reads. It tells whether the statement can run.
func (s *script) compile(db *sqlite.DB, data *dataset.Set, problems *diag.List) bool {
	before := len(*problems)
	c := &clerk{data: data, reads: map[Read]bool{}}
	db.Authorize(c.allow)
	defer db.Authorize(nil)
	stmt, taken, err := db.Prepare(s.sql)
	switch {
	case c.refused != nil:
		problems.Add(s.find(c.refused.word), CodeDenied, c.refused.hint, "%s", c.refused.message)
	case err != nil:
		s.explain(err, data, problems)
	case stmt == nil:
		problems.Add(s.first(), CodeSQL, "write one SELECT", "the file holds no statement")
	}
	if stmt == nil {
		return false
	}
	defer stmt.Close()
	s.columns = stmt.Columns()
	s.inspect(stmt, problems)
	s.alone(db, taken, problems)
	if len(*problems) > before {
		return false
	}
	db.Authorize(nil)
	program, err := db.Explain(s.sql)
	if err != nil {
		problems.Add(s.first(), CodeSQL, "", "SQLite cannot explain the statement")
		return false
	}
	used := columnsUsed(program, data)
	s.reads = c.sorted(used)
	s.inexact(used, data, problems)
	s.loose = !reversible(db, s.sql, program)
	return len(*problems) == before
}

// reversible tells whether PRAGMA reverse_unordered_selects would only turn the
// scans of tables, which loading the tables in reverse does already.
func reversible(db *sqlite.DB, sql string, program sqlite.Program) bool {
	if db.Exec(unorderedOn) != nil {
		return false
	}
	turned, err := db.Explain(sql)
	return db.Exec(unorderedOff) == nil && err == nil && program.SameButScans(turned)
}

// inspect refuses what SQLite compiles but what is no query.
func (s *script) inspect(stmt *sqlite.Stmt, problems *diag.List) {
	if !stmt.IsQuery() {
		problems.Add(s.first(), CodeDenied, "write one SELECT", "the statement is not a query of the data")
	}
	if stmt.Parameters() > 0 {
		problems.Add(s.first(), CodeDenied, "write the value in its place", "the query has a parameter, and nothing sets it")
	}
}

// alone refuses anything but blanks and comments behind the statement.
func (s *script) alone(db *sqlite.DB, from int, problems *diag.List) {
	for from < len(s.sql) {
		next, taken, err := db.Prepare(s.sql[from:])
		if next != nil {
			next.Close()
		}
		if next != nil || err != nil {
			at := from + statementStart(s.sql[from:])
			problems.Add(s.at(at), CodeDenied, hintOne, "there is more than one statement in the file")
			return
		}
		if taken == 0 {
			return
		}
		from += taken
	}
}

// explain reports why a statement could not be compiled: a sentence of ours, then
// SQLite's own. SQLite has seen no cell yet, so it cannot quote one.
func (s *script) explain(err error, data *dataset.Set, problems *diag.List) {
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		problems.Add(s.first(), CodeSQL, "", "the statement could not be read")
		return
	}
	at := s.first()
	if fault.Offset >= 0 {
		at = s.at(fault.Offset)
	}
	if m := missingFunction.FindStringSubmatch(fault.Message); m != nil {
		r := unlisted(m[1])
		problems.Add(at, CodeDenied, r.hint, "%s", r.message)
		return
	}
	problems.Add(at, CodeSQL, missingHint(fault.Message, data), "SQLite cannot compile the statement: %s", fault.Message)
}

// missingHint says what may have been meant by an unknown table or column.
func missingHint(message string, data *dataset.Set) string {
	if m := missingTable.FindStringSubmatch(message); m != nil {
		return didYouMeanOr(m[1], tableNames(data), "the tables are ")
	}
	if m := missingColumn.FindStringSubmatch(message); m != nil {
		var names []string
		for _, t := range data.Tables {
			for _, c := range layout(t) {
				names = append(names, c.name)
			}
		}
		return diag.DidYouMean(m[1], names)
	}
	return ""
}

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

// hasOrder tells whether a statement says ORDER BY anywhere.
func hasOrder(sql string) bool { return strings.Contains(strings.ToUpper(sql), "ORDER BY") }
