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
	if len(s.sql) > longestStatement {
		problems.Add(s.first(), CodeLimit, "put what is long into a table of the data", "the file is longer than %d bytes", longestStatement)
		return false
	}
	c := &clerk{data: data, reads: map[Read]bool{}}
	s.prepare(db, c, problems)
	if len(*problems) > before {
		return false
	}
	program, err := db.Explain(s.sql)
	if err != nil {
		problems.Add(s.first(), CodeSQL, "", "SQLite cannot explain the statement")
		return false
	}
	if program.ReadsVirtual() { // the authorizer hears of these only when a column is read
		problems.Add(s.first(), CodeDenied, "the tables are "+list(tableNames(data)), "the query reads a table that SQLite computes, which is no table of the data")
		return false
	}
	s.bound(program, problems)
	used := columnsUsed(program, data)
	s.reads = c.sorted(used)
	s.loose = !reversible(db, s.sql, program)
	s.inexact(used, data, problems)
	return len(*problems) == before
}

// bound counts the calls of slow functions.
func (s *script) bound(program sqlite.Program, problems *diag.List) {
	calls := slices.DeleteFunc(program.Calls(), func(name string) bool { return !slices.Contains(slow, name) })
	s.slow = len(calls) > 0
	if len(calls) > mostSlow {
		problems.Add(s.find(calls[0]), CodeLimit, "put what they look for into a table of the data, and join it", "the query calls %s more than %d times", strings.Join(slow, ", "), mostSlow)
	}
}

// prepare compiles the statement under the clerk's eyes.
func (s *script) prepare(db *sqlite.DB, c *clerk, problems *diag.List) {
	db.Authorize(c.allow)
	defer db.Authorize(nil)
	stmt, taken, err := db.Prepare(s.sql)
	switch {
	case c.refused != nil:
		problems.Add(s.find(c.refused.word), CodeDenied, c.refused.hint, "%s", c.refused.message)
	case err != nil:
		s.explain(err, c.data, problems)
	case stmt == nil:
		problems.Add(s.first(), CodeSQL, "write one SELECT", "the file holds no statement")
	default:
		defer stmt.Close()
		s.columns = stmt.Columns()
		s.inspect(stmt, problems)
		s.alone(db, taken, problems)
	}
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
	switch {
	case strings.HasPrefix(message, "near "):
		return "look at this word and the one before it: commas stand between columns, a text in single quotes, brackets in pairs"
	case strings.HasPrefix(message, "incomplete input"):
		return "the statement ends too early: look for a bracket or a quote that was not closed"
	}
	return ""
}
