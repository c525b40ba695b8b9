package figure

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/figure/sqlite"
)

// functions are those that a query may call: of SQLite 3.40 and later alike, with
// results that depend on their arguments alone. Dates are left out since a date
// function reads the clock when its argument says 'now'.
var functions = []string{
	// aggregates
	"avg", "count", "group_concat", "max", "min", "sum", "total",
	// windows
	"cume_dist", "dense_rank", "first_value", "lag", "last_value", "lead", "nth_value", "ntile",
	"percent_rank", "rank", "row_number",
	// numbers
	"abs", "ceil", "ceiling", "exp", "floor", "ln", "log", "log10", "log2", "mod", "pow", "power",
	"round", "sign", "sqrt", "trunc",
	// texts
	"char", "format", "glob", "instr", "length", "like", "lower", "ltrim", "printf", "replace",
	"rtrim", "substr", "substring", "trim", "unicode", "upper",
	// values
	"coalesce", "ifnull", "iif", "nullif", "quote", "typeof",
}

// clock are functions that a query is likely to call for the date or the time.
var clock = []string{
	"current_date", "current_time", "current_timestamp", "date", "datetime", "julianday",
	"strftime", "time", "timediff", "unixepoch",
}

// clerk is the authorizer of one statement: it allows what a query may do, keeps
// what is read, and remembers the first thing that was not allowed.
type clerk struct {
	data    *dataset.Set
	reads   map[Read]bool
	refused *refusal
}

// refusal is what a statement may not do: the word that asks for it in the
// statement, a sentence, and a hint.
type refusal struct{ word, message, hint string }

// allow is the sqlite.Authorizer.
func (c *clerk) allow(action sqlite.Action, a, b string) bool {
	var r *refusal
	switch action {
	case sqlite.Select, sqlite.Recursive:
	case sqlite.Read:
		r = c.read(a, b)
	case sqlite.Function:
		r = call(b)
	default:
		r = deed(action)
	}
	if r != nil && c.refused == nil {
		c.refused = r
	}
	return r == nil
}

// read allows the tables and their columns. A table of which no column is read
// may also be one that the query itself defines in WITH.
func (c *clerk) read(table, column string) *refusal {
	switch known := c.data.Table(table) != nil; {
	case column == "ROWID":
		return &refusal{"rowid", "the query reads rowid, which is a row's place in its file", "order and count by columns of the table"}
	case known:
		c.reads[Read{table, column}] = true
	case column != "" || strings.HasPrefix(table, "sqlite_"):
		return &refusal{table, "the query reads " + table + ", which is no table of the data", "the tables are " + list(tableNames(c.data))}
	}
	return nil
}

func call(function string) *refusal {
	switch {
	case slices.Contains(functions, function):
		return nil
	case slices.Contains(clock, function):
		return &refusal{function, "the query calls " + function + ", which can read the clock", "a figure depends on the data alone: take dates from a table, and their parts with substr"}
	}
	return unlisted(function)
}

// unlisted is the refusal of a function that is not on the list.
func unlisted(function string) *refusal {
	return &refusal{function, "the query calls " + function + ", which is not on the list of functions that a query may call", "the functions are " + strings.Join(functions, ", ")}
}

// deed refuses what is neither reading nor calling.
func deed(action sqlite.Action) *refusal {
	word, message := "", "the statement writes, and a query only reads"
	switch action {
	case sqlite.Attach, sqlite.Detach:
		word, message = "attach", "the statement attaches a file, and a query reads only the tables of the data"
	case sqlite.Pragma:
		word, message = "pragma", "the statement is a PRAGMA, and a query only reads"
	case sqlite.Transaction, sqlite.Savepoint:
		message = "the statement is about a transaction, and a query only reads"
	}
	return &refusal{word, message, "write one SELECT"}
}

// sorted returns what was read, in order: what the authorizer was asked about and,
// since it is not asked about the columns of USING and NATURAL JOIN, what the
// program uses. A table of which columns were read is not also listed without any.
func (c *clerk) sorted(used map[string][]sqlColumn) []Read {
	for table, columns := range used {
		for _, column := range columns {
			c.reads[Read{table, column.name}] = true
		}
	}
	reads := slices.SortedFunc(maps.Keys(c.reads), compareReads)
	return slices.DeleteFunc(reads, func(r Read) bool {
		return r.Column == "" && slices.ContainsFunc(reads, func(o Read) bool { return o.Table == r.Table && o.Column != "" })
	})
}

func compareReads(a, b Read) int {
	return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Column, b.Column))
}

// tablesRead returns the tables of sorted reads, each once.
func tablesRead(reads []Read) []string {
	var tables []string
	for _, r := range reads {
		tables = append(tables, r.Table)
	}
	return slices.Compact(tables)
}

// fieldsRead turns reads of SQL's columns into reads of fields: f_low into f.
func fieldsRead(reads []Read, data *dataset.Set) []Read {
	var fields []Read
	for _, r := range reads {
		t := data.Table(r.Table)
		for _, c := range layout(t) {
			if c.name == r.Column {
				r.Column = t.Schema.Fields[c.field].Name
				break
			}
		}
		fields = append(fields, r)
	}
	slices.SortFunc(fields, compareReads)
	return slices.Compact(fields)
}
