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
	kind    *kind
	unit    string
	xName   string   // what readers call the column of x
	percent bool     // the numbers are shares
	parts   []string // the names of the columns of y
	groups  []string // the names of the series over time, in order of first use
	facets  []string // the names of the small charts, in order of first use
	rows    []row
	whole   string // parts, one row, all exact: their sum
	upright bool   // the bars stand, where they fit
	marks   []annotation
	first   int    // the column of the chart's table with the first quantity
	shared  *frame // of a small chart: what it has in common with its neighbours
}

// frame is what small charts have in common.
type frame struct {
	top      float64
	calendar calendar
}

// row is one row of the query.
type row struct {
	index  int // in the chart's table
	label  string
	values []value        // one per column of y
	group  int            // index in groups
	facet  int            // index in facets
	to     string         // flow
	words  string         // timeline
	status dataset.Status // of words
	days   days
	dated  bool

	dateStatus dataset.Status // of a timeline's date
}

// value is a quantity, and its words.
type value struct {
	status    dataset.Status
	words     string
	number    string  // words, without what is said of its being provisional
	low, high float64 // high is +Inf where it is open; both 0 when the value is not known
	share     string  // of a part of a known whole: its percentage

	provisional bool // it may be revised
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
	m := &model{lang: lang, kind: p.kind, unit: p.spec.Unit.In(lang.Tag), xName: tame(p.heading(p.x, lang.Tag)), first: len(p.textColumns())}
	if len(p.y) > 0 {
		m.percent = isShare(&p.query.Columns[p.y[0]])
	}
	for _, col := range p.y {
		m.parts = append(m.parts, tame(p.heading(col, lang.Tag)))
	}
	m.upright = !p.kind.is(kindRange)
	groups, facets := map[string]int{}, map[string]int{}
	for i := range p.query.Len() {
		r := p.row(lang, i)
		m.upright = m.upright && (r.dated || p.kind.is(kindColumn))
		r.group = p.nameOf(lang, i, p.group, groups, &m.groups)
		r.facet = p.nameOf(lang, i, p.facet, facets, &m.facets)
		m.rows = append(m.rows, r)
	}
	if p.kind.isTime && len(p.y) > 1 {
		m.groups = m.parts
	}
	m.whole = p.whole(lang)
	for _, a := range p.marks {
		m.marks = append(m.marks, a.in(p, lang))
	}
	return m
}

// row reads one row of the query.
func (p *plan) row(lang *locale.Language, i int) row {
	cells := p.query.Row(i)
	text := func(col int) string {
		if col < 0 {
			return ""
		}
		return tame(show(lang, &p.query.Columns[col], cells[col]))
	}
	r := row{index: i, label: text(p.x), to: text(p.to), words: text(p.words)}
	if p.words >= 0 {
		r.status, r.dateStatus = cells[p.words].Status, cells[p.x].Status
	}
	sum, whole := p.sum(i)
	for _, col := range p.y {
		v := p.value(lang, col, cells[col])
		if p.kind.is(kindShare) && whole {
			v.share = claim.Show(lang, dataset.ExactValue(ratio(cells[col].Low, sum)), true, 1)
			v.words = themeText(lang, "chart.with-share", v.words, "value", v.words, "share", v.share)
		}
		v.number = v.words
		if v.provisional = p.provisional(i) && !v.status.Unknown(); v.provisional {
			v.words = v.saidProvisional(lang, show(lang, &p.query.Columns[col], cells[col]))
		}
		r.values = append(r.values, v)
	}
	r.days, r.dated = span(cells[p.x])
	return r
}

// nameOf returns the index of a row's text in a column among the names seen so far.
func (p *plan) nameOf(lang *locale.Language, row, col int, seen map[string]int, names *[]string) int {
	if col < 0 {
		return 0
	}
	v := p.query.Row(row)[col]
	key := RawText(v)
	i, ok := seen[key]
	if !ok {
		i = len(*names)
		seen[key] = i
		*names = append(*names, tame(show(lang, &p.query.Columns[col], v)))
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

// whole adds up the parts of a chart of one row, or returns "" when one is not known
// exactly.
func (p *plan) whole(lang *locale.Language) string {
	if !p.kind.isParts || p.query.Len() != 1 {
		return ""
	}
	sum, ok := p.sum(0)
	if !ok {
		return ""
	}
	return show(lang, &p.query.Columns[p.y[0]], dataset.ExactValue(sum))
}

// sum adds up the parts of a row; it is false where one is not known exactly.
func (p *plan) sum(row int) (sum locale.Decimal, ok bool) {
	cells := p.query.Row(row)
	sum = locale.Int(0)
	for _, col := range p.y {
		v := cells[col]
		if v.Status != dataset.Exact {
			return sum, false
		}
		sum = sum.Add(v.Low)
	}
	return sum, sum.Sign() > 0 || !p.kind.is(kindShare)
}

// ratio divides, to twelve digits.
func ratio(part, whole locale.Decimal) locale.Decimal {
	d, err := locale.Float(part.Float64() / whole.Float64())
	if err != nil {
		return locale.Int(0) // there is no such whole: sum says so
	}
	return d
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
