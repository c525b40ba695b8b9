package dataset

import (
	"cmp"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/locale"
)

// limit is a minimum or a maximum: a number, or the text of a date or a year,
// which are ordered as their texts are.
type limit struct {
	number locale.Decimal
	text   string
}

// newLimit reads a minimum or maximum of a field of that type; nil when there is none.
func newLimit(t Type, text conf.Text, problems *diag.List) *limit {
	if text.Pos.Line == 0 {
		return nil
	}
	switch {
	case t != Date && t != Year && !t.IsQuantity():
		problems.Add(text.Pos, CodeSchema, "leave it out", "a %s has no minimum or maximum", t)
	case judge(t, text.Value).fault != nil || t == Count && judge(t, text.Value).status != Exact:
		problems.Add(text.Pos, CodeSchema, "", "the limit of a %s is written as one", t)
	case t.IsQuantity():
		number, err := locale.ParseDecimal(text.Value)
		if err == nil {
			return &limit{number: number}
		}
		problems.Add(text.Pos, CodeSchema, "", "the limit of a %s is written as one", t)
	default:
		return &limit{text: text.Value}
	}
	return nil
}

// compare orders one end of a cell, a number or a text, by the limit.
func (l *limit) compare(number locale.Decimal, text string) int {
	if l.text != "" {
		return cmp.Compare(text, l.text)
	}
	return number.Cmp(l.number)
}
