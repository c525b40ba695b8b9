package report

import (
	"daylight/internal/chart"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/narrative"
)

// checkUnused reports each source that nothing in the report was read from: no page
// cites it, no row and no chart names it.
func checkUnused(data *dataset.Set, charts *chart.Set, contents []*narrative.Content, s settings) error {
	used := map[string]bool{}
	for _, table := range data.Tables {
		markSources(table, used)
	}
	for _, content := range contents {
		for _, page := range content.Pages {
			for _, key := range page.Cites {
				used[key] = true
			}
		}
	}
	for _, name := range charts.Names() {
		for _, key := range charts.Chart(name, s.languages[0].Tag).Sources {
			used[key] = true
		}
	}
	var problems diag.List
	for _, r := range s.references {
		if !used[r.Key] {
			problems.Add(r.Pos, CodeUnused, "cite it where it was used, or take it out", "nothing in the report uses the source %q", r.Key)
		}
	}
	return problems.Err()
}

// markSources marks the sources that a table's rows name.
func markSources(table *dataset.Table, used map[string]bool) {
	for col, field := range table.Schema.Fields {
		if field.Type != dataset.Source {
			continue
		}
		for row := range table.Len() {
			used[table.Raw(row, col)] = true
		}
	}
}
