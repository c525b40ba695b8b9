package locale

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Numeral is a number as it is written in a text.
type Numeral struct {
	Start, End int     // bytes of the text, sign, percent sign and word like "million" included
	Value      Decimal // a percentage is its ratio: 40.6% is 0.406
	Places     int     // decimals written: 1 for 40.6%
	Percent    bool
	Scale      int // power of ten said by a word behind it: 6 for "1.7 million"
	Text       string
	Valid      bool // false when its digits are badly grouped

	bare       bool   // four digits or more without a separator
	head, tail string // what stands before the digits (currency, percent) and behind
	sign       string // the minus sign, as it is written
	gap        string // what parts its groups, as it is written; "" for nothing
}

// Numerals finds every numeral written in a text, in order: grouped with the
// language's separators (in French U+0020, U+00A0 and U+202F alike; a plain
// space only between complete groups of three digits) or not grouped at all. A
// badly grouped numeral ("1,23,4", "0,051") is found as one numeral with Valid
// false. A percent sign or word and a word like "million" behind a numeral belong
// to it, a minus sign before it too, unless that joins two things ("2011-05").
// Ordinals, dates and names are not told apart here: see Senses.
func (l *Language) Numerals(text string) []Numeral {
	var found []Numeral
	from := 0
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf && (c < '0' || c > '9') {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if _, ok := digitValue(r); !ok {
			i += size
			continue
		}
		n := l.numeral(text, from, i)
		found = append(found, n)
		i, from = n.End, n.End
	}
	return found
}

// Rewrite writes another value as n is written: with its decimals, its percent
// sign or word, its currency and minus sign, and grouped as n is, unless n is a long
// number that is not.
func (l *Language) Rewrite(n Numeral, d Decimal) string {
	if n.Percent {
		d = d.Shift(2)
	}
	digits, negative := strings.CutPrefix(l.format.number(d.Shift(-n.Scale), n.Places, !n.bare), l.format.minus)
	if n.gap != "" {
		digits = strings.ReplaceAll(digits, l.format.group, n.gap)
	}
	if negative {
		return cmp.Or(n.sign, l.format.minus) + n.head + digits + n.tail
	}
	return n.head + digits + n.tail
}

// numeral reads the numeral whose first digit is at i, from being where the one
// before it ends.
func (l *Language) numeral(text string, from, i int) Numeral {
	b := l.format.body(text, i)
	n := Numeral{Places: b.places, Valid: b.valid, gap: b.gap, bare: len(b.runs) == 1 && b.runs[0] > 3}
	n.End, n.Percent, n.Scale = l.behind(text, b.end)
	head, percent, sign := l.format.before(text, from, i)
	n.Start, n.Percent = head-sign, n.Percent || percent
	n.head, n.Text, n.tail = text[head:i], text[n.Start:n.End], text[b.end:n.End]
	n.sign = text[n.Start:head]
	value, err := ParseDecimal(b.plain)
	n.Valid = n.Valid && err == nil
	if sign > 0 {
		value = value.Neg()
	}
	if n.Percent {
		value = value.Shift(-2)
	}
	n.Value = value.Shift(n.Scale)
	return n
}

// body is the digits and separators of a numeral.
type body struct {
	end    int
	plain  string // as ParseDecimal reads it
	runs   []int  // digits in each group before the decimal separator
	places int
	valid  bool
	gap    string // the first separator of groups
}

// body reads digits and separators from i on. A separator counts only when a
// digit follows it, so that a sentence keeps its own comma and full stop.
func (f *format) body(text string, i int) body {
	var plain strings.Builder
	b := body{valid: true}
	decimals := false
	for {
		run := 0
		i, run = digitRun(text, i, &plain)
		if decimals {
			b.places += run
		} else {
			b.runs = append(b.runs, run)
		}
		kind, size := f.separator(text[i:])
		if kind == none || kind == plainSpace && (decimals || !f.joins(text[i+size:], b.runs)) {
			break
		}
		if kind != decimal && b.gap == "" {
			b.gap = text[i : i+size]
		}
		b.valid = b.valid && !decimals // nothing is separated behind a decimal separator
		if kind == decimal && !decimals {
			decimals = true
			plain.WriteByte('.')
		}
		i += size
	}
	b.end, b.plain = i, plain.String()
	b.valid = b.valid && f.wellGrouped(b.runs, b.plain)
	return b
}

// digitRun copies the digits at i to plain and returns where they end and how many they are.
func digitRun(text string, i int, plain *strings.Builder) (end, count int) {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		v, ok := digitValue(r)
		if !ok {
			break
		}
		plain.WriteByte(byte('0' + v))
		i, count = i+size, count+1
	}
	return i, count
}

// The kinds of separator inside a numeral.
const (
	none = iota
	group
	decimal
	plainSpace // of a language that groups with spaces: weak, since words are parted by it too
)

// spaces are what a language that groups with a space may have between groups.
const spaces = "\u00a0\u202f\u2009"

// separator reads a separator with a digit behind it.
func (f *format) separator(text string) (kind, size int) {
	switch {
	case strings.HasPrefix(text, f.decimal):
		kind, size = decimal, len(f.decimal)
	case strings.HasPrefix(text, f.group):
		kind, size = group, len(f.group)
	case !strings.Contains(spaces, f.group):
		return none, 0
	case strings.HasPrefix(text, " "):
		kind, size = plainSpace, 1
	default:
		r, n := utf8.DecodeRuneInString(text)
		if !strings.ContainsRune(spaces, r) {
			return none, 0
		}
		kind, size = group, n
	}
	if r, _ := utf8.DecodeRuneInString(text[size:]); !isDigit(r) {
		return none, 0
	}
	return kind, size
}

// joins tells whether a plain space joins the groups before it to the digits at
// the start of rest: complete groups on both sides.
func (f *format) joins(rest string, runs []int) bool {
	last := runs[len(runs)-1]
	if last != 3 && (last > 3 || len(runs) > 1) {
		return false
	}
	for digits := 0; ; digits++ {
		r, size := utf8.DecodeRuneInString(rest)
		if !isDigit(r) || digits > 3 {
			return digits == 3
		}
		rest = rest[size:]
	}
}

// wellGrouped tells whether groups have the lengths the language gives them and
// a grouped number does not begin with a zero ("0,051" is a decimal comma gone astray).
func (f *format) wellGrouped(runs []int, plain string) bool {
	last := len(runs) - 1
	if last == 0 {
		return true
	}
	for _, n := range runs[1:last] {
		if n != f.secondary {
			return false
		}
	}
	return runs[0] <= f.secondary && runs[last] == f.primary && plain[0] != '0'
}

func isDigit(r rune) bool {
	_, ok := digitValue(r)
	return ok
}

// digitValue returns the value of a decimal digit of any script, so that no
// digit passes unseen. Unicode keeps the ten digits of a script together.
func digitValue(r rune) (int, bool) {
	if r < utf8.RuneSelf {
		return int(r - '0'), '0' <= r && r <= '9'
	}
	if !unicode.IsDigit(r) {
		return 0, false
	}
	for _, span := range unicode.Nd.R16 {
		if r <= rune(span.Hi) {
			return int(r-rune(span.Lo)) % 10, true
		}
	}
	for _, span := range unicode.Nd.R32 {
		if r <= rune(span.Hi) {
			return int(r-rune(span.Lo)) % 10, true
		}
	}
	return 0, false
}
