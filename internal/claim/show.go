package claim

import (
	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// Show writes a value as a reader meets it where no author chose words: "6,051",
// "more than 40,000", "about 100", "0 to 249", "not published", a percentage when percent is set.
// places counts the decimals (those of the percentage, when it is one); negative
// means as many as the value has. The ends of a bound or band are rounded outwards,
// and what Show writes is a claim that holds. A date is written as one.
func Show(lang *locale.Language, v dataset.Value, percent bool, places int) string {
	switch {
	case v.Status.Unknown():
		return statusWords(lang, v.Status)
	case v.IsText:
		return lang.Date(v.Text)
	}
	w := writer{lang, percent, places}
	values := lang.Values()
	switch known(v) {
	case exact:
		return w.number(v.Low)
	case approximate:
		return values.About.Fill("n", w.number(v.Low))
	case atLeast:
		if above := v.Low.Add(locale.Int(-1)); !percent && v.Low.Places() == 0 && roundness(above) > roundness(v.Low) {
			return values.MoreThan.Fill("n", w.number(above))
		}
		return values.AtLeast.Fill("n", w.end(v.Low, -1))
	case atMost:
		if !percent && v.High.Places() == 0 {
			return values.FewerThan.Fill("n", w.number(v.High.Add(locale.Int(1))))
		}
		return values.AtMost.Fill("n", w.end(v.High, 1))
	case band:
		return values.Range.Fill("low", w.end(v.Low, -1), "high", w.end(v.High, 1))
	}
	return statusWords(lang, dataset.NotPublished)
}

// writer writes numbers in one form.
type writer struct {
	lang    *locale.Language
	percent bool
	places  int
}

func (w writer) number(d locale.Decimal) string {
	if w.percent {
		return w.lang.Percent(d, w.places)
	}
	return w.lang.Number(d, w.places)
}

// end writes the end of a range, rounded outwards.
func (w writer) end(d locale.Decimal, outward int64) string {
	places := w.places
	if w.percent {
		places += 2
	}
	if w.places >= 0 {
		d = outwards(d, places, outward)
	}
	return w.number(d)
}

// roundness says how round a whole number is: by its zeros at the end, and a 5
// before them. Words take the rounder of 40,000 and 40,001.
func roundness(d locale.Decimal) int {
	places := significant(d)
	score := -2 * places
	if d.Shift(places).Round(-1) != d.Shift(places) && d.Shift(places).Times(2).Round(-1) == d.Shift(places).Times(2) {
		score++
	}
	return score
}

func statusWords(lang *locale.Language, s dataset.Status) string {
	switch s {
	case dataset.Withheld:
		return lang.Values().Withheld
	case dataset.NotApplicable:
		return lang.Values().NotApplicable
	}
	return lang.Values().NotPublished
}

// IsPercent tells whether a column's ratios are shown as percentages: its unit in
// the language is "%" or "share".
func IsPercent(lang *locale.Language, c figure.Column) bool {
	unit := c.Units.In(lang.Tag)
	return unit == "%" || unit == "share"
}

// Fill writes the words of a claim that has none: a label for a category, a date
// for a period, a percentage to one decimal at most, any other number to two.
func Fill(lang *locale.Language, c figure.Column, v dataset.Value) string {
	if labels := labelsOf(lang, c, v); len(labels) > 0 && !v.Status.Unknown() {
		return labels[0]
	}
	if IsPercent(lang, c) {
		return Show(lang, v, true, min(1, max(0, decimals(v)-2)))
	}
	return Show(lang, v, false, min(2, decimals(v)))
}

// decimals returns the decimals that a quantity needs.
func decimals(v dataset.Value) int { return max(v.Low.Places(), v.High.Places()) }

// labelsOf returns what a text of a column is called in the language, best first.
func labelsOf(lang *locale.Language, c figure.Column, v dataset.Value) []string {
	switch {
	case !v.IsText || c.Field == nil:
		return nil
	case v.Text == dataset.Total && c.Field.Label(v.Text, lang.Tag) == v.Text:
		return []string{lang.Values().Total}
	case c.Field.Type == dataset.String:
		return []string{c.Field.Label(v.Text, lang.Tag)}
	}
	return nil
}
