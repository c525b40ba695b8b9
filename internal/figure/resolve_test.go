package figure

import (
	"strings"
	"testing"
)

func TestFigure(t *testing.T) {
	t.Parallel()
	set := schools(map[string]string{
		"data/figures/one.sql":    "SELECT 1 AS x, 0.25 AS share",
		"data/figures/named.sql":  "SELECT area, sum(places) AS places FROM schools GROUP BY area ORDER BY area",
		"data/figures/number.sql": "SELECT 2 * count(*) AS n, 'six' AS word FROM areas UNION SELECT 7, 'seven' ORDER BY 1",
		"data/figures/pairs.sql":  "SELECT kind, area, places FROM schools ORDER BY kind, area",
		"data/figures/empty.sql":  "SELECT area FROM areas WHERE area = 'east'",
		"data/figures/slash.sql":  "SELECT '../2012-02-22' AS period, 99 AS value UNION SELECT '2012.5', 1 ORDER BY 1",
		"data/figures/marked.sql": "SELECT chair, staff, staff_low, staff_high, staff_status FROM areas ORDER BY area",
	}).worked(t)
	tests := []struct{ name, want, hint string }{
		{"one.x", "exact 1", ""},
		{"one[1].share", "exact 0.25", ""},
		{"named[south].places", "exact 66", ""},
		{"named[north].area", "north", ""},
		{"number[6].word", "six", ""},
		{"slash[../2012-02-22].value", "exact 99", ""},
		{"slash[2012.5].value", "exact 1", ""},
		{"marked[total].staff", "approximate 100", ""},
		{"schools[north/primary].pupils", "exact 10", ""},
		{"schools[north/secondary].pupils", "withheld 0..inf", ""},
		{"schools[west/secondary].pupils", "not applicable 0", ""},
		{"areas[west].chair", "[not published] (not published)", ""},
		{"single.visits", "exact 5", ""},
		{"single[2011/total].visits", "exact 5", ""},
		{"single[total].visits", "exact 5", ""},
		{"single[2011].visits", "exact 5", ""},

		{"nothing", `"nothing" is not the name of a figure`, "write query.column, query[key].column or table[key].column"},
		{"", `"" is not the name of a figure`, ""},
		{".x", `".x" is not the name of a figure`, ""},
		{"one.", `"one." is not the name of a figure`, ""},
		{"one.x.y", `"one.x.y" is not the name of a figure`, ""},
		{"named[].places", `"named[].places" is not the name of a figure`, ""},
		{"named[south]", `"named[south]" is not the name of a figure`, ""},
		{"named[south].places[x]", `is not the name of a figure`, ""},
		{"marked[[not published]].staff", `"marked[[not published]].staff" is not the name of a figure`, ""},
		{"naemd[south].places", `there is no query or table "naemd"`, `did you mean "named"?`},
		{"zzzzzzzz.x", `there is no query or table "zzzzzzzz"`, "there are areas, empty, marked, named, number, one, pairs, schools, single, slash"},
		{"named[south].plaecs", `"named" has no column "plaecs"`, `did you mean "places"?`},
		{"named[south].zz", `"named" has no column "zz"`, "its columns are area, places"},
		{"marked[total].staff_low", `"marked" has no column "staff_low"`, ""},
		{"named[sotuh].places", `"named" has no row "sotuh"`, `did you mean "south"?`},
		{"named[zz].places", `"named" has no row "zz"`, "its keys are north, south, west"},
		{"named.places", `"named" has 3 rows, and the figure's name does not say which`, "its keys are north, south, west: write named[north].places"},
		{"marked.staff", `"marked" has 3 rows`, "its keys are total, a: write marked[total].staff"},
		{"schools.pupils", `"schools" has 6 rows`, "its keys are north/primary, south/primary, north/secondary, south/secondary, west/primary, west/secondary: write schools[north/primary].pupils"},
		{"schools[north].pupils", `"schools" has no row "north"`, "its keys are north/primary"},
		{"pairs[primary].places", `the key "primary" fits several rows of "pairs"`, "a row is found by the query's first column: make its values differ"},
		{"pairs.places", `"pairs" has 6 rows`, "it has no key to find a row by"},
		{"empty.area", `"empty" has no rows`, ""},
		{"empty[x].area", `"empty" has no row "x"`, ""},
		{"single[2012].visits", `"single" has no row "2012"`, `did you mean "2011"?`},
	}
	for _, test := range tests {
		f, hint, err := set.Figure(test.name)
		if err != nil {
			if !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(hint, test.hint) {
				t.Errorf("%s: %v\n\thint: %s", test.name, err, hint)
			}
			continue
		}
		if got := show(f.Value); got != test.want || f.Name != test.name {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
		if !strings.HasSuffix(test.name, "."+f.Column.Name) || !strings.HasPrefix(test.name, f.Query.Name) {
			t.Errorf("%s: it is column %s of %s", test.name, f.Column.Name, f.Query.Name)
		}
	}
}

// TestConstantParts leaves parts of a key out.
func TestConstantParts(t *testing.T) {
	t.Parallel()
	p := project{
		schema: `{"resources": [{"name": "traffic", "path": "traffic.csv", "schema": {
			"fields": [
				{"name": "period", "type": "string"}, {"name": "provider", "type": "string"}, {"name": "kind", "type": "string"},
				{"name": "calls", "type": "string", "daylight": "count"}
			],
			"primaryKey": ["period", "provider", "kind"]
		}}]}`,
		files: map[string]string{"data/traffic.csv": "period,provider,kind,calls\n2011,total,x,1\n2011,a/x,x,2\n2011,a,x,3\n2011,b,x,4\n"},
	}
	set := p.worked(t)
	tests := map[string]string{
		"traffic[2011/b/x].calls":   "exact 4",
		"traffic[b/x].calls":        "exact 4",
		"traffic[2011/b].calls":     "exact 4",
		"traffic[b].calls":          "exact 4",
		"traffic[2011/a/x/x].calls": "exact 2",
		"traffic[a/x].calls":        `the key "a/x" fits several rows of "traffic"`,
		"traffic[2011].calls":       `"traffic" has no row "2011"`,
	}
	for name, want := range tests {
		f, hint, err := set.Figure(name)
		got := show(f.Value)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: got %s (%s), want %s", name, got, hint, want)
		}
	}
	if _, hint, _ := set.Figure("traffic.calls"); hint != "its keys are total, a/x/x, a, b: write traffic[total].calls" {
		t.Errorf("the hint is %s", hint)
	}
}

func TestTableAsQuery(t *testing.T) {
	t.Parallel()
	q := schools(nil).worked(t).Query("areas")
	want := "area | name | chair | staff\n" +
		"north | North Area | total | approximate 100\nsouth | South Area | a | exact 7\nwest | West Area | [not published] (not published) | exact 8"
	if got := showAll(q); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if q.Path != "data/areas.csv" || q.Table == nil || q.SQL != "" || len(q.Reads) != 4 || q.Column("staff") != 3 || q.Column("x") != -1 {
		t.Errorf("the query is %+v", q)
	}
	if q.Columns[3].Field == nil || q.Columns[3].Field.Name != "staff" {
		t.Error("a column has not its field")
	}
}
