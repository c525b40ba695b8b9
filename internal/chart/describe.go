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
	"chart.describe-bar":     {"n", 2, "unit", ""},
	"chart.describe-stacked": {"n", 2, "unit", ""},
	"chart.describe-whole":   {"n", 2, "unit", ""},
	"chart.describe-dots":    {"n", 2, "unit", "", "first", "", "last", ""},
	"chart.item":             {"label", "", "value", ""},
	"chart.item-group":       {"label", "", "group", "", "value", ""},
	"chart.list":             {"items", ""},
	"chart.largest":          {"items", ""},
	"chart.smallest":         {"items", ""},
	"chart.unknown":          {"items", ""},
	"chart.in-all":           {"whole", "", "unit", ""},
	"chart.whole":            nil,
	"chart.part":             nil,
	"chart.total":            nil,
	"chart.true":             nil,
	"chart.false":            nil,
	"chart.break":            nil,
	"chart.lane":             {"status", ""},
	"chart.sources":          nil,
}

// describe says in words what the chart shows.
func (m *model) describe() string {
	sentences := []string{m.opening()}
	if m.whole != "" {
		sentences = append(sentences, m.text("chart.list", "items", m.text("chart.in-all", "whole", m.whole, "unit", m.unit)))
	}
	items := m.items()
	if len(items) <= listed {
		return strings.Join(append(sentences, m.text("chart.list", "items", join(items))), " ")
	}
	known := slices.DeleteFunc(slices.Clone(items), func(i item) bool { return i.value.status.Unknown() })
	slices.SortStableFunc(known, func(a, b item) int { return cmpFloat(b.value.low, a.value.low) })
	if len(known) > 1 {
		sentences = append(sentences,
			m.text("chart.largest", "items", join(known[:min(3, len(known)-1)])),
			m.text("chart.smallest", "items", join(known[len(known)-1:])))
	}
	unknown := slices.DeleteFunc(items, func(i item) bool { return !i.value.status.Unknown() })
	if len(unknown) > 0 {
		sentences = append(sentences, m.text("chart.unknown", "items", join(unknown[:min(listed, len(unknown))])))
	}
	return strings.Join(sentences, " ")
}

func (m *model) opening() string {
	n := len(m.rows)
	switch {
	case m.kind == kindStacked && n == 1:
		return m.text("chart.describe-whole", "n", len(m.parts), "unit", m.unit)
	case m.kind != kindDots:
		return m.text("chart.describe-"+m.kind, "n", n, "unit", m.unit)
	}
	first, last := m.rows[0], m.rows[0]
	for _, r := range m.rows {
		if r.days.middle() < first.days.middle() {
			first = r
		}
		if r.days.middle() > last.days.middle() {
			last = r
		}
	}
	return m.text("chart.describe-dots", "n", n, "unit", m.unit, "first", first.label, "last", last.label)
}

// item is a value with the words that name it.
type item struct {
	words string
	value value
}

func (m *model) items() []item {
	var items []item
	for _, r := range m.rows {
		for i, v := range r.values {
			items = append(items, item{m.itemWords(r, i, v), v})
		}
	}
	return items
}

func (m *model) itemWords(r row, part int, v value) string {
	label := clip(r.label)
	switch {
	case m.kind == kindStacked && len(m.rows) == 1:
		return m.text("chart.item", "label", clip(m.parts[part]), "value", v.words)
	case m.kind == kindStacked:
		return m.text("chart.item-group", "label", label, "group", clip(m.parts[part]), "value", v.words)
	case len(m.groups) > 1:
		return m.text("chart.item-group", "label", label, "group", clip(m.groups[r.group]), "value", v.words)
	}
	return m.text("chart.item", "label", label, "value", v.words)
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
