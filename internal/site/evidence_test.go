package site_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daylight/internal/site"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestReceiptsSay holds what a receipt tells, from the source to the arithmetic, and
// how the pages lead there.
func TestReceiptsSay(t *testing.T) {
	t.Parallel()
	public := write(t, nil)
	calls, parts := page(t, public, "en/figures/calls/index.html"), page(t, public, "en/figures/parts/index.html")
	for _, want := range []string{
		`id="total.calls"`, "6,051", `href="../../../en/sources/index.html#made-up"`, "A report that &lt;script&gt;nobody", `href="https://example.org/a?b=1&amp;c=2"`,
		`href="../../../source/data/rows.csv"`, `href="../../../en/data/index.html#rows"`, "calls[total].calls", "Exact",
	} {
		if !strings.Contains(calls, want) {
			t.Errorf("the receipts of calls lack %s", want)
		}
	}
	if !strings.Contains(parts, `href="../../../source/data/figures/parts.sql"`) || !strings.Contains(parts, "<pre") {
		t.Error("the receipts of a query lack its SQL")
	}
	if source, value := strings.Index(calls, "#made-up"), strings.Index(calls, "data/rows.csv"); source < 0 || value < source {
		t.Error("a receipt does not begin with the source")
	}
	if !strings.Contains(parts, "sqlite3 -header :memory: &#39;CREATE TABLE") || !strings.Contains(parts, "&#39;.read source/data/figures/parts.sql&#39;") {
		t.Error("a query that reads bounds has no line to run")
	}
	cells := page(t, write(t, map[string]string{"content/en/notes/one.md": "---\ntitle: One\nsummary: Two\norder: 1\n---\n\nA [6,051](figure:rows[total].calls).\n"}), "en/figures/rows/index.html")
	if !strings.Contains(cells, "&#39;SELECT * FROM &#34;rows&#34;&#39;") || strings.Contains(cells, ".read") {
		t.Error("the receipts of a table have no line that shows its rows")
	}
	if list := page(t, public, "en/figures/index.html"); !strings.Contains(list, `href="../../en/figures/calls/index.html"`) || !strings.Contains(list, "figures.schema.json") {
		t.Error("the list of receipts is not whole")
	}
	first := page(t, public, "en/findings/first/index.html")
	for _, want := range []string{`id="how-we-know"`, `href="../../../en/figures/calls/index.html#total.calls"`, `id="cite-this"`, `&#34;type&#34;: &#34;webpage&#34;`, `https://example.org/report/en/findings/first/`} {
		if !strings.Contains(first, want) {
			t.Errorf("the finding lacks %s", want)
		}
	}
	if home := page(t, public, "en/index.html"); strings.Count(home, `id="how-we-know"`) != 1 {
		t.Error("the home page does not say how it knows its numbers")
	}
	method := page(t, public, "en/method/index.html")
	if _, knowing, _ := strings.Cut(method, `id="how-we-know"`); !strings.Contains(knowing, `<a href="../../en/sources/index.html#made-up">`) || strings.Contains(knowing, "<table") {
		t.Error("a page without numbers does not say what it cites, and only that")
	}
	if bare := page(t, public, "he/method/index.html"); strings.Contains(bare, `id="how-we-know"`) {
		t.Error("a page without numbers or citations says how it knows them")
	}
	if whole := page(t, public, "en/all/index.html"); strings.Count(whole, `id="how-we-know"`) != 1 {
		t.Error("the whole report does not say once how it knows")
	}
}

// TestPooledSources holds that a receipt says so where its sources are those of all rows
// that were read, and not where the number stands in a row of its own.
func TestPooledSources(t *testing.T) {
	t.Parallel()
	project := input(t, nil).Project
	public := write(t, map[string]string{
		"data/rows.csv":        strings.Replace(page(t, project, "data/rows.csv"), "h,1,made-up", "h,1,unused", 1),
		"data/figures/sum.sql": "select count(*) as n from rows where calls_status = 'exact'\n",
	})
	const pooled = "These are the sources of all rows"
	if sum := page(t, public, "en/figures/sum/index.html"); strings.Count(sum, pooled) != 1 || !strings.Contains(sum, "#unused") || !strings.Contains(sum, "#made-up") {
		t.Error("a number worked out from several rows does not say whose sources these are")
	}
	if calls := page(t, public, "en/figures/calls/index.html"); strings.Contains(calls, pooled) || strings.Contains(calls, "#unused") {
		t.Error("a number that a query passes on has the sources of other rows")
	}
}

// TestLinkedNumbersAreExplained holds that each number that leads to its receipt has its
// row in the page's own "How we know", from which the script takes what it shows: also
// where another figure says the same.
func TestLinkedNumbersAreExplained(t *testing.T) {
	t.Parallel()
	public := write(t, map[string]string{
		"content/en/notes/one.md": "---\ntitle: One\nsummary: Two\norder: 1\n---\n\n![All](table:rows)\n\nA [6,051](figure:calls[total].calls) and [6,051](figure:rows[total].calls).\n",
	})
	found := 0
	for _, name := range public.Paths() {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		text := page(t, public, name)
		_, knowing, _ := strings.Cut(text, `<section class="knowing">`)
		for _, m := range receiptLink.FindAllStringSubmatch(text, -1) {
			if found++; !strings.Contains(knowing, `<th scope="row"><a href="`+m[1]+`">`) {
				t.Errorf("%s does not say how it knows %s", name, m[1])
			}
		}
	}
	if found < 4 {
		t.Errorf("only %d numbers lead to receipts: the test looks in the wrong place", found)
	}
}

var receiptLink = regexp.MustCompile(`class="receipt-link" href="([^"]*)"`)

// TestUsesAreTold holds that a receipt names each place where its figure is shown, the
// foot of every page included.
func TestUsesAreTold(t *testing.T) {
	t.Parallel()
	calls := page(t, write(t, nil), "en/figures/calls/index.html")
	for _, want := range []string{"There were 6,051 calls.", "It covers 6,051 calls that never were.", `href="../../../en/findings/first/index.html#`} {
		if !strings.Contains(calls, want) {
			t.Errorf("the receipts lack the place %s", want)
		}
	}
}

// TestClaimsList reads claims.csv as a program does, and holds that no cell of it
// would run as a formula.
func TestClaimsList(t *testing.T) {
	t.Parallel()
	data := mustRead(t, write(t, map[string]string{
		"content/en/notes/one.md": "---\ntitle: One\nsummary: Two\norder: 1\n---\n\n=HYPERLINK(\"x\") is [6,051](figure:calls[total].calls).\n",
	}), "claims.csv")
	text, found := bytes.CutPrefix(data, []byte("\ufeff"))
	if !found {
		t.Error("claims.csv has no byte order mark, which a spreadsheet needs")
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Fields("page section sentence shown figure value status source"); !slices.Equal(rows[0], want) {
		t.Errorf("the head is %q", rows[0])
	}
	want := []string{"en/index.html", "", "There were 6,051 calls.", "6,051", "calls[total].calls", "6051", "exact"}
	if !slices.Equal(rows[1][:7], want) {
		t.Errorf("the first row is %q, want %q", rows[1], want)
	}
	tamed := false
	for _, row := range rows {
		for _, cell := range row {
			tamed = tamed || strings.HasPrefix(cell, "'=HYPERLINK")
			if cell != "" && strings.ContainsRune("=+-@\t", rune(cell[0])) {
				t.Errorf("a spreadsheet would run %q", cell)
			}
		}
	}
	if last := rows[len(rows)-1]; !tamed || last[0] != "he/*" {
		t.Errorf("the sentence that begins like a formula is there: %v; the last row is %q", tamed, last)
	}
}

// TestFiguresKeepTheirSchema holds figures.json against its published JSON Schema,
// and the schema against itself: it must be able to refuse.
func TestFiguresKeepTheirSchema(t *testing.T) {
	t.Parallel()
	public := write(t, nil)
	schema := compileSchema(t, mustRead(t, public, "figures.schema.json"))
	good := page(t, public, "figures.json")
	if err := schema.Validate(decoded(t, good)); err != nil {
		t.Errorf("figures.json does not keep its schema: %v", err)
	}
	for _, want := range []string{`"name":"calls[total].calls"`, `"value":6051`, `"status":"withheld"`, `"reads":["rows.calls",`, `"page":"en/*"`, `"shown":"6,051"`} {
		if !strings.Contains(good, want) {
			t.Errorf("figures.json lacks %s", want)
		}
	}
	for from, to := range map[string]string{
		`"value":6051`: `"value":null`, `"status":"exact"`: `"status":"known"`, `"published": "2026`: `"edition": "2026`, `"reads":["rows.calls",`: `"reads":["rows calls",`,
	} {
		bad := strings.Replace(good, from, to, 1)
		if bad == good || schema.Validate(decoded(t, bad)) == nil {
			t.Errorf("the schema allows %s in place of %s", to, from)
		}
	}
}

func compileSchema(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("figures.schema.json", decoded(t, string(data))); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("figures.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decoded(t *testing.T, data string) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// saidCSL returns the CSL-JSON that a page says of itself.
func saidCSL(t *testing.T, page string) []byte {
	t.Helper()
	_, rest, ok := strings.Cut(page, `<details class="cite-files">`)
	_, rest, _ = strings.Cut(rest, "<code>")
	text, _, end := strings.Cut(rest, "</code>")
	if !ok || !end {
		t.Fatal("the page does not say how to cite it")
	}
	return []byte(html.UnescapeString(text))
}

// TestCitations holds what the CSL-JSON of a page and a chart say, with a base_url and without.
func TestCitations(t *testing.T) {
	t.Parallel()
	read := func(data []byte) map[string]any {
		var items []map[string]any
		if err := json.Unmarshal(data, &items); err != nil || len(items) != 1 {
			t.Fatalf("%d items, %v", len(items), err)
		}
		return items[0]
	}
	public := write(t, nil)
	item := read(saidCSL(t, page(t, public, "en/findings/first/index.html")))
	if item["type"] != "webpage" || item["URL"] != "https://example.org/report/en/findings/first/" || item["publisher"] != `Nobody "in particular"` {
		t.Errorf("the page is cited as %v", item)
	}
	if item := read(mustRead(t, public, "charts/calls.en.cite.json")); item["type"] != "figure" || item["URL"] != "https://example.org/report/en/embed/calls/" {
		t.Errorf("the chart is cited as %v", item)
	}
	report := strings.ReplaceAll(page(t, input(t, nil).Project, "content/report.yaml"), "base_url: https://example.org/report/\n", "")
	public = write(t, map[string]string{"content/report.yaml": report})
	if item := read(saidCSL(t, page(t, public, "en/findings/first/index.html"))); item["URL"] != nil || item["note"] != "en/findings/first/index.html" {
		t.Errorf("without a base_url the page is cited as %v", item)
	}
	if first := page(t, public, "en/findings/first/index.html"); !strings.Contains(first, "Within the report: en/findings/first/index.html") {
		t.Error("the citation does not say that its address is within the report")
	}
	if err := site.Check(public); err != nil {
		t.Error(err)
	}
}
