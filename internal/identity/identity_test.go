package identity

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// load makes a project's data from CSV texts whose header says the types: "*period:period,n:count"
// has a key of one column.
func load(tb testing.TB, tables map[string]string, identities string) (tree.Tree, *dataset.Set) {
	tb.Helper()
	files := map[string][]byte{}
	var resources []any
	for name, text := range tables {
		header, rows, _ := strings.Cut(text, "\n")
		var fields []any
		var names, key []string
		for _, column := range strings.Split(header, ",") {
			n, kind, _ := strings.Cut(column, ":")
			n, isKey := strings.CutPrefix(n, "*")
			if isKey {
				key = append(key, n)
			}
			names = append(names, n)
			field := map[string]any{"name": n, "type": "string"}
			switch kind {
			case "count", "period", "source":
				field["daylight"] = kind
			case "integer", "number":
				field["type"] = kind
			case "extent":
				field["categories"] = []string{"none", "some", "most", "all"}
			}
			fields = append(fields, field)
		}
		schema := map[string]any{"fields": fields, "missingValues": []any{
			map[string]string{"value": "[withheld]", "label": "withheld"}, map[string]string{"value": "[not published]", "label": "not published"}, map[string]string{"value": "[not applicable]", "label": "not applicable"}}}
		if key != nil {
			schema["primaryKey"] = key
		}
		resources = append(resources, map[string]any{"name": name, "path": name + ".csv", "schema": schema})
		files["data/"+name+".csv"] = []byte(strings.Join(names, ",") + "\n" + rows)
	}
	pack, err := json.Marshal(map[string]any{"resources": resources})
	if err != nil {
		tb.Fatal(err)
	}
	files[dataset.PackagePath] = pack
	if identities != "" {
		files[Path] = []byte(identities)
	}
	project, err := tree.New(files)
	if err != nil {
		tb.Fatal(err)
	}
	data, err := dataset.Load(project)
	if err != nil {
		tb.Fatal(err)
	}
	return project, data
}

// verdict reads and checks, and gives the problems as text.
func verdict(tb testing.TB, tables map[string]string, identities string) string {
	tb.Helper()
	project, data := load(tb, tables, identities)
	set, err := Read(project, data)
	if err == nil {
		err = set.Check(func(table string) bool { return table == "guarded" })
	}
	if err == nil {
		return ""
	}
	return err.Error()
}

func one(holds, more string) string {
	return "identities:\n  - name: x\n    holds: " + holds + "\n" + more
}

func TestChecks(t *testing.T) {
	t.Parallel()
	two := map[string]string{
		"a": "*period:period,n:count\n2011,10\n2012,>20\n2013,[withheld]\n2014,~100\n",
		"b": "*period:period,yes:count,no:count\n2011,6,4\n2012,5,5..9\n2013,7,8\n2014,1,1\n",
	}
	parts := map[string]string{"p": "*kind:string,*area:string,n:count,i:integer\ntotal,north,10,-3\nx,north,4,1\ny,north,[withheld],2\ntotal,south,5,0\nx,south,<5,4\ny,south,1..2,[withheld]\n"}
	for _, c := range []struct {
		name          string
		tables        map[string]string
		holds, more   string
		want, without string
	}{
		{name: "satisfied", tables: two, holds: "a.n[period=2011] = b.yes[period=2011] + b.no[period=2011]"},
		{name: "by period", tables: two, holds: "a.n >= b.yes - b.no", more: "    by: [period]"},
		{name: "bound cannot be met", tables: two, holds: "a.n = b.yes + b.no", more: "    by: [period]",
			want: `data/a.csv:3:6: "x" does not hold: a.n (at least 21; data/a.csv line 3) is not b.yes + b.no (10 to 14; data/b.csv line 3) [identity-fails]`},
		{name: "withheld and approximate can be any", tables: two, holds: "a.n[period=2013] = b.yes[period=2014] + 6000"},
		{name: "parts below total", tables: parts, holds: "p.n[kind!=total] = p.n[kind=total]", more: "    by: [area]"},
		{name: "sum too large", tables: parts, holds: "p.n[kind!=total] <= 4", more: "    by: [area]"},
		{name: "sum too small", tables: parts, holds: "p.n[kind!=total] = 3", more: "    by: [area]", want: "[identity-fails]"},
		{name: "each", tables: parts, holds: "each p.n[kind!=total] <= p.n[kind=total]", more: "    by: [area]"},
		{name: "each fails for one row", tables: parts, holds: "each p.n[kind!=total] <= 3", more: "    by: [area]", want: "data/p.csv:3:9: "},
		{name: "chain", tables: two, holds: "b.yes[period=2014] <= b.yes[period=2012] <= b.yes[period=2013] = 7"},
		{name: "chain fails in its last link", tables: two, holds: "b.yes[period=2014] <= b.yes[period=2012] <= b.yes[period=2013] = 8", want: "b.yes[period=2013] (7; data/b.csv line 4) is not 8 (8)"},
		{name: "integers may be negative", tables: parts, holds: "p.i[kind=total, area=north] = -p.i[kind=x, area=north] - p.i[kind=y,area=north]"},
		{name: "integer with a marker", tables: parts, holds: "p.i[kind=total, area=south] = p.i[kind=y, area=south] + 6000"},
		{name: "unknown table", tables: two, holds: "aa.n = 3", want: `there is no table "aa" [identity-form]`},
		{name: "unknown column", tables: two, holds: "a.m = 3", want: `the table "a" has no column "m" [identity-form]`},
		{name: "unknown column in a condition", tables: two, holds: "a.n[perod=2011] = 3", want: `data/identities.yaml:3:12: the table "a" has no column "perod" [identity-form]`},
		{name: "condition that no row meets", tables: two, holds: "a.n[period=2021] = 3", want: "no row of \"a\" has the value of the condition on \"period\" [identity-form]"},
		{name: "a text is not added up", tables: two, holds: "a.period[period=2011] = 3", want: "holds no whole numbers"},
		{name: "not one row", tables: two, holds: "a.n = 3", want: "a.n finds 4 rows, and the identity does not say that they are added up [identity-rows]"},
		{name: "all rows", tables: two, holds: "b.yes = 19", more: "    by: []"},
		{name: "total beside parts", tables: parts, holds: "p.n <= 100", more: "    by: [area]", want: "p.n adds a published total to its parts [identity-rows]"},
		{name: "the same row twice", tables: parts, holds: "p.n[kind=x] <= p.n[kind!=total]", more: "    by: [area]", want: "find the same row, and so count it twice or not at all [identity-rows]"},
		{name: "no rows", tables: parts, holds: "p.n[kind=x, kind=y] = 3", want: "finds no rows to compare [identity-rows]"},
		{name: "two each", tables: parts, holds: "each p.n[kind=x] <= each p.n[kind=y]", more: "    by: [area]", want: "only one cell"},
		{name: "no cell", tables: two, holds: "3 = 3", want: "an identity without a cell"},
		{name: "no sides", tables: two, holds: "a.n", want: "an identity has two sides"},
		{name: "strictly less", tables: two, holds: "a.n < 3", want: "this is neither +, - nor one of =, <= and >="},
		{name: "factor", tables: two, holds: "2 * a.n = 3", want: "[identity-form]"},
		{name: "open bracket", tables: two, holds: "a.n[period=2011 = 3", want: "[identity-form]"},
		{name: "open quote", tables: two, holds: `a.n[period="2011] = 3`, want: "the quote is not closed"},
		{name: "by that no table has", tables: two, holds: "a.n = b.yes", more: "    by: [area]", want: "no table of the identity has all the columns of by"},
		{name: "by twice", tables: two, holds: "a.n = b.yes", more: "    by: [period, period]", want: "by is a list of columns, each once"},
		{name: "by as a word", tables: two, holds: "a.n = b.yes", more: "    by: period", want: "by is a list of columns"},
		{name: "name twice", tables: two, holds: "a.n[period=2011] = 10", more: "  - name: x\n    holds: a.n[period=2011] = 10", want: "two identities have this name"},
		{name: "unknown key", tables: two, holds: "a.n[period=2011] = 10", more: "    per: [period]", want: "conf-unknown-key"},
		{name: "quoted value and marker", tables: two, holds: `a.n[period="2011", n!=[withheld]] = 10`},
		{name: "guarded values are not shown", tables: map[string]string{"guarded": "*k:string,n:count\na,4321\nb,1234\n"}, holds: "guarded.n[k=a] = guarded.n[k=b]",
			want: `"x" does not hold: guarded.n[k=a] (data/guarded.csv line 2) is not guarded.n[k=b] (data/guarded.csv line 3)`, without: "4321"},
		{name: "not applicable is no part", tables: map[string]string{"g": "*k:string,n:count\na,4\nb,[not applicable]\ntotal,4\n"}, holds: "g.n[k!=total] = g.n[k=total]", more: "    by: []"},
		{name: "every row has its counterpart", tables: map[string]string{"g": "*p:period,n:count\n2011,4\n2012,3\n", "h": "*p:period,n:count\n2011,4\n"}, holds: "g.n = h.n", more: "    by: [p]\n    every: true",
			want: `data/g.csv:3:6: "x" holds for every row, and h.n has none that goes with this one [identity-rows]`},
		{name: "a coarser table counts for all", tables: map[string]string{"g": "*p:period,*a:string,n:count\n2011,x,4\n2011,y,3\n2012,x,9\n", "h": "*p:period,n:count\n2011,4\n2012,8\n"}, holds: "g.n <= h.n", more: "    by: [p, a]",
			want: `data/g.csv:4:8: "x" does not hold: g.n (9; data/g.csv line 4) is more than h.n (8; data/h.csv line 3)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := verdict(t, c.tables, one(c.holds, c.more))
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
			if c.without != "" && strings.Contains(got, c.without) {
				t.Errorf("a protected value is shown: %q", got)
			}
		})
	}
}

const provenance = ",source:source,confidence:string,read_at:string\n"

func TestCoreTables(t *testing.T) {
	t.Parallel()
	calls := "*period:period,*provider:string,complainants:count,calls:count,numbers:count" + provenance
	numbers := "*period:period,*provider_class:string,resolved:count,unresolved:count" + provenance
	refusals := "*id:string,period:period,provider:string,provider_class:string,basis:string,asked:count,refused:count,extent:extent" + provenance
	for _, c := range []struct{ name, calls, numbers, refusals, want string }{
		{name: "all hold", calls: "2011,total,9,100,20,s,D,p\n2011,a,5,60,15,s,D,p\n2011,b,5,40,15,s,D,p\n", numbers: "2011,total,12,8,s,D,p\n", refusals: "r,2011,a,b,c,5,5,all,s,D,p\n"},
		{name: "refused more than asked", refusals: "r,2011,a,b,c,4,5,all,s,D,p\n", want: `"refused-within-asked" does not hold`},
		{name: "unknown refusals", refusals: "r,2011,a,b,c,[not published],>5,all,s,D,p\n"},
		{name: "calls do not add up", calls: "2011,total,9,100,20,s,D,p\n2011,a,9,60,20,s,D,p\n2011,b,9,30,20,s,D,p\n", want: `"calls-parts" does not hold: calls.calls[provider!=total] (90; data/calls.csv lines 3 4) is not`},
		{name: "unpublished part", calls: "2011,total,9,100,20,s,D,p\n2011,a,9,60,20,s,D,p\n2011,b,[not published],[not published],[not published],s,D,p\n"},
		{name: "part larger than total", calls: "2011,total,9,100,20,s,D,p\n2011,a,10,100,20,s,D,p\n", want: `"calls-complainants-part" does not hold`},
		{name: "classes", calls: "2011,total,9,100,20,s,D,p\n", numbers: "2011,total,12,7,s,D,p\n", want: `"calls-numbers-by-class" does not hold`},
		{name: "parts of classes", numbers: "2011,total,12,8,s,D,p\n2011,x,13,8,s,D,p\n", want: `"numbers-resolved-parts" does not hold`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tables := map[string]string{}
			for name, text := range map[string][2]string{"calls": {calls, c.calls}, "numbers": {numbers, c.numbers}, "refusals": {refusals, c.refusals}} {
				if text[1] != "" {
					tables[name] = text[0] + text[1]
				}
			}
			got := verdict(t, tables, "")
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestSeries(t *testing.T) {
	t.Parallel()
	series := map[string]string{"s": "*p:period,*area:string,kind:string,n:count\n2011,x,calls,4\n2012,x,calls,3\n2012-Q1,y,calls,1\n2013,x,people,2\n../2011-06-30,y,calls,9\n"}
	overlapping := map[string]string{"s": "*p:period,*area:string,kind:string,n:count\n2011,x,calls,4\n2011-05,x,calls,3\n2011-12-31/2012-01-02,x,calls,1\n"}
	for _, c := range []struct {
		name, yaml, want string
		tables           map[string]string
	}{
		{name: "none overlap within an area", tables: series},
		{name: "overlaps", tables: overlapping, want: "data/s.csv:3:1: this period overlaps that of line 2 [identity-period]\ndata/s.csv:4:1: this period overlaps that of line 3 [identity-period]"},
		{name: "the same month in two ways", tables: map[string]string{"s": "*p:period,n:count\n2011-05,4\n2011-05-01/2011-05-31,4\n"}, want: "[identity-period]"},
		{name: "declared overlap", tables: overlapping, yaml: "series: [{table: s, overlaps: {en: reason}}]"},
		{name: "unused declaration", tables: series, yaml: "series: [{table: s, overlaps: {en: reason}}]", want: "no periods of \"s\" overlap [identity-period]"},
		{name: "definition changes", tables: series, yaml: "series: [{table: s, definition: kind}]", want: "data/s.csv:5:8: from this period on another thing is counted than in line 3, and no break is declared [identity-break]"},
		{name: "declared break", tables: series, yaml: "series: [{table: s, definition: kind, breaks: [{at: 2013, reason: {en: people}}]}]"},
		{name: "sum over a break", tables: series, yaml: one("s.n[area=x] = 9", "    by: []\nseries: [{table: s, breaks: [{at: 2013, reason: {en: people}}]}]"), want: "on both sides of a break of its series [identity-break]"},
		{name: "break at no row", tables: series, yaml: "series: [{table: s, breaks: [{at: 2014, reason: {en: people}}]}]", want: "no row of \"s\" has this period [identity-form]"},
		{name: "unknown table", tables: series, yaml: "series: [{table: t}]", want: "there is no table"},
		{name: "unknown definition", tables: series, yaml: "series: [{table: s, definition: kinds}]", want: "the table \"s\" has no such column"},
		{name: "twice", tables: series, yaml: "series: [{table: s}, {table: s}]", want: "described twice"},
		{name: "no series", tables: map[string]string{"s": "*k:string,n:count\na,4\n"}, yaml: "series: [{table: s}]", want: "no column of periods in its key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := verdict(t, c.tables, c.yaml)
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}

// Sums of ten million of the largest numbers do not overflow.
func TestLargeSums(t *testing.T) {
	t.Parallel()
	var rows strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&rows, "k%d,9007199254740992\n", i)
	}
	got := verdict(t, map[string]string{"g": "*k:string,n:count\n" + rows.String() + "total,1\n"}, one("g.n[k!=total] = g.n[k=total]", "    by: []"))
	if !strings.Contains(got, "18014398509481984000") {
		t.Errorf("got %q", got)
	}
}

// Rows that are compared each with every other are refused, not compared.
func TestTooManyCells(t *testing.T) {
	t.Parallel()
	var rows strings.Builder
	for i := range 8000 {
		fmt.Fprintf(&rows, "k%d,s,1,2\n", i)
	}
	tables := map[string]string{"g": "*k:string,s:string,n:count,m:count\n" + rows.String(), "h": "*s:string,n:count\ns,16000\n"}
	for _, holds := range []string{"each g.n <= g.m", "g.n <= each g.m"} {
		if got := verdict(t, tables, one(holds, "    by: [s]")); !strings.Contains(got, "it would take too long [identity-rows]") {
			t.Errorf("%s: %s", holds, got)
		}
	}
	for _, c := range [][2]string{{"each g.n <= h.n", "[s]"}, {"g.n + g.m = 24000", "[s]"}, {"g.n <= h.n", "[k, s]"}} {
		if got := verdict(t, tables, one(c[0], "    by: "+c[1])); got != "" {
			t.Errorf("%s: %s", c[0], got)
		}
	}
	// A table that lacks a column of "by" counts whole for every row.
	if got := verdict(t, tables, one("g.n <= g.m + h.n", "    by: [k, s]")); got != "" {
		t.Error(got)
	}
	if got := verdict(t, map[string]string{"g": tables["g"], "f": "*k:string,f:count\n" + strings.ReplaceAll(rows.String(), ",s,1,2", ",1")}, one("g.n <= f.f", "    by: [k, s]")); got != "" {
		t.Error(got)
	}
}

// An equation fails exactly when trying every number of every cell finds none that satisfy it.
func TestAgreesWithBruteForce(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	cell := func() string {
		n := random.IntN(4)
		return []string{fmt.Sprint(n), fmt.Sprintf("<%d", n+1), fmt.Sprintf("%d..%d", n, n+2)}[random.IntN(3)]
	}
	failed := 0
	for range 2000 {
		a, b, c, sign := cell(), cell(), cell(), []string{"=", "<=", ">="}[random.IntN(3)]
		op := []string{"+", "-"}[random.IntN(2)]
		tables := map[string]string{"g": "*k:string,n:count\na," + a + "\nb," + b + "\nc," + c + "\n"}
		got := verdict(t, tables, one("g.n[k=a] "+sign+" g.n[k=b] "+op+" g.n[k=c]", ""))
		if want := possible(a, b, c, op, sign); (got == "") != want {
			t.Fatalf("%s %s %s %s %s: got %q, want possible %t", a, sign, b, op, c, got, want)
		}
		if got != "" {
			failed++
		}
	}
	if failed < 200 {
		t.Errorf("only %d equations fail: the test tries too little", failed)
	}
}

func possible(a, b, c, op, sign string) bool {
	for _, x := range all(a) {
		for _, y := range all(b) {
			for _, z := range all(c) {
				if op == "-" {
					z = -z
				}
				if r := y + z; x == r && sign == "=" || x <= r && sign == "<=" || x >= r && sign == ">=" {
					return true
				}
			}
		}
	}
	return false
}

func all(cell string) (list []int) {
	var low, high int
	switch {
	case cell[0] == '<':
		fmt.Sscanf(cell, "<%d", &high)
		high--
	case strings.Contains(cell, ".."):
		fmt.Sscanf(cell, "%d..%d", &low, &high)
	default:
		fmt.Sscan(cell, &low)
		high = low
	}
	for n := low; n <= high; n++ {
		list = append(list, n)
	}
	return list
}

// Equations are what the attack on withheld cells works with.
func TestEquations(t *testing.T) {
	t.Parallel()
	project, data := load(t, map[string]string{"p": "*kind:string,*area:string,n:count\ntotal,north,10\nx,north,4\ny,north,[withheld]\ntotal,south,5\nx,south,5\n"}, one("p.n[kind=total] - 1 = p.n[kind!=total]", "    by: [area]"))
	set, err := Read(project, data)
	if err != nil {
		t.Fatal(err)
	}
	for range set.Equations(func(_ *dataset.Table, col int) bool { return col != 2 }) {
		t.Error("there is an equation, and none is about other columns")
	}
	var got []string
	for e := range set.Equations((*dataset.Table).Inexact) {
		text := fmt.Sprint(e.Constant)
		for _, p := range e.Parts {
			text += fmt.Sprintf(" %+d*%d", p.Sign, p.Row)
		}
		got = append(got, text)
	}
	if want := "[-1 +1*0 -1*1 -1*2 -1 +1*3 -1*4]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// FuzzIdentities holds that no text makes the reader or the check panic, that every problem has a
// place in a file of the project, and that what is reported is sorted.
func FuzzIdentities(f *testing.F) {
	for _, seed := range []string{"a.n = b.yes + b.no", "each a.n[period!=2011] >= 3 - b.no", "a.n[period=\"20", "a.n[", "-a.n<=-3", "a.n[period=[not published]]=1=2≤3"} {
		f.Add(seed, true)
	}
	tables := map[string]string{
		"a": "*period:period,n:count\n2011,10\n2012,>20\n2013,[withheld]\n",
		"b": "*period:period,yes:count,no:count\n2011,6,4\n2012,5,5..9\n",
	}
	project, data := load(f, tables, "")
	f.Fuzz(func(t *testing.T, holds string, grouped bool) {
		text, err := json.Marshal(holds)
		if err != nil {
			t.Skip()
		}
		yaml := one(string(text), "")
		if grouped {
			yaml += "    by: [period]\n"
		}
		over, err := tree.New(map[string][]byte{Path: []byte(yaml)})
		if err != nil {
			t.Fatal(err)
		}
		whole, err := project.Overlay(over)
		if err != nil {
			t.Fatal(err)
		}
		set, err := Read(whole, data)
		if err == nil {
			err = set.Check(nil)
		}
		list, _ := diag.AsList(err)
		for _, d := range list {
			if !whole.Has(d.Pos.Path) || d.Pos.Line == 0 && d.Code != conf.CodeSyntax {
				t.Errorf("%s: a problem has no place", d)
			}
		}
	})
}

// What is parsed and written again means the same.
func FuzzParse(f *testing.F) {
	f.Add("a.n = b.yes[k=x, l!=y z] - 3 + each c.d")
	f.Fuzz(func(t *testing.T, text string) {
		var problems, again diag.List
		relations := parse(conf.Text{Value: text}, &problems)
		for _, r := range relations {
			sign := map[Op]string{Equal: " = ", AtMost: " <= "}[r.Op]
			written := sideText(r.Left) + sign + sideText(r.Right)
			back := parse(conf.Text{Value: written}, &again)
			if len(back) != 1 || sideText(back[0].Left)+sign+sideText(back[0].Right) != written {
				t.Errorf("%q was written as %q, which is read as %v (%v)", text, written, back, again)
			}
		}
	})
}
