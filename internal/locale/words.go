package locale

import "maps"

// Words is the table of a language's words with a checked meaning inside a
// claim's link: data from the language's file, documented in docs/formats.md.
type Words struct {
	Numbers   map[string]int64    // "one" → 1 … "twenty" → 20, "none" → 0
	Fractions map[string][2]int64 // "half" → 1/2, "two in five" → 2/5, …
	All       []string            // "all": the ratio is 1
	Most      []string            // "most": the ratio is over 1/2
	About     []string            // "about", "around", "roughly": an approximate figure needs one
	Nearly    []string            // "nearly", "almost": about, and less
	MoreThan  []string            // "more than", "over": the low end is above the number
	AtLeast   []string            // "at least"
	LessThan  []string            // "fewer than", "less than", "under"
	AtMost    []string            // "at most", "up to"
	Between   []string            // patterns with {low} and {high}: "between {low} and {high}", "{low} to {high}"
}

// Words returns the language's table of words that are claims.
func (l *Language) Words() Words {
	w := l.words.table
	w.Numbers, w.Fractions = maps.Clone(w.Numbers), maps.Clone(w.Fractions)
	return w
}

// SayNumber returns the language's first word for a small whole number.
func (l *Language) SayNumber(n int64) (word string, ok bool) {
	word, ok = l.words.sayNumber[n]
	return word, ok
}

// SayFraction returns the language's first words for a fraction in its lowest
// terms ("two in five"), or for 1 and 0 ("all", "none").
func (l *Language) SayFraction(num, den int64) (words string, ok bool) {
	words, ok = l.words.sayFraction[[2]int64{num, den}]
	return words, ok
}

// words is the table, made ready for finding its entries in a text.
type words struct {
	table       Words
	phrases     map[rune][]entry // by first letter, longest first
	scales      []scale          // longest first
	percent     []string         // longest first
	between     []between
	sayNumber   map[int64]string
	sayFraction map[[2]int64]string
}

// scale is a word that multiplies the number before it by a power of ten.
type scale struct {
	word  string
	power int
}
