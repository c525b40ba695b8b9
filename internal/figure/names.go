package figure

import (
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// listed is how many names a hint lists.
const listed = 12

// list writes names in a row, the first few when there are many.
func list(names []string) string {
	if len(names) > listed {
		return strings.Join(names[:listed], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

// didYouMeanOr returns a hint for an unknown name: the nearest one, or all that
// there are behind the words given.
func didYouMeanOr(name string, known []string, words string) string {
	if hint := diag.DidYouMean(name, known); hint != "" {
		return hint
	}
	if len(known) == 0 {
		return ""
	}
	return words + list(known)
}

func tableNames(data *dataset.Set) []string {
	var names []string
	for _, t := range data.Tables {
		names = append(names, t.Schema.Name)
	}
	return names
}

func fieldNames(t *dataset.Table) []string {
	var names []string
	for _, f := range t.Schema.Fields {
		names = append(names, f.Name)
	}
	return names
}

func columnNames(columns []Column) []string {
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	return names
}
