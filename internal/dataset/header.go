package dataset

import (
	"encoding/csv"
	"slices"
	"strings"

	"daylight/internal/diag"
)

// checkHeader holds the first line to the schema's fields, exactly and in their
// order. Messages name the fields of the schema only: what stands in the file may
// be a row of data.
func checkHeader(source *diag.Source, want []string) diag.List {
	var problems diag.List
	paste := "the first line must be " + strings.Join(want, ",")
	line := lineText(source, 1)
	if line == "" {
		problems.Add(diag.Pos{Path: source.Path, Line: 1}, CodeHeader, paste, "the file has no header")
		return problems
	}
	got, err := csv.NewReader(strings.NewReader(line)).Read()
	if err != nil {
		problems.Add(diag.Pos{Path: source.Path, Line: 1}, CodeQuote, paste, "the quotes of the header can't be read")
		return problems
	}
	if slices.Equal(got, want) {
		return nil
	}
	if name := separator(got, len(want)); name != "" {
		problems.Add(diag.Pos{Path: source.Path, Line: 1}, CodeHeader, "save the file with commas: in a spreadsheet, choose CSV UTF-8 (comma delimited)", "the file separates its cells with %s, not with commas", name)
		return problems
	}
	if len(got) > maxFields {
		problems.Add(diag.Pos{Path: source.Path, Line: 1}, CodeHeader, paste, "the header has %d columns, and the schema has %d", len(got), len(want))
		return problems
	}
	compareHeader(source, got, want, paste, &problems)
	return problems
}

// separator names what a file uses in place of commas, if it seems to.
func separator(got []string, want int) string {
	if len(got) != 1 || want == 1 {
		return ""
	}
	for _, s := range []struct{ mark, name string }{{";", "semicolons"}, {"\t", "tabs"}, {"|", "bars"}} {
		if strings.Contains(got[0], s.mark) {
			return s.name
		}
	}
	return ""
}

func compareHeader(source *diag.Source, got, want []string, paste string, problems *diag.List) {
	var absent []string
	for _, name := range want {
		if !slices.Contains(got, name) {
			absent = append(absent, name)
		}
	}
	seen := map[string]bool{}
	for i, name := range got {
		if len(*problems) == maxShown {
			problems.Add(diag.Pos{Path: source.Path, Line: 1}, CodeHeader, paste, "the header has more problems than are shown")
			return
		}
		near := diag.Near(strings.ToLower(strings.TrimSpace(name[:min(len(name), 64)])), absent)
		switch {
		case seen[name]:
			problems.Add(cellPos(source, 1, i), CodeHeader, paste, "the column %q stands here a second time", name)
		case slices.Contains(want, name):
			seen[name] = true
		case near != "":
			problems.Add(cellPos(source, 1, i), CodeHeader, `did you mean "`+near+`"?`, "column %d is misspelt", i+1)
			absent = slices.DeleteFunc(absent, func(a string) bool { return a == near })
		default:
			problems.Add(cellPos(source, 1, i), CodeHeader, "take it out, or add it to "+PackagePath, "column %d is not in the schema", i+1)
		}
	}
	for _, name := range absent {
		problems.Add(diag.Pos{Path: source.Path, Line: 1}, CodeHeader, paste, "the column %q is missing", name)
	}
	if len(*problems) == 0 {
		problems.Add(diag.Pos{Path: source.Path, Line: 1}, CodeHeader, paste, "the columns are not in the schema's order")
	}
}
