// Package locale knows how a language writes numbers, percentages, dates and
// plurals, sorts words, and says the theme's own texts; numbers both ways, since
// a claim in a sentence must be read as exactly as a figure is written.
//
// A language is a file, templates/i18n/<tag>.yaml: adding one adds a language.
// What golang.org/x/text knows of a language (separators, percent sign, plural
// rules, sorting) follows from the file's code and is not written in it.
package locale

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"daylight/internal/diag"
)

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

	path      string
	tag       language.Tag
	format    format
	dates     dates
	values    Values
	words     words
	names     names
	texts     map[string]text
	collators *sync.Pool // a collator keeps buffers, so each serves one caller at a time
}

// Number writes d with exactly places decimals (as many as d has when places is
// negative), in the language's grouping: "6,051", "6 051" with U+00A0. An
// infinite d is an error of the caller and is written "∞".
func (l *Language) Number(d Decimal, places int) string { return l.format.number(d, places, true) }

// Percent writes the ratio d as a percentage with that many decimals (as many as
// it has when places is negative): 0.4058 and 1 give "40.6%" or "40,6 %".
func (l *Language) Percent(d Decimal, places int) string { return l.format.percent(d, places) }

// Path is the file that the language was read from.
func (l *Language) Path() string { return l.path }

// TextKeys returns the keys of the language's theme texts, sorted.
func (l *Language) TextKeys() []string { return slices.Sorted(maps.Keys(l.texts)) }

// Compare orders two words as the language's dictionaries do; equal words are
// ordered by their bytes, so that the order is total.
func (l *Language) Compare(a, b string) int {
	c := l.collators.Get().(*collate.Collator)
	defer l.collators.Put(c)
	return cmp.Or(c.CompareString(a, b), strings.Compare(a, b))
}

// Values are the texts in which a value is shown where no author chose the words.
type Values struct {
	MoreThan      Pattern `conf:"more-than,required"`  // {n}
	AtLeast       Pattern `conf:"at-least,required"`   // {n}
	FewerThan     Pattern `conf:"fewer-than,required"` // {n}
	AtMost        Pattern `conf:"at-most,required"`    // {n}
	Range         Pattern `conf:"range,required"`      // {low}, {high}
	About         Pattern `conf:"about,required"`      // {n}
	Withheld      string  `conf:"withheld,required"`
	NotPublished  string  `conf:"not-published,required"`
	NotApplicable string  `conf:"not-applicable,required"`
	Total         string  `conf:"total,required"` // the reserved value of a dimension
}

// Values returns the texts in which values are shown.
func (l *Language) Values() Values { return l.values }
