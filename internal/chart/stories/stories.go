// Package stories is a made-up project that has every kind of chart in every state: what
// the storybook shows, and what the tests of charts draw, compare and look at.
package stories

import (
	"fmt"
	"strings"

	"daylight/internal/tree"
)

// state is what the data is like.
type state struct{ name, title string }

// States that every kind of chart is shown in.
var states = []state{
	{"one", "One row"},
	{"few", "A few rows"},
	{"twenty", "Twenty rows"},
	{"unknown", "Nothing is known"},
	{"mixed", "Withheld, not published, bounds, a band, about"},
	{"zero", "Zeros"},
	{"huge", "A huge value"},
	{"long", "Labels of sixty characters"},
	{"french", "French"},
}

// family is a table's shape, and the kinds of chart that show it.
type family struct {
	name  string
	kinds []string
	rows  func(state string) [][]string
	cols  []column
	spec  string // lines of the spec beside type, query and texts
}

type column struct{ name, typ, en, fr string }

// Stories names the charts of the project in their order, by kind: the name of a
// story is the kind, a hyphen and the state.
func Stories() []string {
	var names []string
	for _, s := range all() {
		names = append(names, s.name)
	}
	return names
}

// Title says in words what a story shows.
func Title(name string) string {
	for _, s := range all() {
		if s.name == name {
			return s.title
		}
	}
	return name
}

// story is one chart.
type story struct{ name, title, table, kind, spec string }

func all() []story {
	var stories []story
	for _, f := range families() {
		for _, kind := range f.kinds {
			for _, s := range states {
				if kind == "funnel" && s.name == "twenty" {
					continue // a funnel has one row
				}
				stories = append(stories, story{kind + "-" + s.name, kind + ": " + s.title, f.name + "_" + s.name, kind, f.spec})
			}
		}
	}
	return append(stories, more()...)
}

// more are stories of what only some kinds have.
func more() []story {
	series := "x: day\ny: [value]\ngroup: series\n"
	facet := "x: place\ny: [value]\nfacet: series\n"
	over := "x: day\ny: [value]\nfacet: series\n"
	target := "marks:\n  - {value: 'cat_few[north].value', text: {en: The target of the year, fr: La cible de l’année}}\n"
	dates := "marks:\n  - {date: 2011-05-02, text: {en: Election day, fr: Jour du scrutin}}\n" +
		"  - {break: 2011-09-15, text: {en: Counted differently from here on, fr: Compté autrement à partir d’ici}}\n"
	cat, time := "x: place\ny: [value]\n", "x: day\ny: [value]\n"
	stories := []story{
		{"line-series", "line: three series, named at their ends", "series", "line", series},
		{"step-series", "step: three series", "series", "step", series},
		{"dots-series", "dots: three series", "series", "dots", series},
		{"line-columns", "line: a series for each column", "wide", "line", "x: day\ny: [a, b]\n"},
		{"line-facet", "line: small multiples", "series", "line", over},
		{"dots-facet", "dots: small multiples", "series", "dots", over},
		{"step-facet", "step: small multiples", "series", "step", over},
		{"bar-facet", "bar: small multiples", "places", "bar", facet},
		{"column-facet", "column: small multiples", "places", "column", facet},
		{"range-facet", "range: small multiples", "places", "range", facet},
		{"bar-marks", "bar: a target", "cat_few", "bar", cat + target},
		{"column-marks", "column: a target", "cat_few", "column", cat + target},
		{"range-marks", "range: a target", "cat_few", "range", cat + target},
		{"line-marks", "line: dates, a break, a target", "time_few", "line", time + dates + target[len("marks:\n"):]},
		{"step-marks", "step: dates and a break", "time_few", "step", time + dates},
		{"dots-marks", "dots: dates and a break", "time_few", "dots", time + dates},
		{"bar-hostile", "bar: labels that are not tame", "hostile", "bar", cat},
		{"stacked-hostile", "stacked: labels that are not tame", "hostile_parts", "stacked", "x: place\ny: [a, b, c]\n"},
		{"line-hostile", "line: series that are not tame", "hostile_series", "line", series},
		{"flow-hostile", "flow: places that are not tame", "hostile_flow", "flow", "x: from\nto: to\ny: [value]\n"},
		{"timeline-hostile", "timeline: events that are not tame", "hostile_events", "timeline", "x: day\ntext: what\n"},
	}
	return append(stories, provisional()...)
}

// provisional are stories of numbers that may still be revised, some in French too.
func provisional() []story {
	var stories []story
	add := func(kind, name, title, table, spec string, isFrenchToo bool) {
		one := story{kind + "-provisional" + name, kind + ": " + title, "prov_" + table, kind, spec + "status: obs_status\n"}
		stories = append(stories, one)
		if isFrenchToo {
			one.name, one.title = one.name+"-french", one.title+", in French"
			stories = append(stories, one)
		}
	}
	places, months, parts := "x: place\ny: [value]\n", "x: day\ny: [value]\n", "x: place\ny: [a, b, c]\n"
	add("bar", "", "provisional numbers", "places", places, true)
	add("bar", "-facet", "small multiples with provisional numbers", "series", months+"facet: series\n", false)
	add("column", "", "provisional months", "months", months, true)
	add("range", "", "provisional numbers", "places", places, false)
	add("stacked", "", "provisional parts", "parts", parts, true)
	add("stacked", "-one", "one bar of provisional parts", "part", parts, false)
	add("share", "", "provisional parts", "parts", parts, false)
	add("share", "-one", "one bar of provisional parts", "part", parts, true)
	for _, kind := range []string{"line", "step", "dots"} {
		add(kind, "", "provisional numbers at the end", "time", months, kind == "line")
	}
	add("line", "-series", "series with provisional numbers", "series", months+"group: series\n", false)
	add("dots", "-series", "series with provisional numbers", "series", months+"group: series\n", false)
	add("line", "-facet", "small multiples with provisional numbers", "series", months+"facet: series\n", false)
	return stories
}

// Refused are specs that cannot be drawn, with what is wrong with each.
func Refused() map[string]string {
	files := map[string]string{}
	for _, f := range families() {
		for _, kind := range f.kinds {
			files["none-"+kind] = text(story{"none-" + kind, kind + ": no row", f.name + "_none", kind, f.spec})
		}
	}
	return files
}

// Project returns the project: a schema, tables and charts, in English and French.
func Project() (tree.Tree, error) {
	files := map[string][]byte{
		"content/references.yaml": []byte("references:\n- id: notes\n  type: document\n  title: Made-up notes\n"),
	}
	var resources []resource
	add := func(name string, cols []column, rows [][]string) {
		resources = append(resources, newResource(name, cols))
		files["data/"+name+".csv"] = csv(cols, rows)
	}
	for _, f := range families() {
		for _, s := range states {
			add(f.name+"_"+s.name, f.cols, f.rows(s.name))
		}
		add(f.name+"_none", f.cols, nil)
	}
	for _, t := range tables() {
		add(t.name, t.cols, t.rows)
	}
	files["data/datapackage.json"] = datapackage(resources)
	for _, s := range all() {
		files["content/charts/"+s.name+".yaml"] = []byte(text(s))
	}
	return tree.New(files)
}

// In leaves out the charts that are not told in a language: the French stories are, in
// French, and all others in English.
func In(project tree.Tree, tag string) tree.Tree {
	return project.Filter(func(name string) bool {
		chart, is := strings.CutPrefix(name, "content/charts/")
		return !is || strings.HasSuffix(chart, "-french.yaml") == (tag == "fr")
	})
}

// text writes a story's spec.
func text(s story) string {
	unit := "unit: {en: calls, fr: appels}\n"
	labels := ""
	if s.kind == "funnel" {
		unit = "unit: {en: people, fr: personnes}\n"
	}
	return fmt.Sprintf("type: %s\nquery: %s\n%s%stitle: {en: %q, fr: %q}\nsubtitle: {en: Made-up numbers, fr: Données inventées}\nsource: [notes]\n%s",
		s.kind, s.table, s.spec, unit, strings.ToUpper(s.title[:1])+s.title[1:], "Histoire : "+s.kind, labels)
}
