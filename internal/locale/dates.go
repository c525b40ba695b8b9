package locale

import (
	"strconv"
	"strings"
	"time"
)

// dates is how a language writes dates and periods: patterns with {day},
// {month}, {year}, {ordinal}, {start}, {end} and {date}.
type dates struct {
	months, ordinals                []string
	days                            map[int]string // days that are not written as a plain number: 1 → "1er"
	day, month, quarter, half, year Pattern
	interval, inYear, inMonth       Pattern
	before, since                   Pattern
}

// Date writes a date or a period in the form of dataset's Period type: "2 May
// 2011", "May 2011", "2011", "second quarter of 2011", "26 March to 2 May 2011",
// "before 23 February 2012" (for "../2012-02-22"). What is no period comes back
// as it is.
func (l *Language) Date(iso string) string {
	from, to, interval := strings.Cut(iso, "/")
	if !interval {
		return l.dates.calendar(iso)
	}
	first, fromDay := parseDay(from)
	last, toDay := parseDay(to)
	switch {
	case from == ".." && toDay:
		return l.dates.before.Fill("date", l.dates.write(l.dates.day, last.AddDate(0, 0, 1)))
	case to == ".." && fromDay:
		return l.dates.since.Fill("date", l.dates.write(l.dates.day, first))
	case fromDay && toDay && first.Before(last):
		return l.dates.between(first, last)
	}
	return iso
}

// between leaves out of an interval's start what its end says too.
func (d *dates) between(first, last time.Time) string {
	start := d.day
	if first.Year() == last.Year() {
		start = d.inYear
		if first.Month() == last.Month() {
			start = d.inMonth
		}
	}
	return d.interval.Fill("start", d.write(start, first), "end", d.write(d.day, last))
}

// calendar writes a day, a month, a quarter, a half or a year.
func (d *dates) calendar(iso string) string {
	if day, ok := parseDay(iso); ok {
		return d.write(d.day, day)
	}
	year, rest, parted := strings.Cut(iso, "-")
	if len(year) != 4 || !onlyDigits(year) {
		return iso
	}
	if month, ok := parseDay(iso + "-01"); ok {
		return d.write(d.month, month)
	}
	switch {
	case !parted:
		return d.year.Fill("year", year)
	case len(rest) == 2 && rest[0] == 'Q' && '1' <= rest[1] && rest[1] <= '4':
		return d.quarter.Fill("ordinal", d.ordinals[rest[1]-'1'], "year", year)
	case rest == "H1" || rest == "H2":
		return d.half.Fill("ordinal", d.ordinals[rest[1]-'1'], "year", year)
	}
	return iso
}

func (d *dates) write(p Pattern, t time.Time) string {
	day, named := d.days[t.Day()]
	if !named {
		day = strconv.Itoa(t.Day())
	}
	return p.Fill("day", day, "month", d.months[t.Month()-1], "year", strconv.Itoa(t.Year()))
}

func parseDay(iso string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, iso)
	return t, err == nil && len(iso) == len(time.DateOnly)
}
