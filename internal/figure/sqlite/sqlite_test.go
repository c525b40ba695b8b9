package sqlite

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// open returns a database with two small tables.
func open(t *testing.T) *DB {
	t.Helper()
	db, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, sql := range []string{
		"CREATE TABLE t (id TEXT, n INTEGER, twice INTEGER AS (2 * n), note TEXT) STRICT",
		"CREATE TABLE u (id TEXT, n INTEGER) STRICT",
		"INSERT INTO t VALUES ('a', 1, 'x'), ('b', 2, 'y')",
	} {
		if err := db.Exec(sql); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func TestPrepareTakesOneStatement(t *testing.T) {
	t.Parallel()
	db := open(t)
	for sql, want := range map[string]int{
		"SELECT 1":             8,
		"SELECT 1; SELECT 2":   9,
		"SELECT ';'; -- a ; b": 11,
	} {
		s, taken, err := db.Prepare(sql)
		if err != nil || taken != want {
			t.Errorf("%q: took %d of it, want %d (%v)", sql, taken, want, err)
			continue
		}
		s.Close()
	}
	if s, taken, err := db.Prepare(" -- nothing\n"); s != nil || err != nil || taken != 12 {
		t.Errorf("a comment gave %v, %d, %v", s, taken, err)
	}
}

func TestErrorsHaveAnOffset(t *testing.T) {
	t.Parallel()
	db := open(t)
	for sql, want := range map[string]Error{
		"SELECT nope FROM t":            {1, "no such column: nope", 7},
		"SELECT id\nFROM t WHRE n":      {1, `near "n": syntax error`, 22},
		"SELECT \x00":                   {1, "a NUL character", 7},
		`SELECT id FROM t WHERE id="a"`: {1, `no such column: "a" - should this be a string literal in single-quotes?`, 26},
	} {
		_, _, err := db.Prepare(sql)
		var got *Error
		if !errors.As(err, &got) || *got != want {
			t.Errorf("%q: %#v, want %#v", sql, err, want)
		}
	}
}

func TestIsQuery(t *testing.T) {
	t.Parallel()
	db := open(t)
	for sql, want := range map[string]bool{
		"SELECT 1":                             true,
		"WITH x AS (SELECT 1) SELECT * FROM x": true,
		"VALUES (1)":                           true,
		"EXPLAIN SELECT 1":                     false,
		"EXPLAIN QUERY PLAN SELECT 1":          false,
		"DELETE FROM t":                        false,
		"DELETE FROM t RETURNING id":           false,
		"VACUUM INTO 'x.db'":                   false,
		"BEGIN":                                false,
	} {
		s, _, err := db.Prepare(sql)
		if err != nil {
			t.Fatal(err)
		}
		if s.IsQuery() != want {
			t.Errorf("IsQuery(%q) = %v", sql, !want)
		}
		s.Close()
	}
}

func TestRowKeepsTypes(t *testing.T) {
	t.Parallel()
	db := open(t)
	s, _, err := db.Prepare("SELECT 1 AS a, -0.5, 'é', '', NULL, x'00', 9e999, ?1, ?2")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.BindText(1, "")
	s.BindText(2, "a\x00b")
	if more, err := s.Step(); !more || err != nil {
		t.Fatal(more, err)
	}
	want := []Cell{
		{Kind: Int, Int: 1}, {Kind: Float, Float: -0.5}, {Kind: Text, Text: "é"}, {Kind: Text}, {Kind: Null},
		{Kind: Blob}, {Kind: Float, Float: math.Inf(1)}, {Kind: Text}, {Kind: Text, Text: "a\x00b"},
	}
	if got := s.Row(nil); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if s.Columns()[0] != "a" {
		t.Errorf("columns are %q", s.Columns())
	}
}

func TestTextTooLongIsNotNull(t *testing.T) {
	t.Parallel()
	db := open(t)
	s, _, err := db.Prepare("INSERT INTO u VALUES (?, ?)")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.BindText(1, strings.Repeat("x", maxLength+1))
	s.BindInt(2, 1)
	if _, err := s.Step(); err == nil {
		t.Error("a text that is too long was inserted")
	}
}

func TestAuthorize(t *testing.T) {
	t.Parallel()
	db := open(t)
	var seen []string
	db.Authorize(func(action Action, a, b string) bool {
		seen = append(seen, a+"."+b)
		return action != Function
	})
	if _, _, err := db.Prepare("SELECT upper(id) FROM t"); err == nil {
		t.Error("a refused function was compiled")
	}
	if want := []string{".", ".upper", "t.id"}; !reflect.DeepEqual(seen[:2], want[:2]) {
		t.Errorf("asked about %q, want %q", seen, want)
	}
	db.Authorize(nil)
	if err := db.Exec("SELECT upper(id) FROM t"); err != nil {
		t.Error(err)
	}
}

func TestStopWhenEndsARowThatNeverComes(t *testing.T) {
	t.Parallel()
	db := open(t)
	deadline := time.Now().Add(20 * time.Millisecond)
	db.StopWhen(func() bool { return time.Now().After(deadline) })
	err := db.Exec("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) FROM c")
	var got *Error
	if !errors.As(err, &got) || got.Code != Interrupted {
		t.Errorf("got %v", err)
	}
	db.StopWhen(nil)
	if err := db.Exec("SELECT count(*) FROM t"); err != nil {
		t.Errorf("after a stop: %v", err)
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	db := open(t)
	tests := []struct {
		sql   string
		used  map[string][]int
		scans bool // the pragma turns nothing but scans
	}{
		{"SELECT id FROM t", map[string][]int{"t": {0}}, true},
		{"SELECT count(*) FROM t", map[string][]int{}, true},
		{"SELECT sum(n) FROM (SELECT * FROM t)", map[string][]int{"t": {1}}, true},
		{"SELECT twice, note FROM t", map[string][]int{"t": {1, 2}}, true},
		{"SELECT id FROM t ORDER BY n LIMIT 1", map[string][]int{"t": {0, 1}}, true},
		{"SELECT u.n FROM t JOIN u USING (id)", map[string][]int{"t": {0}, "u": {0, 1}}, false},
	}
	for _, test := range tests {
		plain, err := db.Explain(test.sql)
		if err != nil {
			t.Fatal(err)
		}
		if got := plain.ColumnsUsed(); !reflect.DeepEqual(got, test.used) {
			t.Errorf("%s: uses %v, want %v", test.sql, got, test.used)
		}
		if err := db.Exec("PRAGMA reverse_unordered_selects = ON"); err != nil {
			t.Fatal(err)
		}
		turned, err := db.Explain(test.sql)
		if err != nil {
			t.Fatal(err)
		}
		if got := plain.SameButScans(turned); got != test.scans {
			t.Errorf("%s: SameButScans is %v", test.sql, got)
		}
		if err := db.Exec("PRAGMA reverse_unordered_selects = OFF"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCalls(t *testing.T) {
	t.Parallel()
	p, err := open(t).Explain("SELECT instr(id, 'a') + length(replace(id, 'a', note)), sum(n) OVER () FROM t WHERE id LIKE '%x_' OR id GLOB 'b*'")
	if err != nil {
		t.Fatal(err)
	}
	got := p.Calls()
	slices.Sort(got)
	if want := []string{"glob", "instr", "length", "like", "replace"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPatternsAreShort(t *testing.T) {
	t.Parallel()
	db := open(t)
	if err := db.Exec("SELECT id LIKE printf('%.*c', 200, 'a') FROM t"); err != nil {
		t.Error(err)
	}
	if err := db.Exec("SELECT id LIKE printf('%.*c', 201, 'a') FROM t"); err == nil {
		t.Error("a pattern that is too long was used")
	}
}

// TestMemoryUsed is not parallel: the memory is that of all databases.
func TestMemoryUsed(t *testing.T) {
	db := open(t)
	before := db.MemoryUsed()
	s, _, err := db.Prepare("WITH RECURSIVE c(t) AS (SELECT 'x' UNION SELECT printf('%.*c', 10000 + length(t), 'x') FROM c) SELECT t FROM c")
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		if more, err := s.Step(); !more || err != nil {
			t.Fatal(more, err)
		}
	}
	if took := db.MemoryUsed() - before; took < 50*50*10000/2 {
		t.Errorf("fifty texts took %d bytes", took)
	}
	s.Close()
	if left := db.MemoryUsed() - before; left > 1<<20 {
		t.Errorf("%d bytes are left", left)
	}
}

func TestDatabasesAtOnce(t *testing.T) {
	t.Parallel()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			db := open(t)
			db.Authorize(func(Action, string, string) bool { return true })
			for range 50 {
				if rows, err := db.rows("SELECT id FROM t"); err != nil || len(rows) != 2 {
					t.Errorf("%d rows, %v", len(rows), err)
				}
			}
		})
	}
	wg.Wait()
}
