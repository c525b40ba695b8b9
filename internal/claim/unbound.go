package claim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// Codes of the gate on numerals in prose.
const (
	CodeUnbound diag.Code = "claim-unbound" // a numeral that no figure, source, date or name stands behind
	CodeTyped   diag.Code = "claim-typed"   // a numeral marked as typed by hand without a reason, or no numeral in the mark
)

// Object stands in Prose for what is no prose: a claim, a citation, code, an address.
const Object = "\ufffc"

// Prose is words that a reader meets in one piece: a paragraph, a heading, a cell, a
// text of YAML. Numerals in it are held to be bound, see Unbound.
type Prose struct {
	Text   string
	Cites  []int // where citations stand, each an Object, in rising order
	Quoted bool  // all of it is a quotation that says where it is from
}

// Loose is a numeral of a Prose that nothing stands behind.
type Loose struct {
	Start, End int
	Text       string
	Candidates []Candidate // figures that say the same, the best first: at most three
	Several    bool        // there are more than one
	personal   bool        // it may be somebody's telephone number, and is not repeated
}

// Candidate is a claim that would hold in place of a numeral.
type Candidate struct {
	Start, End int // what it would stand for: the numeral, and words such as "more than" before it
	Words      string
	Figure     string
}

const (
	maxCandidates = 3   // figures that a hint offers
	maxOffered    = 100 // numerals of one text for which figures are looked for
	window        = 60  // bytes beside a numeral that may belong to it
)

// verdict is what becomes of a numeral in prose.
type verdict uint8

const (
	unbound verdict = iota
	isDate
	isName
	isCited
)

// Unbound returns the numerals of a text that need a claim and have none. What needs
// none is
//
//   - a date, a time of day or a year, as the language writes it (see
//     locale.Language.Senses); a year alone only where no figure has exactly that value;
//   - a part of a name: joined to letters, an ordinal, behind a naming word;
//   - what stands in a quotation that has its citation;
//   - what stands in a sentence that ends in a citation, unless a figure has
//     exactly that value: then it must be bound.
func Unbound(lang *locale.Language, figures *figure.Set, p Prose) []Loose {
	if !holdsNumber(p.Text) {
		return nil
	}
	var loose []Loose
	numerals := lang.Numerals(p.Text)
	for i, v := range verdicts(lang, figures, p, numerals) {
		if v == unbound {
			loose = append(loose, newLoose(lang, figures, p.Text, numerals[i], len(loose) < maxOffered))
		}
	}
	return append(loose, signs(p.Text)...)
}

// holdsNumber tells whether a text holds any digit or numeral sign.
func holdsNumber(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		if r < utf8.RuneSelf {
			return '0' <= r && r <= '9'
		}
		return r > 0xb0 && unicode.IsNumber(r)
	})
}

// verdicts judges every numeral of a text.
func verdicts(lang *locale.Language, figures *figure.Set, p Prose, numerals []locale.Numeral) []verdict {
	all := make([]verdict, len(numerals))
	c := citing{Prose: p, lang: lang}
	for i, sense := range lang.Senses(p.Text, numerals) {
		n := numerals[i]
		switch {
		case sense == locale.Date, sense == locale.MaybeDate && !stands(figures, n):
			all[i] = isDate
		case sense == locale.Name, sense == locale.MaybeName && !stands(figures, n):
			all[i] = isName
		case p.Quoted, c.quotes(n.Start), c.cites(n.End) && !says(lang, figures, n):
			all[i] = isCited
		}
	}
	return all
}

// leastTelling is the smallest number that is taken for a figure's on its value
// alone, where the words around say a date or a name: any report has a figure that is 2.
var leastTelling = locale.Int(10)

// stands tells whether a figure has exactly the value of a numeral.
func stands(figures *figure.Set, n locale.Numeral) bool {
	return n.Value.Cmp(leastTelling) >= 0 && figures.Lookup().Has(n.Value)
}

// says tells whether a figure says what a numeral says: a rounded one to its last digit.
func says(lang *locale.Language, figures *figure.Set, n locale.Numeral) bool {
	if n.Percent || n.Places > 0 || n.Scale > 0 {
		found, _ := candidates(lang, figures, n.Text, n)
		return len(found) > 0
	}
	return figures.Lookup().Has(n.Value)
}

// signs finds numeral signs that are no digits: ½, ①, Ⅻ. A power behind a letter,
// as in m², is part of a unit.
func signs(text string) []Loose {
	var loose []Loose
	var before rune
	for i, r := range text {
		if r > 0xb0 && unicode.In(r, unicode.No, unicode.Nl) && !unicode.IsLetter(before) {
			loose = append(loose, Loose{Start: i, End: i + utf8.RuneLen(r), Text: string(r)})
		}
		before = r
	}
	return loose
}

func newLoose(lang *locale.Language, figures *figure.Set, text string, n locale.Numeral, offer bool) Loose {
	l := Loose{Start: n.Start, End: n.End, Text: n.Text, personal: isPersonal(text, n)}
	if l.personal || !offer || !n.Valid || grows(text[n.End:]) {
		return l
	}
	found, several := candidates(lang, figures, text[:n.End], n)
	l.Candidates, l.Several = found, several
	return l
}

// isPersonal tells whether a numeral looks like somebody's number: seven digits or
// more without commas between them, though with hyphens, dots, spaces or brackets.
func isPersonal(text string, n locale.Numeral) bool {
	from, to := n.Start, n.End
	for from > 0 && n.Start-from < window && strings.IndexByte("0123456789-. ()+", text[from-1]) >= 0 {
		from--
	}
	for to < len(text) && to-n.End < window && strings.IndexByte("0123456789-. ()", text[to]) >= 0 {
		to++
	}
	own, digits := digitsIn(n.Text), digitsIn(text[from:to])
	grouped := n.Valid && own == digits && strings.ContainsAny(n.Text, ",. \u00a0\u202f")
	return digits >= 7 && !grouped
}

func digitsIn(text string) int {
	digits := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return digits
}

// candidates finds figures that say what the numeral at the end of a text says, and
// whether there are more than one.
func candidates(lang *locale.Language, figures *figure.Set, text string, n locale.Numeral) (found []Candidate, several bool) {
	half := locale.Int(5).Shift(-(number{numeral: &n}.places() + 1))
	start := len(text) - len(n.Text)
	from := qualifiedFrom(lang, text[:start])
	for f := range figures.Lookup().Between(n.Value.Add(half.Neg()), n.Value.Add(half)) {
		if bare := !n.Percent && n.Places == 0 && n.Scale == 0; bare && isFraction(f.Value) {
			continue // a ratio is no whole number
		}
		c := Candidate{Start: start, End: len(text), Figure: f.Name}
		switch bad := check(lang, text[from:], f.Value, nil); {
		case bad == nil:
			c.Start, c.Words = from, text[from:]
		case from < start && check(lang, n.Text, f.Value, nil) == nil:
			c.Words = n.Text
		case known(f.Value) != exact && slices.ContainsFunc(lang.Numerals(bad.hint), func(m locale.Numeral) bool { return m.Value == n.Value }):
			c.Start, c.Words = from, bad.hint
		default:
			continue
		}
		if several = len(found) > 0; len(found) == maxCandidates {
			break
		}
		found = append(found, c)
	}
	return found, several
}

// qualifiedFrom returns where a word such as "more than" begins that a text ends in, or
// the text's end.
func qualifiedFrom(lang *locale.Language, text string) int {
	before := 0
	if len(text) > window {
		before = len(text) - window + strings.IndexByte(text[len(text)-window:], ' ') + 1
	}
	for _, p := range lang.Phrases(text[before:]) {
		if !p.Meaning.IsNumber() && strings.TrimSpace(text[before+p.End:]) == "" {
			return before + p.Start
		}
	}
	return len(text)
}
