package figure

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure/sqlite"
	"daylight/internal/locale"
)

// none marks a part of a column that the result does not have.
const none = -1

// parts says where a result has the parts of one folded column.
type parts struct {
	name                     string
	value, low, high, status int
}

// foldColumns finds what belongs together in a result: x, x_low, x_high, x_status.
func foldColumns(names []string) []parts {
	at := func(name string) int { return slices.Index(names, name) }
	var columns []parts
	for _, name := range names {
		base, suffix := splitSuffix(name)
		if suffix == "" || at(base) == none && (at(base+"_low") == none || at(base+"_high") == none) {
			base = name
		}
		if !slices.ContainsFunc(columns, func(p parts) bool { return p.name == base }) {
			columns = append(columns, parts{base, at(base), at(base + "_low"), at(base + "_high"), at(base + "_status")})
		}
	}
	return columns
}

// splitSuffix cuts a column's name before _low, _high or _status.
func splitSuffix(name string) (base, suffix string) {
	for _, suffix := range []string{"_low", "_high", "_status"} {
		if base, ok := strings.CutSuffix(name, suffix); ok && base != "" {
			return base, suffix
		}
	}
	return name, ""
}

// checkNames reports columns that no figure could be named by.
func (s *script) checkNames(problems *diag.List) {
	for i, name := range s.columns {
		switch {
		case !identifier.MatchString(name):
			problems.Add(s.first(), CodeColumn, "name it with AS: "+hintName, "column %d of the result has no name that a figure can have", i+1)
		case slices.Index(s.columns, name) < i:
			problems.Add(s.find(name), CodeColumn, "name one of them with AS", "the result has two columns %q", name)
		}
	}
	for _, p := range foldColumns(s.columns) {
		if p.value != none && (p.low == none) != (p.high == none) {
			problems.Add(s.find(p.name), CodeFold, "give both "+p.name+"_low and "+p.name+"_high", "%s has one bound and not the other", p.name)
		}
	}
}

// fault is why a cell of a result has no value.
type fault struct {
	code          diag.Code
	message, hint string
}

var (
	faultNull     = &fault{CodeNull, "is NULL", "say what it is with coalesce, or why there is none with a column %s_status"}
	faultBlob     = &fault{CodeValue, "is a blob", "CAST it AS TEXT"}
	faultText     = &fault{CodeValue, "is no text that can be shown", "leave out what is not UTF-8, control characters, and characters that hide or reorder text"}
	faultInfinite = &fault{CodeValue, "is infinite", "give it as a bound, in %s_low or %s_high"}
	faultMixed    = &fault{CodeValue, "is a text in one row and a number in another", "make the column one or the other"}
	faultBound    = &fault{CodeFold, "has a bound that is no number", "make %s_low and %s_high numbers; an open end is 9e999"}
	faultOneBound = &fault{CodeFold, "has one bound and not the other", "give both; an open end is 9e999"}
	faultOutside  = &fault{CodeFold, "does not lie between its bounds", "look at %s, %s_low and %s_high of that row"}
	faultWord     = &fault{CodeFold, "has a status that is none of the words", "the words are exact, bound, band, approximate, withheld, not published, not applicable"}
	faultStatus   = &fault{CodeFold, "has a status that contradicts its value or bounds", "exact and approximate have equal bounds; a marker has no value, and [not applicable] no bounds"}
)

// folder turns the cells of a result's rows into values.
type folder struct {
	markers map[string]dataset.Status // of texts
	count   bool                      // what is not known is at least zero
}

// fold makes the value of one column in one row.
func (f folder) fold(p parts, row []sqlite.Cell) (dataset.Value, *fault) {
	cell := func(i int) sqlite.Cell {
		if i == none {
			return sqlite.Cell{Kind: sqlite.Null}
		}
		return row[i]
	}
	value, low, high, word := cell(p.value), cell(p.low), cell(p.high), cell(p.status)
	if value.Kind == sqlite.Text {
		return f.text(value.Text)
	}
	if value.Kind == sqlite.Blob {
		return dataset.Value{}, faultBlob
	}
	if (low.Kind == sqlite.Null) != (high.Kind == sqlite.Null) {
		return dataset.Value{}, faultOneBound
	}
	if word.Kind == sqlite.Null {
		return unnamed(value, low, high)
	}
	status, ok := dataset.ParseStatus(word.Text)
	if !ok || word.Kind != sqlite.Text {
		return dataset.Value{}, faultWord
	}
	return f.named(status, value, low, high)
}

// text makes a text's value; a marker keeps its status.
func (f folder) text(s string) (dataset.Value, *fault) {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && invisible(r) }) {
		return dataset.Value{}, faultText
	}
	v := dataset.TextValue(s)
	v.Status = f.markers[s]
	return v, nil
}

// invisible tells whether a character can make a text read as what it is not, as
// dataset refuses it in a cell: char() makes any. The joiners and direction marks
// that scripts such as Persian need are let through.
func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200c', '\u200d', '\u200e', '\u200f', '\u061c':
		return false
	case '\u2028', '\u2029', utf8.RuneError:
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf) || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// unnamed makes the value of a quantity without a status.
func unnamed(value, low, high sqlite.Cell) (dataset.Value, *fault) {
	switch {
	case low.Kind == sqlite.Null && value.Kind == sqlite.Null:
		return dataset.Value{}, faultNull
	case low.Kind == sqlite.Null:
		low, high = value, value
		if number, ok := decimal(value); !ok || number.IsInf() {
			return dataset.Value{}, faultInfinite
		}
	}
	v, wrong := bounded(value, low, high)
	switch {
	case wrong != nil:
		return v, wrong
	case v.Low == v.High && v.Low.IsInf():
		return v, faultInfinite
	case v.Low == v.High:
		v.Status = dataset.Exact
	case v.Low.IsInf() || v.High.IsInf():
		v.Status = dataset.Bound
	default:
		v.Status = dataset.Band
	}
	return v, nil
}

// named makes the value of a quantity with a status.
func (f folder) named(status dataset.Status, value, low, high sqlite.Cell) (dataset.Value, *fault) {
	if status.Unknown() && value.Kind != sqlite.Null {
		return dataset.Value{}, faultStatus
	}
	if low.Kind == sqlite.Null && (status.Unknown() || value.Kind == sqlite.Null) {
		return f.unknown(status)
	}
	if low.Kind == sqlite.Null {
		low, high = value, value
	}
	v, wrong := bounded(value, low, high)
	v.Status = status
	point := v.Low == v.High && !v.Low.IsInf()
	switch {
	case wrong != nil:
		return v, wrong
	case status == dataset.NotApplicable,
		(status == dataset.Exact || status == dataset.Approximate) && !point,
		status == dataset.Band && (v.Low.IsInf() || v.High.IsInf()):
		return v, faultStatus
	}
	return v, nil
}

// unknown makes the value of a status without any number.
func (f folder) unknown(status dataset.Status) (dataset.Value, *fault) {
	switch {
	case !status.Unknown():
		return dataset.Value{}, faultNull
	case status == dataset.NotApplicable:
		return dataset.Value{Status: status}, nil
	case f.count:
		return dataset.Value{Status: status, High: locale.Inf(1)}, nil
	}
	return dataset.Value{Status: status, Low: locale.Inf(-1), High: locale.Inf(1)}, nil
}

// bounded makes a quantity of its bounds, between which its value lies if it has one.
func bounded(value, low, high sqlite.Cell) (dataset.Value, *fault) {
	lo, okLow := decimal(low)
	hi, okHigh := decimal(high)
	if !okLow || !okHigh {
		return dataset.Value{}, faultBound
	}
	v := dataset.Value{Low: lo, High: hi}
	if lo.Cmp(hi) > 0 {
		return v, faultOutside
	}
	if value.Kind == sqlite.Null {
		return v, nil
	}
	number, ok := decimal(value)
	switch {
	case !ok || number.IsInf():
		return v, faultInfinite
	case number.Cmp(lo) < 0 || number.Cmp(hi) > 0:
		return v, faultOutside
	}
	return v, nil
}

// decimal makes a number of a cell that holds one.
func decimal(c sqlite.Cell) (locale.Decimal, bool) {
	switch c.Kind {
	case sqlite.Int:
		return locale.Int(c.Int), true
	case sqlite.Float:
		d, err := locale.Float(c.Float)
		return d, err == nil
	}
	return locale.Decimal{}, false
}
