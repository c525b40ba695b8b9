package chart

import (
	"slices"
	"strings"
)

// The kinds of chart.
const (
	kindBar      = "bar"
	kindColumn   = "column"
	kindStacked  = "stacked"
	kindShare    = "share"
	kindDots     = "dots"
	kindLine     = "line"
	kindStep     = "step"
	kindRange    = "range"
	kindFlow     = "flow"
	kindFunnel   = "funnel"
	kindTimeline = "timeline"
)

// kind says what the spec of a kind of chart may hold.
type kind struct {
	name        string
	least, most int      // columns of y
	rows        int      // at most: what a reader can take in; more is a table
	isTime      bool     // x holds dates, and marks stand on a calendar
	isParts     bool     // the columns of y are parts of a whole
	keys        []string // the keys it takes beside those that all have
	marks       []string // the annotations it takes
}

const (
	maxBars   = 40
	maxDots   = 200
	maxStages = 8
)

// kinds returns all kinds, in the order in which the documentation has them.
func kinds() []*kind {
	status, facet, series := []string{"status"}, []string{"facet", "status"}, []string{"group", "facet", "status"}
	value, all := []string{"value"}, []string{"date", "value", "break"}
	return []*kind{
		{name: kindBar, least: 1, most: 1, rows: maxBars, keys: facet, marks: value},
		{name: kindColumn, least: 1, most: 1, rows: maxBars, keys: facet, marks: value},
		{name: kindStacked, least: 2, most: maxSeries, rows: maxBars, isParts: true, keys: status},
		{name: kindShare, least: 2, most: maxSeries, rows: maxBars, isParts: true, keys: status},
		{name: kindDots, least: 1, most: maxSeries, rows: maxDots, isTime: true, keys: series, marks: all},
		{name: kindLine, least: 1, most: maxSeries, rows: maxDots, isTime: true, keys: series, marks: all},
		{name: kindStep, least: 1, most: maxSeries, rows: maxDots, isTime: true, keys: series, marks: all},
		{name: kindRange, least: 1, most: 1, rows: maxBars, keys: facet, marks: value},
		{name: kindFlow, least: 1, most: 1, rows: maxBars, keys: []string{"to"}},
		{name: kindFunnel, least: 2, most: maxStages, rows: 1},
		{name: kindTimeline, rows: maxBars, keys: []string{"text"}},
	}
}

// kindNamed returns a kind, or nil.
func kindNamed(name string) *kind {
	all := kinds()
	if i := slices.IndexFunc(all, func(k *kind) bool { return k.name == name }); i >= 0 {
		return all[i]
	}
	return nil
}

// takes tells whether a spec of this kind may have a key.
func (k *kind) takes(key string) bool { return slices.Contains(k.keys, key) }

// is tells whether the kind is one of those named.
func (k *kind) is(names ...string) bool { return slices.Contains(names, k.name) }

// better says what to draw in place of a kind that is often asked for.
var better = map[string]string{
	"pie":         "use share: the parts of one bar can be compared, the angles of a pie cannot",
	"donut":       "use share: the parts of one bar can be compared, the pieces of a ring cannot",
	"doughnut":    "use share: the parts of one bar can be compared, the pieces of a ring cannot",
	"area":        "use line: an area has a reader compare surfaces, and hides what lies behind",
	"stream":      "use line, with a column of y for each series",
	"radar":       "use bar: lengths that begin at one line can be compared, the corners of a web cannot",
	"gauge":       "use bar with a mark at the target, or write the number as a strip in the page",
	"bubble":      "use bar: a reader misjudges the areas of circles",
	"treemap":     "use bar: a reader misjudges areas",
	"map":         "use bar: a large area on a map is not a large number",
	"scatter":     "use dots, over time",
	"histogram":   "use column, with a row of the query for each class",
	"sankey":      "use flow",
	"bars":        "use bar",
	"columns":     "use column",
	"stack":       "use stacked",
	"stacked100":  "use share",
	"percent":     "use share",
	"lines":       "use line",
	"events":      "use timeline",
	"interval":    "use range",
	"candlestick": "use range",
}

// instead returns what to write in place of a kind that there is not.
func instead(name string) string {
	if hint := better[strings.ToLower(name)]; hint != "" {
		return hint
	}
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	last := len(names) - 1
	return "use " + strings.Join(names[:last], ", ") + " or " + names[last]
}
