package narrative

import "daylight/internal/conf"

// ReportSchema describes content/report.yaml for editors.
func ReportSchema() *conf.Schema {
	s := conf.SchemaOf(Report{})
	s.Title = "A Daylight report: who publishes what"
	s.At("languages").MinItems = 1
	return s
}

// ReferencesSchema describes content/references.yaml for editors. An entry may have any
// variable of CSL; those that are shown are named.
func ReferencesSchema() *conf.Schema {
	s := conf.SchemaOf(referencesFile{})
	s.Title = "The sources of a Daylight report, in CSL-YAML"
	item := conf.SchemaOf(entry{})
	item.Others = nil
	for key, says := range map[string]string{
		"id":           "The key that rows, charts and pages name it by",
		"type":         "What it is, in the words of CSL: report, dataset, article-newspaper, webpage, legal_case",
		"title-short":  "What a citation calls it",
		"issued":       "When it was published: 2014, 2014-04 or 2014-04-24",
		"accessed":     "When it was read",
		"note":         "What readers must know of how it was read",
		"translations": "By language, what readers of that language are told",
	} {
		item.At(key).Description = says
	}
	s.At("references").Items = item
	return s
}
