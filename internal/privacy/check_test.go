package privacy

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// sheet is a table for tests: its CSV, whose header says the types ("*place,n:count"; a
// star marks the key), and its rule as JSON.
type sheet struct{ csv, rule string }

func load(tb testing.TB, sheets map[string]sheet) *dataset.Set {
	tb.Helper()
	data, err := dataset.Load(project(tb, sheets))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func project(tb testing.TB, sheets map[string]sheet) tree.Tree {
	tb.Helper()
	files := map[string][]byte{}
	var resources []any
	var order []string
	for name := range sheets {
		order = append(order, name)
	}
	slices.Sort(order)
	for _, name := range order {
		s := sheets[name]
		header, rows, _ := strings.Cut(s.csv, "\n")
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
			switch {
			case kind == "count":
				field["daylight"] = kind
			case kind == "number":
				field["type"] = kind
			case strings.Contains(kind, "|"):
				field["categories"] = strings.Split(kind, "|")
			}
			fields = append(fields, field)
		}
		resource := map[string]any{"name": name, "path": name + ".csv", "schema": map[string]any{
			"fields": fields, "primaryKey": key,
			"missingValues": []any{map[string]string{"value": "[withheld]", "label": "withheld"}, map[string]string{"value": "[not published]", "label": "not published"}, map[string]string{"value": "[not applicable]", "label": "not applicable"}}}}
		if s.rule != "" {
			resource["daylight"] = json.RawMessage(s.rule)
		}
		resources = append(resources, resource)
		files["data/"+name+".csv"] = []byte(strings.Join(names, ",") + "\n" + rows)
	}
	files[dataset.PackagePath], _ = json.Marshal(map[string]any{"resources": resources})
	t, err := tree.New(files)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

const fromFive = `{"threshold": 5, "unit": {"en": "people"}}`

// found returns the problems as "place code" lines.
func found(err error) []string {
	list, _ := diag.AsList(err)
	var lines []string
	for _, d := range list {
		lines = append(lines, d.Pos.String()+" "+string(d.Code))
	}
	return lines
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		sheets map[string]sheet
		want   []string
		says   string // in the first message
	}{
		"nothing withheld": {map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,41\nwest,29\n", fromFive}}, nil, ""},
		"alone in its sum": {
			map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,29\n", fromFive}},
			[]string{"data/a.csv:3:6 disclosure-cell"}, `from the total of "n" over "place" (data/a.csv:2:7)`},
		"two in their sum": {map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,[withheld]\n", fromFive}}, nil, ""},
		"two of a small sum": {
			map[string]sheet{"a": {"*place,n:count\ntotal,73\nnorth,70\neast,[withheld]\nwest,[withheld]\n", fromFive}},
			[]string{"data/a.csv:4:6 disclosure-cell", "data/a.csv:5:6 disclosure-cell"}, "to less than 4"},
		"pinned by zeros": { // algebra alone leaves both free; a count is not negative
			map[string]sheet{"a": {"*place,n:count\ntotal,61\nnorth,61\neast,[withheld]\nwest,[withheld]\n", ""}},
			[]string{"data/a.csv:4:6 disclosure-cell", "data/a.csv:5:6 disclosure-cell"}, "the total of"},
		"no rule, but a sum": {
			map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,29\n", ""}},
			[]string{"data/a.csv:3:6 disclosure-cell"}, ""},
		"a band and its sum": {
			map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,<5\nwest,67\n", fromFive}},
			[]string{"data/a.csv:3:6 disclosure-cell"}, ""},
		"bands in a free sum": {map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,<5\nwest,[withheld]\n", fromFive}}, nil, ""},
		"a narrow band": {
			map[string]sheet{"a": {"*place,n:count\neast,1..4\n", fromFive}},
			[]string{"data/a.csv:2:6 disclosure-cell"}, "narrower by itself"},
		"a band of large numbers":   {map[string]sheet{"a": {"*place,n:count\neast,71..73\nwest,>40\n", fromFive}}, nil, ""},
		"parts that are not listed": {map[string]sheet{"a": {"*place:total|east|west,n:count\ntotal,70\neast,[withheld]\n", fromFive}}, nil, ""},
		"parts that do not add up":  {map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,29\n", `{"threshold": 5, "unit": {"en": "people"}, "notAdditive": ["n"]}`}}, nil, ""},
		"a contradiction": {
			map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,[withheld]\nnorth,81\n", fromFive}},
			[]string{"data/a.csv:3:6 disclosure-contradiction"}, "contradict"},
		"a column that is not under the rule": {map[string]sheet{"a": {"*place,n:count,m:count\neast,2,70\n", `{"threshold": 5, "unit": {"en": "people"}, "fields": ["m"]}`}}, nil, ""},
		"what does not apply is no part": {
			map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,[not applicable]\n", fromFive}},
			[]string{"data/a.csv:3:6 disclosure-cell"}, ""},
		"not published is a part": {map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,[not published]\n", fromFive}}, nil, ""},
		"a share of the row": {
			map[string]sheet{"a": {"*place,n:count,m:count,share:number\neast,[withheld],80,0.26\n", `{"threshold": 5, "unit": {"en": "people"}, "shares": [{"field": "share", "part": "n", "whole": "m"}]}`}},
			[]string{"data/a.csv:2:6 disclosure-cell"}, `from the share "share" (data/a.csv:2:20)`},
		"a coarse share": {map[string]sheet{"a": {"*place,n:count,m:count,share:number\neast,[withheld],80,0.3\n", `{"threshold": 5, "unit": {"en": "people"}, "shares": [{"field": "share", "part": "n", "whole": "m"}]}`}}, nil, ""},
		"a share of the total": {
			map[string]sheet{"a": {"*place,n:count,share:number\ntotal,80,1\neast,[withheld],0.26\nwest,[withheld],0.74\n", `{"threshold": 5, "unit": {"en": "people"}, "shares": [{"field": "share", "part": "n", "total": "place"}]}`}},
			[]string{"data/a.csv:3:6 disclosure-cell", "data/a.csv:4:6 disclosure-cell"}, `share`},
		"rounded to a base": {map[string]sheet{"a": {"*place,n:count\ntotal,~70\neast,~40\nwest,~30\n", `{"threshold": 5, "unit": {"en": "people"}, "base": 5}`}}, nil, ""},
		"rounded too finely": {
			map[string]sheet{"a": {"*place,n:count\neast,~0\n", `{"threshold": 5, "unit": {"en": "people"}, "base": 3}`}},
			[]string{"data/a.csv:2:6 disclosure-cell"}, "narrower by itself"},
	} {
		data := load(t, test.sheets)
		err := Check(context.Background(), Edition{Data: data})
		if got := found(err); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q (%v)", name, got, test.want, err)
		} else if len(got) > 0 && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want %q", name, err, test.says)
		}
	}
}

func TestThresholds(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		csv, rule string
		want      []string
	}{
		"small":                {"*place,n:count\na,4\nb,1\nc,5\nd,0\n", fromFive, []string{"data/a.csv:2:3 threshold-small-count", "data/a.csv:3:3 threshold-small-count"}},
		"zero":                 {"*place,n:count\na,0\n", `{"threshold": 5, "zero": true, "unit": {"en": "people"}}`, []string{"data/a.csv:2:3 threshold-small-count"}},
		"approximate":          {"*place,n:count\na,~4\nb,~9\n", fromFive, []string{"data/a.csv:2:3 threshold-small-count"}},
		"withheld and banded":  {"*place,n:count\na,[withheld]\nb,<5\nc,0..9\n", fromFive, nil},
		"no multiple":          {"*place,n:count\na,~0\nb,~7\n", `{"threshold": 5, "unit": {"en": "people"}, "base": 5}`, []string{"data/a.csv:3:3 threshold-rounding"}},
		"exact beside rounded": {"*place,n:count\na,~5\nb,3\n", `{"threshold": 5, "unit": {"en": "people"}, "base": 5}`, []string{"data/a.csv:3:3 threshold-small-count"}},
		"no rule":              {"*place,n:count\na,1\n", "", nil},
		"other fields":         {"*place,n:count,m:count\na,1,9\n", `{"threshold": 5, "unit": {"en": "people"}, "fields": ["m"]}`, nil},
	} {
		err := CheckThresholds(load(t, map[string]sheet{"a": {test.csv, test.rule}}))
		if got := found(err); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestThresholdsManyTimes holds that a rule that is wrong does not fill the screen.
func TestThresholdsManyTimes(t *testing.T) {
	t.Parallel()
	csv := "*place,n:count\n"
	for i := range 80 {
		csv += "p" + string(rune('a'+i/26)) + string(rune('a'+i%26)) + ",1\n"
	}
	if got := found(CheckThresholds(load(t, map[string]sheet{"a": {csv, fromFive}}))); len(got) != maxShown+1 {
		t.Errorf("%d problems", len(got))
	}
}

// Two tables that are each safe disclose a cell together, through an identity.
func TestTwoTablesTogether(t *testing.T) {
	t.Parallel()
	data := load(t, map[string]sheet{
		"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,[withheld]\n", fromFive},
		"b": {"*place,men:count,women:count\neast,21,18\n", fromFive},
	})
	now := Edition{Data: data}
	if err := Check(context.Background(), now); err != nil {
		t.Fatal(err)
	}
	a, b := data.Table("a"), data.Table("b")
	now.Sums = slices.Values([]Sum{{Name: `the identity "by-sex"`, Parts: []Part{{a, 1, 1, 1}, {b, 0, 1, -1}, {b, 0, 2, -1}}}})
	err := Check(context.Background(), now)
	if got := found(err); !slices.Equal(got, []string{"data/a.csv:3:6 disclosure-cell", "data/a.csv:4:6 disclosure-cell"}) {
		t.Errorf("%q %v", got, err)
	}
	if !strings.Contains(err.Error(), `from the identity "by-sex" (data/a.csv:3:6)`) {
		t.Error(err)
	}
}

// The difference to the edition before gives away what is withheld now.
func TestEditionBefore(t *testing.T) {
	t.Parallel()
	now := Edition{Data: load(t, map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,[withheld]\nnorth,12\n", fromFive}})}
	for name, test := range map[string]struct {
		before string
		want   int
	}{
		"the same":                {"*place,n:count\ntotal,70\neast,[withheld]\nwest,[withheld]\nnorth,12\n", 0},
		"shown before":            {"*place,n:count\ntotal,70\neast,28\nwest,30\nnorth,12\n", 2},
		"its neighbour was shown": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,30\nnorth,12\n", 2},
		"other places":            {"*place,n:count\ntotal,9\nsouth,9\n", 0},
	} {
		before := Edition{Data: load(t, map[string]sheet{"a": {test.before, ""}})}
		err := Check(context.Background(), now, before)
		if got := found(err); len(got) != test.want {
			t.Errorf("%s: %q", name, got)
		}
		if test.want == 2 && !strings.Contains(err.Error(), "the edition before") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What was revised since says nothing of what is withheld now.
func TestEditionBeforeThatWasRevised(t *testing.T) {
	t.Parallel()
	now := Edition{Data: load(t, map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,<5\nwest,[withheld]\n", fromFive}})}
	before := Edition{Data: load(t, map[string]sheet{"a": {"*place,n:count\ntotal,99\neast,12\nwest,[not applicable]\n", ""}})}
	if err := Check(context.Background(), now, before); err != nil {
		t.Error(err)
	}
}

// No message holds a number of a table.
func TestMessagesHoldNoValues(t *testing.T) {
	t.Parallel()
	data := load(t, map[string]sheet{"a": {"*place,n:count\ntotal,7077\neast,[withheld]\nwest,7066\nnorth,3\n", fromFive}})
	text := diag.Merge(CheckThresholds(data), Check(context.Background(), Edition{Data: data})).Error()
	for _, value := range []string{"7077", "7066", "11", " 8"} {
		if strings.Contains(text, value) {
			t.Errorf("%q stands in %s", value, text)
		}
	}
}

// A search that is given up is never taken for safety.
func TestTooLargeIsNotSafe(t *testing.T) {
	t.Parallel()
	p := &Problem{}
	for i := range 2100 {
		p.Add(Cell{Name: "c", Pos: diag.Pos{Path: "data/a.csv", Line: i + 2}, High: Open, Protection: 4})
		if i > 0 {
			p.Relate(Relation{Name: "r", Terms: []Term{{i - 1, 1}, {i, 1}}, Constant: 100})
		}
	}
	list, err := p.Attack(context.Background())
	if err != nil || len(list) != 1 || list[0].Kind != Unsettled {
		t.Fatalf("%v %v", list, err)
	}
	var problems diag.List
	list[0].report(p, &problems)
	if problems[0].Code != CodeUnsettled {
		t.Error(problems)
	}
}

func TestAttackStops(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	data := load(t, map[string]sheet{"a": {"*place,n:count\ntotal,70\neast,[withheld]\nwest,29\n", fromFive}})
	if err := Check(ctx, Edition{Data: data}); err != context.Canceled {
		t.Error(err)
	}
}

func mustTree(tb testing.TB, path string, data []byte) tree.Tree {
	tb.Helper()
	t, err := tree.New(map[string][]byte{path: data})
	if err != nil {
		tb.Fatal(err)
	}
	return t
}
