// Package claim holds the words of a report against its data. A claim is a link
// whose address is "figure:NAME": the words of the link (or its title, when there
// is one) must say what the figure says, to the last written digit.
package claim

import (
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/locale"
)

// Codes of the problems this package reports.
const (
	CodeStale   diag.Code = "claim-stale"   // the words say something else than the data
	CodeUnknown diag.Code = "claim-figure"  // there is no such figure
	CodeNumeral diag.Code = "claim-numeral" // the words hold no number or checked word
	CodeSyntax  diag.Code = "claim-syntax"  // a text holds "](figure:" that is no claim
)

// Check holds the words of a claim against a value in a language. ok tells
// whether they agree; otherwise problem says in a sentence what is wrong
// ("this says 950, the data says 949") and hint holds the words to write.
//
// An exact value needs its numeral (or a word of the table) to the last written
// digit, ties away from zero; an approximate one needs also a word like "about";
// a bound needs "more than" and its like with the bound's own number; a band needs
// both ends; an unknown value has no number at all and no claim on it holds.
func Check(lang *locale.Language, words string, v dataset.Value) (ok bool, problem, hint string) {
	panic("claim: being written")
}

// Show writes a value as a reader meets it where no author chose words: "6,051",
// "more than 40,000", "about 100", "0 to 249", "not published", a percentage when percent is set.
func Show(lang *locale.Language, v dataset.Value, percent bool, places int) string {
	panic("claim: being written")
}

// Segment is a piece of a text of one line: plain words, or a claim that holds.
type Segment struct {
	Text   string         // what a reader sees
	Figure *figure.Figure // nil for plain words
}

// Inline is the text of one line of YAML (a title, a summary, a note), in which
// claims are written as in Markdown and everything else is plain.
type Inline []Segment

// String returns the text as a reader sees it.
func (in Inline) String() string { panic("claim: being written") }

// Parse reads the claims of a YAML text and checks each; an empty link
// "[](figure:x)" is filled in with Show. The error is a diag.List.
func Parse(lang *locale.Language, figures *figure.Set, t conf.Text) (Inline, error) {
	panic("claim: being written")
}

// Resolve finds and checks one claim that stands at pos: what a Markdown link
// with this address, these words and this title says. It returns the words to
// show (filled in when they are empty).
func Resolve(lang *locale.Language, figures *figure.Set, pos diag.Pos, name, words, title string) (Segment, error) {
	panic("claim: being written")
}
