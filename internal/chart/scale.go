package chart

import (
	"math"
	"time"

	"daylight/internal/claim"
	"daylight/internal/dataset"
	"daylight/internal/locale"
	"daylight/internal/typeset"
)

// scale is an axis of numbers from zero: its lines and their labels.
type scale struct {
	top    float64
	ticks  []float64
	labels []string
}

// newScale divides 0 to top into three to five steps of 1, 2 or 5 times a power of
// ten. whole keeps the steps from being fractions.
func (m *model) newScale(top float64, whole bool) scale {
	if top <= 0 {
		top = 1
	}
	exponent, factor := -12, int64(1)
	for top > 5*float64(factor)*math.Pow10(exponent) {
		switch factor {
		case 1:
			factor = 2
		case 2:
			factor = 5
		default:
			factor, exponent = 1, exponent+1
		}
	}
	if whole && exponent < 0 {
		factor, exponent = 1, 0
	}
	step := locale.Int(factor).Shift(exponent)
	var s scale
	for tick := locale.Int(0); ; tick = tick.Add(step) {
		s.top = tick.Float64()
		s.ticks = append(s.ticks, s.top)
		s.labels = append(s.labels, claim.Show(m.lang, dataset.ExactValue(tick), m.percent, m.tickPlaces(exponent)))
		if s.top >= top {
			return s
		}
	}
}

// tickPlaces returns the decimals that a step needs.
func (m *model) tickPlaces(exponent int) int {
	if m.percent {
		exponent += 2
	}
	return max(0, -exponent)
}

// calendar is an axis of days.
type calendar struct {
	first, last int
	ticks       []tick
}

// tick is a date on the axis, and where its label's middle is.
type tick struct {
	day   int
	label string
	x     int
}

// The steps of a calendar: days, then months.
var (
	daySteps   = [...]int{1, 2, 7, 14}
	monthSteps = [...]int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200}
)

// newCalendar chooses the shortest step whose labels fit beside each other.
func (m *model) newCalendar(s size, plot box) calendar {
	c := m.days()
	if m.shared != nil {
		c = m.shared.calendar
	}
	span := c.last - c.first
	if span <= 60 {
		for _, step := range daySteps {
			if ticks := m.dayTicks(c, step); len(ticks) > 1 && c.place(ticks, s, plot) {
				return c
			}
		}
	}
	for _, step := range monthSteps {
		wider := c
		if start := monthStart(c.first, step); c.first-start <= span*15/100 {
			wider.first = start
		}
		if ticks := m.monthTicks(wider, step); len(ticks) > 1 && wider.place(ticks, s, plot) {
			return wider
		}
	}
	c.place([]tick{{day: m.rows[0].days.middle(), label: m.rows[0].label}}, s, plot)
	return c
}

// days returns the days of all rows, with some air at both ends.
func (m *model) days() calendar {
	c := calendar{first: math.MaxInt, last: math.MinInt}
	for _, r := range m.rows {
		c.first, c.last = min(c.first, r.days.first), max(c.last, r.days.last)
	}
	for _, a := range m.marks {
		if !a.isValue {
			c.first, c.last = min(c.first, a.day), max(c.last, a.day)
		}
	}
	air := max(3, (c.last-c.first)/20)
	c.first -= air
	c.last += air
	return c
}

func (m *model) dayTicks(c calendar, step int) []tick {
	var ticks []tick
	for d := c.first; d <= c.last; d += step {
		ticks = append(ticks, tick{day: d, label: m.lang.Date(date(d).Format(time.DateOnly))})
	}
	return ticks
}

func (m *model) monthTicks(c calendar, step int) []tick {
	form := "2006-01"
	if step%12 == 0 {
		form = "2006"
	}
	var ticks []tick
	for t := date(monthStart(c.first, step)); day(t) <= c.last; t = t.AddDate(0, step, 0) {
		if day(t) >= c.first {
			ticks = append(ticks, tick{day: day(t), label: m.lang.Date(t.Format(form))})
		}
	}
	return ticks
}

// monthStart returns the first day of the step of months that a day lies in.
func monthStart(d, step int) int {
	t := date(d)
	months := t.Year()*12 + int(t.Month()) - 1
	months -= months % step
	return day(time.Date(months/12, time.Month(months%12+1), 1, 0, 0, 0, 0, time.UTC))
}

func date(d int) time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

// place sets the labels' places, kept inside the page. It is false when two come
// too near to each other.
func (c *calendar) place(ticks []tick, s size, plot box) bool {
	end := math.MinInt
	for i := range ticks {
		width := typeset.Width(ticks[i].label, s.small)
		x := plot.x + int(math.Round(float64(ticks[i].day-c.first)/float64(c.last-c.first)*float64(plot.width)))
		ticks[i].x = min(max(x, width/2+margin), s.width-width/2-1-margin)
		if ticks[i].x-width/2 < end+gap {
			return false
		}
		end = ticks[i].x + width/2
	}
	c.ticks = ticks
	return true
}
