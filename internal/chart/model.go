package chart

import (
	"strings"
	"time"
	"unicode"

	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// model is what a chart shows in one language, before it is known where.
type model struct {
	lang    *locale.Language
	kind    string
	unit    string
	percent bool     // the numbers are shares
	parts   []string // stacked: the names of the columns of y
	groups  []string // dots: the names of the groups, in order of first use
	rows    []row
	whole   string // stacked, one row, all parts exact: their sum
	upright bool   // bar: the categories are periods
}

// row is one row of the query.
type row struct {
	label  string
	values []value // one per column of y
	group  int     // dots: index in groups
	days   days    // dots
}

// value is a quantity, and its words.
type value struct {
	status    dataset.Status
	words     string
	low, high float64 // high is +Inf where it is open; both 0 when the value is not known
}

// days is a period as days since 1970-01-01. An open end is the day of the other
// end, and the flag is set.
type days struct {
	first, last         int
	openFirst, openLast bool
}

// middle is where a mark for the period stands.
func (d days) middle() int { return (d.first + d.last) / 2 }

// model reads the query's rows in a language.
func (p *plan) model(lang *locale.Language) *model {
	m := &model{lang: lang, kind: p.spec.Type.Value, unit: p.spec.Unit.In(lang.Tag), percent: isShare(&p.query.Columns[p.y[0]])}
	for _, col := range p.y {
		m.parts = append(m.parts, tame(p.heading(col, lang.Tag)))
	}
	groups := map[string]int{}
	m.upright = true
	for i := range p.query.Len() {
		cells := p.query.Row(i)
		r := row{label: tame(show(lang, &p.query.Columns[p.x], cells[p.x]))}
		for _, col := range p.y {
			r.values = append(r.values, p.value(lang, col, cells[col]))
		}
		var isDate bool
		r.days, isDate = span(cells[p.x])
		m.upright = m.upright && isDate
		if p.group >= 0 {
			r.group = m.groupOf(groups, RawText(cells[p.group]), show(lang, &p.query.Columns[p.group], cells[p.group]))
		}
		m.rows = append(m.rows, r)
	}
	m.whole = p.whole(lang)
	return m
}

func (m *model) groupOf(seen map[string]int, key, label string) int {
	i, ok := seen[key]
	if !ok {
		i = len(m.groups)
		seen[key] = i
		m.groups = append(m.groups, tame(label))
	}
	return i
}

// value reads a quantity. A number that is not known has no extent, whatever its
// bounds are.
func (p *plan) value(lang *locale.Language, col int, v dataset.Value) value {
	out := value{status: v.Status, words: show(lang, &p.query.Columns[col], v)}
	if !v.Status.Unknown() {
		out.low, out.high = v.Low.Float64(), v.High.Float64()
	}
	return out
}

// whole adds up the parts of a stacked chart of one row, or returns "" when one is
// not known exactly.
func (p *plan) whole(lang *locale.Language) string {
	if p.spec.Type.Value != kindStacked || p.query.Len() != 1 {
		return ""
	}
	sum, ok := p.sum()
	if !ok {
		return ""
	}
	return show(lang, &p.query.Columns[p.y[0]], dataset.ExactValue(sum))
}

func (p *plan) sum() (sum locale.Decimal, ok bool) {
	cells := p.query.Row(0)
	sum = locale.Int(0)
	for _, col := range p.y {
		v := cells[col]
		if v.Status != dataset.Exact {
			return sum, false
		}
		sum = sum.Add(v.Low)
	}
	return sum, true
}

// show writes a cell as a reader meets it.
func show(lang *locale.Language, column *figure.Column, v dataset.Value) string {
	if !v.IsText || v.Status.Unknown() {
		percent := isShare(column)
		return claim.Show(lang, v, percent, places(v, percent))
	}
	if column.Field == nil {
		return v.Text
	}
	label := column.Field.Label(v.Text, lang.Tag)
	switch {
	case label != v.Text:
		return label
	case v.Text == dataset.Total:
		return themeText(lang, "chart.total", v.Text)
	case column.Field.Type == dataset.Period || column.Field.Type == dataset.Date || column.Field.Type == dataset.Year:
		return lang.Date(v.Text)
	case column.Field.Type == dataset.Boolean:
		return themeText(lang, "chart."+v.Text, v.Text)
	}
	return v.Text
}

// isShare tells whether a column holds ratios that are shown as percentages.
func isShare(column *figure.Column) bool {
	for _, unit := range column.Units {
		if unit.Value == "%" || unit.Value == "share" {
			return true
		}
	}
	return false
}

// places returns the decimals to show: one for a percentage, else as many as the
// number has, up to two.
func places(v dataset.Value, percent bool) int {
	if percent {
		return 1
	}
	return min(2, v.Low.Places())
}

// themeText returns a text of the theme, or other when it has none. Draw has
// checked all texts by then; Tabulate also serves without charts.
func themeText(lang *locale.Language, key, other string, pairs ...any) string {
	text, err := lang.Text(key, pairs...)
	if err != nil {
		return other
	}
	return text
}

// span reads a date or a period.
func span(v dataset.Value) (days, bool) {
	if v.Status.Unknown() {
		return days{}, false
	}
	text := v.Text
	if !v.IsText {
		text = v.Low.String() // a year that a query computed
	}
	first, last, ok := dataset.Span(text)
	d := days{first: day(first), last: day(last), openFirst: first.IsZero(), openLast: last.IsZero()}
	if d.openFirst {
		d.first = d.last
	}
	if d.openLast {
		d.last = d.first
	}
	return d, ok
}

func day(t time.Time) int { return int(t.Unix() / (24 * 60 * 60)) }

// tame takes out of a label what could reach beyond it: control characters, marks
// that turn the direction of what follows, and the private characters that stand
// for braces on the way through the engine (see encode).
func tame(label string) string {
	label = strings.ToValidUTF8(label, "�")
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, unicode.Is(unicode.Co, r), r == 0xFFFE, r == 0xFFFF, r == 0xFEFF:
			return -1
		}
		return r
	}, label)
	return strings.Join(strings.FieldsFunc(clean, func(r rune) bool { return r == ' ' }), " ")
}
