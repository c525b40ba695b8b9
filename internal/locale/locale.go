// Package locale knows how a language writes numbers, percentages, dates and
// plurals, sorts words, and says the theme's own texts; numbers both ways, since
// a claim in a sentence must be read as exactly as a figure is written.
//
// A language is a file, templates/i18n/<tag>.yaml: adding one adds a language.
package locale

import "daylight/internal/diag"

// Codes of the problems this package reports.
const (
	CodeLanguage diag.Code = "i18n-language" // the file is not a usable language
	CodeText     diag.Code = "i18n-text"     // a theme text is missing or has the wrong placeholders
)

// Language writes and reads one language. It is immutable and safe for
// concurrent use.
type Language struct {
	Tag  string // "en", "fr": the folder under content/ and the address
	Code string // the value of lang="…" and of formats, e.g. "en-CA"
	Name string // in the language itself: "English", "Français"
	Dir  string // "ltr" or "rtl"
}

// Load reads templates/i18n/<tag>.yaml. The error is a diag.List.
func Load(tag, path string, data []byte) (*Language, error) { panic("locale: being written") }

// Number writes d with exactly places decimals (as many as d has when places is
// negative), in the language's grouping: "6,051", "6 051" with U+00A0. An
// infinite d is an error of the caller and is written "∞".
func (l *Language) Number(d Decimal, places int) string { panic("locale: being written") }

// Percent writes the ratio d as a percentage with that many decimals: 0.4058 and
// 1 give "40.6%" or "40,6 %".
func (l *Language) Percent(d Decimal, places int) string { panic("locale: being written") }

// Numeral is a number as it is written in a text.
type Numeral struct {
	Start, End int     // bytes of the text, sign and percent sign included
	Value      Decimal // a percentage is its ratio: 40.6% is 0.406
	Places     int     // decimals written: 1 for 40.6%
	Percent    bool
	Text       string
	Valid      bool // false when its digits are badly grouped
}

// Numerals finds every numeral written in a text, in order: grouped with the
// language's separators (in French U+0020, U+00A0 and U+202F alike; a plain
// space only between complete groups of three digits) or not grouped at all. A badly grouped numeral ("1,23,4") is found as one
// numeral with Valid false. Ordinals, dates and names are not told apart here.
func (l *Language) Numerals(text string) []Numeral { panic("locale: being written") }

// Date writes a date or a period in the form of dataset's Period type: "2 May
// 2011", "May 2011", "2011", "second quarter of 2011", "26 March to 2 May 2011",
// "before 23 February 2012" (for "../2012-02-22"). What is no period comes back
// as it is.
func (l *Language) Date(iso string) string { panic("locale: being written") }

// Compare orders two words as the language's dictionaries do; equal words are
// ordered by their bytes, so that the order is total.
func (l *Language) Compare(a, b string) int { panic("locale: being written") }

// Text returns the theme text of that key with its {placeholders} filled from
// name, value pairs. A text may have plural forms chosen by a pair named "n"
// that is a whole number. An unknown key or placeholder is an error with the key's name.
func (l *Language) Text(key string, pairs ...any) (string, error) { panic("locale: being written") }

// Words returns the language's table of words that are claims.
func (l *Language) Words() Words { panic("locale: being written") }

// Words is the table of a language's words with a checked meaning inside a
// claim's link: data from the language's file, documented in docs/formats.md.
type Words struct {
	Numbers   map[string]int64    // "one" → 1 … "twenty" → 20, "none" → 0
	Fractions map[string][2]int64 // "half" → 1/2, "two in five" → 2/5, …
	All       []string            // "all": the ratio is 1
	Most      []string            // "most": the ratio is over 1/2
	About     []string            // "about", "around", "roughly": an approximate figure needs one
	MoreThan  []string            // "more than", "over": the low end is above the number
	AtLeast   []string            // "at least"
	LessThan  []string            // "fewer than", "less than", "under"
	AtMost    []string            // "at most", "up to"
	Between   []string            // patterns with {low} and {high}: "between {low} and {high}", "{low} to {high}"
}
