package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sense is what a numeral in prose is: a number of something, or part of a date
// or of a name.
type Sense uint8

// The senses. The two with Maybe are guesses that the words around support but
// do not settle: a year alone, a day behind its month, a later member of a list of
// paragraphs.
const (
	Quantity  Sense = iota // a number of something
	Date                   // part of a date, or of a time of day
	Name                   // part of the name of a thing: "paragraph 57", "4G", "41st"
	MaybeDate              // "2011" alone, "May 2"
	MaybeName              // "18" in "paras 17 and 18"
)

// Senses tells for each numeral that Numerals found in a text what it is, by the
// language's way of writing dates and by the table names of its file. Whatever
// nothing speaks for is a Quantity.
func (l *Language) Senses(text string, numerals []Numeral) []Sense {
	t := teller{l: l, text: text, marks: make([]mark, len(numerals)), senses: make([]Sense, len(numerals))}
	for i, n := range numerals {
		t.marks[i] = newMark(text, n)
	}
	for i := range numerals {
		t.senses[i] = t.sense(i)
	}
	for i := 1; i < len(numerals); i++ {
		t.afterOther(i)
	}
	for i := len(numerals) - 2; i >= 0; i-- {
		t.beforeDay(i)
	}
	return t.senses
}

// mark is a numeral without sign, currency, percent sign and word behind it.
type mark struct {
	start, end int
	plain      bool // nothing but digits, grouping and decimals
	digits     int  // how many, when it is nothing but digits; else 0
	value      int  // of at most four digits
}

func newMark(text string, n Numeral) mark {
	m := mark{start: n.Start, end: n.End - len(n.tail)}
	for r, size := utf8.DecodeRuneInString(text[m.start:]); !isDigit(r); r, size = utf8.DecodeRuneInString(text[m.start:]) {
		m.start += size
	}
	m.plain = m.start == n.Start && m.end == n.End
	for _, c := range []byte(text[m.start:m.end]) {
		if c < '0' || c > '9' {
			m.digits, m.value = 0, 0
			break
		}
		if m.digits++; m.digits <= 4 {
			m.value = m.value*10 + int(c-'0')
		}
	}
	return m
}

func (m mark) isYear() bool { return m.plain && m.digits == 4 && 1500 <= m.value && m.value <= 2199 }
func (m mark) isDay() bool {
	return m.plain && (m.digits == 1 || m.digits == 2) && 1 <= m.value && m.value <= 31
}

// teller tells the numerals of one text apart.
type teller struct {
	l       *Language
	text    string
	marks   []mark
	senses  []Sense
	isoEnds int // where an ISO date ends that began before
}

// sense looks at one numeral and the words around it.
func (t *teller) sense(i int) Sense {
	m := t.marks[i]
	switch {
	case m.start < t.isoEnds:
		return Date
	case !m.plain || t.isMoney(m):
		return Quantity
	case t.isTime(i):
		return Date
	case t.isISO(m):
		return Date
	case t.inAddress(m.start):
		return Name
	}
	if sense, joined := t.joined(m); joined {
		return sense
	}
	if t.l.names.endsIn(t.text[:m.start], t.l.names.before) {
		return Name
	}
	return t.date(i)
}

// isMoney tells whether a sign of currency stands beside a numeral.
func (t *teller) isMoney(m mark) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t.text[:m.start], " "+spaces))
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(t.text[m.end:], " "+spaces))
	return unicode.Is(unicode.Sc, before) || unicode.Is(unicode.Sc, after)
}

// nearby is how many bytes beside a numeral are looked at: texts may be long, and hold
// nothing but numerals.
const nearby = 200

// inAddress tells whether an offset stands inside a web address.
func (t *teller) inAddress(at int) bool {
	word := t.text[max(0, at-nearby):at]
	word = word[strings.LastIndexAny(word, " \t\n")+1:]
	for _, scheme := range []string{"https://", "http://", "www."} {
		if strings.Contains(word, scheme) {
			return true
		}
	}
	return false
}

// joined judges a numeral with letters directly beside it. Letters before it make
// a name ("B2B", "SHA256", "C-23"), unless they are a currency's; behind it an ordinal's
// ending ("41st") or a capital ("4G") does, and anything else is a unit ("120k", "5km").
func (t *teller) joined(m mark) (Sense, bool) {
	if sense, joined := t.joinedBefore(t.text[max(0, m.start-nearby):m.start]); joined {
		return sense, true
	}
	rest := t.text[m.end:]
	first, _ := utf8.DecodeRuneInString(rest)
	if !unicode.IsLetter(first) && !unicode.In(first, unicode.M, unicode.No, unicode.Nl) {
		return Quantity, false
	}
	rest = rest[:min(len(rest), nearby)]
	word := rest[:len(rest)-len(strings.TrimLeftFunc(rest, inName))]
	switch {
	case t.l.names.isOrdinal(word):
		return Name, true
	case word == "s" && m.isYear():
		return Date, true
	case unicode.IsUpper(first) && !t.l.names.multiplies(word):
		return Name, true
	}
	return Quantity, true
}

func (t *teller) joinedBefore(text string) (Sense, bool) {
	last, size := utf8.DecodeLastRuneInString(text)
	switch {
	case unicode.IsLetter(last):
		word := text[len(strings.TrimRightFunc(text, unicode.IsLetter)):]
		if !isCased(last) || isCurrency(word) {
			return Quantity, true
		}
		return Name, true
	case size > 0 && isHyphen(last):
		word := text[len(strings.TrimRightFunc(text, inWord)):]
		first, _ := utf8.DecodeRuneInString(word)
		beforeHyphen, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
		return Name, unicode.IsUpper(first) && unicode.IsLetter(beforeHyphen)
	}
	return Quantity, false
}

// inName tells whether a character belongs to a name that begins with digits.
func inName(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// isCased tells whether a letter is of a script that parts words by spaces and
// has capitals: where no space is between words, a letter beside a numeral says nothing.
func isCased(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) }
