package locale

import (
	"errors"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// format is how a language writes numbers, found out once by looking at a few
// that golang.org/x/text has written.
type format struct {
	digits             [10]string // "0" to "9" in the language's own script
	group, decimal     string
	minus              string
	prefix, suffix     string // around a percentage: "", "%" or "%", ""
	primary, secondary int    // digits in the last group and in the others
}

var errProbe = errors.New("its way of writing numbers could not be made out")

// newFormat derives the format of a language: from 1234567890.25 the digits and
// the separators, from -5 the sign, from 50% the percent sign.
func newFormat(tag language.Tag) (format, error) {
	printer := message.NewPrinter(tag)
	var f format
	if !f.learnDigits(printer.Sprint(number.Decimal(1234567890.25))) {
		return f, errProbe
	}
	minus, five, ok := strings.Cut(printer.Sprint(number.Decimal(-5)), f.digits[5])
	if !ok || five != "" || minus == "" {
		return f, errProbe
	}
	f.minus = minus
	f.prefix, f.suffix, ok = strings.Cut(printer.Sprint(number.Percent(0.5)), f.digits[5]+f.digits[0])
	if !ok || f.prefix+f.suffix == "" {
		return f, errProbe
	}
	return f, nil
}

// learnDigits reads the probe: runs of digits with separators between them.
func (f *format) learnDigits(probe string) bool {
	var separators []string
	var runs []int
	position, inRun := 0, false
	for _, r := range probe {
		_, isDigit := digitValue(r)
		switch {
		case isDigit && position < 10:
			f.digits[(position+1)%10] = string(r)
			fallthrough
		case isDigit:
			if !inRun {
				runs = append(runs, 0)
			}
			runs[len(runs)-1]++
			position++
		case !inRun && len(separators) > 0:
			separators[len(separators)-1] += string(r)
		default:
			separators = append(separators, string(r))
		}
		inRun = isDigit
	}
	if position != 12 || len(runs) < 4 || len(separators) != len(runs)-1 {
		return false
	}
	last := len(separators) - 1
	f.group, f.decimal = separators[0], separators[last]
	f.primary, f.secondary = runs[last], runs[last-1]
	return f.group != f.decimal
}

// number writes d with that many decimals, or as many as it has when places is
// negative.
func (f *format) number(d Decimal, places int, grouped bool) string {
	sign := ""
	if d.Sign() < 0 {
		sign = f.minus
	}
	if d.IsInf() {
		return sign + "∞"
	}
	if places < 0 {
		places = d.Places()
	}
	written := strings.TrimPrefix(d.Fixed(places), "-")
	if strings.Trim(written, "0.") == "" {
		sign = ""
	}
	whole, fraction, _ := strings.Cut(written, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(whole) {
		b.WriteString(f.digits[whole[i]-'0'])
		if left := len(whole) - 1 - i; grouped && left > 0 && f.endsGroup(left) {
			b.WriteString(f.group)
		}
	}
	if fraction != "" {
		b.WriteString(f.decimal)
	}
	for i := range len(fraction) {
		b.WriteString(f.digits[fraction[i]-'0'])
	}
	return b.String()
}

// endsGroup tells whether a separator stands where that many digits are left.
func (f *format) endsGroup(left int) bool {
	return left == f.primary || left > f.primary && (left-f.primary)%f.secondary == 0
}

// percent writes the ratio d as a percentage.
func (f *format) percent(d Decimal, places int) string {
	written := f.number(d.Shift(2), places, true)
	if digits, negative := strings.CutPrefix(written, f.minus); negative {
		return f.minus + f.prefix + digits + f.suffix
	}
	return f.prefix + written + f.suffix
}
