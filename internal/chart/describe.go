package chart

import (
	"slices"
	"strings"

	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/locale"
	"daylight/internal/typeset"
)

// listed is how many values a description names one by one. Of more it names the
// largest and the smallest, and those that are not known.
const listed = 12

// textKeys are the theme's texts that charts need, with their placeholders.
var textKeys = map[string][]any{
	"chart.describe-bar":       {"n", 2, "unit", ""},
	"chart.describe-stacked":   {"n", 2, "unit", ""},
	"chart.describe-share":     {"n", 2, "unit", ""},
	"chart.describe-whole":     {"n", 2, "unit", ""},
	"chart.describe-dots":      {"n", 2, "unit", "", "first", "", "last", ""},
	"chart.describe-line":      {"n", 2, "unit", "", "first", "", "last", ""},
	"chart.describe-range":     {"n", 2, "unit", ""},
	"chart.describe-flow":      {"n", 2, "unit", ""},
	"chart.describe-funnel":    {"n", 2, "unit", ""},
	"chart.describe-timeline":  {"n", 2, "first", "", "last", ""},
	"chart.compared":           {"by", ""},
	"chart.item":               {"label", "", "value", ""},
	"chart.item-group":         {"label", "", "group", "", "value", ""},
	"chart.from-to":            {"from", "", "to", ""},
	"chart.list":               {"items", ""},
	"chart.greatest":           {"items", ""},
	"chart.least":              {"items", ""},
	"chart.last":               {"items", ""},
	"chart.count-unknown":      {"n", 2},
	"chart.count-inexact":      {"n", 2},
	"chart.count-provisional":  {"n", 2},
	"chart.unknown":            {"items", ""},
	"chart.provisional":        {"items", ""},
	"chart.with-provisional":   {"value", ""},
	"chart.share-provisional":  {"value", "", "share", ""},
	"chart.marked":             {"items", ""},
	"chart.in-all":             {"whole", "", "unit", ""},
	"chart.whole":              nil,
	"chart.part":               nil,
	"chart.stage":              nil,
	"chart.share":              nil,
	"chart.share-of":           {"part", ""},
	"chart.with-share":         {"value", "", "share", ""},
	"chart.total":              nil,
	"chart.true":               nil,
	"chart.false":              nil,
	"chart.break":              nil,
	"chart.lane":               {"status", ""},
	"chart.lane-series":        {"series", "", "status", ""},
	"chart.undated":            nil,
	"chart.key-provisional":    nil,
	"chart.key-bound":          nil,
	"chart.key-band":           nil,
	"chart.key-approximate":    nil,
	"chart.key-withheld":       nil,
	"chart.key-not-published":  nil,
	"chart.key-not-applicable": nil,
	"chart.sources":            nil,
}

// describe says in words what the chart shows, in sentences for the ear: what is
// compared, the greatest, the least, the last, the whole, what is not known, and where
// there are few values, each of them.
func (m *model) describe() string {
	sentences := []string{m.opening()}
	if m.kind.is(kindTimeline) {
		return strings.Join(append(sentences, m.events()...), " ")
	}
	if by := m.compared(); by != "" {
		sentences = append(sentences, m.text("chart.compared", "by", by))
	}
	if m.whole != "" {
		sentences = append(sentences, m.text("chart.list", "items", m.inAll()))
	}
	items := m.items()
	sentences = append(sentences, m.extremes(items)...)
	sentences = append(sentences, m.counts(items)...)
	sentences = append(sentences, m.named(items)...)
	if len(m.marks) > 0 {
		words := make([]string, len(m.marks))
		for i, a := range m.marks {
			words[i] = clip(a.words)
		}
		sentences = append(sentences, m.text("chart.marked", "items", strings.Join(words, "; ")))
	}
	return strings.Join(sentences, " ")
}

// named names every value where there are few, else those that are not known or may be
// revised.
func (m *model) named(items []item) []string {
	if len(items) <= listed {
		return []string{m.text("chart.list", "items", join(items))}
	}
	var sentences []string
	add := func(key string, is func(v value) bool) {
		some := slices.DeleteFunc(slices.Clone(items), func(i item) bool { return !is(i.value) })
		if len(some) > 0 {
			sentences = append(sentences, m.text(key, "items", join(some[:min(listed, len(some))])))
		}
	}
	add("chart.unknown", func(v value) bool { return v.status.Unknown() })
	add("chart.provisional", func(v value) bool { return v.provisional })
	return sentences
}

func (m *model) opening() string {
	n := len(m.rows)
	switch {
	case m.kind.isParts && n == 1:
		return m.text("chart.describe-whole", "n", len(m.parts), "unit", m.unit)
	case m.kind.is(kindFunnel):
		return m.text("chart.describe-funnel", "n", len(m.parts), "unit", m.unit)
	case m.kind.is(kindColumn):
		return m.text("chart.describe-bar", "n", n, "unit", m.unit)
	case m.kind.isTime, m.kind.is(kindTimeline):
		return m.openingOverTime()
	}
	return m.text("chart.describe-"+m.kind.name, "n", n, "unit", m.unit)
}

func (m *model) openingOverTime() string {
	var dated []row
	for _, r := range m.rows {
		if r.dated {
			dated = append(dated, r)
		}
	}
	var first, last row
	if len(dated) > 0 {
		byDay := func(a, b row) int { return a.days.middle() - b.days.middle() }
		first, last = slices.MinFunc(dated, byDay), slices.MaxFunc(dated, byDay)
	}
	pairs := []any{"n", len(m.points()), "unit", m.unit, "first", first.label, "last", last.label}
	switch m.kind.name {
	case kindDots:
		return m.text("chart.describe-dots", pairs...)
	case kindTimeline:
		if len(dated) == 0 {
			return m.text("chart.undated")
		}
		return m.text("chart.describe-timeline", "n", len(m.rows), "first", first.label, "last", last.label)
	}
	return m.text("chart.describe-line", pairs...)
}

// compared names what tells the marks apart.
func (m *model) compared() string {
	switch {
	case m.kind.is(kindFunnel, kindFlow), m.kind.isParts && len(m.rows) == 1, m.kind.isTime && len(m.facets) < 2 && len(m.groups) < 2:
		return ""
	}
	var by []string
	if !m.kind.isTime && m.xName != m.unit {
		by = append(by, m.xName)
	}
	for _, names := range [][]string{m.facets, m.groups} {
		if len(names) > 1 {
			by = append(by, names...)
		}
	}
	return strings.Join(by, "; ")
}

// events lists what happened, if it is not too much for a listener.
func (m *model) events() []string {
	if len(m.rows) > listed {
		return nil
	}
	var items []item
	for _, r := range m.rows {
		items = append(items, item{words: m.text("chart.item", "label", clip(r.label), "value", clip(r.words))})
	}
	return []string{m.text("chart.list", "items", join(items))}
}

// extremes names the greatest, the least and, over time, the last value. Where a bound
// or a band leaves open which is the greatest, nothing is said of it.
func (m *model) extremes(items []item) []string {
	known := slices.DeleteFunc(slices.Clone(items), func(i item) bool { return i.value.status.Unknown() })
	if len(known) < 2 || m.kind.is(kindFunnel) || m.kind.is(kindShare) && len(m.rows) > 1 || m.kind.is(kindDots) && len(m.groups) > 1 {
		return nil
	}
	var sentences []string
	top := slices.MaxFunc(known, func(a, b item) int { return cmpFloat(a.value.low, b.value.low) })
	bottom := slices.MinFunc(known, func(a, b item) int { return cmpFloat(a.value.high, b.value.high) })
	if bottom.value.low == top.value.low {
		return nil // all are the same
	}
	add := func(key string, best item, beaten func(v value) bool) {
		var same []item
		for _, i := range known {
			switch {
			case i.value.low == best.value.low && i.value.high == best.value.high:
				same = append(same, i)
			case !beaten(i.value):
				return
			}
		}
		if len(same) <= 3 {
			sentences = append(sentences, m.text(key, "items", join(same)))
		}
	}
	add("chart.greatest", top, func(v value) bool { return v.high <= top.value.low })
	add("chart.least", bottom, func(v value) bool { return v.low >= bottom.value.high })
	if m.kind.isTime {
		last := slices.MaxFunc(items, func(a, b item) int { return a.day - b.day })
		var same []item
		for _, i := range items {
			if i.day == last.day {
				same = append(same, i)
			}
		}
		sentences = append(sentences, m.text("chart.last", "items", join(same)))
	}
	return sentences
}

// counts says how many values are not known, how many not exactly, and how many may be
// revised.
func (m *model) counts(items []item) []string {
	unknown, inexact, provisional := 0, 0, 0
	for _, i := range items {
		if i.value.provisional {
			provisional++
		}
		switch {
		case i.value.status.Unknown():
			unknown++
		case i.value.status != dataset.Exact:
			inexact++
		}
	}
	var sentences []string
	if unknown > 0 {
		sentences = append(sentences, m.text("chart.count-unknown", "n", unknown))
	}
	if inexact > 0 {
		sentences = append(sentences, m.text("chart.count-inexact", "n", inexact))
	}
	if provisional > 0 {
		sentences = append(sentences, m.text("chart.count-provisional", "n", provisional))
	}
	return sentences
}

// item is a value with the words that name it.
type item struct {
	words string
	value value
	day   int
}

func (m *model) items() []item {
	var items []item
	for _, r := range m.rows {
		for i, v := range r.values {
			items = append(items, item{m.itemWords(r, i, v), v, r.days.middle()})
		}
	}
	return items
}

func (m *model) itemWords(r row, part int, v value) string {
	label := clip(r.label)
	switch {
	case m.kind.is(kindFunnel), m.kind.isParts && len(m.rows) == 1:
		label = clip(m.parts[part])
	case m.kind.is(kindFlow):
		label = m.text("chart.from-to", "from", label, "to", clip(r.to))
	case len(r.values) > 1:
		return m.text("chart.item-group", "label", m.inFacet(r, label), "group", clip(m.parts[part]), "value", v.words)
	case len(m.groups) > 1:
		return m.text("chart.item-group", "label", m.inFacet(r, label), "group", clip(m.groups[r.group]), "value", v.words)
	}
	return m.text("chart.item", "label", m.inFacet(r, label), "value", v.words)
}

// inFacet puts the name of a small chart before a label.
func (m *model) inFacet(r row, label string) string {
	if len(m.facets) < 2 {
		return label
	}
	return clip(m.facets[r.facet]) + ", " + label
}

// clip shortens a label to what a listener can bear; the table has all of it.
func clip(label string) string {
	const width = 100 * 10
	return typeset.Cut(label, typeset.Style{Size: 16}, width)
}

func join(items []item) string {
	words := make([]string, len(items))
	for i, it := range items {
		words[i] = it.words
	}
	return strings.Join(words, "; ")
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// text returns a text of the theme; Draw has checked that it is there.
func (m *model) text(key string, pairs ...any) string { return themeText(m.lang, key, "", pairs...) }

// statusWords returns the words of a value that is not known.
func statusWords(lang *locale.Language, s dataset.Status) string {
	return claim.Show(lang, dataset.Value{Status: s}, false, 0)
}
