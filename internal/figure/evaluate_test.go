package figure

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"daylight/internal/dataset"
)

// schools is a project with a table of each kind of cell and a table without a
// number; queries are added by the tests.
func schools(files map[string]string) project {
	p := project{files: map[string]string{
		"data/schools.csv": "area,kind,pupils,places,grant,opened\n" +
			"north,primary,10,12,1.5,1990\n" +
			"south,primary,20,21,-2.25,1991\n" +
			"north,secondary,[withheld],30,[not published],1992\n" +
			"south,secondary,>40,45,0,1993\n" +
			"west,primary,0..9,10,2,1994\n" +
			"west,secondary,[not applicable],0,3,1995\n",
		"data/areas.csv":  "area,name,chair,staff\nnorth,North Area,total,~100\nsouth,South Area,a,7\nwest,West Area,[not published],8\n",
		"data/single.csv": "year,place,visits\n2011,total,5\n",
	}}
	p.schema = `{"resources": [
		{"name": "schools", "path": "schools.csv", "schema": {
			"fields": [
				{"name": "area", "type": "string"}, {"name": "kind", "type": "string"},
				{"name": "pupils", "type": "string", "daylight": "count", "units": {"en": "pupils"}},
				{"name": "places", "type": "string", "daylight": "count"},
				{"name": "grant", "type": "number"}, {"name": "opened", "type": "year"}
			],
			"primaryKey": ["area", "kind"],
			"missingValues": [{"value": "[withheld]", "label": "withheld"}, {"value": "[not published]", "label": "not published"}, {"value": "[not applicable]", "label": "not applicable"}]
		}},
		{"name": "areas", "path": "areas.csv", "schema": {
			"fields": [{"name": "area", "type": "string"}, {"name": "name", "type": "string"}, {"name": "chair", "type": "string"}, {"name": "staff", "type": "string", "daylight": "count"}],
			"primaryKey": ["area"],
			"missingValues": [{"value": "[not published]", "label": "not published"}]
		}},
		{"name": "single", "path": "single.csv", "schema": {
			"fields": [{"name": "year", "type": "year"}, {"name": "place", "type": "string"}, {"name": "visits", "type": "string", "daylight": "count"}],
			"primaryKey": ["year", "place"]
		}}
	]}`
	for name, text := range files {
		p.files[name] = text
	}
	return p
}

// query is a project with one query, q.
func query(sql string) project { return schools(map[string]string{"data/figures/q.sql": sql}) }

// show writes a value for comparison: text, or status and bounds.
func show(v dataset.Value) string {
	if v.IsText {
		if v.Status != dataset.Exact {
			return fmt.Sprintf("%s (%s)", v.Text, v.Status)
		}
		return v.Text
	}
	if v.Low == v.High {
		return fmt.Sprintf("%s %s", v.Status, v.Low)
	}
	return fmt.Sprintf("%s %s..%s", v.Status, v.Low, v.High)
}

// showAll writes a query's columns and rows.
func showAll(q *Query) string {
	lines := []string{strings.Join(columnNames(q.Columns), " | ")}
	for i := range q.Len() {
		var cells []string
		for _, v := range q.Row(i) {
			cells = append(cells, show(v))
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	return strings.Join(lines, "\n")
}

// results are queries of schools and what they give.
var results = []struct{ name, sql, want string }{
	{"exact sum", "SELECT sum(places) AS places FROM schools", "places\nexact 118"},
	{"generated bounds", "SELECT sum(places_low) AS p_low, sum(places_high) AS p_high, min(places_status) AS s FROM schools", "p | s\nexact 118 | exact"},
	{"open sum", "SELECT sum(pupils_low) AS p_low, sum(pupils_high) AS p_high FROM schools", "p\nbound 71..inf"},
	{"band", "SELECT sum(pupils_low) AS p_low, sum(pupils_high) AS p_high FROM schools WHERE kind = 'primary'", "p\nband 30..39"},
	{"value within bounds", "SELECT sum(pupils) AS p, sum(pupils_low) AS p_low, sum(pupils_high) AS p_high FROM schools WHERE kind = 'primary'", "p\nband 30..39"},
	{"cells as they are", "SELECT area, kind, pupils, pupils_low, pupils_high, pupils_status FROM schools ORDER BY area, kind",
		"area | kind | pupils\nnorth | primary | exact 10\nnorth | secondary | withheld 0..inf\nsouth | primary | exact 20\nsouth | secondary | bound 41..inf\nwest | primary | band 0..9\nwest | secondary | not applicable 0"},
	{"approximate", "SELECT staff, staff_low, staff_high, staff_status FROM areas WHERE area = 'north'", "staff\napproximate 100"},
	{"status alone", "SELECT grant, grant_status FROM schools WHERE area = 'north' ORDER BY kind", "grant\nexact 1.5\nnot published -inf..inf"},
	{"status of a count alone", "-- field.p: schools.pupils\nSELECT pupils AS p, pupils_status AS p_status FROM schools WHERE area = 'north' ORDER BY kind", "p\nexact 10\nwithheld 0..inf"},
	{"numbers", "SELECT sum(grant) AS g, sum(grant_status <> 'exact') AS gaps FROM schools", "g | gaps\nexact 4.25 | exact 1"},
	{"share", "SELECT 1.0 / 3 AS share", "share\nexact 0.333333333333"},
	{"text marker", "SELECT chair, name FROM areas ORDER BY area", "chair | name\ntotal | North Area\na | South Area\n[not published] (not published) | West Area"},
	{"years are text", "SELECT opened FROM schools WHERE opened >= 1994 ORDER BY opened", "opened\n1994\n1995"},
	{"no rows", "SELECT area FROM areas WHERE area = 'east'", "area"},
	{"suffixes that are names", "SELECT 1 AS all_time_low, 2 AS x_status, 3 AS y_high", "all_time_low | x_status | y_high\nexact 1 | exact 2 | exact 3"},
	{"bounds with a gap between", "SELECT 1 AS x_low, 'a' AS t, 9e999 AS x_high", "x | t\nbound 1..inf | a"},
	{"below", "SELECT -9e999 AS x_low, 3 AS x_high", "x\nbound -inf..3"},
	{"named bound", "SELECT 0 AS x_low, 0 AS x_high, 'bound' AS x_status", "x\nbound 0"},
	{"named without bounds", "SELECT 5 AS x, 'approximate' AS x_status", "x\napproximate 5"},
	{"exact from bounds", "SELECT NULL AS x, 4 AS x_low, 4 AS x_high, 'exact' AS x_status", "x\nexact 4"},
	{"not applicable", "SELECT NULL AS x, 'not applicable' AS x_status", "x\nnot applicable 0"},
	{"recursive", "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 3) SELECT i FROM c ORDER BY i", "i\nexact 1\nexact 2\nexact 3"},
	{"window", "SELECT area, rank() OVER (ORDER BY sum(places) DESC) AS place FROM schools GROUP BY area ORDER BY place", "area | place\nsouth | exact 1\nnorth | exact 2\nwest | exact 3"},
	{"join", "SELECT a.name, sum(s.places) AS places FROM areas AS a JOIN schools AS s USING (area) GROUP BY a.area ORDER BY a.area", "name | places\nNorth Area | exact 42\nSouth Area | exact 66\nWest Area | exact 10"},
	{"comments and a semicolon", "/* one */ -- two\nSELECT 1 AS x -- three\n; -- four\n/* five */", "x\nexact 1"},
	{"a star in a subquery", "SELECT sum(places) AS p FROM (SELECT * FROM schools)", "p\nexact 118"},
	{"a star", "SELECT * FROM areas WHERE area = 'north'", "area | name | chair | staff\nnorth | North Area | total | approximate 100"},
	{"stars that name nothing", "SELECT count(*) AS n FROM (SELECT * FROM schools EXCEPT SELECT * FROM schools WHERE kind = 'primary')", "n\nexact 3"},
	{"known values alone", "SELECT sum(pupils) AS p FROM schools WHERE pupils_status = 'exact'", "p\nexact 30"},
	{"count of rows", "SELECT count(*) AS n FROM schools", "n\nexact 6"},
	{"common table with a table's columns", "WITH x AS (SELECT area FROM areas) SELECT count(*) AS n FROM x", "n\nexact 3"},
	{"joiner", "SELECT 'می' || char(8204) || 'خواهم' AS t", "t\nمی\u200cخواهم"},
	{"large whole numbers", "SELECT 9007199254740993 AS n", "n\nexact 9007199254740993"},
	{"floats in any order", "SELECT sum(places / 7.0) AS n FROM schools", "n\nexact 16.8571428571"},
}

func TestResults(t *testing.T) {
	t.Parallel()
	for _, test := range results {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			q := query(test.sql).worked(t).Query("q")
			if got := showAll(q); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, sql, want, hint string }{
		// what SQLite refuses
		{"syntax", "SELECT area\nFORM areas", "data/figures/q.sql:2:6: SQLite cannot compile the statement: near \"areas\": syntax error [figure-sql]", ""},
		{"column", "SELECT ara FROM areas", "data/figures/q.sql:1:8: SQLite cannot compile the statement: no such column: ara [figure-sql]", `did you mean "area"?`},
		{"table", "-- a comment\nSELECT area FROM aeras", "data/figures/q.sql:2:1: SQLite cannot compile the statement: no such table: aeras [figure-sql]", `did you mean "areas"?`},
		{"empty", "-- nothing\n", "data/figures/q.sql:2:1: the file holds no statement [figure-sql]", "write one SELECT"},
		{"string in double quotes", `SELECT "north" AS x`, `:1:8: SQLite cannot compile the statement: no such column: "north"`, ""},
		{"overflow", "SELECT sum(9223372036854775807) AS n FROM areas", "q.sql:1:1: SQLite stopped while it ran the query: integer overflow [figure-sql]", ""},
		{"not text", "SELECT '\xff' AS x", "q.sql: the file is not UTF-8 text [figure-sql]", "save the file as UTF-8"},
		{"nul", "SELECT 'a\x00' AS x", "q.sql:1:10: SQLite cannot compile the statement: a NUL character [figure-sql]", ""},
		// what a query may not do
		{"writes", "DELETE FROM areas", ":1:1: the statement writes, and a query only reads [figure-denied]", "write one SELECT"},
		{"writes in with", "WITH x AS (SELECT 1) INSERT INTO areas SELECT 'a', 'b', 'c', 1, 1, 1, 'exact' FROM x", "the statement writes", ""},
		{"makes a table", "CREATE TABLE x (y)", "the statement writes", ""},
		{"makes a temporary table", "CREATE TEMP TABLE x AS SELECT 1", "the statement writes", ""},
		{"drops", "DROP TABLE areas", "the statement writes", ""},
		{"attaches", "ATTACH 'file.db' AS f", ":1:1: the statement attaches a file, and a query reads only the tables of the data [figure-denied]", ""},
		{"copies itself", "VACUUM INTO 'file.db'", ":1:1: the statement is not a query of the data [figure-denied]", ""},
		{"pragma", "PRAGMA table_info(areas)", ":1:1: the statement is a PRAGMA, and a query only reads [figure-denied]", ""},
		{"pragma as a table", "SELECT name FROM pragma_table_info('areas')", ":1:18: the query reads pragma_table_info, which is no table of the data [figure-denied]", "the tables are schools, areas, single"},
		{"schema", "SELECT sql FROM sqlite_master", ":1:17: the query reads sqlite_master, which is no table of the data [figure-denied]", ""},
		{"schema counted", "SELECT count(*) FROM sqlite_schema", "the query reads sqlite_schema, which is no table of the data [figure-denied]", ""},
		{"table that SQLite computes, counted", "SELECT count(*) AS n FROM pragma_compile_options", "q.sql:1:1: the query reads a table that SQLite computes, which is no table of the data [figure-denied]", "the tables are schools, areas, single"},
		{"table-valued function, counted", "SELECT count(*) AS n FROM json_each('[1, 2]')", "the query reads a table that SQLite computes", ""},
		{"begins", "BEGIN", "the statement is about a transaction, and a query only reads [figure-denied]", ""},
		{"explains", "EXPLAIN SELECT 1", "the statement is not a query of the data [figure-denied]", ""},
		{"two statements", "SELECT 1 AS x;\n\nSELECT 2 AS x", "q.sql:3:1: there is more than one statement in the file [figure-denied]", hintOne},
		{"a second statement that writes", "SELECT 1 AS x; DROP TABLE areas", ":1:16: there is more than one statement", ""},
		{"a second statement that is none", "SELECT 1 AS x; nonsense", ":1:16: there is more than one statement", ""},
		{"parameter", "SELECT ?1 AS x", "the query has a parameter, and nothing sets it [figure-denied]", ""},
		{"row number of the file", "SELECT area FROM areas ORDER BY rowid", ":1:33: the query reads rowid, which is a row's place in its file [figure-denied]", "order and count by columns of the table"},
		{"clock", "SELECT date('now') AS d", ":1:8: the query calls date, which can read the clock [figure-denied]", "a figure depends on the data alone: take dates from a table, and their parts with substr"},
		{"clock by a word", "SELECT CURRENT_TIMESTAMP AS d", ":1:8: the query calls current_timestamp, which can read the clock", ""},
		{"chance", "SELECT random() AS x", ":1:8: the query calls random, which is not on the list of functions that a query may call [figure-denied]", ""},
		{"extension", "SELECT load_extension('x') AS x", ":1:8: the query calls load_extension, which is not on the list", ""},
		{"file", "SELECT readfile('/etc/passwd') AS x", ":1:8: the query calls readfile, which is not on the list", ""},
		{"version", "SELECT sqlite_version() AS x", "the query calls sqlite_version, which is not on the list", ""},
		{"newer than 3.40", "SELECT concat('a', 'b') AS x", "the query calls concat, which is not on the list", ""},
		{"memory", "SELECT length(randomblob(1000000000)) AS x", "the query calls randomblob, which is not on the list", ""},
		// what takes too much
		{"never a row", "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) AS n FROM c", "q.sql:1:1: the query ran for 500ms and was stopped [figure-limit]", ""},
		{"never a last row", "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c", "q.sql:1:1: the query returns more than 1000 rows [figure-limit]", ""},
		{"too long a text", "SELECT length(printf('%2000000000d', 1)) AS n", "q.sql:1:1: a text or a row inside the query is longer than 140000 bytes [figure-limit]", "make the texts shorter: a figure is no place for a long one"},
		{"a text that takes instr a day", "SELECT instr(printf('%.*c', 9000000, 'a'), printf('%.*c', 4000000, 'a') || 'b') AS n", "a text or a row inside the query is longer than 5000 bytes [figure-limit]", "make the texts shorter, or do without glob, instr, like, ltrim, replace, rtrim, trim: they take long over long texts"},
		{"a pattern that takes LIKE a minute", "SELECT printf('%.*c', 4000, 'a') LIKE '%' || printf('%.*c', 1000, 'a') || 'b' AS n", "SQLite stopped while it ran the query: LIKE or GLOB pattern too complex [figure-sql]", "write a shorter pattern"},
		{"many slow functions", "SELECT 1" + strings.Repeat(" + instr(area, 'a')", 51) + " AS n FROM areas", "q.sql:1:12: the query calls glob, instr, like, ltrim, replace, rtrim, trim more than 50 times [figure-limit]", "put what they look for into a table of the data, and join it"},
		{"a long statement", "SELECT 1" + strings.Repeat(" + 1", 25_000) + " AS n", "q.sql:1:1: the file is longer than 100000 bytes [figure-limit]", ""},
		{"long texts in many rows", "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT 900) SELECT i, printf('%.*c', 2000, 'x') AS t FROM c", "q.sql:1:1: the query returns more than 1 MiB [figure-limit]", ""},
		// what is not known
		{"false total", "SELECT sum(pupils) AS pupils FROM schools", "q.sql:1:12: the query reads pupils of schools as if every value were known, and some are not [figure-inexact]",
			"read its bounds too, sum(pupils_low) AS x_low, sum(pupils_high) AS x_high, or its status, pupils_status"},
		{"one bound", "SELECT sum(pupils) AS p, sum(pupils_low) AS q FROM schools", "[figure-inexact]", ""},
		{"false total through a star", "SELECT sum(pupils) AS p FROM (SELECT * FROM schools)", "the query reads pupils of schools as if every value were known, and some are not [figure-inexact]", ""},
		{"false total through with", "WITH s AS (SELECT * FROM schools) SELECT area, sum(pupils) AS p FROM s GROUP BY area ORDER BY area", "[figure-inexact]", ""},
		{"false total through a materialised star", "WITH s AS MATERIALIZED (SELECT * FROM schools) SELECT sum(pupils) AS p FROM s", "[figure-inexact]", ""},
		{"false total through a star under limit", "SELECT sum(pupils) AS p FROM (SELECT * FROM schools ORDER BY area, kind LIMIT 5)", "[figure-inexact]", ""},
		{"false total through a union of stars", "SELECT sum(pupils) AS p FROM (SELECT * FROM schools UNION SELECT * FROM schools)", "[figure-inexact]", ""},
		{"status in a comment", "SELECT sum(pupils) AS p /* pupils_status */ FROM (SELECT DISTINCT * FROM schools) -- pupils_status", "[figure-inexact]", ""},
		{"status in a string", "SELECT sum(pupils) AS p, 'pupils_status' AS s FROM (SELECT DISTINCT * FROM schools)", "[figure-inexact]", ""},
		{"counting what is known", "SELECT count(pupils) AS n FROM schools", "[figure-inexact]", ""},
		{"number", "SELECT sum(grant) AS g FROM schools", "q.sql:1:12: the query reads grant of schools as if every value were known, and some are not [figure-inexact]", "read its status too: grant_status"},
		{"approximate bounds", "SELECT sum(staff_low) AS s_low, sum(staff_high) AS s_high FROM areas", "q.sql:1:12: the query reads the bounds of staff of areas without its status, and some values are approximate [figure-inexact]", "read staff_status too, and say what is approximate"},
		// what depends on the rows' order
		{"no order", "SELECT area FROM areas", `q.sql:1:1: the result depends on the order of the rows in the tables: row 1 differs in column "area" [figure-order]`, "end the query with an ORDER BY whose columns tell all its rows apart"},
		{"ties", "SELECT kind, area FROM schools ORDER BY kind", "row 1 differs in column \"area\" [figure-order]", "its ORDER BY leaves ties, or something else picks rows in no order: add columns that tell all rows apart, inside LIMIT, group_concat and windows too"},
		{"ties under limit", "SELECT area FROM schools ORDER BY kind LIMIT 1", "[figure-order]", ""},
		{"ties under limit inside", "SELECT sum(places) AS p FROM (SELECT places FROM schools ORDER BY kind LIMIT 2)", "[figure-order]", ""},
		{"group_concat", "SELECT group_concat(area) AS x FROM areas", "[figure-order]", ""},
		{"bare column", "SELECT kind, area FROM schools GROUP BY kind ORDER BY kind", `in column "area" [figure-order]`, ""},
		{"window without order", "SELECT area, row_number() OVER () AS n FROM areas ORDER BY area", `in column "n" [figure-order]`, ""},
		{"first of a window", "SELECT DISTINCT kind, first_value(area) OVER (PARTITION BY kind) AS a FROM schools ORDER BY kind", "[figure-order]", ""},
		{"join that only the pragma turns", "WITH k(kind) AS (VALUES ('primary')) SELECT s.area FROM k JOIN (SELECT area, kind FROM schools GROUP BY area, kind) AS s USING (kind)", "[figure-order]", ""},
		{"middle row", "SELECT area FROM areas LIMIT 1 OFFSET 1", `row 1 differs in column "area" [figure-order]`, ""},
		{"middle row of some", "SELECT area FROM schools WHERE opened IN ('1990', '1993', '1995') LIMIT 1 OFFSET 1", "[figure-order]", ""},
		{"middle of a window", "SELECT DISTINCT nth_value(area, 2) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS a FROM areas", "[figure-order]", ""},
		{"group_concat of a palindrome", "SELECT group_concat(iif(area = 'south', 'x', 'y')) AS x FROM areas", "[figure-order]", ""},
		{"rows of a palindrome", "SELECT area = 'south' AS x FROM areas", "[figure-order]", ""},
		{"union all", "SELECT area FROM areas UNION ALL SELECT 'z' AS area", "[figure-order]", ""},
		// what a result may not hold
		{"null", "SELECT area, nullif(area, 'south') AS x FROM areas ORDER BY area", "q.sql:1:39: x is NULL in row 2 of the result [figure-null]", "say what it is with coalesce, or why there is none with a column x_status"},
		{"null sum", "SELECT sum(places) AS x FROM schools WHERE area = 'east'", "x is NULL in row 1 of the result [figure-null]", ""},
		{"null with a word for known", "SELECT NULL AS x, 'exact' AS x_status", "x is NULL in row 1 of the result [figure-null]", ""},
		{"blob", "SELECT CAST('a' AS BLOB) AS x", "x is a blob in row 1 of the result [figure-value]", "CAST it AS TEXT"},
		{"not text", "SELECT char(7) AS x", "x is no text that can be shown in row 1 of the result [figure-value]", ""},
		{"reordered text", "SELECT char(8238) || 'x' AS x", "x is no text that can be shown in row 1 of the result [figure-value]", "leave out what is not UTF-8, control characters, and characters that hide or reorder text"},
		{"isolated text", "SELECT 'a\u2067b' AS x", "x is no text that can be shown", ""},
		{"control above ASCII", "SELECT char(133) AS x", "x is no text that can be shown", ""},
		{"hidden text", "SELECT 'a' || char(8203) AS x", "x is no text that can be shown", ""},
		{"line separator", "SELECT char(8232) AS x", "x is no text that can be shown", ""},
		{"no character", "SELECT char(65534) AS x", "x is no text that can be shown", ""},
		{"broken text", "SELECT CAST(CAST('é' AS BLOB) AS TEXT) AS y, substr(CAST('é' AS BLOB), 1, 1) || '' AS x", "x is no text that can be shown in row 1", ""},
		{"infinite", "SELECT 9e999 AS x", "x is infinite in row 1 of the result [figure-value]", "give it as a bound, in x_low or x_high"},
		{"infinite from both ends", "SELECT 9e999 AS x_low, 9e999 AS x_high", "x is infinite in row 1", ""},
		{"mixed", "SELECT area, CASE area WHEN 'north' THEN 'none' ELSE 1 END AS x FROM areas ORDER BY area", "x is a text in one row and a number in another in row 2 of the result [figure-value]", ""},
		{"outside", "SELECT 1 AS x, 2 AS x_low, 3 AS x_high", "x does not lie between its bounds in row 1 of the result [figure-fold]", "look at x, x_low and x_high of that row"},
		{"upside down", "SELECT 3 AS x_low, 2 AS x_high", "x does not lie between its bounds", ""},
		{"one bound given", "SELECT 1 AS x, 1 AS x_low", "q.sql:1:13: x has one bound and not the other [figure-fold]", "give both x_low and x_high"},
		{"one bound known", "SELECT 1 AS x_low, NULL AS x_high", "x has one bound and not the other in row 1 of the result [figure-fold]", ""},
		{"bound of text", "SELECT 'a' AS x_low, 3 AS x_high", "x has a bound that is no number in row 1", ""},
		{"unknown word", "SELECT 1 AS x, 'wihheld' AS x_status", "x has a status that is none of the words in row 1 of the result [figure-fold]", ""},
		{"word that is a number", "SELECT 1 AS x, 1 AS x_status", "x has a status that is none of the words", ""},
		{"exact range", "SELECT 1 AS x_low, 2 AS x_high, 'exact' AS x_status", "x has a status that contradicts its value or bounds in row 1 of the result [figure-fold]", ""},
		{"approximate range", "SELECT 1 AS x_low, 2 AS x_high, 'approximate' AS x_status", "contradicts its value or bounds", ""},
		{"withheld value", "SELECT 1 AS x, 'withheld' AS x_status", "contradicts its value or bounds", ""},
		{"open band", "SELECT 1 AS x_low, 9e999 AS x_high, 'band' AS x_status", "contradicts its value or bounds", ""},
		{"bounds of what does not apply", "SELECT 1 AS x_low, 1 AS x_high, 'not applicable' AS x_status", "contradicts its value or bounds", ""},
		// names
		{"no name", "SELECT count(*) FROM areas", "q.sql:1:1: column 1 of the result has no name that a figure can have [figure-column]", "name it with AS: use a to z, 0 to 9 and _, beginning with a letter"},
		{"capital", "SELECT 1 AS Total", "column 1 of the result has no name that a figure can have", ""},
		{"twice", "SELECT a.area, s.area FROM areas AS a JOIN schools AS s ON s.area = a.area WHERE s.kind = 'primary' ORDER BY a.area", "q.sql:1:10: the result has two columns \"area\" [figure-column]", "name one of them with AS"},
		// head
		{"unknown key", "-- tilte.en: Areas\nSELECT 1 AS x", "q.sql:1:4: the key \"tilte.en\" is unknown [figure-header]", `did you mean "title"? ` + hintHead},
		{"unknown column", "-- unit.areea.en: m\nSELECT 1 AS area", "q.sql:1:4: the result has no column \"areea\" [figure-header]", `did you mean "area"?`},
		{"unknown column far from any", "-- unit.nothing.en: m\nSELECT 1 AS area", "the result has no column \"nothing\"", "its columns are area"},
		{"unknown table of a field", "-- field.x: aeras.area\nSELECT 1 AS x", "q.sql:1:13: there is no table \"aeras\" [figure-header]", `did you mean "areas"?`},
		{"unknown field", "-- field.x: areas.nam\nSELECT 1 AS x", "q.sql:1:13: the table \"areas\" has no field \"nam\" [figure-header]", `did you mean "name"?`},
		{"label of no column", "-- label.z.en: Areas\nSELECT 1 AS x", "q.sql:1:4: the result has no column \"z\" [figure-header]", ""},
		{"label without a language", "-- label.x: Areas\nSELECT 1 AS x", "the key \"label.x\" ends in no language [figure-header]", hintHead},
		{"no language", "-- title: Areas\nSELECT 1 AS x", "the key \"title\" ends in no language [figure-header]", hintHead},
		{"unit without a language", "-- unit.x: m\nSELECT 1 AS x", "the key \"unit.x\" ends in no language", ""},
		{"given twice", "-- title.en: A\n-- title.en: B\nSELECT 1 AS x", "q.sql:2:4: the key \"title.en\" is given twice [figure-header]", "keep one of the lines"},
		{"field given twice", "-- field.x: areas.name\n-- field.x: areas.name\nSELECT 1 AS x", "q.sql:2:4: the key \"field.x\" is given twice", ""},
		{"no text", "-- title.en:\nSELECT 1 AS x", "q.sql:1:4: the key \"title.en\" has no text [figure-header]", ""},
		{"reordered title", "-- title.en: a\u202eb\nSELECT 1 AS x", "q.sql:1:14: the text of \"title.en\" holds a control character or one that hides or reorders text [figure-header]", "delete it; typing the words anew is the surest way"},
		{"control in a unit", "-- unit.x.en: \x1b[31m\nSELECT 1 AS x", "q.sql:1:15: the text of \"unit.x.en\" holds a control character", ""},
		{"rows: two", "-- rows: two\nSELECT 1 AS x", "q.sql:1:4: rows can only be said to be one [figure-header]", "write: -- rows: one"},
		{"two rows where one is meant", "-- rows: one\nSELECT area FROM areas WHERE area < 'w' ORDER BY area", "q.sql:2:1: the query returns 2 rows where one is meant [figure-rows]", ""},
		{"no row where one is meant", "-- rows: one\nSELECT area FROM areas WHERE area > 'x'", "the query returns 0 rows where one is meant [figure-rows]", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			list := query(test.sql).problems(t)
			if len(list) != 1 {
				t.Errorf("want one problem, got\n%s", report(list))
			}
			if got := list[0].String(); !strings.Contains(got, test.want) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if test.hint != "" && list[0].Hint != test.hint {
				t.Errorf("got the hint  %s\nwant the hint %s", list[0].Hint, test.hint)
			}
		})
	}
}

func TestFileNames(t *testing.T) {
	t.Parallel()
	list := schools(map[string]string{
		"data/figures/areas.sql":  "SELECT 1 AS x",
		"data/figures/By-Day.sql": "SELECT 1 AS x",
		"data/figures/notes.txt":  "not SQL",
		"data/checks/areas.sql":   "SELECT 1 AS x WHERE 0",
	}).problems(t)
	want := []string{
		"data/figures/By-Day.sql: the file's name is no name for a query [figure-name]",
		`data/figures/areas.sql: the query has the name of the table "areas" [figure-name]`,
	}
	if got := strings.Split(list.Error(), "\n"); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestTableSQLiteCannotMake has a status beside a number that needs one of its own.
func TestTableSQLiteCannotMake(t *testing.T) {
	t.Parallel()
	list := project{
		schema: `{"resources": [{"name": "grants", "path": "grants.csv", "schema": {
			"fields": [{"name": "area", "type": "string"}, {"name": "grant", "type": "number"}, {"name": "grant_status", "type": "string"}],
			"primaryKey": ["area"], "missingValues": [{"value": "[withheld]", "label": "withheld"}]
		}}]}`,
		files: map[string]string{"data/grants.csv": "area,grant,grant_status\nnorth,[withheld],late\n", "data/figures/q.sql": "SELECT 1 AS x"},
	}.problems(t)
	if want := `data/datapackage.json:1:25: SQLite cannot make the table "grants" [figure-schema]`; list.Error() != want {
		t.Errorf("got %s, want %s", report(list), want)
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	t.Parallel()
	list := schools(map[string]string{
		"data/figures/a.sql": "SELECT nope",
		"data/figures/b.sql": "SELECT area FROM areas",
		"data/figures/c.sql": "SELECT NULL AS x, NULL AS y",
		"data/checks/d.sql":  "SELECT area FROM areas ORDER BY area",
	}).problems(t)
	var codes []string
	for _, d := range list {
		codes = append(codes, string(d.Code))
	}
	if want := []string{"check-failed", "figure-sql", "figure-order", "figure-null", "figure-null"}; !slices.Equal(codes, want) {
		t.Errorf("got %q, want %q", codes, want)
	}
}

func TestChecks(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, sql, want string }{
		{"holds", "SELECT area FROM schools WHERE places < 0", ""},
		{"bounds of what is approximate", "SELECT area FROM areas WHERE staff_low > 1000", ""},
		{"columns without names", "SELECT count(*), count(*) FROM areas HAVING count(*) > 3", ""},
		{"titled", "-- title.fr: Non\n-- title.en: Every area is north\nSELECT area FROM areas WHERE area <> 'north' ORDER BY area", "data/checks/c.sql:3:1: 2 rows break the rule: Every area is north [check-failed]"},
		{"titled in another language", "-- title.fr: Non\nSELECT NULL", "one row breaks the rule: Non [check-failed]"},
		{"with a comment", "-- No area is west.\nSELECT area FROM areas WHERE area = 'west'", "one row breaks the rule: No area is west. [check-failed]"},
		{"with a name alone", "SELECT area FROM areas WHERE area = 'west'", "one row breaks the rule: c [check-failed]"},
		{"false total", "SELECT sum(pupils) FROM schools HAVING sum(pupils) < 0", "[figure-inexact]"},
		{"order", "SELECT area FROM schools WHERE places > 40 AND kind = (SELECT kind FROM schools LIMIT 1)", "[figure-order]"},
		{"no end", "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c WHERE i < 0", "[figure-limit]"},
		{"writes", "DELETE FROM areas", "[figure-denied]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := schools(map[string]string{"data/checks/c.sql": test.sql})
			if test.want == "" {
				if set := p.worked(t); len(set.Queries) != 0 {
					t.Error("a check became a query")
				}
				return
			}
			if list := p.problems(t); !strings.Contains(list.Error(), test.want) {
				t.Errorf("got %s, want %s", list.Error(), test.want)
			}
		})
	}
}

// TestMessagesQuoteNoCell runs queries that fail over every cell there is.
func TestMessagesQuoteNoCell(t *testing.T) {
	t.Parallel()
	for _, sql := range []string{
		"SELECT json_extract('{}', name) AS x FROM areas",
		"SELECT sum(9223372036854775807 - length(name)) AS x FROM areas",
		"SELECT name || CAST(x'ff' AS TEXT) AS x FROM areas ORDER BY name",
		"SELECT name, nullif(area, 'west') AS x FROM areas ORDER BY area",
		"SELECT name FROM areas",
	} {
		for _, d := range query(sql).problems(t) {
			for _, cell := range []string{"North Area", "South Area", "West Area"} {
				if strings.Contains(d.Message+d.Hint, cell) {
					t.Errorf("%s: quotes a cell: %s", sql, d)
				}
			}
		}
	}
}

func TestHeadAndFields(t *testing.T) {
	t.Parallel()
	q := query("-- title.en: Pupils by area\n-- Title.x: this is prose: nothing more\n-- title.fr: Élèves\n\n-- unit.share.en: %\n-- field.share: schools.places\n--rows: one\n" +
		"-- one\nSELECT pupils, pupils_status, area, kind, name, 0.5 AS share FROM schools JOIN areas USING (area) WHERE area = 'north' AND kind = 'primary'").worked(t).Query("q")
	if q.Titles.In("en") != "Pupils by area" || q.Titles.In("fr") != "Élèves" {
		t.Errorf("titles are %v", q.Titles)
	}
	if pos := q.Titles["fr"].Pos.String(); pos != "data/figures/q.sql:3:14" {
		t.Errorf("the French title stands at %s", pos)
	}
	fields := map[string]string{}
	for _, c := range q.Columns {
		if c.Field != nil {
			fields[c.Name] = c.Field.Name + " " + c.Units.In("en")
		}
	}
	want := map[string]string{"pupils": "pupils pupils", "kind": "kind ", "name": "name ", "share": "places %"}
	if fmt.Sprint(fields) != fmt.Sprint(want) { // area is a field of both tables
		t.Errorf("fields are %v, want %v", fields, want)
	}
}

func TestReads(t *testing.T) {
	t.Parallel()
	tests := map[string][]Read{
		"SELECT count(*) AS n FROM areas":                                                {{"areas", ""}},
		"SELECT count(*) AS n FROM areas WHERE area > 'n'":                               {{"areas", "area"}},
		"SELECT sum(pupils_low) AS x_low, sum(pupils_high) AS x_high FROM schools":       {{"schools", "pupils"}},
		"SELECT s.places FROM schools AS s, areas AS a WHERE a.area = s.area ORDER BY 1": {{"areas", "area"}, {"schools", "area"}, {"schools", "places"}},
		"SELECT sum(places) AS n FROM schools JOIN areas USING (area)":                   {{"areas", "area"}, {"schools", "area"}, {"schools", "places"}},
		"SELECT count(places) AS n FROM schools NATURAL JOIN areas":                      {{"areas", "area"}, {"schools", "area"}, {"schools", "places"}},
		"SELECT 1 AS x": nil,
	}
	for sql, want := range tests {
		if got := query(sql).worked(t).Query("q").Reads; !slices.Equal(got, want) {
			t.Errorf("%s\nreads %v, want %v", sql, got, want)
		}
	}
}

func TestEvaluateStopsWithItsContext(t *testing.T) {
	t.Parallel()
	data, tree := query("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) AS n FROM c").load(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := Evaluate(ctx, data, tree); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestMemory is not parallel: memory is counted for all databases.
func TestMemory(t *testing.T) {
	for name, sql := range map[string]string{
		"rows that must differ": "WITH RECURSIVE c(i, t) AS (SELECT 1, 'x' UNION SELECT i + 1, printf('%.*c', 100000, 'x') FROM c) SELECT count(*) AS n FROM c",
		"kept rows":             "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT 100000), t AS MATERIALIZED (SELECT i, printf('%.*c', 100000, 'x') AS t FROM c) SELECT count(*) AS n FROM t AS a JOIN t AS b USING (i)",
		"sorted rows":           "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT 100000) SELECT i, printf('%.*c', 60000, 'x') AS t FROM c ORDER BY t || i LIMIT 1 OFFSET 99999",
		"a long list":           "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT 100000) SELECT count(DISTINCT printf('%.*c', 100000 + i % 1000, 'x')) AS n FROM c",
	} {
		data, tree := query(sql).load(t)
		_, err := evaluate(t.Context(), data, tree, limits{time: time.Minute, rows: 1000, bytes: 1 << 20, memory: 32 << 20})
		if want := "data/figures/q.sql:1:1: the query took more than 32 MiB of memory and was stopped [figure-limit]"; err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", name, err, want)
		}
	}
}

// TestSlowExpression has as many slow functions in one expression as may be, where
// the time limit does not stop them. With texts of any length one call alone took minutes.
// It is not parallel, so as not to slow tests with limits of time.
func TestSlowExpression(t *testing.T) {
	for _, call := range []string{
		"length(trim(printf('%.*c', 4900, 'a'), printf('%.*c', 400, 'b') || 'a'))",
		"instr(printf('%.*c', 4900, 'a'), printf('%.*c', 2400, 'a') || 'b')",
		"(printf('%.*c', 4900, 'a') LIKE '%' || printf('%.*c', 180, 'a') || 'b')",
	} {
		data, tree := query("SELECT 0" + strings.Repeat(" + "+call, mostSlow) + " AS n").load(t)
		start := time.Now()
		if _, err := Evaluate(t.Context(), data, tree); err != nil {
			t.Errorf("%s: %v", call, err)
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s: took %v", call, took)
		}
	}
}

// TestNothingIsLeft is not parallel: it counts goroutines. One that has said that
// it is done may take a moment to be gone.
func TestNothingIsLeft(t *testing.T) {
	data, tree := query("SELECT sum(places) AS x FROM schools").load(t)
	before := runtime.NumGoroutine()
	for range 20 {
		if _, err := Evaluate(t.Context(), data, tree); err != nil {
			t.Fatal(err)
		}
	}
	for deadline := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
	}
}

func TestWithoutQueries(t *testing.T) {
	t.Parallel()
	set := schools(nil).worked(t)
	if want := []string{"areas", "schools", "single"}; len(set.Queries) != 0 || !slices.Equal(set.Names(), want) {
		t.Errorf("queries %v, names %q", set.Queries, set.Names())
	}
}
