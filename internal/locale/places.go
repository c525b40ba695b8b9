package locale

import (
	"strings"
	"unicode"
)

// Unplaced returns the numerals of a citation's locator that name no place in a source.
// One that does stands behind a word of names.before or names.locators ("para. 57"),
// goes on with such a one ("pp. 3–4", "paras 17 and 18"), or is part of a date or name.
func (l *Language) Unplaced(locator string) []Numeral {
	var found []Numeral
	numerals := l.Numerals(locator)
	t := teller{l: l, text: locator, senses: l.Senses(locator, numerals)}
	placed := false // the numeral before
	for _, n := range numerals {
		t.marks = append(t.marks, newMark(locator, n))
	}
	for i, n := range numerals {
		if placed = t.isPlace(i, placed); !placed {
			found = append(found, n)
		}
	}
	return found
}

// isPlace tells whether a numeral names a place; before says whether the one before it does.
func (t *teller) isPlace(i int, before bool) bool {
	m := t.marks[i]
	text := t.text[:m.start]
	switch sense := t.senses[i]; {
	case !m.plain:
		return false
	case sense == Date, sense == Name, t.l.IsNaming(text), t.l.names.endsIn(text, t.l.names.locators):
		return true
	case sense == MaybeName && court.MatchString(t.gap(i)), sense == MaybeDate && i+1 < len(t.marks) && court.MatchString(t.gap(i+1)):
		return true
	case t.countsWhatFollows(i):
		return false
	case sense == MaybeDate:
		return true
	case before:
		gap := t.gap(i)
		return t.l.names.link(gap) != linksNothing || gap == "(" || gap == ":" || gap == "."
	}
	return false
}

// countsWhatFollows tells whether a word stands behind a numeral that does not lead to
// another place: "p. 3, 50 people".
func (t *teller) countsWhatFollows(i int) bool {
	rest := strings.TrimLeft(t.text[t.marks[i].end:], " "+spaces)
	word := rest[:len(rest)-len(strings.TrimLeftFunc(rest, unicode.IsLetter))]
	return word != "" && t.l.names.link(word) == linksNothing
}
