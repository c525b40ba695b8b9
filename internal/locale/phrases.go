package locale

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Meaning is what a checked word says.
type Meaning uint8

// The meanings. NumberWord and Fraction carry a number, All and Most are
// fractions of a kind; the others say how the number after them is meant.
const (
	NumberWord Meaning = iota // "two"
	Fraction                  // "two in five"
	All                       // "all"
	Most                      // "most"
	About                     // "about"
	Nearly                    // "nearly"
	MoreThan                  // "more than"
	AtLeast                   // "at least"
	FewerThan                 // "fewer than"
	AtMost                    // "at most"
)

// IsNumber tells whether a word of this meaning is a number by itself.
func (m Meaning) IsNumber() bool { return m <= Most }

// Phrase is a checked word or group of words found in a text.
type Phrase struct {
	Start, End int
	Meaning    Meaning
	Num, Den   int64 // the number it says, as a fraction; 0 where it says none. Ten per cent is 10/100
	Article    bool  // a number that is also an ordinary word, such as "one"
}

// entry is a phrase of the language's table, in lower case.
type entry struct {
	word    string
	meaning Meaning
	num     int64
	den     int64
	article bool
}

// Phrases finds the checked words of the language in a text, in order and
// without overlap, the longest where several begin at one place. They stand on
// word boundaries in any case; a hyphen is part of a word ("twenty-one" holds no
// "one"), but a phrase of several words may be written with hyphens ("two-thirds").
func (l *Language) Phrases(text string) []Phrase {
	var found []Phrase
	boundary := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if boundary && unicode.IsLetter(r) {
			if p, ok := l.phraseAt(text, i, unicode.ToLower(r)); ok {
				found = append(found, p)
				i = p.End
				continue // the end of a phrase is a boundary of its own
			}
		}
		boundary = !inWord(r)
		i += size
	}
	return found
}

func (l *Language) phraseAt(text string, i int, first rune) (Phrase, bool) {
	for _, e := range l.words.phrases[first] {
		end, ok := matchWord(text, i, e.word)
		if !ok {
			continue
		}
		p := Phrase{Start: i, End: end, Meaning: e.meaning, Num: e.num, Den: e.den, Article: e.article}
		if e.meaning == NumberWord {
			l.scaled(text, &p)
		}
		return p, true
	}
	return Phrase{}, false
}

// scaled multiplies a number word by the powers of ten said behind it ("two
// hundred thousand"), as far as an int64 goes, and reads "ten per cent" as 10/100.
func (l *Language) scaled(text string, p *Phrase) {
	for {
		at := skipSpace(text, p.End, false)
		if at < 0 {
			return
		}
		if end, ok := l.percentAt(text, at); ok && p.Den == 1 {
			p.Den, p.End, p.Article = 100, end, false
			return
		}
		end, power, ok := l.scaleAt(text, at)
		d := Int(p.Num).Shift(power)
		if !ok || d.wide != "" {
			return
		}
		p.Num, p.End, p.Article = d.coef, end, false
	}
}

// matchWord tells whether a phrase in lower case stands at i and ends a word. A
// space in it stands for any run of spaces or for a hyphen.
func matchWord(text string, i int, phrase string) (end int, ok bool) {
	for _, want := range phrase {
		if want == ' ' {
			if i = skipSpace(text, i, true); i < 0 {
				return 0, false
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if size == 0 || unicode.ToLower(r) != want && (want != '\'' || r != '’') {
			return 0, false
		}
		i += size
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	return i, size == 0 || !inWord(r) || strings.HasSuffix(phrase, "'") // "plus d'une"
}

// skipSpace returns where the spaces at i end, or one hyphen where that is
// allowed, and -1 when there is none.
func skipSpace(text string, i int, hyphen bool) int {
	start := i
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if hyphen && i == start && isHyphen(r) {
			return i + size
		}
		if !unicode.IsSpace(r) {
			break
		}
		i += size
	}
	if i == start {
		return -1
	}
	return i
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || isHyphen(r)
}

// between is a pattern for the two ends of a band, in pieces.
type between struct{ before, middle, after string }

// IsBetween tells whether the words around two numbers are one of the language's
// patterns for a band: "between 0 and 249".
func (l *Language) IsBetween(before, middle, after string) bool {
	before, middle, after = plainWords(before), plainWords(middle), plainWords(after)
	return slices.ContainsFunc(l.words.between, func(b between) bool {
		return middle == b.middle && endsInWord(before, b.before) && beginsWithWord(after, b.after)
	})
}

// plainWords makes words comparable: lower case, single spaces, no currency sign
// at the end.
func plainWords(s string) string {
	s = strings.TrimRightFunc(strings.ToLower(s), func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Sc, r) })
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "’", "'")
}

func endsInWord(s, word string) bool {
	rest, ok := strings.CutSuffix(s, word)
	r, _ := utf8.DecodeLastRuneInString(rest)
	return ok && (word == "" || !inWord(r))
}

func beginsWithWord(s, word string) bool {
	rest, ok := strings.CutPrefix(s, word)
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && (word == "" || !inWord(r))
}
