package privacy

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// made is a table as Suppress makes it, and what is said of it.
type made struct {
	csv  []byte
	data *dataset.Set
	log  []string
	few  bool
}

// suppress makes the table "a" safe, and attacks the result. sums gives the identities
// of a set of tables.
func suppress(t *testing.T, sheets map[string]sheet, sums func(*dataset.Set) []Sum) (*made, error) {
	t.Helper()
	if sums == nil {
		sums = func(*dataset.Set) []Sum { return nil }
	}
	data := load(t, sheets)
	draft, err := Suppress(context.Background(), Edition{data, slices.Values(sums(data))}, data.Table("a"))
	if err != nil {
		return nil, err
	}
	m := &made{csv: data.Table("a").Rewrite(draft.Text), few: draft.Fewest}
	files, err := project(t, sheets).Overlay(mustTree(t, "data/a.csv", m.csv))
	if err != nil {
		t.Fatal(err)
	}
	m.data, err = dataset.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	now := Edition{m.data, slices.Values(sums(m.data))}
	if err := diag.Merge(CheckThresholds(m.data), Check(context.Background(), now)); err != nil {
		t.Errorf("the table is not safe: %v\n%s", err, m.csv)
	}
	m.log, err = Knowable(context.Background(), now, m.data.Table("a"))
	if err != nil {
		t.Fatal(err)
	}
	return m, nil
}

func TestSuppress(t *testing.T) {
	t.Parallel()
	const shares = `{"threshold": 5, "unit": {"en": "people"}, "shares": [{"field": "share", "part": "n", "whole": "m"}]}`
	for name, test := range map[string]struct{ csv, rule, want string }{
		"nothing small":       {"*place,n:count\ntotal,70\neast,41\nwest,29\n", fromFive, "place,n\ntotal,70\neast,41\nwest,29\n"},
		"a second with it":    {"*place,n:count\ntotal,73\neast,3\nwest,29\nnorth,41\n", fromFive, "place,n\ntotal,73\neast,[withheld]\nwest,[withheld]\nnorth,41\n"},
		"no sum":              {"*place,n:count\neast,3\nwest,29\n", fromFive, "place,n\neast,[withheld]\nwest,29\n"},
		"the total":           {"*place,n:count\ntotal,3\neast,3\n", fromFive, "place,n\ntotal,[withheld]\neast,[withheld]\n"},
		"not under the rule":  {"*place,n:count,m:count\neast,3,9\n", `{"threshold": 5, "unit": {"en": "people"}, "fields": ["m"]}`, "place,n,m\neast,3,9\n"},
		"its share":           {"*place,n:count,m:count,share:number\neast,3,80,0.0375\nwest,40,80,0.5\n", shares, "place,n,m,share\neast,[withheld],80,[withheld]\nwest,40,80,0.5\n"},
		"one withheld before": {"*place,n:count\ntotal,73\neast,3\nwest,[withheld]\nnorth,41\n", fromFive, "place,n\ntotal,73\neast,[withheld]\nwest,[withheld]\nnorth,41\n"},
		"a band":              {"*place,n:count\ntotal,73\neast,<5\nwest,29\nnorth,41\n", fromFive, "place,n\ntotal,73\neast,<5\nwest,[withheld]\nnorth,41\n"},
		"rounded": {"*place,n:count\ntotal,76\neast,3\nwest,31\nnorth,42\n", `{"threshold": 5, "unit": {"en": "people"}, "base": 5}`,
			"place,n\ntotal,~75\neast,~5\nwest,~30\nnorth,~40\n"},
		"rounded alone": {"*place,n:count\neast,3\nwest,12\n", `{"threshold": 5, "unit": {"en": "people"}, "base": 10}`, "place,n\neast,~0\nwest,~10\n"},
	} {
		m, err := suppress(t, map[string]sheet{"a": {test.csv, test.rule}}, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if string(m.csv) != test.want || !m.few {
			t.Errorf("%s: %s, want %s", name, m.csv, test.want)
		}
	}
}

func TestSuppressRefuses(t *testing.T) {
	t.Parallel()
	sameTotal := func(data *dataset.Set) []Sum {
		a, b := data.Table("a"), data.Table("b")
		return []Sum{{Name: "it", Parts: []Part{{a, 0, 1, 1}, {b, 0, 1, -1}}}, {Name: "it", Parts: []Part{{a, 1, 1, 1}, {b, 1, 1, -1}}}}
	}
	for name, test := range map[string]struct {
		a, rule, b string
		want       diag.Code
	}{
		"no rule":                 {"*place,n:count\neast,3\n", "", "", CodeNoRule},
		"parts over the total":    {"*place,n:count\ntotal,9\neast,3\nwest,7\n", fromFive, "", CodeContradiction},
		"another table says it":   {"*place,n:count\ntotal,70\neast,3\nwest,67\n", fromFive, "*place,n:count\ntotal,70\neast,3\n", CodeNoPattern},
		"more than there is":      {"*place,n:count\neast,3\n", `{"threshold": 5, "unit": {"en": "people"}, "protection": 900}`, "", ""},
		"sums that are not round": {"*place,n:count\ntotal,9\neast,3\nwest,7\n", `{"threshold": 5, "unit": {"en": "people"}, "base": 5}`, "", CodeContradiction},
	} {
		sheets := map[string]sheet{"a": {test.a, test.rule}}
		sums := func(*dataset.Set) []Sum { return nil }
		if test.b != "" {
			sheets["b"], sums = sheet{test.b, ""}, sameTotal
		}
		_, err := suppress(t, sheets, sums)
		list, _ := diag.AsList(err)
		if test.want == "" && err != nil || test.want != "" && (len(list) == 0 || list[0].Code != test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

// gridSheet writes a grid of two dimensions as a table.
func gridSheet(g *grid) sheet {
	var b strings.Builder
	b.WriteString("*row,*column,n:count\n")
	name := func(prefix string, i int) string {
		if i == 0 {
			return dataset.Total
		}
		return fmt.Sprint(prefix, i)
	}
	for i, v := range g.values {
		at := g.at(i)
		fmt.Fprintf(&b, "%s,%s,%d\n", name("r", at[0]), name("c", at[1]), v)
	}
	return sheet{b.String(), fromFive}
}

// TestSameTableSameBytes holds that nothing but the published cells reaches the table or
// what is said of it: of a safe table other true tables are worked out that fit it as
// well, and where one of them leads to the same pattern, it leads to the same bytes.
func TestSameTableSameBytes(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(21, 22))
	pairs, others := 0, 0
	for range 120 {
		g := newGrid(r, []int{2 + r.IntN(4), 2 + r.IntN(4)}, 20)
		first, err := suppress(t, map[string]sheet{"a": gridSheet(g)}, nil)
		if err != nil {
			continue // no safe pattern
		}
		for _, far := range alternatives(t, first.data) {
			values := towards(g.values, far)
			h := &grid{g.sizes, values}
			second, err := suppress(t, map[string]sheet{"a": gridSheet(h)}, nil)
			if slices.Equal(values, g.values) || err != nil || !bytes.Equal(first.csv, second.csv) {
				others++
				continue
			}
			pairs++
			if !slices.Equal(first.log, second.log) || first.few != second.few {
				t.Errorf("two inputs lead to one table\n%s\nand to two logs\n%q\n%q", first.csv, first.log, second.log)
			}
		}
	}
	t.Logf("%d pairs; %d others led to other tables", pairs, others)
	if pairs < 100 {
		t.Errorf("only %d pairs: the test shows too little", pairs)
	}
}

// alternatives returns true tables that fit what is published of the table "a".
func alternatives(t *testing.T, data *dataset.Set) (list [][]int64) {
	t.Helper()
	table := data.Table("a")
	b := newBuilder(nil)
	b.edition(Edition{Data: data}, true)
	known := make([]int64, table.Len())
	for row := range known {
		known[row], _, _ = table.Count(row, 2)
	}
	for _, k := range b.problem.components(nil) {
		s, ok := newSearch(context.Background(), k)
		if !ok {
			t.Fatal("nothing fits")
		}
		for at := range min(len(k.cells), 4) {
			if _, open, settled := s.end(at, true); open || !settled || s.last == nil {
				continue
			}
			values := slices.Clone(known)
			for p, cell := range b.cells {
				if i := slices.Index(k.cells, cell); i >= 0 {
					values[p.row] = clamp(s.last[i])
				}
			}
			if complete(table, values, b, k) {
				list = append(list, values)
			}
		}
	}
	return list
}

// towards returns the first whole table on the way from one to the other: it fits what
// both fit.
func towards(from, to []int64) []int64 {
	step := int64(0)
	for i := range from {
		for a, b := step, max(to[i]-from[i], from[i]-to[i]); ; a, b = b, a%b {
			if b == 0 {
				step = a
				break
			}
		}
	}
	values := slices.Clone(from)
	for i := range values {
		if step > 0 {
			values[i] += (to[i] - from[i]) / step
		}
	}
	return values
}

// complete tells whether the values say all that is withheld: one component has it all.
func complete(table *dataset.Table, values []int64, b *builder, k *component) bool {
	withheld := 0
	for row := range values {
		if table.Status(row, 2) == dataset.Withheld {
			withheld++
		}
	}
	return withheld == len(k.cells)
}

// TestRoundingKeepsSums holds that every sum of a rounded table is a sum, and that no
// count moves by a base or more.
func TestRoundingKeepsSums(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(31, 32))
	for n := range 100 {
		base := []int64{5, 10}[r.IntN(2)]
		g := newGrid(r, []int{2 + r.IntN(4), 2 + r.IntN(4)}, 30)
		s := gridSheet(g)
		s.rule = fmt.Sprintf(`{"threshold": 5, "unit": {"en": "people"}, "base": %d}`, base)
		data := load(t, map[string]sheet{"a": s})
		draft, err := Suppress(context.Background(), Edition{Data: data}, data.Table("a"))
		if err != nil {
			t.Fatalf("table %d: %v", n, err)
		}
		rounded := slices.Clone(g.values)
		for _, c := range draft.Changes {
			if _, err := fmt.Sscanf(c.Text, "~%d", &rounded[c.Row]); err != nil {
				t.Fatal(c.Text)
			}
			if d := rounded[c.Row] - g.values[c.Row]; d <= -base || d >= base || rounded[c.Row]%base != 0 {
				t.Errorf("table %d: %d becomes %d", n, g.values[c.Row], rounded[c.Row])
			}
		}
		p := g.problem(func(int) bool { return false })
		for i := range p.Cells {
			p.Cells[i] = Cell{Low: rounded[i], High: rounded[i]}
		}
		if len(draft.Changes) != len(g.values) || !p.holds() {
			t.Errorf("table %d: the sums of the rounded table do not hold", n)
		}
	}
}

// TestSuppressLargeTable holds that a large table becomes safe in reasonable time.
func TestSuppressLargeTable(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(41, 42))
	g := newGrid(r, []int{24, 39}, 120)
	m, err := suppress(t, map[string]sheet{"a": gridSheet(g)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if m.few || !bytes.Contains(m.csv, []byte("[withheld]")) {
		t.Errorf("%v %s", m.few, m.csv)
	}
	t.Logf("%d withheld", bytes.Count(m.csv, []byte("[withheld]")))
}
