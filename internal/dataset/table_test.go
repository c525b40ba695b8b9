package dataset

import (
	"strings"
	"testing"
)

func tableCases() []packageCase {
	constrained := one(`{"name": "a", "type": "string", "constraints": {"enum": ["x", "yy"]}},
		{"name": "b", "type": "string", "categories": ["north", "south"]},
		{"name": "c", "type": "string", "constraints": {"pattern": "[a-z]|[0-9]+", "minLength": 2, "maxLength": 3}},
		{"name": "d", "type": "string", "daylight": "count", "constraints": {"minimum": 3, "maximum": "100"}},
		{"name": "e", "type": "number", "constraints": {"minimum": -0.5, "maximum": 1}},
		{"name": "f", "type": "date", "constraints": {"minimum": "2011-03-26", "maximum": "2011-05-02"}},
		{"name": "g", "type": "string", "constraints": {"unique": true, "required": true}}`,
		`, "missingValues": [{"value": "", "label": "not applicable"}, {"value": "[not published]", "label": "not published"}]`)
	const names = "a,b,c,d,e,f,g\n"
	const good = "x,north,12,3,-0.5,2011-03-26,g1\n"
	line := func(row string) map[string]string { return map[string]string{"data/t.csv": names + good + row + "\n"} }
	rule := func(name, row string, want ...string) packageCase {
		return packageCase{name, constrained, line(row), want}
	}
	const at = "data/t.csv:3:"
	parent := `{"name": "p", "path": "p.csv", "schema": {"fields": [{"name": "k", "type": "string"}, {"name": "l", "type": "year"}], "primaryKey": ["k", "l"]}}`
	child := one(`{"name": "k", "type": "string"}, {"name": "l", "type": "year"}, {"name": "up", "type": "string"}`,
		`, "missingValues": [{"value": "[not published]", "label": "not published"}], "uniqueKeys": [["k", "up"]], "foreignKeys": [
		{"fields": ["k", "l"], "reference": {"resource": "p", "fields": ["k", "l"]}}, {"fields": "up", "reference": {"resource": "", "fields": "k"}}]`)
	const parents = "k,l\na,2011\na,2012\nb,2011\n"
	return []packageCase{
		rule("kept", "yy,south,123,4..100,1,2011-05-02,g2"),
		rule("markers break no constraint", "[not published],[not published],[not published],[not published],,,g2"),
		rule("a unique cell with what is not seen", "x,north,12,3,0,2011-03-26,g\u200d2", at+"27 [data-key] the cell is part of a key"),
		{"keys of several kinds with what is not seen", parent + "," + child, map[string]string{"data/p.csv": parents, "data/t.csv": "k,l,up\na\ufe0f,2012,a\na,2011,a\u200c\n"},
			[]string{"data/t.csv:2:1 [data-foreign-key]", "data/t.csv:2:1 [data-key] the cell is part of a key", "data/t.csv:3:8 [data-foreign-key]", "data/t.csv:3:8 [data-key] the cell is part of a key"}},
		{"texts that scripts need", one(`{"name": "s", "type": "string"}`, ""), map[string]string{"data/t.csv": "s\nنمی\u200cخواهم\nक्\u200dष\n12\u00a0000\n\u0600١\nabc\u200f\n"}, nil},
		rule("enum", "X,north,12,3,0,2011-03-26,g2", at+`1 [data-constraint] the cell is none of the values that "a"`),
		rule("category", "x,nort,12,3,0,2011-03-26,g2", at+`3 [data-constraint] the cell is none of the categories of "b"`),
		rule("pattern is anchored", "x,north,a1,3,0,2011-03-26,g2", at+`9 [data-constraint] the cell does not match`),
		rule("short", "x,north,a,3,0,2011-03-26,g2", at+`9 [data-constraint] the cell is shorter than the 2`),
		rule("long", "x,north,1234,3,0,2011-03-26,g2", at+`9 [data-constraint] the cell is longer than the 3`),
		rule("count minimum", "x,north,12,2,0,2011-03-26,g2", at+`12 [data-constraint] the cell is or can be under`),
		rule("bound under the minimum", "x,north,12,<50,0,2011-03-26,g2", at+`12 [data-constraint] the cell is or can be under`),
		rule("bound over the maximum", "x,north,12,>50,0,2011-03-26,g2", at+`12 [data-constraint] the cell is or can be over`),
		rule("number limits", "x,north,12,3,-0.51,2011-03-26,g2", at+`14 [data-constraint] the cell is or can be under`),
		rule("number maximum", "x,north,12,3,1.0001,2011-03-26,g2", at+`14 [data-constraint] the cell is or can be over`),
		rule("dates", "x,north,12,3,0,2011-03-25,g2\nx,north,12,3,0,2011-05-03,g3", at+`16 [data-constraint]`, "data/t.csv:4:16 [data-constraint]"),
		rule("unique", "x,north,12,3,0,2011-03-26,g1", at+`27 [data-key] the row has the same g as line 2`),
		rule("required", "x,north,12,3,0,2011-03-26,", at+`27 [data-constraint] "g" is required`),
		rule("required takes no marker", "x,north,12,3,0,2011-03-26,[not published]", at+`27 [data-constraint] "g" is required`),
		{"foreign keys", parent + "," + child, map[string]string{"data/p.csv": parents, "data/t.csv": "k,l,up\na,2012,a\nb,2012,a\nc,2011,b\n[not published],2011,[not published]\n[not published],2011,[not published]\na,2011,zz\n"},
			[]string{"data/t.csv:3:1 [data-foreign-key] no row of the table \"p\" has this k, l", "data/t.csv:4:1 [data-foreign-key] no row of the table \"p\"", "data/t.csv:7:8 [data-foreign-key] no row of the table \"t\" has this k"}},
		{"unique key", parent + "," + child, map[string]string{"data/p.csv": parents, "data/t.csv": "k,l,up\na,2012,a\na,2011,a\n"},
			[]string{"data/t.csv:3:1 [data-key] the row has the same k, up as line 2"}},
		{"parent that can't be read", parent + "," + child, map[string]string{"data/p.csv": "k\n", "data/t.csv": "k,l,up\na,2012,a\n"}, []string{`data/p.csv:1 [data-header] the column "l"`}},
		{"parent with a row that can't be read", parent + "," + child, map[string]string{"data/p.csv": parents + "c,2011,x\n", "data/t.csv": "k,l,up\nc,2011,c\n"}, []string{"data/p.csv:5:8 [data-row]"}},
		{"file not there", parent, nil, []string{PackagePath + `:1:25 [data-file] there is no file data/p.csv`}},
		{"file not listed", parent, map[string]string{"data/p.csv": parents, "data/old/Q.CSV": "x"}, []string{"data/old/Q.CSV [data-file] data/datapackage.json does not list"}},
	}
}

func TestTableProblems(t *testing.T) {
	t.Parallel()
	for _, c := range tableCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Load(project(t, c.resources, c.files))
			expect(t, err, c.want)
		})
	}
}

func TestHintsNearestCategory(t *testing.T) {
	t.Parallel()
	for _, c := range tableCases() {
		if c.name != "category" {
			continue
		}
		_, err := Load(project(t, c.resources, c.files))
		if err == nil || !strings.Contains(hintOf(err), `did you mean "north"?`) {
			t.Errorf("the hint is %q", hintOf(err))
		}
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	resource := `{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}, {"name": "n", "type": "integer"}], "primaryKey": ["a", "b"]}}`
	set, err := Load(project(t, resource, map[string]string{"data/t.csv": "a,b,n\n2011/2012,total,1\nx,y/z,2\nx/y,z,3\nx,w,4\n"}))
	if err != nil {
		t.Fatal(err)
	}
	table := set.Table("t")
	for key, want := range map[string]int{
		"2011/2012/total": 0, "x/w": 3, "x/y/z": -1 /* two rows can be read so */, "x": -1, "": -1, "x/": -1, "/": -1, "total": -1, "x/w/": -1,
	} {
		if got := table.Row(key); got != want {
			t.Errorf("%q is row %d, want %d", key, got, want)
		}
	}
	if got := table.Key(0); got != "2011/2012/total" {
		t.Errorf("the first key is %q", got)
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	resource := one(`{"name": "c", "type": "string", "daylight": "count"}, {"name": "n", "type": "number"}, {"name": "s", "type": "string"}`,
		`, "missingValues": [{"value": "[x]", "label": "withheld"}, {"value": "[not published]", "label": "not published"}, {"value": "", "label": "not applicable"}]`)
	set, err := Load(project(t, resource, map[string]string{"data/t.csv": "c,n,s\n0,-1.50,a\n>40000,7,[not published]\n<5,[x],\n0..249,,b\n~100,1,c\n[x],1,d\n[not published],1,e\n,1,f\n"}))
	if err != nil {
		t.Fatal(err)
	}
	table := set.Table("t")
	for i, want := range []string{
		"exact 0 0", "exact -1.5 -1.5", "exact a",
		"bound 40001 inf", "exact 7 7", "not published [not published]",
		"bound 0 4", "withheld -inf inf", "not applicable ",
		"band 0 249", "not applicable 0 0", "exact b",
		"approximate 100 100", "exact 1 1", "exact c",
		"withheld 0 inf", "exact 1 1", "exact d",
		"not published 0 inf", "exact 1 1", "exact e",
		"not applicable 0 0", "exact 1 1", "exact f",
	} {
		v := table.Value(i/3, i%3)
		got := v.Status.String() + " " + v.Low.String() + " " + v.High.String()
		if v.IsText {
			got = v.Status.String() + " " + v.Text
		}
		if got != want || table.Status(i/3, i%3) != v.Status {
			t.Errorf("row %d, column %d is %q, want %q", i/3, i%3, got, want)
		}
	}
	for row, want := range [][2]int64{{0, 0}, {40001, -1}, {0, 4}, {0, 249}, {100, 100}, {0, -1}, {0, -1}, {-1, -1}} {
		if low, high, _ := table.Count(row, 0); low != want[0] || high != want[1] {
			t.Errorf("row %d counts %d to %d, want %v", row, low, high, want)
		}
	}
	if !table.Inexact(0) || table.Distinct(1) != 5 {
		t.Errorf("inexact is %v, distinct is %d", table.Inexact(0), table.Distinct(1))
	}
}
