package report

import (
	"maps"
	"slices"

	"daylight/internal/chart"
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/identity"
	"daylight/internal/tree"
)

// texts asks of each text that is given by language that it is given in the report's
// languages, all of them and no other: one that is missing would be shown as a bare name,
// and one too many never.
type texts struct {
	languages []string // as content/report.yaml names them
	problems  diag.List
}

// check reports what is wrong with one text, which is left out where it is not given at all.
func (t *texts) check(text conf.Localized) {
	given := slices.Sorted(maps.Keys(text))
	for _, lang := range given {
		if slices.Contains(t.languages, lang) {
			continue
		}
		hint := diag.DidYouMean(lang, t.languages)
		if hint == "" {
			hint = "delete it, or add the language to content/report.yaml"
		}
		t.problems.Add(text[lang].Pos, CodeLanguage, hint, "this text is in the language %q, which the report has not", lang)
	}
	for _, lang := range t.languages {
		if len(given) > 0 && !slices.Contains(given, lang) {
			t.problems.Add(text[given[0]].Pos, CodeLanguage, "write it for "+lang+" too", "this text is missing in the language %q", lang)
		}
	}
}

// checkDataTexts checks what the data package says of itself, its tables and their fields.
func checkDataTexts(data *dataset.Set, languages []string) diag.List {
	t := texts{languages: languages}
	t.check(data.Titles)
	t.check(data.Descriptions)
	for _, table := range data.Tables {
		t.check(table.Schema.Titles)
		t.check(table.Schema.Descriptions)
		if rule := table.Schema.Rule; rule != nil {
			t.check(rule.Unit)
		}
		for _, marker := range slices.Sorted(maps.Keys(table.Schema.Why)) {
			t.check(table.Schema.Why[marker])
		}
		for _, field := range table.Schema.Fields {
			t.check(field.Titles)
			t.check(field.Descriptions)
			t.check(field.Units)
			for _, category := range field.Categories {
				t.check(category.Labels)
			}
		}
	}
	return t.problems
}

// checkQueryTexts checks what queries say at their heads. A unit that is a field's has
// been checked with the data.
func checkQueryTexts(figures *figure.Set, languages []string) error {
	t := texts{languages: languages}
	for _, query := range figures.Queries {
		t.check(query.Titles)
		for _, column := range query.Columns {
			t.check(column.Labels)
			t.check(column.Units)
		}
	}
	return t.problems.Err()
}

// checkChartTexts checks the texts of charts that were drawn, which are missing in no language, and
// of series.
func checkChartTexts(project tree.Tree, languages []string) error {
	t := texts{languages: languages}
	for _, series := range identity.Declared(project) {
		t.check(series.Overlaps)
		for _, b := range series.Breaks {
			t.check(b.Reason)
		}
	}
	for _, file := range project.Glob("content/charts/*.yaml") {
		data, _ := project.Read(file)
		var spec chart.Spec
		if err := conf.YAML(file, data, &spec); err != nil {
			t.problems.Join(err, diag.Pos{Path: file}, diag.Internal)
			continue
		}
		for _, text := range []conf.Localized{spec.Title, spec.Subtitle, spec.Unit, spec.Notes} {
			t.check(text)
		}
		for _, column := range slices.Sorted(maps.Keys(spec.Labels)) {
			t.check(spec.Labels[column])
		}
		for _, mark := range spec.Marks {
			t.check(mark.Text)
		}
	}
	return t.problems.Err()
}
