package chart

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/echarts"
	"daylight/internal/locale"
)

func langs(f fixture) []*locale.Language { return []*locale.Language{f.lang} }

// spec is a chart that can be drawn, as a list of lines.
const spec = `type: bar
query: places
x: place
y: [calls]
title: {en: A title}
subtitle: {en: A subtitle}
unit: {en: calls}
source: [notes]
`

func TestProblems(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, from, to string // a line of spec and what stands in its place
		code           diag.Code
		at             string // line:column
		message, hint  string
	}{
		{"a pie", "type: bar", "type: pie", CodeSpec, "1:7", "no such kind of chart", "use share"},
		{"an area", "type: bar", "type: area", CodeSpec, "1:7", "no such kind of chart", "use line"},
		{"nonsense", "type: bar", "type: x", CodeSpec, "1:7", "no such kind of chart", "use bar, column, stacked"},
		{"no such query", "query: places", "query: place", CodeQuery, "2:8", "no query or table", `did you mean "places"?`},
		{"an empty query", "query: places\nx: place\ny: [calls]", "query: empty\nx: label\ny: [value]", CodeQuery, "2:8", "returns no rows", ""},
		{"no such column", "x: place", "x: palce", CodeColumn, "3:4", "no column of this name", `did you mean "place"?`},
		{"no such column, nothing near", "x: place", "x: zzzzzzzz", CodeColumn, "3:4", "no column of this name", "the columns are place, calls"},
		{"text as a number", "y: [calls]", "y: [source]", CodeColumn, "4:5", "holds text where a number is meant", ""},
		{"below zero", "query: places\nx: place\ny: [calls]", "query: debts\nx: label\ny: [value]", CodeColumn, "4:5", "below zero", ""},
		{"two columns for a bar", "y: [calls]", "y: [calls, share]", CodeSpec, "4:5", "one column of quantities", ""},
		{"one part", "type: bar", "type: stacked", CodeSpec, "4:5", "two parts or more", ""},
		{"no column", "y: [calls]", "y: []", CodeSpec, "1:1", "one column of quantities", ""},
		{"a column twice", "type: bar\nquery: places\nx: place\ny: [calls]", "type: stacked\nquery: places\nx: place\ny: [calls, calls]", CodeSpec, "4:12", "named twice", ""},
		{"quantities as categories", "x: place\ny: [calls]", "x: calls\ny: [calls]", CodeSpec, "4:5", "named twice", "name each column once"},
		{"dates as groups", "type: bar\nquery: places\nx: place", "type: dots\nquery: places\nx: when\ngroup: when", CodeSpec, "4:8", "named twice", ""},
		{"seven series", "type: bar\nquery: places\nx: place\ny: [calls]", "type: stacked\nquery: parts\nx: id\ny: [a, b, c, d, e, g, a]", CodeSpec, "4:23", "at most six series", ""},
		{"a group of bars", "x: place", "x: place\ngroup: source", CodeSpec, "4:8", "has no group", "only dots, line and step"},
		{"dots without dates", "type: bar", "type: dots", CodeColumn, "3:4", "something else than dates", ""},
		{"a group of numbers", "type: bar\nquery: places\nx: place", "type: dots\nquery: places\nx: when\ngroup: share", CodeColumn, "4:8", "cannot name a group", ""},
		{"too many groups", "type: bar\nquery: places\nx: place", "type: dots\nquery: places\nx: when\ngroup: place", CodeSpec, "4:8", "at most six series", ""},
		{"no source", "source: [notes]", "source: []", CodeSpec, "1:1", "needs a source", ""},
		{"a text in another language", "title: {en: A title}", "title: {fr: Un titre}", CodeText, "5:13", "no title in the language en", "en: …"},
		{"an empty text", "unit: {en: calls}", `unit: {en: " "}`, CodeText, "7:12", "no unit in the language en", ""},
		{"notes in another language", "source: [notes]", "source: [notes]\nnotes: {fr: Une note}", CodeText, "9:13", "no notes in the language en", ""},
		{"a label in another language", "source: [notes]", "source: [notes]\nlabels: {place: {fr: Lieu}}", CodeText, "9:22", "the label of the column place is missing", ""},
		{"a label of no column", "source: [notes]", "source: [notes]\nlabels: {plaice: {en: Place}}", CodeColumn, "1:1", "labels names the column plaice", `did you mean "place"?`},
		{"a second axis", "source: [notes]", "source: [notes]\ny2: [share]", CodeSpec, "9:5", "one axis of numbers", "small multiples"},
		{"a cut axis", "source: [notes]", "source: [notes]\nmin: 100", CodeSpec, "9:6", "begins at zero", "leave min out"},
		{"columns of two units", "type: bar\nquery: places\nx: place\ny: [calls]", "type: stacked\nquery: places\nx: place\ny: [calls, share]", CodeUnit, "4:12", "differ in unit", "a chart for each unit"},
		{"stages of two units", "type: bar\nquery: places\nx: place\ny: [calls]", "type: funnel\nquery: stream\nx: id\ny: [calls, people]", CodeUnit, "4:12", "differ in unit", "not one stream"},
		{"a stage without a unit", "type: bar\nquery: places\nx: place\ny: [calls]", "type: funnel\nquery: whole\nx: id\ny: [obtained, missing]", CodeUnit, "4:5", "name their unit", "-- unit.obtained.en"},
		{"a stage that grows", "type: bar\nquery: places\nx: place\ny: [calls]", "type: funnel\nquery: stream\nx: id\ny: [calls, more]", CodeUnit, "4:12", "more comes out", "not one stream"},
		{"a place that gives more than it gets", "type: bar\nquery: places\nx: place\ny: [calls]", "type: flow\nquery: growing\nx: a\nto: b\ny: [n]\nlabels: {a: {en: From}, b: {en: To}}", CodeUnit, "5:5", "more comes out", ""},
		{"a flow in a circle", "type: bar\nquery: places\nx: place\ny: [calls]", "type: flow\nquery: circle\nx: a\nto: b\ny: [n]\nlabels: {a: {en: From}, b: {en: To}}", CodeQuery, "4:5", "leads back", ""},
		{"a flow to nowhere", "type: bar", "type: flow", CodeSpec, "1:1", "a flow needs to", "to: …"},
		{"a timeline of numbers", "type: bar\nquery: places\nx: place\ny: [calls]", "type: timeline\nquery: places\nx: when\ntext: place\ny: [calls]", CodeSpec, "5:5", "shows no quantities", "leave y out"},
		{"a funnel of many rows", "type: bar\nquery: places\nx: place\ny: [calls]", "type: funnel\nquery: places\nx: place\ny: [calls, share]", CodeQuery, "2:8", "shows one row", "one row"},
		{"two values for one mark", "query: places\nx: place", "query: places\nx: source", CodeQuery, "3:4", "two values for one mark", "group or facet"},
		{"a facet of parts", "type: bar\nquery: places\nx: place\ny: [calls]", "type: stacked\nquery: places\nx: place\nfacet: when\ny: [calls, share]", CodeSpec, "4:8", "has no facet", "leave facet out"},
		{"a mark at nothing", "source: [notes]", "source: [notes]\nmarks: [{text: {en: x}}]", CodeSpec, "9:9", "one date, break or value", "date: 2012-02-23"},
		{"a mark at two things", "source: [notes]", "source: [notes]\nmarks: [{date: 2011, break: 2011, text: {en: x}}]", CodeSpec, "9:9", "one date, break or value", ""},
		{"a date on bars", "source: [notes]", "source: [notes]\nmarks: [{date: 2011, text: {en: x}}]", CodeSpec, "9:16", "no mark at a date", "leave the mark out"},
		{"a mark at no figure", "source: [notes]", "source: [notes]\nmarks: [{value: '100', text: {en: x}}]", CodeColumn, "9:17", "names a figure", ""},
		{"a mark at what is withheld", "source: [notes]", "source: [notes]\nmarks: [{value: 'places[ontario].calls', text: {en: x}}]", CodeColumn, "9:17", "", ""},
		{"a mark without a text", "source: [notes]", "source: [notes]\nmarks: [{value: 'places[nowhere].calls', text: {fr: x}}]", CodeText, "9:9", "no text in the language en", ""},
		{"no date", "type: bar\nquery: places\nx: place\ny: [calls]\n", "type: dots\nquery: places\nx: when\ny: [calls]\nmarks: [{date: soon, text: {en: x}}]\n", CodeSpec, "5:16", "this is no date", "2012-02-23"},
		{"a status that is no column", "source: [notes]", "source: [notes]\nstatus: obs", CodeColumn, "9:9", "no column of this name", ""},
		{"a status that is the category", "source: [notes]", "source: [notes]\nstatus: place", CodeSpec, "9:9", "named twice", "name each column once"},
		{"a status in a timeline", "type: bar\nquery: places\nx: place\ny: [calls]", "type: timeline\nquery: places\nx: when\ntext: place\nstatus: source", CodeSpec, "5:9", "has no status", "say in notes what is provisional"},
		{"a status in a funnel", "type: bar\nquery: places\nx: place\ny: [calls]", "type: funnel\nquery: stream\nx: id\nstatus: id\ny: [calls, people]", CodeSpec, "4:9", "has no status", "or draw bars"},
		{"a status in a flow", "type: bar\nquery: places\nx: place\ny: [calls]", "type: flow\nquery: growing\nx: a\nto: b\ny: [n]\nstatus: a\nlabels: {a: {en: From}, b: {en: To}}", CodeSpec, "6:9", "has no status", "leave status out"},
		{"a column without a name", "query: places\nx: place\ny: [calls]", "query: nameless\nx: computed\ny: [n]", CodeText, "3:4", "no name for readers", "labels: {computed:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(spec, tt.from, tt.to, 1)
			if text == spec {
				t.Fatalf("spec has no %q", tt.from)
			}
			f := newFixture(t, map[string]string{"content/charts/wrong.yaml": text})
			_, err := f.draw(t, drawerFunc(nil), nil)
			list, ok := diag.AsList(err)
			if !ok || len(list) == 0 {
				t.Fatalf("the error is %v, want a list", err)
			}
			d := list[0]
			if d.Code != tt.code || d.Pos.String() != "content/charts/wrong.yaml:"+tt.at || !strings.Contains(d.Message, tt.message) || !strings.Contains(d.Hint, tt.hint) {
				t.Errorf("the problem is\n%v\nhint: %s\nwant %s at %s with %q, hint %q", d, d.Hint, tt.code, tt.at, tt.message, tt.hint)
			}
		})
	}
}

func TestAllProblemsAreReportedAtOnce(t *testing.T) {
	t.Parallel()
	f := newFixture(t, map[string]string{
		"content/charts/Wrong Name.yaml": spec,
		"content/charts/note.txt":        "",
		"content/charts/unknown.yaml":    spec + "colour: red\n",
		"content/charts/pie.yaml":        strings.Replace(spec, "type: bar", "type: pie", 1),
	})
	_, err := f.draw(t, drawerFunc(nil), nil)
	list, _ := diag.AsList(err)
	if len(list) != 4 {
		t.Errorf("%d problems, want 4:\n%v", len(list), err)
	}
}

func TestTooManyBars(t *testing.T) {
	t.Parallel()
	var rows strings.Builder
	rows.WriteString("label,value\n")
	for i := range maxBars + 1 {
		rows.WriteString(strings.Repeat("a", i+1) + ",1\n")
	}
	f := newFixture(t, map[string]string{"data/empty.csv": rows.String(), "content/charts/many.yaml": strings.Replace(spec, "query: places\nx: place\ny: [calls]", "query: empty\nx: label\ny: [value]", 1)})
	_, err := f.draw(t, drawerFunc(nil), nil)
	if list, _ := diag.AsList(err); len(list) != 1 || list[0].Code != CodeQuery {
		t.Errorf("the error is %v, want one problem with the query", err)
	}
}

func TestDrawerFails(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		err     error
		message string
	}{
		{"no bundle", echarts.ErrNoBundle, "run make"},
		{"a fault", &echarts.Error{Sentence: "ECharts cannot draw this chart", Cause: errors.New("TypeError at x (echarts.js:1:2)")}, "ECharts cannot draw this chart"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, nil)
			_, err := f.draw(t, drawerFunc(func(context.Context, string, []byte, int, int) ([]byte, error) { return nil, tt.err }), nil)
			list, _ := diag.AsList(err)
			if len(list) == 0 || list[0].Code != CodeDraw || !strings.Contains(list[0].Message, tt.message) || strings.Contains(err.Error(), "echarts.js") {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

// A drawing in a colour that no theme can change is a fault.
func TestColourWithoutRole(t *testing.T) {
	t.Parallel()
	f := newFixture(t, nil)
	_, err := f.draw(t, drawerFunc(func(context.Context, string, []byte, int, int) ([]byte, error) {
		return []byte(`<svg><path fill="#010203"/></svg>`), nil
	}), nil)
	if err == nil || !strings.Contains(err.Error(), "has no role") {
		t.Errorf("the error is %v", err)
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	f := newFixture(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := readAndDraw(ctx, f, langs(f), Studio{Drawer: drawerFunc(func(ctx context.Context, _ string, _ []byte, _, _ int) ([]byte, error) {
		return nil, ctx.Err()
	})})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want context.Canceled", err)
	}
}

// memory is a cache that counts.
type memory struct {
	mu         sync.Mutex
	values     map[string][]byte
	hits, puts int
}

func (m *memory) Get(key string) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.values[key]
	if ok {
		m.hits++
	}
	return v, ok
}

func (m *memory) Put(key string, data []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values[key] = data
	m.puts++
}

func TestCacheChangesNothing(t *testing.T) {
	t.Parallel()
	f := newFixture(t, nil)
	cache := &memory{values: map[string][]byte{}}
	sets := []*Set{drawnSet(t)}
	for range 2 {
		set, err := f.draw(t, engine(), cache)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, set)
	}
	n := 2 * len(sets[0].Names())
	if cache.puts != n || cache.hits != n {
		t.Errorf("%d puts and %d hits, want %d of each", cache.puts, cache.hits, n)
	}
	for _, name := range sets[0].Names() {
		a := sets[0].Chart(name, "en")
		for _, s := range sets[1:] {
			if b := s.Chart(name, "en"); a.Wide != b.Wide || a.Narrow != b.Narrow || string(a.SVG) != string(b.SVG) || string(a.CSV) != string(b.CSV) {
				t.Errorf("%s differs with a cache", name)
			}
		}
	}
	// Another engine's drawings are not taken from the cache.
	if _, err := f.draw(t, fingerprinted{}, cache); err != nil || cache.puts != 2*n {
		t.Errorf("%d puts after another engine (%v), want %d", cache.puts, err, 2*n)
	}
}

// fingerprinted is another engine.
type fingerprinted struct{}

func (fingerprinted) Fingerprint() string { return "another" }

func (fingerprinted) Draw(context.Context, string, []byte, int, int) ([]byte, error) {
	return []byte("<svg/>"), nil
}

func TestNoCharts(t *testing.T) {
	t.Parallel()
	f := newFixture(t, nil)
	f.project = f.project.Filter(func(name string) bool { return !strings.HasPrefix(name, "content/charts/") })
	set, err := f.draw(t, drawerFunc(nil), nil)
	if err != nil || len(set.Names()) != 0 || set.Chart("x", "en") != nil {
		t.Errorf("a project without charts: %v, %v", set, err)
	}
}

func TestTabulate(t *testing.T) {
	t.Parallel()
	f := newFixture(t, nil)
	all := Tabulate(f.lang, f.figures.Query("places"), nil)
	if len(all.Head) != 6 || len(all.Rows) != 9 {
		t.Fatalf("%d columns and %d rows, want 6 and 9", len(all.Head), len(all.Rows))
	}
	if h := all.Head[1]; h.Text != "Calls" || h.Unit != "calls" || !h.Numeric {
		t.Errorf("the head of calls is %+v", h)
	}
	if h := all.Head[2]; h.Unit != "" || !h.Numeric {
		t.Errorf("the head of a share is %+v", h)
	}
	want := map[[2]int]Cell{
		{0, 0}: {Text: "British Columbia", Head: true},
		{0, 1}: {Text: "1,200"},
		{0, 2}: {Text: "40.6%"},
		{0, 3}: {Text: "May 2011"},
		{0, 4}: {Text: "notes", Source: "notes"},
		{0, 5}: {Text: "yes"},
		{1, 1}: {Text: "more than 800", Status: dataset.Bound},
		{2, 1}: {Text: "about 500", Status: dataset.Approximate},
		{3, 1}: {Text: "fewer than 5", Status: dataset.Bound},
		{3, 3}: {Text: "before 23 February 2012"},
		{4, 1}: {Text: "100 to 249", Status: dataset.Band},
		{5, 1}: {Text: "withheld", Status: dataset.Withheld},
		{6, 2}: {Text: "not published", Status: dataset.NotPublished},
		{7, 1}: {Text: "0"},
		{8, 0}: {Text: "Total", Head: true},
		{8, 1}: {Text: "not applicable", Status: dataset.NotApplicable},
	}
	q := f.figures.Query("places")
	for at, cell := range want {
		if all.Head[at[1]].Numeric {
			cell.Figure = q.Canonical(at[0], at[1])
		}
		if got := all.Rows[at[0]][at[1]]; got != cell {
			t.Errorf("row %d, column %d is %+v, want %+v", at[0], at[1], got, cell)
		}
	}
	some := TabulateFirst(f.lang, f.figures.Query("places"), []string{"calls", "place"}, 2)
	if len(some.Rows) != 2 || some.Head[0].Text != "Calls" || some.Head[1].Text != "Place" || some.Rows[0][1].Head {
		t.Errorf("two columns of two rows are %+v", some)
	}
}

func TestRawAndInert(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"=1+1": "'=1+1", "+1": "'+1", "@x": "'@x", "-x": "'-x", "x=1": "x=1", "＝x": "'＝x", "\n=x": "'\n=x", "\x00=x": "'\x00=x", "": ""} {
		if got := inert(in); got != want {
			t.Errorf("inert(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"a": "a", "a,b": `"a,b"`, `a"b`: `"a""b"`, "a\nb": "\"a\nb\"", " a": `" a"`} {
		if got := quote(in); got != want {
			t.Errorf("quote(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	needBundle(b)
	f := newFixture(b, nil)
	run := func(b *testing.B, d Drawer, c Cache) {
		if _, err := f.draw(b, d, c); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("drawn", func(b *testing.B) {
		for b.Loop() {
			run(b, engine(), nil)
		}
	})
	b.Run("cached", func(b *testing.B) {
		cache := &memory{values: map[string][]byte{}}
		for b.Loop() {
			run(b, engine(), cache)
		}
	})
}
