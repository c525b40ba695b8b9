package figure

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure/sqlite"
)

// conclude makes a query of what a script's runs gave. Nil is returned for a check,
// and when there is a problem.
func (s *script) conclude(t *trial, data *dataset.Set, limits limits, problems *diag.List) *Query {
	before := len(*problems)
	if err := t.err(); err != nil {
		s.failed(err, limits, problems)
		return nil
	}
	s.compare(t, problems)
	if s.check {
		s.verdict(t.plain.rows, problems)
		return nil
	}
	s.checkNames(problems)
	if s.head.one && t.plain.rows != 1 {
		problems.Add(s.first(), CodeRows, "choose one row with WHERE or an aggregate, or take the line “rows: one” out", "the query returns %d rows where one is meant", t.plain.rows)
	}
	if len(*problems) > before {
		return nil
	}
	q := &Query{Name: s.name, Path: s.Path, SQL: s.sql, Titles: s.head.titles, Reads: fieldsRead(s.reads, data)}
	columns := foldColumns(s.columns)
	names := make([]string, len(columns))
	for i, p := range columns {
		names[i] = p.name
	}
	q.parts = columns
	q.Columns = s.describe(names, data, problems)
	q.rows = s.foldRows(columns, q, t.plain, data, problems)
	q.keys = sync.OnceValue(q.rowKeys)
	return q
}

// failed reports a run that gave no rows.
func (s *script) failed(err error, limits limits, problems *diag.List) {
	var fault *sqlite.Error
	switch {
	case errors.Is(err, errTime):
		problems.Add(s.first(), CodeLimit, "look for a WITH RECURSIVE without an end, or a join without a condition", "the query ran for %v and was stopped", limits.time)
	case errors.Is(err, errRows):
		problems.Add(s.first(), CodeLimit, "sum up, or choose rows with WHERE: a result is for charts, tables and figures", "the query returns more than %d rows", limits.rows)
	case errors.Is(err, errBytes):
		problems.Add(s.first(), CodeLimit, "choose fewer rows and columns, or shorter texts: a result is for charts, tables and figures", "the query returns more than %d MiB", limits.bytes>>20)
	case errors.Is(err, errMemory):
		problems.Add(s.first(), CodeLimit, "choose fewer rows and shorter texts before joining, sorting or repeating them", "the query took more than %d MiB of memory and was stopped", limits.memory>>20)
	case errors.As(err, &fault) && fault.Code == sqlite.TooBig:
		problems.Add(s.first(), CodeLimit, s.shorter(), "a text or a row inside the query is longer than %d bytes", s.longest())
	case errors.As(err, &fault) && speakable[fault.Message] != "":
		problems.Add(s.first(), CodeSQL, speakable[fault.Message], "SQLite stopped while it ran the query: %s", fault.Message)
	default:
		problems.Add(s.first(), CodeSQL, "run it in the sqlite3 shell to see why", "SQLite stopped while it ran the query")
	}
}

// speakable are SQLite's words about a running query that cannot hold a cell, each
// with what to do.
var speakable = map[string]string{
	"integer overflow":                                        "multiply by 1.0 first, or divide: whole numbers end at 2^63",
	"out of memory":                                           "choose fewer rows before joining or sorting them",
	"LIKE or GLOB pattern too complex":                        "write a shorter pattern",
	"ESCAPE expression must be a single character":            "write one character behind ESCAPE",
	"argument of ntile must be a positive integer":            "write a whole number from 1 on",
	"second argument to nth_value must be a positive integer": "write a whole number from 1 on",
	"frame starting offset must be a non-negative integer":    "write a whole number from 0 on",
	"frame ending offset must be a non-negative integer":      "write a whole number from 0 on",
}

// shorter says what to do about a text that is too long.
func (s *script) shorter() string {
	if s.slow {
		return "make the texts shorter, or do without " + strings.Join(slow, ", ") + ": they take long over long texts"
	}
	return "make the texts shorter: a figure is no place for a long one"
}

// verdict reports a rule that is broken.
func (s *script) verdict(rows int, problems *diag.List) {
	if rows == 0 {
		return
	}
	rule := s.head.titles.In("en")
	if rule == "" {
		rule = firstText(s.head.titles)
	}
	if rule == "" {
		rule = s.head.remark
	}
	if rule == "" {
		rule = s.name
	}
	count := "one row breaks"
	if rows > 1 {
		count = fmt.Sprintf("%d rows break", rows)
	}
	problems.Add(s.first(), CodeCheck, "run "+s.Path+" on the tables to see them, then mend the data or the rule", "%s the rule: %s", count, rule)
}

// firstText returns the text of the alphabetically first language.
func firstText(texts conf.Localized) string {
	var langs []string
	for lang := range texts {
		langs = append(langs, lang)
	}
	if len(langs) == 0 {
		return ""
	}
	return texts.In(slices.Min(langs))
}

// foldRows makes the values of a result's rows. A column's first problem stands for all.
func (s *script) foldRows(columns []parts, q *Query, a answer, data *dataset.Set, problems *diag.List) [][]dataset.Value {
	markers := markersOf(data, tablesRead(s.reads))
	rows := make([][]dataset.Value, a.rows)
	values := make([]dataset.Value, a.rows*len(columns))
	for i := range rows {
		rows[i] = values[i*len(columns) : (i+1)*len(columns) : (i+1)*len(columns)]
	}
	for c, p := range columns {
		f := folder{markers: markers}
		if field := q.Columns[c].Field; field != nil {
			f.count = field.Type == dataset.Count
		}
		for i, row := range rows {
			v, wrong := f.fold(p, a.row(i, len(s.columns)))
			if wrong == nil && v.IsText != rows[0][c].IsText && i > 0 {
				wrong = faultMixed
			}
			if row[c] = v; wrong != nil {
				hint := strings.ReplaceAll(wrong.hint, "%s", p.name)
				problems.Add(s.find(p.name), wrong.code, hint, "%s %s in row %d of the result", p.name, wrong.message, i+1)
				break
			}
		}
	}
	return rows
}

// markersOf returns the texts that are markers in the tables read. One that means two
// things in two tables is left out.
func markersOf(data *dataset.Set, tables []string) map[string]dataset.Status {
	markers := map[string]dataset.Status{}
	clash := map[string]bool{}
	for _, name := range tables {
		for marker, status := range data.Table(name).Schema.Missing {
			if old, ok := markers[marker]; ok && old != status {
				clash[marker] = true
			}
			markers[marker] = status
		}
	}
	for marker := range clash {
		delete(markers, marker)
	}
	return markers
}
