package dataset

import (
	"strings"
	"time"
)

const periodForms = "a period is written 2011, 2011-05, 2011-05-02, 2011-Q2, 2011-H1, 2011-03-26/2011-05-02, ../2012-02-22 or 2012-02-22/.."

// Span returns the first and the last day of a period. An open end is the zero
// time. It is false for Total and for what is no period.
func Span(period string) (first, last time.Time, ok bool) {
	from, to, interval := strings.Cut(period, "/")
	if !interval {
		return calendar(period)
	}
	first, ok = day(from)
	last, ok2 := day(to)
	switch {
	case from == ".." && ok2:
		return time.Time{}, last, true
	case to == ".." && ok:
		return first, time.Time{}, true
	}
	return first, last, ok && ok2 && !last.Before(first)
}

// calendar reads a year, a half, a quarter, a month or a day.
func calendar(text string) (first, last time.Time, ok bool) {
	if len(text) == len("2011-05-02") {
		first, ok = day(text)
		return first, first, ok
	}
	if len(text) < 4 || len(text) > len("2011-05") {
		return time.Time{}, time.Time{}, false
	}
	if first, ok = day(text[:4] + "-01-01"); !ok {
		return time.Time{}, time.Time{}, false
	}
	month, months := 1, 0
	switch rest := text[4:]; {
	case rest == "":
		months = 12
	case rest == "-H1" || rest == "-H2":
		month, months = 1+6*int(rest[2]-'1'), 6
	case len(rest) == 3 && rest[1] == 'Q' && rest[0] == '-' && rest[2] >= '1' && rest[2] <= '4':
		month, months = 1+3*int(rest[2]-'1'), 3
	default:
		first, ok = day(text + "-01")
		return first, first.AddDate(0, 1, -1), ok
	}
	first = first.AddDate(0, month-1, 0)
	return first, first.AddDate(0, months, -1), true
}

// day reads a date that is in the calendar, from the year 1000 on.
func day(text string) (time.Time, bool) {
	d, err := time.Parse(time.DateOnly, text)
	return d, err == nil && len(text) == len(time.DateOnly) && text[0] != '0'
}

func judgePeriod(text string) verdict {
	if text == Total {
		return verdict{}
	}
	if _, _, ok := Span(text); !ok {
		return wrong("the cell is not a period of the calendar", periodForms)
	}
	return verdict{}
}

func judgeDate(text string) verdict {
	if _, ok := day(text); !ok {
		return wrong("the cell is not a date of the calendar", "a date is written year, month, day: 2011-05-02")
	}
	return verdict{}
}

func judgeYear(text string) verdict {
	if _, ok := day(text + "-01-01"); !ok || len(text) != 4 {
		return wrong("the cell is not a year", "a year is written with four digits: 2011")
	}
	return verdict{}
}
