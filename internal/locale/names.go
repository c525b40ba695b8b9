package locale

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"

	"daylight/internal/conf"
)

// namesFile is the section names of a language's file: the words by which a numeral
// is known to be part of a name or a date.
type namesFile struct {
	Before      []conf.Text `conf:"before,required"`
	Locators    []conf.Text `conf:"locators"`
	Years       []conf.Text `conf:"years,required"`
	Ordinals    []conf.Text `conf:"ordinals,required"`
	Multipliers []conf.Text `conf:"multipliers,required"`
	Hours       []conf.Text `conf:"hours,required"`
	Months      []conf.Text `conf:"months,required"`
	To          []conf.Text `conf:"to,required"`
	And         []conf.Text `conf:"and,required"`
}

// names is that section, and the months.
type names struct {
	before, years, locators      wordsByEnd // words that stand before a name's numeral, a year, a place in a source
	ordinals, multipliers, hours []string   // what stands behind
	months                       []string
	to, and                      []string // between two numerals
	longest                      int      // bytes of the longest of before, years and locators
}

func (ld *loader) names(f namesFile, months []string) names {
	n := names{
		before: byEnd(ld.nameWords(f.Before)), years: byEnd(ld.nameWords(f.Years)), locators: byEnd(ld.nameWords(f.Locators)),
		ordinals: ld.nameWords(f.Ordinals), multipliers: ld.nameWords(f.Multipliers), hours: ld.nameWords(f.Hours), to: ld.nameWords(f.To), and: ld.nameWords(f.And),
		months: append(slices.Clone(months), ld.nameWords(f.Months)...),
	}
	for _, list := range []wordsByEnd{n.before, n.years, n.locators} {
		for _, words := range list {
			for _, word := range words {
				n.longest = max(n.longest, len(word))
			}
		}
	}
	return n
}

// wordsByEnd is words by their last byte.
type wordsByEnd map[byte][]string

func byEnd(words []string) wordsByEnd {
	index := wordsByEnd{}
	for _, word := range words {
		end := word[len(word)-1]
		index[end] = append(index[end], word)
	}
	return index
}

// nameWords checks words of the table. A word with a digit could never be found.
func (ld *loader) nameWords(items []conf.Text) []string {
	words := make([]string, 0, len(items))
	for _, t := range items {
		word := strings.Join(strings.Fields(strings.ReplaceAll(t.Value, "’", "'")), " ")
		if word == "" || strings.ContainsFunc(word, unicode.IsDigit) {
			ld.bad(t.Pos, "", "a word of names holds at least one character and no digit")
			continue
		}
		if slices.Contains(words, word) {
			ld.bad(t.Pos, "keep one of them", "this word stands in the list twice")
		}
		words = append(words, word)
	}
	return words
}

// endsIn tells whether a text ends in one of the words and a space. A word with a
// capital in the table needs it in the text ("No."); any other may begin with one.
func (n *names) endsIn(text string, words wordsByEnd) bool {
	tail := text[max(0, len(text)-2*n.longest-8):]
	trimmed := strings.TrimRight(tail, " "+spaces)
	if len(trimmed) == len(tail) && !endsInSign(tail) {
		return false
	}
	if trimmed == "" || words[trimmed[len(trimmed)-1]] == nil {
		return false
	}
	tail = strings.Join(strings.Fields(strings.ReplaceAll(trimmed, "’", "'")), " ")
	for _, word := range words[trimmed[len(trimmed)-1]] {
		if len(tail) < len(word) {
			continue
		}
		before := tail[:len(tail)-len(word)]
		if rest, ok := cutCapital(tail[len(before):], word); !ok || rest != "" {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		first, _ := utf8.DecodeRuneInString(word)
		elided := last == '\'' && len(word) <= len("s.") // the s of "Shaw's." is no section
		if !unicode.IsLetter(first) || !inWord(last) && !elided {
			return true
		}
	}
	return false
}

// endsInSign tells whether a text ends in a sign that needs no space behind it: "§57".
func endsInSign(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("§¶°º", r)
}

func (n *names) isOrdinal(word string) bool  { return slices.Contains(n.ordinals, word) }
func (n *names) multiplies(word string) bool { return slices.Contains(n.multipliers, word) }
func (n *names) isHours(word string) bool    { return slices.Contains(n.hours, word) }

func (n *names) beginsWithHours(text string) bool {
	text = strings.ReplaceAll(text[:min(len(text), 24)], "’", "'")
	return slices.ContainsFunc(n.hours, func(word string) bool {
		rest, ok := strings.CutPrefix(text, word)
		r, _ := utf8.DecodeRuneInString(rest)
		return ok && (!unicode.IsLetter(r) && !unicode.IsMark(r))
	})
}

// The ways in which the words between two numerals join them.
const (
	linksNothing = iota
	linksRange   // "60 to 110"
	linksList    // "17 and 18", "57, 59"
)

func (n *names) link(gap string) int {
	gap = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(gap, "\u00a0", " "), "\u202f", " "))
	if slices.Contains(n.to, gap) {
		return linksRange
	}
	word := strings.TrimSpace(strings.TrimPrefix(gap, ","))
	if word == "" && gap == "," || word != "" && slices.Contains(n.and, word) {
		return linksList
	}
	return linksNothing
}

// court is what stands between the parts of a reference such as "2013 FC 525".
var court = regexp.MustCompile(`^\]? (?:\p{Lu}[\p{Lu}.]+ )+$`)

// afterOther judges a numeral by the one before it: the next year of two, a later
// paragraph of several, the number of a case.
func (t *teller) afterOther(i int) {
	m, before, sense := t.marks[i], t.marks[i-1], t.senses[i-1]
	gap := t.gap(i)
	switch link := t.l.names.link(gap); {
	case !m.plain || t.senses[i] == Date || t.senses[i] == Name:
	case before.isYear() && m.isYear() && link != linksNothing && sense == Date:
		t.senses[i] = Date
	case before.isYear() && followsYear(before, m) && strings.ContainsAny(gap, "-–/") && len(gap) <= len("–") && t.senses[i] == Quantity:
		t.senses[i] = sense
	case t.senses[i] != Quantity:
	case before.isYear() && court.MatchString(gap):
		t.senses[i] = MaybeName
	case before.isYear() && gap == "] ", sense == MaybeName && court.MatchString(gap):
		t.senses[i] = MaybeName
	case sense != Name && sense != MaybeName:
	case gap == "(" || gap == ":" || gap == ".":
		t.senses[i] = sense
	case link == linksRange && ascends(before, m):
		t.senses[i] = sense
	case link == linksList && ascends(before, m):
		t.senses[i] = MaybeName
	}
}

// followsYear tells whether two digits behind a year say a later one: 2011–12.
func followsYear(year, m mark) bool { return m.digits == 2 && m.value > year.value%100 }

// ascends tells whether two members of a list are in the order of their numbers.
func ascends(a, b mark) bool {
	return a.digits > 0 && b.digits > 0 && (a.digits < b.digits || a.digits == b.digits && a.value < b.value)
}

// isCurrency tells whether letters are the code of a currency: "CAD".
func isCurrency(letters string) bool {
	if len(letters) != 3 || letters != strings.ToUpper(letters) {
		return false
	}
	_, err := currency.ParseISO(letters)
	return err == nil
}

// IsNaming tells whether a text ends in a word that makes a numeral behind it part
// of a name: "see para. ".
func (l *Language) IsNaming(text string) bool { return l.names.endsIn(text, l.names.before) }
