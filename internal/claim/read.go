package claim

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/locale"
)

// reading is what the words of a claim say.
type reading struct {
	words   string
	numbers []number
	garbled *locale.Numeral // a numeral that is badly grouped
	grown   *locale.Numeral // a numeral that a sign beside it makes another number: 120½, 120²
}

// number is one number that the words hold, as a fraction: 949/1, 2/5.
type number struct {
	start, end int
	numeral    *locale.Numeral // nil for a number in words
	meaning    locale.Meaning  // of a number in words
	article    bool
	num        locale.Decimal
	den        int64
	qualifiers []locale.Phrase // "more than" and its like, between the number before and this one
}

// read finds the numbers of a claim and what is said about them.
func read(lang *locale.Language, words string) reading {
	r := reading{words: words}
	numerals := lang.Numerals(words)
	for i, n := range numerals {
		if !n.Valid && r.garbled == nil {
			r.garbled = &numerals[i]
		}
		if r.grown == nil && grows(words[n.End:]) {
			r.grown = &numerals[i]
		}
		r.numbers = append(r.numbers, number{start: n.Start, end: n.End, numeral: &numerals[i], num: n.Value, den: 1})
	}
	if len(numerals) == 1 && len(numerals[0].Text) == len(words) {
		return r // by far the most frequent: nothing but a numeral
	}
	var qualifiers []locale.Phrase
	next := 0 // the first numeral that does not end before the phrase
	for _, p := range lang.Phrases(words) {
		for next < len(numerals) && numerals[next].End <= p.Start {
			next++
		}
		switch {
		case next < len(numerals) && numerals[next].Start < p.End: // part of the numeral: "million"
		case p.Meaning.IsNumber():
			r.numbers = append(r.numbers, spoken(p))
		default:
			qualifiers = append(qualifiers, p)
		}
	}
	slices.SortFunc(r.numbers, func(a, b number) int { return cmp.Compare(a.start, b.start) })
	r.dropOrdinary()
	r.qualify(qualifiers)
	return r
}

// grows tells whether what stands behind a numeral makes another number of it: a
// fraction, a power or another numeral sign (at most a space away), a sign per
// thousand, a combining mark such as a stroke through it, a Latin letter such as the k of 120k.
func grows(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	if unicode.IsSpace(r) {
		r, _ = utf8.DecodeRuneInString(rest[size:])
		return unicode.In(r, unicode.No, unicode.Nl)
	}
	return unicode.In(r, unicode.No, unicode.Nl, unicode.M, unicode.Latin) || r == '‰' || r == '‱' || r == '⁄'
}

func spoken(p locale.Phrase) number {
	return number{start: p.Start, end: p.End, meaning: p.Meaning, article: p.Article, num: locale.Int(p.Num), den: p.Den}
}

// dropOrdinary drops the words that are no claim beside a number: "all", and
// "one" and its like, unless they may belong to the number before them ("twenty
// one", "trente et un").
func (r *reading) dropOrdinary() {
	ordinary := func(i int) bool {
		n := r.numbers[i]
		if n.numeral != nil || n.meaning != locale.All && !n.article {
			return false
		}
		joined := i > 0 && len(strings.Fields(r.words[r.numbers[i-1].end:n.start])) <= 1
		return n.meaning == locale.All || !joined
	}
	var kept []number
	for i, n := range r.numbers {
		if !ordinary(i) {
			kept = append(kept, n)
		}
	}
	if len(kept) > 0 {
		r.numbers = kept
	}
}

// qualify gives each number the qualifiers between the number before it and itself.
func (r *reading) qualify(qualifiers []locale.Phrase) {
	for i := range r.numbers {
		n := &r.numbers[i]
		for len(qualifiers) > 0 && qualifiers[0].End <= n.start {
			n.qualifiers = append(n.qualifiers, qualifiers[0])
			qualifiers = qualifiers[1:]
		}
	}
}

// said returns a number with its qualifiers, as it is written.
func (r reading) said(n number) string { return r.words[n.from():n.end] }

// from returns where a number begins, its qualifiers included.
func (n number) from() int {
	if len(n.qualifiers) > 0 {
		return n.qualifiers[0].Start
	}
	return n.start
}

// places returns the decimals to which a numeral is meant: three for "40.6%", -6 for
// "2 million".
func (n number) places() int {
	places := n.numeral.Places - n.numeral.Scale
	if n.numeral.Percent {
		places += 2
	}
	return places
}

func (n number) isFraction() bool { return n.numeral == nil && n.meaning == locale.Fraction }

// sameWords compares words whatever their case and spaces.
func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// cutWords takes a text out of words that hold it as whole words, whatever the case.
func cutWords(words, text string) (rest string, ok bool) {
	said := strings.Join(strings.Fields(words), " ")
	words, text = strings.ToLower(said), strings.ToLower(strings.Join(strings.Fields(text), " "))
	if len(said) != len(words) {
		said = words // a letter whose other case is longer
	}
	if text == "" {
		return "", words == ""
	}
	for from := 0; ; {
		i := strings.Index(words[from:], text)
		if i < 0 {
			return said, false
		}
		start := from + i
		before, _ := utf8.DecodeLastRuneInString(words[:start])
		after, _ := utf8.DecodeRuneInString(words[start+len(text):])
		if !wordRune(before) && !wordRune(after) {
			return said[:start] + Object + said[start+len(text):], true
		}
		_, size := utf8.DecodeRuneInString(words[start:])
		from = start + size
	}
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
