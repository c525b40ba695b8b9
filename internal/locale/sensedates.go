package locale

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// date judges a numeral that is no name as a day or a year.
func (t *teller) date(i int) Sense {
	m := t.marks[i]
	switch {
	case m.isDay() && t.l.monthAt(t.text[m.end:]):
		return Date
	case m.isDay() && t.l.endsInMonth(t.text[:m.start]):
		if rest := strings.TrimLeft(t.text[m.end:], ", "); i+1 < len(t.marks) && t.marks[i+1].isYear() && len(t.text)-len(rest) == t.marks[i+1].start {
			return Date
		}
		return t.dayBehindMonth(i)
	case m.isYear():
		return t.year(i)
	}
	return Quantity
}

// dayBehindMonth judges a possible day behind its month, "on May 2". In a language
// that writes days first, words behind it would make it a number of them: "in May 31
// people", "on 2 May 20 people".
func (t *teller) dayBehindMonth(i int) Sense {
	day := string(t.l.dates.day)
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(t.text[t.marks[i].end:], " "+spaces))
	switch {
	case i > 0 && t.marks[i-1].isDay() && t.senses[i-1] == Date && t.l.monthAt(t.text[t.marks[i-1].end:]):
		return Quantity
	case strings.Index(day, "{day}") < strings.Index(day, "{month}") && (unicode.IsLetter(after) || unicode.IsDigit(after)):
		return Quantity
	}
	return MaybeDate
}

// year tells whether the words before a year say that it is one.
func (t *teller) year(i int) Sense {
	m := t.marks[i]
	before := t.text[:m.start]
	if t.l.endsInMonth(before) || t.l.names.endsIn(before, t.l.names.years) {
		return Date
	}
	if i > 0 && t.senses[i-1] == Date && t.marks[i-1].isDay() && strings.Trim(t.gap(i), ", ") == "" {
		return Date
	}
	return MaybeDate
}

// monthAt tells whether a month's name follows, behind an ordinal's ending or a space.
func (l *Language) monthAt(text string) bool {
	word := strings.TrimLeft(text, " "+spaces)
	if word == text {
		return false
	}
	for _, month := range l.names.months {
		if rest, ok := cutCapital(word, month); ok {
			r, _ := utf8.DecodeRuneInString(rest)
			if !inWord(r) {
				return true
			}
		}
	}
	return false
}

func (l *Language) endsInMonth(text string) bool {
	word := strings.TrimRight(text, " "+spaces)
	if word == text {
		return false
	}
	for _, month := range l.names.months {
		if len(word) < len(month) {
			continue
		}
		rest := word[:len(word)-len(month)]
		if tail, ok := cutCapital(word[len(rest):], month); ok && tail == "" {
			r, _ := utf8.DecodeLastRuneInString(rest)
			if !inWord(r) {
				return true
			}
		}
	}
	return false
}

// cutCapital cuts a word off the start of a text, where the text may begin with a
// capital and the word not.
func cutCapital(text, word string) (rest string, ok bool) {
	if rest, ok = strings.CutPrefix(text, word); ok {
		return rest, true
	}
	first, size := utf8.DecodeRuneInString(word)
	upper := string(unicode.ToUpper(first))
	if rest, ok = strings.CutPrefix(text, upper); !ok {
		return text, false
	}
	return strings.CutPrefix(rest, word[size:])
}

// isoDate is a date as ISO 8601 and the data have it.
var isoDate = regexp.MustCompile(`^[0-9]{4}-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?|Q[1-4]|H[12])`)

// isISO tells whether an ISO date begins at a numeral, and notes where it ends.
func (t *teller) isISO(m mark) bool {
	if !m.isYear() || m.end == len(t.text) || t.text[m.end] != '-' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(t.text[:m.start])
	found := isoDate.FindString(t.text[m.start:])
	after, _ := utf8.DecodeRuneInString(t.text[m.start+len(found):])
	if found == "" || inWord(before) || inWord(after) {
		return false
	}
	t.isoEnds = m.start + len(found)
	return true
}

// isTime tells whether a numeral is part of a time of day: "7:30", "3 p.m.", "14 h 30".
func (t *teller) isTime(i int) bool {
	m := t.marks[i]
	if i > 0 && t.senses[i-1] == Date && m.isMinutes() {
		before := t.marks[i-1]
		if gap := t.gap(i); gap == ":" && (before.isHour() || before.isMinutes()) || before.isHour() && t.l.names.isHours(strings.Trim(gap, " "+spaces)) {
			return true
		}
	}
	if i+1 < len(t.marks) && m.isHour() && t.gap(i+1) == ":" && t.marks[i+1].isMinutes() {
		return true
	}
	return (m.isHour() || isClock(t.text[m.start:m.end])) && t.l.names.beginsWithHours(strings.TrimLeft(t.text[m.end:], " "+spaces))
}

func (m mark) isHour() bool {
	return m.plain && (m.digits == 1 || m.digits == 2) && m.value <= 24
}
func (m mark) isMinutes() bool { return m.plain && m.digits == 2 && m.value <= 59 }

// clock is a time of day whose minutes look like decimals.
var clock = regexp.MustCompile(`^(?:1?[0-9]|2[0-4])[.,][0-5][0-9]$`)

func isClock(digits string) bool {
	return strings.ContainsAny(digits, ".,") && clock.MatchString(digits)
}

// gap returns what stands between a numeral and the one before it.
func (t *teller) gap(i int) string {
	return t.text[min(t.marks[i-1].end, t.marks[i].start):t.marks[i].start]
}

// beforeDay reads the first of two days, "26 to 28 May", as the second is read.
func (t *teller) beforeDay(i int) {
	m, next := t.marks[i], t.marks[i+1]
	later := t.senses[i+1]
	if t.senses[i] != Quantity || !m.isDay() || !next.isDay() || later != Date && later != MaybeDate {
		return
	}
	switch t.l.names.link(t.gap(i + 1)) {
	case linksRange:
		t.senses[i] = later
	case linksList:
		t.senses[i] = MaybeDate
	}
}
