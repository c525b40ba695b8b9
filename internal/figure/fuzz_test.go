package figure

import (
	"testing"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// FuzzQuery holds that any text is a query or a problem with a place in its file.
func FuzzQuery(f *testing.F) {
	for _, test := range results {
		f.Add(test.sql)
	}
	for _, sql := range []string{"", ";", "--", "/*", "-- title.en: x", "SELECT", "SELECT 1;;", "\x00", "\ufeffSELECT 1 AS x", "-- rows: one\r\nSELECT 1 AS x\r\n"} {
		f.Add(sql)
	}
	base, _ := schools(nil).load(f)
	f.Fuzz(func(t *testing.T, sql string) {
		project, err := tree.New(map[string][]byte{"data/figures/q.sql": []byte(sql)})
		if err != nil {
			t.Fatal(err)
		}
		set, err := evaluate(t.Context(), base, project, quick)
		if err == nil {
			if set.Query("q") == nil {
				t.Error("neither a query nor a problem")
			}
			return
		}
		list, ok := diag.AsList(err)
		if !ok {
			t.Fatalf("not a list of problems: %v", err)
		}
		source := diag.NewSource("data/figures/q.sql", []byte(sql))
		for _, d := range list {
			end := source.Pos(len(sql))
			if d.Pos.Path != source.Path || d.Pos.Line > end.Line || d.Pos.Line == end.Line && d.Pos.Col > end.Col {
				t.Errorf("%s lies outside the file, which ends at %s", d, end)
			}
		}
	})
}

// FuzzStatementStart holds that nothing but blanks and comments comes before a statement.
func FuzzStatementStart(f *testing.F) {
	for _, sql := range []string{"SELECT 1", " -- a\n/* b */SELECT", "--", "/*/", "/**/x", "- -", "--a\n--b\n"} {
		f.Add(sql)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		at := statementStart(sql)
		if at < 0 || at > len(sql) {
			t.Fatalf("%d of %d", at, len(sql))
		}
		if again := statementStart(sql[at:]); at < len(sql) && again != 0 {
			t.Errorf("%q still begins with a comment", sql[at:])
		}
	})
}
