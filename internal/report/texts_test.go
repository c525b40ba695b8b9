package report

import (
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/tree"
)

// localized is a project whose texts are in English and French.
func localized() map[string]string {
	return map[string]string{
		"data/areas.csv": "area,pupils\nnorth,1\n",
		"data/datapackage.json": `{"titles": {"en": "A", "fr": "A"}, "descriptions": {"en": "A", "fr": "A"}, "resources": [
{"name": "areas", "path": "areas.csv", "titles": {"en": "A", "fr": "A"}, "descriptions": {"en": "A", "fr": "A"}, "schema": {"primaryKey": ["area"], "fields": [
{"name": "area", "type": "string", "titles": {"en": "A", "fr": "A"}, "descriptions": {"en": "A", "fr": "A"}, "categories": [{"value": "north", "labels": {"en": "N", "fr": "N"}}]},
{"name": "pupils", "type": "string", "daylight": "count", "units": {"en": "u", "fr": "u"}}]}}]}`,
		"data/identities.yaml":  "series: [{table: areas, overlaps: {en: O, fr: O}, breaks: [{at: north, reason: {en: B, fr: B}}]}]\n",
		"data/figures/q.sql":    "-- title.en: Q\n-- title.fr: Q\n-- label.x.en: X\n-- label.x.fr: X\n-- unit.x.en: u\n-- unit.x.fr: u\nSELECT 1 AS x, pupils FROM areas",
		"content/charts/c.yaml": "type: bar\nquery: q\nx: x\ny: [pupils]\ntitle: {en: T, fr: T}\nsubtitle: {en: S, fr: S}\nunit: {en: U, fr: U}\nnotes: {en: N, fr: N}\nlabels: {x: {en: L, fr: L}}\nsource: [s]\n",
	}
}

// textProblems returns the problems that all checks of texts find.
func textProblems(t *testing.T, project tree.Tree) diag.List {
	t.Helper()
	languages := []string{"en", "fr"}
	data, err := dataset.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	figures, err := figure.Evaluate(t.Context(), data, project)
	if err != nil {
		t.Fatal(err)
	}
	problems := checkDataTexts(data, languages)
	if len(problems) > 0 {
		return problems // as in a build
	}
	problems.Join(checkQueryTexts(figures, languages), diag.Pos{}, diag.Internal)
	problems.Join(checkChartTexts(project, languages), diag.Pos{}, diag.Internal)
	return problems
}

// TestTexts writes each text in turn in a language that the report has not, and leaves it out.
func TestTexts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, text string }{
		{"data/datapackage.json", `{"titles": {"en": "A", "fr": "A"}`},
		{"data/datapackage.json", `"A"}, "descriptions": {"en": "A", "fr": "A"}, "resources"`},
		{"data/datapackage.json", `"areas.csv", "titles": {"en": "A", "fr": "A"}`},
		{"data/datapackage.json", `"descriptions": {"en": "A", "fr": "A"}, "schema"`},
		{"data/datapackage.json", `"type": "string", "titles": {"en": "A", "fr": "A"}`},
		{"data/datapackage.json", `"descriptions": {"en": "A", "fr": "A"}, "categories"`},
		{"data/datapackage.json", `"labels": {"en": "N", "fr": "N"}`},
		{"data/datapackage.json", `"units": {"en": "u", "fr": "u"}`},
		{"data/figures/q.sql", "-- title.en: Q\n-- title.fr: Q\n"},
		{"data/figures/q.sql", "-- label.x.en: X\n-- label.x.fr: X\n"},
		{"data/figures/q.sql", "-- unit.x.en: u\n-- unit.x.fr: u\n"},
		{"data/identities.yaml", "overlaps: {en: O, fr: O}"},
		{"data/identities.yaml", "reason: {en: B, fr: B}"},
		{"content/charts/c.yaml", "title: {en: T, fr: T}\n"},
		{"content/charts/c.yaml", "subtitle: {en: S, fr: S}"},
		{"content/charts/c.yaml", "unit: {en: U, fr: U}"},
		{"content/charts/c.yaml", "notes: {en: N, fr: N}"},
		{"content/charts/c.yaml", "labels: {x: {en: L, fr: L}}"},
	} {
		t.Run(c.file+" "+c.text, func(t *testing.T) {
			t.Parallel()
			at := strings.LastIndex(c.text, "fr")
			problems := textProblems(t, replaced(t, c.file, c.text, c.text[:at]+"de"+c.text[at+2:]))
			want := []string{`this text is in the language "de", which the report has not [report-language]`, `this text is missing in the language "fr" [report-language]`}
			if len(problems) != 2 {
				t.Fatalf("got %v, want two problems", problems)
			}
			seen := problems[0].String() + "\n" + problems[1].String()
			for i, w := range want {
				if !strings.Contains(seen, w) || problems[i].Pos.Path != c.file || problems[i].Pos.Line == 0 || problems[i].Hint == "" {
					t.Errorf("got %v, want %s", problems, w)
				}
			}
		})
	}
}

// replaced returns the project with one text replaced, which stands there once.
func replaced(t *testing.T, file, old, text string) tree.Tree {
	t.Helper()
	all := localized()
	if strings.Count(all[file], old) != 1 {
		t.Fatalf("%q does not stand in %s once", old, file)
	}
	all[file] = strings.Replace(all[file], old, text, 1)
	data := map[string][]byte{}
	for name, text := range all {
		data[name] = []byte(text)
	}
	project, err := tree.New(data)
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func TestTextsInAllLanguages(t *testing.T) {
	t.Parallel()
	if problems := textProblems(t, replaced(t, "data/areas.csv", "north,1", "north,2")); len(problems) > 0 {
		t.Errorf("got %v", problems)
	}
}

// A text that is in no language is none: titles may be left out.
func TestTextsLeftOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, text string }{
		{"data/datapackage.json", `"titles": {"en": "A", "fr": "A"}, "descriptions": {"en": "A", "fr": "A"}, "resources"`},
		{"data/figures/q.sql", "-- title.en: Q\n-- title.fr: Q\n"},
		{"content/charts/c.yaml", "notes: {en: N, fr: N}\n"},
	} {
		left := ""
		if strings.HasSuffix(c.text, `"resources"`) {
			left = `"resources"`
		}
		if problems := textProblems(t, replaced(t, c.file, c.text, left)); len(problems) > 0 {
			t.Errorf("without %q: got %v", c.text, problems)
		}
	}
}

// A misspelt language is told with what was meant.
func TestTextsHint(t *testing.T) {
	t.Parallel()
	problems := textProblems(t, replaced(t, "data/figures/q.sql", "title.fr: Q", "title.frr: Q"))
	if len(problems) != 2 || problems[0].Hint+problems[1].Hint != `did you mean "fr"?`+"write it for fr too" && problems[0].Hint+problems[1].Hint != "write it for fr too"+`did you mean "fr"?` {
		t.Errorf("got %v", problems)
	}
}
