package claim

import (
	"strings"
	"testing"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/tree"
)

const packageJSON = `{"name": "test", "resources": [{
  "name": "facts", "path": "facts.csv", "title": "Made-up facts", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
  "schema": {
    "fields": [
      {"name": "id", "type": "string", "title": "Fact", "constraints": {"required": true}},
      {"name": "place", "type": "string", "title": "Place", "categories": [
        {"value": "on", "label": "Ontario", "labels": {"en": "Ontario", "fr": "l’Ontario"}}, {"value": "total", "label": "total"}]},
      {"name": "day", "type": "string", "daylight": "period", "title": "Day"},
      {"name": "n", "type": "string", "daylight": "count", "title": "Number"}
    ],
    "primaryKey": ["id"],
    "missingValues": [{"value": "[withheld]", "label": "withheld"}, {"value": "[not published]", "label": "not published"}]
  }}]}`

const factsCSV = `id,place,day,n
exact,on,2011-05-02,949
many,on,2011,6051
bound,on,2011-Q2,>40000
about,on,../2012-02-22,~100
band,total,2011,0..249
secret,total,[not published],[withheld]
`

// testFigures works out the figures of a small project of made-up data.
func testFigures(t testing.TB) *figure.Set {
	t.Helper()
	project, err := tree.New(map[string][]byte{
		dataset.PackagePath: []byte(packageJSON),
		"data/facts.csv":    []byte(factsCSV),
		"data/figures/shares.sql": []byte("-- title.en: Shares\n-- unit.share.en: %\n-- unit.share.fr: %\n-- unit.half.en: share\n" +
			"-- unit.none.en: calls\nSELECT 648.0 / 1597 AS share, 0.5 AS half, 46.9069767442 AS none, 47825.5 AS cost"),
	})
	if err != nil {
		t.Fatal(err)
	}
	data, err := dataset.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	figures, err := figure.Evaluate(t.Context(), data, project)
	if err != nil {
		t.Fatal(err)
	}
	return figures
}

func TestParse(t *testing.T) {
	t.Parallel()
	figures := testFigures(t)
	for _, c := range []struct{ lang, text, want string }{
		{"en", "", ""},
		{"en", "plain words, no claim", "plain words, no claim"},
		{"en", "For [949](figure:facts[exact].n) of [6,051](figure:facts[many].n) numbers\n", "For {949} of {6,051} numbers"},
		{"en", `[a village](figure:facts[exact].n "949")`, "{a village}"},
		{"en", `[a \[small\] "town"](figure:facts[many].n  "over \"6,000\"" )`, `{a [small] "town"}`},
		{"en", `\[nine\] and C:\dir and a \\ [brackets] [left open`, `[nine] and C:\dir and a \ [brackets] [left open`},
		{"en", "[see [949](figure:facts[exact].n)]", "[see {949}]"},
		{"en", "[](figure:facts[many].n), [](figure:facts[bound].n), [](figure:facts[about].n)", "{6,051}, {more than 40,000}, {about 100}"},
		{"en", "[](figure:facts[band].n), [](figure:facts[secret].n), [](figure:facts[secret].day)", "{0 to 249}, {withheld}, {not published}"},
		{"en", "[](figure:shares.share) [](figure:shares.half) [](figure:shares.none) [](figure:shares.cost)", "{40.6%} {50%} {46.91} {47,825.5}"},
		{"en", "[ ](figure:facts[exact].day), [](figure:facts[bound].day), [](figure:facts[about].day)", "{2 May 2011}, {second quarter of 2011}, {before 23 February 2012}"},
		{"en", "[](figure:facts[exact].place) and [Ontario](figure:facts[exact].place), [](figure:facts[band].place)", "{Ontario} and {Ontario}, {total}"},
		{"fr", "[](figure:facts[many].n) [](figure:shares.share) [](figure:facts[exact].place)", "{6\u00a0051} {40,6\u00a0%} {l’Ontario}"},
	} {
		in, err := Parse(loadLanguage(t, c.lang), figures, conf.Text{Value: c.text})
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
		}
		var b strings.Builder
		for _, s := range in {
			if s.Figure != nil {
				b.WriteString("{" + s.Text + "}")
			} else {
				b.WriteString(s.Text)
			}
		}
		if b.String() != c.want {
			t.Errorf("%q is read as %q, want %q", c.text, b.String(), c.want)
		}
		if plain := strings.NewReplacer("{", "", "}", "").Replace(c.want); in.String() != plain {
			t.Errorf("%q is shown as %q, want %q", c.text, in.String(), plain)
		}
	}
}

func TestParseProblems(t *testing.T) {
	t.Parallel()
	lang, figures := loadLanguage(t, "en"), testFigures(t)
	for _, c := range []struct {
		text string
		col  int
		code diag.Code
		hint string
	}{
		{"é [950](figure:facts[exact].n)", 12, CodeStale, "write [949](figure:facts[exact].n)"},
		{"[all 950 of them](figure:facts[exact].n)", 10, CodeStale, "write [all 949 of them](figure:facts[exact].n)"},
		{"[many](figure:facts[exact].n)", 10, CodeNumeral, "write [949](figure:facts[exact].n)"},
		{"[94,9](figure:facts[exact].n)", 10, CodeNumeral, "write [949](figure:facts[exact].n)"},
		{`[many](figure:facts[exact].n "950")`, 10, CodeStale, `write [many](figure:facts[exact].n "949")`},
		{`[950](figure:facts[exact].n "949")`, 10, CodeStale, "write [949](figure:facts[exact].n)"},
		{`[\[950\]](figure:facts[exact].n)`, 10, CodeStale, `write [\[949\]](figure:facts[exact].n)`},
		{"[949](figure:fact[exact].n)", 10, CodeUnknown, "facts"},
		{"[949](figure:facts[exakt].n)", 10, CodeUnknown, "exact"},
		{"[949](figure:facts[exact].m)", 10, CodeUnknown, ""},
		{"[5](figure:facts[secret].n)", 10, CodeStale, "write [withheld](figure:facts[secret].n)"},
		{"[Quebec](figure:facts[exact].place)", 10, CodeStale, "write [Ontario](figure:facts[exact].place)"},
		{"[949](figure:facts[exact].n", 15, CodeSyntax, `write [words]`},
		{"[949](figure:)", 15, CodeSyntax, `write [words]`},
		{"[949](figure:facts[exact].n '949')", 15, CodeSyntax, `write [words]`},
		{`[949](figure:facts[exact].n "949)`, 15, CodeSyntax, `write [words]`},
		{"[949] (figure:facts[exact].n)", 16, CodeSyntax, `write [words]`},
		{"949](figure:facts[exact].n)", 14, CodeSyntax, `write [words]`},
		{"two\n[950](figure:facts[exact].n)", 10, CodeStale, "write [949](figure:facts[exact].n)"},
	} {
		_, err := Parse(lang, figures, conf.Text{Value: c.text, Pos: diag.Pos{Path: "a.yaml", Line: 3, Col: 10}})
		list, _ := diag.AsList(err)
		if len(list) != 1 {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		d := list[0]
		if d.Code != c.code || d.Pos != (diag.Pos{Path: "a.yaml", Line: 3, Col: c.col}) || !strings.Contains(d.Hint, c.hint) {
			t.Errorf("%q: %v, hint %q; want %s at column %d, hint %q", c.text, d, d.Hint, c.code, c.col, c.hint)
		}
	}
}

// All problems of a text come together, and the words still read as written.
func TestParseCollects(t *testing.T) {
	t.Parallel()
	in, err := Parse(loadLanguage(t, "en"), testFigures(t), conf.Text{Value: "[1](figure:a.b) [2](figure:facts[exact].n) ](figure:"})
	if list, _ := diag.AsList(err); len(list) != 3 {
		t.Errorf("want three problems, got %v", err)
	}
	if in.String() != "1 2 ](figure:" {
		t.Errorf("the words are %q", in.String())
	}
}

func TestProblemSentences(t *testing.T) {
	t.Parallel()
	lang := loadLanguage(t, "en")
	for _, c := range []struct{ words, value, want string }{
		{"all 950", "949", "this says 950, the data says 949"},
		{"more than 950", "949", "this says more than 950, the data says 949"},
		{"40.5%", "0.4058", "this says 40.5%, the data says 40.6%"},
		{"40,000", ">40000", "this says 40,000 as if it were exact, the data gives a bound, more than 40,000"},
		{"more than 30,000", ">40000", "this says more than 30,000, the data says more than 40,000"},
		{"100", "~100", "this says 100 as if it were exact, the data gives an approximate number, about 100"},
		{"40", "0..249", "this says 40, the data gives a range, 0 to 249"},
		{"0 to 250", "0..249", "this says 0 to 250, the data says 0 to 249"},
		{"5", "[withheld]", "the data gives no number here, it says “withheld”"},
		{"3 May 2011", `"2011-05-02"`, "this does not say what the data says, “2 May 2011”"},
		{"1,23", "123", "“1,23” is not grouped or parted as numbers are in this language"},
		{"some", "123", "these words hold no number and no checked word"},
		{"1 of 2", "1", "these words hold more than one number, and a claim says one"},
	} {
		if ok, problem, _ := Check(lang, c.words, parseValue(t, c.value)); ok || problem != c.want {
			t.Errorf("%q for %s: %q, want %q", c.words, c.value, problem, c.want)
		}
	}
}

func TestShow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, value string
		percent     bool
		places      int
		want        string
	}{
		{"en", "6051", false, -1, "6,051"}, {"fr", "6051", false, 0, "6\u00a0051"}, {"en", "0.405760801503", true, 1, "40.6%"}, {"fr", "0.405760801503", true, 1, "40,6\u00a0%"},
		{"en", "46.9069", false, 1, "46.9"}, {"en", ">40000", false, 0, "more than 40,000"}, {"fr", ">40000", false, 0, "plus de 40\u00a0000"},
		{"en", ">=949", false, 0, "at least 949"}, {"en", ">25", false, 0, "more than 25"}, {"en", "<5", false, 0, "fewer than 5"}, {"en", "<=0.4058", true, 0, "at most 41%"},
		{"en", ">=0.4058", true, 0, "at least 40%"}, {"en", ">=1.25", false, 1, "at least 1.2"}, {"en", "~100", false, 0, "about 100"}, {"en", "0..249", false, 0, "0 to 249"},
		{"fr", "0..249", false, 0, "de 0 à 249"}, {"en", "0.4058..0.4062", true, 1, "40.5% to 40.7%"}, {"en", "[withheld]", false, 0, "withheld"},
		{"en", "[not published]", true, 1, "not published"}, {"fr", "[not applicable]", false, 0, "sans objet"}, {"en", ">=0", false, 0, "not published"},
		{"en", `"2011-05"`, false, 0, "May 2011"}, {"en", `"Ontario"`, false, 0, "Ontario"},
	} {
		if got := Show(loadLanguage(t, c.lang), parseValue(t, c.value), c.percent, c.places); got != c.want {
			t.Errorf("%s: %s is shown as %q, want %q", c.lang, c.value, got, c.want)
		}
	}
}
